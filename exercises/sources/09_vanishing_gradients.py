# %% [markdown]
# # Exercises 09 · Let the gradient arrive
#
# How deep does a gradient reach, and which way of a network is broken? You predict it on paper, read it off curves, and measure. A chain of 30 blocks trains on your code, and its plain sister does not. Then you count dead units, keep one typo from shouting down all the rest, and bring a signal into range, however bad its start.
#
# What you passed in the lesson is brought along with one call: skip it. New here are `layers_until_lost`, `factor_per_layer`, `size_after`, `Residual`, `dead_share`, `clip_each`, `where_it_stops` and `batchnorm_forward`.
#
# **Time:** 70 minutes. **Before this:** [lesson 09](../notebooks/09_vanishing_gradients.ipynb). **Points:** 33.

# %% [markdown]
# ## 1. Bring what you wrote
#
# `telephone` says what is left of a gradient in each layer of a chain:

# %% bring telephone points=2

# %% [markdown]
# Two starts, one for ReLU and one for S-curves:

# %% bring he_init points=2

# %% bring xavier_init points=1

# %% [markdown]
# A block with a skip connection, forward and backward:

# %% bring residual_forward points=2

# %% bring residual_backward points=4

# %% [markdown]
# And `clip_by_norm` shortens gradients that are too long:

# %% bring clip_by_norm points=2

# %% [markdown]
# ## 2. New: how deep does the light reach?
#
# A diver goes down into a lake. Each meter of water lets three quarters of the light through that reaches it. A mind that adds thinks: four meters, and it is dark.
#
# Light left after so many meters; watch where the two part:

# %%
meters = np.arange(1, 13)
plots.show(plots.loss_curves({"the same share": 0.75**meters,
                              "the same amount": np.maximum(1 - 0.25 * meters, 0)},
                             xlabel="meter", ylabel="light left"))

# %% [markdown]
# A gradient going back is like the light. **On paper first:** with w = 1 a sigmoid lets at most a quarter through. After how many layers is less than a millionth left? (Five layers leave about a thousandth.) Then write it for any two numbers:
#
# | | what | example |
# |---|---|---|
# | `factor` | the share that one layer lets through | `0.25` |
# | `floor` | less than this counts as lost | `0.1` |
# | returns | a whole number of layers | `2` |

# %% solution layers_until_lost points=2

# %% [markdown]
# Use it: your number from the paper, then layers that let more and more through. What does it take to get ten times as deep?

# %%
shares = [0.25, 0.5, 0.9, 0.99, 0.999]
depths = [yours("layers_until_lost")(share, 1e-6) for share in shares]
plots.show(plots.bars(shares, depths, xlabel="layers until less than a millionth is left"))

# %% [markdown]
# From 0.9 to 0.99 a layer loses a tenth of what it lost, and the gradient comes ten times as far. So good starts and good activations do not aim at "large". They aim at 1.
#
# ## 3. New: read a curve
#
# Now the other way round: a curve is there, and you want the factor of its layers. Three networks of 30 layers, untrained, on the digits. These are the walks back that the lesson drew (the code is folded and need not be read):

# %% folded
from coursekit.lessons.l09_vanishing_gradients import deep

walks = {"sigmoid": deep.gradient_by_layer(deep.plain(30, ck.glorot_normal, ck.Sigmoid)),
         "tanh": deep.gradient_by_layer(deep.plain(30, ck.glorot_normal, ck.Tanh)),
         "ReLU": deep.gradient_by_layer(deep.plain(30, ck.he_normal))}
ends = [f"{name} {plots.power(np.log10(walk[0]))} to {plots.power(np.log10(walk[-1]))}"
        for name, walk in walks.items()]
plots.show(plots.loss_curves(walks, xlabel="layer", ylabel="size of the gradient", log=True),
           f"From the first of these {len(walks['tanh'])} layers to the last: {', '.join(ends)}.")

# %% [markdown]
# **On paper first:** take the steepest line. How many powers of ten lie between its ends, and over how many steps? Which number, multiplied by itself that often, makes as much? Then let a function read it:
#
# | | shape | example |
# |---|---|---|
# | `sizes` | (k,) all above 0, first layer first | `[0.01, 0.1, 1.0]` |
# | returns | the factor of one step on the way back | `0.1` |

# %% solution factor_per_layer points=2

# %% [markdown]
# Use it on the three curves, and hand the factor on to your first function:

# %%
for name, walk in walks.items():
    factor = yours("factor_per_layer")(walk)
    print(f"{name:8s} factor {factor:.3f}: less than a millionth left after "
          f"{yours('layers_until_lost')(factor, 1e-6)} layers")

# %% [markdown]
# <!-- claim: x09-factor -->
# The sigmoid's factor is a little below its best, 0.25: hardly any unit sits at the steepest point. The other two are so near to 1 that a small change of the factor, from one start to another, moves the depth by hundreds of layers. (From some starts ReLU is even a little above 1, and nothing gets lost.)
#
# ## 4. New: predict, then measure
#
# A choir of 100 in which each one hits or misses the beat by chance is not 100 times as loud as one voice. The lesson's table said by how much a sum grows, without a ReLU. Now with one, and over many layers. **On paper first:** 50 inputs, a spread of 0.1. What does one layer make of the signal's size, what do three?
#
# | | what | example |
# |---|---|---|
# | `n_in` | how many inputs each unit adds up | `18` |
# | `spread` | the standard deviation of the weights | `0.4` |
# | `layers` | how many layers | `1` |
# | returns | the factor for the size on the whole way | `1.2` |
#
# Fifty inputs and a spread of 0.2, for 1 to 30 layers. Somebody did not think of the ReLU:

# %%
plots.show(right_and_wrong("size_after", "no_relu", 50, 0.2, np.arange(1, 31)))

# %% [markdown]
# The one who forgot it expects a signal that explodes. The right line seems to lie at 0. It does not: where is it?

# %% solution size_after points=2

# %% [markdown]
# Use it: 200 units in each layer, so He's spread is 0.1. Now a tenth less and a tenth more. Two ways are predicted, two are measured with random weights. Do they keep together?

# %%
def measured(spread, layers=30, units=200):
    rng = np.random.default_rng(9)
    a, found = rng.normal(size=(50, units)), []
    for _ in range(layers):
        a = yours("ReLU")().forward(a @ rng.normal(0, spread, (units, units)))
        found.append(np.sqrt(np.mean(a**2)))
    return found

by_spread = {}
for spread in (0.09, 0.11):
    by_spread[f"{spread} predicted"] = [yours("size_after")(200, spread, n) for n in range(1, 31)]
    by_spread[f"{spread} measured"] = measured(spread)
plots.show(plots.loss_curves(by_spread, xlabel="layer", ylabel="size of the signal", log=True))

# %% [markdown]
# <!-- claim: x09-size -->
# A tenth more or less in the weights, and after 30 layers the signal is about 17 times as large or about 4% of what it was. Chance moves what is measured, by a factor of two or three at most from draw to draw; your two predictions lie a factor of 400 apart. You knew it before a single number was drawn.
#
# ## 5. New: any block
#
# Now a block around *any* layers. It keeps them in `self.layers`, for there `ck.Sequential` looks for their parameters. It calls `forward` of each in turn, and on the way back `backward` of each, from the last to the first.
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
# The layer before it gets a distorted gradient.

# %% solution Residual points=3

# %% [markdown]
# Use it: a network of one block. Does it find the parameters inside?

# %%
rng = np.random.default_rng(0)
block = yours("Residual")(yours("Linear")(2, 3, rng), yours("ReLU")(), yours("Linear")(3, 2, rng))
ck.Sequential(block).n_params, yours("count_params")([2, 3, 2])

# %% [markdown]
# ## Lab: thirty blocks, sixty layers
#
# Two networks with the same layers. In one each dense, sigmoid, dense stands in a block of yours; in the other they stand in a row. (In a block the second dense layer starts small, so that thirty branches do not add up to a shout. In a row that would only make the gradient smaller still.) Whose code is it?

# %%
whose("Linear", "ReLU", "Sigmoid", "Residual", "SGD", "clip_by_norm")

# %%
def tower(lane, blocks=30, units=10):
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
# First the gradient. One pass there and back, and the length of what arrives at the very first layer:

# %%
for name, lane in (("in a row", False), ("in blocks", True)):
    net = tower(lane)
    net.backward(ck.softmax_cross_entropy(net(train.x), train.y)[1])
    print(f"{name:10s} gradient of the first layer: {np.linalg.norm(net[0].dW):.1e}")

# %% [markdown]
# Then training, with your SGD, and every gradient clipped. The curves are means over ten steps:

# %%
def learn(net, rule, epochs=60, max_norm=1.0):
    rng, losses = np.random.default_rng(1), []
    rule.reset(net.theta)
    for _ in range(epochs):
        for rows in yours("minibatches")(len(train), 20, rng):
            loss, dlogits = ck.softmax_cross_entropy(net(train.x[rows]), train.y[rows])
            net.backward(dlogits)
            (grad,) = yours("clip_by_norm")([net.grad], max_norm)
            rule.step(net.theta, grad)
            losses.append(loss)
    return np.convolve(losses, np.ones(10) / 10, mode="valid")

nets = {"in a row": tower(False), "in blocks": tower(True)}
plots.show(plots.loss_curves({name: learn(net, yours("SGD")(0.1)) for name, net in nets.items()},
                             xlabel="step"))

# %% [markdown]
# And on new points, beside the best straight line, which needs no layers at all (folded):

# %% folded
def with_ones(x):
    return np.c_[x, np.ones(len(x))]

w = np.linalg.lstsq(with_ones(train.x), 2 * train.y - 1, rcond=None)[0]
right = {name: ck.accuracy(net(val.x), val.y) for name, net in nets.items()}
right["a line"] = np.mean((with_ones(val.x) @ w > 0) == val.y)
print({name: f"{share:.1%}" for name, share in right.items()})

# %% [markdown]
# <!-- claim: x09-blocks -->
# The blocks bend the border beyond what a line can do; the layers in a row are at a coin. As many parameters, as much work. The difference is a plus sign in `forward`, one in `backward`, and a quieter start that the plus sign allows.
#
# ## 6. New: mend a census
#
# A good place to stop: your answers are kept. On another day, run the set-up cell at the top first and go on from here.
#
# A layer of ReLUs, asked for every example. Which units are dead? Somebody wrote a census, and it says of *every* healthy layer that half of its units are dead. That cannot be. Think of lamps: rows are nights, columns are lamps. Which lamp would you change? Mend it:

# %% solution dead_share points=2

# %% [markdown]
# Use it on the penguins of lesson 07: beak length and depth, flippers in millimeters, the mass in grams. 200 fresh ReLUs with your He initialization, nothing trained yet. Once the birds come as they were measured, once standardized:

# %%
birds = data.penguins().x
birds = birds[~np.isnan(birds).any(axis=1)]
inputs = {"as measured": birds, "standardized": (birds - birds.mean(axis=0)) / birds.std(axis=0)}
W = yours("he_init")(4, 200, np.random.default_rng(0))
dead = [yours("dead_share")(yours("ReLU")().forward(x @ W)) for x in inputs.values()]
plots.show(plots.bars(list(inputs), dead, xlabel="share of dead units"))

# %% [markdown]
# <!-- claim: x09-dead -->
# Half of the layer is lost before the first step, and the initialization is not the reason. The mass, thousands of grams and never below zero, drowns all the rest, so the sign of its one weight decides for all birds at once: on for every bird, or off for every bird. He's spread counts on ReLUs that are silent for half of the examples, not on half of the ReLUs being silent for all. That is one thing you standardize for.
#
# ## 7. New: nobody may shout
#
# 30 penguins, and one typo: somebody wrote a mass with a zero too many. A line is trained on all of them, with the mean of the 30 gradients, as always (`join` makes one gradient of them):

# %%
typed = birds[np.random.default_rng(0).choice(len(birds), 30, replace=False)]
flipper, mass = typed[:, 2] / 10 - 20, typed[:, 3] / 1000
mass[np.argmin(flipper)] *= 10

def fitted(join):
    slope, bias = 0.0, 0.0
    for _ in range(500):
        miss = slope * flipper + bias - mass
        grads = np.column_stack([2 * miss * flipper, 2 * miss])
        slope, bias = np.array([slope, bias]) - 0.1 * join(grads)
    return slope, bias

# %% [markdown]
# The picture (folded) leaves out the typo, which lies far above. Which way does the line go?

# %% folded
def draw(line):
    slope, bias = line
    ax = plots.axes(height=300)
    ax.plot(flipper, mass, "o", label="penguins")
    ax.plot(flipper, slope * flipper + bias, "-", label="trained line")
    ax.set(xlabel="flipper, in cm above 20", ylabel="mass in kg", ylim=(2.5, 7.5))
    ax.legend(loc="upper right")
    return plots.show(ax, f"The line: {slope:+.2f} kg for each cm.")

draw(fitted(lambda grads: grads.mean(axis=0)))

# %% [markdown]
# Longer flippers, lighter birds? One example in thirty shouts down all the others. `clip_by_norm` of the mean is too late: that keeps the direction, and the direction is wrong. So give each example its own limit, *before* the mean:
#
# | | shape | example |
# |---|---|---|
# | `grads` | (N, P) one row for each example | `[[3.0, 4.0], [0.0, 1.0]]` |
# | `max_norm` | a number above 0 | `1.0` |
# | returns | (P,) the mean of the shortened rows | `[0.3, 0.9]` |

# %% solution clip_each points=2

# %% [markdown]
# Use it on the same birds, typo included:

# %%
draw(fitted(lambda grads: yours("clip_each")(grads, 1.0)))

# %% [markdown]
# <!-- claim: x09-typo -->
# About half a kilogram per centimeter, as all the penguins say. The typo still pulls, but no harder than anybody else. (Where training must not give away any single person's data, each example is clipped like this too, and noise is added.)
#
# ## 8. New: which way is broken?
#
# When a telephone line is dead, somebody tests it from both ends. A deep network has two ways that can fail, and you know a witness for each: the size of the gradient in front, and the angle between two drawings at the end. Five untrained networks of 152 layers. One is new: its layers start as *half* an identity. (The code of both pictures is folded.) **Before you write a line:** which of the five will learn?

# %% folded
from coursekit.lessons.l09_vanishing_gradients import deep

def half_identity(n_in, n_out, rng):
    return 0.5 * deep.near_identity(n_in, n_out, rng)

def five():
    return {"sigmoid": deep.plain(152, ck.glorot_normal, ck.Sigmoid), "ReLU, He": deep.plain(152),
            "half identity": deep.plain(152, half_identity),
            "identity": deep.plain(152, deep.near_identity), "residual": deep.residual(152)}

sizes = {name: deep.gradient_by_layer(net) for name, net in five().items()}
angles = {name: np.array(deep.angles(net)) for name, net in five().items()}
for walks_of in (sizes, angles):
    walks_of["residual"] = np.repeat(walks_of["residual"], 2)  # two layers in each block
in_front = "; ".join(f"{name} {plots.power(np.log10(walk[0] / walk[-1]))}"
                     for name, walk in sizes.items())
plots.show(plots.loss_curves(sizes, xlabel="layer", ylabel="size of the gradient", log=True),
           f"What is left at the first layers: {in_front}.")

# %% folded
at_the_end = "; ".join(f"{name} {walk[-1]:.2f}" for name, walk in angles.items())
plots.show(plots.loss_curves(angles, xlabel="layer", ylabel="angle of two drawings", log=True),
           f"Degrees in the last layer: {at_the_end}.")

# %% [markdown]
# Now a function that reads such a pair of curves and says a word:
#
# | | shape | example |
# |---|---|---|
# | `sizes` | (k,) of the gradient, first layer first | `[0.5, 1.0]` |
# | `angles` | (m,) in degrees, first layer first | `[46.0, 20.0, 0.5]` |
# | returns | `"forward"`, `"backward"`, `"both"` or `"neither"` | `"forward"` |
#
# A gradient counts as lost if less than a billionth of it reaches the first layer; two drawings count as alike if they are less than 5 degrees apart in the last one.

# %% solution where_it_stops points=2

# %% [markdown]
# Use it before the training, and then train each of them for 40 steps. Which word goes with learning?

# %%
for name, net in five().items():
    word = yours("where_it_stops")(sizes[name], angles[name])
    print(f"{name:14s} {word:9s} loss after 40 steps: {deep.end(net, 40):.1f}")

# %% [markdown]
# <!-- claim: x09-ends -->
# Only "neither" learns; the others stay at ln 10 = 2.3. He's network passes a gradient back and has lost the drawings; half an identity keeps the drawings apart and loses the gradient. (Its signal becomes as tiny on the way there: an angle does not tell a length.) So hear both witnesses before you say what the trouble is.
#
# ## In your own words
#
# **Explain in two sentences:** the branches of your blocks hold sigmoids too. Why does the gradient arrive all the same?

# %% essay why-it-arrives points=2
# On the way back each block adds dout itself to what comes through its branch, so the gradient of the output reaches every block unchanged by the lane, however little the branches let through. In a row there is no such way, so the gradient is multiplied by a small factor in each layer.

# %% [markdown]
# ## Challenge: keep the signal in range
#
# A good start sets the size of the signals once. *Batch normalization* sets it anew in every step: each unit's column is brought to mean 0 and spread 1 over the batch, then multiplied by a parameter gamma and shifted by a parameter beta. eps is added to the variance, before the root. Write `batchnorm_forward(x, gamma, beta, eps=1e-5)`. No table, no picture this time.

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
# <!-- claim: x09-norm -->
# Alone, small weights let the signal die, and large ones push most units to the ends, where a tanh is flat: a spread near 1 is no sign of health. With your function the start hardly matters any more. That is one reason why very deep networks of 2015 had both: batch norm and an express lane.
