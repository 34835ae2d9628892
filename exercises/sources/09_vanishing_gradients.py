# %% [markdown]
# # Exercises 09 · Let the blame arrive
#
# A game of telephone, two good starts, an express lane, and a leash for blame that explodes. In the end a chain of 30 blocks trains on your code, and its plain sister does not.
#
# **Time:** 60 minutes. **Before this:** lesson 09. **Points:** 21.

# %% [markdown]
# ## 1. Telephone
#
# A chain of single units: a = sigmoid(z), z = w · a + b. On the way back each layer multiplies the blame by w · sigmoid′(z). Layer k hears what is left after its own layer and all later ones.
#
# | | shape | example |
# |---|---|---|
# | `zs` | (L,), from the first layer to the last | `[0, 0]` |
# | `w` | one weight for all | `1` |
# | returns | (L,) | `[0.0625, 0.25]` |
#
# Eight layers at z = 0, weight 1. Somebody *added* along the chain:

# %%
plots.show(right_and_wrong("telephone", "adds", np.zeros(8), 1.0))

# %% [markdown]
# [7] is the last layer, where the blame comes in. The right dot is at a quarter there, and near 0 four layers earlier. Along a chain effects multiply.

# %% solution telephone points=2

# %% [markdown]
# Use it: what is left of the blame at the first of 10 and of 50 layers?

# %%
[float(f"{yours('telephone')(np.zeros(depth), 1.0)[0]:.2g}") for depth in (10, 50)]

# %% [markdown]
# ## 2. A start for ReLU
#
# ReLU silences about half of the units, so the others have to be louder: random weights with the variance 2 / n_in, that is the standard deviation √(2 / n_in), around 0.
#
# | | what | example |
# |---|---|---|
# | `n_in`, `n_out` | how many | `200`, `50` |
# | `rng` | a NumPy generator | |
# | returns | (n_in, n_out) | spread 0.1 |
#
# 16 units with 16 inputs, orange for negative weights, purple for positive ones, pale for small ones. Somebody took 2 / n_in for the spread itself:

# %%
plots.show(right_and_wrong("he_init", "variance_for_spread",
                                 16, 16, np.random.default_rng(0)))

# %% [markdown]
# The mistaken weights whisper. In a deep chain whispering becomes silence.

# %% solution he_init points=2

# %% [markdown]
# Use it: a signal goes through 30 layers of 100 ReLU units. How large is it afterwards, for your start and for weights half and twice as large?

# %%
def after(times, layers=30):
    rng = np.random.default_rng(0)
    a = rng.normal(size=(50, 100))
    for _ in range(layers):
        a = np.maximum(a @ (times * yours("he_init")(100, 100, rng)), 0)
    return f"{np.sqrt(np.mean(a**2)):.1e}"

{times: after(times) for times in (0.5, 1, 2)}

# %% [markdown]
# ## 3. A start for S-curves
#
# Xavier Glorot's: *uniform* between −limit and limit, with limit = √(6 / (n_in + n_out)). Inputs count for the way forward, outputs for the way back.
#
# | | what | example |
# |---|---|---|
# | `n_in`, `n_out`, `rng` | as above | `100`, `50` |
# | returns | (n_in, n_out) | from −0.2 to 0.2 |
#
# 16 units with 16 inputs again. Somebody's box began at 0:

# %%
plots.show(right_and_wrong("xavier_init", "one_sided", 16, 16, np.random.default_rng(0)))

# %% [markdown]
# No orange is left. With positive weights only, all units say nearly the same.

# %% solution xavier_init points=1

# %% [markdown]
# Use it: 5,000 weights.

# %%
W = yours("xavier_init")(100, 50, np.random.default_rng(0))
plots.show(plots.histogram(W.ravel(), xlabel="weight"))

# %% [markdown]
# ## 4. The express lane
#
# A block hands on its input x, plus what a branch makes of it: dense, ReLU, dense. No bend after the sum.
#
# | | shape |
# |---|---|
# | `x` | (N, D) |
# | `W1`, `b1` | (D, H), (H,) |
# | `W2`, `b2` | (H, D), (D,) |
# | returns | (N, D) |
#
# Example: x = `[[2]]`, all weights 1 and biases 0 give `[[4]]`. Somebody averaged the two lanes:

# %%
plots.show(right_and_wrong("residual_forward", "averages"))

# %% [markdown]
# Half in every block: after ten blocks the lane carries a thousandth.

# %% solution residual_forward points=2

# %% [markdown]
# Use it: a block whose knobs are all 0.

# %%
x = np.array([[1.0, -2.0], [0.5, 3.0]])
yours("residual_forward")(x, np.zeros((2, 3)), np.zeros(3), np.zeros((3, 2)), np.zeros(2))

# %% [markdown]
# It does nothing, and does it perfectly. A plain layer would have to *learn* to do no harm.
#
# ## 5. And back
#
# x went two ways, so two blames come back to it: dout by the lane, and what comes through the branch. The knobs stand in the branch only.
#
# | | shape |
# |---|---|
# | `dout` | (N, D), the blame of the output |
# | `x`, `W1`, `b1`, `W2`, `b2` | as above |
# | returns `dx`, `dW1`, `db1`, `dW2`, `db2` | each as what it belongs to |
#
# Example: x = `[[2]]`, dout = `[[1]]`, all weights 1, biases 0: dx is `[[2]]`, dW1 and dW2 are `[[2]]`. This is dx; somebody forgot the lane:

# %%
plots.show(right_and_wrong("residual_backward", "lane_lost", part=0))

# %% [markdown]
# Without the lane the blame must pass through every branch, and it is telephone again. (`easier("residual_backward")` has two blanks.)

# %% solution residual_backward points=4

# %% [markdown]
# Use it: with an idle branch the blame arrives as it came.

# %%
idle = (np.zeros((2, 3)), np.zeros(3), np.zeros((3, 2)), np.zeros(2))
yours("residual_backward")(np.array([[1.0, -1.0], [2.0, 0.5]]), x, *idle)[0]

# %% [markdown]
# ## 6. A leash
#
# Blame can explode, too. Take the joint length of *all* slopes: the root of the sum of all squares, over all arrays. If it is above max_norm, shrink them all by one factor, so that it is max_norm. Else leave them. Return a new list.
#
# | | what | example |
# |---|---|---|
# | `grads` | a list of arrays | `[[3], [4]]` |
# | `max_norm` | a length | `1` |
# | returns | a list of arrays | `[[0.6], [0.8]]` |
#
# Slopes (8, 6), leash 5. Somebody clipped number by number:

# %%
plots.show(right_and_wrong("clip_by_norm", "number_by_number", [np.array([8.0, 6.0])], 5.0))

# %% [markdown]
# The right step still points where it pointed. The mistaken one turned aside, and is longer than 5.

# %% solution clip_by_norm points=2

# %% [markdown]
# Use it: a leash on two arrays at once, and their joint length before and after.

# %%
slopes = [np.array([[30.0, -40.0]]), np.array([120.0])]
short = yours("clip_by_norm")(slopes, 13.0)
[float(np.sqrt(sum(np.sum(g**2) for g in grads)).round(6)) for grads in (slopes, short)]

# %% [markdown]
# ## 7. Any block
#
# Now a block around *any* layers. It keeps them in `self.layers`, for there `ck.Sequential` looks for their knobs. It calls `forward` of each in turn, and on the way back `backward` of each, from the last to the first.
#
# | method | does |
# |---|---|
# | `Residual(*layers)` | `self.layers` holds them |
# | `forward(x)` | x plus what the layers make of x |
# | `backward(dout)` | both ways back, returns dx |
#
# Example: around one ReLU, forward of `[[-1, 2]]` is `[[-1, 4]]`. This is dx of a block whose owner forgot the lane on the way back:

# %%
plots.show(right_and_wrong("Residual", "lane_lost_on_the_way_back"))

# %% [markdown]
# The layer before it hears a distorted story.

# %% solution Residual points=3

# %% [markdown]
# Use it: a network of one block. Does it find the knobs inside?

# %%
rng = np.random.default_rng(0)
block = yours("Residual")(yours("Linear")(2, 3, rng), yours("ReLU")(), yours("Linear")(3, 2, rng))
ck.Sequential(block).n_params, yours("count_params")([2, 3, 2])

# %% [markdown]
# ## Lab: thirty blocks, sixty layers
#
# Two networks with the same layers. In one each dense, sigmoid, dense stands in a block of yours; in the other they stand in a row. (In a block the second dense layer starts small, so that thirty branches do not add up to a shout. In a row that would only make the blame smaller still.) Whose code is it?

# %%
whose("Linear", "ReLU", "Sigmoid", "Residual", "SGD", "clip_by_norm")

# %%
def deep(lane, blocks=30, units=10):
    rng = np.random.default_rng(0)
    layers = [yours("Linear")(2, units, rng)]
    for _ in range(blocks):
        pair = [yours("Linear")(units, units, rng), yours("Sigmoid")(),
                yours("Linear")(units, units, rng)]
        if lane:
            pair[2].W *= 0.1
        layers += [yours("Residual")(*pair)] if lane else pair
    return ck.Sequential(*layers, yours("Linear")(units, 2, rng))

train, val = (data.moons(n, np.random.default_rng(n)) for n in (200, 300))

# %% [markdown]
# First the blame. One pass there and back, and the length of the slopes that arrive at the very first layer:

# %%
for name, lane in (("in a row", False), ("in blocks", True)):
    net = deep(lane)
    net.backward(ck.softmax_cross_entropy(net(train.x), train.y)[1])
    print(f"{name:10s} slopes of the first layer: {np.linalg.norm(net[0].dW):.1e}")

# %% [markdown]
# Then training, with your SGD, and your leash on every step. The curves are means over ten steps:

# %%
def learn(net, rule, epochs=60, leash=1.0):
    rng, losses = np.random.default_rng(1), []
    rule.reset(net.theta)
    for _ in range(epochs):
        for rows in yours("minibatches")(len(train), 20, rng):
            loss, dlogits = ck.softmax_cross_entropy(net(train.x[rows]), train.y[rows])
            net.backward(dlogits)
            (slopes,) = yours("clip_by_norm")([net.grad], leash)
            rule.step(net.theta, slopes)
            losses.append(loss)
    return np.convolve(losses, np.ones(10) / 10, mode="valid")

nets = {"in a row": deep(False), "in blocks": deep(True)}
plots.show(plots.loss_curves({name: learn(net, yours("SGD")(0.1)) for name, net in nets.items()},
                             xlabel="step"))

# %% [markdown]
# And on new points, beside the best straight line, which needs no layers at all:

# %%
def with_ones(x):
    return np.c_[x, np.ones(len(x))]

w = np.linalg.lstsq(with_ones(train.x), 2 * train.y - 1, rcond=None)[0]
right = {name: ck.accuracy(net(val.x), val.y) for name, net in nets.items()}
right["a line"] = np.mean((with_ones(val.x) @ w > 0) == val.y)
print({name: f"{share:.1%}" for name, share in right.items()})

# %% [markdown]
# <!-- claim: x09-blocks -->
# The blocks bend the border beyond what a line can do; the layers in a row are at a coin. As many knobs, as much work. The difference is a plus sign in `forward`, one in `backward`, and a quieter start that the plus sign allows.
#
# ## In your own words
#
# **Explain in two sentences:** the branches of your blocks hold sigmoids too. Why does the blame arrive all the same?

# %% essay why-it-arrives points=2
# On the way back each block adds dout itself to what comes through its branch, so the blame of the output reaches every block unchanged by the lane, however little the branches let through. In a row there is no such way, so the blame is multiplied by a small factor in each layer.

# %% [markdown]
# ## Challenge: keep the signal in range
#
# A good start sets the size of the signals once. *Batch normalization* sets it anew in every step: each unit's column is brought to mean 0 and spread 1 over the batch, then multiplied by a knob gamma and shifted by a knob beta. eps is added to the variance, before the root. Write `batchnorm_forward(x, gamma, beta, eps=1e-5)`. No table, no picture this time.

# %% solution batchnorm_forward points=3

# %% [markdown]
# Use it: the signal through 30 layers of tanh units once more, with weights that are much too small, and with weights that are much too large. Without it, and with it after each layer:

# %%
def spread_after(times, norm, layers=30):
    rng = np.random.default_rng(0)
    a = rng.normal(size=(50, 100))
    for _ in range(layers):
        z = a @ (times * yours("xavier_init")(100, 100, rng))
        a = np.tanh(yours("batchnorm_forward")(z, np.ones(100), np.zeros(100)) if norm else z)
    return f"spread {np.std(a):.3f}, {np.mean(np.abs(a) > 0.99):.1%} at the end of the S-curve"

for times in (0.3, 10):
    for norm in (False, True):
        print(f"weights times {times}, {'with your function' if norm else 'alone'}: "
              f"{spread_after(times, norm)}")

# %% [markdown]
# Alone, small weights let the signal die, and large ones push most units to the ends, where a tanh has no slope: a spread near 1 is no sign of health. With your function the start hardly matters any more. That is one reason why very deep networks of 2015 had both: batch norm and an express lane.
