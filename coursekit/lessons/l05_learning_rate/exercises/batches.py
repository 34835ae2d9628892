"""Lesson 05, the learning rate: an epoch cut into batches, and how many steps that makes."""

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
    probes=(
        (5, 2, np.random.default_rng(0)),
        (12, 4, np.random.default_rng(0)),
        (10, 4, np.random.default_rng(1)),
        (3, 8, np.random.default_rng(0)),
        (1, 1, np.random.default_rng(0)),
    ),
    compare=False,
    misconceptions=(
        Misconception(
            "drops_the_rest",
            "A batch that is not full does not count.",
            "10 rows in batches of 4: two rows never have their turn in yours.",
            lambda n, batch_size, rng: _cut(rng.permutation(n), batch_size)[: n // batch_size],
        ),
        Misconception(
            "not_shuffled",
            "The order of the file is as good as any.",
            "Think of a file with 500 cats and then 500 dogs. Your first batches hold not a "
            "single dog.",
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
            "Call it twice with one generator: the second epoch is a copy of the first. You were "
            "given a source of chance.",
            lambda n, batch_size, rng: _cut(np.random.default_rng(0).permutation(n), batch_size),
        ),
        Misconception(
            "own_generator",
            "Any source of chance will do.",
            "With rng in the same state, two calls should agree, or nobody can repeat your run. "
            "Where does your chance come from?",
            lambda n, batch_size, rng: _cut(np.random.default_rng(1).permutation(n), batch_size),
        ),
        Misconception(
            "shuffles_the_batches",
            "Mixing piles mixes cards.",
            "Rows 0 and 1 are always in one batch, whatever the seed. You shuffle the piles; the "
            "cards inside them never part.",
            _batches_in_lots,
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
            "With 12 rows and batch_size 4 you make 4 batches. Is 4 the number of piles or of "
            "cards in a pile?",
            lambda n, batch_size, rng: np.array_split(rng.permutation(n), batch_size),
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


def total_updates(n: int, batch_size: int, epochs: int) -> int:
    return epochs * int(np.ceil(n / batch_size))


def _counted(n: int, batch_size: int, epochs: int) -> int:
    updates = 0
    for _ in range(epochs):
        for _ in range(0, n, batch_size):
            updates += 1
    return updates


TOTAL_UPDATES = Exercise(
    signature="total_updates(n, batch_size, epochs)",
    task="Return how many weight updates happen in epochs passes over n examples; the last batch "
    "of a pass may be smaller than batch_size.",
    reference=total_updates,
    probes=((10, 4, 1), (9, 4, 5), (12, 3, 2), (3, 8, 6), (100, 32, 4), (7, 1, 3)),
    misconceptions=(
        Misconception(
            "one_for_each_epoch",
            "The weights are corrected at the end of an epoch.",
            "A pass over 1000 examples in batches of 10 turns the weights far more often than "
            "once.",
            lambda n, batch_size, epochs: epochs,
        ),
        Misconception(
            "one_for_each_example",
            "Each example corrects the weights.",
            "A batch of 10 is looked at as a whole. How many corrections does it lead to?",
            lambda n, batch_size, epochs: epochs * n,
        ),
        Misconception(
            "nearest_whole_number",
            "Round as usual.",
            "9 cards in piles of 4: you count two piles. What about the ninth card?",
            lambda n, batch_size, epochs: epochs * max(1, round(n / batch_size)),
        ),
        Misconception(
            "drops_the_rest",
            "Only full batches count.",
            "3 examples and a batch size of 8: you say that nothing happens at all.",
            lambda n, batch_size, epochs: epochs * (n // batch_size),
        ),
        Misconception(
            "batch_size_is_a_count",
            "batch_size says how many batches there are.",
            "Take 100 examples and make the batch size larger: your number rises. Should it rise "
            "or fall?",
            lambda n, batch_size, epochs: epochs * batch_size,
        ),
        Misconception(
            "one_too_many",
            "There is always a rest.",
            "12 cards in piles of 3 leave no rest. You count an empty pile.",
            lambda n, batch_size, epochs: epochs * (n // batch_size + 1),
        ),
        Misconception(
            "one_long_pass",
            "Batches run on across the end of an epoch.",
            "You fill the last pile of a pass with cards of the next pass. Each pass starts with "
            "a fresh pile.",
            lambda n, batch_size, epochs: -(-n * epochs // batch_size),
        ),
        Misconception(
            "fraction",
            "Dividing is enough.",
            "2.25 piles? A started pile is a pile.",
            lambda n, batch_size, epochs: epochs * n / batch_size,
        ),
        Misconception(
            "only_one_epoch",
            "Counting the batches of the data set is enough.",
            "You count the updates of a single pass. How many passes are there?",
            lambda n, batch_size, epochs: -(-n // batch_size),
        ),
    ),
    alternates=(
        _counted,
        lambda n, batch_size, epochs: (n + batch_size - 1) // batch_size * epochs,
        lambda n, batch_size, epochs: np.float32(epochs) * np.ceil(np.float32(n / batch_size)),
    ),
    hints=(
        "How many piles do 10 cards make if 4 go into a pile?",
        "Count the batches of one pass, the started one included; then think of all passes.",
        "Divide n by the batch size and round up (NumPy has ceil); multiply by the passes.",
    ),
    properties=(
        Property(
            "twice the epochs, twice the updates",
            lambda answer: answer(10, 4, 6) == 2 * answer(10, 4, 3),
            "Every pass has the same number of updates.",
        ),
        Property(
            "the whole set as a batch is one update for each pass",
            lambda answer: answer(50, 50, 7) == answer(50, 80, 7) == 7,
            "If everything fits into one batch, a pass is one update.",
        ),
        Property(
            "batches of one are one update for each example",
            lambda answer: answer(13, 1, 2) == 26,
            "If every example is a batch, a pass has as many updates as examples.",
        ),
    ),
)

EXERCISES = (MINIBATCHES, TOTAL_UPDATES)
