# %% [markdown]
# # Exercises 04 · Send the gradient back
#
# Your functions become layers that remember, and a network trains on nothing but your code. Then you send a gradient back through an activation that nobody has shown you.
#
# What you passed in the lesson is brought along with one call: skip it. New here are `Linear`, `ReLU`, `Sigmoid` and `softplus_backward`.
#
# **Time:** 45 minutes. **Before this:** [lesson 04](../notebooks/04_backprop.ipynb). **Points:** 35.

# %% [markdown]
# ## 1. Bring what you wrote
#
# Two functions that judge all others: `numerical_gradient` measures, `relative_error` compares.

# %% bring numerical_gradient points=3

# %% bring relative_error points=2

# %% [markdown]
# Where the gradient begins: along predictions that are numbers, and along logits.

# %% bring mse_backward points=2

# %% bring softmax_ce_backward points=3

# %% [markdown]
# Back through two activations:

# %% bring sigmoid_backward points=2

# %% bring relu_backward points=2

# %% [markdown]
# A first class whose objects remember:

# %% bring RunningMean points=1

# %% [markdown]
# Back through a layer, and through a whole network:

# %% bring dense_backward points=3

# %% bring mlp_backward points=4

# %% [markdown]
# Put them to work: how small should eps be? Too large, and a curve is not a line. Too small, and the digits run out.

# %%
def cubes(w):
    return (w**3).sum()

w = np.array([1.0, -0.5, 0.8])
for eps in (1e-1, 1e-3, 1e-5, 1e-12):
    measured = yours("numerical_gradient")(cubes, w, eps)
    good = yours("relative_error")(measured, 3 * w**2) < 1e-6
    print(f"eps {eps:.0e}   error {'below' if good else 'above'} 1e-6")

# %% [markdown]
# ## 2. New: layers that remember
#
# Functions need everything handed in. A *layer* keeps its weights, and what it needs for the backward pass. You have written `dense_forward` and `dense_backward`; now write the layer as a class:
#
# | | what |
# |---|---|
# | `params` | the names of the parameters; stands there already |
# | `Linear(n_in, n_out, rng)` | makes `W`, normal with spread √(2 / n_in), and `b` of zeros |
# | `forward(x)` | returns x W + b, and remembers x |
# | `backward(dout)` | leaves `dW` and `db`, returns dx |
#
# Two layers in one network. Somebody wrote the memory on the class, and both of them share it:

# %%
plots.show(right_and_wrong("Linear", "one_memory_for_all"))

# %% [markdown]
# What belongs to one object goes behind `self.`

# %% solution Linear points=3

# %% [markdown]
# Use it:

# %%
layer = yours("Linear")(2, 3, np.random.default_rng(0))
print(layer.forward(np.ones((4, 2))).shape, layer.backward(np.ones((4, 3))).shape, layer.db)

# %% [markdown]
# ### Two activations that remember
#
# The same for the activations. They have no weights, so `params` is not needed, and an object is made without arguments.
#
# | | what | example |
# |---|---|---|
# | `forward(x)` | the activation, any shape | `[-1.0, 2.0]` → `[0.0, 2.0]` |
# | `backward(dout)` | the gradient along x | `[1.0, 1.0]` → `[0.0, 1.0]` |
#
# A ReLU, tried with some gradients. Somebody let the positive ones pass:

# %%
plots.show(right_and_wrong("ReLU", "gate_set_by_blame"))

# %% [markdown]
# So what does `forward` have to remember?

# %% solution ReLU points=2

# %% [markdown]
# And the sigmoid. Somebody squashed a second time on the way back:

# %%
plots.show(right_and_wrong("Sigmoid", "squashed_twice"))

# %% [markdown]
# What is worth remembering here?

# %% solution Sigmoid points=2

# %% [markdown]
# Use them, one after the other:

# %%
for layer in (yours("ReLU")(), yours("Sigmoid")()):
    print(layer.forward(np.array([-1.0, 2.0])).round(3), layer.backward(np.ones(2)).round(3))

# %% [markdown]
# ## Lab: a network that is yours
#
# No layer of coursekit is in this network: forward and backward, every parameter is changed by your code.

# %%
whose("Linear", "ReLU", "Sigmoid", "softmax_ce_backward", "cross_entropy_from_logits", "accuracy")

# %% [markdown]
# Two half moons, one network with each of your activations. The learning cycle is the one of lesson 01, written out:

# %%
moons = data.moons(200, np.random.default_rng(6))
loss_of, gradient_of = yours("cross_entropy_from_logits"), yours("softmax_ce_backward")

def trained(activation, lr=0.5, steps=400):
    rng = np.random.default_rng(7)
    net = [yours("Linear")(2, 16, rng), yours(activation)(), yours("Linear")(16, 2, rng)]
    losses = []
    for _ in range(steps):
        out = moons.x
        for layer in net:                        # guess
            out = layer.forward(out)
        losses.append(loss_of(out, moons.y))     # score
        dout = gradient_of(out, moons.y)
        for layer in reversed(net):              # blame
            dout = layer.backward(dout)
        for layer in (net[0], net[2]):           # adjust
            layer.W -= lr * layer.dW
            layer.b -= lr * layer.db
    return net, losses

# %% [markdown]
# Both start from the same weights and go at the same rate. And the sigmoid once more, at a rate ten times as large:

# %%
nets = {"ReLU": trained("ReLU"), "Sigmoid": trained("Sigmoid"),
        "Sigmoid, rate 5": trained("Sigmoid", lr=5.0)}
plots.show(plots.loss_curves({name: losses for name, (_, losses) in nets.items()},
                             xlabel="step", log=True))

# %% [markdown]
# <!-- claim: x04-rate -->
# Most of the gap was the rate. A sigmoid passes on a quarter of the gradient at most, so it crawls at a rate that suits the ReLU; with longer steps it comes down about as far. (The ReLU gains nothing from a rate of 5.)
#
# And the border that your ReLU network draws between the moons:

# %%
def logits_of(points):
    for layer in nets["ReLU"][0]:
        points = layer.forward(points)
    return points

print("right:", yours("accuracy")(logits_of(moons.x), moons.y))
plots.show(plots.decision_boundary(logits_of, moons.x, moons.y, class_names=("upper", "lower")))

# %% [markdown]
# You have built a neural network, all of it.
#
# ## In your own words
#
# **Explain in two sentences:** a weight's input was 0 for every example of the batch. What is the gradient along this weight, and why is that fair?

# %% essay silent-input points=2
# It is 0: the gradient is the sum over the examples of the input times the gradient along the unit, and every input is 0. That is fair, since another weight would not have changed any prediction.

# %% [markdown]
# ## Challenge: an activation that nobody has shown you
#
# *Softplus* is log(1 + e^z): a ReLU with a round corner. Find its derivative with the chain rule, and write `softplus_backward(dout, z)`. It has to survive z = ±1000 without a warning. Your `numerical_gradient` can tell you whether you are right before the check does.

# %% solution softplus_backward points=4

# %% [markdown]
# Use it: what comes through of a gradient of 1, for each z.

# %%
backs = {"softplus": yours("softplus_backward"), "relu": yours("relu_backward"),
         "sigmoid": yours("sigmoid_backward")}
gates = {name: (lambda z, back=back: back(np.ones_like(z), z)) for name, back in backs.items()}
drawing = plots.activation_curves(gates, z=np.linspace(-6, 6, 121))
drawing.ax.set_ylabel("gradient that comes through")
plots.show(drawing, words="A gate that jumps, a gate that opens slowly, and a hill of a quarter.")
