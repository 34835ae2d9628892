"""Lesson 05, the learning rate: how many steps an epoch makes."""

from __future__ import annotations

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


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
    probes=(
        (1, 1, 1),
        (3, 3, 3),
        (10, 4, 1),
        (11, 4, 1),
        (9, 4, 5),
        (12, 3, 2),
        (3, 8, 6),
        (100, 32, 4),
        (7, 1, 3),
        (6, 4, 0),
    ),
    misconceptions=(
        Misconception(
            "one_for_each_epoch",
            "The weights are corrected at the end of an epoch.",
            "You count one update for each pass. The weights are turned after every batch: how "
            "many batches has a pass?",
            lambda n, batch_size, epochs: epochs,
        ),
        Misconception(
            "one_for_each_example",
            "Each example corrects the weights.",
            "You count one update for each example. A batch is looked at as a whole: how many "
            "updates does it lead to?",
            lambda n, batch_size, epochs: epochs * n,
        ),
        Misconception(
            "nearest_whole_number",
            "Round as usual.",
            "You round to the nearest number of batches, and a small rest is lost. Which batch do "
            "these examples belong to?",
            lambda n, batch_size, epochs: epochs * round(n / batch_size),
        ),
        Misconception(
            "drops_the_rest",
            "Only full batches count.",
            "You count full batches only. The examples that are left over make a batch as well, a "
            "smaller one.",
            lambda n, batch_size, epochs: epochs * (n // batch_size),
        ),
        Misconception(
            "batch_size_is_a_count",
            "batch_size says how many batches there are.",
            "You multiply by batch_size. Make the batches larger: should the number of updates "
            "rise or fall?",
            lambda n, batch_size, epochs: epochs * batch_size,
        ),
        Misconception(
            "one_too_many",
            "There is always a rest.",
            "These examples fill their batches without a rest, and you count one more, which is "
            "empty.",
            lambda n, batch_size, epochs: epochs * (n // batch_size + 1),
        ),
        Misconception(
            "one_long_pass",
            "Batches run on across the end of an epoch.",
            "You fill the last batch of a pass with examples of the next pass. Each pass starts "
            "with a fresh batch.",
            lambda n, batch_size, epochs: -(-n * epochs // batch_size),
        ),
        Misconception(
            "fraction",
            "Dividing is enough.",
            "Your number of updates is not whole. A started batch is a batch.",
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
            lambda answer: answer(50, 80, 7) == 7 == answer(50, 50, 7),
            "If everything fits into one batch, a pass is one update.",
        ),
        Property(
            "batches of one are one update for each example",
            lambda answer: answer(13, 1, 2) == 26,
            "If every example is a batch, a pass has as many updates as examples.",
        ),
    ),
)

EXERCISES = (TOTAL_UPDATES,)
