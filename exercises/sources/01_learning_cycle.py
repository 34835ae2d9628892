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
# The knob is in kilograms per centimeter: a tenth of it is what a millimeter of flipper goes with, here about 45 grams. Dealt in another order, the birds say 40 to 55; the best knob for all of them says 50. (It does not *weigh* that. Long birds are big birds.)
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
# A scale shows too much, by the same amount for a grape and for a melon. Its one knob b is *added* to what it shows. So the prediction is shown + b, and the loss is its squared miss.
#
# | | what | example |
# |---|---|---|
# | `b`, `shown`, `true`, `lr` | single numbers | `0.0, 54.0, 50.0, 0.1` |
# | returns | the new b | `-0.8` |
#
# Somebody took over the formula of the lesson, where the knob was multiplied. Twenty updates with each step, from b = 0, with a load of 50 g and a scale that is 4 g off:

# %%
plots.show(right_and_wrong("tare_step", "half_as_far", 0.0, 54.0, 50.0, 0.1))

# %% [markdown]
# Half as far is one of the mistakes people make. What is yours?

# %% solution tare_step points=2

# %% [markdown]
# Use it: twenty updates, with other loads on the scale:

# %%
b = 0.0
for load in (50.0, 3.0, 400.0, 120.0) * 5:
    b = yours("tare_step")(b, load + 4.0, load, 0.1)
print(f"b = {b:.3f}")

# %% [markdown]
# It ends close to −4, whatever lay on the scale: the gradient of a knob that is added knows nothing of the load.
#
# ## 3. New: mend a loop
#
# This one should train until it has settled: until a whole round moves w by less than tol. It says 1000, the most it may say. Run it, look at what it compares, and mend it:

# %% solution rounds_needed points=2

# %% [markdown]
# Use it on the five storms of the lesson: how many rounds until w moves by less than a hundred-thousandth?

# %%
seconds, km = np.array([1.0, 2.0, 3.0, 4.0, 6.0]), np.array([0.4, 0.6, 1.0, 1.5, 2.0])
for lr in (0.001, 0.01, 0.02):
    print(f"lr {lr}: {yours('rounds_needed')(1.0, seconds, km, lr, 1e-5)} rounds")

# %% [markdown]
# ## 4. New: a doctor for curves
#
# You have seen curves that stand still, climb, fall. Write them down as rules, for four words:
#
# | | what | example |
# |---|---|---|
# | `losses` | a list of at least two numbers | `[4.0, 2.0, 2.5, 1.0]` |
# | returns | `"frozen"`, `"uphill"`, `"learning"` or `"unclear"` | `"learning"` |

# %% solution diagnose points=2

# %% [markdown]
# Use it on three programs, five rounds each, from w = 1: right, with a plus, and without the update.

# %%
def losses_of(step):
    w, seen = 1.0, []
    for _ in range(5):
        seen.append((3 * w - 1) ** 2)
        w = step(w)
    return seen

one = yours("one_step")
for name, step in (("right", lambda w: one(w, 3.0, 1.0, 0.03)),
                   ("plus", lambda w: one(w, 3.0, 1.0, -0.03)), ("frozen", lambda w: w)):
    print(f"{name:7s}", yours("diagnose")(losses_of(step)))

# %% [markdown]
# ## 5. New: the lazy rival
#
# "90% right" sounds good. If 95 of 100 mails are no spam, a program that never looks gets 95%. So before you praise a program, count the labels:
#
# | | shape | example |
# |---|---|---|
# | `guesses`, `y` | (N,) whole numbers from 0 | `[0, 1, 0]`, `[0, 1, 1]` |
# | returns | `True` or `False` | `False` |

# %% solution beats_nothing points=2

# %% [markdown]
# Use it on the penguins of the lab: the learned knob, and somebody who always says *lighter*.

# %%
for name, says in (("learned", says_heavier), ("lazy", np.zeros_like(is_heavier))):
    print(f"{name:8s}", yours("beats_nothing")(says, is_heavier))

# %% [markdown]
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
