# %% [markdown]
# # Exercises 02 · Write the guess
#
# Piece by piece you write a whole forward pass: a layer, the bend, two layers, shares, and the count of right answers. Then a network trains on your pieces, and tells penguins apart.
#
# **Time:** 70 minutes. **Before this:** lesson 02. **Points:** 21.

# %% [markdown]
# ## 1. A layer
#
# Each unit multiplies every input by a weight, adds everything up, and adds its own bias. A layer does that for all units and all examples at once.
#
# | | shape | example |
# |---|---|---|
# | `x` | (N, D) | `[[1, 2]]` |
# | `W` | (D, H) | `[[3], [4]]` |
# | `b` | (H,) | `[0.5]` |
# | returns | (N, H) | `[[11.5]]` |
#
# Two examples, two units. Somebody took the star for the product of matrices:

# %%
x, W, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.5], [-1.0, 2.0]]), np.ones(2)
plots.show(right_and_wrong("dense_forward", "elementwise", x, W, b))

# %% [markdown]
# The star pairs entries that stand at the same place. A unit wants each input of a row with the weight that belongs to it. (`easier("dense_forward")` is there if you want it.)

# %% solution dense_forward points=2

# %% [markdown]
# Use it: a layer with three units, for the same two examples.

# %%
yours("dense_forward")(x, np.array([[1.0, 0.0, 1.0], [0.0, 1.0, -1.0]]), np.array([0.0, 0.0, 5.0]))

# %% [markdown]
# Unit 0 repeats the first input, unit 1 the second, unit 2 their difference plus 5.
#
# ## 2. Count the knobs
#
# How much can training turn? Between two layers each unit on the left has a line to each on the right, and each unit on the right has a bias.
#
# | | what | example |
# |---|---|---|
# | `sizes` | list of layer sizes, inputs first | `[3, 4, 2]` |
# | returns | a whole number | `26` |
#
# The network that read digits in lesson 02, counted by somebody who counts circles instead of lines:

# %%
plots.show(right_and_wrong("count_params", "counts_units", [784, 128, 10]))

# %% [markdown]
# Beside a hundred thousand lines, 922 circles are hard to see.

# %% solution count_params points=1

# %% [markdown]
# Use it: one hidden layer of 100 units, or two of 50?

# %%
[yours("count_params")(sizes) for sizes in ([64, 100, 10], [64, 50, 50, 10])]

# %% [markdown]
# As many units, fewer knobs.
#
# ## 3. The bend
#
# ReLU lets positive sums pass and stops the others. It is what makes two layers more than one.
#
# | | shape | example |
# |---|---|---|
# | `z` | any | `[-2.0, 0.5, 3.0]` |
# | returns | that of z | `[0.0, 0.5, 3.0]` |
#
# Somebody thought it takes the minus sign away:

# %%
plots.show(right_and_wrong("relu", "absolute", np.linspace(-3, 3, 61)))

# %% [markdown]
# Then a unit would shout "not at all!" as loudly as "yes". `z` itself must stay as it was.

# %% solution relu points=1

# %% [markdown]
# Use it: two bends added up make a valley, and no straight line can.

# %%
z = np.linspace(-2, 2, 41)
valley = yours("relu")(z - 0.5) + yours("relu")(-z - 0.5)
plots.show(plots.activation_curves({"two bends": lambda _: valley}, z=z))

# %% [markdown]
# ## 4. A soft switch
#
# The sigmoid squashes every number into 0 to 1, as 1 / (1 + e⁻ᶻ). It has to work for huge numbers too, and e¹⁰⁰⁰ does not fit into a computer.
#
# | | shape | example |
# |---|---|---|
# | `z` | any | `[0.0, -1000.0]` |
# | returns | that of z | `[0.5, 0.0]` |
#
# Somebody put half of z into the exponent:

# %%
plots.show(right_and_wrong("sigmoid", "half_slope", np.linspace(-6, 6, 61)))

# %% [markdown]
# Both end at 0 and 1, and both give ½ at 0. Between them every digit counts. And no warning may come, however far out you go.

# %% solution sigmoid points=2

# %% [markdown]
# Use it, far outside of what e to the power can do:

# %%
yours("sigmoid")(np.array([-1000.0, -2.0, 0.0, 2.0, 1000.0])).round(3)

# %% [markdown]
# ## 5. Two layers
#
# Now the network: a layer, the bend, a layer. Its scores are the *logits*: no softmax, and no bend at the end.
#
# | | shape |
# |---|---|
# | `x` | (N, D) |
# | `W1`, `b1` | (D, H), (H,) |
# | `W2`, `b2` | (H, K), (K,) |
# | returns | (N, K) |
#
# Example: x = `[[2]]`, all weights 1, b1 = `[-1]`, b2 = `[0.5]` gives `[[1.5]]`. And this is what a bend too many does:

# %%
plots.show(right_and_wrong("mlp_forward", "relu_on_output"))

# %% [markdown]
# The network loses the word "no": whatever it would score below 0 becomes 0. (`easier("mlp_forward")` has two blanks for you.)

# %% solution mlp_forward points=3

# %% [markdown]
# Use it: hidden units at −1 and 1 give a network that answers |z|, with two bends and a sum.

# %%
z = np.array([[-3.0], [0.5], [2.0]])
yours("mlp_forward")(z, np.array([[-1.0, 1.0]]), np.zeros(2), np.ones((2, 1)), np.zeros(1)).ravel()

# %% [markdown]
# ## 6. Shares
#
# Softmax turns each row of scores into shares: e to the power of each score, divided by the row's sum. Adding the same number to all scores of a row changes nothing, and that is how to tame scores of 1000.
#
# | | shape | example |
# |---|---|---|
# | `logits` | (N, K) | `[[0.0, 1.0]]` |
# | returns | (N, K), rows sum to 1 | `[[0.269, 0.731]]` |
#
# Two examples, two classes. Somebody shared out over the examples:

# %%
scores = np.array([[0.0, 1.0], [2.0, 0.0]])
plots.show(right_and_wrong("softmax", "down_the_columns", scores))

# %% [markdown]
# Look at the dots: [0,0] and [0,1] sum to 1. The crosses of one *column* do. (`easier("softmax")`, if you like.)

# %% solution softmax points=3

# %% [markdown]
# Use it: how far must a class be ahead for 90, 99 and 99.9 percent?

# %%
ahead = np.log([9, 99, 999])
yours("softmax")(np.column_stack([ahead, np.zeros(3)])).round(3)

# %% [markdown]
# ## 7. How many are right?
#
# The largest share in a row is the answer. Accuracy is the share of rows whose answer is the label.
#
# | | shape | example |
# |---|---|---|
# | `p` | (N, K) | `[[0.9, 0.1], [0.4, 0.6]]` |
# | `y` | (N,) whole numbers | `[0, 0]` |
# | returns | a number from 0 to 1 | `0.5` |
#
# Somebody averaged how sure the network was of the right class:

# %%
p = np.array([[0.9, 0.1], [0.4, 0.6], [0.45, 0.55]])
plots.show(right_and_wrong("accuracy", "confidence", p, np.array([0, 0, 0])))

# %% [markdown]
# Being nearly right is no right answer. That count comes in lesson 03, as a loss.

# %% solution accuracy points=1

# %% [markdown]
# Use it: a network that knows nothing, on ten digits. One in ten is what to expect.

# %%
digits = data.digits()
guesses = np.random.default_rng(0).random((len(digits), 10))
print(round(float(yours("accuracy")(guesses, digits.y)), 3))

# %% [markdown]
# ## 8. A unit that sees a patch
#
# Slide a small kernel over a picture. At each place where it fits, multiply it with the patch below it, entry by entry, and add up. One kernel, used everywhere: that is a convolution.
#
# | | shape | example |
# |---|---|---|
# | `img` | (H, W) | `[[1, 2, 3]]` |
# | `kernel` | (h, w) | `[[1, -1]]` |
# | returns | (H − h + 1, W − w + 1) | `[[-1, -1]]` |
#
# A picture of paper on the left (0) and ink on the right (1), and a kernel that looks for edges. Somebody turned the kernel round first, as engineers do:

# %%
edge = np.repeat([[0.0, 0, 0, 0, 1, 1, 1, 1]], 8, axis=0)
plots.show(right_and_wrong("conv_valid", "turned_kernel", edge, np.array([[-1.0, 0.0, 1.0]])))

# %% [markdown]
# It finds the same edge with the opposite sign. Networks learn their kernels, so nobody turns them. (`easier("conv_valid")` shows the two loops.)

# %% solution conv_valid points=3

# %% [markdown]
# Use it: where does this digit have edges from left to right?

# %%
seven = digits.images[7]
edges = yours("conv_valid")(seven, np.array([[-1.0, 0.0, 1.0]]))
pictures = [seven[:, 1:-1], np.abs(edges)]
plots.show(plots.image_grid(pictures, [0, 1], class_names=("digit", "edges")))

# %% [markdown]
# ## Lab: a network that guesses with your code
#
# Two classes of coursekit, and in each of them *your* function does the forward pass. The way back (lesson 04) stays ours for now:

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
ruler = data.StandardScaler().fit(train.x)
x_train, x_new = ruler.transform(train.x), ruler.transform(new.x)

# %% [markdown]
# Forty passes through the 242 birds, 20 at a time. Each guess on the way is made by your two functions:

# %%
rng = np.random.default_rng(3)
net = ck.Sequential(YourLinear(4, 8, rng), YourReLU(), YourLinear(8, 3, rng))
print("accuracy before:", yours("accuracy")(net(x_new), new.y))
losses = list(ck.train(net, ck.softmax_cross_entropy, ck.Adam(lr=0.01), x_train, train.y,
                       epochs=40, batch_size=20, rng=rng))
print("accuracy after: ", yours("accuracy")(net(x_new), new.y))
print("knobs:", yours("count_params")([4, 8, 3]))
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
# The second layer multiplies what the first one multiplied: (x W1 + b1) W2 + b2 is x (W1 W2) + (b1 W2 + b2). W1 W2 is one matrix, so one layer with these weights gives the same scores, and between any two classes it can draw a straight border only.

# %% [markdown]
# ## Challenge: as deep as you like
#
# Two layers are the beginning. Write `deep_forward(x, Ws, bs)` for any number of layers: Ws and bs are lists with one array for each layer. No table, no picture: you know what the pieces do.

# %% solution deep_forward points=3

# %% [markdown]
# Use it: the penguins' network has two layers, and its arrays fit into your lists.

# %%
layers = [net[0], net[2]]
logits = yours("deep_forward")(x_new, [layer.W for layer in layers], [layer.b for layer in layers])
print("the same scores as the network:", np.allclose(logits, net(x_new)))
