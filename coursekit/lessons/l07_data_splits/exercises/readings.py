"""Lesson 07, cleaning in another trade: what is wrong with a reading of a weather station?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property


def fault_of(reading: Any) -> Any:
    """The word for a reading in degrees Celsius: missing, no contact, Fahrenheit? or fine."""
    if np.isnan(reading):
        return "missing"
    if reading < -90:
        return "no contact"
    if reading > 50:
        return "Fahrenheit?"
    return "fine"


def _fault(
    reading: Any,
    missing: Answer = np.isnan,
    code: Answer = lambda r: r < -90,
    fahrenheit: Answer = lambda r: r > 50,
) -> Any:
    """The right answer, unless one of its questions is another."""
    questions = {"missing": missing, "no contact": code, "Fahrenheit?": fahrenheit}
    return next((word for word, asks in questions.items() if asks(reading)), "fine")


def _with(**parts: Any) -> Answer:
    return lambda reading: _fault(reading, **parts)


def _from_the_other_end(reading: Any) -> Any:
    word = "missing"
    if -90 <= reading <= 50:
        word = "fine"
    elif reading > 50:
        word = "Fahrenheit?"
    elif reading < -90:
        word = "no contact"
    return word


WEATHER = -45.0, -12.0, 0.0, 21.5, 34.0, 50.0

LOG = {-999.0: "no contact", 68.0: "Fahrenheit?", 20.0: "fine"}


def _has_its_word(answer: Answer) -> Any:
    for reading, word in LOG.items():
        if (yours := answer(reading)) != word:
            return Broken(yours, word, reading=reading)
    return True


FAULT_OF = Exercise(
    signature="fault_of(reading)",
    task='Say what is wrong with a reading in degrees Celsius: "missing" for nan, "no contact" '
    'below -90, "Fahrenheit?" above 50, and otherwise "fine".',
    reference=fault_of,
    probes=(
        (21.5,),
        (68.0,),
        (-999.0,),
        (np.nan,),
        (0.0,),
        (-12.0,),
        (34.0,),
        (50.0,),
        (50.5,),
        (-90.0,),
        (-90.5,),
        (-9999.0,),
        (np.float64(np.nan),),
        (120.0,),
    ),
    misconceptions=(
        Misconception(
            "nan_by_equality",
            "nan is found with ==.",
            "Nothing was measured here, and yours does not notice. Put nan on both sides of your "
            "comparison, print it, and look.",
            _with(missing=lambda r: r == np.nan),
            probe=3,
        ),
        Misconception(
            "zero_is_missing",
            "Zero means that nothing was measured.",
            "Water freezes at 0. How does this station say that it measured nothing?",
            _with(missing=lambda r: np.isnan(r) or r == 0),
            probe=4,
        ),
        Misconception(
            "frost_cannot_be",
            "Below zero is an error.",
            "A frosty night, and you call it no contact. Below which number was that asked for?",
            _with(code=lambda r: r < 0),
            probe=5,
        ),
        Misconception(
            "one_code",
            "The code for no contact is -999.",
            "Another station sends another code. Which rule of the task catches every one of them?",
            _with(code=lambda r: r == -999),
            probe=11,
        ),
        Misconception(
            "edge_is_a_fault",
            "At the limit the reading is a fault already.",
            "This reading lies exactly on a limit. Read the task again: on the limit, or beyond "
            "it?",
            _with(code=lambda r: r <= -90, fahrenheit=lambda r: r >= 50),
        ),
        Misconception(
            "hot_is_fahrenheit",
            "What is above 32 is in Fahrenheit.",
            "A hot day, and you doubt it. Above which number was doubt asked for?",
            _with(fahrenheit=lambda r: r > 32),
            probe=6,
        ),
        Misconception(
            "far_from_zero",
            "A fault is a number that is far away, on either side.",
            "The sign is lost before you ask. What does a number far below 0 say, and what one "
            "far above?",
            _with(code=lambda r: abs(r) > 90),
            probe=13,
        ),
    ),
    alternates=(_fault, _from_the_other_end),
    hints=(
        "Three questions, one after the other. Who gets through all of them is fine.",
        "nan first: every comparison with it is False, so it would slip through the other two. "
        "NumPy has a function that asks for it.",
        "Ask isnan and hand the word back at once. Then the two limits, each with an if of its "
        "own. The last line, without an if, is for what is fine.",
    ),
    properties=(
        Property(
            "weather is fine, from deep frost to a desert",
            lambda answer: all(answer(reading) == "fine" for reading in WEATHER),
            "Six temperatures that there are on earth. One of them gets another word from you.",
        ),
        Property(
            "each reading has its word",
            _has_its_word,
            "Which of your questions gave this word? If it is the right one, compare the two words "
            "letter by letter.",
        ),
    ),
)

EXERCISES = (FAULT_OF,)
