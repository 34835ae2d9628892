# %% [markdown]
# # Exercises 07 · From a dirty table to an honest grade
#
# You write the whole pipeline of lesson 07: clean, fill the gaps, measure, scale, split, judge. At the end it runs on real houses, and your own network names their prices.
#
# **Time:** 80 minutes. **Before this:** lesson 07. **Points:** 24.

# %% [markdown]
# ## 1. Clean
#
# A table of houses: square feet, bedrooms, year, price, one house in each row. A row stays if all four are finite numbers, square feet and price are above 0, it has 1 bedroom or more, and its year is not after this year. Keep the order.
#
# | | shape | example |
# |---|---|---|
# | `rows` | (N, 4) | `[[900, 2, 1990, 300], [800, 1, 2031, 280]]` |
# | `this_year` | a number | `2026` |
# | returns | (M, 4) with M at most N | `[[900, 2, 1990, 300]]` |
#
# Two houses, and the price of the second is missing. Somebody trusted that nan fails every check:

# %%
rows = np.array([[900, 2, 1990, 300], [700, 1, 2001, np.nan], [800, 0, 1985, 250],
                 [650, 3, 2026, 310.0]])
plots.show(right_and_wrong("clean_houses", "nan_survives", rows[:2], 2026))

# %% [markdown]
# On the right there are crosses without a dot: a row that should be gone. nan answers *no* to every question, and so also to "is it bad?".

# %% solution clean_houses points=3

# %% [markdown]
# Use it, on four houses. The third has no bedroom:

# %%
print(yours("clean_houses")(rows, 2026).astype(int))

# %% [markdown]
# ## 2. Fill the gaps
#
# Not every gap is worth a whole row. Put the median into it: the median of the *training* pile, for that is the only one you may look at.
#
# | | shape | example |
# |---|---|---|
# | `train_col` | (N,), may hold nan | `[1, nan, 3, 100]` |
# | `col` | (M,), may hold nan | `[nan, 7]` |
# | returns | (M,), a copy without nan | `[3, 7]` |
#
# Somebody used the mean, and one villa with 100 rooms was enough:

# %%
plots.show(right_and_wrong("impute_median", "mean", np.array([1, np.nan, 3, 100.0]),
                                 np.array([np.nan, 7, 2, np.nan])))

# %% [markdown]
# The median does not care how large the largest is.

# %% solution impute_median points=2

# %% [markdown]
# Use it on a pile with a third of its numbers missing:

# %%
column = np.array([4.0, np.nan, 6.0, 5.0, np.nan, 9.0])
yours("impute_median")(column[:4], column)

# %% [markdown]
# ## 3. A ruler for each column
#
# Min-max scaling comes in two functions, so that nobody measures twice. This one only measures.
#
# | | shape | example |
# |---|---|---|
# | `x` | (N, D) | `[[1, 50], [3, 40]]` |
# | returns `lo`, `hi` | (D,) each | `[1, 40]`, `[3, 50]` |
#
# Bedrooms and square feet. Somebody went along the rows instead of down the columns:

# %%
pair = np.array([[2.0, 900.0], [4.0, 700.0]])
plots.show(right_and_wrong("minmax_fit", "for_each_house", pair, part=1))

# %% [markdown]
# The largest entry of a house with 4 bedrooms is its 700 square feet. That compares nothing with nothing.

# %% solution minmax_fit points=1

# %% [markdown]
# Use it on three houses with two columns:

# %%
lo, hi = yours("minmax_fit")(np.array([[1.0, 50.0], [3.0, 40.0], [2.0, 45.0]]))
print("smallest", lo, "largest", hi)

# %% [markdown]
# ## 4. Apply the ruler
#
# lo becomes 0, hi becomes 1, everything else in proportion. What lies outside stays outside. A column whose lo and hi agree has no length to divide by: only shift it.
#
# | | shape | example |
# |---|---|---|
# | `x` | (N, D) | `[[2], [4]]` |
# | `lo`, `hi` | (D,) | `[1]`, `[3]` |
# | returns | (N, D) | `[[0.5], [1.5]]` |
#
# A ruler from 10 to 20, and numbers from 5 to 25. Somebody cut off what was outside:

# %%
outside = np.linspace(5, 25, 9)[:, None]
plots.show(right_and_wrong("minmax_transform", "cuts_off", outside,
                                 np.array([10.0]), np.array([20.0])))

# %% [markdown]
# A house that is larger than all houses of the training pile *is* larger. Do not hide it.

# %% solution minmax_transform points=2

# %% [markdown]
# Use it, with a column that never changes:

# %%
yours("minmax_transform")(np.array([[2.0, 7.0], [4.0, 7.0]]), np.array([1.0, 7.0]),
                          np.array([3.0, 7.0]))

# %% [markdown]
# ## 5. The other ruler
#
# Mean and spread instead of the ends. One strange house moves an end at once, the mean hardly. Where the spread is 0, hand back 1.
#
# | | shape | example |
# |---|---|---|
# | `x` | (N, D) | `[[1, 5], [3, 5]]` |
# | returns `mean`, `std` | (D,) each | `[2, 5]`, `[1, 1]` |
#
# Somebody handed back the variance:

# %%
plots.show(right_and_wrong("standardize_fit", "variance",
                                 np.array([[2.0, 900.0], [4.0, 870.0], [3.0, 840.0]]), part=1))

# %% [markdown]
# A variance is in *square* feet squared. No ruler has that unit.

# %% solution standardize_fit points=2

# %% [markdown]
# Use it: a thousand numbers around 50. Afterwards their mean is 0:

# %%
x = np.random.default_rng(0).normal(50, 10, (1000, 2))
mean, std = yours("standardize_fit")(x)
z = (x - mean) / std
print("before", x[0].round(1), "after", z[0].round(2), "means now", np.abs(z.mean(axis=0)).round(6))

# %% [markdown]
# ## 6. One ruler, three piles
#
# Measure the training pile, scale all three. Two functions are all you need, and they are yours.
#
# | | shape | example |
# |---|---|---|
# | `x_train`, `x_val`, `x_test` | (·, D) | `[[0], [10]]`, `[[5]]`, `[[20]]` |
# | returns | three scaled piles | `[[0], [1]]`, `[[0.5]]`, `[[2]]` |
#
# Somebody gave each pile a ruler of its own. This is the test pile:

# %%
learn, quiz, exam = (np.array(pile)[:, None] for pile in
                     ([0.0, 5.0, 10.0], [2.0, 4.0], [8.0, 9.0, 10.0, 12.0]))
plots.show(right_and_wrong("scale_splits", "each_its_own", learn, quiz, exam, part=2))

# %% [markdown]
# Four large houses, and the smallest of them looks like a hut. (`easier("scale_splits")` has two blanks.)

# %% solution scale_splits points=3

# %% [markdown]
# Use it on the same three piles:

# %%
[pile.ravel().tolist() for pile in yours("scale_splits")(learn, quiz, exam)]

# %% [markdown]
# ## 7. Three piles
#
# Shuffle all row numbers with `rng` and cut: `round(val_frac * n)` rows for the quizzes, `round(test_frac * n)` for the exam, the rest for training.
#
# | | what | example |
# |---|---|---|
# | `n` | how many rows | `10` |
# | `rng` | a NumPy generator | |
# | `val_frac`, `test_frac` | shares, 0.15 each if nothing is said | `0.2`, `0.2` |
# | returns `train`, `val`, `test` | row numbers | 6, 2 and 2 of them |
#
# 100 rows: this is the training pile, in its order. Somebody did not shuffle:

# %%
plots.show(right_and_wrong("split_indices", "not_shuffled",
                                 100, np.random.default_rng(0), part=0))

# %% [markdown]
# In a file that is sorted by price, the mistaken quizzes and exam hold one narrow band of prices each.

# %% solution split_indices points=2

# %% [markdown]
# Use it: a thousand rows. How many stand in two piles at once?

# %%
train, val, test = yours("split_indices")(1000, np.random.default_rng(7))
print(len(train), len(val), len(test), "in two piles:", len({*train} & {*test}))

# %% [markdown]
# ## 8. Compared with what?
#
# A rival without eyes always gives the most common label of the *training* pile. Its share of right answers in the test is the bar to clear.
#
# | | shape | example |
# |---|---|---|
# | `y_train`, `y_test` | (N,), (T,) labels | `[1, 1, 0]`, `[1, 0, 0, 0]` |
# | returns | from 0 to 1 | `0.25` |
#
# Somebody let the rival see what is common in the exam:

# %%
plots.show(right_and_wrong("majority_baseline", "majority_of_test",
                                 np.array([1, 1, 0]), np.array([1, 0, 0, 0])))

# %% [markdown]
# Who knows the exam is no rival without eyes.

# %% solution majority_baseline points=1

# %% [markdown]
# Use it: ten days of rain in winter, and a sunny spring.

# %%
print(yours("majority_baseline")(np.array([1] * 10), np.array([0, 0, 1, 0])))

# %% [markdown]
# ## 9. The exam is opened once
#
# Several models, each a function from inputs to labels. Choose the one with the best accuracy on validation, the first of equals. Then that one alone sees the test inputs, once.
#
# | | what | example |
# |---|---|---|
# | `models` | a list of functions | `[a, b, c]` |
# | `val`, `test` | pairs (x, y) | |
# | returns | place in the list, test accuracy | `(1, 0.81)` |
#
# Two models; somebody chose by the exam itself. [0,0] is the place and [0,1] the grade; [1,0] and [1,1] say how often each of the two saw the exam:

# %%
plots.show(right_and_wrong("final_grade", "chooses_by_exam"))

# %% [markdown]
# The mistaken grade is the better one. That is the trouble: it is too good to be true. And the exam was opened twice.

# %% solution final_grade points=3

# %% [markdown]
# Use it: three rules for "is the number above 0.5?", and a pile of numbers for each purpose.

# %%
numbers = np.random.default_rng(1).random(300)
labels = (numbers > 0.5).astype(int)
rules = [lambda x, cut=cut: (x > cut).astype(int) for cut in (0.3, 0.45, 0.8)]
place, grade = yours("final_grade")(rules, (numbers[:100], labels[:100]),
                                    (numbers[100:], labels[100:]))
print("the rule at place", place, "with the grade", round(float(grade), 3))

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
# The cards are dealt in a cell of their own, by a generator of their own. However often you run it, it deals the same three piles: nobody who was in the exam comes into training.

# %%
piles = yours("split_indices")(len(clean), np.random.default_rng(6))
train, val, test = (clean[pile] for pile in piles)
print("train, val, test:", [len(pile) for pile in piles])

# %% [markdown]
# From here on you may change what you like:

# %%
x_train, x_val, x_test = yours("scale_splits")(train[:, :3], val[:, :3], test[:, :3])
center, spread = yours("standardize_fit")(train[:, 3:])
y_train, y_val = ((pile[:, 3:] - center) / spread for pile in (train, val))

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
# The typical miss in thousand dollars, on the quiz pile, beside two rivals: one always names the mean price, the other draws the best straight line:

# %%
def miss(guess, pile):
    return np.sqrt(np.mean((guess - pile[:, 3:]) ** 2))

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
# Three columns are not much to judge a house by. Where it stands is not among them. And an honest word: some of these houses were sold twice, and their two sales may lie in two piles, so the grade is a little too kind. `data.split_groups` keeps such twins together.
#
# ## In your own words
#
# **Explain in two sentences:** why must the ruler be measured on the training pile only, although it does not even look at the prices?

# %% essay whose-ruler points=2
# Validation and test stand for houses that nobody has seen yet, and those were not there when the ruler was made. A ruler that has seen them carries something of the exam into training, so the grade is no longer one for unseen houses.

# %% [markdown]
# ## Challenge: every row gets its turn
#
# You have 40 examples. Six for validation? Then luck decides. So take turns: cut the shuffled rows into k piles, and train k times, each time with another pile as the quiz and all the others to learn from. Write `folds(n, k, rng)`: a list of k pairs (train, val) of row numbers. Each row is in val exactly once, and the sizes of the val piles differ by at most 1.

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
