"""Lesson 01, the learning cycle: the whole loop, and counting what came out of it."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def train_knob(w: Any, x: Any, y: Any, lr: Any, rounds: Any) -> Any:
    """Guess, score, blame, adjust, for every example of every round."""
    for _ in range(rounds):
        for x_n, y_n in zip(x, y, strict=True):
            w = w - lr * 2 * (w * x_n - y_n) * x_n
    return w


def count_mistakes(guesses: Any, y: Any) -> Any:
    """How many guesses differ from their label."""
    return np.sum(np.asarray(guesses) != np.asarray(y))


def count_labels(y: Any, K: Any) -> Any:
    """How often each class 0 to K - 1 stands in y."""
    return np.bincount(y, minlength=K)


def _stale_guess(w: Any, x: Any, y: Any, lr: Any, rounds: Any) -> Any:
    return w - rounds * sum(lr * 2 * (w * a - b) * a for a, b in zip(x, y, strict=True))


def _rounds_inside(w: Any, x: Any, y: Any, lr: Any, rounds: Any) -> Any:
    for a, b in zip(x, y, strict=True):
        for _ in range(rounds):
            w = w - lr * 2 * (w * a - b) * a
    return w


def _one_example_a_round(w: Any, x: Any, y: Any, lr: Any, rounds: Any) -> Any:
    for i in range(rounds):
        a, b = x[i % len(x)], y[i % len(x)]
        w = w - lr * 2 * (w * a - b) * a
    return w


def _once_a_round(w: Any, x: Any, y: Any, lr: Any, rounds: Any) -> Any:
    for _ in range(rounds):
        w = w - lr * np.mean(2 * (w * x - y) * x)
    return w


def _all_at_once(w: Any, x: Any, y: Any, lr: Any, rounds: Any) -> Any:
    for _ in range(rounds):
        w = w - lr * 2 * (w * x - y) * x
    return w


def _every_x_with_every_y(w: Any, x: Any, y: Any, lr: Any, rounds: Any) -> Any:
    for _ in range(rounds):
        for a in x:
            for b in y:
                w = w - lr * 2 * (w * a - b) * a
    return w


TRAIN_KNOB = Exercise(
    signature="train_knob(w, x, y, lr, rounds)",
    task="Update w once for each example, from first to last, in each of the rounds; return w.",
    reference=train_knob,
    probes=(
        (1.0, np.array([3.0]), np.array([1.0]), 0.05, 1),
        (1.0, np.array([1.0, 2.0]), np.array([0.4, 0.6]), 0.1, 1),
        (0.0, np.array([1.0, -2.0, 3.0]), np.array([2.0, 1.0, 0.5]), 0.02, 3),
        (0.5, np.array([2.0, -1.0]), np.array([1.3, 0.7]), 0.03, 2),
        (0.5, np.array([2.0, -1.0]), np.array([1.3, 0.7]), 0.03, 4),
    ),
    misconceptions=(
        Misconception(
            "never_adjusts",
            "To work out a new w is to have it.",
            "Your knob ends where it began. In which line does w get its new value?",
            lambda w, x, y, lr, rounds: w,
        ),
        Misconception(
            "one_round",
            "Seeing every example once is the whole training.",
            "Each example is seen once here, whatever the number of rounds. Who repeats them?",
            lambda w, x, y, lr, rounds: train_knob(w, x, y, lr, 1),
        ),
        Misconception(
            "all_at_once",
            "A step takes all examples together.",
            "Your step is handed the whole of x and y, so w becomes an array. They hold many "
            "examples: which loop hands them out one pair after the other?",
            _all_at_once,
        ),
        Misconception(
            "rounds_inside",
            "All rounds of an example come before the next example.",
            "The first example has all its rounds before the second one is seen. In a round every "
            "example has its turn: which loop is the outer one?",
            _rounds_inside,
        ),
        Misconception(
            "a_round_too_few",
            "The first round is the start.",
            "You make one round fewer than asked for. With rounds = 1, how often does your outer "
            "loop run?",
            lambda w, x, y, lr, rounds: train_knob(w, x, y, lr, max(rounds - 1, 0)),
        ),
        Misconception(
            "every_x_with_every_y",
            "Two arrays need two loops.",
            "You bring every x together with every y. A storm has one number of each: how do you "
            "hand out x and y in pairs?",
            _every_x_with_every_y,
            probe=1,
        ),
        Misconception(
            "one_example_a_round",
            "A round is one update.",
            "Each of your rounds sees a single example. A round goes through all of them.",
            _one_example_a_round,
        ),
        Misconception(
            "stale_guess",
            "All predictions can be made before the first update.",
            "All your predictions use the first w. With which w does the second example have to "
            "be predicted?",
            _stale_guess,
        ),
        Misconception(
            "once_a_round",
            "The knob is updated once a round.",
            "You update once after all examples. That is a way to train, too, and lesson 05 comes "
            "to it. Here each example has an update of its own.",
            _once_a_round,
        ),
        Misconception(
            "uphill",
            "The slope points to where the loss is lower.",
            "Each update has the right length and the wrong direction. Which way does the "
            "slope point?",
            lambda w, x, y, lr, rounds: train_knob(w, x, y, -lr, rounds),
        ),
        Misconception(
            "last_only",
            "Only the last example counts, since it comes last.",
            "The last example alone would bring your knob to the same place. Who turned it for "
            "the others?",
            lambda w, x, y, lr, rounds: train_knob(w, x[-1:], y[-1:], lr, rounds),
        ),
    ),
    alternates=(
        lambda w, x, y, lr, rounds: train_knob(w, np.tile(x, rounds), np.tile(y, rounds), lr, 1),
    ),
    hints=(
        "You need two loops. Which one is inside the other?",
        "The outer loop counts rounds, the inner one goes through the pairs of x and y. Inside is "
        "the step that you wrote as one_step.",
        "In the inner loop give w its new value, so that the next prediction uses it. Hand w back "
        "after both loops.",
    ),
    properties=(
        Property(
            "no round changes nothing",
            lambda f: f(0.7, np.array([1.0]), np.array([2.0]), 0.1, 0) == 0.7,
            "With 0 rounds there is no update. What does yours give back then?",
        ),
        Property(
            "a right knob stays",
            lambda f: np.isclose(f(2.0, np.array([1.0, 3.0]), np.array([2.0, 6.0]), 0.1, 5), 2.0),
            "When every prediction is right, the gradient is 0. Does your knob stay where it is?",
        ),
    ),
)

COUNT_MISTAKES = Exercise(
    signature="count_mistakes(guesses, y)",
    task="Return how many of the guesses (predictions) differ from the label at the same place.",
    reference=count_mistakes,
    probes=(
        (np.array([1, 0]), np.array([1, 1])),
        (np.array([1, 0, 1, 0]), np.array([0, 1, 1, 0])),
        (np.array([4, 0, 2]), np.array([0, 0, 2])),
        (np.array([2, 1]), np.array([2, 1])),
    ),
    misconceptions=(
        Misconception(
            "counts_right",
            "The number of right answers was asked for.",
            "Two perfect guesses give 2 in your count. How many mistakes are there?",
            lambda guesses, y: np.sum(guesses == y),
            probe=3,
        ),
        Misconception(
            "not_counted",
            "The comparison is the count.",
            "Your answer says of each guess whether it is wrong. One number was asked for: how "
            "many of them are?",
            lambda guesses, y: guesses != y,
        ),
        Misconception(
            "all_of_them",
            "The comparison holds the mistakes alone.",
            "You count every example, right or wrong. A comparison has an entry for each of them: "
            "which entries are mistakes?",
            lambda guesses, y: len(guesses != y),
        ),
        Misconception(
            "share",
            "A count and a share are the same.",
            "You divided by the number of examples. The question was how many.",
            lambda guesses, y: np.mean(guesses != y),
        ),
        Misconception(
            "distance",
            "A label is a quantity, and one can be far off.",
            "Guess 4 where the label is 0, and you count four mistakes for one animal.",
            lambda guesses, y: np.sum(np.abs(guesses - y)),
            probe=2,
        ),
        Misconception(
            "cancels",
            "Differences can be added up as they are.",
            "One guess too high and one too low give 0 in your count. Do two wrongs make a right?",
            lambda guesses, y: np.sum(guesses - y),
            probe=1,
        ),
    ),
    alternates=(
        lambda guesses, y: sum(g != t for g, t in zip(guesses, y, strict=True)),
        lambda guesses, y: len(y) - np.sum(guesses == y),
    ),
    hints=(
        "Compare place by place. What does the comparison of two arrays give?",
        "A comparison gives True and False, and True counts as 1 when you add.",
        "Compare with the sign for 'is not equal', then add up what comes out.",
    ),
    properties=(
        Property(
            "no mistake is 0",
            lambda f: f(np.array([1, 0, 1]), np.array([1, 0, 1])) == 0,
            "All guesses right: how many mistakes does yours find?",
        ),
        Property(
            "swapping both changes nothing",
            lambda f: (
                f(np.array([0, 2, 1, 0]), np.array([1, 2, 0, 3]))
                == f(np.array([1, 2, 0, 3]), np.array([0, 2, 1, 0]))
            ),
            "A mistake is a mistake from both sides: exchange guesses and labels and compare.",
        ),
    ),
)

COUNT_LABELS = Exercise(
    signature="count_labels(y, K)",
    task="Return how many examples of each class 0 to K - 1 there are, shape (K,).",
    reference=count_labels,
    probes=(
        (np.array([0, 1, 1]), 2),
        (np.array([2, 0, 0, 2, 0]), 3),
        (np.array([0, 0, 1]), 4),
        (np.array([0]), 1),
        (np.array([1, 1, 2]), 3),
    ),
    misconceptions=(
        Misconception(
            "only_seen",
            "A class without examples does not exist.",
            "Class 3 has no example, and no place in your answer. It needs a 0.",
            lambda y, K: np.bincount(y),
            probe=2,
        ),
        Misconception(
            "shares",
            "Counts are shares.",
            "Your numbers sum to 1. How many examples are there?",
            lambda y, K: np.bincount(y, minlength=K) / len(y),
        ),
        Misconception(
            "sum_of_labels",
            "Adding up labels counts them.",
            "You added the labels themselves. A label is a name, not an amount.",
            lambda y, K: np.sum(y),
        ),
        Misconception(
            "has_any",
            "It is enough to know which classes there are.",
            "Three examples of a class count as one in your answer.",
            lambda y, K: np.array([int(k in y) for k in range(K)]),
            probe=1,
        ),
    ),
    alternates=(lambda y, K: np.array([np.sum(y == k) for k in range(K)]),),
    hints=(
        "For one class k: how would you count its examples?",
        "Comparing y with k gives True and False, and adding those counts. Do it for each class.",
        "NumPy's bincount does all classes at once. It has an argument for how many there are at "
        "least.",
    ),
    properties=(
        Property(
            "the counts sum to N",
            lambda f: np.sum(f(np.array([0, 2, 2, 1]), 3)) == 4,
            "Every example belongs to one class, so the counts sum to the number of examples.",
        ),
        Property(
            "the order of the examples does not count",
            lambda f: np.array_equal(f(np.array([0, 1, 1]), 2), f(np.array([1, 0, 1]), 2)),
            "Shuffle y and count again: nothing may change.",
        ),
    ),
)

EXERCISES = (TRAIN_KNOB, COUNT_MISTAKES, COUNT_LABELS)
