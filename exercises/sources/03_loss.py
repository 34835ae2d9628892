# %% [markdown]
# # Exercises 03 · Write the red pen
#
# Five functions that mark guesses, from one yes-or-no question to a whole data set. Then a network learns digits, and it is your loss that tells it how wrong it is.
#
# **Time:** 60 minutes. **Before this:** lesson 03. **Points:** 16.

# %% [markdown]
# ## 1. Yes or no
#
# A guess is a probability of "yes". Its price is −ln of what it gave to the truth: cheap when the truth got much, dear when it got little. A guess of exactly 0 or 1 that is wrong would cost infinity, so p is kept between eps and 1 − eps first.
#
# | | shape | example |
# |---|---|---|
# | `p` | (N,) probabilities of "yes" | `[0.9, 0.5]` |
# | `y` | (N,) ones and zeros | `[1, 0]` |
# | `eps` | a number | `1e-12` |
# | returns | a float | `0.399` |
#
# Three guesses. Somebody counted only those where the truth is "yes":

# %%
p, y = np.array([0.9, 0.5, 0.8]), np.array([1, 0, 0])
plots.show(right_and_wrong("binary_cross_entropy", "only_ones", p, y))

# %% [markdown]
# The third guess was badly wrong, and the cross has not noticed.

# %% solution binary_cross_entropy points=2

# %% [markdown]
# Use it: what does a single guess cost, if the truth is "yes"?

# %%
guesses = np.linspace(0.01, 0.99, 50)
cost = yours("binary_cross_entropy")
prices = [cost(np.array([g]), np.array([1])) for g in guesses]
plots.show(plots.loss_valley(guesses, prices, w=0.5, xlabel="probability of yes", ylabel="price"))

# %% [markdown]
# A shrug costs 0.69. The price rises steeply where the guess was sure, and wrong.
#
# ## 2. Numbers
#
# For a guess that is a number, each miss is squared, and the mean is taken. Networks return columns, (N, 1), while labels are a plain row of numbers, (N,). If you subtract them as they are, NumPy makes a table of all pairs, without a word.
#
# | | shape | example |
# |---|---|---|
# | `pred` | (N,) or (N, 1) | `[3.0, 5.0]` |
# | `y` | (N,) | `[2.0, 2.0]` |
# | returns | a float | `5.0` |
#
# Three perfect guesses, in a column. Right costs nothing:

# %%
y = np.array([1.0, 2.0, 4.0])
plots.show(right_and_wrong("mse", "all_pairs", y[:, None], y))

# %% [markdown]
# The cross compared every guess with every label.

# %% solution mse points=2

# %% [markdown]
# Use it: 4,000 houses. How dear is it to say the mean price each time, and how dear to say the median? (In units of 100,000 dollars.)

# %%
price = data.houses().y[:, 0] / 100_000
for name, guess in (("mean", price.mean()), ("median", np.median(price))):
    print(f"{name:6s} {guess:.2f}   mse {yours('mse')(np.full(len(price), guess), price):.2f}")

# %% [markdown]
# No single number has a lower squared error than the mean.
#
# ## 3. Labels as rows
#
# A label is a name. To compare it with a row of shares, write it as a row, too: a 1 in its own column and 0 elsewhere.
#
# | | shape | example |
# |---|---|---|
# | `y` | (N,) whole numbers | `[1, 0, 2]` |
# | `k` | how many classes | `3` |
# | returns | (N, k) | `[[0, 1, 0], [1, 0, 0], [0, 0, 1]]` |
#
# Two examples, three classes. Somebody started to count at one:

# %%
plots.show(right_and_wrong("one_hot", "counts_from_one", np.array([1, 0]), 3))

# %% [markdown]
# Class 0 sits in column 0. (The crosses for label 0 wrapped round to the last column, and nobody was warned.)

# %% solution one_hot points=1

# %% [markdown]
# Use it: with rows of zeros and ones, counting classes is one sum.

# %%
digits = data.digits()
yours("one_hot")(digits.y, 10).sum(axis=0).astype(int)

# %% [markdown]
# ## 4. From scores to a loss
#
# Softmax makes shares, the price is −ln of the label's share, and the batch's loss is the mean. In one go it survives a score of 1000, since the log undoes the power before anything overflows.
#
# | | shape | example |
# |---|---|---|
# | `logits` | (N, K) scores | `[[2.0, 0.0], [0.0, 0.0]]` |
# | `y` | (N,) labels | `[0, 1]` |
# | returns | a float | `0.410` |
#
# The label's own share, not the winner's. Somebody took the class that the network would say:

# %%
logits, y = np.array([[2.0, 0.0], [0.0, 3.0]]), np.array([0, 0])
plots.show(right_and_wrong("cross_entropy_from_logits", "predicted_class", logits, y))

# %% [markdown]
# A network that is sure and wrong would look splendid. (`easier("cross_entropy_from_logits")` has two blanks for you.)

# %% solution cross_entropy_from_logits points=4

# %% [markdown]
# Use it: before any training all scores are about 0. With K classes the loss should then be ln K.

# %%
for K in (2, 10, 1000):
    nothing = yours("cross_entropy_from_logits")(np.zeros((5, K)), np.arange(5) % K)
    print(f"{K:5d} classes: loss {nothing:.3f}   ln K = {np.log(K):.3f}")

# %% [markdown]
# ## 5. From batches to the data set
#
# The last batch is often smaller than the others. The loss of the data set is the mean over *examples*, so a batch counts as much as it has examples.
#
# | | what | example |
# |---|---|---|
# | `batch_losses` | mean loss of each batch | `[1.0, 11.0]` |
# | `batch_sizes` | examples in each batch | `[9, 1]` |
# | returns | a float | `2.0` |
#
# Nine examples at 1, and a single one at 11:

# %%
plots.show(right_and_wrong("dataset_loss", "mean_of_means", [1.0, 11.0], [9, 1]))

# %% [markdown]
# The mean of the means gives one example as much weight as nine.

# %% solution dataset_loss points=2

# %% [markdown]
# Use it: batches of 64, and 5 left over.

# %%
round(float(yours("dataset_loss")([0.30, 0.34, 0.26, 2.0], [64, 64, 64, 5])), 3)

# %% [markdown]
# ## Lab: a network that listens to your loss
#
# The digits again, 1,797 of them. The number that is printed is yours, from scores to data set. (Its slope is ours until lesson 04.) Whose code is it?

# %%
whose("cross_entropy_from_logits", "dataset_loss", "accuracy")

# %% [markdown]
# <!-- claim: x03-fresh -->
# The network sees 1,500 digits in batches of 64 and is asked about the other 297. Before training the loss should be somewhat above ln 10 = 2.30: the network is a little sure of random things.

# %%
price, average = yours("cross_entropy_from_logits"), yours("dataset_loss")

def your_loss(logits, y):
    return float(price(logits, y)), ck.softmax_cross_entropy(logits, y)[1]

def loss_of(net, x, y):
    starts = range(0, len(x), 64)
    losses = [price(net(x[i:i + 64]), y[i:i + 64]) for i in starts]
    return average(losses, [len(x[i:i + 64]) for i in starts])

# %% [markdown]
# Ten passes, and your two numbers after each of them:

# %%
rng = np.random.default_rng(4)
rows = rng.permutation(len(digits))
train, new = digits.subset(rows[:1500]), digits.subset(rows[1500:])
net = ck.Sequential(ck.Linear(64, 32, rng), ck.ReLU(), ck.Linear(32, 10, rng))
print("before:", round(float(loss_of(net, train.x, train.y)), 2))
curve = {"train": [], "validation": []}
for epoch in range(10):
    list(ck.train(net, your_loss, ck.Adam(lr=0.01), train.x, train.y,
                  epochs=1, batch_size=64, rng=rng))
    curve["train"].append(loss_of(net, train.x, train.y))
    curve["validation"].append(loss_of(net, new.x, new.y))
plots.show(plots.loss_curves(curve))

# %% [markdown]
# How many of the 297 are right? And what did the dearest mistake look like?

# %%
print("right:", round(float(yours("accuracy")(net(new.x), new.y)), 3))
prices = [price(net(x[None]), np.array([label])) for x, label in zip(new.x, new.y)]
worst = int(np.argmax(prices))
plots.show(plots.image_grid(new.images[worst][None], new.y[[worst]], net(new.x[[worst]]).argmax(1)))

# %% [markdown]
# ## In your own words
#
# **Explain in two sentences:** why do we train on the cross-entropy and not on the number of mistakes?

# %% essay why-not-count points=2
# The number of mistakes does not change when a knob is turned by a little, so it has no slope that could tell which way to turn. The cross-entropy moves with every share of the truth, long before an answer flips.

# %% [markdown]
# ## Challenge: one wild example
#
# A single house with a typing error in its price can pull a squared loss far off. Huber's loss stays calm: near zero it is half the square of the miss, and from a miss of delta on it is a straight line that continues the parabola with the same value and the same slope.
#
# Write `huber(pred, y, delta=1.0)`, the mean over the examples. Find the line on paper first.

# %% solution huber points=3

# %% [markdown]
# Use it: the price of one miss, beside half its square.

# %%
misses = np.linspace(-4, 4, 81)
curves = {"huber": lambda z: np.array([yours("huber")(np.array([m]), np.zeros(1)) for m in z]),
          "half the square": lambda z: z**2 / 2}
plots.show(plots.activation_curves(curves, z=misses))
