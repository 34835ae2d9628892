# %% [markdown]
# # Exercises 01 · One knob, four steps
#
# The learning cycle that you wrote finds out what a millimeter of flipper goes with, and its mistakes are counted. Then come a kitchen scale, a loop to mend, a loss curve to read, and the best knob without a step.
#
# What you passed in the lesson is brought along with one call: skip it. New here are `tare_step`, `rounds_needed`, `diagnose`, `beats_nothing` and `best_knob`.
#
# **Time:** 45 minutes. **Before this:** [lesson 01](../notebooks/01_learning_cycle.ipynb). **Points:** 20.

# %% [markdown]
# ## 1. Bring what you wrote
#
# `one_step` turns the knob w once, downhill:

# %% bring one_step points=2

# %% [markdown]
# `train_knob` goes through all examples, several times:

# %% bring train_knob points=3

# %% [markdown]
# `count_mistakes` counts the guesses that differ from their labels:

# %% bring count_mistakes points=1

# %% [markdown]
# `count_labels` counts the examples of each class:

# %% bring count_labels points=1

# %% [markdown]
# ## Lab: what does a millimeter of flipper weigh?
#
# One knob, with real animals. x is how much longer a penguin's flipper is than the average one, in centimeters. y is how much heavier the bird is than average, in kilograms. Your loop trains on 250 penguins, and 92 others wait outside. First: whose code is at work?

# %%
whose("one_step", "train_knob", "count_mistakes", "count_labels")

# %% [markdown]
# And how many birds of each kind are there?

# %%
birds = data.penguins()
measured = ~np.isnan(birds.x).any(axis=1)
flipper, mass = birds.x[measured, 2], birds.x[measured, 3]
counts = yours("count_labels")(birds.y[measured], birds.K)
plots.show(plots.bars(birds.class_names, counts, xlabel="penguins"))

# %% [markdown]
# The averages come from the 250 alone. Then five rounds with a small learning rate, from a knob that knows nothing:

# %%
order = np.random.default_rng(1).permutation(len(flipper))
train, new = order[:250], order[250:]
longer = (flipper - flipper[train].mean()) / 10
heavier = (mass - mass[train].mean()) / 1000
w = yours("train_knob")(0.0, longer[train], heavier[train], 0.01, 5)
line = plots.line_fit(longer[new], heavier[new], w,
                      xlabel="cm longer than average", ylabel="kg heavier")
plots.show(line, words=f"{len(new)} new penguins and the line {w:.2f} · x.")

# %% [markdown]
# <!-- claim: x01-flipper -->
# The knob is in kilograms per centimeter: a millimeter of flipper goes with about 45 grams. Dealt in another order, the birds say 40 to 55; the best knob for all of them says 50. (The flipper does not *weigh* that. Long birds are big birds.)
#
# And as a judge of "heavier than average or not", on the birds that it has never seen? A lazy rival says what most of the 250 are, *lighter*, every time:

# %%
says_heavier = (w * longer[new] > 0).astype(int)
is_heavier = (heavier[new] > 0).astype(int)
count = yours("count_mistakes")
print(count(says_heavier, is_heavier), "mistakes on", len(new), "new penguins, the rival makes",
      count(np.zeros_like(is_heavier), is_heavier))

# %% [markdown]
# ## 2. New: a kitchen scale
#
# A scale shows too much, by the same amount for a grape and for a melon. So its knob b is not multiplied by what it shows, but *added*: the prediction is shown + b. The loss is still the squared miss, and the update goes against the gradient as ever. But what is the gradient?
#
# | | what | example |
# |---|---|---|
# | `b`, `shown`, `true`, `lr` | single numbers | `0.0, 54.0, 50.0, 0.1` |
# | returns | the new b | `-0.8` |
#
# The new b after one update from b = 0, for loads up to 100 grams. The scale always shows 4 grams too much. Somebody took over the lesson's factor, here `shown`:

# %%
loads = np.linspace(0.0, 100.0, 21)
plots.show(right_and_wrong("tare_step", "times_what_is_shown", 0.0, loads + 4, loads, 0.1))

# %% [markdown]
# The scale is off by the same 4 grams everywhere, yet the mistaken step grows with the load.

# %% solution tare_step points=2

# %% [markdown]
# Use it on two scales, with the same loads. One shows 4 grams too much, the other 10 percent too much. Before you run it: where will b end on each?

# %%
knobs = {"4 g too much": [0.0], "10% too much": [0.0]}
for load in (50.0, 3.0, 120.0, 80.0) * 8:
    for name, shown in (("4 g too much", load + 4), ("10% too much", 1.1 * load)):
        knobs[name].append(yours("tare_step")(knobs[name][-1], shown, load, 0.1))
plots.show(plots.loss_curves(knobs, xlabel="update", ylabel="knob b"))

# %% [markdown]
# The first knob comes to rest at −4. The second never does: no single b is right for a light load and for a heavy one. Training cannot help a model whose knob is in the wrong place. (A knob that is multiplied could.)
#
# ## 3. New: mend a loop
#
# When is training done? Somebody's loop stops when a whole round has moved w by less than `tol`. That is the plan. With x = 1, y = 2 and lr = 0.25, w goes from 0 to 1, 1.5, 1.75, 1.875, 1.9375. On paper: which round is the first to move it by less than 0.1?
#
# | | shape | example |
# |---|---|---|
# | `w`, `lr`, `tol` | single numbers | `0.0`, `0.25`, `0.1` |
# | `x`, `y` | (N,) | `[1.0]`, `[2.0]` |
# | returns | the number of rounds, at most 1000 | `5` |
#
# The loop below says 1000. Its steps are right; look at what it compares with what, and mend it:

# %% solution rounds_needed points=2

# %% [markdown]
# Use it on the five storms of the lesson. How many rounds until w moves by less than a hundred-thousandth, and where is it then? (The best knob for all five is 0.342.)

# %%
seconds, km = np.array([1.0, 2.0, 3.0, 4.0, 6.0]), np.array([0.4, 0.6, 1.0, 1.5, 2.0])
for lr in (0.0000001, 0.001, 0.01, 0.02):
    rounds = yours("rounds_needed")(1.0, seconds, km, lr, 0.00001)
    w_end = yours("train_knob")(1.0, seconds, km, lr, rounds)
    print(f"lr {lr:.7f}   rounds {rounds:3d}   w {w_end:.3f}")

# %% [markdown]
# Settled is not the same as right. With the tiniest rate the first round hardly moves w, and the loop calls that done. With the large ones w settles soon, but not at the best place: in each round the last storm has the last word.
#
# ## 4. New: a doctor for curves
#
# Four programs were trained on the storms, from w = 1. One has forgotten its update, one goes uphill. What would you say of the other two?

# %%
def losses_of(lr, rounds):
    w, losses = 1.0, []
    for turn in range(rounds):
        losses.append(((w * seconds - km) ** 2).mean())
        w = yours("train_knob")(w, seconds, km, lr, 1)
    return losses

curves = {"A": losses_of(0.0002, 8), "B": losses_of(-0.0005, 8),
          "C": losses_of(0.001, 8), "D": losses_of(0.0, 8)}
plots.show(plots.loss_curves(curves, xlabel="round"))

# %% [markdown]
# Write down what your eye did, as rules for four words. Ask in this order: all losses equal is `"frozen"`; each above the one before, `"uphill"`; the last at most half of the first, `"learning"`; anything else, `"unclear"`.
#
# | | what | example |
# |---|---|---|
# | `losses` | a list of at least two numbers | `[4.0, 2.0, 2.5, 1.0]` |
# | returns | one of the four words | `"learning"` |

# %% solution diagnose points=2

# %% [markdown]
# Use it on the four, and on A with more patience:

# %%
for name in curves:
    print(name, yours("diagnose")(curves[name]))
print("A after 20 rounds:", yours("diagnose")(losses_of(0.0002, 20)))

# %% [markdown]
# Nothing is wrong with A, it is slow. "Unclear" is an honest word: look longer before you judge.
#
# ## 5. New: the lazy rival
#
# Which houses in Seattle were sold for more than a million dollars? "My rule is right for 90 of 100 houses", says somebody. Is that good? Count the labels first:

# %%
houses = data.houses()
million = (houses.y[:, 0] > 1_000_000).astype(int)
plots.show(plots.bars(["up to a million", "more than a million"],
                      yours("count_labels")(million, 2), xlabel="houses"))

# %% [markdown]
# A program that never looks says "up to a million" each time. How many mistakes does it make, and how often is it right? Write a judge that knows this rival, whatever the labels (on others the lazy answer may not be 0):
#
# | | shape | example |
# |---|---|---|
# | `guesses`, `y` | (N,) whole numbers from 0 | `[0, 1, 0]`, `[0, 1, 1]` |
# | returns | `True` or `False` | `False` |

# %% solution beats_nothing points=2

# %% [markdown]
# Use it on three rules that were written by hand. (The county grades how well a house is built, here from 4 to 13.) Say first which of them you would trust:

# %%
rules = {"five bedrooms or more": houses.x[:, 0] >= 5,
         "at the water": houses.x[:, 5] == 1,
         "grade 10 or more": houses.x[:, 4] >= 10}
for name in rules:
    says = rules[name].astype(int)
    print(f"{name:22s} right {np.mean(says == million):.1%}",
          "  beats nothing:", yours("beats_nothing")(says, million))

# %% [markdown]
# The first rule is right for 88 of 100 houses, and worse than somebody who never looked. So ask of each share: what would the lazy rival have got?
#
# ## In your own words
#
# **Explain in two sentences:** somebody freezes the *adjust* step and trains for a thousand rounds. What does the loss curve look like, and why?

# %% essay without-adjust points=2
# The curve is flat to the last digit. Guessing, scoring and blaming change no knob; only adjusting keeps what was learned, so the same knob makes the same guesses in every round.

# %% [markdown]
# ## Challenge: no steps at all
#
# A thousand small steps lead the knob down into the valley. But this valley is a parabola, and its lowest place can be *computed*. Take paper: at the lowest place the slopes of all examples add up to zero.
#
# Write `best_knob(x, y)`: exact, without a loop and without a learning rate. This is a challenge: no table, no picture.

# %% solution best_knob points=3

# %% [markdown]
# Use it: the best knob for the 250 penguins, beside the one that your loop found.

# %%
best = yours("best_knob")(longer[train], heavier[train])
print(f"computed {best:.4f}   learned {w:.4f}")

# %% [markdown]
# Close, not equal: each penguin still pulls the knob its own way. Then why does anybody take steps? Because only the simplest models have a formula for the lowest place. A network with a bend has none.
