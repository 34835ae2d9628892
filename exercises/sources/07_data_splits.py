# %% [markdown]
# # Exercises 07 · From a dirty table to an honest grade
#
# The pipeline that you wrote runs on real houses, and a network names their prices. Then every row gets its turn in validation.
#
# What you passed in the lesson is brought along with one call: skip it. New here is `folds`.
#
# **Time:** 25 minutes. **Before this:** [lesson 07](../notebooks/07_data_splits.ipynb). **Points:** 24.

# %% [markdown]
# ## 1. Bring what you wrote
#
# Clean a table, and fill its gaps:

# %% bring clean_houses points=3

# %% bring impute_median points=2

# %% [markdown]
# Two scalers, one from the ends and one from mean and spread, and how the first is applied:

# %% bring minmax_fit points=1

# %% bring minmax_transform points=2

# %% bring standardize_fit points=2

# %% [markdown]
# Deal the rows into three sets, and scale all three with one scaler:

# %% bring split_indices points=2

# %% bring scale_splits points=3

# %% [markdown]
# A rival without eyes, and an exam that is opened once:

# %% bring majority_baseline points=1

# %% bring final_grade points=3

# %% [markdown]
# ## Lab: what is this house worth?
#
# 4,000 real sales from King County in the United States. To make it honest work, the table gets dirty first: missing prices, no bedrooms, houses from the future.

# %%
sales, rng = data.houses(), np.random.default_rng(5)
column = {name: sales.x[:, i] for i, name in enumerate(sales.feature_names)}
names = ("sqft_living", "bedrooms", "year_built")
rows = np.column_stack([*(column[name] for name in names), sales.y[:, 0] / 1000])
for place, bad in ((3, np.nan), (1, 0.0), (2, 2099.0), (0, -1.0)):
    rows[rng.choice(len(rows), 60, replace=False), place] = bad
clean = yours("clean_houses")(rows, 2026)
print(len(rows), "rows,", len(clean), "are clean; prices in thousand dollars")

# %% [markdown]
# Split, then measure, then scale, and a network of your layers. Whose pipeline is it?

# %%
whose("clean_houses", "split_indices", "scale_splits", "standardize_fit", "Linear", "ReLU", "Adam")

# %% [markdown]
# <!-- claim: x07-rerun -->
# The cards are dealt in a cell of their own, by a generator of their own. However often you run it, it deals the same three sets: nobody who was in the exam comes into training.

# %%
deal = yours("split_indices")(len(clean), np.random.default_rng(6))
train, val, test = (clean[rows] for rows in deal)
print("train, val, test:", [len(rows) for rows in deal])

# %% [markdown]
# Scale, and train:

# %%
x_train, x_val, x_test = yours("scale_splits")(train[:, :3], val[:, :3], test[:, :3])
center, spread = yours("standardize_fit")(train[:, 3:])
y_train, y_val = ((part[:, 3:] - center) / spread for part in (train, val))

def net_with(units, seed=0):
    rng = np.random.default_rng(seed)
    net = ck.Sequential(yours("Linear")(3, units, rng), yours("ReLU")(),
                        yours("Linear")(units, 1, rng))
    history = ck.fit(net, ck.mean_squared_error, yours("Adam")(0.01), (x_train, y_train),
                     val=(x_val, y_val), epochs=15, batch_size=32, rng=rng, progress=False)
    return net, history

net, history = net_with(16)
plots.show(plots.loss_curves(history))

# %% [markdown]
# The typical miss in thousand dollars, on the validation set, beside two rivals: one always names the mean price, the other draws the best straight line:

# %%
def miss(predicted, part):
    return np.sqrt(np.mean((predicted - part[:, 3:]) ** 2))

def with_ones(x):
    return np.c_[x, np.ones(len(x))]

w = np.linalg.lstsq(with_ones(x_train), train[:, 3:], rcond=None)[0]
print(f"mean    {miss(center, val):.0f}")
print(f"line    {miss(with_ones(x_val) @ w, val):.0f}")
print(f"network {miss(net(x_val) * spread + center, val):.0f}")

# %% [markdown]
# <!-- claim: x07-line -->
# Both know much more than the mean, and the network hardly more than the line. You may now change what you like (the units, the seed, the columns) and compare on the quizzes, as often as you like. When you are done, open the exam, once:

# %%
print(f"the exam: {miss(net(x_test) * spread + center, test):.0f} thousand dollars, "
      f"the line: {miss(with_ones(x_test) @ w, test):.0f}, the mean: {miss(center, test):.0f}")

# %% [markdown]
# Three columns are not much to judge a house by. Where it stands is not among them. And an honest word: some of these houses were sold twice, and their two sales may lie in two sets, so the grade is a little too kind. `data.split_groups` keeps such twins together.
#
# ## In your own words
#
# **Explain in two sentences:** why must the scaler be measured on the training set only, although it does not even look at the prices?

# %% essay whose-scaler points=2
# Validation and test stand for houses that nobody has seen yet, and those were not there when the scaler was made. A scaler that has seen them carries something of the exam into training, so the grade is no longer one for unseen houses.

# %% [markdown]
# ## 2. New: every row gets its turn
#
# You have 40 examples. Six for validation? Then luck decides. So take turns: cut the shuffled rows into k sets, and train k times, each time with another set for validation and all the others to learn from. Write `folds(n, k, rng)`: a list of k pairs (train, val) of row numbers. Each row is in val exactly once, and the sizes of the val sets differ by at most 1. This is a challenge: no table, no picture.

# %% solution folds points=3

# %% [markdown]
# Use it: the mean miss over five turns, and how far the turns are apart, with only 100 houses.

# %%
few, misses = clean[:100], []
for learn, quiz in yours("folds")(100, 5, np.random.default_rng(0)):
    lo, hi = yours("minmax_fit")(few[learn, :3])
    x, z = (np.c_[yours("minmax_transform")(few[part, :3], lo, hi), np.ones(len(part))]
            for part in (learn, quiz))
    w = np.linalg.lstsq(x, few[learn, 3:], rcond=None)[0]
    misses.append(miss(z @ w, few[quiz]))
print("each turn:", np.round(misses).astype(int), " mean:", round(float(np.mean(misses))))

# %% [markdown]
# One turn alone could have told you any of these numbers. The mean is worth more, and costs five trainings.
