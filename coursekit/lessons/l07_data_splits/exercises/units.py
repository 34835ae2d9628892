"""Lesson 07, back from the scale: how large is a miss in the units of the day?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def miss_in_units(miss: Any, mean: Any, std: Any) -> Any:
    """A miss on the standardized scale, in the units that were standardized by mean and std."""
    return miss * std


def _of_two_readings(miss: Any, mean: Any, std: Any) -> Any:
    prediction, truth = (mean + std * place for place in (miss, 0.0))
    return prediction - truth


MISS_IN_UNITS = Exercise(
    signature="miss_in_units(miss, mean, std)",
    task="Targets were standardized with mean and std, and on that scale a model's typical error "
    "is miss; return that error in the targets' own units.",
    reference=miss_in_units,
    probes=((0.25, 10.0, 8.0), (1.5, 540.0, 400.0), (0.5, -3.0, 2.0), (3.0, 7.0, 0.5)),
    misconceptions=(
        Misconception(
            "as_a_reading",
            "Back means times std, plus mean.",
            "That is the way back for a prediction. Prediction and truth were both moved by the "
            "mean: what is left of it in their difference?",
            lambda miss, mean, std: miss * std + mean,
        ),
        Misconception(
            "once_more",
            "A miss is standardized like everything else.",
            "You go the same way once more. This number is on the scale already: which way leads "
            "back?",
            lambda miss, mean, std: (miss - mean) / std,
        ),
        Misconception(
            "divided",
            "The way back divides by std.",
            "On the way there, differences were divided by the standard deviation. What undoes "
            "that?",
            lambda miss, mean, std: miss / std,
        ),
        Misconception(
            "no_unit",
            "An error has no unit.",
            "A standard deviation of 1 on the scale: how many units is it in the world?",
            lambda miss, mean, std: miss,
        ),
        Misconception(
            "squared",
            "An error is something squared.",
            "You use the square of the standard deviation, so your answer is in square units. The "
            "typical error has its root taken already.",
            lambda miss, mean, std: miss * std**2,
        ),
        Misconception(
            "share_of_the_mean",
            "An error is a share of the mean.",
            "Yours changes with the mean. Every prediction 100 higher and every truth as well: "
            "how far apart are they then?",
            lambda miss, mean, std: miss * mean,
        ),
    ),
    alternates=(
        _of_two_readings,
        lambda miss, mean, std: np.multiply(std, miss),
        lambda miss, mean, std: (mean + miss * std) - mean,
    ),
    hints=(
        "Take paper. The prediction is at 0.5 on the scale, the truth at 0.25; say mean 10, std 8. "
        "Take both back, then subtract.",
        "A scaler shifts places and stretches them. What does a shift do to the distance of two "
        "places?",
        "The shift drops out of a difference; only the stretch is left. On the way there it was a "
        "division.",
    ),
    properties=(
        Property(
            "no miss is no miss in any unit",
            lambda answer: answer(0.0, 10.0, 8.0) == 0,
            "A model that is always right: how far off is it in degrees?",
        ),
        Property(
            "a miss of 1 is one standard deviation",
            lambda answer: np.isclose(answer(1.0, 10.0, 8.0), 8.0),
            "What does the 1 on a standardized scale stand for?",
        ),
    ),
)

EXERCISES = (MISS_IN_UNITS,)
