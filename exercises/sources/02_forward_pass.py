# %% [markdown]
# # Exercises 02 · Write the guess
#
# A network runs on the pieces that you wrote, and tells penguins apart. Then come a drawing to read, a budget, a thermometer, silent units, a tent, a keyboard to mend and a cuckoo. Last you make a network as deep as you like.
#
# What you passed in the lesson is brought along with one call: skip it. New here are `portions`, `widest`, `in_fahrenheit`, `silent_units`, `tent`, `softmax_at`, `best_place` and `deep_forward`.
#
# **Time:** 70 minutes. **Before this:** [lesson 02](../notebooks/02_forward_pass.ipynb). **Points:** 37.

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
# `softmax` turns each row of logits into probabilities, and `accuracy` says how many rows are right:

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
# ## 2. New: read a network from its picture
#
# Somebody has made a network for an ice cream stall and left nothing but a drawing. Solid lines are positive weights, dashed ones negative, b is the bias of the circle above it. The hidden units have a ReLU, the output has none:

# %%
from coursekit.lessons.l02_forward_pass.experiments import ice_cream_stall

plots.show(ice_cream_stall())

# %% [markdown]
# <!-- claim: x02-stall -->
# Write it down: first the four arrays with their shapes on paper, then the function.
#
# | | shape | example |
# |---|---|---|
# | `x` | (N, 2): hours of sun, wind in m/s | `[[5.0, 2.0]]` |
# | returns | (N, 1): portions | `[[37.5]]` |

# %% solution portions points=2

# %% [markdown]
# Use it on four days:

# %%
days = {"sunny": [9.0, 2.0], "mixed": [4.0, 4.0], "dull": [0.0, 1.0], "stormy": [0.0, 8.0]}
sold = yours("portions")(np.array(list(days.values())))
plots.show(plots.bars(list(days), sold[:, 0], xlabel="portions"))

# %% [markdown]
# Dull: all hidden units are silent, and the bias speaks alone. Stormy: 28 portions *less than none*. The output is a sum without a bend, and nothing tells it that there is no such thing.
#
# ## 3. New: how wide may it be?
#
# A chip in a bird's ring has room for a few hundred numbers. It is to hold a network with one hidden layer: how many hidden units fit? Cover the lowest hidden unit of this one with a finger. What goes with it?

# %%
plots.show(plots.network_diagram([3, 5, 2]))

# %% [markdown]
# Take paper first. A network for digits has 64 inputs and 10 outputs, and there is room for 760 parameters: how many hidden units? Then write it for any numbers:
#
# | | what | example |
# |---|---|---|
# | `D`, `K`, `budget` | inputs, outputs, the most parameters | `3, 2, 26` |
# | returns | a whole number of hidden units, 0 or more | `4` |

# %% solution widest points=2

# %% [markdown]
# Use it: what does a larger chip buy? Three networks read the digits of the lesson, each as wide as its budget allows.

# %%
digits = data.digits()
known, _, fresh = digits.split(np.random.default_rng(2))
widths, accuracies = [], []
for budget in (160, 760, 2410):
    H = int(yours("widest")(64, 10, budget))
    rng = np.random.default_rng(4)
    reader = ck.Sequential(ck.Linear(64, H, rng), ck.ReLU(), ck.Linear(H, 10, rng))
    list(ck.train(reader, ck.softmax_cross_entropy, ck.Adam(lr=0.01), known.x, known.y,
                  epochs=15, batch_size=32, rng=rng))
    widths.append(f"{budget} for {H} units")
    accuracies.append(yours("accuracy")(reader(fresh.x), fresh.y))
plots.show(plots.bars(widths, accuracies, xlabel="accuracy"))

# %% [markdown]
# <!-- claim: x02-budget -->
# With two hidden units it gets less than two thirds of the digits right, and often far less: ten classes have to squeeze through two numbers. With ten units it mostly gets more than nine tenths, and three times as many parameters then add a few percent.
#
# ## 4. New: another thermometer
#
# A layer was trained on temperatures in °C. The new thermometers show °F, and nobody wants to train again. °C = (°F − 32) / 1.8 is multiplying and adding, as the layer is, and between the two there is no bend. So one layer can do both:
#
# | | shape | example |
# |---|---|---|
# | `W`, `b` | (D, H), (H,), for °C | `[[3.6]]`, `[1.0]` |
# | returns | W and b, same shapes, for °F | `[[2.0]]`, `[-63.0]` |
#
# Somebody converted the weights and kept the biases. Here are the biases of three units with two inputs:

# %%
plots.show(right_and_wrong("in_fahrenheit", "bias_kept", np.array([[0.5, -1.0, 0.2], [0.1, 2.0, -0.5]]),
                           np.array([4.0, 0.0, 8.0]), part=1))

# %% [markdown]
# Where do the right ones come from? Multiply it out on paper.

# %% solution in_fahrenheit points=3

# %% [markdown]
# Use it: a unit that says *go swimming* when it is above 0, with air and water as inputs. A hot, a mild and an icy day:

# %%
swim_W, swim_b = np.array([[0.3], [0.2]]), np.array([-10.0])
celsius = np.array([[30.0, 24.0], [15.0, 17.0], [-5.0, 2.0]])
fahrenheit = 1.8 * celsius + 32
new_W, new_b = yours("in_fahrenheit")(swim_W, swim_b)
rows = {"old layer, °C": celsius @ swim_W + swim_b, "old layer, °F": fahrenheit @ swim_W + swim_b,
        "your layer, °F": fahrenheit @ new_W + new_b}
plots.show(plots.heat_map(np.hstack(list(rows.values())).T, list(rows), ["hot", "mild", "icy"]))

# %% [markdown]
# The old layer with the new thermometer sends people swimming on every day, into icy water too. Yours says what the old one said. Nothing was trained.
#
# ## 5. New: units that never speak
#
# A new network for the cats and dogs of the lesson. Here are twelve of its hidden units behind the ReLU, for six drawings:

# %%
from coursekit.lessons.l02_forward_pass.experiments import untrained

animals = data.faces(200, np.random.default_rng(2))
beginner = untrained(animals, 0)
first, last = beginner[0], beginner[2]
heard = yours("relu")(yours("dense_forward")(animals.x[:6], first.W, first.b))
plots.show(plots.heat_map(heard[:, :12], [animals.class_names[k] for k in animals.y[:6]],
                          [str(h) for h in range(12)], xlabel="hidden unit",
                          write="{:.2f}".format))

# %% [markdown]
# A column of zeros is a unit that is silent for all six. Is it silent for all 200? Write a function that says so for each unit:
#
# | | shape | example |
# |---|---|---|
# | `x` | (N, D) | `[[1.0], [2.0], [3.0]]` |
# | `W`, `b` | (D, H), (H,) | `[[1.0, -1.0]]`, `[0.0, 0.5]` |
# | returns | (H,): True for a silent unit | `[False, True]` |

# %% solution silent_units points=2

# %% [markdown]
# Use it: cut the silent units out, and compare the logits. Then take the mean drawing away from all drawings, and ask once more who is silent.

# %%
silent = yours("silent_units")
awake = ~np.array(silent(animals.x, first.W, first.b))
whole = yours("mlp_forward")(animals.x, first.W, first.b, last.W, last.b)
cut = yours("mlp_forward")(animals.x, first.W[:, awake], first.b[awake], last.W[awake], last.b)
print("the same logits:", np.allclose(whole, cut))
for H in (16, int(awake.sum())):
    print(H, "hidden units:", yours("count_params")([256, H, 2]), "parameters")
less = animals.x - animals.x.mean(axis=0)
print("silent without the mean drawing:", np.sum(silent(less, first.W, first.b)))

# %% [markdown]
# <!-- claim: x02-silent -->
# The parameters of the silent units do nothing for these drawings. Most networks of this kind have such units on the first day. The drawings are much alike, and a unit that says a clear no to what they share says no to all of them. Take away what they share, and nobody is silent.
#
# ## 6. New: a tent out of bends
#
# What is the use of a ReLU that does speak? Alone it is a ramp. But the output layer can add several of them, with weights. Build a tent: 0 on the left, up to 1 at z = 0, down again, and 0 on the right.
#
# | | shape | example |
# |---|---|---|
# | `z` | any | `[-2.0, -0.5, 0.0, 0.25, 3.0]` |
# | returns | that of z | `[0.0, 0.5, 1.0, 0.75, 0.0]` |
#
# One ramp up, and somebody's second one that goes down at 0:

# %%
plots.show(right_and_wrong("tent", "two_bends", np.linspace(-2, 3, 101)))

# %% [markdown]
# Draw it on paper first: where does the slope change, and by how much?

# %% solution tent points=3

# %% [markdown]
# Use it: five tents, one at each hour at which somebody read the thermometer (3, 6, 13, 11 and 7 degrees), each as high as the reading.

# %%
def day(hours):
    total = np.zeros_like(hours)
    for hour, degrees in zip([4, 8, 12, 16, 20], [3, 6, 13, 11, 7]):
        total = total + degrees * yours("tent")((hours - hour) / 4)
    return total

def noon(hours):
    return 13 * yours("tent")((hours - 12) / 4)

drawing = plots.activation_curves({"five tents": day, "the one at 12": noon},
                                  z=np.linspace(4, 20, 161))
drawing.ax.set(xlabel="hour", ylabel="°C", xticks=[4, 8, 12, 16, 20])
plots.show(drawing, words="Together the tents go through all readings, straight in between; a "
                          "single one is above zero near its own hour only.")

# %% [markdown]
# Each tent looks after its own reading and is 0 at all others. With more and narrower tents the sum comes as close as you like to any curve without a jump, and it is nothing but a layer, a ReLU and a layer. Training does not build tents, but it has the same pieces to add up.
#
# This is a good place to stop: your answers are kept. On another day run the first cell, then go on with section 7.
#
# ## 7. New: mend the daring keyboard
#
# A keyboard suggests the next word. Its network has a logit for each word, and a *temperature* T says how daring it may be: every logit is divided by T before the softmax. (Chat programs have the same setting, under the same name.) Somebody wrote it so, and what comes out does not sum to 1:

# %% solution softmax_at points=2

# %% [markdown]
# Use it: what may come behind *see you*? For each temperature the probabilities, and eight words that were drawn with them.

# %%
words = ["tomorrow", "soon", "later", "never", "spoon"]
keyboard = np.array([3.0, 2.5, 2.0, 0.0, -2.0])
rng, table = np.random.default_rng(7), []
for T in (0.2, 1.0, 5.0):
    p = yours("softmax_at")(keyboard, T)
    table.append(p)
    print(f"T {T}:", *rng.choice(words, 8, p=p))
plots.show(plots.heat_map(table, ["T 0.2", "T 1", "T 5"], words, write="{:.2f}".format))

# %% [markdown]
# Cold, it says nearly always the same. Hot, the spoon gets its chance. The order of the words never changes: only differences between logits count, and T makes them larger or smaller.
#
# ## 8. New: where is the cuckoo?
#
# A kernel can slide along a row of numbers, too. Here is a call, high and then low, 24 numbers long. It hides in a noisy recording of 300:

# %%
call = np.append(np.tile([1.0, 1, -1, -1], 3), np.tile([1.0, 1, 1, -1, -1, -1], 2))
rng = np.random.default_rng(4)
recording, start = rng.normal(size=300), rng.integers(0, 277)
recording[start : start + 24] += 1.2 * call
upper, lower = plots.axes(2, 1, width=720, height=420).ravel()
plots.show([plots.loss_curves({"the call": call}, xlabel="", ylabel="sound", ax=upper),
            plots.loss_curves({"recording": recording}, xlabel="time", ylabel="sound", ax=lower)])

# %% [markdown]
# Where does it begin? The eye does not find it. Slide the call along and add up, as `conv_valid` does, and return the place with the largest sum:
#
# | | shape | example |
# |---|---|---|
# | `row` | (N,) | `[0.0, 1.0, 3.0]` |
# | `pattern` | (n,), n at most N | `[-1.0, 1.0]` |
# | returns | a whole number, the place | `1` |

# %% solution best_place points=2

# %% [markdown]
# Use it, and look at the sums of all places:

# %%
place = yours("best_place")(recording, call)
sums = yours("conv_valid")(recording[None], call[None])[0]
plots.show(plots.loss_curves({"sum": sums}, xlabel="place", ylabel="sum"),
           words=f"The largest sum, {sums.max():.0f}, stands at place {place}.")

# %% [markdown]
# <!-- claim: x02-cuckoo -->
# One number of the recording says little. Add 24 of them with the right signs, and the place stands out: the noise cancels, the call adds up. A unit that looks for an edge in a picture does the same.

# %% [markdown]
# ## In your own words
#
# **Explain in two sentences:** why is a network of two dense layers without a bend between them no more than one dense layer?

# %% essay why-a-bend points=2
# The second layer multiplies what the first one multiplied: (x W1 + b1) W2 + b2 is x (W1 W2) + (b1 W2 + b2). W1 W2 is one matrix, so one layer with these weights gives the same logits, and between any two classes it can draw a straight border only.

# %% [markdown]
# ## Challenge: as deep as you like
#
# Two layers are the beginning. Write `deep_forward(x, Ws, bs)` for any number of layers: Ws and bs are lists with one array for each layer. This is a challenge: no table, no picture. You know what the pieces do.

# %% solution deep_forward points=3

# %% [markdown]
# Use it: a network of coursekit with three layers, and its arrays in your lists.

# %%
rng = np.random.default_rng(5)
deep = ck.Sequential(ck.Linear(4, 8, rng), ck.ReLU(), ck.Linear(8, 6, rng), ck.ReLU(),
                     ck.Linear(6, 3, rng))
x, layers = rng.normal(size=(5, 4)), [deep[0], deep[2], deep[4]]
logits = yours("deep_forward")(x, [layer.W for layer in layers], [layer.b for layer in layers])
print("the same logits as the network:", np.allclose(logits, deep(x)))
