"""Lesson 02, counting backward: how wide may a network be that has to fit into a chip?"""

from __future__ import annotations

from typing import Any

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def widest(D: Any, K: Any, budget: Any) -> Any:
    """A hidden unit costs D weights, a bias and K weights; the K output biases are there anyway."""
    return (budget - K) // (D + 1 + K)


def _one_more_each_time(D: Any, K: Any, budget: Any) -> Any:
    H = 0
    while budget >= D * (H + 1) + (H + 1) + (H + 1) * K + K:
        H += 1
    return H


def _fits_and_one_more_does_not(answer: Answer) -> bool:
    H = answer(5, 3, 100)
    return (5 + 1 + 3) * H + 3 <= 100 < (5 + 1 + 3) * (H + 1) + 3


def _grows_with_the_budget(answer: Answer) -> bool:
    widths = [answer(4, 2, budget) for budget in (2, 8, 9, 15, 16, 23, 59)]
    return widths == sorted(widths)


WIDEST = Exercise(
    signature="widest(D, K, budget)",
    task="A network with D inputs, one hidden layer and K outputs may have at most `budget` "
    "parameters, and budget is at least K: return the largest possible number of hidden units, "
    "0 or more.",
    reference=widest,
    probes=(
        (2, 3, 6),
        (3, 2, 26),
        (10, 2, 132),
        (4, 3, 101),
        (64, 10, 2410),
        (64, 10, 84),
    ),
    misconceptions=(
        Misconception(
            "no_biases",
            "A unit costs its lines only.",
            "In the picture every circle that computes has a number of its own. Count the "
            "parameters of your network once more, with these.",
            lambda D, K, budget: budget // (D + K),
        ),
        Misconception(
            "lines_in_only",
            "A unit costs the lines that come in.",
            "Lines leave a hidden unit as well. Where do they go, and how many are they?",
            lambda D, K, budget: (budget - K) // (D + 1),
        ),
        Misconception(
            "outputs_for_free",
            "All parameters belong to the hidden units.",
            "Before the first hidden unit is there, the network has parameters already. Which?",
            lambda D, K, budget: budget // (D + 1 + K),
        ),
        Misconception(
            "hidden_biases_forgotten",
            "Only outputs have biases.",
            "The outputs have their biases in your count. And the hidden units?",
            lambda D, K, budget: (budget - K) // (D + K),
        ),
        Misconception(
            "rounded_up",
            "A unit that nearly fits, fits.",
            "Count the parameters of your network: are they within the budget?",
            lambda D, K, budget: -((K - budget) // (D + 1 + K)),
        ),
        Misconception(
            "multiplied",
            "Parameters are inputs times units times outputs.",
            "No line runs from an input to an output. Which numbers of lines are multiplied, and "
            "which are added?",
            lambda D, K, budget: budget // (D * K),
        ),
        Misconception(
            "parts_of_a_unit",
            "What is left over can be half a unit.",
            "Your answer is not a whole number. What becomes of the rest of the budget?",
            lambda D, K, budget: (budget - K) / (D + 1 + K),
        ),
    ),
    alternates=(_one_more_each_time,),
    hints=(
        "Draw a network with D inputs, H hidden units and K outputs, then add one more hidden "
        "unit. What has come in?",
        "One more hidden unit brings lines in, lines out, and one circle. What has the network "
        "without any hidden unit?",
        "Take from the budget what is there anyway. How often does what one unit brings fit into "
        "the rest? // divides and rounds down.",
    ),
    properties=(
        Property(
            "this width fits, and one unit more does not",
            _fits_and_one_more_does_not,
            "Count the parameters of a network of your width, then of one that is wider by a unit.",
        ),
        Property(
            "a larger budget never means fewer units",
            _grows_with_the_budget,
            "The budget grows, and your network shrinks.",
        ),
    ),
)

EXERCISES = (WIDEST,)
