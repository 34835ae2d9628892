"""Lesson 02, the softmax with a knob: how daring may a keyboard be that suggests words?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property

Z = np.array([1.0, -2.0, 0.5, 3.0])


def softmax_at(logits: Array, T: Any) -> Any:
    """Only differences between logits count, and the temperature divides them."""
    z = logits / T
    e = np.exp(z - z.max())
    return e / e.sum()


def _divided_too_late(logits: Array, T: Any) -> Any:
    e = np.exp(logits - logits.max())
    p = e / e.sum()
    return p / T


def _overflowing(logits: Array, T: Any) -> Any:
    e = np.exp(logits / T)
    return e / e.sum()


def _by_powers(logits: Array, T: Any) -> Any:
    p = softmax_at(logits, 1.0) ** (1 / T)
    return p / p.sum()


def _one_by_one(logits: Array, T: Any) -> Any:
    powers = [np.exp((z - max(logits)) / T) for z in logits]
    return np.array([power / sum(powers) for power in powers])


def _evens_out(answer: Answer) -> bool:
    return bool(np.max(answer(Z, 5.0)) < np.max(answer(Z, 0.5)))


SOFTMAX_AT = Exercise(
    signature="softmax_at(logits, T)",
    task="Mend it: return the probabilities (K,) for one row of logits (K,) at the temperature "
    "T > 0: each logit is divided by T before the softmax; logits as large as 1000 have to work.",
    reference=softmax_at,
    mend="divided_too_late",
    probes=(
        (np.array([0.0, 2.0]), 2.0),
        (np.array([1.0, 2.0, -1.0]), 10.0),
        (Z, 0.5),
        (np.array([1000.0, 0.0, 999.0]), 0.5),
    ),
    misconceptions=(
        Misconception(
            "divided_too_late",
            "Probabilities can be divided like logits.",
            "Add up what comes out. Probabilities sum to 1: what was to be divided?",
            _divided_too_late,
        ),
        Misconception(
            "multiplied",
            "Hot means large logits.",
            "With a large T all classes should come close to one another. Do yours?",
            lambda logits, T: softmax_at(logits, 1 / T),
        ),
        Misconception(
            "no_effect",
            "Wherever T divides, it has an effect.",
            "Change T and watch: nothing moves. It is the same for all classes, so where does it "
            "fall out again?",
            lambda logits, T: softmax_at(logits, 1.0),
        ),
        Misconception(
            "root_without_a_new_sum",
            "Probabilities stay probabilities when each one is changed.",
            "Your classes stand to one another as they should, but they do not sum to 1.",
            lambda logits, T: softmax_at(logits, 1.0) ** (1 / T),
        ),
        Misconception(
            "overflow",
            "The largest logit needs no care any more.",
            "A logit of 1000, divided by a T of 0.5: how large is what you raise e to? It should "
            "never be above 0.",
            _overflowing,
            probe=3,
        ),
    ),
    alternates=(_by_powers, _one_by_one),
    hints=(
        "Run it with T = 2 and add up what comes out. Which line spoils the sum?",
        "Logits may be divided, probabilities may not. In which line are there logits still?",
        "Divide all logits by T first and give that a name. Then take the softmax of that, its "
        "largest entry included, as if T had never been there.",
    ),
    properties=(
        Property(
            "the probabilities sum to 1",
            lambda f: np.isclose(np.sum(f(Z, 3.0)), 1),
            "Add up what comes out. It should come to 1.",
        ),
        Property(
            "hotter is more even",
            _evens_out,
            "The same logits hot and cold: the largest probability should be smaller when hot.",
        ),
    ),
)

EXERCISES = (SOFTMAX_AT,)
