# %% [markdown]
# # Exercises 05 · Write the training loop
#
# The step becomes an object, and a network learns in a loop of which every line is yours. Then come a trembling curve, a program that learns nothing, a search, a shower, and the step of a large batch on a small machine.
#
# What you passed in the lesson is brought along with one call: skip it. New here are `SGD`, `smoothed`, `batches_of`, `next_rate`, `perfect_rate` and `accumulate`.
#
# **Time:** 55 minutes. **Before this:** [lesson 05](../notebooks/05_learning_rate.ipynb); the lab is nicer if you did the [exercises of 04](04_backprop.ipynb). **Points:** 27.

# %% [markdown]
# ## 1. Bring what you wrote
#
# `sgd_step` is one step for all parameters:

# %% bring sgd_step points=2

# %% [markdown]
# `minibatches` deals the rows into batches, and `total_updates` counts the steps:

# %% bring minibatches points=3

# %% bring total_updates points=1

# %% [markdown]
# `train_linear` is the whole loop, for the model x @ w + b:

# %% bring train_linear points=4

# %% [markdown]
# `best_learning_rate` chooses, and no run that exploded wins:

# %% bring best_learning_rate points=1

# %% [markdown]
# ## 2. New: the step as an object
#
# A network keeps all its parameters in one long array, `net.theta`. The layers look at parts of *that very array*, so the rule must change it where it stands. `reset` is called once before training; this rule has nothing to forget.
#
# | method | does |
# |---|---|
# | `SGD(lr)` | keeps `lr` |
# | `reset(theta)` | nothing |
# | `step(theta, grad)` | theta goes lr · grad downhill, in place |
#
# Example: after `step` with lr 0.1 and grad `[2.0]`, a theta of `[1.0]` *is* `[0.8]`. Somebody wrote `theta = theta - ...`. The network's theta in thirty steps:

# %%
slopes = [np.array([2.0 * 0.9**k]) for k in range(30)]
plots.show(right_and_wrong("SGD", "new_array", 0.1, np.array([1.0]), slopes))

# %% [markdown]
# The mistaken object worked on an array of its own. The network's theta never moved.

# %% solution SGD points=3

# %% [markdown]
# Use it: one step on three parameters out of six.

# %%
theta = np.ones(6)
yours("SGD")(0.5).step(theta[2:5], np.array([2.0, 2.0, 2.0]))
theta

# %% [markdown]
# ## Lab: every line of it is yours
#
# Two moons, a network, and a loop that uses only what you wrote, here and in lessons 03 and 04. Whose code is it?

# %%
whose("Linear", "ReLU", "cross_entropy_from_logits", "softmax_ce_backward", "minibatches", "SGD")

# %% [markdown]
# Layers, loss, gradient, batches, steps. `ck.Sequential` only puts the layers in a row:

# %%
def network(D, K, rng):
    return ck.Sequential(yours("Linear")(D, 16, rng), yours("ReLU")(), yours("Linear")(16, K, rng))

def update(net, rule, x, y):
    logits = net(x)
    net.backward(yours("softmax_ce_backward")(logits, y))
    rule.step(net.theta, net.grad)
    return yours("cross_entropy_from_logits")(logits, y)

def train_mine(lr, epochs=30, batch_size=16, seed=0):
    rng = np.random.default_rng(seed)
    net, rule, losses = network(2, 2, rng), yours("SGD")(lr), []
    rule.reset(net.theta)
    for _ in range(epochs):
        for rows in yours("minibatches")(len(train), batch_size, rng):
            losses.append(update(net, rule, train.x[rows], train.y[rows]))
    return net, losses

train, val = (data.moons(n, np.random.default_rng(n)) for n in (200, 300))
net, losses = train_mine(0.3)
plots.show(plots.loss_curves({"yours": losses}, xlabel="step"))

# %% [markdown]
# It falls, and it trembles: each batch has a loss of its own. How many steps are these? And is the rate a good one? Your judge decides, on new points:

# %%
print("steps:", len(losses), "as counted:", yours("total_updates")(len(train), 16, 30))
lrs = [0.001, 0.01, 0.1, 1.0, 3.0]
nets = [train_mine(lr)[0] for lr in lrs]
val_losses = [yours("cross_entropy_from_logits")(net(val.x), val.y) for net in nets]
best = yours("best_learning_rate")(np.array(lrs), np.array(val_losses))
print({lr: round(float(loss), 3) for lr, loss in zip(lrs, val_losses)}, "best:", best)

# %%
winner = nets[lrs.index(best)]
print(f"share right on new points: {ck.accuracy(winner(val.x), val.y):.1%}")
plots.show(plots.decision_boundary(winner, val.x, val.y))

# %% [markdown]
# <!-- claim: x05-rate -->
# The textbooks' 0.01 to 0.1 is beaten here, and 3 is too much already. A rate is good for *a* problem, not for all.
#
# ## 3. New: calm a trembling curve
#
# Is your run of the lab still falling at the end? The trembling hides it. So people draw, at each step, the mean of the last k losses.
#
# | | what | example |
# |---|---|---|
# | `losses` | (N,), one for each step | `[4.0, 2.0, 6.0, 1.0]` |
# | `k` | how many are averaged | `2` |
# | returns | (N,) | `[4.0, 3.0, 4.0, 3.5]` |
#
# The first entry is a mean of one loss only. Somebody divided by k there as well. Your losses of the lab, calmed with k = 39:

# %%
plots.show(right_and_wrong("smoothed", "padded_with_zeros", np.array(losses), 39))

# %% [markdown]
# The mistaken curve says that learning began with a rise. There was none.

# %% solution smoothed points=2

# %% [markdown]
# Use it on the same run. An epoch has 13 steps, so k = 13 looks back one epoch, and k = 130 ten:

# %%
calm = {f"k = {k}": yours("smoothed")(np.array(losses), k) for k in (13, 130)}
plots.show(plots.loss_curves(calm, xlabel="step"))

# %% [markdown]
# <!-- claim: x05-calm -->
# With 13 most of the trembling is gone, and you see that it still falls. With 130 the curve is smoother still, and late: it remembers what was long ago. Whoever shows you a smooth curve should say its k.
#
# This is a good place to stop: your answers are kept. On another day run the set-up cell and the lab again, then go on here.
#
# ## 4. New: mend the batches
#
# A friend trains on the digits, 8 × 8 pixels each, and deals pairs: rows and their labels. The program runs, and the loss stays at 2.30, ln 10: it learns nothing. Deal these three rows with the friend's lines on paper, look at the pairs, and mend the lines:
#
# | | what | example |
# |---|---|---|
# | `x`, `y` | (N, D) rows, (N,) labels | `[[1.0], [2.0], [3.0]]`, `[10, 20, 30]` |
# | `size` | rows in a batch | `2` |
# | `order` | (N,) row numbers | `[2, 0, 1]` |
# | returns | a list of pairs | `([[3.0], [1.0]], [30, 10])` and `([[2.0]], [20])` |

# %% solution batches_of points=2

# %% [markdown]
# Use it: five epochs on the digits, with your pairs, calmed by your own mean over an epoch.

# %%
pictures, new_pictures, _ = data.digits().split(np.random.default_rng(1), val=0.25, test=0.25)

def train_reader(lr, epochs=5, seed=1):
    rng = np.random.default_rng(seed)
    net, rule, losses = network(64, 10, rng), yours("SGD")(lr), []
    rule.reset(net.theta)
    for _ in range(epochs):
        order = rng.permutation(len(pictures))
        for x, y in yours("batches_of")(pictures.x, pictures.y, 16, order):
            losses.append(update(net, rule, x, y))
    return net, losses

reader, reader_losses = train_reader(0.1)
print(f"right on new digits: {ck.accuracy(reader(new_pictures.x), new_pictures.y):.0%}")
reading = yours("smoothed")(np.array(reader_losses), 57)
plots.show(plots.loss_curves({"your pairs": reading}, xlabel="step"))

# %% [markdown]
# <!-- claim: x05-pairs -->
# From about 2.3 down, and most new digits are read: only the labels came back to their rows. No error message ever tells you of such a fault. A loss that stays at ln K does.
#
# ## 5. New: a search that does not stop at the edge
#
# A colleague trains on your moons with three rates, and reports: *the best rate is 0.1*. Look at the three losses on new points:

# %%
plots.show(plots.bars(["lr 0.001", "lr 0.01", "lr 0.1"], val_losses[:3], xlabel="loss on new points"))

# %% [markdown]
# The best one lies at the edge of the list. Beyond it nobody has looked, and in the lab a rate of 1 was far better. Write the rule for going on: if the best rate is the largest so far, try three times as much; if it is the smallest, a third; else the search has ended, at the best rate.
#
# | | what | example |
# |---|---|---|
# | `lrs` | (N,), two or more rates, in the order in which they were tried | `[0.1, 0.3]` |
# | `val_losses` | (N,), nan where a run exploded | `[0.5, 0.4]` |
# | returns | the rate to try next | `0.9` |
#
# Three rates `[0.1, 0.3, 0.9]` with the losses `[0.6, 0.4, 0.5]` give `0.3`. You may call `best_learning_rate`.

# %% solution next_rate points=2

# %% [markdown]
# Use it: which rate do the digits want? Two rates to begin with, then your rule chooses, until it names one that was tried already:

# %%
def loss_on_new(lr):
    net, _ = train_reader(lr)
    return yours("cross_entropy_from_logits")(net(new_pictures.x), new_pictures.y)

tried = [0.003, 0.01]
found = [loss_on_new(lr) for lr in tried]
for _ in range(8):
    lr = yours("next_rate")(np.array(tried), np.array(found))
    if lr not in tried:
        tried.append(lr)
        found.append(loss_on_new(lr))
plots.show(plots.bars([f"lr {lr:.2g}" for lr in tried], found, xlabel="loss on new digits"))

# %% [markdown]
# <!-- claim: x05-search -->
# From top to bottom, in the order of the trials: each larger rate was better, until one was ruin. The best of the first two left a loss several times as large.
#
# ## 6. New: two looks under the shower
#
# The water is 10 degrees too cold. You turn the tap by lr for each degree that is missing. Now it is 8 degrees too hot, so you turn back, and so on. Degrees missing at each look:

# %%
missing = 10 * (-0.8) ** np.arange(9)
plots.show(plots.loss_curves({"lr 0.9": missing}, xlabel="look", ylabel="degrees missing"))

# %% [markdown]
# It is the bowl of the lesson: each turn multiplies what is missing by 1 − lr · c. How strongly this shower answers, c, stands nowhere. But the first two looks tell you. On paper: what is the factor, what is c, and which rate would have hit at once?
#
# | | what | example |
# |---|---|---|
# | `lr` | the rate of the turn | `0.9` |
# | `before`, `after` | degrees missing; below 0 it is too hot | `10.0, -8.0` |
# | returns | the rate that ends at 0 | `0.5` |

# %% solution perfect_rate points=2

# %% [markdown]
# Use it where the lesson exploded: the price of a house = w · its living area, in square feet as they stand in the file. In a bowl the slope is c times what is missing, so two slopes do as well as two misses. One tiny trial step, one step with your rate:

# %%
houses = data.houses()
feet, price = houses.x[:, 2], houses.y[:, 0]

def slope(w):
    return np.mean(2 * (w * feet - price) * feet)

w0, trial = 0.0, 1e-9
w1 = w0 - trial * slope(w0)
rate = yours("perfect_rate")(trial, slope(w0), slope(w1))
w2 = w1 - rate * slope(w1)
print(f"your rate: {rate:.3g}")
for name, w in (("start", w0), ("trial", w1), ("yours", w2)):
    print(f"{name}: {w:6.2f} dollars a square foot, steepness {abs(slope(w)):16,.2f}")

# %% [markdown]
# From billions to nothing: two looks, and w stands on the bottom. And your rate is near the lesson's 10⁻⁷. Then why does nobody train networks like this? One parameter has one c. A network has thousands of parameters, one rate for them all, and curvatures that change on the way.
#
# ## In your own words
#
# **Explain in two sentences:** why does the loss of a run with small batches tremble, and why can it be better all the same?

# %% essay why-it-trembles points=2
# Each batch is a small sample, so its gradient differs from that of all examples by chance, and some steps go up. But a step costs only a few examples, so for the same work there are many more steps, and on average they lead down.

# %% [markdown]
# ## Challenge: a large step on a small machine
#
# You want the step of a batch of 64, and only 24 examples fit into memory. So you send 24, 24 and 16 through the network, and keep three gradients (`slopes`), each a mean over its part. Write `accumulate(slopes, sizes)`: the mean gradient over all 64. No table, no picture this time.

# %% solution accumulate points=3

# %% [markdown]
# Use it: three parts, and the whole batch at once.

# %%
def gradient_of(rows):
    logits = winner(train.x[rows])
    winner.backward(yours("softmax_ce_backward")(logits, train.y[rows]))
    return winner.grad.copy()

parts = np.split(np.arange(64), [24, 48])
joined = yours("accumulate")([gradient_of(rows) for rows in parts], [24, 24, 16])
print("the same gradient:", np.allclose(joined, gradient_of(np.arange(64))))

# %% [markdown]
# This is how large models are trained, on many machines at once: each of them sends a gradient and a size.
