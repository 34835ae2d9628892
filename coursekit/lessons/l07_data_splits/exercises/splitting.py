"""Lesson 07, data: three sets without overlap."""

from __future__ import annotations

from itertools import chain
from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property


def split_indices(
    n: int, rng: np.random.Generator, val_frac: float = 0.15, test_frac: float = 0.15
) -> tuple[Array, Array, Array]:
    n_val, n_test = round(val_frac * n), round(test_frac * n)
    order = rng.permutation(n)
    return order[n_val + n_test :], order[:n_val], order[n_val : n_val + n_test]


def _split(
    n: int, rng: Any, val_frac: float = 0.15, test_frac: float = 0.15,
    deal: Any = lambda rng, n: rng.permutation(n),
    count: Any = round,
    cut: Any = lambda order, v, t: (order[v + t :], order[:v], order[v : v + t]),
) -> Any:  # fmt: skip
    """The right answer, unless one of its parts is replaced."""
    return cut(deal(rng, n), count(val_frac * n), count(test_frac * n))


def _with(**parts: Any) -> Answer:
    return lambda n, rng, val_frac=0.15, test_frac=0.15: _split(
        n, rng, val_frac, test_frac, **parts
    )


def _test_first(n: int, rng: Any, val_frac: float = 0.15, test_frac: float = 0.15) -> Any:
    n_test, n_val = int(np.rint(n * test_frac)), int(np.rint(n * val_frac))
    test, val, train = np.split(rng.permutation(n), [n_test, n_test + n_val])
    return train, val, test


def _drawn_from_a_hat(n: int, rng: Any, val_frac: float = 0.15, test_frac: float = 0.15) -> Any:
    test = rng.choice(n, size=round(n * test_frac), replace=False)
    left = np.setdiff1d(np.arange(n), test)
    val = rng.choice(left, size=round(n * val_frac), replace=False)
    return np.setdiff1d(left, val), val, test


def _in_place(n: int, rng: Any, val_frac: float = 0.15, test_frac: float = 0.15) -> Any:
    rows = list(range(n))
    rng.shuffle(rows)
    first, second = round(n * val_frac), round(n * val_frac) + round(n * test_frac)
    return tuple(np.array(part) for part in (rows[second:], rows[:first], rows[first:second]))


def _sorted(order: Array, v: int, t: int) -> tuple[Array, ...]:
    return (
        order[: len(order) - v - t],
        order[len(order) - v - t : len(order) - t],
        order[len(order) - t :],
    )


def _test_from_the_rest(n: int, rng: Any, val_frac: float = 0.15, test_frac: float = 0.15) -> Any:
    order = rng.permutation(n)
    val, rest = np.split(order, [round(val_frac * n)])
    test, train = np.split(rest, [round(test_frac * len(rest))])
    return train, val, test


def _piles(answer: Answer, n: int, seed: int = 1, *shares: float) -> list[list[int]]:
    """The three sets as lists of row numbers."""
    return [np.asarray(p).tolist() for p in answer(n, np.random.default_rng(seed), *shares)]


def _sizes(answer: Answer, n: int, *shares: float) -> list[int]:
    return [len(pile) for pile in _piles(answer, n, 1, *shares)]


def _overlap(answer: Answer, one: int, *others: int) -> set[int]:
    """The rows that lie in one set and in another as well."""
    piles = _piles(answer, 40)
    return set(piles[one]) & {*chain(*(piles[other] for other in others))}


def _rounded(answer: Answer) -> Any:
    """Whether the sizes are right, also where a share comes to no row at all."""
    names = ("val_frac", "test_frac")
    cases: tuple[tuple[int, tuple[float, ...], list[int]], ...]
    cases = ((13, (), [9, 2, 2]), (100, (0.1, 0.25), [65, 10, 25]), (3, (), [3, 0, 0]))
    for n, shares, sizes in cases:
        found = _sizes(answer, n, *shares)
        if found != sizes:
            return Broken(found, sizes, n=n, **dict(zip(names, shares, strict=False)))
    return True


def _blocks(piles: list[list[int]]) -> bool:
    """Whether each set is a stretch of the file."""
    return all(max(pile) - min(pile) == len(pile) - 1 for pile in piles)


def _every_row_travels(answer: Answer) -> bool:
    """In 80 splits of 6 rows each row is seen in each set; a miss has a chance of 1e-13."""
    seen = [_piles(answer, 6, seed, 0.33, 0.33) for seed in range(80)]
    return all(set().union(*piles) >= set(range(6)) for piles in zip(*seen, strict=True))


SPLIT_INDICES = Exercise(
    signature="split_indices(n, rng, val_frac=0.15, test_frac=0.15)",
    task="Shuffle the rows 0 to n - 1 with rng and return (train, val, test): arrays of row "
    "numbers, round(val_frac * n) in val, round(test_frac * n) in test, the others in train.",
    reference=split_indices,
    probes=(
        (6, np.random.default_rng(0), 0.33, 0.16),
        (13, np.random.default_rng(0)),
        (40, np.random.default_rng(1)),
        (100, np.random.default_rng(2), 0.1, 0.25),
        (20, np.random.default_rng(3), 0.2),
        (3, np.random.default_rng(4)),
        (1, np.random.default_rng(5)),
    ),
    compare=False,
    misconceptions=(
        Misconception(
            "not_shuffled",
            "Nobody sorted the file, so it is mixed.",
            "Files are often sorted, by date or by price. Then your exam asks only about one end "
            "of the range.",
            _with(deal=lambda rng, n: np.arange(n)),
        ),
        Misconception(
            "quizzes_are_the_exam",
            "One set can serve for both.",
            "Your validation and test sets have rows in common. Where does the test set begin?",
            _with(cut=lambda order, v, t: (order[v + t :], order[:v], order[:t])),
        ),
        Misconception(
            "trains_on_everything",
            "More training data is always better.",
            "Every exam question is in your training set too. A perfect grade would then prove "
            "good memory.",
            _with(cut=lambda order, v, t: (order, order[:v], order[v : v + t])),
        ),
        Misconception(
            "own_seed",
            "A seed inside the function makes the split repeatable.",
            "Ten people with ten seeds get the same sets from you. The generator in the "
            "arguments is never asked.",
            _with(deal=lambda rng, n: np.random.default_rng(0).permutation(n)),
        ),
        Misconception(
            "one_row_lost",
            "The next set begins one further on.",
            "One row is in none of your sets. A slice stops before its end, and the next one "
            "starts there.",
            _with(cut=lambda order, v, t: (order[v + t + 1 :], order[:v], order[v : v + t])),
        ),
        Misconception(
            "one_row_shared",
            "The end of a slice belongs to it.",
            "One row lies in two of your sets. Which place is the first after a slice?",
            _with(cut=lambda order, v, t: (order[v + t - 1 :], order[:v], order[v : v + t])),
        ),
        Misconception(
            "other_order",
            "The sets come in the order in which they are cut.",
            "What you call training is one of the small sets.",
            _with(cut=lambda order, v, t: (order[:v], order[v : v + t], order[v + t :])),
        ),
        Misconception(
            "rounds_down",
            "A count is the whole part of a product.",
            "A share of the rows is seldom a whole number, and you drop what stands behind the "
            "point. What does the task do with it?",
            _with(count=int),
        ),
        Misconception(
            "everything_for_nothing",
            "A slice from -0 on is empty.",
            "When the share of the test rounds to 0 rows, your test holds them all: -0 is 0, and "
            "a slice that starts there is the whole array.",
            _with(cut=lambda order, v, t: (order[v : len(order) - t], order[:v], order[-t:])),
            probe=5,
        ),
        Misconception(
            "test_from_the_rest",
            "Each set takes its share of what is left.",
            "Your test takes its share of what validation has left over. The task's shares are "
            "shares of n.",
            _test_from_the_rest,
        ),
        Misconception(
            "counts_from_one",
            "The first row is row 1.",
            "Your row numbers run from 1 to n. The first row of an array is row 0.",
            _with(deal=lambda rng, n: rng.permutation(n) + 1),
        ),
        Misconception(
            "three_draws",
            "Each set is a random draw.",
            "You draw each set anew, so some rows are in two sets and some in none. Shuffle "
            "once and cut.",
            _with(
                deal=lambda rng, n: (rng, n),
                cut=lambda hat, v, t: tuple(
                    hat[0].choice(hat[1], size=size, replace=False)
                    for size in (hat[1] - v - t, v, t)
                ),
            ),
        ),
        Misconception(
            "shuffled_apart",
            "Shuffling each set is shuffling the rows.",
            "You cut first and shuffle afterwards: the last rows of the file are always the exam.",
            _with(
                deal=lambda rng, n: (rng, np.arange(n)),
                cut=lambda deck, v, t: tuple(map(deck[0].permutation, _sorted(deck[1], v, t))),
            ),
        ),
    ),
    alternates=(_test_first, _drawn_from_a_hat, _in_place, _split),
    hints=(
        "Think of a deck of cards: shuffle it once, then cut it in two places.",
        "Work out the two small counts first; what is left over is for training.",
        "Shuffle with the generator's permutation. The first slice is validation, the next one "
        "the test, and everything after both is training; training is handed back first.",
    ),
    properties=(
        Property(
            "validation and test share no row",
            lambda answer: not _overlap(answer, 1, 2),
            "Some row numbers lie both in val and in test.",
        ),
        Property(
            "training shares no row with the others",
            lambda answer: not _overlap(answer, 0, 1, 2),
            "Some row numbers lie in train and in another set as well.",
        ),
        Property(
            "no row is left out",
            lambda answer: {*chain(*_piles(answer, 40))} == set(range(40)),
            "Put your sets together again: they are not the rows 0 to n - 1.",
        ),
        Property(
            "val and test have the rounded sizes",
            _rounded,
            "Here are the sizes of your three sets. Both small ones have a rounded share of n, "
            "which can be no row at all.",
        ),
        Property(
            "training is the largest set",
            lambda answer: _sizes(answer, 40)[0] > max(_sizes(answer, 40)[1:]),
            "Compare the sizes of your sets. Which of them is asked for first?",
        ),
        Property(
            "the sets are not stretches of the file",
            lambda answer: not _blocks(_piles(answer, 40)),
            "Each of your sets is a stretch of the file. When do you shuffle?",
        ),
        Property(
            "every row can come into every set",
            _every_row_travels,
            "Over many seeds, some rows never leave their set.",
        ),
        Property(
            "the same state of rng gives the same split",
            lambda answer: _piles(answer, 40) == _piles(answer, 40),
            "Two generators with the same seed should lead to the same sets.",
        ),
        Property(
            "another seed gives another split",
            lambda answer: _piles(answer, 40) != _piles(answer, 40, 5),
            "Two generators with different seeds lead to the same sets. Do you use rng?",
        ),
    ),
)

EXERCISES = (SPLIT_INDICES,)
