"""Lesson 05, the learning rate: which one wins."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property


def best_learning_rate(lrs: list[float], val_losses: list[float]) -> float:
    losses = np.where(np.isfinite(val_losses), val_losses, np.inf)
    return lrs[np.argmin(losses)]


def _finite(val_losses: Any, replacement: float) -> Array:
    """The losses, with another number wherever a run exploded."""
    return np.where(np.isfinite(val_losses), val_losses, replacement)


def _best_so_far(lrs: Any, val_losses: Any) -> Any:
    best, lowest = None, float("inf")
    for lr, loss in zip(lrs, val_losses, strict=True):
        if loss < lowest:
            best, lowest = lr, loss
    return best


def _begins_with_the_first(lrs: Any, val_losses: Any) -> Any:
    best = 0
    for i, loss in enumerate(val_losses):
        best = i if loss < val_losses[best] else best
    return lrs[best]


def _order_is_free(answer: Answer) -> Any:
    """The same three runs, turned round."""
    lrs, losses = np.array([5.0, 0.1, 0.02]), np.array([NAN, 0.2, 0.6])
    for turn in range(3):
        turned = np.roll(lrs, turn), np.roll(losses, turn)
        if (yours := answer(*turned)) != 0.1:
            return Broken(yours, 0.1, lrs=turned[0], val_losses=turned[1])
    return True


NAN, INF = float("nan"), float("inf")

BEST_LEARNING_RATE = Exercise(
    signature="best_learning_rate(lrs, val_losses)",
    task="Return the learning rate of the run with the lowest validation loss; a run whose loss is "
    "nan or inf never wins.",
    reference=best_learning_rate,
    probes=(
        (np.array([0.25]), np.array([2.0])),
        (np.array([0.1, 1.0]), np.array([0.5, 0.3])),
        (np.array([0.001, 0.01, 0.1, 1.0]), np.array([0.9, 0.4, 0.6, NAN])),
        (np.array([10.0, 3.0, 0.3, 0.03]), np.array([NAN, INF, 0.2, 0.7])),
        (np.array([3.0, 0.3]), np.array([NAN, 0.2])),
        (np.array([0.01, 0.3, 2.0]), np.array([0.8, 0.0, NAN])),
        (np.array([1, 2, 3, 4]), np.array([5.0, 3.0, 2.0, 7.0])),
        (np.array([1.0, 0.3, 0.1]), np.array([NAN, 0.5, 0.2])),
        (np.array([0.3, 3.0, 0.1]), np.array([0.9, NAN, 0.2])),
        (np.array([0.2, 0.4, 0.6]), np.array([0.0, 0.3, NAN])),
        (np.array([0.5, 0.05]), np.array([1e9, INF])),
    ),
    misconceptions=(
        Misconception(
            "nan_wins",
            "NumPy passes over what is not a number.",
            "Ask NumPy where the smallest of these losses is. What does a search for the smallest "
            "make of nan?",
            lambda lrs, val_losses: lrs[np.argmin(val_losses)],
        ),
        Misconception(
            "place_in_the_list",
            "The place of the winner is the winner.",
            "Your answer is a place in a list. Which rate stands there?",
            lambda lrs, val_losses: int(np.argmin(_finite(val_losses, np.inf))),
        ),
        Misconception(
            "place_among_the_finite",
            "A place in the short list is the place in the long one.",
            "You leave out the runs that exploded, look for the place of the smallest in the list "
            "that is left, and then look it up in the whole list. Do the places agree?",
            lambda lrs, val_losses: np.asarray(lrs)[
                np.argmin(np.asarray(val_losses)[np.isfinite(val_losses)])
            ],
        ),
        Misconception(
            "lowest_loss",
            "The best result is what was asked for.",
            "You found the lowest loss. With which rate was it reached?",
            lambda lrs, val_losses: np.min(_finite(val_losses, np.inf)),
        ),
        Misconception(
            "smallest_rate",
            "Small steps are safe, so they are best.",
            "You take the smallest rate, whatever the losses say. Tiny steps have a price as "
            "well: they get nowhere.",
            lambda lrs, val_losses: min(lrs),
        ),
        Misconception(
            "fastest_survivor",
            "The best rate is the largest that does not explode.",
            "Yours takes the largest rate that survived. Surviving and winning are two things.",
            lambda lrs, val_losses: max(
                lr for lr, loss in zip(lrs, val_losses, strict=True) if np.isfinite(loss)
            ),
        ),
        Misconception(
            "smallest_survivor",
            "Small steps are safe, so the smallest that does not explode is best.",
            "Yours takes the smallest rate that survived, whatever the losses say. Surviving and "
            "winning are two things.",
            lambda lrs, val_losses: min(
                lr for lr, loss in zip(lrs, val_losses, strict=True) if np.isfinite(loss)
            ),
        ),
        Misconception(
            "nan_is_never_beaten",
            "The first run is as good a start of the search as any.",
            "The first run exploded, and yours begins its search with it: no loss is smaller than "
            "nan. With what should the search begin?",
            _begins_with_the_first,
        ),
        Misconception(
            "nan_as_zero",
            "A missing number is a 0.",
            "A run whose loss is nan ends up with the lowest loss of all in yours, and so wins.",
            lambda lrs, val_losses: lrs[np.argmin(np.nan_to_num(val_losses))],
        ),
        Misconception(
            "highest_loss",
            "As with accuracy, more is better.",
            "You look for the largest number. For a loss, is that good news?",
            lambda lrs, val_losses: lrs[np.argmax(_finite(val_losses, -np.inf))],
        ),
        Misconception(
            "zero_is_missing",
            "A loss of 0 counts as nothing.",
            "A loss of exactly 0 is the best there is, and in yours it cannot win.",
            lambda lrs, val_losses: lrs[
                np.argmin([v if v and np.isfinite(v) else np.inf for v in val_losses])
            ],
        ),
    ),
    alternates=(
        _best_so_far,
        lambda lrs, val_losses: min(
            (loss, lr) for loss, lr in zip(val_losses, lrs, strict=True) if np.isfinite(loss)
        )[1],
        lambda lrs, val_losses: lrs[np.nanargmin(np.array(val_losses, dtype=np.float32))],
    ),
    hints=(
        "What does a loss of nan tell you about its run?",
        "Make sure that an exploded run cannot have the smallest number; then look for the place "
        "of the smallest.",
        "Put infinity wherever the loss is not finite (NumPy has isfinite and where), find the "
        "place of the smallest loss, and look up the rate at that place.",
    ),
    properties=(
        Property(
            "the answer is one of the rates",
            lambda answer: answer(np.array([0.5, 0.05]), np.array([3.0, 2.0])) in (0.5, 0.05),
            "Your answer is not in the list of rates.",
        ),
        Property(
            "the order of the runs does not matter",
            _order_is_free,
            "The same runs in another order have another winner in yours.",
        ),
        Property(
            "an exploded run never wins",
            lambda answer: answer(np.array([9.0, 0.1]), np.array([INF, 4.0])) == 0.1,
            "One run has a loss, the other is nan or inf. Which one would you use?",
        ),
    ),
)

EXERCISES = (BEST_LEARNING_RATE,)
