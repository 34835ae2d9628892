"""Lesson 05, the learning rate: an epoch cut into batches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def minibatches(n: int, batch_size: int, rng: np.random.Generator) -> list[Array]:
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


def _cut(order: Array, batch_size: int) -> list[Array]:
    """Rows in the given order, in batches."""
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def _dealt_like_cards(n: int, batch_size: int, rng: np.random.Generator) -> list[list[int]]:
    """Rows are drawn one at a time, each from those that are left."""
    left = list(range(n))
    batches: list[list[int]] = [[]]
    while left:
        if len(batches[-1]) == batch_size:
            batches.append([])
        batches[-1].append(left.pop(int(rng.integers(len(left)))))
    return batches


def _sorted_by_lot(n: int, batch_size: int, rng: np.random.Generator) -> list[Array]:
    return np.split(np.argsort(rng.random(n)), range(batch_size, n, batch_size))


def _batches_in_lots(n: int, batch_size: int, rng: np.random.Generator) -> list[Array]:
    batches = _cut(np.arange(n), batch_size)
    return [batches[k] for k in rng.permutation(len(batches))]


def _rows(answer: Answer, n: int, batch_size: int, seed: int = 1) -> Array:
    """One epoch's row numbers in the order of their turns."""
    return np.concatenate(answer(n, batch_size, np.random.default_rng(seed)))


def _counts(answer: Answer) -> Array:
    """How often each of 10 and of 9 rows has its turn, in batches of 4 and of 3."""
    return np.concatenate(
        [np.bincount(_rows(answer, n, size), minlength=n) for n, size in ((10, 4), (9, 3), (2, 5))]
    )


def _seen(answer: Answer, n: int, batch_size: int, view: Callable[[Any], Any]) -> int:
    """How many different epochs come up in 200, looked at in a certain way."""
    rng = np.random.default_rng(2)
    return len({view([tuple(rows) for rows in answer(n, batch_size, rng)]) for _ in range(200)})


MINIBATCHES = Exercise(
    signature="minibatches(n, batch_size, rng)",
    task="Return a list of arrays of row numbers: the rows 0 to n - 1 shuffled with rng and cut "
    "into batches of batch_size, the last of which may be smaller.",
    reference=minibatches,
    probes=tuple(
        (n, size, np.random.default_rng(10 + i))
        for i, (n, size) in enumerate(
            ((1, 1), (3, 1), (5, 2), (4, 4), (12, 4), (10, 4), (3, 8), (30, 7))
        )
    ),
    compare=False,
    misconceptions=(
        Misconception(
            "drops_the_rest",
            "A batch that is not full does not count.",
            "The rows that do not fill a batch never have their turn in yours.",
            lambda n, batch_size, rng: _cut(rng.permutation(n), batch_size)[: n // batch_size],
        ),
        Misconception(
            "not_shuffled",
            "The order of the file is as good as any.",
            "Your rows come in the order of the file. Think of a file with all cats first: which "
            "animals do your first batches hold?",
            lambda n, batch_size, rng: _cut(np.arange(n), batch_size),
        ),
        Misconception(
            "end_included",
            "The end of a slice belongs to it.",
            "The last row of a batch comes again as the first row of the next. A slice stops "
            "before its end.",
            lambda n, batch_size, rng: (
                lambda order: [order[s : s + batch_size + 1] for s in range(0, n, batch_size)]
            )(rng.permutation(n)),
        ),
        Misconception(
            "fixed_seed",
            "A seed inside the function makes things repeatable, which is good.",
            "Your order is the same whatever rng holds: each epoch is a copy of the one before. "
            "You were given a source of chance.",
            lambda n, batch_size, rng: _cut(np.random.default_rng(0).permutation(n), batch_size),
        ),
        Misconception(
            "own_generator",
            "Any source of chance will do.",
            "Your order does not come from rng: whatever it holds, the batches are the same. Where "
            "does your chance come from?",
            lambda n, batch_size, rng: _cut(np.random.default_rng(1).permutation(n), batch_size),
        ),
        Misconception(
            "shuffles_the_batches",
            "Mixing piles mixes cards.",
            "You shuffle the piles, and neighbors of the file stay together. What is to be "
            "shuffled before the cards are dealt?",
            _batches_in_lots,
        ),
        Misconception(
            "end_is_the_size",
            "A slice is its start and its length.",
            "Your batches end at row batch_size of the deck, wherever they start, so the later "
            "ones are empty. What are the two numbers of a slice?",
            lambda n, batch_size, rng: (
                lambda order: [order[s:batch_size] for s in range(0, n, batch_size)]
            )(rng.permutation(n)),
        ),
        Misconception(
            "a_batch_from_every_row",
            "A batch starts at each row.",
            "A new batch starts at every row of yours, and rows come again and again. How far "
            "apart are the starts of two batches?",
            lambda n, batch_size, rng: (
                lambda order: [order[s : s + batch_size] for s in range(n)]
            )(rng.permutation(n)),
        ),
        Misconception(
            "an_empty_batch",
            "What is left over is always a batch.",
            "These rows fill their batches without a rest, and you add one more, which is empty.",
            lambda n, batch_size, rng: [
                *_cut(rng.permutation(n), batch_size),
                *[np.arange(0)] * (n % batch_size == 0),
            ],
        ),
        Misconception(
            "one_row_lost",
            "Rows go up to n - 1, so n - 1 is the number to use.",
            "One row never has its turn. Numbers that start at 0 and stop before n: how many?",
            lambda n, batch_size, rng: _cut(rng.permutation(n - 1), batch_size) or [np.arange(0)],
        ),
        Misconception(
            "with_replacement",
            "A random batch is a random draw each time.",
            "Some rows come twice in your epoch and others not at all. An epoch is a shuffled "
            "deck, not a row of throws of dice.",
            lambda n, batch_size, rng: [
                rng.integers(n, size=len(b)) for b in _cut(np.arange(n), batch_size)
            ],
        ),
        Misconception(
            "number_of_batches",
            "batch_size says how many batches there are.",
            "You make as many batches as batch_size says. Is that the number of piles, or of cards "
            "in a pile?",
            lambda n, batch_size, rng: np.array_split(rng.permutation(n), batch_size),
        ),
        Misconception(
            "shared_out_evenly",
            "array_split makes piles of a size.",
            "You share the cards out evenly, so some piles hold more than batch_size. After how "
            "many cards does the next pile begin?",
            lambda n, batch_size, rng: np.array_split(rng.permutation(n), n // batch_size),
        ),
    ),
    alternates=(
        _sorted_by_lot,
        lambda n, batch_size, rng: [
            np.array(rows) for rows in _dealt_like_cards(n, batch_size, rng)
        ],
    ),
    hints=(
        "Think of a deck of cards: shuffle the whole deck once, then deal it out in piles.",
        "A generator has a method permutation; the piles are slices of its answer.",
        "Shuffle all row numbers first. Then, for each start 0, batch_size, 2 batch_size, ... "
        "below n, take the slice that begins there; a slice may reach past the end.",
    ),
    properties=(
        Property(
            "no row is left out",
            lambda answer: np.all(_counts(answer) >= 1),
            "Join your batches and sort: some row numbers from 0 to n - 1 are missing.",
        ),
        Property(
            "no row comes twice",
            lambda answer: np.all(_counts(answer) <= 1),
            "Join your batches and sort: some row numbers are there twice.",
        ),
        Property(
            "all batches are full but the last",
            lambda answer: (
                [len(rows) for rows in answer(10, 4, np.random.default_rng(1))] == [4, 4, 2]
            ),
            "10 rows in batches of 4 are 4, 4 and 2.",
        ),
        Property(
            "the order is not that of the file",
            lambda answer: not np.array_equal(_rows(answer, 40, 8), np.arange(40)),
            "Rows come in the order of the file. Where do you shuffle?",
        ),
        Property(
            "all orders come up",
            lambda answer: _seen(answer, 3, 1, tuple) == 6,
            "Three rows can be ordered in 6 ways. In 200 epochs not all of them came up.",
        ),
        Property(
            "who sits together changes",
            lambda answer: _seen(answer, 4, 2, lambda e: frozenset(map(frozenset, e))) == 3,
            "Four rows can be paired in 3 ways. In 200 epochs not all of them came up.",
        ),
        Property(
            "the same state of rng gives the same batches",
            lambda answer: np.array_equal(_rows(answer, 40, 8), _rows(answer, 40, 8)),
            "Two generators with the same seed should lead to the same batches.",
        ),
        Property(
            "another seed gives another order",
            lambda answer: not np.array_equal(_rows(answer, 40, 8), _rows(answer, 40, 8, seed=7)),
            "Two generators with different seeds lead to the same batches. Do you use rng?",
        ),
    ),
)

EXERCISES = (MINIBATCHES,)
