# %% [markdown]
# # Exercises 01 · One knob, four steps
#
# The learning cycle that you wrote finds out what a millimeter of flipper goes with, and its mistakes are counted. Then you find the best knob without taking a step.
#
# What you passed in the lesson is brought along with one call: skip it. New here is `best_knob`.
#
# **Time:** 20 minutes. **Before this:** [lesson 01](../notebooks/01_learning_cycle.ipynb). **Points:** 12.

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
# ## In your own words
#
# **Explain in two sentences:** somebody freezes the *adjust* step and trains for a thousand rounds. What does the loss curve look like, and why?

# %% essay without-adjust points=2
# The curve is flat to the last digit. Guessing, scoring and blaming change no knob; only adjusting keeps what was learned, so the same knob makes the same guesses in every round.

# %% [markdown]
# ## 2. New: no steps at all
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
