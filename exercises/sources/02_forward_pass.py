# %% [markdown]
# # Exercises 02 · Write the guess
#
# A network runs on the pieces that you wrote, and tells penguins apart. Then you make it as deep as you like.
#
# What you passed in the lesson is brought along with one call: skip it. New here is `deep_forward`.
#
# **Time:** 20 minutes. **Before this:** [lesson 02](../notebooks/02_forward_pass.ipynb). **Points:** 21.

# %% [markdown]
# ## 1. Bring what you wrote
#
# `dense_forward` is a layer: all units, for all examples at once.

# %% bring dense_forward points=2

# %% [markdown]
# `count_params` counts weights and biases:

# %% bring count_params points=1

# %% [markdown]
# Two activations, `relu` and `sigmoid`:

# %% bring relu points=1

# %% bring sigmoid points=2

# %% [markdown]
# `mlp_forward` is a layer, a ReLU and a layer. It returns *logits*:

# %% bring mlp_forward points=3

# %% [markdown]
# `softmax` turns each row of logits into shares, and `accuracy` says how many rows are right:

# %% bring softmax points=3

# %% bring accuracy points=1

# %% [markdown]
# `conv_valid` slides a kernel over a picture:

# %% bring conv_valid points=3

# %% [markdown]
# ## Lab: a network that guesses with your code
#
# Two classes of coursekit, and in each of them *your* function does the forward pass. The backward pass stays ours until lesson 04:

# %%
dense_layer, bend = yours("dense_forward"), yours("relu")

class YourLinear(ck.Linear):
    def forward(self, x):
        self.x = x
        return dense_layer(x, self.W, self.b)

class YourReLU(ck.ReLU):
    def forward(self, x):
        self.x = x
        return bend(x)

# %% [markdown]
# Whose functions are these?

# %%
whose("dense_forward", "relu", "softmax", "accuracy", "count_params")

# %% [markdown]
# 342 penguins, four measurements each, three kinds. 242 birds to learn from, 100 to be asked about:

# %%
birds = data.penguins()
measured = np.flatnonzero(~np.isnan(birds.x).any(axis=1))
rows = np.random.default_rng(2).permutation(measured)
train, new = birds.subset(rows[:-100]), birds.subset(rows[-100:])
scaler = data.StandardScaler().fit(train.x)
x_train, x_new = scaler.transform(train.x), scaler.transform(new.x)

# %% [markdown]
# Forty passes through the 242 birds, 20 at a time. Each guess on the way is made by your two functions:

# %%
rng = np.random.default_rng(3)
net = ck.Sequential(YourLinear(4, 8, rng), YourReLU(), YourLinear(8, 3, rng))
print("accuracy before:", yours("accuracy")(net(x_new), new.y))
losses = list(ck.train(net, ck.softmax_cross_entropy, ck.Adam(lr=0.01), x_train, train.y,
                       epochs=40, batch_size=20, rng=rng))
print("accuracy after: ", yours("accuracy")(net(x_new), new.y))
print("parameters:", yours("count_params")([4, 8, 3]))
plots.show(plots.loss_curves(losses, xlabel="step"))

# %% [markdown]
# And which six of the new birds is it least sure about? Your softmax says:

# %%
shares = yours("softmax")(net(x_new))
for i in np.argsort(shares.max(axis=1))[:6]:
    print(shares[i].round(3), birds.class_names[new.y[i]])

# %% [markdown]
# ## In your own words
#
# **Explain in two sentences:** why is a network of two dense layers without a bend between them no more than one dense layer?

# %% essay why-a-bend points=2
# The second layer multiplies what the first one multiplied: (x W1 + b1) W2 + b2 is x (W1 W2) + (b1 W2 + b2). W1 W2 is one matrix, so one layer with these weights gives the same logits, and between any two classes it can draw a straight border only.

# %% [markdown]
# ## 2. New: as deep as you like
#
# Two layers are the beginning. Write `deep_forward(x, Ws, bs)` for any number of layers: Ws and bs are lists with one array for each layer. This is a challenge: no table, no picture. You know what the pieces do.

# %% solution deep_forward points=3

# %% [markdown]
# Use it: the penguins' network has two layers, and its arrays fit into your lists.

# %%
layers = [net[0], net[2]]
logits = yours("deep_forward")(x_new, [layer.W for layer in layers], [layer.b for layer in layers])
print("the same logits as the network:", np.allclose(logits, net(x_new)))
