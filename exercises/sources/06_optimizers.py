# %% [markdown]
# # Exercises 06 · Write the rules
#
# Momentum and Adam become objects, a stride is mended, and three rules that are yours race on handwritten digits. You judge the race fairly, read footprints, and let a learning rate come to rest.
#
# What you passed in the lesson is brought along with one call: skip it. New here are `Momentum`, `Adam`, `rms_step`, `smooth_curve`, `fair_winner`, `which_rule` and `cosine_lr`.
#
# **Time:** 60 minutes. **Before this:** [lesson 06](../notebooks/06_optimizers.ipynb). **Points:** 25.

# %% [markdown]
# ## 1. Bring what you wrote
#
# `momentum_step` is a step with a memory, and `adam_step` one with a length for each parameter:

# %% bring momentum_step points=2

# %% bring adam_step points=3

# %% [markdown]
# `training_flops` counts the operations of a training:

# %% bring training_flops points=1

# %% [markdown]
# Put it to work: a narrow valley, 20 times steeper across than along. Sixty steps without a memory (beta 0) and with one, each at a rate that is about the best for it, and the loss that is left.

# %%
def valley(u, w):
    return (u**2 + 20 * w**2) / 2

paths = {}
for name, lr, beta in (("no memory", 0.094, 0.0), ("momentum", 0.116, 0.5)):
    place, v, path = np.array([-2.0, 0.6]), np.zeros(2), []
    for _ in range(60):
        path.append(place)
        place, v = yours("momentum_step")(place, place * [1.0, 20.0], v, lr, beta)
    paths[name] = np.array(path)
    print(f"{name:10s} loss after 60 steps: {valley(*place):.0e}")
plots.show(plots.descent_paths(valley, paths, x=(-2.2, 1.0), y=(-0.8, 0.8)))

# %% [markdown]
# <!-- claim: x06-valley -->
# Even at its best rate the walker jumps from wall to wall and comes slowly along the floor. The ball gathers speed along the valley, where all gradients point the same way; across it they take turns, and cancel. What is left is about a million times a million times smaller.

# %% [markdown]
# ## 2. New: the rules as objects
#
# First momentum. In training nobody carries the velocity from step to step: the object does. `reset` comes before each training and empties it. Remember that theta has to be changed *where it stands*.
#
# | method | does |
# |---|---|
# | `Momentum(lr, beta=0.9)` | keeps both |
# | `reset(theta)` | the velocity becomes zeros in the shape of theta |
# | `step(theta, grad)` | velocity = beta · velocity + grad; theta goes lr · velocity downhill, in place |
#
# Thirty steps with the gradient −1. Somebody added up all gradients, without friction:

# %%
steady = [np.array([-1.0])] * 30
plots.show(right_and_wrong("Momentum", "no_friction", 0.1, np.array([0.0]), steady))

# %% [markdown]
# The right ball reaches a steady speed, ten times that of a walker. The other one becomes faster and faster.

# %% solution Momentum points=3

# %% [markdown]
# Use it: a pit on the way. The loss w⁴ − 3w² + w has a shallow pit at 1.13 and a deep one at −1.30. Both start at 2.

# %%
def bottom(rule):
    theta = np.array([2.0])
    rule.reset(theta)
    for _ in range(300):
        rule.step(theta, 4 * theta**3 - 6 * theta + 1)
    return round(float(theta[0]), 2)

{"walker": bottom(yours("Momentum")(0.01, 0.0)), "ball": bottom(yours("Momentum")(0.01, 0.9))}

# %% [markdown]
# The ball rolls through the shallow pit. It had luck: a deeper one would have kept it.
#
# ### Adam
#
# The same with two means and a count. `reset` empties all three, `step` counts first. What `adam_step` was handed and handed back now stands in `self`.
#
# | method | does |
# |---|---|
# | `Adam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8)` | keeps all four |
# | `reset(theta)` | m and v become zeros, t becomes 0 |
# | `step(theta, grad)` | step t = 1, 2, 3, … in place |
#
# Thirty steps with the same steady gradient. In somebody's class t never moved on from 1:

# %%
plots.show(right_and_wrong("Adam", "never_counts", 0.1, np.array([0.0]), steady))

# %% [markdown]
# Every right step is as long as lr. With t stuck at 1 each mean is corrected as in the first step, and the steps get too long.

# %% solution Adam points=3

# %% [markdown]
# Use it: one object, two trainings. After `reset` it must not remember the first.

# %%
rule, ends = yours("Adam")(0.1), []
for _ in range(2):
    theta = np.array([3.0, -1.0])
    rule.reset(theta)
    for _ in range(20):
        rule.step(theta, 2 * theta)
    ends.append(theta.round(6).tolist())
ends[0] == ends[1]

# %% [markdown]
# ## 3. New: mend a stride
#
# RMSProp is half of Adam: each parameter divides its steps by the root of the mean square of its own slopes. Somebody wrote it from memory.
#
# | | shape | example |
# |---|---|---|
# | `w`, `g`, `v` | any, all the same | `[1.0]`, `[4.0]`, `[0.0]` |
# | `lr`, `beta`, `eps` | numbers | `0.1`, `0.75`, `0.0` |
# | returns `w, v` | two new arrays | `[0.8]`, `[4.0]` |
#
# It runs, and on a steady slope its steps are even right after a while. But let slopes of 3 and −3 take turns, as they do across a valley: what becomes of v in the lines below? Mend them:

# %% solution rms_step points=2

# %% [markdown]
# Use it in the narrow valley, from the same place as before, beside the ball:

# %%
place, v, path = np.array([-2.0, 0.6]), np.zeros(2), []
for _ in range(61):
    path.append(place)
    place, v = yours("rms_step")(place, place * [1.0, 20.0], v, 0.1, 0.9, 1e-8)
walks = {"momentum": paths["momentum"], "rms_step": np.array(path)}
plots.show(plots.descent_paths(valley, walks, x=(-2.2, 1.0), y=(-0.8, 0.8)),
           words=f"The loss of rms_step ends at {valley(*path[60]):.2f}; "
                 f"twenty steps before it was {valley(*path[40]):.0e}.")

# %% [markdown]
# No zigzag: its first stride is as long along the valley as across it, as if the valley were round. But look at its loss. Close to the bottom the slopes fade, v fades with them, and the stride does not: it is thrown out again. (A rate that falls helps: the challenge.)
#
# ## 4. New: a curve that wiggles
#
# The losses of small batches jump about, so people draw a running mean of them: Adam's m, with its correction, has all that is needed. Somebody left the correction out:

# %%
train, val, _ = data.digits().split(np.random.default_rng(0))

def trained(rule, epochs, batch_size):
    rng = np.random.default_rng(1)
    net = ck.Sequential(yours("Linear")(64, 32, rng), yours("ReLU")(), yours("Linear")(32, 10, rng))
    return net, np.array(list(ck.train(net, ck.softmax_cross_entropy, rule, train.x, train.y,
                                       epochs=epochs, batch_size=batch_size, rng=rng)))

net, noisy = trained(yours("SGD")(0.3), 2, 8)
plots.show(right_and_wrong("smooth_curve", "uncorrected", noisy[:80], 0.95))

# %% [markdown]
# The mistaken curve begins near 0 and climbs, as if this training went uphill. In truth the loss falls.
#
# | | shape | example |
# |---|---|---|
# | `values` | (N,) | `[10.0, 20.0]` |
# | `beta` | the share that is kept, from 0 to below 1 | `0.9` |
# | returns | (N,) | `[10.0, 15.26]` |
#
# By hand: the mean is 1 after the first value and 2.9 after the second. By what is each divided?

# %% solution smooth_curve points=2

# %% [markdown]
# Use it on the whole training, once with a short memory and once with a long one:

# %%
smooth = {"beta 0.9": yours("smooth_curve")(noisy, 0.9), "beta 0.99": yours("smooth_curve")(noisy, 0.99)}
plots.show(plots.loss_curves(smooth, xlabel="step"))

# %% [markdown]
# <!-- claim: x06-late -->
# The longer memory is smoother, and late: it still speaks of losses that are long gone. Whoever smooths one run more than another makes it look slower.
#
# This is a good place to stop: your answers are kept.
#
# ## Lab: three rules race on real digits
#
# 1,797 handwritten digits, 8 by 8 pixels. The same network, the same first weights, the same batches; only the rule differs. Whose code runs?

# %%
whose("Linear", "ReLU", "SGD", "Momentum", "Adam", "smooth_curve")

# %% [markdown]
# Each rule gets a rate that suits it. `ck.train` calls `reset` once and `step` for each batch, whoever wrote them:

# %%
rules = {"SGD": yours("SGD")(0.5), "Momentum": yours("Momentum")(0.05), "Adam": yours("Adam")(0.01)}
nets, losses = {}, {}
for name, rule in rules.items():
    nets[name], run = trained(rule, 6, 32)
    losses[name] = yours("smooth_curve")(run, 0.9)
plots.show(plots.loss_curves(losses, xlabel="step"))

# %%
for name, net in nets.items():
    print(f"{name:10s} share right on new digits: {ck.accuracy(net(val.x), val.y):.1%}")

# %% [markdown]
# <!-- claim: x06-race -->
# All three come down about equally far. One seed, one rate each: that is no proof of anything but that your rules work. How would you make it fair?
#
# ## 5. New: a fair comparison
#
# Somebody hands you a table: three rules, four rates, the loss of each run on new digits. "We took the same rate for all." Read it column by column, then row by row. (The cell trains twelve networks, in two seconds or so.)

# %%
names, rates, table = ["SGD", "Momentum", "Adam"], [0.001, 0.01, 0.1, 0.5], np.zeros((3, 4))
for row, name in enumerate(names):
    for column, lr in enumerate(rates):
        net, run = trained(yours(name)(lr), 6, 32)
        table[row, column] = ck.evaluate(net, ck.softmax_cross_entropy, val.x, val.y)["loss"]
plots.show(plots.heat_map(table, names, [str(lr) for lr in rates], xlabel="learning rate"))

# %% [markdown]
# In the first column Adam is far ahead, in the last one SGD: a rate means *times the slope* to one rule and *the stride* to another. Write the judge who takes each rule at its own best rate:
#
# | | shape | example |
# |---|---|---|
# | `losses` | (R, C): rules, rates; nan where a run blew up | `[[0.4, 0.6, 0.9], [0.5, 0.3, 0.8]]` |
# | returns | the row of the winner, from 0 | `1` |

# %% solution fair_winner points=2

# %% [markdown]
# Use it: who wins at one shared rate, and who in a fair comparison?

# %%
for column, lr in enumerate(rates):
    print(f"all at lr {lr:5}: {names[table[:, column].argmin()]}")
print("each at its best:", names[yours("fair_winner")(table)])
print("their best losses:", table.min(axis=1).round(3))

# %% [markdown]
# <!-- claim: x06-fair -->
# One table, three winners: the shared rate decides which. The fair comparison has a winner, too, by a hair. With another split and other first weights now this rule wins it, now that one. So a fair comparison takes more than one run.
#
# ## 6. New: footprints
#
# Three logs: how far one parameter moved in each step, on a steady slope of 3 with lr = 0.1. Nobody wrote down which rule ran. Whose footprints are these?

# %%
logs = {"A": [0.3, 0.57, 0.813, 1.032, 1.229, 1.406], "B": [0.1] * 6, "C": [0.3] * 6}
plots.show(plots.loss_curves(logs, xlabel="step", ylabel="length of the move"))

# %% [markdown]
# | | shape | example |
# |---|---|---|
# | `moves` | (N,): lengths, three or more | `[0.2, 0.38, 0.542]` |
# | `lr`, `g` | numbers above 0; g is not 1 | `0.1`, `2.0` |
# | returns | `"SGD"`, `"Momentum"` or `"Adam"` | `"Momentum"` |

# %% solution which_rule points=2

# %% [markdown]
# Use it as a detective. Two programs say "Momentum, lr 0.1, beta 0.9", and two say "Adam, lr 0.1". In one of each pair the object is made anew in every step:

# %%
def footprints(name, anew):
    rule, theta, moves = yours(name)(0.1), np.array([0.0]), []
    rule.reset(theta)
    for _ in range(6):
        if anew:
            rule = yours(name)(0.1)
            rule.reset(theta)
        before = theta[0]
        rule.step(theta, np.array([3.0]))
        moves.append(before - theta[0])
    return np.array(moves)

for name in ("Momentum", "Adam"):
    for anew, made in ((False, "made once"), (True, "made anew")):
        print(f"{name:8s} {made}, walks like",
              yours("which_rule")(footprints(name, anew), 0.1, 3.0))

# %% [markdown]
# A ball without its memory walks like SGD: the footprints give the bug away. An Adam made anew walks like Adam here. On a steady slope its memory changes nothing, so this test cannot see the bug. Which slopes would show it? (Those that change their sign: a remembered mean is then small, and the steps short.)
#
# ## In your own words
#
# **Explain in two sentences:** somebody says "Adam takes big leaps where it is steep". What does it do instead, and why?

# %% essay no-big-leaps points=2
# Adam divides the mean gradient by the root of the mean square, so its size cancels: where the gradient is steady each step is about lr long, steep or flat. Steps get shorter than that where the gradient changes its sign, since then the mean is small and the mean square is not.

# %% [markdown]
# ## Challenge: come to rest
#
# Noise from small batches never lets a run with a fixed rate come to rest: it hovers above the floor of the valley. So let the rate fall. Write `cosine_lr(step, steps, lr)`: from lr at step 0 down to 0 at step `steps`, along half a wave of the cosine: slowly, then fast, then slowly. No picture this time.

# %% solution cosine_lr points=3

# %% [markdown]
# Use it: the same digits with your SGD, at a rate that is too large, at half of it, and with the large one fading. A schedule is a function from the step to the rate.

# %%
ends = {}
steps = yours("total_updates")(len(train), 16, 8)

def fading(step):
    return yours("cosine_lr")(step, steps, 1.0)

for name, lr, schedule in (("fixed 1.0", 1.0, None), ("fixed 0.5", 0.5, None),
                           ("cosine from 1.0", 1.0, fading)):
    rng = np.random.default_rng(1)
    net = ck.Sequential(yours("Linear")(64, 32, rng), yours("ReLU")(), yours("Linear")(32, 10, rng))
    list(ck.train(net, ck.softmax_cross_entropy, yours("SGD")(lr), train.x, train.y,
                  epochs=8, batch_size=16, rng=rng, schedule=schedule))
    ends[name] = ck.evaluate(net, ck.softmax_cross_entropy, train.x, train.y)["loss"]
{name: round(loss, 4) for name, loss in ends.items()}

# %% [markdown]
# <!-- claim: x06-cosine -->
# The same number of steps. A rate that is too large to end with can be used to begin with. But half the rate, fixed, comes down about as far or further. A fading rate pays where no fixed one is good from the beginning to the end.
