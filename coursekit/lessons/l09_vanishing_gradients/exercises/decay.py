"""Lesson 09, a factor for each layer: how many layers it takes, and how to read it off a curve."""

from __future__ import annotations

from math import ceil, floor, log
from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def layers_until_lost(factor: Any, floor: Any) -> Any:
    for layers in range(1, 100_000):
        if factor**layers < floor:
            return layers


def _one_layer_short(factor: float, least: float) -> int:
    layers = 0
    while factor ** (layers + 1) >= least:
        layers += 1
    return layers


def _until_too_little(factor: float, least: float) -> int:
    left, layers = 1.0, 0
    while left >= least:
        left *= factor
        layers += 1
    return layers


def _factor_subtracted(factor: float, least: float) -> int:
    left, layers = 1.0, 0
    while left >= least:
        left -= factor
        layers += 1
    return layers


def _is_the_smallest(answer: Answer) -> bool:
    layers = answer(0.5, 0.01)
    return bool(0.5**layers < 0.01 <= 0.5 ** (layers - 1))


LAYERS_UNTIL_LOST = Exercise(
    signature="layers_until_lost(factor, floor)",
    task="Each layer lets the share `factor` of what arrives through: return the smallest number "
    "of layers after which less than `floor` of the whole is left. Both numbers lie between 0 and "
    "1.",
    reference=layers_until_lost,
    probes=(
        (0.5, 0.3),
        (0.5, 0.25),
        (0.8, 0.5),
        (0.1, 0.6),
        (0.25, 1e-6),
        (0.9, 0.01),
    ),
    misconceptions=(
        Misconception(
            "takes_the_same_amount",
            "Each layer takes away as much as the first one.",
            "Your layers all take the same amount away. The second one only meets what the first "
            "has let through: how much does it take?",
            lambda factor, least: ceil((1 - least) / (1 - factor)),
            probe=2,
        ),
        Misconception(
            "one_layer_short",
            "The last layer that still lets enough through is the answer.",
            "After this many layers there is still enough. Multiply it out: how much is left?",
            _one_layer_short,
        ),
        Misconception(
            "at_the_border",
            "As much as floor is lost already.",
            "Multiply it out for your number of layers: exactly floor is left. Less was asked for.",
            lambda factor, least: ceil(log(least) / log(factor)),
            probe=1,
        ),
        Misconception(
            "what_is_taken",
            "factor is the share that a layer takes away.",
            "You let each layer take away the share factor. What does the task say it does with "
            "it?",
            lambda factor, least: layers_until_lost(1 - factor, least),
        ),
        Misconception(
            "factor_subtracted",
            "To let a share through is to take it away.",
            "You subtract factor in each layer. What is left when a layer lets that share of 1 "
            "through, and when the next one lets that share of the rest through?",
            _factor_subtracted,
        ),
        Misconception(
            "a_part_of_a_layer",
            "The logarithms give the answer.",
            "Your answer ends in a part of a layer. How many whole ones does it take?",
            lambda factor, least: log(least) / log(factor),
        ),
        Misconception(
            "a_digit_each",
            "A layer costs a power of ten.",
            "Change factor and leave floor: your answer stays. Does it not matter how much a layer "
            "lets through?",
            lambda factor, least: ceil(-np.log10(least)),
            probe=4,
        ),
    ),
    alternates=(
        lambda factor, least: floor(log(least) / log(factor)) + 1,
        _until_too_little,
    ),
    hints=(
        "How much is left after one layer, after two, after three? Write it down for factor 0.5.",
        "So many layers let through factor, multiplied by itself so many times. Which is the first "
        "number of them with less than floor?",
        "Try 1, 2, 3 and more layers, one after the other in a for loop. The first number for "
        "which factor to that power is below floor is your answer.",
    ),
    properties=(
        Property(
            "so many layers leave less than floor, one layer fewer does not",
            _is_the_smallest,
            "Multiply factor out for your number of layers, and for one layer fewer.",
        ),
        Property(
            "a factor nearer to 1 never takes fewer layers",
            lambda f: f(0.2, 1e-3) <= f(0.6, 1e-3) <= f(0.9, 1e-3),
            "The more a layer lets through, the more of them it takes.",
        ),
    ),
)


def factor_per_layer(sizes: Array) -> float:
    steps = len(sizes) - 1
    return (sizes[0] / sizes[-1]) ** (1 / steps)


def _along_the_line(sizes: Array) -> float:
    heights = np.log(sizes)
    return float(np.exp((heights[0] - heights[-1]) / (len(heights) - 1)))


def _mean_of_steps(sizes: Array) -> float:
    ratios = np.asarray(sizes[:-1]) / np.asarray(sizes[1:])
    return float(np.prod(ratios) ** (1 / len(ratios)))


def _leads_to_the_front(answer: Answer) -> bool:
    sizes = np.array([0.02, 0.5, 0.3, 7.0, 4.0])
    return bool(np.isclose(sizes[-1] * answer(sizes) ** 4, sizes[0]))


FACTOR_PER_LAYER = Exercise(
    signature="factor_per_layer(sizes)",
    task="sizes (k,), all above 0, holds the size of the gradient in each layer, first layer "
    "first: return the one factor that leads from the last size to the first, if it is multiplied "
    "in at each step on the way back.",
    reference=factor_per_layer,
    probes=(
        (np.array([1.0, 4.0]),),
        (np.array([0.01, 0.1, 1.0]),),
        (np.array([40.0, 20.0, 10.0, 5.0]),),
        (np.array([2.0, 2.0, 2.0]),),
        (np.array([0.5, 8.0, 1.0, 0.25, 4.0]),),
    ),
    misconceptions=(
        Misconception(
            "forward",
            "The curve is read from left to right.",
            "You go from the first layer to the last. Which of the two does the gradient reach "
            "first?",
            lambda sizes: (sizes[-1] / sizes[0]) ** (1 / (len(sizes) - 1)),
        ),
        Misconception(
            "layers_for_steps",
            "As many layers as there are, so many factors.",
            "Put dots for the layers in a row, and an arrow from each to the next. How many arrows "
            "are there?",
            lambda sizes: (sizes[0] / sizes[-1]) ** (1 / len(sizes)),
        ),
        Misconception(
            "the_whole_way",
            "What arrives in front, measured against the end, is the answer.",
            "That is what all steps together make of the gradient. What does a single one?",
            lambda sizes: sizes[0] / sizes[-1],
        ),
        Misconception(
            "shared_out",
            "Each step has its equal part of the whole.",
            "You share the whole change out by dividing. Multiply your factor by itself, once for "
            "each step: does it lead to the front?",
            lambda sizes: sizes[0] / sizes[-1] / (len(sizes) - 1),
        ),
        Misconception(
            "mean_of_the_factors",
            "The mean of the factors is the factor.",
            "Take a step with factor 10 and one with factor 0.1: together they change nothing. "
            "What is the mean of the two, and what should come out?",
            lambda sizes: np.mean(sizes[:-1] / sizes[1:]),
        ),
        Misconception(
            "powers_of_ten",
            "The slope of the line on the log axis is the factor.",
            "You have by how many powers of ten a step moves the size. Which factor is that?",
            lambda sizes: np.log10(sizes[0] / sizes[-1]) / (len(sizes) - 1),
        ),
    ),
    alternates=(_along_the_line, _mean_of_steps),
    hints=(
        "The same factor in each step: then only the two ends of the curve count, and how many "
        "steps lie between them.",
        "All steps together make the last size into the first. Which number, multiplied by itself "
        "that often, does the same?",
        "Divide what arrives in front by what starts at the end, and take the root with as many "
        "steps as there are from layer to layer: one over that many, as a power.",
    ),
    properties=(
        Property(
            "as many steps as there are lead from the last size to the first",
            _leads_to_the_front,
            "Begin with the last size and multiply by your factor once for each step.",
        ),
        Property(
            "all sizes times ten, the same factor",
            lambda f: np.isclose(f(np.array([0.3, 1.0, 6.0])), f(np.array([3.0, 10.0, 60.0]))),
            "Whether the loss is large or small at the end is nothing that the layers do.",
        ),
    ),
)

EXERCISES = (LAYERS_UNTIL_LOST, FACTOR_PER_LAYER)
