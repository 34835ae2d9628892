# %% [markdown]
# # Exercises 03 · Put a number on a mistake
#
# A network learns digits, and it is your loss that tells it how wrong it is. Then you write a loss that stays calm when one example is wild.
#
# What you passed in the lesson is brought along with one call: skip it. New here is `huber`.
#
# **Time:** 20 minutes. **Before this:** [lesson 03](../notebooks/03_loss.ipynb). **Points:** 16.

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
print("before:", round(float(loss_of(net, train.x, train.y)), 2))
curve = {"train": [], "validation": []}
for epoch in range(10):
    list(ck.train(net, your_loss, ck.Adam(lr=0.01), train.x, train.y,
                  epochs=1, batch_size=64, rng=rng))
    curve["train"].append(loss_of(net, train.x, train.y))
    curve["validation"].append(loss_of(net, new.x, new.y))
plots.show(plots.loss_curves(curve))

# %% [markdown]
# How many of the 297 are right? And which digit has the largest loss?

# %%
print("right:", round(float(yours("accuracy")(net(new.x), new.y)), 3))
losses = [cross_entropy(net(x[None]), np.array([label])) for x, label in zip(new.x, new.y)]
worst = int(np.argmax(losses))
plots.show(plots.image_grid(new.images[worst][None], new.y[[worst]], net(new.x[[worst]]).argmax(1)))

# %% [markdown]
# ## In your own words
#
# **Explain in two sentences:** why do we train on the cross-entropy and not on the number of mistakes?

# %% essay why-not-count points=2
# The number of mistakes does not change when a parameter changes by a little, so it has no slope that could tell which way to go. The cross-entropy moves with every share of the right class, long before a prediction flips.

# %% [markdown]
# ## 2. New: one wild example
#
# A single house with a typing error in its price can pull a squared loss far off. Huber's loss stays calm: near zero it is half the square of the miss, and from a miss of delta on it is a straight line that continues the parabola with the same value and the same slope.
#
# Write `huber(pred, y, delta=1.0)`, the mean over the examples. This is a challenge: find the line on paper first.

# %% solution huber points=3

# %% [markdown]
# Use it: the loss of one miss, beside half its square.

# %%
misses = np.linspace(-4, 4, 81)
curves = {"huber": lambda z: np.array([yours("huber")(np.array([m]), np.zeros(1)) for m in z]),
          "half the square": lambda z: z**2 / 2}
drawing = plots.activation_curves(curves, z=misses)
drawing.ax.set(xlabel="miss", ylabel="loss")
plots.show(drawing, words="Half the square, and Huber's loss, which leaves it on a straight line.")
