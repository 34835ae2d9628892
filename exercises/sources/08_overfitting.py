# %% [markdown]
# # Exercises 08 · Cures against learning by heart
#
# Dropout becomes a layer, and you try your cures on 60 noisy points that a network would love to memorize. Then you mend a pull and a committee, find a word for two curves, and get more data from a mirror. Last come labels that leave room for doubt.
#
# What you passed in the lesson is brought along with one call: skip it. New here are `Dropout`, `stop_at_zero`, `verdict`, `with_mirrors`, `committee` and `soft_labels`.
#
# **Time:** 55 minutes. **Before this:** [lesson 08](../notebooks/08_overfitting.ipynb). **Points:** 26.

# %% [markdown]
# ## 1. Bring what you wrote
#
# Dropout, forward and backward:

# %% bring dropout_forward points=3

# %% bring dropout_backward points=1

# %% [markdown]
# Two penalties, on the squares of the weights and on their sizes:

# %% bring l2_penalty points=2

# %% bring l1_penalty points=2

# %% [markdown]
# Put them to work: eight weights that nothing but the penalty pulls at, after 50 steps with lr 0.1.

# %%
squares, sizes = np.linspace(-2, 2, 8), np.linspace(-2, 2, 8)
for _ in range(50):
    squares = squares - 0.1 * yours("l2_penalty")(squares, np.zeros(1), 0.1)[1]
    sizes = sizes - 0.1 * yours("l1_penalty")(sizes, 0.1)[1]
print("L2", squares.round(2))
print("L1", sizes.round(4))

# %% [markdown]
# L2 shrinks all in proportion, and none is zero. L1 takes the same *length* from each, 0.5 in all; the two smallest came to 0 on the way, and jump across it to and fro, by less than 0.01.
#
# And `early_stopping` says which epoch was the best, and when to stop:

# %% bring early_stopping points=3

# %% [markdown]
# ## 2. New: dropout as a layer
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
print("gradient:", layer.backward(np.ones((1, 6))))

# %% [markdown]
# ## Lab: 60 noisy points
#
# Some of the points lie in the wrong moon by accident. A network with a hundred units can learn most of the accidents by heart. Here it is, with your layers and your Adam. 60 points to learn from, 300 to choose by, and 600 that nobody chooses by. (What trains and draws is folded: it need not be read.)

# %%
whose("Linear", "ReLU", "Dropout", "Adam", "early_stopping", "l2_penalty")

# %% folded
def study(draw, p=0.0, lam=0.0, epochs=150):
    rng = np.random.default_rng(draw)
    train, val, exam = (data.moons(n, rng, noise=0.35) for n in (60, 300, 600))
    rng = np.random.default_rng(draw)
    net = ck.Sequential(yours("Linear")(2, 100, rng), yours("ReLU")(),
                        yours("Dropout")(p, rng), yours("Linear")(100, 2, rng))
    penalty = lambda w: yours("l2_penalty")(w, np.zeros(1), lam)[:2]
    history = ck.fit(net, ck.softmax_cross_entropy, yours("Adam")(0.003), train, val=val,
                     metrics=[ck.accuracy], epochs=epochs, batch_size=20, rng=rng,
                     regularizer=penalty, progress=False)
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

# %% folded
def stopped(draw):
    best, _ = yours("early_stopping")(study(draw)[0].val_loss, 10)
    return study(draw, epochs=best + 1)

cures = {"nothing": study, "dropout 0.5": lambda draw: study(draw, p=0.5),
         "L2, lam 0.003": lambda draw: study(draw, lam=0.003), "stopped": stopped}
ends = {name: [cure(draw)[1] for draw in range(1, 7)] for name, cure in cures.items()}
plots.show(plots.spread({"one dot for each draw": ends}, ylabel="loss on 600 new points"))

# %% [markdown]
# <!-- claim: x08-cures -->
# The L2 penalty helps on nearly every draw, stopping on most. Dropout is a little better than nothing on these six; on about every third of others that we tried it was a little worse. From a single draw you could "prove" nearly any ranking.

# %% [markdown]
# ## 3. New: mend a pull that trembles
#
# What makes a penguin heavy? There are eight columns: three measurements, and five throws of a die. Nobody tells the model which is which; L1 should find out. (The code is folded: it makes the columns and learns the weights.)

# %% folded
birds = data.penguins()
whole = ~np.isnan(birds.x).any(axis=1)
dice = np.random.default_rng(0).integers(1, 7, (whole.sum(), 5))
asked = np.column_stack([birds.x[whole, :3], dice])
asked = (asked - asked.mean(axis=0)) / asked.std(axis=0)
mass = birds.x[whole, 3]
mass = (mass - mass.mean()) / mass.std()

def weights_with(pulled, lr=0.1, lam=0.2):
    w = np.zeros(8)
    for _ in range(200):
        w = w - lr * 2 * asked.T @ (asked @ w - mass) / len(mass)
        w = pulled(w, lr * lam)
    return w

# %% [markdown]
# After each step every weight is pulled by lr · lam, and that is where somebody's function comes in. It cannot stop: look at what it does to a weight of 0.5 and a pull of 1. Mend it.

# %% solution stop_at_zero points=2

# %% [markdown]
# Use it, beside the pull as it was given:

# %% folded
def trembling(w, pull):
    return w - pull * np.sign(w)

columns = ["bill length", "bill depth", "flipper", "die 1", "die 2", "die 3", "die 4", "die 5"]
given, mended = weights_with(trembling), weights_with(yours("stop_at_zero"))
left, right = plots.axes(1, 2, width=700, height=330).ravel()
both = [plots.bars(columns, given, xlabel="weight, as given", ax=left),
        plots.bars(columns, mended, xlabel="weight, mended", ax=right)]
zeros = [np.sum(w == 0) for w in (given, mended)]
plots.show(both, words=f"Weights of exactly zero: {zeros[0]} as given, {zeros[1]} mended.")

# %% [markdown]
# <!-- claim: x08-dice -->
# Left, every column keeps a weight, and you could not tell a die from a measure of the bird. Right, seven weights are exactly 0: the dice are out. So are bill length and bill depth: the flipper tells nearly all that they could add.

# %% [markdown]
# ## 4. New: two curves, one word
#
# Four networks read handwritten digits. A learned from 30 of them, B from 1,000, C from the same 1,000 with a strong L2 penalty, and D from these 1,000 after every fifth got its label by lot. How will their curves look? Think first, then run it (folded, it need not be read):

# %% folded
digits = data.digits()

def read_digits(n, lam=0.0, by_lot=0):
    rng = np.random.default_rng(5)
    order = rng.permutation(len(digits.y))
    own, new = order[:n], order[-400:]
    labels = digits.y[own]
    labels[:by_lot] = rng.integers(0, 10, by_lot)
    net = ck.Sequential(yours("Linear")(64, 64, rng), yours("ReLU")(), yours("Linear")(64, 10, rng))

    def penalty(w):
        return yours("l2_penalty")(w, np.zeros(1), lam)[:2]

    return ck.fit(net, ck.softmax_cross_entropy, yours("Adam")(0.01), (digits.x[own], labels),
                  val=(digits.x[new], digits.y[new]), epochs=50, batch_size=20, rng=rng,
                  regularizer=penalty, progress=False)

readers = {"A": read_digits(30), "B": read_digits(1000), "C": read_digits(1000, lam=0.03),
           "D": read_digits(1000, by_lot=200)}
plots.show(plots.curve_cards(readers))

# %% [markdown]
# Now teach a function to read such cards. It asks in this order, and the first yes is the answer:
#
# | question | word |
# |---|---|
# | Is the last training loss above the goal? | `"underfitting"` |
# | Is the last validation loss at most the goal? | `"fine"` |
# | Is the lowest validation loss at most the goal? | `"stop earlier"` |
# | none of these | `"overfitting"` |
#
# Example: `train` is `[0.9, 0.2]`, `val` is `[0.8, 0.7]` and `goal` is 0.3. That gives `"overfitting"`.

# %% solution verdict points=2

# %% [markdown]
# Use it on the four, with a goal of 0.45:

# %%
told = {}
for name, run in readers.items():
    told[f"{name}: {yours('verdict')(run.train_loss, run.val_loss, 0.45)}"] = run
plots.show(plots.curve_cards(told))

# %% [markdown]
# <!-- claim: x08-verdicts -->
# Four words, four things to do. A needs more digits, C a weaker penalty, and B nothing: it reaches the goal. D was good once: it learned what digits have in common first, and the wrong labels by heart later. A copy of its best parameters is all it takes.
#
# This is a good place to stop: what you passed is kept. On another day, run the cells above once more and go on here.

# %% [markdown]
# ## 5. New: more data from a mirror
#
# More data is the best cure, and somebody has to get it. You have thirty drawings of cats and dogs, and no money for more. But a cat in a mirror is a cat! So each drawing can be used once more, left and right exchanged.
#
# | | shape | example |
# |---|---|---|
# | `images`, `y` | (N, H, W), (N,) | `[[[1, 2]]]`, `[7]` |
# | returns two arrays | (2N, H, W), (2N,) | `[[[1, 2]], [[2, 1]]]`, `[7, 7]` |
#
# First all as they are, then all mirrored, in the same order. `np.concatenate([a, b])` puts b behind a, and `row[::-1]` is a row read backward. But which axis is to be read backward? Somebody took another one. Above, six drawings; below, what became of them:

# %%
pets = data.faces(30, np.random.default_rng(0), size=16, pose=2.0, noise=0.06)
above, below = pets.images[:6], pets.images[:6, ::-1]
plots.show(plots.image_grid(np.concatenate([above, below]), columns=6))

# %% [markdown]
# Nobody will ever show you such a cat.

# %% solution with_mirrors points=2

# %% [markdown]
# Use it: a network learns from thirty drawings as they are, with their mirrors, and with what somebody made of them. It takes as many steps each time. One dot for each draw of thirty (the code is folded):

# %% folded
unseen = data.faces(400, np.random.default_rng(100), size=16, pose=2.0, noise=0.06)

def as_they_are(images, y):
    return images, y

def on_their_heads(images, y):
    return np.concatenate([images, images[:, ::-1]]), np.concatenate([y, y])

def accuracy_on_new(draw, more):
    few = data.faces(30, np.random.default_rng(draw), size=16, pose=2.0, noise=0.06)
    images, y = more(few.images, few.y)
    rng = np.random.default_rng(draw)
    net = ck.Sequential(yours("Linear")(256, 32, rng), yours("ReLU")(), yours("Linear")(32, 2, rng))
    ck.fit(net, ck.softmax_cross_entropy, yours("Adam")(0.003), (images.reshape(len(y), 256), y),
           epochs=1800 // len(y), batch_size=10, rng=rng, progress=False)
    return ck.accuracy(net(unseen.x), unseen.y)

ways = {"as they are": as_they_are, "and mirrored": yours("with_mirrors"),
        "and on their heads": on_their_heads}
found = {name: [accuracy_on_new(draw, way) for draw in range(8)] for name, way in ways.items()}
plots.show(plots.spread({"one dot for each draw": found}, ylabel="accuracy on 400 new drawings"))

# %% [markdown]
# <!-- claim: x08-mirrors -->
# On most draws mirrors bring a few more right, and nobody had to draw. Cats on their heads bring nothing: more data must look like what will come. Would you mirror handwritten digits? A mirrored 2 is no 2.

# %% [markdown]
# ## 6. New: mend a committee
#
# Will it be sun (class 0), rain (1) or snow (2)? One weather service says sun, another says snow. "So it will rain", says somebody's committee, which takes the mean of the answers:
#
# | | shape | example |
# |---|---|---|
# | `p` | (M, N, K): M members, N days, K classes | `[[[0.6, 0.3, 0.1]], [[0.1, 0.2, 0.7]]]` |
# | returns | (N,) | `[2]`; as given: `[1]` |
#
# A class number is a name and no amount. Mend it: the mean is to be taken of something else.

# %% solution committee points=2

# %% [markdown]
# Use it: seven networks, each of which learned 60 digits of its own by heart, answer alone and together. On 500 new digits (the code is folded):

# %% folded
def member(rows, rng):
    net = ck.Sequential(yours("Linear")(64, 32, rng), yours("ReLU")(), yours("Linear")(32, 10, rng))
    ck.fit(net, ck.softmax_cross_entropy, yours("Adam")(0.01), (digits.x[rows], digits.y[rows]),
           epochs=40, batch_size=20, rng=rng, progress=False)
    return net

def mean_of_answers(p):
    return p.argmax(axis=2).mean(axis=0).round()

rng = np.random.default_rng(0)
order = rng.permutation(len(digits.y))
exam, rows = order[:500], order[500:920].reshape(7, 60)
p = np.array([ck.softmax(member(own, rng)(digits.x[exam])) for own in rows])
answers = {f"member {m + 1}": p[m].argmax(axis=1) for m in range(7)}
answers["as given"], answers["mended"] = mean_of_answers(p), yours("committee")(p)
rights = [np.mean(said == digits.y[exam]) for said in answers.values()]
plots.show(plots.bars(list(answers), rights, xlabel="accuracy on 500 new digits"))

# %% [markdown]
# <!-- claim: x08-committee -->
# The committee is better than the best of its members: each has learned other accidents by heart, and in the mean they cancel out. Dropout is often seen as such a committee inside of one network.

# %% [markdown]
# ## In your own words
#
# **Explain in two sentences:** why is the training loss of no use for choosing how much dropout, or how strong a penalty?

# %% essay choose-on-what points=2
# Every cure holds the network back from fitting its training examples, so on the training loss no cure at all nearly always wins. What we want to know is how it does on examples it has not seen, and only a validation pile can tell.

# %% [markdown]
# ## Challenge: labels that leave room for doubt
#
# A label says: this is class 2, with certainty. To satisfy it a network must push its logits apart without end. So some people soften the labels: they cut a share eps from the certainty and spread it evenly over *all* K classes, the right one included. Write `soft_labels(y, K, eps)`, which returns targets of shape (N, K).

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
# With soft targets the loss at 99.99% is larger than at 90%. Being too sure is a mistake now.
