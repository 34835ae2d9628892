# %% [markdown]
# # Exercises 03 · Put a number on a mistake
#
# A network learns digits, and your loss says how wrong it is. You look behind the mean of that loss, read it as a number of classes, and judge weather forecasts by it. Then you choose: what should be a large loss, and what a small one?
#
# What you passed in the lesson is brought along with one call: skip it. New here are `worst_rows`, `among_how_many`, `forecast_loss`, `best_constant`, `bakery_loss` and `huber`.
#
# **Time:** 55 minutes. **Before this:** [lesson 03](../notebooks/03_loss.ipynb). **Points:** 26.

# %% [markdown]
# ## 1. Bring what you wrote
#
# `binary_cross_entropy` is the loss of probabilities of "yes", and `mse` that of predictions that are numbers:

# %% bring binary_cross_entropy points=2

# %% bring mse points=2

# %% [markdown]
# `one_hot` writes each label as a row with a single 1:

# %% bring one_hot points=1

# %% [markdown]
# `cross_entropy_from_logits` goes from logits and labels to the loss of a batch:

# %% bring cross_entropy_from_logits points=4

# %% [markdown]
# `dataset_loss` joins the losses of batches, each as heavy as it has examples:

# %% bring dataset_loss points=2

# %% [markdown]
# Before any training all logits are about 0. With K classes the loss should then be ln K. Is it?

# %%
for K in (2, 10, 1000):
    loss = yours("cross_entropy_from_logits")(np.zeros((5, K)), np.arange(5) % K)
    print(f"{K:5d} classes: loss {loss:.3f}   ln K = {np.log(K):.3f}")

# %% [markdown]
# ## Lab: a network that listens to your loss
#
# 1,797 handwritten digits. The number that is printed is yours, from the logits to the data set. (Its gradient is ours until lesson 04.) Whose code is it?

# %%
whose("cross_entropy_from_logits", "dataset_loss", "accuracy")

# %% [markdown]
# <!-- claim: x03-fresh -->
# The network sees 1,500 digits in batches of 64 and is asked about the other 297. Before training the loss should be somewhat above ln 10 = 2.30: the network is a little sure of random things.

# %%
cross_entropy, average = yours("cross_entropy_from_logits"), yours("dataset_loss")

def your_loss(logits, y):
    return float(cross_entropy(logits, y)), ck.softmax_cross_entropy(logits, y)[1]

def loss_of(net, x, y):
    starts = range(0, len(x), 64)
    losses = [cross_entropy(net(x[i:i + 64]), y[i:i + 64]) for i in starts]
    return average(losses, [len(x[i:i + 64]) for i in starts])

# %% [markdown]
# Ten passes, and your two numbers after each of them:

# %%
digits, rng = data.digits(), np.random.default_rng(4)
rows = rng.permutation(len(digits))
train, new = digits.subset(rows[:1500]), digits.subset(rows[1500:])
net = ck.Sequential(ck.Linear(64, 32, rng), ck.ReLU(), ck.Linear(32, 10, rng))
before = loss_of(net, new.x, new.y)
print(f"before: {before:.2f}")
curve = {"train": [], "validation": []}
for epoch in range(10):
    list(ck.train(net, your_loss, ck.Adam(lr=0.01), train.x, train.y,
                  epochs=1, batch_size=64, rng=rng))
    curve["train"].append(loss_of(net, train.x, train.y))
    curve["validation"].append(loss_of(net, new.x, new.y))
plots.show(plots.loss_curves(curve))

# %% [markdown]
# How many of the 297 are right?

# %%
print("right:", round(float(yours("accuracy")(net(new.x), new.y)), 3))

# %% [markdown]
# ## 2. New: look behind the mean
#
# A loss of 0.2 is a mean. Which digits made it? Somebody wrote `worst_rows` to find the k examples with the largest loss, so that one can look at them first. It runs, but finds the wrong digits. Read it, and mend it:

# %% solution worst_rows points=2

# %% [markdown]
# Use it on the 297 new digits. Above, the six with the largest loss. Below, what the faulty lines found: the six that the network is least sure about, whatever their label.

# %%
p = ck.softmax(net(new.x))
found = np.append(yours("worst_rows")(p, new.y, 6), np.argsort(p.max(axis=1))[:6])
plots.show(plots.image_grid(new.images[found], new.y[found], p[found].argmax(axis=1), columns=6),
           words="Above: the largest losses. Below: the least sure. A cross means wrong.")

# %% [markdown]
# <!-- claim: x03-worst -->
# Not to be sure is no mistake: some of the lower row are right. In the upper row nearly all are wrong, and some with much confidence. How much of the whole loss do the ten worst make?

# %%
each = -np.log(p[np.arange(297), new.y])
worst = each[yours("worst_rows")(p, new.y, 10)].sum()
parts = [worst, each.sum() - worst]
plots.show(plots.bars(["the ten worst", "the other 287"], parts, xlabel="losses, added up"))

# %% [markdown]
# Ten digits of 297 make more than half of it, and with other networks it is seldom less. So look at the worst few before you change anything: a handful makes the mean.
#
# ## 3. New: among how many?
#
# What does a loss of 0.2 *mean*? Here is a loss that you can picture, that of a network which knows nothing about K classes:

# %%
plots.show(plots.bars(["2 classes", "4 classes", "10 classes", "100 classes"],
                      np.log([2, 4, 10, 100]), xlabel="loss of knowing nothing"))

# %% [markdown]
# Now read it from right to left. A network has a mean loss of 1: among how many classes does it waver, as if it knew nothing? First look where 1 lies among the bars, then work it out on paper. Then write `among_how_many(losses)`:
#
# | | shape | example |
# |---|---|---|
# | `losses` | (N,) cross-entropies, natural logarithm | `[0.0, 1.5]` |
# | returns | a number, K | `2.117` |

# %% solution among_how_many points=2

# %% [markdown]
# Use it on the network of the lab, and its mean loss on the new digits:

# %%
stages = ["before", "after 1 pass", "after 10 passes"]
means = [before, curve["validation"][0], curve["validation"][-1]]
among = [yours("among_how_many")(np.array([mean])) for mean in means]
plots.show(plots.bars(stages, among, xlabel="wavers among so many classes"))

# %% [markdown]
# <!-- claim: x03-among -->
# Before training it wavers among more than ten, which is worse than saying 10% each time. One pass leaves two or three. In the end it is close to 1, where nothing is left to choose. (People who train language models call this number the *perplexity*.)
#
# **A good place to stop.** What you passed is kept. On another day run the cell with the imports at the top, and go on here.
#
# ## 4. New: was that a good forecast?
#
# "30% rain tomorrow." It rains. Was that a bad forecast? After one day nobody can tell. After many days the cross-entropy tells. Here it is measured in **bits**: its logarithm has the base 2 (`np.log2`) instead of e. The weather that came had been given 1/2, or 1/4, or less. The loss of that day:

# %%
plots.show(plots.bars(["1/2", "1/4", "1/8", "1/16"], [1, 2, 3, 4], xlabel="loss in bits"))

# %% [markdown]
# Half as much probability, one bit more. Write `forecast_loss(p, rained)`:
#
# | | shape | example |
# |---|---|---|
# | `p` | (N,) probabilities of rain | `[0.5, 0.75]` |
# | `rained` | (N,) True or False | `[True, False]` |
# | returns | the mean loss in bits | `1.5` |

# %% solution forecast_loss points=2

# %% [markdown]
# Use it. In ten days it rained on three. Somebody says the same p each day: which p has the lowest loss? Decide before you run the cell.

# %%
rained = np.array([True, False, False, True, False, False, False, True, False, False])
chances = np.linspace(0.02, 0.98, 97)
bits = [yours("forecast_loss")(np.full(10, p_rain), rained) for p_rain in chances]
lowest = chances[np.argmin(bits)]
ax = plots.axes(height=320)
ax.plot(chances, bits)
ax.plot(lowest, min(bits), "o", color="black")
ax.set(xlabel="probability of rain, said each day", ylabel="mean loss in bits")
plots.show(ax, f"The loss is lowest, {min(bits):.2f} bits, at p = {lowest:.2f}.")

# %% [markdown]
# At three in ten, as often as it rained. To be sure of dry days, because they are more common, has a larger loss, and so has one half, which says nothing.
#
# ## 5. New: one number for all
#
# You have to say one and the same number for three examples, 1, 2 and 9. Which? That depends on the loss. Here are two: the mean of the squared misses (drawn is its root, which is lowest at the same place), and the mean of their sizes.

# %%
three, said = np.array([1.0, 2.0, 9.0]), np.linspace(0, 10, 101)
misses = said[:, None] - three
ax = plots.axes(height=320)
ax.plot(said, np.sqrt(np.mean(misses**2, axis=1)), label="squares (the root)")
ax.plot(said, np.mean(np.abs(misses), axis=1), "--", label="sizes")
ax.set(xlabel="number that is said", ylabel="loss", xticks=range(11))
ax.legend()
plots.show(ax, "Two losses of one number that is said for all three.")

# %% [markdown]
# Where is each curve lowest? What are these two numbers to 1, 2 and 9? Write `best_constant(y, loss)`:
#
# | | what | example |
# |---|---|---|
# | `y` | (N,) numbers, N odd | `[1.0, 2.0, 9.0]` |
# | `loss` | `"square"` or `"size"` | `"size"` |
# | returns | the number with the lowest mean loss | `2.0` |

# %% solution best_constant points=2

# %% [markdown]
# Use it on what 399 houses in Seattle were sold for. Then somebody types three zeros too many, for one of them:

# %%
paid = data.houses().y[:399, 0] / 1000
typed = paid.copy()
typed[0] = typed[0] * 1000
best = yours("best_constant")
names = ["square", "square, one error", "size", "size, one error"]
constants = [best(paid, "square"), best(typed, "square"), best(paid, "size"), best(typed, "size")]
plots.show(plots.bars(names, np.round(constants), xlabel="best number, in thousands of dollars"))

# %% [markdown]
# One wrong house of 399 moves the best number for squares by nearly two million dollars. The other one stays where it is. A few expensive houses pull in the same way, error or not: that is why the two differ from the start.
#
# ## 6. New: the baker's loss
#
# A loaf too many is thrown away. A loaf too few is a customer who goes elsewhere. Nobody says that these two are equally bad. Write `bakery_loss(baked, asked, too_many, too_few)`:
#
# | | shape | example |
# |---|---|---|
# | `baked`, `asked` | (N,) loaves, baked and asked for | `[10.0, 5.0]`, `[8.0, 6.0]` |
# | `too_many`, `too_few` | euros lost for each such loaf | `1.0`, `3.0` |
# | returns | the mean loss of a day, in euros | `2.5` |
#
# The two days of the table. Somebody added up their misses first, two too many and one missing:

# %%
plots.show(right_and_wrong("bakery_loss", "days_make_up_for_each_other"))

# %% [markdown]
# What is the loss of each of these days?

# %% solution bakery_loss points=2

# %% [markdown]
# Use it. Eleven days, and the same number of loaves each morning. How many? Three bakers, who mind different things:

# %%
asked = np.array([19, 14, 24, 17, 31, 16, 20, 15, 27, 18, 22])
baked = np.arange(12, 33)
ax = plots.axes(height=340)
for name, line, too_many, too_few in (("waste is 3 times as bad", ":", 3, 1),
                                      ("both are equally bad", "--", 1, 1),
                                      ("missing is 3 times as bad", "-", 1, 3)):
    euros = [yours("bakery_loss")(np.full(11, b), asked, too_many, too_few) for b in baked]
    ax.plot(baked, euros, line, label=f"{name}: {baked[np.argmin(euros)]} loaves")
    ax.plot(baked[np.argmin(euros)], min(euros), "o", color="black")
ax.set(xlabel="loaves baked each morning", ylabel="mean loss in euros", xticks=range(12, 33, 4))
ax.legend()
plots.show(ax, "The lowest point moves to the right as missing loaves become worse.")

# %% [markdown]
# Sort the eleven days: 19 is the one in the middle, as in section 5. Whoever minds missing loaves three times as much bakes 24, enough for nine days of eleven. The data are the same. The *loss* decides what the best prediction is, and you choose the loss.
#
# ## In your own words
#
# **Explain in two sentences:** why do we train on the cross-entropy and not on the number of mistakes?

# %% essay why-not-count points=2
# The number of mistakes does not change when a parameter changes by a little, so it has no slope that could tell which way to go. The cross-entropy moves with every share of the right class, long before a prediction flips.

# %% [markdown]
# ## Challenge: one wild example
#
# Squares follow a typing error, sizes have a corner at zero. Huber's loss takes the best of both: near zero it is half the square of the miss, and from a miss of delta on it is a straight line that continues the parabola with the same value and the same slope.
#
# Write `huber(pred, y, delta=1.0)`, the mean over the examples. Find the line on paper first.

# %% solution huber points=3

# %% [markdown]
# Use it: the loss of one miss, beside half its square.

# %%
miss = np.linspace(-4, 4, 81)
ax = plots.axes(height=320)
ax.plot(miss, miss**2 / 2, "--", label="half the square")
ax.plot(miss, [yours("huber")(np.array([m]), np.zeros(1)) for m in miss], label="huber")
ax.set(xlabel="miss", ylabel="loss")
ax.legend()
plots.show(ax, "Half the square, and Huber's loss, which leaves it on a straight line.")

# %% [markdown]
# Look at −1 and 1: no corner, no jump. Beyond, each step adds the same, so one wild example pulls no harder than any other that is far off.
