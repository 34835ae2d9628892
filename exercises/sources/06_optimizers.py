# %% [markdown]
# # Exercises 06 · Write the rules
#
# A ball that remembers its speed, a walker with a stride for each knob, and the bill for a large training. At the end three rules that are yours race on handwritten digits.
#
# **Time:** 60 minutes. **Before this:** lesson 06. **Points:** 17.

# %% [markdown]
# ## 1. A ball instead of a walker
#
# The slope pushes; the ball keeps a share beta of the speed it had. The new speed v is beta times the old one plus the slope, and the knob goes lr · v downhill. Hand back both: the next step needs the speed.
#
# | | shape | example |
# |---|---|---|
# | `w`, `g`, `v` | the same, any | `[1.0]`, `[2.0]`, `[10.0]` |
# | `lr`, `beta` | numbers | `0.1`, `0.9` |
# | returns `w`, `v` | two arrays | `[-0.1]`, `[11.0]` |
#
# Balls in a bowl (slope 2w), at places from −2 to 2, all with the speed −8: they roll to the right. Here is where each of them is after the step. Somebody forgot the old speed:

# %%
places = np.linspace(-2, 2, 41)
plots.show(right_and_wrong("momentum_step", "no_memory",
                                 places, 2 * places, np.full(41, -8.0), 0.1, part=0))

# %% [markdown]
# The mistaken balls come closer to the middle, as walkers do. The right ones roll on, and those on the right even climb.

# %% solution momentum_step points=2

# %% [markdown]
# Use it: a narrow valley, 20 times steeper across than along. Sixty steps without a memory (beta 0) and with one, each at a rate that is about the best for it, and the loss that is left.

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
# Even at its best rate the walker jumps from wall to wall and comes slowly along the floor. The ball gathers speed along the valley, where all pushes point the same way; across it they take turns, and cancel. What is left is about a million times a million times smaller.
#
# ## 2. A stride for each knob
#
# Adam keeps two running means: m of the slope, v of its square. Both start at zero and are too small at first. After t steps they hold the shares 1 − beta1ᵗ and 1 − beta2ᵗ of a full mean, so divide by these. Then the step is lr · m̂ / (√v̂ + eps).
#
# | | | example |
# |---|---|---|
# | `w`, `g` | the same shape | `[1.0]`, `[2.0]` |
# | `m`, `v` | as they stand, *not* corrected | `[0.0]`, `[0.0]` |
# | `t` | 1 for the first step | `1` |
# | returns `w`, `m`, `v` | with lr 0.001 | `[0.999]`, `[0.2]`, `[0.004]` |
#
# First steps in the same bowl, with lr 1, for knobs from −3 to 3. Somebody forgot the correction:

# %%
knobs, zeros = np.linspace(-3, 3, 40), np.zeros(40)
plots.show(right_and_wrong("adam_step", "no_correction",
                                 knobs, 2 * knobs, zeros, zeros, 1, 1.0, part=0))

# %% [markdown]
# Every right knob moves by exactly 1, *however steep it is* where it stands. The mistaken steps are three times too long, for v is even more too small than m. (`easier("adam_step")` has two blanks.)

# %% solution adam_step points=3

# %% [markdown]
# Use it: two knobs, one with slopes a million times larger than the other.

# %%
w, m, v = np.zeros(2), np.zeros(2), np.zeros(2)
for t in range(1, 101):
    w, m, v = yours("adam_step")(w, np.array([1e-3, 1e3]), m, v, t, lr=0.01)
w.round(4)

# %% [markdown]
# Both went the same way. Adam looks at the sign and at how steady it is, hardly at the size.
#
# ## 3. The bill
#
# For each weight and each token (piece of a word): a multiplication and an addition forward, and twice as many operations backward.
#
# | | what | example |
# |---|---|---|
# | `n_params`, `n_tokens` | how many | `10`, `3` |
# | returns | operations | `180` |
#
# GPT-3 has 174.6 billion weights and read 300 billion tokens. Somebody paid for the way there only:

# %%
plots.show(right_and_wrong("training_flops", "forward_only", 174.6e9, 300e9))

# %% [markdown]
# The way back is two thirds of the bill.

# %% solution training_flops points=1

# %% [markdown]
# Use it: how many years would a computer need that does 100 billion operations in a second?

# %%
seconds = yours("training_flops")(174.6e9, 300e9) / 100e9
print(f"{seconds / (365 * 24 * 3600):,.0f} years")

# %% [markdown]
# ## 4. The ball as an object
#
# In training nobody carries v from step to step: the object does. `reset` comes before each training and empties it. Remember that theta has to be changed *where it stands*.
#
# | method | does |
# |---|---|
# | `Momentum(lr, beta=0.9)` | keeps both |
# | `reset(theta)` | v becomes zeros in the shape of theta |
# | `step(theta, grad)` | v = beta · v + grad; theta goes lr · v downhill, in place |
#
# Thirty steps on a slope of −1. Somebody added up all pushes, without friction:

# %%
push = [np.array([-1.0])] * 30
plots.show(right_and_wrong("Momentum", "no_friction", 0.1, np.array([0.0]), push))

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
# ## 5. Adam as an object
#
# The same with two means and a count. `reset` empties all three, `step` counts first. What `adam_step` was handed and handed back now stands in `self`.
#
# | method | does |
# |---|---|
# | `Adam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8)` | keeps all four |
# | `reset(theta)` | m and v become zeros, t becomes 0 |
# | `step(theta, grad)` | step t = 1, 2, 3, … in place |
#
# Thirty steps on a steady slope. In somebody's class t never moved on from 1:

# %%
plots.show(right_and_wrong("Adam", "never_counts", 0.1, np.array([0.0]), push))

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
# **Explain in two sentences:** somebody says "Adam takes big leaps where the slope is steep". What does it do instead, and why?

# %% essay no-big-leaps points=2
# Adam divides the mean slope by the root of the mean square, so the size of the slope cancels: on a steady slope each step is about lr long, steep or flat. Steps get shorter than that where the slopes change their sign, since then the mean is small and the mean square is not.

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
