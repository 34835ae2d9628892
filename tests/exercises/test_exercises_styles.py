"""Right answers as other people write them, in none of the catalogue's own styles, pass as well."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from coursekit.lessons.catalogue import every_exercise, lesson_of
from coursekit.verbs.checking import check


def tare_step(b, shown, true, lr):
    miss = shown - true + b
    gradient = miss + miss
    return b - gradient * lr


def rounds_needed(w, x, y, lr, tol):
    rounds = 0
    while rounds < 1000:
        old = w
        for k in range(len(y)):
            error = x[k] * w - y[k]
            w = w - 2 * error * x[k] * lr
        rounds = rounds + 1
        if -tol < w - old < tol:
            break
    return rounds


def diagnose(losses):
    rises = sum(b > a for a, b in itertools.pairwise(losses))
    if min(losses) == max(losses):
        word = "frozen"
    elif rises == len(losses) - 1:
        word = "uphill"
    elif losses[-1] / losses[0] <= 0.5:
        word = "learning"
    else:
        word = "unclear"
    return word


def beats_nothing(guesses, y):
    best = 0
    for label in y:
        best = max(best, list(y).count(label))
    right = 0
    for guess, label in zip(guesses, y, strict=True):
        right += guess == label
    return bool(right > best)


def rms_step(w, g, v, lr, beta, eps):
    squares = np.square(g)
    v_new = squares + beta * (v - squares)
    size = v_new**0.5
    return w - (lr / (size + eps)) * g, v_new


def smooth_curve(values, beta):
    smooth = np.zeros(len(values))
    total, full = 0.0, 0.0
    for i in range(len(values)):
        total = total * beta + values[i]
        full = full * beta + 1
        smooth[i] = total / full
    return smooth


def fair_winner(losses):
    safe = np.where(np.isnan(losses), np.inf, losses)
    bests = [min(row) for row in safe]
    return bests.index(min(bests))


def which_rule(moves, lr, g):
    adam = sgd = True
    for move in moves:
        adam = adam and abs(move / lr - 1) < 0.001
        sgd = sgd and abs(move / (lr * g) - 1) < 0.001
    if adam:
        return "Adam"
    if sgd:
        return "SGD"
    return "Momentum"


def forecast_loss(p, rained):
    wet = np.asarray(p)[rained]
    dry = 1 - np.asarray(p)[np.logical_not(rained)]
    right = np.concatenate([wet, dry])
    return float(np.sum(-np.log(right) / np.log(2))) / right.size


def worst_rows(p, y, k):
    losses = [-math.log(row[label]) for row, label in zip(p, y, strict=True)]
    order = []
    for _ in range(k):
        top = int(np.argmax(losses))
        order.append(top)
        losses[top] = -1.0
    return order


def among_how_many(losses):
    total = 0
    for loss in losses:
        total += loss
    return math.e ** (total / losses.shape[0])


def best_constant(y, loss):
    if loss == "square":
        return y.sum() / y.size
    ordered = sorted(y)
    while len(ordered) > 1:
        ordered = ordered[1:-1]
    return ordered[0]


def bakery_loss(baked, asked, too_many, too_few):
    losses = []
    for i in range(len(asked)):
        euros = max((baked[i] - asked[i]) * too_many, (asked[i] - baked[i]) * too_few)
        losses.append(euros)
    return sum(losses) / len(losses)


def portions(x):
    hears = [(2, -1, -3), (-1, 3, -5), (1.5, 0.5, -6)]
    says = [4, -2, 3]
    sold = []
    for sun, wind in x:
        out = 10.0
        for (s, w, b), weight in zip(hears, says, strict=True):
            out += weight * max(s * sun + w * wind + b, 0)
        sold.append([out])
    return np.array(sold)


def widest(D, K, budget):
    left, units = budget - K, 0
    while left >= D + K + 1:
        left -= D + K + 1
        units += 1
    return units


def in_fahrenheit(W, b):
    factor = 5 / 9
    new_W = np.multiply(W, factor)
    new_b = b.copy()
    for row in new_W:
        new_b = new_b - 32 * row
    return [new_W, new_b]


def silent_units(x, W, b):
    hidden = np.dot(x, W) + b
    hidden[hidden < 0] = 0
    return np.count_nonzero(hidden, axis=0) < 1


def tent(z):
    def relu(v):
        return np.where(v > 0, v, 0)

    up, down, stop = relu(z + 1), relu(z), relu(z - 1)
    return up - down - down + stop


def softmax_at(logits, T):
    over_t = [float(z) * (1 / T) for z in logits]
    largest = sorted(over_t)[-1]
    powers = [math.exp(z - largest) for z in over_t]
    return np.divide(powers, math.fsum(powers))


def best_place(row, pattern):
    sums = {}
    for place in range(row.size - pattern.size + 1):
        sums[place] = float(row[place : place + pattern.size] @ pattern)
    return max(sums, key=sums.get)


def mse_backward(pred, y):
    slopes = []
    for i in range(len(pred)):
        slopes.append(2.0 / len(pred) * (float(pred[i]) - float(y[i])))
    return np.asarray(slopes)


def softmax_ce_backward(logits, y):
    shifted = logits - np.amax(logits, axis=-1)[:, np.newaxis]
    exps = np.exp(shifted)
    probs = exps / np.sum(exps, axis=-1)[:, np.newaxis]
    dlogits = probs.copy()
    for row, label in enumerate(y):
        dlogits[row][label] -= 1.0
    dlogits /= logits.shape[0]
    return dlogits


def sigmoid_backward(dout, z):
    def sigmoid(v):
        return 1.0 / (1.0 + np.exp(-v))

    return np.multiply(np.multiply(sigmoid(z), sigmoid(-z)), dout)


def relu_backward(dout, z):
    mask = np.ones_like(z)
    mask[z <= 0] = 0
    return np.multiply(mask, dout)


def dense_backward(dout, x, W):
    n, d, h = len(x), *W.shape
    dx = np.zeros((n, d))
    dW = np.zeros((d, h))
    db = np.zeros(h)
    for i in range(n):
        for k in range(h):
            db[k] += dout[i, k]
            for j in range(d):
                dx[i, j] += dout[i, k] * W[j, k]
                dW[j, k] += dout[i, k] * x[i, j]
    return [dx, dW, db]


def mlp_backward(x, y, W1, b1, W2, b2):
    hidden = np.dot(x, W1) + b1
    active = hidden.copy()
    active[active < 0] = 0
    scores = np.dot(active, W2) + b2
    log_p = scores - scores.max(axis=1).reshape(-1, 1)
    log_p -= np.log(np.exp(log_p).sum(axis=1)).reshape(-1, 1)
    dscores = np.exp(log_p)
    dscores[range(len(y)), y] -= 1
    dscores = dscores / x.shape[0]
    dW2 = np.dot(active.T, dscores)
    db2 = np.sum(dscores, axis=0)
    dhidden = np.where(hidden > 0, np.dot(dscores, W2.T), 0)
    return np.dot(x.T, dhidden), np.sum(dhidden, axis=0), dW2, db2


def numerical_gradient(f, w, eps=1e-5):
    flat = w.ravel()
    grad = []
    for i in range(flat.size):
        plus, minus = np.copy(flat), np.copy(flat)
        plus[i] = plus[i] + eps
        minus[i] = minus[i] - eps
        grad.append((f(plus.reshape(w.shape)) - f(minus.reshape(w.shape))) * 0.5 / eps)
    return np.array(grad).reshape(w.shape)


def relative_error(a, b):
    size = np.abs(a) + np.abs(b)
    size = np.where(size < 1e-8, 1e-8, size)
    return np.amax(np.divide(np.abs(np.subtract(b, a)), size))


def gate_backward(kind, a, b, dout):
    if kind == "multiply":
        da, db = b * dout, a * dout
    elif kind == "add":
        da = db = 1.0 * dout
    else:
        da = dout if a > b else 0
        db = dout - da
    return np.array([da, db])


def topological_order(last):
    done = []

    def go(value):
        if value in done:
            return
        for pair in value.made_from:
            go(pair[0])
        done.append(value)

    go(last)
    return done


def backward(order):
    for value in order[::-1]:
        value.grad = 1.0 if value is order[-1] else value.grad if not value.made_from else 0.0
    for value in order[::-1]:
        for part, slope in value.made_from:
            part.grad += value.grad * slope


def update(parameters, lr):
    for p in parameters:
        step = -lr * p.grad
        p.data += step
        p.grad = 0


def cosine(g, h):
    return float(np.dot(g, h)) / (np.linalg.norm(g) * np.linalg.norm(h))


def sgd_step(w, g, lr):
    new = w.copy()
    new -= lr * g
    return new


def minibatches(n, batch_size, rng):
    rows = np.arange(n)
    rng.shuffle(rows)
    batches, start = [], 0
    while start < n:
        batches.append(rows[start : min(start + batch_size, n)])
        start += batch_size
    return batches


def total_updates(n, batch_size, epochs):
    full, rest = divmod(n, batch_size)
    return epochs * (full + (1 if rest else 0))


def train_linear(x, y, lr, epochs, batch_size, rng):
    n, d = x.shape
    w, b = [0.0] * d, 0.0
    for _ in range(epochs):
        rows = list(range(n))
        rng.shuffle(rows)
        while rows:
            batch, rows = rows[:batch_size], rows[batch_size:]
            gw, gb = [0.0] * d, 0.0
            for i in batch:
                miss = sum(w[j] * x[i, j] for j in range(d)) + b - y[i]
                gb += 2 * miss / len(batch)
                for j in range(d):
                    gw[j] += 2 * miss * x[i, j] / len(batch)
            w, b = [w[j] - lr * gw[j] for j in range(d)], b - lr * gb
    return np.array(w), b


def best_learning_rate(lrs, val_losses):
    winner = None
    for i, loss in enumerate(val_losses):
        if math.isfinite(loss) and (winner is None or loss < val_losses[winner]):
            winner = i
    return lrs[winner]


def smoothed(losses, k):
    kept, calm = [], []
    for loss in losses:
        kept = [*kept, loss][-k:]
        calm.append(sum(kept) / len(kept))
    return np.array(calm)


def batches_of(x, y, size, order):
    batches, left = [], list(order)
    while left:
        now, left = left[:size], left[size:]
        batches.append((np.stack([x[i] for i in now]), np.array([y[i] for i in now])))
    return batches


def next_rate(lrs, val_losses):
    best, lowest = 0, math.inf
    for place, loss in enumerate(val_losses):
        if not math.isnan(loss) and loss < lowest:
            best, lowest = place, loss
    smaller = [lr for lr in lrs if lr < lrs[best]]
    larger = [lr for lr in lrs if lr > lrs[best]]
    if smaller and larger:
        return lrs[best]
    return lrs[best] * 3 if smaller else lrs[best] / 3


def perfect_rate(lr, before, after):
    gone = before - after
    turned = lr * before
    return turned / gone


def momentum_step(w, g, v, lr, beta=0.9):
    speed = v.astype(float).copy()
    speed *= beta
    speed += g
    return w + -lr * speed, speed


def adam_step(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    new_m = np.add(beta1 * m, g - beta1 * g)
    new_v = np.add(beta2 * v, np.square(g) - beta2 * np.square(g))
    step = (new_m / (1.0 - math.pow(beta1, t))) / (
        np.power(new_v / (1.0 - math.pow(beta2, t)), 0.5) + eps
    )
    return np.subtract(w, lr * step), new_m, new_v


def training_flops(n_params, n_tokens):
    forward = 2 * n_params * n_tokens
    backward = 2 * forward
    return float(forward + backward)


def clean_houses(rows, this_year):
    keep = np.ones(len(rows), dtype=bool)
    for i in range(len(rows)):
        if (
            not np.all(np.isfinite(rows[i]))
            or rows[i, 0] <= 0
            or rows[i, 1] < 1
            or rows[i, 2] > this_year
            or rows[i, 3] <= 0
        ):
            keep[i] = False
    return rows[keep, :]


def impute_median(train_col, col):
    filled = col.copy()
    filled[np.isnan(filled)] = np.median(train_col[~np.isnan(train_col)])
    return filled


def minmax_fit(x):
    lo, hi = x[0].copy(), x[0].copy()
    for row in x[1:]:
        lo, hi = np.minimum(lo, row), np.maximum(hi, row)
    return lo, hi


def minmax_transform(x, lo, hi):
    columns = []
    for j in range(x.shape[1]):
        width = hi[j] - lo[j]
        columns.append((x[:, j] - lo[j]) / (width if width > 0 else 1.0))
    return np.stack(columns, axis=1)


def standardize_fit(x):
    mean = np.average(x, axis=0)
    std = np.sqrt(np.average((x - mean) * (x - mean), axis=0))
    std = np.array([s if s != 0 else 1.0 for s in std])
    return mean, std


def scale_splits(x_train, x_val, x_test):
    lo = np.amin(x_train, axis=0)
    width = np.ptp(x_train, axis=0).astype(float)
    width[width == 0] = 1
    return [np.subtract(pile, lo) / width for pile in (x_train, x_val, x_test)]


def split_indices(n, rng, val_frac=0.15, test_frac=0.15):
    rows = np.argsort(rng.uniform(size=n))
    n_val, n_test = int(np.round(n * val_frac)), int(np.round(n * test_frac))
    n_train = n - n_val - n_test
    return rows[:n_train], rows[n_train : n_train + n_val], rows[n_train + n_val :]


def majority_baseline(y_train, y_test):
    counts = {}
    for label in y_train.tolist():
        counts[label] = counts.get(label, 0) + 1
    favorite = sorted(counts, key=counts.get)[-1]
    return np.count_nonzero(y_test == favorite) / len(y_test)


def final_grade(models, val, test):
    x_val, y_val = val
    scores = []
    for model in models:
        scores.append((model(x_val) == y_val).mean())
    winner = scores.index(max(scores))
    x_test, y_test = test
    return winner, (models[winner](x_test) == y_test).mean()


def fault_of(reading):
    if reading != reading:
        return "missing"
    return "no contact" if reading < -90 else ("Fahrenheit?" if reading > 50 else "fine")


def miss_in_units(miss, mean, std):
    truth = 0.0 * std + mean
    return abs(miss * std + mean - truth)


def ready_for_test(train, test):
    known = [value for value in train if not math.isnan(value)]
    middle = float(np.median(known))
    train = [middle if math.isnan(value) else value for value in train]
    mean = sum(train) / len(train)
    std = (sum((value - mean) ** 2 for value in train) / len(train)) ** 0.5
    return np.array([((middle if math.isnan(v) else v) - mean) / std for v in test])


def seen_before(train_ids, test_ids):
    known = {}
    for number in train_ids:
        known[int(number)] = True
    return sum(known.get(int(number), False) for number in test_ids) / test_ids.size


def newest_last(day, test_share):
    how_many = round(test_share * len(day))
    train, test = list(range(len(day))), []
    for _ in range(how_many):
        newest = max(train, key=lambda row: day[row])
        train.remove(newest)
        test.append(newest)
    return np.array(train, dtype=int), np.array(test, dtype=int)


def known_in_time(names, known_at, needed_at):
    hours = dict(zip(names, known_at, strict=True))
    return list(filter(lambda name: not hours[name] > needed_at, names))


def mistakes_removed(accuracy, baseline):
    before, after = 1 - baseline, 1 - accuracy
    return (before - after) / before


def flattery(val, test):
    pairs = sorted(zip(val.tolist(), test.tolist(), strict=True), key=lambda pair: -pair[0])
    return pairs[0][0] - pairs[0][1]


def dropout_forward(x, p, rng, train):
    mask = np.ones(x.shape)
    if train:
        mask = np.where(rng.uniform(0, 1, x.shape) > p, mask, 0) / (1 - p)
    return x * mask, mask


def dropout_backward(dout, mask):
    dx = np.zeros(dout.shape)
    dx[mask > 0] = dout[mask > 0] * mask[mask > 0]
    return dx


def l2_penalty(W, b, lam):
    return lam * float((W.ravel() ** 2).sum()), W * (2 * lam), b * 0


def l1_penalty(W, lam):
    dW = np.zeros(W.shape)
    dW[W > 0] = lam
    dW[W < 0] = -lam
    return lam * np.linalg.norm(W.ravel(), ord=1), dW


def early_stopping(val_losses, patience):
    best_epoch, waiting = 0, 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < min(val_losses[:epoch]):
            best_epoch, waiting = epoch, 0
            continue
        waiting += 1
        if waiting == patience:
            return best_epoch, epoch
    return best_epoch, len(val_losses) - 1


def telephone(zs, w):
    reach = []
    for k in range(len(zs)):
        product = 1.0
        for z in zs[k:]:
            a = 1 / (1 + math.exp(-z))
            product = product * w * a * (1 - a)
        reach.append(product)
    return np.array(reach)


def he_init(n_in, n_out, rng):
    return rng.normal(size=n_in * n_out).reshape(n_in, n_out) * math.sqrt(2 / n_in)


def xavier_init(n_in, n_out, rng):
    limit = math.sqrt(6) / math.sqrt(n_in + n_out)
    return limit - 2 * limit * rng.random(size=(n_in, n_out))


def residual_forward(x, W1, b1, W2, b2):
    hidden = np.dot(x, W1) + b1
    hidden = (np.abs(hidden) + hidden) / 2
    return np.dot(hidden, W2) + b2 + x


def residual_backward(dout, x, W1, b1, W2, b2):
    z = np.matmul(x, W1) + b1
    gate = (z > 0).astype(float)
    dW2 = np.matmul((z * gate).T, dout)
    db2 = np.add.reduce(dout)
    dz = np.matmul(dout, W2.T) * gate
    dW1 = np.matmul(x.T, dz)
    db1 = np.add.reduce(dz)
    dx = np.matmul(dz, W1.T)
    dx += dout
    return dx, dW1, db1, dW2, db2


def clip_by_norm(grads, max_norm):
    total = math.sqrt(sum(float(np.linalg.norm(g)) ** 2 for g in grads))
    if total <= max_norm:
        return list(grads)
    return [g * (max_norm / total) for g in grads]


def layers_until_lost(factor, floor):
    layers, rest = 1, factor
    while not rest < floor:
        layers, rest = layers + 1, rest * factor
    return layers


def factor_per_layer(sizes):
    in_powers_of_ten = np.log10(sizes)
    slope = (in_powers_of_ten[-1] - in_powers_of_ten[0]) / (len(sizes) - 1)
    return 10**-slope


def size_after(n_in, spread, layers):
    variance = spread**2
    signal = 1.0
    for _ in range(layers):
        sums = n_in * variance * signal
        signal = sums / 2
    return signal**0.5


def dead_share(a):
    dead = 0
    for j in range(a.shape[1]):
        if np.count_nonzero(a[:, j]) == 0:
            dead += 1
    return dead / a.shape[1]


def clip_each(grads, max_norm):
    lengths = np.hypot.reduce(grads, axis=1)
    too_long = lengths > max_norm
    shortened = grads.copy()
    shortened[too_long] *= (max_norm / lengths[too_long])[:, np.newaxis]
    return shortened.sum(axis=0) / grads.shape[0]


def where_it_stops(sizes, angles):
    arrives = not sizes[0] / sizes[-1] < 0.000000001
    differ = angles[len(angles) - 1] >= 5
    if arrives:
        return "neither" if differ else "forward"
    return "backward" if differ else "both"


def accumulate(slopes, sizes):
    n = float(np.sum(sizes))
    return sum(slope * (size / n) for slope, size in zip(slopes, sizes, strict=True))


def cosine_lr(step, steps, lr):
    done = step / steps
    return 0.5 * lr + 0.5 * lr * math.cos(math.pi * done)


def factor_left(lr, beta, curvature):
    matrix = np.array([[1 - lr * curvature, -lr * beta], [curvature, beta]])
    return np.max(np.absolute(np.linalg.eigvals(matrix)))


def best_ball(flattest, steepest):
    kappa = steepest / flattest
    beta = (math.sqrt(kappa) - 1) ** 2 / (math.sqrt(kappa) + 1) ** 2
    return np.array([2 * (1 + beta) / (flattest + steepest), beta])


def noise_spread(lr, beta, curvature, noise):
    top = lr * (1.0 + beta)
    bottom = curvature * (1.0 - beta) * (2.0 * (1.0 + beta) - lr * curvature)
    return abs(noise) * math.sqrt(top / bottom)


def nesterov_step(w, g, velocity, lr, beta=0.9):
    speed = np.multiply(beta, velocity) + g
    ahead = np.multiply(beta, speed) + g
    return [np.subtract(w, lr * ahead), speed]


def warmup_lr(step, lr, climb):
    done = step + 1
    if done >= climb:
        return lr
    return lr * done / climb


def folds(n, k, rng):
    rows = list(range(n))
    rng.shuffle(rows)
    pile_of = {row: place % k for place, row in enumerate(rows)}
    pairs = []
    for i in range(k):
        val = [row for row in rows if pile_of[row] == i]
        train = [row for row in rows if pile_of[row] != i]
        pairs.append((np.array(train), np.array(val)))
    return pairs


def stop_at_zero(w, pull):
    result = np.array(w, dtype=float)
    short = np.abs(result) < pull
    result[result > 0] -= pull
    result[w < 0] += pull
    result[short] = 0
    return result


def verdict(train, val, goal):
    learned = not train[len(train) - 1] > goal
    good_epochs = [epoch for epoch in range(len(val)) if not val[epoch] > goal]
    if not learned:
        word = "underfitting"
    elif len(good_epochs) == 0:
        word = "overfitting"
    elif good_epochs[-1] == len(val) - 1:
        word = "fine"
    else:
        word = "stop earlier"
    return word


def with_mirrors(images, y):
    n, height, width = images.shape
    more = np.zeros((2 * n, height, width), dtype=images.dtype)
    more[:n] = images
    for column in range(width):
        more[n:, :, column] = images[:, :, width - 1 - column]
    return more, np.hstack((y, y))


def committee(p):
    n_members, n_examples, n_classes = p.shape
    average = np.zeros((n_examples, n_classes))
    for member in p:
        average += member / n_members
    return np.array([np.argsort(row)[-1] for row in average])


def soft_labels(y, K, eps):
    hard = np.zeros((y.size, K))
    hard[range(y.size), y] = 1
    return hard - eps * hard + eps * np.ones_like(hard) / K


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    centered = x - np.sum(x, axis=0) / x.shape[0]
    spread = np.sqrt(np.sum(np.square(centered), axis=0) / x.shape[0] + eps)
    return beta + np.multiply(centered / spread, gamma)


def softplus_backward(dout, z):
    rising = np.where(z < -700, -700.0, z)
    rising = np.where(rising > 700, 700.0, rising)
    return np.divide(dout, 1.0 + np.exp(np.negative(rising)))


def two_slopes(x, y, w1, w2):
    def relu(v):
        return v if v > 0 else 0

    inside = w1 * x
    miss = w2 * relu(inside) - y
    slope_2 = 2 * miss * relu(inside)
    slope_1 = 2 * miss * w2 * x * (1 if inside > 0 else 0)
    return [slope_1, slope_2]


def larger_backward(dout, a, b):
    out = np.maximum(a, b)
    da = np.zeros_like(dout)
    da[a == out] = dout[a == out]
    return da, dout - da


def gain_backward(dout, x, gain):
    n, d = np.shape(x)
    slopes_of_gain, slopes_of_shift = [], []
    for j in range(d):
        slopes_of_gain.append(np.dot(x[:, j], dout[:, j]))
        slopes_of_shift.append(np.dot(np.ones(n), dout[:, j]))
    return dout * np.tile(gain, (n, 1)), np.array(slopes_of_gain), np.array(slopes_of_shift)


def shared_backward(dout1, x1, dout2, x2):
    dw = np.sum(dout1 * x1)
    dw += np.sum(dout2 * x2)
    return dw


def slope_at(f, w, i, eps):
    w[i] += eps
    up = f(w)
    w[i] -= 2 * eps
    down = f(w)
    w[i] += eps
    return (up - down) / (2 * eps)


def suspect(errors, limit):
    bad = [i for i in range(len(errors)) if errors[i] >= limit]
    if len(bad) == 0:
        return None
    return bad[-1]


def silent_weights(x, W, b):
    taught = np.zeros(W.shape)
    for row in x:
        gate = np.where(row @ W + b > 0, 1.0, 0.0)
        taught += np.outer(np.abs(row), gate)
    return np.logical_not(taught > 0)


NAMES = [
    name
    for name, exercise in every_exercise().items()
    if name in globals()
    or (lesson_of(name).number >= "04" and not exercise.of_class)  # test_exercises_classes.py
]


@pytest.mark.parametrize("name", NAMES)
def test_another_persons_answer_passes(name: str) -> None:
    result = check(globals()[name])
    assert result.passed, str(result)
