# %% [markdown]
# # Exercises 05 · Write the training loop
#
# A step, a shuffled pile of batches, a loop around them, and a judge who picks the learning rate. In the end a network learns in a loop of which every line is yours.
#
# **Time:** 60 minutes. **Before this:** lesson 05; the lab is nicer if you did the exercises of 04. **Points:** 19.

# %% [markdown]
# ## 1. One step for all knobs
#
# The slope g says how the loss grows when a knob is turned up. So each knob goes the other way, lr times as far as its slope is steep. Leave `w` itself as it was: somebody may want to compare.
#
# | | shape | example |
# |---|---|---|
# | `w`, `g` | the same, any | `[1.0, -2.0]`, `[4.0, 0.0]` |
# | `lr` | a number above 0 | `0.1` |
# | returns | that of w | `[0.6, -2.0]` |
#
# A bowl: loss w², slope 2w. Here is where knobs from −2 to 2 end after one step, and where they end if every step is equally long:

# %%
knobs = np.linspace(-2, 2, 41)
plots.show(right_and_wrong("sgd_step", "fixed_length", knobs, 2 * knobs, 0.25))

# %% [markdown]
# The right line brings all knobs closer, and the far ones most. With steps of one length those near the middle jump across it. The *rate* is fixed, the step is not.

# %% solution sgd_step points=2

# %% [markdown]
# Use it: twenty steps down the bowl, with three rates.

# %%
step, ways = yours("sgd_step"), {}
for lr in (0.02, 0.3, 0.95):
    w, ways[f"lr {lr}"] = np.array([2.0]), []
    for _ in range(20):
        w = step(w, 2 * w, lr)
        ways[f"lr {lr}"].append(float(w[0]))
plots.show(plots.loss_curves(ways, xlabel="step", ylabel="knob"))

# %% [markdown]
# One creeps, one arrives, one jumps to and fro. You know them from the lesson.
#
# ## 2. Deal the cards
#
# A batch is a handful of row numbers. Shuffle all rows with `rng`, then cut: the last batch may be smaller.
#
# | | what | example |
# |---|---|---|
# | `n`, `batch_size` | whole numbers | `5`, `2` |
# | `rng` | a NumPy generator | |
# | returns | a list of arrays | `[4, 2]`, `[3, 0]`, `[1]`, by chance |
#
# 64 rows in 8 batches. Each line of the picture is a batch, and dark means a high row number. Somebody did not shuffle:

# %%
plots.show(right_and_wrong("minibatches", "not_shuffled", 64, 8, np.random.default_rng(0)))

# %% [markdown]
# If the file is sorted, cats first, the mistaken network sees nothing but cats for an hour.

# %% solution minibatches points=3

# %% [markdown]
# Use it: deal 100 rows into batches of 16, and count.

# %%
batches = yours("minibatches")(100, 16, np.random.default_rng(3))
[len(rows) for rows in batches]

# %% [markdown]
# Six full batches, and four rows that were left.
#
# ## 3. How many steps will that be?
#
# One step for each batch, and an epoch is one pass through all of them.
#
# | | what | example |
# |---|---|---|
# | `n`, `batch_size`, `epochs` | whole numbers | `5`, `2`, `10` |
# | returns | a whole number | `30` |
#
# 100 rows, batches of 32, 50 epochs. Somebody left out the batch that is not full:

# %%
plots.show(right_and_wrong("total_updates", "drops_the_rest", 100, 32, 50))

# %% [markdown]
# Four rows in each epoch, unused, and 50 steps too few.

# %% solution total_updates points=1

# %% [markdown]
# Use it: 60,000 pictures, 10 epochs, batches of 1, 32, or all at once.

# %%
[yours("total_updates")(60_000, size, 10) for size in (1, 32, 60_000)]

# %% [markdown]
# ## 4. The loop
#
# Now put it together, for the model x @ w + b. From zeros; in each epoch a new order; in each batch guess, score, blame, adjust. The score is the mean squared error *of the batch*.
#
# | | shape |
# |---|---|
# | `x`, `y` | (N, D), (N,) |
# | `lr`, `epochs`, `batch_size` | numbers |
# | `rng` | a NumPy generator |
# | returns `w`, `b` | (D,), a number |
#
# Example: x = `[[1], [2]]`, y = `[2, 3]`, lr 0.1, 500 epochs in batches of 2 gives w near `[1]` and b near `1`.
#
# Here b should become 1. Somebody forgot that it is a knob too:

# %%
x, y = np.array([[1.0], [2.0], [3.0]]), np.array([2.0, 3.0, 4.0])
plots.show(right_and_wrong("train_linear", "bias_stands_still",
                                 x, y, 0.1, 500, 2, np.random.default_rng(0), part=1))

# %% [markdown]
# The line then has to go through zero, and fits nothing. (`easier("train_linear")` shows the loop with two blanks.)

# %% solution train_linear points=4

# %% [markdown]
# Use it: a penguin's weight in grams from its flipper in millimeters, both measured in spreads from their means.

# %%
birds = data.penguins()
known = birds.x[~np.isnan(birds.x).any(axis=1)]
flipper, mass = (known[:, birds.feature_names.index(name)] for name in
                 ("flipper_length_mm", "body_mass_g"))
x, y = (flipper - flipper.mean()) / flipper.std(), (mass - mass.mean()) / mass.std()
w, b = yours("train_linear")(x[:, None], y, 0.05, 20, 16, np.random.default_rng(0))
plots.show(plots.line_fit(x, y, float(w[0]), float(b), xlabel="flipper", ylabel="mass"))

# %% [markdown]
# ## 5. Which rate?
#
# Several runs, one for each rate, and the validation loss at the end of each. The lowest wins. A run that exploded ended with nan or inf, and never wins.
#
# | | shape | example |
# |---|---|---|
# | `lrs`, `val_losses` | (R,) | `[0.01, 0.1, 1.0]`, `[0.5, 0.2, nan]` |
# | returns | the rate | `0.1` |
#
# NumPy's smallest of numbers with a nan among them *is* nan. This is what somebody got who trusted it:

# %%
lrs, val_losses = np.array([0.01, 0.1, 1.0, 10.0]), np.array([0.5, 0.2, 0.3, np.nan])
plots.show(right_and_wrong("best_learning_rate", "nan_wins", lrs, val_losses))

# %% [markdown]
# The run that blew up, declared the winner.

# %% solution best_learning_rate points=1

# %% [markdown]
# Use it: your loop, five rates, and a third of the penguins, shuffled, as the quiz. Their mean and spread stay out of the ruler (lesson 07 says why).

# %%
lrs = [0.0001, 0.001, 0.01, 0.1, 2.0]
learn, ask = np.split(np.random.default_rng(1).permutation(len(mass)), [228])
x, y = ((v - v[learn].mean()) / v[learn].std() for v in (flipper, mass))
quiz = []
for lr in lrs:
    with np.errstate(all="ignore"):
        w, b = yours("train_linear")(x[learn, None], y[learn], lr, 10, 16, np.random.default_rng(0))
        quiz.append(np.mean((x[ask] * w + b - y[ask]) ** 2))
print("quiz losses:", [f"{loss:.3g}" for loss in quiz])
print("best rate:  ", yours("best_learning_rate")(np.array(lrs), np.array(quiz)))

# %% [markdown]
# ## 6. The step as an object
#
# A network keeps all its knobs in one long array, `net.theta`. The layers look at parts of *that very array*. So the rule must change it where it stands, and hand nothing back. `reset` is called once before training; this rule has nothing to forget.
#
# | method | does |
# |---|---|
# | `SGD(lr)` | keeps `lr` |
# | `reset(theta)` | nothing |
# | `step(theta, grad)` | theta goes lr · grad downhill, in place |
#
# Example: after `step` with lr 0.1 and grad `[2.0]`, a theta of `[1.0]` *is* `[0.8]`. Somebody wrote `theta = theta - ...`. Thirty steps, seen by the owner of theta:

# %%
slopes = [np.array([2.0 * 0.9**k]) for k in range(30)]
plots.show(right_and_wrong("SGD", "new_array", 0.1, np.array([1.0]), slopes))

# %% [markdown]
# The object did all the work on an array of its own, and the network never learned of it.

# %% solution SGD points=3

# %% [markdown]
# Use it: one step on three knobs out of six.

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
# Layers, score, blame, batches, steps. `ck.Sequential` only puts the layers in a row:

# %%
def train_mine(lr, epochs=30, batch_size=16, seed=0):
    rng = np.random.default_rng(seed)
    net = ck.Sequential(yours("Linear")(2, 16, rng), yours("ReLU")(), yours("Linear")(16, 2, rng))
    rule, losses = yours("SGD")(lr), []
    rule.reset(net.theta)
    for _ in range(epochs):
        for rows in yours("minibatches")(len(train), batch_size, rng):
            logits = net(train.x[rows])
            losses.append(yours("cross_entropy_from_logits")(logits, train.y[rows]))
            net.backward(yours("softmax_ce_backward")(logits, train.y[rows]))
            rule.step(net.theta, net.grad)
    return net, losses

train, val = (data.moons(n, np.random.default_rng(n)) for n in (200, 300))
net, losses = train_mine(0.3)
plots.show(plots.loss_curves({"yours": losses}, xlabel="step"))

# %% [markdown]
# It falls, and it trembles: each batch has a slightly different opinion. Count the steps before you run the next cell. And is the rate a good one? Your judge decides, on points that no step has seen:

# %%
print("steps:", len(losses), "as counted:", yours("total_updates")(len(train), 16, 30))
lrs = [0.001, 0.01, 0.1, 1.0, 3.0]
nets = [train_mine(lr)[0] for lr in lrs]
quiz = [yours("cross_entropy_from_logits")(net(val.x), val.y) for net in nets]
best = yours("best_learning_rate")(np.array(lrs), np.array(quiz))
print({lr: round(float(loss), 3) for lr, loss in zip(lrs, quiz)}, "best:", best)

# %%
winner = nets[lrs.index(best)]
print(f"share right on new points: {ck.accuracy(winner(val.x), val.y):.1%}")
plots.show(plots.decision_boundary(winner, val.x, val.y))

# %% [markdown]
# <!-- claim: x05-rate -->
# The textbooks' 0.01 to 0.1 is beaten here, and 3 is too much already. A rate is good for *a* problem, not for all.
#
# ## In your own words
#
# **Explain in two sentences:** why does the loss of a run with small batches tremble, and why can it be better all the same?

# %% essay why-it-trembles points=2
# Each batch is a small sample, so its slope differs from that of all examples by chance, and some steps go up. But a step costs only a few examples, so for the same work there are many more steps, and on average they lead down.

# %% [markdown]
# ## Challenge: a large step on a small machine
#
# You want the step of a batch of 64, and only 24 examples fit into memory. So you send 24, 24 and 16 through the network, and keep three slopes, each a mean over its part. Write `accumulate(slopes, sizes)`: the mean slope over all 64. No table, no picture this time.

# %% solution accumulate points=3

# %% [markdown]
# Use it: three parts, and the whole batch at once.

# %%
def slope_of(rows):
    logits = winner(train.x[rows])
    winner.backward(yours("softmax_ce_backward")(logits, train.y[rows]))
    return winner.grad.copy()

parts = np.split(np.arange(64), [24, 48])
joined = yours("accumulate")([slope_of(rows) for rows in parts], [24, 24, 16])
print("the same slope:", np.allclose(joined, slope_of(np.arange(64))))

# %% [markdown]
# This is how large models are trained, on many machines at once: each of them sends a slope and a size.
