# %% [markdown]
# # Exercises 07 · From a dirty table to an honest grade
#
# Your pipeline runs on real houses, and a network names their prices. Then come a weather station, a fever ward, a bakery and a thousand coin flippers: the same ideas in other dress.
#
# What you passed in the lesson is brought along with one call. New here are `fault_of`, `miss_in_units`, `ready_for_test`, `seen_before`, `newest_last`, `known_in_time`, `mistakes_removed`, `flattery` and `folds`. Most of them are a line or two. Good places to stop: after sections 4 and 7.
#
# **Time:** 80 minutes. **Before this:** [lesson 07](../notebooks/07_data_splits.ipynb). **Points:** 36.

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
# 4,000 real sales, made dirty first: missing prices, no bedrooms, houses from the future. (Folded code need not be read, here and below.) Your function cleans the table.

# %% folded
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
# The rows are dealt in a cell of their own, by a generator of their own. However often you run it, it deals the same three sets: no test row comes into training.

# %%
deal = yours("split_indices")(len(clean), np.random.default_rng(6))
train, val, test = (clean[rows] for rows in deal)
print("train, val, test:", [len(rows) for rows in deal])

# %% [markdown]
# Scale, and train (folded: three columns in, the standardized price out):

# %% folded
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
# The typical error in thousand dollars, on validation, beside two rivals: one always names the mean price, the other is the best straight line:

# %% folded
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
# Both know much more than the mean, and the network hardly more than the line. Change what you like (units, seed, columns; the three dots open a folded cell) and compare on validation, as often as you like. Then open the test set, once:

# %% folded
print(f"the test: {miss(net(x_test) * spread + center, test):.0f} thousand dollars, "
      f"the line: {miss(with_ones(x_test) @ w, test):.0f}, the mean: {miss(center, test):.0f}")

# %% [markdown]
# Three columns are not much to judge a house by. And some houses were sold twice, with their two sales in two sets: the grade is a little too kind. Section 5 counts them.
#
# ## In your own words
#
# **Explain in two sentences:** why must the scaler be measured on the training set only, although it does not even look at the prices?

# %% essay whose-scaler points=2
# Validation and test stand for houses that nobody has seen yet, and those were not there when the scaler was made. A scaler that has seen them carries something of the exam into training, so the grade is no longer one for unseen houses.

# %% [markdown]
# ## 2. New: a weather station
#
# A station sends one temperature an hour, in degrees Celsius. Where it stands, it never gets hotter than 50. Ten days arrived like this (folded code):

# %% folded
chance = np.random.default_rng(3)
hours = np.arange(240)
degrees = 16 - 8 * np.cos(hours / 24 * 2 * np.pi) + chance.normal(0, 0.7, 240)
sent = degrees.copy()
sent[100:124] = degrees[100:124] * 1.8 + 32
sent[[20, 61, 62, 170]], sent[[43, 150, 215]] = np.nan, -999
ax = plots.axes(height=240)
ax.plot(hours, sent, ".")
ax.set(xlabel="hour", ylabel="as sent")
plots.show(ax, "The readings of ten days. A few are so far below that all the others look alike.")

# %% [markdown]
# Before anything is dropped, each reading gets a word, for the log. −999 is the code for *no contact*; nowhere on earth was it ever colder than −90. And for one day somebody had switched the station to Fahrenheit:
#
# | `reading` | returns |
# |---|---|
# | nan | `"missing"` |
# | below −90, such as `-999.0` | `"no contact"` |
# | above 50, such as `68.0` | `"Fahrenheit?"` |
# | any other, such as `21.5` | `"fine"` |

# %% solution fault_of points=1

# %% [markdown]
# Use it: the log, and what it says of each reading between −10 and 90.

# %% folded
says = np.array([yours("fault_of")(reading) for reading in sent])
ax = plots.axes(height=300)
for word, mark in (("fine", "."), ("Fahrenheit?", "x")):
    ax.plot(hours[says == word], sent[says == word], mark, label=word)
ax.set(xlabel="hour", ylabel="as sent", ylim=(-10, 90))
ax.legend()
log = ", ".join(f"{np.sum(says == word)} {word}" for word in np.unique(says))
plots.show(ax, f"The log: {log}.")

# %% [markdown]
# <!-- claim: x07-fahrenheit -->
# Look around hour 120: five readings of the Fahrenheit night stayed *fine*. 45 degrees is a cold night in Fahrenheit, and a very hot day in Celsius. Each value alone can be true; only its neighbors give it away. These are your false negatives.
#
# ## 3. New: how many degrees is that?
#
# A network predicts tomorrow's temperature. The targets were standardized, with a mean of 10 degrees and a standard deviation of 8. On that scale its typical error is 0.25. How many degrees? First on paper, then as a function:
#
# | | what | example |
# |---|---|---|
# | `miss` | the typical error on the standardized scale | `1.5` |
# | `mean`, `std` | of the targets, in their own units | `540.0`, `400.0` |
# | returns | the typical error in these units | `600.0` |
#
# One way to get it wrong, with the numbers of the table:

# %%
plots.show(right_and_wrong("miss_in_units", "as_a_reading", 1.5, 540.0, 400.0))

# %% solution miss_in_units points=1

# %% [markdown]
# Use it (folded): first your sum on paper. Then the network of the lab and the rival who always names the mean price, on the scale and in thousand dollars.

# %% folded
print(f"tomorrow's temperature: {yours('miss_in_units')(0.25, 10.0, 8.0):.1f} degrees")
for name, y_hat in (("network", net(x_val)), ("mean", np.zeros_like(y_val))):
    off = np.sqrt(np.mean((y_hat - y_val) ** 2))
    dollars = yours("miss_in_units")(off, center[0], spread[0])
    print(f"{name:8s}{off:.2f} on the scale, {dollars:.0f} thousand dollars")

# %% [markdown]
# <!-- claim: x07-scale -->
# On a standardized scale, always naming the mean is about 1 off. (Here somewhat more: chance dealt a few mansions into validation.) So a typical error on that scale says at once what a model is worth. Near 1, it has learned next to nothing.
#
# ## 4. New: the fever ward
#
# Temperatures of 300 visitors of a hospital, with gaps, are the training column; twelve patients of its fever ward are the test column. Somebody made the test column ready for the network. It ran without a message. Mend it: fill the gaps of *both* columns, then scale; whatever is *measured* is measured on the training column.

# %% solution ready_for_test points=2

# %% [markdown]
# Use it (folded): the twelve patients on the scale of the visitors, beside the faulty function; the gaps are at the places 2 and 7.

# %% folded
chance = np.random.default_rng(1)
visitors, ward = chance.normal(36.8, 0.4, 300), chance.normal(39.0, 0.3, 12)
visitors[::10], ward[[2, 7]] = np.nan, np.nan
print("yours:", np.round(yours("ready_for_test")(visitors, ward), 1))
plots.show(right_and_wrong("ready_for_test", "measured_on_test", visitors, ward))

# %% [markdown]
# <!-- claim: x07-ward -->
# With the faulty one, a ward full of fever is as ordinary as any crowd: its mean is 0. On the visitors' scale all who were measured stand more than three standard deviations above the mean. Two stand at 0: nobody measured them, and the median says *as healthy as a visitor*. A filled gap is an assumption.
#
# <!-- claim: x07-alone -->
# **A good place to stop.** What you wrote is kept. From here on each section needs only the first code cell of this notebook (6 and 7 belong together).
#
# ## 5. New: count the leak
#
# Two sales of one house, eight photos of one animal: does it matter? Do not argue: count. Each row belongs to somebody who has a number.
#
# | | shape | example |
# |---|---|---|
# | `train_ids` | (N,) whole numbers | `[1, 1, 2, 5, 6]` |
# | `test_ids` | (T,) whole numbers | `[1, 1, 3]` |
# | returns | the share of test rows that have a twin in training | `0.67` |
#
# The common mistake here counts people, not rows:

# %%
plots.show(right_and_wrong("seen_before", "each_id_once"))

# %% solution seen_before points=2

# %% [markdown]
# Use it (folded): 4,000 sales and 320 photos (eight of each animal), dealt by chance; and the photos, dealt by animal.

# %% folded
house, animal = data.houses().groups, np.repeat(np.arange(40), 8)
chance = np.random.default_rng(0)
dealt = yours("split_indices")(4000, chance), yours("split_indices")(320, chance)
by_animal = data.split_groups(animal, chance)
leaks = {"sales, by chance": yours("seen_before")(house[dealt[0][0]], house[dealt[0][2]]),
         "photos, by chance": yours("seen_before")(animal[dealt[1][0]], animal[dealt[1][2]]),
         "photos, by animal": yours("seen_before")(animal[by_animal[0]], animal[by_animal[2]])}
plots.show(plots.bars(list(leaks), list(leaks.values()), xlabel="share of the test seen before"))

# %% [markdown]
# <!-- claim: x07-twins -->
# A few of a hundred sales: that moves the grade of the lab a little at most. Practically all of the photos: that grade says nothing about new animals. Only the count tells which one you have.
#
# ## 6. New: the newest rows judge
#
# A bakery sells more rolls from month to month. Its table holds 400 days, in no order (folded):

# %% folded
chance = np.random.default_rng(2)
day = chance.permutation(400)
saturday, warm = (day % 7 == 5) * 1.0, 15 + 10 * np.sin(day / 58) + chance.normal(0, 3, 400)
rolls = 150 + 0.5 * day + 120 * saturday - 3 * warm + chance.normal(0, 20, 400)
ax = plots.axes(height=280)
ax.plot(day, rolls, ".")
ax.set(xlabel="day", ylabel="rolls sold")
plots.show(ax, "Rolls sold on each day: more and more, and Saturdays above the others.")

# %% [markdown]
# The model is meant for tomorrow, so the newest rows should judge it. Write `newest_last(day, test_share)`: two arrays of row numbers, in any order; the newest `round(test_share * N)` rows are the test:
#
# | | shape | example |
# |---|---|---|
# | `day` | (N,) whole numbers, no two equal | `[5, 1, 4, 2, 3]` |
# | `test_share` | a share | `0.4` |
# | returns `train` | the older rows | `[1, 3, 4]` |
# | and `test` | the newest rows | `[2, 0]` |

# %% solution newest_last points=2

# %% [markdown]
# Use it: a line that knows Saturdays and the temperature, tested on 80 days that chance dealt, then on the newest 80 (in the picture).

# %% folded
knows = np.c_[saturday, warm, np.ones(400)]
by_chance = np.split(np.random.default_rng(3).permutation(400), [320])
for name, (past, future) in (("chance", by_chance), ("date", yours("newest_last")(day, 0.2))):
    w = np.linalg.lstsq(knows[past], rolls[past], rcond=None)[0]
    off = knows[future] @ w - rolls[future]
    print(f"by {name:7s} off by {np.sqrt(np.mean(off**2)):3.0f} rolls, on average {np.mean(off):+.0f}")
ax = plots.axes(height=280)
ax.plot(day[future], rolls[future], "o", label="sold")
ax.plot(day[future], rolls[future] + off, "x", label="predicted")
ax.set(xlabel="day", ylabel="rolls")
ax.legend()
plots.show(ax, "The newest days: the predictions lie far below what was sold.")

# %% [markdown]
# <!-- claim: x07-rolls -->
# Dealt by chance, a test day has known days on both sides, and the growth stays hidden. The split by date says what would really happen: almost 100 rolls too few.
#
# ## 7. New: what the till knows
#
# The flour is ordered at 4 in the morning. Which columns may the model use? Hours count from midnight; yesterday's are negative. (The code is folded.)

# %% folded
known_at = {"weekday": -24, "day": -24, "forecast": -4, "queue at 7": 7, "till": 18}
ax = plots.axes(height=240, left=110)
ax.plot(list(known_at.values()), range(5), "o")
ax.axvline(4, color="gray", linestyle="--")
ax.set(yticks=range(5), yticklabels=list(known_at), xlabel="hour from which on it is known")
plots.show(ax, "The hour of each column. Dashed: the flour is ordered.")

# %% [markdown]
# Write `known_in_time(names, known_at, needed_at)`:
#
# | | what | example |
# |---|---|---|
# | `names` | a list of columns | `["queue", "forecast", "till"]` |
# | `known_at` | from which hour on each is known | `[7, -4, 18]` |
# | `needed_at` | the hour of the prediction; known at this very hour is in time | `4` |
# | returns | a list of names, in their order | `["forecast"]` |

# %% solution known_in_time points=1

# %% [markdown]
# Use it: three lines, judged by the newest 80 days. At 4 o'clock the late columns are empty, and somebody fills them with their median:

# %% folded
chance = np.random.default_rng(4)
table = {"weekday": saturday, "day": day, "forecast": warm,
         "queue at 7": 0.05 * rolls + chance.normal(0, 3, 400),
         "till": 0.8 * rolls + chance.normal(0, 4, 400)}
past, future = yours("newest_last")(day, 0.2)
in_time = yours("known_in_time")(list(known_at), list(known_at.values()), 4)

def off_by(names, at_four):
    x = np.stack([table[name] for name in names] + [np.ones(400)], axis=1)
    w = np.linalg.lstsq(x[past], rolls[past], rcond=None)[0]
    for i, name in enumerate(names):
        if at_four and known_at[name] > 4:
            x[future, i] = np.median(x[past, i])
    return np.sqrt(np.mean((x[future] @ w - rolls[future]) ** 2))

errors = {"all, in the books": off_by(list(table), False),
          "all, at 4 o'clock": off_by(list(table), True),
          "known in time": off_by(in_time, True)}
plots.show(plots.bars(list(errors), list(errors.values()), xlabel="typical error, in rolls"))

# %% [markdown]
# <!-- claim: x07-till -->
# In the books the first line is nearly perfect: the money in the till *is* the rolls that were sold. At 4 o'clock it is the worst of the three. The modest one has what it needs: with the number of the day it even follows the growth of section 6.
#
# **Another good place to stop.** What you wrote is kept.
#
# ## 8. New: compared with what?
#
# "95% right!" If the baseline is right for 90 of 100, there were 10 mistakes to be removed, and the model has removed 5 of them: a half. Write `mistakes_removed(accuracy, baseline)`:
#
# | | what | example |
# |---|---|---|
# | `accuracy` | a share from 0 to 1 | `0.95` |
# | `baseline` | a share from 0 to below 1 | `0.9` |
# | returns | the share of mistakes that are gone; below 0 if there are more now | `0.5` |
#
# A common mistake takes the difference:

# %%
plots.show(right_and_wrong("mistakes_removed", "difference", 0.95, 0.9))

# %% solution mistakes_removed points=1

# %% [markdown]
# Use it on three reports. Before you run the cell: which model has learned most?

# %%
reports = {"stolen cards": (0.997, 0.998), "spam": (0.95, 0.9), "house prices": (0.8, 0.53)}
gone = [yours("mistakes_removed")(right, base) for right, base in reports.values()]
plots.show(plots.bars(list(reports), gone, xlabel="share of the mistakes removed"))

# %% [markdown]
# The report that sounds best, 99.7%, is the worst: more mistakes than somebody who never suspects anybody. The one with the lowest accuracy has removed most.
#
# ## 9. New: how much a choice flatters
#
# You keep the model that is best on validation. That accuracy was the reason to choose it, so it is too good. By how much? The test set tells:
#
# | | shape | example |
# |---|---|---|
# | `val` | (M,), the accuracies of M models on validation | `[0.8, 0.6]` |
# | `test` | (M,), those of the same models in the test | `[0.7, 0.9]` |
# | returns | how far the chosen model is better on validation than in the test | `0.1` |
#
# Four models (folded code). Which one is chosen? Read its flattery off before you write the function:

# %% folded
on_val, on_test = np.array([0.5, 0.75, 0.625, 0.25]), np.array([0.625, 0.5, 0.875, 0.75])
ax = plots.axes(height=280)
ax.plot(on_val, "o", label="validation")
ax.plot(on_test, "x", label="test")
ax.set(xlabel="place of the model", ylabel="accuracy", xticks=range(4), ylim=(0, 1))
ax.legend()
plots.show(ax, "Two accuracies of each model. The best on validation is not the best in the test.")

# %% solution flattery points=2

# %% [markdown]
# Use it on the four, then on coin flippers, with 100 examples in each set. You choose among one, two, five … a thousand of them; a dot is the mean of 200 tries:

# %% folded
print("the four:", yours("flattery")(on_val, on_test))
chance = np.random.default_rng(5)
sizes, means = [1, 2, 5, 10, 30, 100, 300, 1000], []
for M in sizes:
    quiz, exam = chance.binomial(100, 0.5, (2, 200, M)) / 100
    means.append(np.mean([yours("flattery")(quiz[i], exam[i]) for i in range(200)]))
ax = plots.axes(height=300)
ax.semilogx(sizes, 100 * np.array(means), "o-")
ax.set(xlabel="models to choose from", ylabel="flattery, in points")
plots.show(ax, "The more models, the more the validation accuracy of the chosen one flatters it.")

# %% [markdown]
# <!-- claim: x07-flattery -->
# With one model there is no choice and no flattery. The first ten cost most, about 8 points; a thousand cost about 16. More rows in validation make the curve lower; only the test set is free of it.
#
# ## Challenge: every row gets its turn
#
# Cross-validation: cut the shuffled rows into k sets, and train k times, each time with another set for validation and all the others to learn from. Write `folds(n, k, rng)`: a list of k pairs (train, val) of row numbers. Each row is in val exactly once, and the sizes of the val sets differ by at most 1. This is a challenge: no table, no picture.

# %% solution folds points=3

# %% [markdown]
# Use it (folded): the typical error in each of five turns, with only 100 houses.

# %% folded
houses, errors_of = data.houses(), []
few = np.random.default_rng(0).choice(4000, 100, replace=False)
columns, price = houses.x[few][:, [2, 0, 6]], houses.y[few] / 1000
for learn, judge in yours("folds")(100, 5, np.random.default_rng(0)):
    lo, hi = yours("minmax_fit")(columns[learn])
    x = np.c_[yours("minmax_transform")(columns, lo, hi), np.ones(100)]
    w = np.linalg.lstsq(x[learn], price[learn], rcond=None)[0]
    errors_of.append(np.sqrt(np.mean((x[judge] @ w - price[judge]) ** 2)))
print("each turn:", np.round(errors_of).astype(int), " mean:", round(float(np.mean(errors_of))))

# %% [markdown]
# One turn alone could have told you any of these numbers. The mean is worth more, and costs five trainings.
