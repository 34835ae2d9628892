# %% [markdown]
# # Exercises 04 · Send the blame back
#
# You measure slopes, then compute them: one step of the way back after the other, until a whole network can be blamed. Then your steps become layers that remember, and a network trains on nothing but your code.
#
# **Time:** 110 minutes, in two sittings. **Before this:** lesson 04. **Points:** 34.

# %% [markdown]
# ## 1. Measure a slope
#
# Turn one knob up by a hair, turn it down by a hair, and compare. It takes no formula, it is slow, and it is the judge of everything that follows.
#
# | | shape | example |
# |---|---|---|
# | `f` | takes an array like `w`, returns one number | `lambda w: (w**2).sum()` |
# | `w` | any shape; must stay as it was | `[1.0, -3.0]` |
# | `eps` | a small number | `1e-5` |
# | returns | the shape of `w` | `[2.0, -6.0]` |
#
# The sum of all cubes, at three knobs. Somebody turned all knobs at the same time:

# %%
def cubes(w):
    return (w**3).sum()

w = np.array([1.0, -0.5, 0.8])
plots.show(right_and_wrong("numerical_gradient", "all_at_once", cubes, w))

# %% [markdown]
# Then everybody gets the same blame, and nobody learns who it was. (`easier("numerical_gradient")`, if you like.)

# %% solution numerical_gradient points=3

# %% [markdown]
# Use it: the slope of a cube is 3w². Measured and computed:

# %%
print(yours("numerical_gradient")(cubes, w).round(4), (3 * w**2).round(4))

# %% [markdown]
# ## 2. Compare two slopes
#
# Two slopes of 1000 that differ by 0.001 agree; two slopes of 0.001 that differ by 0.001 do not. So we divide by their size, and by at least 1e-8: then 0 and 0 agree as well.
#
# | | shape | example |
# |---|---|---|
# | `a`, `b` | two arrays of one shape | `[1.0, 2.0]`, `[1.0, 3.0]` |
# | returns | one number | `0.2` |
#
# One entry of a hundred is wrong. Somebody took the average:

# %%
a = np.ones(100)
b = a.copy()
b[17] = 1.1
plots.show(right_and_wrong("relative_error", "average", a, b))

# %% [markdown]
# An average hides the one that matters.

# %% solution relative_error points=2

# %% [markdown]
# Use it: how small should eps be? Too large, and a curve is not a line. Too small, and the digits run out.

# %%
measure, error = yours("numerical_gradient"), yours("relative_error")
for eps in (1e-1, 1e-3, 1e-5, 1e-12):
    good = error(measure(cubes, w, eps), 3 * w**2) < 1e-6
    print(f"eps {eps:.0e}   error {'below' if good else 'above'} 1e-6")

# %% [markdown]
# ## 3. Where blame begins: a squared error
#
# For a mean of squares over N guesses: how does the loss move when one guess moves?
#
# | | shape | example |
# |---|---|---|
# | `pred`, `y` | (N,) | `[3.0, 5.0]`, `[2.0, 2.0]` |
# | returns | (N,) | `[1.0, 3.0]` |
#
# Four guesses. Somebody forgot that each of them is only a quarter of the mean:

# %%
pred, y = np.array([3.0, 5.0, 1.0, 2.0]), np.array([2.0, 2.0, 2.0, 2.5])
plots.show(right_and_wrong("mse_backward", "forgets_n", pred, y))

# %% [markdown]
# The directions are right, the lengths are four times too long. This is the only place for the 1/N.

# %% solution mse_backward points=2

# %% [markdown]
# Use it: does it agree with what you can measure?

# %%
print(error(yours("mse_backward")(pred, y), measure(lambda p: ((p - y) ** 2).mean(), pred)) < 1e-6)

# %% [markdown]
# ## 4. Where blame begins: shares
#
# For softmax with cross-entropy the slope along the scores is short: what the network said, minus the truth, over N. In each row it sums to 0: what one class is asked to gain, the others are asked to give.
#
# | | shape | example |
# |---|---|---|
# | `logits` | (N, K) | `[[0.0, 0.0]]` |
# | `y` | (N,) labels | `[0]` |
# | returns | (N, K), rows sum to 0 | `[[-0.5, 0.5]]` |
#
# One example with label 1. Somebody stopped at the shares:

# %%
scores, label = np.array([[1.0, 0.0, 2.0]]), np.array([1])
plots.show(right_and_wrong("softmax_ce_backward", "forgets_truth", scores, label))

# %% [markdown]
# All scores should fall, the right one too? Then nobody would ever be right.

# %% solution softmax_ce_backward points=3

# %% [markdown]
# Use it: which of these three examples is blamed most? All have label 0.

# %%
scores = np.array([[3.0, 0.0], [0.0, 0.0], [-3.0, 0.0]])
yours("softmax_ce_backward")(scores, np.array([0, 0, 0])).round(3)

# %% [markdown]
# The confident mistake. The first one has little to learn.
#
# ## 5. Back through a sigmoid
#
# Blame for the output comes in as `dout`, and `z` is what had gone into the sigmoid. What reaches z is dout times the slope of the curve at z.
#
# | | shape | example |
# |---|---|---|
# | `dout` | any | `[1.0]` |
# | `z` | the same | `[0.0]` |
# | returns | the same | `[0.25]` |
#
# A blame of 1 for every z. Somebody multiplied by the value of the curve, not by its slope:

# %%
z = np.linspace(-6, 6, 61)
plots.show(right_and_wrong("sigmoid_backward", "value_for_slope", np.ones(61), z))

# %% [markdown]
# The hill is the slope: a quarter at most, and next to nothing far out.

# %% solution sigmoid_backward points=2

# %% [markdown]
# Use it: how much of a blame of 1 is left after ten sigmoids, each at z = 0?

# %%
blame = np.array([1.0])
for _ in range(10):
    blame = yours("sigmoid_backward")(blame, np.array([0.0]))
print(f"{blame[0]:.1e}")

# %% [markdown]
# Lesson 09 comes back to that.
#
# ## 6. Back through a ReLU
#
# Blame passes where the signal passed. Whether it did is decided by z, not by the blame.
#
# | | shape | example |
# |---|---|---|
# | `dout` | any; must stay as it was | `[2.0, -1.0, 3.0]` |
# | `z` | the same | `[0.5, 4.0, -1.0]` |
# | returns | the same | `[2.0, -1.0, 0.0]` |
#
# Somebody let positive blame pass:

# %%
blame, heard = np.array([2.0, -1.0, 3.0]), np.array([0.5, 4.0, -1.0])
plots.show(right_and_wrong("relu_backward", "gate_set_by_blame", blame, heard))

# %% [markdown]
# The second unit was awake and is blamed for nothing; the third one slept and is blamed.

# %% solution relu_backward points=2

# %% [markdown]
# Use it: a blame of 1 for every z.

# %%
gate = {"what comes through": lambda z: yours("relu_backward")(np.ones_like(z), z)}
plots.show(plots.activation_curves(gate, z=z))

# %% [markdown]
# ## 7. Back through a layer
#
# A layer has three things to blame: its inputs, its weights, its biases. Each slope has the shape of what it belongs to, and there is nearly one way only to fit the shapes together.
#
# | | shape | example |
# |---|---|---|
# | `dout` | (N, H), holds the 1/N already | `[[2.0]]` |
# | `x` | (N, D) | `[[3.0]]` |
# | `W` | (D, H) | `[[5.0]]` |
# | returns `dx` | (N, D) | `[[10.0]]` |
# | and `dW` | (D, H) | `[[6.0]]` |
# | and `db` | (H,) | `[2.0]` |
#
# The biases of three units, blamed by two examples. Somebody took the mean once more:

# %%
dout = np.array([[1.0, -2.0, 0.5], [3.0, 1.0, 0.5]])
x, W = np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([[1.0, 0.0, 2.0], [-1.0, 1.0, 0.5]])
plots.show(right_and_wrong("dense_backward", "mean_for_the_bias", dout, x, W, part=2))

# %% [markdown]
# The 1/N came with dout. What many examples say about one knob is added up. (`easier("dense_backward")` has two blanks.)

# %% solution dense_backward points=3

# %% [markdown]
# Use it: a layer whose second input is always 0. Whose blame is 0 then?

# %%
dx, dW, db = yours("dense_backward")(dout, np.array([[1.0, 0.0], [0.5, 0.0]]), W)
print(dW)

# %% [markdown]
# The weights of a silent input. They have done nothing, so they learn nothing.
#
# ## 8. Back through the whole network
#
# Now in a row: the loss, the second layer, the gate, the first layer. You may call your earlier functions, once they have passed.
#
# | | shape |
# |---|---|
# | `x`, `y` | (N, D), (N,) labels |
# | `W1`, `b1`, `W2`, `b2` | (D, H), (H,), (H, K), (K,) |
# | returns `dW1, db1, dW2, db2` | the shapes of `W1, b1, W2, b2` |
#
# The blame of the first layer's biases. Somebody forgot the gate on the way back:

# %%
draw = np.random.default_rng(5)
x, y = draw.normal(size=(6, 2)), np.array([0, 1, 1, 0, 1, 0])
W1, b1, W2, b2 = draw.normal(size=(2, 4)), np.zeros(4), draw.normal(size=(4, 2)), np.zeros(2)
plots.show(right_and_wrong("mlp_backward", "no_gate", x, y, W1, b1, W2, b2, part=1))

# %% [markdown]
# Units that were silent are blamed with the others. The second layer's slopes would still be right: the mistake sits before the gate. (`easier("mlp_backward")` is there.)

# %% solution mlp_backward points=4

# %% [markdown]
# Use it: does the first slope agree with the measured one?

# %%
def loss(W1):
    return ck.softmax_cross_entropy(np.maximum(x @ W1 + b1, 0) @ W2 + b2, y)[0]

dW1 = yours("mlp_backward")(x, y, W1, b1, W2, b2)[0]
print("relative error below 1e-6:", error(dW1, measure(loss, W1)) < 1e-6)

# %% [markdown]
# ## 9. A layer that remembers
#
# Functions need everything handed in. A *layer* keeps its weights, and what it needs for the way back. Write it as a class, as coursekit does:
#
# | | what |
# |---|---|
# | `params` | the names of what training may turn; stands there already |
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
# ## 10. Two bends that remember
#
# The same for the bends. They have no weights, so `params` is not needed, and an object is made without arguments.
#
# | | what | example |
# |---|---|---|
# | `forward(x)` | the activation, any shape | `[-1.0, 2.0]` → `[0.0, 2.0]` |
# | `backward(dout)` | the slope of the loss along x | `[1.0, 1.0]` → `[0.0, 1.0]` |
#
# A gate, tried with some blame. Somebody let positive blame pass, as in exercise 6:

# %%
plots.show(right_and_wrong("ReLU", "gate_set_by_blame"))

# %% [markdown]
# So what does `forward` have to remember?

# %% solution ReLU points=2

# %% [markdown]
# And the sigmoid. Somebody squashed the way back a second time:

# %%
plots.show(right_and_wrong("Sigmoid", "squashed_twice"))

# %% [markdown]
# What is worth remembering here?

# %% solution Sigmoid points=2

# %% [markdown]
# Use them, one after the other:

# %%
for bend in (yours("ReLU")(), yours("Sigmoid")()):
    print(bend.forward(np.array([-1.0, 2.0])).round(3), bend.backward(np.ones(2)).round(3))

# %% [markdown]
# ## Lab: a network that is yours
#
# No layer of coursekit is in this network: forward and backward, every knob is turned by your code.

# %%
whose("Linear", "ReLU", "Sigmoid", "softmax_ce_backward", "cross_entropy_from_logits", "accuracy")

# %% [markdown]
# Two half moons, one network with each of your bends. The learning cycle is the one of lesson 01, written out:

# %%
moons = data.moons(200, np.random.default_rng(6))
price, slope = yours("cross_entropy_from_logits"), yours("softmax_ce_backward")

def trained(bend, lr=0.5, steps=400):
    rng = np.random.default_rng(7)
    net = [yours("Linear")(2, 16, rng), yours(bend)(), yours("Linear")(16, 2, rng)]
    losses = []
    for _ in range(steps):
        out = moons.x
        for layer in net:                        # guess
            out = layer.forward(out)
        losses.append(price(out, moons.y))       # score
        dout = slope(out, moons.y)
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
plots.show(plots.loss_curves({name: losses for name, (_, losses) in nets.items()}, xlabel="step"))

# %% [markdown]
# <!-- claim: x04-rate -->
# Most of the gap was the rate. A sigmoid passes on a quarter of the blame at most, so it crawls at a rate that suits the ReLU; with longer steps it comes down about as far. (The ReLU gains nothing from a rate of 5.)
#
# And the border that your ReLU network draws between the moons:

# %%
def guess(points):
    for layer in nets["ReLU"][0]:
        points = layer.forward(points)
    return points

print("right:", yours("accuracy")(guess(moons.x), moons.y))
plots.show(plots.decision_boundary(guess, moons.x, moons.y, class_names=("upper", "lower")))

# %% [markdown]
# You have built a neural network, all of it.
#
# ## In your own words
#
# **Explain in two sentences:** a weight's input was 0 for every example of the batch. What is the slope of the loss along this weight, and why is that fair?

# %% essay silent-input points=2
# It is 0: the slope is the sum over the examples of input times the blame of the unit, and every input is 0. That is fair, since turning this weight would not have changed any guess.

# %% [markdown]
# ## Challenge: a bend that nobody has shown you
#
# *Softplus* is log(1 + e^z): a ReLU with a round corner. Find its slope with the chain rule, and write `softplus_backward(dout, z)`. It has to survive z = ±1000 without a warning. Your `numerical_gradient` can tell you whether you are right before the check does.

# %% solution softplus_backward points=4

# %% [markdown]
# Use it: three gates side by side.

# %%
backs = {"softplus": yours("softplus_backward"), "relu": yours("relu_backward"),
         "sigmoid": yours("sigmoid_backward")}
gates = {name: (lambda z, back=back: back(np.ones_like(z), z)) for name, back in backs.items()}
plots.show(plots.activation_curves(gates, z=np.linspace(-6, 6, 121)))
