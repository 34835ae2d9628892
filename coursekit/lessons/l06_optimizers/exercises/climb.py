"""Lesson 06, deeper: a learning rate that starts small."""

from __future__ import annotations

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def warmup_lr(step: int, lr: float, climb: int) -> float:
    return lr * min((step + 1) / climb, 1)


def _with_if(step: int, lr: float, climb: int) -> float:
    if step < climb:
        return lr / climb * (step + 1)
    return lr


WARMUP_LR = Exercise(
    signature="warmup_lr(step, lr, climb)",
    task="Return the learning rate for a step, counted from 0: the first `climb` steps rise by "
    "equal amounts, the last of them has the full lr, and all later ones have it too.",
    reference=warmup_lr,
    probes=(
        (0, 0.1, 4),
        (1, 0.1, 4),
        (3, 0.1, 4),
        (4, 0.1, 4),
        (1000, 0.3, 20),
        (7, 0.3, 20),
        (0, 0.3, 1),
    ),
    misconceptions=(
        Misconception(
            "starts_at_0",
            "Step 0 has the rate 0.",
            "Your first step is of rate 0: it is made for nothing. How many of the steps have "
            "been begun in step 0?",
            lambda step, lr, climb: lr * min(step / climb, 1),
        ),
        Misconception(
            "one_added_to_the_rate",
            "Python adds before it multiplies.",
            "You add 1 to the rate itself, so the climb is far above lr. To which number does the "
            "1 belong, and what has to stand in brackets?",
            lambda step, lr, climb: lr * step / climb + 1 if step < climb else lr,
        ),
        Misconception(
            "never_stops",
            "The rate goes on climbing.",
            "Long after the climb your rate is many times lr. Where should it stay?",
            lambda step, lr, climb: lr * (step + 1) / climb,
        ),
        Misconception(
            "falls",
            "A schedule falls.",
            "Yours starts with the full rate and gets smaller. When does Adam know least?",
            lambda step, lr, climb: lr * max(1 - step / climb, 0),
        ),
        Misconception(
            "one_step_late",
            "The climb ends after the last of its steps.",
            "Your first step is smaller than asked for, and the full rate comes a step late. By "
            "what is the share divided?",
            lambda step, lr, climb: lr * min((step + 1) / (climb + 1), 1),
        ),
        Misconception(
            "one_step_too_far",
            "The climb ends with the step whose number is climb.",
            "The step after the climb has more than the full rate. Which number has the last step "
            "of the climb, if the first has 0?",
            lambda step, lr, climb: lr * (step + 1) / climb if step <= climb else lr,
        ),
        Misconception(
            "all_or_nothing",
            "Warm-up means a small rate first, then the large one.",
            "Yours waits at one small rate and then jumps. The task wants equal amounts from step "
            "to step.",
            lambda step, lr, climb: lr / climb if step + 1 < climb else lr,
        ),
        Misconception(
            "silent_afterwards",
            "After the climb there is no rate any more.",
            "After the climb your rate is 0, and nothing is learned. What should it be?",
            lambda step, lr, climb: lr * (step + 1) / climb if step < climb else 0.0,
        ),
        Misconception(
            "curved",
            "The climb is a curve.",
            "First and last step of the climb are near, those between are not: do yours rise by "
            "equal amounts?",
            lambda step, lr, climb: lr * min((step + 1) / climb, 1) ** 2,
        ),
        Misconception(
            "rate_left_out",
            "The share is the rate.",
            "Your answer ends at 1, whatever lr is.",
            lambda step, lr, climb: min((step + 1) / climb, 1.0),
        ),
    ),
    alternates=(
        _with_if,
        lambda step, lr, climb: np.minimum(lr, lr * (1 + step) / climb),
    ),
    hints=(
        "Which share of the climb is over at the end of step 0? Of step 1? Of the last one?",
        "The share grows by one part in `climb` with each step, and never beyond 1.",
        "Take step plus 1 through climb, or 1 where that is less, times lr.",
    ),
    properties=(
        Property(
            "it rises by equal amounts, then stays",
            lambda answer: np.allclose(
                np.diff([answer(step, 0.4, 8) for step in range(12)]), [0.05] * 7 + [0.0] * 4
            ),
            "Up to the last step of the climb each step should add the same, and after it nothing "
            "should change.",
        ),
        Property(
            "the first step is never of rate 0",
            lambda answer: all(answer(0, 0.3, climb) > 0 for climb in (1, 5, 100)),
            "In step 0 the rate should be small and above 0.",
        ),
    ),
)

EXERCISES = (WARMUP_LR,)
