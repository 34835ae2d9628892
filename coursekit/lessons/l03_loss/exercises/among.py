"""Lesson 03, ln K read backward: among how many classes does a network waver?"""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def among_how_many(losses: Any) -> Any:
    """ln K is the loss of knowing nothing, so K is e to the mean loss."""
    return np.exp(np.mean(losses))


def _one_over_a_share(losses: Any) -> Any:
    total = 0.0
    for loss in losses:
        total = total + loss
    return 1 / np.exp(-total / len(losses))


THREE = np.array([0.1, 3.0, 0.5])

AMONG_HOW_MANY = Exercise(
    signature="among_how_many(losses)",
    task="losses (N,) are the cross-entropies of N examples, with the natural logarithm. Return "
    "the K for which a network that knows nothing about K classes has the same mean loss; K need "
    "not be whole.",
    reference=among_how_many,
    probes=(
        (np.array([1.25]),),
        (np.array([0.0, 1.5]),),
        (THREE,),
        (np.log([10.0, 10.0, 10.0, 2.0]),),
    ),
    misconceptions=(
        Misconception(
            "mean_last",
            "It does not matter when the mean is taken.",
            "You turn each loss into a K of its own and average those. Which was to be the same, "
            "the mean K or the mean loss?",
            lambda losses: np.mean(np.exp(losses)),
            probe=1,
        ),
        Misconception(
            "two_to_the",
            "A loss is in bits.",
            "Yours undoes the logarithm to base 2. Which logarithm made these losses?",
            lambda losses: 2 ** np.mean(losses),
        ),
        Misconception(
            "the_share",
            "What the right class got is the answer.",
            "Yours is at most 1: about so much the right class was given. Among how many equal "
            "classes does each get that?",
            lambda losses: np.exp(-np.mean(losses)),
        ),
        Misconception(
            "the_logarithm_again",
            "K belongs to ln K, so take the logarithm.",
            "The loss is the logarithm of K already. What undoes a logarithm?",
            lambda losses: np.log(np.mean(losses)),
        ),
        Misconception(
            "sum",
            "More examples, more to choose from.",
            "Hand in every loss twice. Does the network waver among more classes now?",
            lambda losses: np.exp(np.sum(losses)),
        ),
        Misconception(
            "mean_loss",
            "The mean loss says it.",
            "That is the mean loss itself. For which K is ln K as large?",
            lambda losses: np.mean(losses),
        ),
    ),
    alternates=(
        _one_over_a_share,
        lambda losses: np.prod(np.exp(losses)) ** (1 / len(losses)),
    ),
    hints=(
        "On paper: which loss has a network that knows nothing about 10 classes? Now backward: "
        "which K has that loss?",
        "Solve ln K = mean loss for K. Which function undoes the natural logarithm?",
        "Take the mean of the losses first. Then e to the power of that mean.",
    ),
    properties=(
        Property(
            "no loss, one class",
            lambda f: np.isclose(f(np.zeros(3)), 1),
            "With all losses at 0 nothing is left to choose from: K is 1.",
        ),
        Property(
            "ln 7 each time makes 7",
            lambda f: np.isclose(f(np.full(2, np.log(7))), 7),
            "Both losses are ln 7. Whose loss is that?",
        ),
        Property(
            "the same losses twice make the same K",
            lambda f: np.isclose(f(np.append(THREE, THREE)), f(THREE)),
            "Every loss stands there twice. The mean is what it was.",
        ),
    ),
)

EXERCISES = (AMONG_HOW_MANY,)
