# %% [markdown]
# # Exercises 08 · Cures against learning by heart
#
# Silence units, put a price on weights, stop in time. You write the cures, and then try them on 60 noisy points that a network would love to memorize.
#
# **Time:** 60 minutes. **Before this:** lesson 08. **Points:** 18.

# %% [markdown]
# ## 1. Cover the notes
#
# In training each entry is silenced with probability p, and the others are divided by 1 − p, so that the choir stays as loud on average. Keep the mask: it says by what each entry was multiplied. Outside training nothing happens, and the mask holds ones.
#
# | | shape | example |
# |---|---|---|
# | `x` | any | `[1, 2, 3, 4]` |
# | `p` | from 0 to below 1 | `0.5` |
# | `rng`, `train` | a generator, `True` or `False` | |
# | returns `out`, `mask` | as x | `[0, 4, 6, 0]`, `[0, 2, 2, 0]`, by chance |
#
# Eight rows of eight ones, p = 0.5. Somebody threw one row of coins for the whole batch:

# %%
ones = np.ones((8, 8))
plots.show(right_and_wrong("dropout_forward", "one_mask_for_all",
                                 ones, 0.5, np.random.default_rng(3), True, part=0))

# %% [markdown]
# Dark is 2, white is 0. Each example should lose notes of its own. (`easier("dropout_forward")` has two blanks.)

# %% solution dropout_forward points=3

# %% [markdown]
# Use it: 10,000 ones, silenced with p = 0.3. How many are silent, and how loud is the choir?

# %%
out, mask = yours("dropout_forward")(np.ones(10_000), 0.3, np.random.default_rng(0), True)
print("silent:", round(float(np.mean(out == 0)), 3), " mean:", round(float(out.mean()), 3))

# %% [markdown]
# ## 2. And on the way back
#
# out = x · mask. So how much does the loss change when an x moves a little? Leave `dout` as it was.
#
# | | shape | example |
# |---|---|---|
# | `dout`, `mask` | the same | `[1, 3, -2]`, `[2, 0, 2]` |
# | returns | the same | `[2, 0, -4]` |
#
# Somebody remembered who was silent, and forgot that the others were made louder:

# %%
plots.show(right_and_wrong("dropout_backward", "gate_only",
                                 np.array([1.0, 3.0, -2.0, 0.5]), np.array([2.0, 0.0, 2.0, 2.0])))

# %% [markdown]
# Half of the blame gets lost, in every layer with dropout.

# %% solution dropout_backward points=1

# %% [markdown]
# Use it, with the mask from above: a silent unit is not to blame.

# %%
blame = yours("dropout_backward")(np.ones(10_000), mask)
print("blamed:", np.count_nonzero(blame), " silent and blamed:", np.count_nonzero(blame[out == 0]))

# %% [markdown]
# ## 3. A price on squares
#
# The penalty is lam times the sum of all squared weights; no ½, no mean. It is added to the loss, so its slopes are added to the gradient. Biases go free: their slope is an array of zeros.
#
# | | shape | example |
# |---|---|---|
# | `W`, `b` | any, any | `[[1, -2]]`, `[5]` |
# | `lam` | the price | `0.1` |
# | returns `penalty`, `dW`, `db` | number, as W, as b | `0.5`, `[[0.2, -0.4]]`, `[0]` |
#
# The slope for weights from −2 to 2. Somebody took the price of the *sizes* for that of the squares:

# %%
W = np.linspace(-2, 2, 41)
plots.show(right_and_wrong("l2_penalty", "sizes", W, np.zeros(1), 0.5, part=1))

# %% [markdown]
# The pull of L2 grows with the weight and fades near 0. The other one is another cure; it comes next.

# %% solution l2_penalty points=2

# %% [markdown]
# Use it: ten weights that nothing but the price pulls at, after 50 steps with lr 0.1.

# %%
weights = np.linspace(-2, 2, 10)
for _ in range(50):
    weights = weights - 0.1 * yours("l2_penalty")(weights, np.zeros(1), 0.1)[1]
weights.round(2)

# %% [markdown]
# All of them shrunk in proportion, and none is zero.
#
# ## 4. A price on sizes
#
# The penalty is lam times the sum of the sizes |w|. Its slope is lam with the sign of the weight, and 0 at 0.
#
# | | shape | example |
# |---|---|---|
# | `W`, `lam` | any, the price | `[[1, -2, 0]]`, `0.1` |
# | returns `penalty`, `dW` | number, as W | `0.3`, `[[0.1, -0.1, 0]]` |
#
# Somebody forgot that a negative weight is pulled *up*:

# %%
plots.show(right_and_wrong("l1_penalty", "one_direction", W, 0.5, part=1))

# %% [markdown]
# The mistaken pull drives negative weights further and further away from 0.

# %% solution l1_penalty points=2

# %% [markdown]
# Use it, in the same way as above:

# %%
weights = np.linspace(-2, 2, 10)
for _ in range(50):
    weights = weights - 0.1 * yours("l1_penalty")(weights, 0.1)[1]
weights.round(4)

# %% [markdown]
# Every weight lost the same *length*, 0.5 in all. The two smallest ones came to 0 on the way, and jump across it to and fro, by less than 0.01.
#
# ## 5. When to stop
#
# A list of validation losses, one for each epoch, counted from 0. Stop at the first epoch that is the `patience`-th in a row without a *new lowest* loss; if there is none, at the last.
#
# | | what | example |
# |---|---|---|
# | `val_losses` | a list | `[5, 4, 3, 3.5, 3.2, 2.9]` |
# | `patience` | a whole number | `2` |
# | returns | best epoch, epoch of the stop | `(2, 4)` |
#
# Losses that fall to 3 and wiggle upward from there, patience 2. Somebody compared each epoch with the one before it:

# %%
losses = [5.0, 4.0, 3.0, 3.4, 3.3, 3.5, 3.4, 3.6]
plots.show(right_and_wrong("early_stopping", "against_the_previous_epoch", losses, 2))

# %% [markdown]
# [0] is the best epoch, [1] the stop. Each little dip looks like progress to the mistaken one, so it never stops. (`easier("early_stopping")` has two blanks.)

# %% solution early_stopping points=3

# %% [markdown]
# Use it, with three patiences:

# %%
{patience: yours("early_stopping")([5, 4, 4.2, 4.1, 3, 3.5, 3.6], patience) for patience in (1, 2, 3)}

# %% [markdown]
# With patience 1 or 2 you would have missed the best epoch.
#
# ## 6. Dropout as a layer
#
# In a network nobody hands the mask around: the layer keeps it. And `ck.train` tells the layer when it is training, by `layer.training = True`; afterwards it is `False` again.
#
# | method | does |
# |---|---|
# | `Dropout(p, rng)` | keeps both; `training` is `False` at first |
# | `forward(x)` | in training silences and makes louder, else returns x |
# | `backward(dout)` | uses the mask of the last forward |
#
# A large x, *outside* training. In somebody's layer dropout is never off:

# %%
plots.show(right_and_wrong("Dropout", "never_off"))

# %% [markdown]
# On the right the exam is written with half of the notes covered.

# %% solution Dropout points=3

# %% [markdown]
# Use it: the same layer, training and not.

# %%
layer, sixes = yours("Dropout")(0.5, np.random.default_rng(1)), np.full((1, 6), 6.0)
print("exam:    ", layer.forward(sixes))
layer.training = True
print("training:", layer.forward(sixes))
print("blame:   ", layer.backward(np.ones((1, 6))))

# %% [markdown]
# ## Lab: 60 noisy points
#
# Some of the points lie in the wrong moon by accident. A network with a hundred units can learn most of the accidents by heart. Here it is, with your layers and your Adam. 60 points to learn from, 300 to choose by, and 600 that nobody chooses by:

# %%
whose("Linear", "ReLU", "Dropout", "Adam", "early_stopping", "l2_penalty")

# %%
def study(draw, p=0.0, lam=0.0, epochs=150):
    rng = np.random.default_rng(draw)
    train, val, exam = (data.moons(n, rng, noise=0.35) for n in (60, 300, 600))
    rng = np.random.default_rng(draw)
    net = ck.Sequential(yours("Linear")(2, 100, rng), yours("ReLU")(),
                        yours("Dropout")(p, rng), yours("Linear")(100, 2, rng))
    price = lambda w: yours("l2_penalty")(w, np.zeros(1), lam)[:2]
    history = ck.fit(net, ck.softmax_cross_entropy, yours("Adam")(0.003), train, val=val,
                     metrics=[ck.accuracy], epochs=epochs, batch_size=20, rng=rng,
                     regularizer=price, progress=False)
    return history, ck.evaluate(net, ck.softmax_cross_entropy, exam.x, exam.y)["loss"]

history, _ = study(5)
print(f"right on its own 60: {history.metrics['accuracy'][-1]:.0%}")
plots.show(plots.loss_curves(history))

# %% [markdown]
# One curve falls and falls, the other turns. Your function says when (it counts from 0, the picture from 1):

# %%
best, stop = yours("early_stopping")(history.val_loss, 10)
print(f"best epoch {best}, stopped at epoch {stop} of {len(history.val_loss)}")
print(f"validation loss at the best epoch {history.val_loss[best]:.2f}, "
      f"at the end {history.val_loss[-1]:.2f}")

# %% [markdown]
# And the cures, on six draws of points, judged on the 600 that nobody chose by. (To *stop* is to train once more, up to the best epoch.)

# %%
def stopped(draw):
    best, _ = yours("early_stopping")(study(draw)[0].val_loss, 10)
    return study(draw, epochs=best + 1)

cures = {"nothing": study, "dropout 0.5": lambda draw: study(draw, p=0.5),
         "L2, price 0.003": lambda draw: study(draw, lam=0.003), "stopped": stopped}
ends = {name: [cure(draw)[1] for draw in range(1, 7)] for name, cure in cures.items()}
plots.show(plots.spread({"one dot for each draw": ends}, ylabel="loss on 600 new points"))

# %% [markdown]
# <!-- claim: x08-cures -->
# The price helps on nearly every draw, stopping on most. Dropout is a little better than nothing on these six; on about every third of others that we tried it was a little worse. From a single draw you could "prove" nearly any ranking.
#
# ## In your own words
#
# **Explain in two sentences:** why is the training loss of no use for choosing how much dropout, or how high a price?

# %% essay choose-on-what points=2
# Every cure holds the network back from fitting its training examples, so on the training loss no cure at all nearly always wins. What we want to know is how it does on examples it has not seen, and only a validation pile can tell.

# %% [markdown]
# ## Challenge: labels that leave room for doubt
#
# A label says: this is class 2, with certainty. To satisfy it a network must push its scores apart without end. So some people soften the labels: they cut a share eps from the certainty and spread it evenly over *all* K classes, the right one included. Write `soft_labels(y, K, eps)`, which returns targets of shape (N, K).

# %% solution soft_labels points=2

# %% [markdown]
# Use it: the loss of a network that is right with 90%, 99% and 99.99%, with hard and with soft targets (eps = 0.1, two classes).

# %%
sure = np.array([0.9, 0.99, 0.9999])
shares = np.column_stack([sure, 1 - sure])
for eps in (0.0, 0.1):
    targets = yours("soft_labels")(np.zeros(3, dtype=int), 2, eps)
    print(f"eps {eps}: loss", (-np.sum(targets * np.log(shares), axis=1)).round(3))

# %% [markdown]
# With soft targets 99.99% costs more than 90%. Being too sure is a mistake now.
