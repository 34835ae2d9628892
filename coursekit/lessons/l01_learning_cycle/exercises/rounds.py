"""Lesson 01, the cycle watched from outside: when has it settled, and what does its curve say?"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property

ONE = np.array([1.0]), np.array([2.0])
TWO = np.array([1.0, 2.0]), np.array([1.0, 6.0])
EVEN = np.array([1.0, 2.0]), np.array([2.0, 4.0])


def rounds_needed(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    """Rounds of updates, one for each example, until a whole round moves w by less than tol."""
    for rounds in range(1, 1001):
        before = w
        for x_n, y_n in zip(x, y, strict=True):
            w = w - lr * 2 * (w * x_n - y_n) * x_n
        if abs(w - before) < tol:
            return rounds
    return 1000


def _from_the_start(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    before = w
    for rounds in range(1, 1001):
        for i in range(len(x)):
            w = w - lr * 2 * (w * x[i] - y[i]) * x[i]
        if abs(w - before) < tol:
            return rounds
    return 1000


def _each_example(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    for rounds in range(1, 1001):
        for x_n, y_n in zip(x, y, strict=True):
            step = lr * 2 * (w * x_n - y_n) * x_n
            w = w - step
            if abs(step) < tol:
                return rounds
    return 1000


def _last_example(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    for rounds in range(1, 1001):
        for x_n, y_n in zip(x, y, strict=True):
            before = w
            w = w - lr * 2 * (w * x_n - y_n) * x_n
        if abs(w - before) < tol:
            return rounds
    return 1000


def _with_itself(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    return 1


def _not_the_last(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    return rounds_needed(w, x, y, lr, tol) - 1


def _with_a_sign(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    for rounds in range(1, 1001):
        before = w
        for x_n, y_n in zip(x, y, strict=True):
            w = w - lr * 2 * (w * x_n - y_n) * x_n
        if w - before < tol:
            return rounds
    return 1000


def _until_it_settles(w: Any, x: Any, y: Any, lr: Any, tol: Any) -> Any:
    rounds, moved = 0, np.inf
    while abs(moved) >= tol and rounds < 1000:
        before = w
        for i in range(len(x)):
            w -= 2 * lr * x[i] * (x[i] * w - y[i])
        rounds, moved = rounds + 1, w - before
    return rounds


ROUNDS_NEEDED = Exercise(
    signature="rounds_needed(w, x, y, lr, tol)",
    task="Mend it: train w on the pairs of x and y, both (N,), and return how many rounds it took "
    "until a whole round moved w by less than tol. That round counts; after 1000 it gives up.",
    reference=rounds_needed,
    mend="from_the_start",
    probes=(
        (0.0, *ONE, 0.25, 0.1),
        (5.0, *ONE, 0.1, 0.01),
        (1.0, *TWO, 0.05, 0.001),
    ),
    misconceptions=(
        Misconception(
            "from_the_start",
            "Little change since the start means that it has arrived.",
            "Print w and what it is compared with, once in each round. Which of the two never "
            "changes?",
            _from_the_start,
        ),
        Misconception(
            "each_example",
            "A small step for one example is the end.",
            "One example may be content while the next still pulls. What was to be compared: one "
            "step, or a whole round?",
            _each_example,
        ),
        Misconception(
            "last_example",
            "w is remembered before each step.",
            "How often is w remembered in one round here, and how often is it compared? A whole "
            "round was asked for.",
            _last_example,
        ),
        Misconception(
            "with_itself",
            "w is remembered when a round is done.",
            "This ends after one round, whatever happened in it. What has w done between being "
            "remembered and being compared?",
            _with_itself,
            probe=0,
        ),
        Misconception(
            "not_counting_the_last",
            "The round that moved nothing does not count.",
            "How many rounds did you look at before you knew?",
            _not_the_last,
        ),
        Misconception(
            "with_a_sign",
            "A move downward is a small move.",
            "Here w falls from above. Which sign has w minus what it was, and how large is it?",
            _with_a_sign,
            probe=1,
        ),
    ),
    alternates=(_until_it_settles,),
    hints=(
        "It runs to the end and says 1000, or stops by chance. With what is w compared?",
        "A round is compared with the round before it. Where must that be remembered anew?",
        "What was remembered stands above the loop over rounds. Move it to where each round "
        "begins.",
    ),
    properties=(
        Property(
            "a w that is right takes one round",
            lambda f: f(2.0, *EVEN, 0.05, 1e-9) == 1,
            "This w is right from the start: the first round moves nothing.",
        ),
        Property(
            "a w that never settles is given up after 1000 rounds",
            lambda f: f(1.0, *ONE, 1.0, 0.1) == 1000,
            "This w jumps between 1 and 3 and never settles. What is to come out after 1000 rounds?",
        ),
    ),
)


def diagnose(losses: Any) -> Any:
    """A word for a loss curve: frozen, uphill, learning or unclear."""
    places = range(1, len(losses))
    if all(losses[i] == losses[i - 1] for i in places):
        return "frozen"
    if all(losses[i] > losses[i - 1] for i in places):
        return "uphill"
    return "learning" if losses[-1] <= losses[0] / 2 else "unclear"


def _is_frozen(losses: Any) -> bool:
    return len(set(losses)) == 1


def _only_climbs(losses: Any) -> bool:
    return all(now < then for now, then in pairwise(losses))


def _by_the_ends(losses: Any) -> Any:
    if losses[0] == losses[-1]:
        return "frozen"
    if losses[0] < losses[-1]:
        return "uphill"
    return "learning" if losses[-1] <= losses[0] / 2 else "unclear"


def _by_any_rise(losses: Any) -> Any:
    if _is_frozen(losses):
        return "frozen"
    if any(now < then for now, then in pairwise(losses)):
        return "uphill"
    return "learning" if losses[-1] <= losses[0] / 2 else "unclear"


def _by_the_lowest(losses: Any) -> Any:
    if _is_frozen(losses):
        return "frozen"
    if _only_climbs(losses):
        return "uphill"
    return "learning" if min(losses) <= losses[0] / 2 else "unclear"


def _by_any_fall(losses: Any) -> Any:
    if _is_frozen(losses):
        return "frozen"
    if _only_climbs(losses):
        return "uphill"
    return "learning" if losses[-1] < losses[0] else "unclear"


def _by_the_last_pair(losses: Any) -> Any:
    if losses[-1] == losses[-2]:
        return "frozen"
    if losses[-1] > losses[-2]:
        return "uphill"
    return "learning" if losses[-1] <= losses[0] / 2 else "unclear"


def _by_less_than_half(losses: Any) -> Any:
    return "unclear" if losses[-1] == losses[0] / 2 else diagnose(losses)


WORDS = ("frozen", "uphill", "learning", "unclear")
CURVES = ([4.0, 1.0], [1.0, 2.0], [3.0, 3.0], [2.0, 1.5])

DIAGNOSE = Exercise(
    signature="diagnose(losses)",
    task='Read a loss curve, a list of at least two numbers: return "frozen" if all are equal, '
    '"uphill" if each is above the one before, "learning" if the last is at most half of the '
    'first, and otherwise "unclear".',
    reference=diagnose,
    probes=(
        ([2.0, 3.0, 1.9],),
        ([3.0, 5.0, 3.0],),
        ([1.0, 2.0, 3.0],),
        ([4.0, 1.0, 3.9],),
        ([4.0, 2.0, 2.5, 1.0],),
        ([2.0, 2.0],),
        ([4.0, 3.0, 2.0],),
        ([4.0, 2.0, 2.0],),
        ([3.0, 1.0, 1.4],),
        ([4.0, 2.0, 4.0, 2.0],),
        ([2.0, 2.0, 3.0],),
        ([1.0, 2.0],),
    ),
    misconceptions=(
        Misconception(
            "by_the_ends",
            "The first and the last loss tell everything.",
            "This curve ends where it began. Did it stand still on the way?",
            _by_the_ends,
            probe=1,
        ),
        Misconception(
            "by_the_last_pair",
            "The last two losses decide.",
            "The last two losses give your word here. Which pairs come before them?",
            _by_the_last_pair,
            probe=3,
        ),
        Misconception(
            "by_any_rise",
            "One rise makes it uphill.",
            "Real curves wiggle: here one loss is above the one before, another is not. Does "
            "uphill ask for one rise, or for all?",
            _by_any_rise,
        ),
        Misconception(
            "by_the_lowest",
            "The lowest loss on the way is what counts.",
            "It was low once and came back. Which loss does w have now?",
            _by_the_lowest,
            probe=3,
        ),
        Misconception(
            "by_any_fall",
            "Whatever falls, learns.",
            "It fell, but by how much? What was asked for?",
            _by_any_fall,
        ),
        Misconception(
            "below_half",
            "At most half means less than half.",
            "The last loss is exactly half of the first. Does “at most half” allow that?",
            _by_less_than_half,
            probe=7,
        ),
    ),
    alternates=(
        lambda losses: (
            "frozen"
            if max(losses) == min(losses)
            else "uphill"
            if bool(np.all(np.diff(losses) > 0))
            else "learning"
            if 2 * losses[-1] <= losses[0]
            else "unclear"
        ),
    ),
    hints=(
        "Two of the words look at every pair of neighbors, one looks at the two ends.",
        "Ask in the order of the sentence, and stop as soon as an answer is yes.",
        "losses[i - 1] and losses[i] are neighbors, for i from 1 on. Count the pairs that are "
        "equal, and those that rise. The pairs are one fewer than the losses.",
    ),
    properties=(
        Property(
            "one of the four words comes out",
            lambda f: all(f(list(curve)) in WORDS for curve in CURVES),
            "Four words are allowed. Is there a curve for which your lines say none of them?",
        ),
        Property(
            "ten times the losses, the same word",
            lambda f: all(f(list(curve)) == f([10 * v for v in curve]) for curve in CURVES),
            "In other units all losses are ten times as large. The training was the same.",
        ),
    ),
)

EXERCISES = (ROUNDS_NEEDED, DIAGNOSE)
