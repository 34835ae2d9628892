# %% [markdown]
# # Exercises 05 · Write the training loop
#
# The step becomes an object, and a network learns in a loop of which every line is yours. Then you take the step of a large batch on a small machine.
#
# What you passed in the lesson is brought along with one call: skip it. New here are `SGD` and `accumulate`.
#
# **Time:** 25 minutes. **Before this:** [lesson 05](../notebooks/05_learning_rate.ipynb); the lab is nicer if you did the [exercises of 04](04_backprop.ipynb). **Points:** 19.

# %% [markdown]
# ## 1. Bring what you wrote
#
# `sgd_step` is one step for all parameters:

# %% bring sgd_step points=2

# %% [markdown]
# `minibatches` deals the rows into batches, and `total_updates` counts the steps:

# %% bring minibatches points=3

# %% bring total_updates points=1

# %% [markdown]
# `train_linear` is the whole loop, for the model x @ w + b:

# %% bring train_linear points=4

# %% [markdown]
# `best_learning_rate` chooses, and no run that exploded wins:

# %% bring best_learning_rate points=1

# %% [markdown]
# ## 2. New: the step as an object
#
# A network keeps all its parameters in one long array, `net.theta`. The layers look at parts of *that very array*. So the rule must change it where it stands, and hand nothing back. `reset` is called once before training; this rule has nothing to forget.
#
# | method | does |
# |---|---|
# | `SGD(lr)` | keeps `lr` |
# | `reset(theta)` | nothing |
# | `step(theta, grad)` | theta goes lr · grad downhill, in place |
#
# Example: after `step` with lr 0.1 and grad `[2.0]`, a theta of `[1.0]` *is* `[0.8]`. Somebody wrote `theta = theta - ...`. Thirty steps, seen by the owner of theta:

# %%
slopes = [np.array([2.0 * 0.9**k]) for k in range(30)]
plots.show(right_and_wrong("SGD", "new_array", 0.1, np.array([1.0]), slopes))

# %% [markdown]
# The object did all the work on an array of its own, and the network never learned of it.

# %% solution SGD points=3

# %% [markdown]
# Use it: one step on three parameters out of six.

# %%
theta = np.ones(6)
yours("SGD")(0.5).step(theta[2:5], np.array([2.0, 2.0, 2.0]))
theta

# %% [markdown]
# ## Lab: every line of it is yours
#
# Two moons, a network, and a loop that uses only what you wrote, here and in lessons 03 and 04. Whose code is it?

# %%
whose("Linear", "ReLU", "cross_entropy_from_logits", "softmax_ce_backward", "minibatches", "SGD")

# %% [markdown]
# Layers, loss, gradient, batches, steps. `ck.Sequential` only puts the layers in a row:

# %%
def train_mine(lr, epochs=30, batch_size=16, seed=0):
    rng = np.random.default_rng(seed)
    net = ck.Sequential(yours("Linear")(2, 16, rng), yours("ReLU")(), yours("Linear")(16, 2, rng))
    rule, losses = yours("SGD")(lr), []
    rule.reset(net.theta)
    for _ in range(epochs):
        for rows in yours("minibatches")(len(train), batch_size, rng):
            logits = net(train.x[rows])
            losses.append(yours("cross_entropy_from_logits")(logits, train.y[rows]))
            net.backward(yours("softmax_ce_backward")(logits, train.y[rows]))
            rule.step(net.theta, net.grad)
    return net, losses

train, val = (data.moons(n, np.random.default_rng(n)) for n in (200, 300))
net, losses = train_mine(0.3)
plots.show(plots.loss_curves({"yours": losses}, xlabel="step"))

# %% [markdown]
# It falls, and it trembles: each batch has a slightly different loss. Count the steps before you run the next cell. And is the rate a good one? Your judge decides, on points that no step has seen:

# %%
print("steps:", len(losses), "as counted:", yours("total_updates")(len(train), 16, 30))
lrs = [0.001, 0.01, 0.1, 1.0, 3.0]
nets = [train_mine(lr)[0] for lr in lrs]
val_losses = [yours("cross_entropy_from_logits")(net(val.x), val.y) for net in nets]
best = yours("best_learning_rate")(np.array(lrs), np.array(val_losses))
print({lr: round(float(loss), 3) for lr, loss in zip(lrs, val_losses)}, "best:", best)

# %%
winner = nets[lrs.index(best)]
print(f"share right on new points: {ck.accuracy(winner(val.x), val.y):.1%}")
plots.show(plots.decision_boundary(winner, val.x, val.y))

# %% [markdown]
# <!-- claim: x05-rate -->
# The textbooks' 0.01 to 0.1 is beaten here, and 3 is too much already. A rate is good for *a* problem, not for all.
#
# ## In your own words
#
# **Explain in two sentences:** why does the loss of a run with small batches tremble, and why can it be better all the same?

# %% essay why-it-trembles points=2
# Each batch is a small sample, so its gradient differs from that of all examples by chance, and some steps go up. But a step costs only a few examples, so for the same work there are many more steps, and on average they lead down.

# %% [markdown]
# ## Challenge: a large step on a small machine
#
# You want the step of a batch of 64, and only 24 examples fit into memory. So you send 24, 24 and 16 through the network, and keep three gradients (`slopes`), each a mean over its part. Write `accumulate(slopes, sizes)`: the mean gradient over all 64. No table, no picture this time.

# %% solution accumulate points=3

# %% [markdown]
# Use it: three parts, and the whole batch at once.

# %%
def gradient_of(rows):
    logits = winner(train.x[rows])
    winner.backward(yours("softmax_ce_backward")(logits, train.y[rows]))
    return winner.grad.copy()

parts = np.split(np.arange(64), [24, 48])
joined = yours("accumulate")([gradient_of(rows) for rows in parts], [24, 24, 16])
print("the same gradient:", np.allclose(joined, gradient_of(np.arange(64))))

# %% [markdown]
# This is how large models are trained, on many machines at once: each of them sends a gradient and a size.
