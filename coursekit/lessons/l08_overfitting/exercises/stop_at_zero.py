"""Lesson 08, the pull of L1 to mend: it shortens a weight, and ends at 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property


def stop_at_zero(w: Array, pull: float) -> Array:
    """Only a weight that is longer than the pull has something left."""
    return np.where(np.abs(w) > pull, w - pull * np.sign(w), 0.0)


def _jumps_across(w: Any, pull: Any) -> Any:
    return w - pull * np.sign(w)


def _short_afterwards(w: Any, pull: Any) -> Any:
    pulled = w - pull * np.sign(w)
    return np.where(np.abs(pulled) < pull, 0.0, pulled)


def _one_by_one(w: Any, pull: float) -> Any:
    left = [v - pull if v > pull else v + pull if v < -pull else 0.0 for v in w.flat]
    return np.reshape(left, w.shape)


WEIGHTS = np.array([[2.0, -0.3, -5.0], [0.75, 0.4, -0.1]])


def _twice_half(answer: Answer) -> bool | Broken:
    """Two pulls in a row are one of twice the length."""
    twice, once = answer(answer(WEIGHTS, 0.5), 0.5), answer(WEIGHTS, 1.0)
    return np.allclose(twice, once) or Broken(twice, once, w=WEIGHTS, pull="0.5, two times")


STOP_AT_ZERO = Exercise(
    signature="stop_at_zero(w, pull)",
    task="Mend it: each weight comes nearer to 0 by the length pull, a number of at least 0, and a "
    "weight that would get across 0 ends exactly there; w has any shape and stays as it was.",
    reference=stop_at_zero,
    mend="jumps_across",
    probes=(
        (np.array([3.0, -2.0, 0.5]), 1.0),
        (np.array([-0.5, 4.0]), 0.75),
        (WEIGHTS, 0.35),
        (np.array([[0.0], [-7.0]]), 2.0),
        (np.array([1.5, -0.25]), 0.0),
    ),
    misconceptions=(
        Misconception(
            "jumps_across",
            "A pull is a pull, wherever it ends.",
            "Look at a weight that is shorter than the pull. On which side of 0 was it, and on "
            "which is it now?",
            _jumps_across,
            probe=0,
        ),
        Misconception(
            "stays_where_it_is",
            "Whoever would jump across is left alone.",
            "A short weight is left as it was. At which place should it stop?",
            lambda w, pull: np.where(np.abs(w) > pull, w - pull * np.sign(w), w),
            probe=0,
        ),
        Misconception(
            "cut_only",
            "The short ones go, the others stay.",
            "A weight that is longer than the pull is as long as before. Is it not pulled?",
            lambda w, pull: np.where(np.abs(w) > pull, w, 0.0),
            probe=0,
        ),
        Misconception(
            "one_direction",
            "Nearer to 0 means smaller, and below 0 there is nothing.",
            "A negative weight is gone, however long it was. From which side does it come to 0?",
            lambda w, pull: np.maximum(w - pull, 0),
            probe=0,
        ),
        Misconception(
            "sign_lost",
            "A length is all that is left of a weight.",
            "The lengths are right. Which sign had the negative weight, and which has it now?",
            lambda w, pull: np.maximum(np.abs(w) - pull, 0),
            probe=0,
        ),
        Misconception(
            "down_for_all",
            "Shorter by the pull means minus the pull.",
            "A negative weight is longer than before. In which direction does 0 lie for it?",
            lambda w, pull: np.where(np.abs(w) > pull, w - pull, 0.0),
            probe=0,
        ),
        Misconception(
            "short_afterwards",
            "Short is what is short after the pull.",
            "A weight is 0 although the pull could not bring it there. Which length do you "
            "compare, that before the pull or that after it?",
            _short_afterwards,
            probe=2,
        ),
        Misconception(
            "in_proportion",
            "Who has more gives more.",
            "Compare what the longest and the shortest weight lost. Which of the two penalties "
            "takes most from the rich?",
            lambda w, pull: w * (1 - pull / np.max(np.abs(w))),
            probe=0,
        ),
    ),
    alternates=(
        _one_by_one,
        lambda w, pull: w - np.clip(w, -pull, pull),
        lambda w, pull: np.sign(w) * np.maximum(np.abs(w) - pull, 0),
        lambda w, pull: np.maximum(w - pull, 0) + np.minimum(w + pull, 0),
    ),
    hints=(
        "Take a weight of 0.5 and a pull of 1 on paper. Where does the given line send it?",
        "For most weights the given line is right. For which is it not, and how can you tell "
        "before you pull?",
        "NumPy's where chooses entry by entry: where the length of a weight is above the pull, "
        "what is given; everywhere else 0.",
    ),
    properties=(
        Property(
            "a pull of 0 changes nothing",
            lambda f: np.array_equal(f(WEIGHTS, 0.0), WEIGHTS),
            "Nobody pulls here, and yet weights moved.",
        ),
        Property(
            "no weight gets across 0",
            lambda f: bool(np.all(f(WEIGHTS, 0.6) * WEIGHTS >= 0)),
            "A weight has another sign than before.",
        ),
        Property(
            "two pulls are one of twice the length",
            _twice_half,
            "Pulled two times it should end where one pull of twice the length would bring it.",
        ),
    ),
)

EXERCISES = (STOP_AT_ZERO,)
