# %% [markdown]
# # Exercises 06 · Write the rules
#
# Momentum and Adam become objects, and three rules that are yours race on handwritten digits. Then a learning rate comes to rest.
#
# What you passed in the lesson is brought along with one call: skip it. New here are `Momentum`, `Adam` and `cosine_lr`.
#
# **Time:** 30 minutes. **Before this:** [lesson 06](../notebooks/06_optimizers.ipynb). **Points:** 17.

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
# First momentum. In training nobody carries v from step to step: the object does. `reset` comes before each training and empties it. Remember that theta has to be changed *where it stands*.
#
# | method | does |
# |---|---|
# | `Momentum(lr, beta=0.9)` | keeps both |
# | `reset(theta)` | v becomes zeros in the shape of theta |
# | `step(theta, grad)` | v = beta · v + grad; theta goes lr · v downhill, in place |
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
# Every right step is as long as lr. Correct a warm mean as if it were cold, and the steps are of any length.

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
# ## Lab: three rules race on real digits
#
# 1,797 handwritten digits, 8 by 8 pixels. The same network, the same first weights, the same batches; only the rule differs. Whose code runs?

# %%
whose("Linear", "ReLU", "SGD", "Momentum", "Adam")

# %% [markdown]
# Each rule gets a rate that suits it; the curves are means over ten steps. `ck.train` calls `reset` once and `step` for each batch, whoever wrote them:

# %%
train, val, _ = data.digits().split(np.random.default_rng(0))
rules = {"SGD": yours("SGD")(0.5), "Momentum": yours("Momentum")(0.05), "Adam": yours("Adam")(0.01)}
nets, losses = {}, {}
for name, rule in rules.items():
    rng = np.random.default_rng(1)
    nets[name] = ck.Sequential(yours("Linear")(64, 32, rng), yours("ReLU")(),
                               yours("Linear")(32, 10, rng))
    run = list(ck.train(nets[name], ck.softmax_cross_entropy, rule, train.x, train.y,
                        epochs=6, batch_size=32, rng=rng))
    losses[name] = np.convolve(run, np.ones(10) / 10, mode="valid")
plots.show(plots.loss_curves(losses, xlabel="step"))

# %%
for name, net in nets.items():
    print(f"{name:10s} share right on new digits: {ck.accuracy(net(val.x), val.y):.1%}")

# %% [markdown]
# <!-- claim: x06-race -->
# All three come down about equally far. One seed, one rate each: that is no proof of anything but that your rules work. Change a rate and run the race again. How would you make it fair?
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
for name, lr, schedule in (("fixed 1.0", 1.0, None), ("fixed 0.5", 0.5, None),
                           ("cosine from 1.0", 1.0, lambda t: yours("cosine_lr")(t, steps, 1.0))):
    rng = np.random.default_rng(1)
    net = ck.Sequential(yours("Linear")(64, 32, rng), yours("ReLU")(), yours("Linear")(32, 10, rng))
    list(ck.train(net, ck.softmax_cross_entropy, yours("SGD")(lr), train.x, train.y,
                  epochs=8, batch_size=16, rng=rng, schedule=schedule))
    ends[name] = ck.evaluate(net, ck.softmax_cross_entropy, train.x, train.y)["loss"]
{name: round(loss, 4) for name, loss in ends.items()}

# %% [markdown]
# <!-- claim: x06-cosine -->
# The same number of steps. A rate that is too large to end with can be used to begin with. It is no wonder cure: half the rate, fixed, comes down about as far or further. Where no fixed rate is good, at the beginning and at the end, a fading one earns its keep.
