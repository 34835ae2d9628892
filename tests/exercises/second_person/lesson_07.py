"""Answers to the exercises of lesson 07 as somebody else writes them."""

from __future__ import annotations

import math

import numpy as np


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
