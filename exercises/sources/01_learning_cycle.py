# %% [markdown]
# # Exercises 01 · One knob, four steps
#
# You write the learning cycle yourself, let it find out what a millimeter of flipper weighs, and count its mistakes. At the end stands a challenge that nobody has shown you.
#
# **Time:** 40 minutes. **Before this:** lesson 01. **Points:** 12.

# %% [markdown]
# ## 1. One step
#
# A knob w makes a guess, w · x. The score is the squared miss, (w · x − y)². Its slope along w says which way is up, and how steeply. The step goes the other way, lr times as far as the slope is steep.
#
# | | what | example |
# |---|---|---|
# | `w`, `x`, `y` | single numbers | `1.0, 3.0, 1.0` |
# | `lr` | a small number above 0 | `0.05` |
# | returns | the new w | `0.4` |
#
# This is where knobs between −1 and 2 end after one step, with the right sign and with the wrong one. The storm is 3 seconds away and 1 km far, so w should come to ⅓:

# %%
knobs = np.linspace(-1, 2, 31)
plots.show(right_and_wrong("one_step", "uphill", knobs, 3.0, 1.0, 0.02))

# %% [markdown]
# The right line is flatter than the diagonal: knobs that are far off come closer together. The other one drives them apart.

# %% solution one_step points=2

# %% [markdown]
# Use it: ten steps from a knob at 1, one storm.

# %%
step, w, path = yours("one_step"), 1.0, []
for _ in range(10):
    w = step(w, 3.0, 1.0, 0.02)
    path.append(w)
plots.show(plots.loss_curves({"w": path}, xlabel="step", ylabel="knob"))

# %% [markdown]
# Big steps first, small ones later, and nobody made them smaller: the slope fades.
#
# ## 2. The whole loop
#
# A training run goes through the examples again and again. Each of them adjusts the knob that the one before it left. One pass through all examples is a round.
#
# | | shape | example |
# |---|---|---|
# | `w`, `lr` | single numbers | `1.0`, `0.05` |
# | `x`, `y` | (N,) | `[3.0]`, `[1.0]` |
# | `rounds` | a whole number | `2` |
# | returns | the last w, a number | `0.34` |
#
# Three examples, two rounds. Somebody made all three guesses with the first knob, before any adjustment:

# %%
x, y = np.array([1.0, 2.0, 3.0]), np.array([0.4, 0.6, 1.0])
plots.show(right_and_wrong("train_knob", "stale_guess", 1.0, x, y, 0.05, 2))

# %% [markdown]
# The mistaken knob flies far past its place. Each guess has to be made with the knob as it stands now.

# %% solution train_knob points=3

# %% [markdown]
# Use it: from three starts, twenty rounds of these three storms.

# %%
[round(float(yours("train_knob")(start, x, y, 0.05, 20)), 3) for start in (-2.0, 0.0, 5.0)]

# %% [markdown]
# ## 3. Count mistakes
#
# A score with slopes is for the machine. People ask another question: how many did it get wrong? A guess that differs from its label is one mistake, however far off it is.
#
# | | shape | example |
# |---|---|---|
# | `guesses`, `y` | (N,) whole numbers | `[1, 0]`, `[1, 1]` |
# | returns | a whole number | `1` |
#
# Four guesses, two of them wrong, one too high and one too low:

# %%
guesses, labels = np.array([1, 0, 1, 0]), np.array([0, 1, 1, 0])
plots.show(right_and_wrong("count_mistakes", "cancels", guesses, labels))

# %% [markdown]
# Two wrongs do not make a right.

# %% solution count_mistakes points=1

# %% [markdown]
# Use it: a rule of ours says that a penguin is a Gentoo when its flipper is longer than 206 mm. How often is it wrong?

# %%
birds = data.penguins()
measured = ~np.isnan(birds.x).any(axis=1)
flipper, mass = birds.x[measured, 2], birds.x[measured, 3]
gentoo = (birds.y[measured] == 2).astype(int)
print(yours("count_mistakes")((flipper > 206).astype(int), gentoo), "of", len(gentoo))

# %% [markdown]
# ## 4. Count labels
#
# Before any training, look at the labels: how many examples has each class? If one class is rare, a program that never says its name looks good.
#
# | | what | example |
# |---|---|---|
# | `y` | (N,) labels from 0 to K − 1 | `[0, 1, 1]` |
# | `K` | number of classes | `2` |
# | returns | (K,) counts | `[1, 2]` |
#
# Three classes, and the last one has no example. Somebody wrote down which classes there are:

# %%
plots.show(right_and_wrong("count_labels", "has_any", np.array([0, 0, 1]), 3))

# %% [markdown]
# A class without examples still has its place, with a 0. And two examples are two.

# %% solution count_labels points=1

# %% [markdown]
# Use it: how many penguins of each kind were measured?

# %%
counts = yours("count_labels")(birds.y[measured], birds.K)
plots.show(plots.bars(birds.class_names, counts, xlabel="penguins"))

# %% [markdown]
# ## Lab: what does a millimeter of flipper weigh?
#
# One knob again, with real animals. x is how much longer a penguin's flipper is than the average one, in centimeters. y is how much heavier the bird is than average, in kilograms. Your loop trains on 250 penguins, and 92 others wait outside. First: whose code is at work?

# %%
whose("one_step", "train_knob", "count_mistakes")

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
# ## Challenge: no steps at all
#
# A thousand small steps lead the knob down into the valley. But this valley is a parabola, and its lowest place can be *computed*. Take paper: at the lowest place the slopes of all examples add up to zero.
#
# Write `best_knob(x, y)`: exact, without a loop and without a learning rate. No table, no picture this time.

# %% solution best_knob points=3

# %% [markdown]
# Use it: the best knob for the penguins, beside the one that your loop found.

# %%
best = yours("best_knob")(longer[train], heavier[train])
print(f"computed {best:.4f}   learned {w:.4f}")

# %% [markdown]
# Close, not equal: each penguin still pulls the knob its own way. Then why does anybody take steps? Because only the simplest models have a formula for the lowest place. A network with a bend has none.
