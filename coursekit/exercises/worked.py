"""Worked examples of the harder exercises: finished with commentary, or with two blanks.

Each is written once, commented; what stands between « and » becomes a blank.
"""

from __future__ import annotations

import re

BLANK = "____"
MARKED = re.compile("«(.+?)»")

WORKED = {
    "dense_forward": """
def dense_forward(x, W, b):
    # Rows of x are examples, columns of W are units. @ takes each row to each column,
    # multiplies in pairs and adds up: (N, D) @ (D, H) is (N, H).
    sums = «x @ W»
    # One bias for each unit. NumPy adds the vector b to every row.
    return «sums + b»
""",
    "softmax": """
def softmax(logits):
    # Only differences between scores count. So take the largest of each row away first:
    # then no e**z can overflow. keepdims leaves a column, which fits under every row.
    largest = np.max(logits, «axis=1», keepdims=True)
    powers = np.exp(logits - largest)
    # Each row becomes shares of its own sum.
    return powers / «np.sum(powers, axis=1, keepdims=True)»
""",
    "mlp_forward": """
def mlp_forward(x, W1, b1, W2, b2):
    # The first layer: what each hidden unit hears.
    z = x @ W1 + b1
    # The bend: a hidden unit with a negative sum stays silent.
    hidden = «np.maximum(z, 0)»
    # The second layer hears the hidden units only. No bend after it: these are logits.
    return «hidden @ W2 + b2»
""",
    "conv_valid": """
def conv_valid(img, kernel):
    height, width = kernel.shape
    # How often the kernel fits: a kernel of 2 fits a row of 5 at 4 places.
    rows = «img.shape[0] - height + 1»
    columns = img.shape[1] - width + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            # The patch whose upper left corner is (i, j), as large as the kernel.
            patch = img[i : i + height, j : j + width]
            out[i, j] = «np.sum(patch * kernel)»
    return out
""",
    "cross_entropy_from_logits": """
def cross_entropy_from_logits(logits, y):
    # Shift each row so that its largest score is 0: no e**z can overflow.
    shifted = logits - np.max(logits, axis=1, keepdims=True)
    # log softmax = score minus the log of the row's sum of powers. No log of 0 can come up,
    # since the sum holds e**0 = 1 at least.
    log_p = shifted - «np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))»
    # Of each row only the entry at its label counts.
    at_label = log_p[«np.arange(len(y)), y»]
    return -np.mean(at_label)
""",
    "dense_backward": """
def dense_backward(dout, x, W):
    # Each slope has the shape of what it belongs to. Let the shapes lead you.
    # x (N, D): each input is blamed through all units that heard it.
    dx = «dout @ W.T»
    # W (D, H): a weight's share is its input times its unit's blame, added up over examples.
    dW = «x.T @ dout»
    # b (H,): a bias has its say in every example, so the blame adds up down the columns.
    db = np.sum(dout, axis=0)
    return dx, dW, db
""",
    "mlp_backward": """
def mlp_backward(x, y, W1, b1, W2, b2):
    N = len(x)
    # Guess, and keep what the way back needs.
    z = x @ W1 + b1
    hidden = np.maximum(z, 0)
    logits = hidden @ W2 + b2
    # Score: the slope of the mean cross-entropy along the logits is (shares - truth) / N.
    powers = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    dlogits = powers / np.sum(powers, axis=1, keepdims=True)
    dlogits[np.arange(N), y] -= 1
    dlogits = dlogits / N
    # Blame, from the last layer to the first.
    dW2 = hidden.T @ dlogits
    db2 = np.sum(dlogits, axis=0)
    dhidden = «dlogits @ W2.T»
    # Through the bend comes only the blame of units that were awake.
    dz = dhidden * «(z > 0)»
    dW1 = x.T @ dz
    db1 = np.sum(dz, axis=0)
    return dW1, db1, dW2, db2
""",
    "numerical_gradient": """
def numerical_gradient(f, w, eps=1e-5):
    slopes = np.zeros(w.shape)
    # One knob at a time; ndindex gives each place, whatever the shape.
    for place in np.ndindex(w.shape):
        up, down = w.astype(float), w.astype(float)  # astype copies: w stays as it is
        up[place] += eps
        «down[place] -= eps»
        # The two points are 2 eps apart.
        slopes[place] = (f(up) - f(down)) / «(2 * eps)»
    return slopes
""",
    "train_linear": """
def train_linear(x, y, lr, epochs, batch_size, rng):
    N, D = x.shape
    w, b = np.zeros(D), 0.0
    for _ in range(epochs):
        # A new order in each epoch.
        order = «rng.permutation(N)»
        for start in range(0, N, batch_size):
            rows = order[start : start + batch_size]
            # Guess and error, for this batch alone and with today's w and b.
            error = x[rows] @ w + b - y[rows]
            # Blame: the slopes of the batch's mean squared error.
            dw = 2 * x[rows].T @ error / «len(rows)»
            db = 2 * np.mean(error)
            # Adjust.
            w = w - lr * dw
            b = b - lr * db
    return w, b
""",
    "adam_step": """
def adam_step(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    # Two running means: of the slope, and of its square.
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + «(1 - beta2) * g**2»
    # Both began at 0 and are too small at first; after t steps this is by how much.
    m_hat = m / «(1 - beta1**t)»
    v_hat = v / (1 - beta2**t)
    # The mean slope in units of its usual size. Hand on m and v as they stand.
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
""",
    "scale_splits": """
def scale_splits(x_train, x_val, x_test):
    # The ruler is made from the training pile alone, one for each column.
    lo = «x_train.min(axis=0)»
    span = x_train.max(axis=0) - lo
    # A column that never changes has no length to divide by: only shift it.
    span = np.where(span == 0, 1, span)
    # The same ruler measures all three piles.
    return (x_train - lo) / span, (x_val - lo) / span, «(x_test - lo) / span»
""",
    "dropout_forward": """
def dropout_forward(x, p, rng, train):
    # Outside training nobody is absent.
    if not train:
        return x, «np.ones(x.shape)»
    # A coin for each entry: it stays with probability 1 - p.
    stays = rng.random(x.shape) >= p
    # Those who stay speak louder, so that the sum is the same on average.
    mask = stays / «(1 - p)»
    return x * mask, mask
""",
    "early_stopping": """
def early_stopping(val_losses, patience):
    best, best_epoch = float("inf"), 0
    for epoch, loss in enumerate(val_losses):
        if «loss < best»:
            # Lower than all before it: keep the value and its epoch.
            best, best_epoch = loss, epoch
        # How long ago was the best one? That is how many epochs were in vain.
        elif «epoch - best_epoch» >= patience:
            return best_epoch, epoch
    return best_epoch, len(val_losses) - 1
""",
    "residual_backward": """
def residual_backward(dout, x, W1, b1, W2, b2):
    # Forward once more, up to what the way back needs.
    z = x @ W1 + b1
    hidden = np.maximum(z, 0)
    # The branch, from its end to its beginning.
    dW2 = hidden.T @ dout
    db2 = np.sum(dout, axis=0)
    dz = «(dout @ W2.T)» * (z > 0)
    dW1 = x.T @ dz
    db1 = np.sum(dz, axis=0)
    # x went two ways, so two blames come back to it: by the lane and through the branch.
    dx = «dout + dz @ W1.T»
    return dx, dW1, db1, dW2, db2
""",
}
"""The text of each by the name of its exercise."""


def finished(name: str) -> str:
    """The function, complete, with a comment at each step."""
    return MARKED.sub(r"\1", WORKED[name]).strip()


def with_blanks(name: str) -> str:
    """The same with two places left open."""
    return MARKED.sub(BLANK, WORKED[name]).strip()
