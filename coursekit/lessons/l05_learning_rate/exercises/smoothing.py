"""Lesson 05, a curve that trembles: the mean of the last few losses."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property

FALLING = np.array([9.0, 7.0, 8.0, 4.0, 5.0, 2.0])


def smoothed(losses: Any, k: Any) -> Any:
    """At each step the mean of the last k losses, of fewer at the start."""
    calm = []
    for t in range(len(losses)):
        start = max(0, t + 1 - k)
        calm.append(np.mean(losses[start : t + 1]))
    return np.array(calm)


def _means(losses: Any, starts: Any, ends: Any) -> Any:
    """The mean from each start up to its end, nan where nothing lies between."""
    windows = [losses[a:b] for a, b in zip(starts, ends, strict=True)]
    return np.array([np.mean(window) if len(window) else np.nan for window in windows])


def _around(losses: Any, k: Any) -> Any:
    t = np.arange(len(losses))
    return _means(losses, np.maximum(0, t - k // 2), t + k // 2 + 1)


def _before_the_start(losses: Any, k: Any) -> Any:
    t = np.arange(len(losses))
    return _means(losses, t + 1 - k, t + 1)


def _without_this_one(losses: Any, k: Any) -> Any:
    t = np.arange(len(losses))
    return _means(losses, np.maximum(0, t - k), t)


def _one_too_many(losses: Any, k: Any) -> Any:
    t = np.arange(len(losses))
    return _means(losses, np.maximum(0, t - k), t + 1)


def _padded(losses: Any, k: Any) -> Any:
    return np.array([np.sum(losses[max(0, t + 1 - k) : t + 1]) / k for t in range(len(losses))])


def _first_ones_raw(losses: Any, k: Any) -> Any:
    calm = smoothed(losses, k)
    return np.where(np.arange(len(losses)) < k - 1, losses, calm)


def _in_place(losses: Any, k: Any) -> Any:
    for t in range(len(losses)):
        losses[t] = np.mean(losses[max(0, t + 1 - k) : t + 1])
    return losses


def _running_sum(losses: Any, k: Any) -> Any:
    total, calm = 0.0, []
    for t, loss in enumerate(losses):
        total += loss - (losses[t - k] if t >= k else 0)
        calm.append(total / min(t + 1, k))
    return np.array(calm)


def _no_future(answer: Answer) -> bool:
    later = np.append(FALLING[:-1], 90.0)
    now, then = answer(FALLING, 3)[:-1], answer(later, 3)[:-1]
    return np.allclose(now, then, equal_nan=True)


SMOOTHED = Exercise(
    signature="smoothed(losses, k)",
    task="Calm a curve: at each step t return the mean of the last k losses, the one at t "
    "included; at the start, of as many as there are. losses and the answer are both (N,).",
    reference=smoothed,
    probes=(
        (np.array([3.0]), 1),
        (np.array([4.0, 2.0, 6.0, 1.0]), 2),
        (np.array([1.0, 5.0, 3.0, 7.0, 2.0, 8.0]), 3),
        (np.array([4.0, 1.0, 2.0]), 5),
        (np.array([4.0, 1.0, 7.0]), 3),
        (np.array([5.0, 1.0, 3.0]), 1),
        (np.array([1, 2, 6, 3, 9]), 4),
    ),
    misconceptions=(
        Misconception(
            "padded_with_zeros",
            "A mean of the last k divides by k.",
            "Your curve starts too low. How many losses are there at the first step, and by how "
            "many do you divide?",
            _padded,
        ),
        Misconception(
            "before_the_start",
            "A slice that begins before the start begins at the start.",
            "Near the start your window begins at a place below 0. Where does Python look for "
            "place -1?",
            _before_the_start,
        ),
        Misconception(
            "shorter",
            "The curve begins where k losses are there.",
            "Count the entries of your answer. Which steps have none?",
            lambda losses, k: _before_the_start(losses, k)[k - 1 :],
        ),
        Misconception(
            "first_ones_raw",
            "As long as there are fewer than k, nothing can be averaged.",
            "Near the start your curve is not calmed at all. Fewer than k losses have a mean, too.",
            _first_ones_raw,
        ),
        Misconception(
            "looks_ahead",
            "The window lies around its step.",
            "At step t, in the middle of a run, which losses are known? Yours looks ahead.",
            _around,
        ),
        Misconception(
            "without_this_one",
            "The last k are those before this one.",
            "Is the loss at t among those that you average for t? A slice stops before its end.",
            _without_this_one,
        ),
        Misconception(
            "one_too_many",
            "From t - k to t there are k losses.",
            "Count the losses of your window at the last step: are there k?",
            _one_too_many,
        ),
        Misconception(
            "in_place",
            "A curve that is calmed may be written over.",
            "Your later means are taken over entries that were calmed already, and the caller's "
            "losses are gone. Where do you put a mean?",
            _in_place,
        ),
        Misconception(
            "all_so_far",
            "The mean of a run is the mean of all its losses so far.",
            "Yours averages everything since the start, and never forgets it. How many losses "
            "should have a say?",
            lambda losses, k: np.cumsum(losses) / np.arange(1, len(losses) + 1),
        ),
    ),
    alternates=(
        _running_sum,
        lambda losses, k: np.array(
            [sum(losses[: t + 1][-k:]) / len(losses[: t + 1][-k:]) for t in range(len(losses))]
        ),
    ),
    hints=(
        "Take the curve 4, 2, 6, 1 and k = 2, and work out all four entries by hand. How many "
        "losses does the first one see?",
        "Go through the steps one by one. For each take a slice that ends with its own loss; where "
        "may it not begin?",
        "The window of step t ends before place t + 1 and begins k places earlier, but not below "
        "0: max sees to that. Collect the means in a list and make an array of it.",
    ),
    properties=(
        Property(
            "as many numbers come out as went in",
            lambda f: np.shape(f(FALLING, 4)) == FALLING.shape,
            "Each step has its entry. How many came out?",
        ),
        Property(
            "with k = 1 nothing changes",
            lambda f: np.allclose(f(FALLING, 1), FALLING),
            "The mean of one loss is that loss.",
        ),
        Property(
            "a flat curve stays flat",
            lambda f: np.allclose(f(np.full(6, 2.5), 4), 2.5),
            "Every window of a flat curve has the same mean. Look at the first entries.",
        ),
        Property(
            "what comes later changes nothing before it",
            _no_future,
            "Only the last loss was changed, and an earlier entry moved with it.",
        ),
    ),
)

EXERCISES = (SMOOTHED,)
