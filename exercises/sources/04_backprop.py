# %% [markdown]
# # Exercises 04 · Send the gradient back
#
# The chain rule in other dress: an ice cream stand, a bakery, three thermometers. Your functions become layers that remember, and a network trains on nothing but your code. Then you read a gradient check, and send a gradient back through an activation that nobody has shown you.
#
# What you passed in the lesson is brought along with one call: skip it. New here are `two_slopes`, `larger_backward`, `gain_backward`, `shared_backward`, `Linear`, `ReLU`, `Sigmoid`, `slope_at`, `suspect`, `silent_weights` and `softplus_backward`.
#
# **Time:** 95 minutes. Two places to stop are marked. **Before this:** [lesson 04](../notebooks/04_backprop.ipynb). **Points:** 51.

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
# ## 2. New: an ice cream stand, on paper
#
# The smallest network there is: one input, one hidden unit, one output. x is how warm a day is, in tens of degrees above 15. ŷ is how many scoops are sold, in hundreds:
#
# $$z = w_1 x \qquad h = \max(z, 0) \qquad \hat y = w_2 h \qquad L = (\hat y - y)^2$$
#
# | | what | example | on paper |
# |---|---|---|---|
# | `x`, `y` | a day and its scoops | `2.0, 1.0` | `1.0, 2.0` |
# | `w1`, `w2` | the weights | `3.0, 0.5` | `2.0, 3.0` |
# | returns | `(dw1, dw2)` | `(4.0, 24.0)` | ? |
#
# Take paper first. Write z, h, ŷ and L for the last column below one another, then walk back. Somebody did the same for a day with w₁ below 0; [0] is dw1, [1] is dw2:

# %%
plots.show(right_and_wrong("two_slopes", "no_gate", 1.0, 2.0, -1.0, 2.0))

# %% [markdown]
# Now for any numbers:

# %% solution two_slopes points=2

# %% [markdown]
# Use it. First your sheet of paper. Then three warm days, again and again, from two starts that differ in one sign:

# %%
slopes_of = yours("two_slopes")
print("on paper:", slopes_of(1.0, 2.0, 2.0, 3.0))

def stand(w1, w2=1.0, lr=0.05):
    losses = []
    for _ in range(30):
        for x, y in ((0.2, 1.0), (0.5, 2.4), (0.9, 4.6)):
            dw1, dw2 = slopes_of(x, y, w1, w2)
            w1, w2 = w1 - lr * dw1, w2 - lr * dw2
        losses.append((w2 * max(w1 * x, 0.0) - y) ** 2)
    return losses

plots.show(plots.loss_curves({"from w1 = 1": stand(1.0), "from w1 = -1": stand(-1.0)},
                             xlabel="round", ylabel="loss of the warmest day"))

# %% [markdown]
# One start finds the scoops. At the other the gate is closed on every warm day: both slopes are 0, and it predicts 0 scoops for ever. Such a unit is called *dead*.
#
# ## 3. New: two drawings on one sheet
#
# A cat and a dog are drawn on one sheet, one over the other. Where both have ink, the darker one is seen: out = max(a, b), pixel by pixel. A gradient arrives along the sheet. How much of it is for the cat's pixels, how much for the dog's?
#
# | | shape | example |
# |---|---|---|
# | `dout` | any | `[2.0, -1.0]` |
# | `a`, `b` | the same | `[1.0, 0.0]`, `[0.0, 3.0]` |
# | returns | `(da, db)`, the same | `[2.0, 0.0]`, `[0.0, -1.0]` |
#
# Where both are equal, all of it goes to a. Somebody looked at the wrong arrays; here is da:

# %%
plots.show(right_and_wrong("larger_backward", "gate_set_by_the_gradient", part=0))

# %% [markdown]
# Which arrays made the choice on the way forward?

# %% solution larger_backward points=2

# %% [markdown]
# Use it on two drawings. A gradient of 1 arrives at every pixel of the sheet:

# %%
pets = data.faces(20, np.random.default_rng(3), size=24, noise=0.0)
cat, dog = pets.x[0].reshape(24, 24), pets.x[4].reshape(24, 24)
d_cat, d_dog = yours("larger_backward")(np.ones((24, 24)), cat, dog)
grid = plots.image_grid([cat, dog, np.maximum(cat, dog), d_cat, d_dog], columns=5)
plots.show(grid, words="Cat, dog, sheet; black where the gradient went: to the cat, to the dog.")

# %% [markdown]
# Each pixel's 1 went one way: the last two pictures are each other's negative. Ears and whiskers are the cat's, and so is most of the face. (The blank paper went to the dog, whose paper is a little darker.) With zeros for b this is a gate that you know: max(a, 0).
#
# ## 4. New: three thermometers
#
# Three cheap thermometers hang side by side. Each one is off in its own way: it stretches, and it shifts. So each gets a *gain* and a *shift* of its own, out = x * gain + shift, and training is to find them. One row is one morning, one column one thermometer:
#
# | | shape | example |
# |---|---|---|
# | `dout` | (N, D), holds the 1/N | `[[1.0], [2.0]]` |
# | `x` | (N, D), what was read | `[[3.0], [5.0]]` |
# | `gain` | (D,) | `[10.0]` |
# | returns `dx` | (N, D) | `[[10.0], [20.0]]` |
# | and `dgain` | (D,) | `[13.0]` |
# | and `dshift` | (D,) | `[3.0]` |
#
# Somebody stretched the shift as well. Its slope, for two thermometers:

# %%
arriving = np.array([[1.0, -2.0], [2.0, 0.5], [0.5, 1.0]])
plots.show(right_and_wrong("gain_backward", "shift_times_gain",
                           arriving, np.ones((3, 2)), np.array([2.0, -3.0]), part=2))

# %% [markdown]
# In how many rows does one gain work?

# %% solution gain_backward points=3

# %% [markdown]
# Use it: 60 mornings, with a good thermometer beside the three. The arrays hold tens of degrees:

# %%
rng = np.random.default_rng(8)
true = rng.normal(1.2, 0.6, (60, 1))
read = true * [1.3, 0.8, 1.0] + [-0.4, 0.2, 0.1] + rng.normal(0, 0.02, (60, 3))
gain, shift, misses = np.ones(3), np.zeros(3), []
for _ in range(200):
    out = read * gain + shift
    misses.append(10 * np.abs(out - true).mean(axis=0))
    _, dgain, dshift = yours("gain_backward")(2 * (out - true) / 60, read, gain)
    gain, shift = gain - 0.1 * dgain, shift - 0.1 * dshift
misses = np.array(misses)
plots.show(plots.loss_curves({"first": misses[:, 0], "second": misses[:, 1], "third": misses[:, 2]},
                             xlabel="step", ylabel="degrees off, on average"))

# %% [markdown]
# <!-- claim: x04-thermometers -->
# From about a degree or more down to one or two tenths, which is the noise in the readings. Each has learned from its own column only: what one thermometer reads is nothing to the gain of another.
#
# ## 5. New: one spoon, two doughs
#
# A bakery measures sugar by one spoon: w grams. A cake gets x₁ spoons, a bread x₂. One weight, used in two places: two paths lead from it to the loss. Somebody wrote down the slope along w for both. It runs, the baker trains with it, and his cakes are too sweet. Find the fault and mend it:
#
# | | shape | example |
# |---|---|---|
# | `dout1`, `x1` | (N,), at the cakes | `[1.0]`, `[3.0]` |
# | `dout2`, `x2` | (N,), at the breads | `[2.0]`, `[4.0]` |
# | returns | one number | `11.0` |

# %% solution shared_backward points=2

# %% [markdown]
# Use it. By their recipes, cakes want a spoon of 8 grams and breads one of 12:

# %%
def spoon(slope, steps=40):
    w, seen = 5.0, []
    cake, bread = np.array([10.0, 6.0]), np.array([3.0, 7.0])
    for _ in range(steps):
        seen.append(w)
        w = w - 0.004 * slope((w - 8) * cake, cake, (w - 12) * bread, bread)
    return seen

def bread_alone(dout1, x1, dout2, x2):
    return np.sum(dout2 * x2)

plots.show(plots.loss_curves({"both places": spoon(yours("shared_backward")),
                              "bread alone": spoon(bread_alone)},
                             xlabel="step", ylabel="grams in a spoon"))

# %% [markdown]
# With the faulty lines the spoon suits the breads and nobody else. With both it settles between 8 and 12, nearer to the cakes, which take more spoons. In a layer each weight works in N examples: N places. That is why dW is a sum.
#
# **A good place to stop.** What has passed is kept. Next come classes, and a network.

# %% [markdown]
# ## 6. New: layers that remember
#
# Functions need everything handed in. A *layer* keeps its weights, and what it needs for the backward pass. You have written `dense_forward` and `dense_backward`; now write the layer as a class:
#
# | | what |
# |---|---|
# | `params` | the names of the parameters; stands there already |
# | `Linear(n_in, n_out, rng)` | draws `W` with `rng.normal`, spread √(2 / n_in), and makes `b` of zeros |
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
plots.show(right_and_wrong("ReLU", "gate_set_by_the_gradient"))

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
relu_net, relu_losses = trained("ReLU")
_, sigmoid_losses = trained("Sigmoid")
_, faster_losses = trained("Sigmoid", lr=5.0)
plots.show(plots.loss_curves({"ReLU": relu_losses, "Sigmoid": sigmoid_losses,
                              "Sigmoid, rate 5": faster_losses}, xlabel="step", log=True))

# %% [markdown]
# <!-- claim: x04-rate -->
# Most of the gap was the rate. A sigmoid passes on a quarter of the gradient at most, so it crawls at a rate that suits the ReLU; with longer steps it comes down about as far. (The ReLU gains nothing from a rate of 5.)
#
# And the border that your ReLU network draws between the moons:

# %%
def logits_of(points):
    for layer in relu_net:
        points = layer.forward(points)
    return points

print("right:", yours("accuracy")(logits_of(moons.x), moons.y))
plots.show(plots.decision_boundary(logits_of, moons.x, moons.y, class_names=("upper", "lower")))

# %% [markdown]
# You have built a neural network, all of it.
#
# **A good place to stop.** What is left needs nothing from above but the set-up cell: three small tasks about being sure, and the challenge.

# %% [markdown]
# ## 7. New: a spot check, to mend
#
# A network has thousands of weights. Nobody measures all of their slopes: one measures some, drawn by chance. `slope_at` is to measure one, and yet it is wrong everywhere. There is more than one thing to mend, so check after each step:
#
# | | what | example |
# |---|---|---|
# | `f` | takes an array like `w`, returns one number | the sum of w² |
# | `w` | (D,), afterwards as it was | `[1.0, -3.0]` |
# | `i`, `eps` | which entry, how far | `1, 0.001` |
# | returns | one number | `-6.0` |

# %% solution slope_at points=2

# %% [markdown]
# Use it: five of the 6,912 weights of a first layer, drawn by chance, measured and walked back:

# %%
drawings, rng = data.faces(100, np.random.default_rng(3), size=24), np.random.default_rng(3)
W1, W2, b1, b2 = rng.normal(0, 0.1, (576, 12)), rng.normal(0, 1, (12, 2)), np.zeros(12), np.zeros(2)

def loss_along(w):
    h = ck.relu(drawings.x @ w.reshape(576, 12) + b1)
    return ck.softmax_cross_entropy(h @ W2 + b2, drawings.y)[0]

walked = yours("mlp_backward")(drawings.x, drawings.y, W1, b1, W2, b2)[0].ravel()
for i in rng.integers(0, 6912, 5):
    measured = yours("slope_at")(loss_along, W1.ravel(), i, 1e-5)
    print(f"weight {i:4d}   measured {measured:9.6f}   walked back {walked[i]:9.6f}")

# %% [markdown]
# Ten forward passes instead of 13,824. A fault that spoils all of dW1 would show in the five.
#
# ## 8. New: where does the fault begin?
#
# Somebody checked what each layer of a network hands back, beside what can be measured. One of the five backward passes is wrong, and yet several are off. The code plants the fault at a place drawn by chance, and measures (it is folded and need not be read):

# %% folded
def network(faulty=None):
    rng = np.random.default_rng(2)
    net = [ck.Linear(4, 6, rng), ck.ReLU(), ck.Linear(6, 5, rng), ck.ReLU(), ck.Linear(5, 3, rng)]
    if faulty is not None:
        right = net[faulty].backward

        def in_reverse(dout):
            return right(dout)[::-1]

        net[faulty].backward = in_reverse
    return net

def measured_from(layers, x, y):
    def loss_from(x):
        for layer in layers:
            x = layer.forward(x)
        return ck.softmax_cross_entropy(x, y)[0]

    return yours("numerical_gradient")(loss_from, x)

def errors_of(net):
    x, y = np.random.default_rng(3).normal(size=(6, 4)), np.array([0, 1, 2, 0, 1, 2])
    inputs, handed = [x], []
    for layer in net:
        inputs.append(layer.forward(inputs[-1]))
    dout = yours("softmax_ce_backward")(inputs[-1], y)
    for layer in reversed(net):
        dout = layer.backward(dout)
        handed.append(dout)
    compare = yours("relative_error")
    return [float(compare(handed[4 - k], measured_from(net[k:], inputs[k], y))) for k in range(5)]

names = ["linear 1", "relu 1", "linear 2", "relu 2", "linear 3"]
place = np.random.default_rng(1).integers(1, 4)
plots.show(plots.bars(names, np.round(errors_of(network(place)), 6), xlabel="relative error"))

# %% [markdown]
# Which one is it? Decide before you write the rule:
#
# | | what | example |
# |---|---|---|
# | `errors` | a list, one number for each layer, the first layer first | `[0.3, 0.2, 1e-9]` |
# | `limit` | an error below it is none | `1e-6` |
# | returns | the place, from 0, of the layer to be looked at first, or `None` | `1` |

# %% solution suspect points=2

# %% [markdown]
# Use it on six networks: one is right, and in each of the others the fault is planted in another layer.

# %%
planted = [None, 0, 1, 2, 3, 4]
table = [errors_of(network(faulty)) for faulty in planted]
for faulty, errors in zip(planted, table):
    print("planted at", faulty, "  suspect:", yours("suspect")(errors, 1e-4))
plots.show(plots.heat_map(np.round(table, 6), ["no fault"] + [f"in {name}" for name in names],
                          names, xlabel="relative error of what the layer hands back"))

# %% [markdown]
# <!-- claim: x04-staircase -->
# A staircase: everything in front of the fault is spoiled by it, nothing behind. So mend one place, measure again, and only then look at the next.
#
# ## 9. New: who can learn nothing here?
#
# A batch of drawings, a layer with ReLU. Some of its weights get the gradient 0, *whatever* arrives from behind: in each example their input is 0, or the gate of their unit is closed. Find them:
#
# | | shape | example |
# |---|---|---|
# | `x` | (N, D) | `[[0.0, 2.0]]` |
# | `W`, `b` | (D, H), (H,) | `[[1.0], [3.0]]`, `[-1.0]` |
# | returns | (D, H), True or False | `[[True], [False]]` |
#
# Somebody looked for inputs that never speak, and for units that are never open (1 is True):

# %%
plots.show(right_and_wrong("silent_weights", "each_on_its_own"))

# %% [markdown]
# They found too few. What did they miss?

# %% solution silent_weights points=3

# %% [markdown]
# Use it: five handwritten digits and a fresh layer of six units. Purple is a silent weight, each at the place of its pixel. Unit 5 begins with a bias of −4:

# %%
digits = data.digits()
W, b = np.random.default_rng(4).normal(0, 0.2, (64, 6)), np.array([0.0, 0.0, 0.0, 0.0, 0.0, -4.0])
silent = yours("silent_weights")
plots.show(plots.weights_as_pictures(1.0 * silent(digits.x[:5], W, b), (8, 8)))

# %% [markdown]
# And how large a share is silent in a larger batch?

# %%
sizes = [5, 20, 100, 1797]
shares = [silent(digits.x[:n], W, b).mean() for n in sizes]
plots.show(plots.bars([f"{n:,} digits" for n in sizes], np.round(shares, 3),
                      xlabel="share of silent weights"))

# %% [markdown]
# <!-- claim: x04-silent -->
# Where none of the five has ink, every unit's weight is silent. Unit 1 happens to be closed for all five, and a larger batch wakes it. Unit 5 never opens: it is dead, and with it a sixth of the weights. The other units keep only a few silent weights, at the edges where hardly any digit has ink.

# %% [markdown]
# ## In your own words
#
# **Explain in two sentences:** a weight's input was 0 for every example of the batch. What is the gradient along this weight, and why is that fair?

# %% essay silent-input points=2
# It is 0: the gradient is the sum over the examples of the input times the gradient along the unit, and every input is 0. That is fair, since another weight would not have changed any prediction.

# %% [markdown]
# ## Challenge: an activation that nobody has shown you
#
# *Softplus* is ln(1 + e^z): a ReLU with a round corner. Find its derivative with the chain rule, and write `softplus_backward(dout, z)`. It has to survive z = ±1000 without a warning. Your `numerical_gradient` can tell you whether you are right before the check does.

# %% solution softplus_backward points=4

# %% [markdown]
# Use it: what comes through of a gradient of 1, for each z (folded, and need not be read):

# %% folded
backs = {"softplus": yours("softplus_backward"), "relu": yours("relu_backward"),
         "sigmoid": yours("sigmoid_backward")}
gates = {name: (lambda z, back=back: back(np.ones_like(z), z)) for name, back in backs.items()}
drawing = plots.activation_curves(gates, z=np.linspace(-6, 6, 121))
drawing.ax.set_ylabel("gradient that comes through")
plots.show(drawing, words="A gate that jumps, a gate that opens slowly, and a hill of a quarter.")
