"""Lesson 03, cross-entropy in another dress: the loss of a weather forecast, in bits."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def days(*rained: int) -> Any:
    return np.array(rained, dtype=bool)


def forecast_loss(p: Any, rained: Any) -> Any:
    """On a dry day the forecast gave 1 − p to what happened."""
    given = np.where(rained, p, 1 - p)
    return -np.mean(np.log2(given))


def _by_hand(p: Any, rained: Any) -> Any:
    bits = 0.0
    for p_n, wet in zip(p, rained, strict=True):
        bits -= np.log2(p_n) if wet else np.log2(1 - p_n)
    return bits / len(p)


def _from_nats(p: Any, rained: Any) -> Any:
    y = rained.astype(float)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)) / np.log(2)


def _rises_by_one_bit(answer: Answer) -> bool:
    half, quarter = (answer(np.full(3, p), days(1, 1, 1)) for p in (0.5, 0.25))
    return bool(np.isclose(quarter - half, 1))


WEEK, WEATHER = np.array([0.9, 0.6, 0.125]), days(1, 0, 1)

FORECAST_LOSS = Exercise(
    signature="forecast_loss(p, rained)",
    task="For N days a forecast gave the probability p (N,) of rain, never 0 or 1, and rained (N,) "
    "says True or False. Return the mean loss in bits: the loss of a day is the negative "
    "logarithm, to base 2, of the probability of the weather that came.",
    reference=forecast_loss,
    probes=(
        (np.array([0.25]), days(1)),
        (np.array([0.5, 0.75]), days(1, 0)),
        (WEEK, WEATHER),
        (np.array([0.8, 0.25, 0.375, 0.9]), days(0, 0, 1, 0)),
    ),
    misconceptions=(
        Misconception(
            "nats",
            "A logarithm is a logarithm.",
            "Whoever says one half each time should have a loss of exactly 1. Which logarithm of "
            "2 is 1?",
            lambda p, rained: -np.mean(np.log(np.where(rained, p, 1 - p))),
        ),
        Misconception(
            "rain_only",
            "Dry days have no loss.",
            "Here a day was dry. What did the forecast give to that, and where is the loss of it?",
            lambda p, rained: -np.mean(np.where(rained, np.log2(p), 0.0)),
            probe=1,
        ),
        Misconception(
            "mean_of_the_rainy_days",
            "A forecast of rain is judged by the rain.",
            "Yours leaves the dry days out. What had the forecast said of them, and was it right?",
            lambda p, rained: -np.mean(np.log2(p[rained])),
        ),
        Misconception(
            "p_of_rain_each_day",
            "p is what the forecast gave to the weather.",
            "Here a day was dry. p is the probability of rain: what was left for a dry day?",
            lambda p, rained: -np.mean(np.log2(p)),
            probe=1,
        ),
        Misconception(
            "other_weather",
            "p belongs to the dry days.",
            "Yours is small where the forecast was sure and wrong. To which weather does p belong?",
            lambda p, rained: -np.mean(np.log2(np.where(rained, 1 - p, p))),
        ),
        Misconception(
            "sum",
            "A longer season, more loss.",
            "Write down each day twice: is the forecast any worse?",
            lambda p, rained: -np.sum(np.log2(np.where(rained, p, 1 - p))),
        ),
        Misconception(
            "log_of_the_mean",
            "The mean may be taken first.",
            "You average probabilities. Which is to be averaged, the probability of a day or its "
            "loss?",
            lambda p, rained: -np.log2(np.mean(np.where(rained, p, 1 - p))),
        ),
    ),
    alternates=(_by_hand, _from_nats),
    hints=(
        "On a day with rain the weather that came had been given p. And on a dry day?",
        "First an array with what each day's weather had been given: choose between two numbers, "
        "day by day. Then the logarithm that makes 1 of 2, and the mean.",
        "Where it rained take p, else 1 - p. Take the logarithm to base 2 of all (NumPy: log2), "
        "then the mean, and turn the sign round.",
    ),
    properties=(
        Property(
            "one half each day has a loss of 1 bit",
            lambda f: np.isclose(f(np.full(4, 0.5), days(1, 0, 1, 1)), 1),
            "Whoever says one half has a loss of 1 bit a day, whatever the weather.",
        ),
        Property(
            "half as much probability adds one bit",
            _rises_by_one_bit,
            "Twice the same days, and the second forecast gave them half as much.",
        ),
        Property(
            "rain and dry are treated alike",
            lambda f: np.isclose(f(WEEK, WEATHER), f(1 - WEEK, ~WEATHER)),
            "The second forecast speaks of dry days and says the same.",
        ),
    ),
)

EXERCISES = (FORECAST_LOSS,)
