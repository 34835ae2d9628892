"""Lesson 09, vanishing gradients: how large random weights should be, after Glorot."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property
from coursekit.lessons.l09_vanishing_gradients.exercises.he import (
    CHANCE,
    SIZES,
    near,
    spread,
    weights,
)


def xavier_init(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, (n_in, n_out))


def _xavier(
    limit: Any = lambda n_in, n_out: np.sqrt(6 / (n_in + n_out)),
    draw: Any = lambda rng, limit, shape: rng.uniform(-limit, limit, shape),
) -> Answer:
    """Random weights with another limit or another way of drawing."""
    return lambda n_in, n_out, rng: draw(rng, limit(n_in, n_out), (n_in, n_out))


def _stretched(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    return (2 * rng.random((n_in, n_out)) - 1) * (6 / (n_in + n_out)) ** 0.5


def _reaches_the_limit(answer: Answer) -> Any:
    for n_in, n_out in ((100, 60), (10, 700)):
        limit = np.sqrt(6 / (n_in + n_out))
        largest = float(abs(weights(answer, n_in, n_out)).max())
        if not 0.98 < largest / limit <= 1.000001:
            return Broken(largest, limit, n_in=n_in, n_out=n_out)
    return True


def _is_even(answer: Answer) -> Any:
    found, limit = spread(answer), np.sqrt(6 / 160)
    return near(found, limit / np.sqrt(3)) or Broken(found, limit / 3**0.5, n_in=100, n_out=60)


XAVIER_INIT = Exercise(
    signature="xavier_init(n_in, n_out, rng)",
    task="Return random weights of shape (n_in, n_out), uniform between -limit and limit with "
    "limit = sqrt(6 / (n_in + n_out)), drawn from rng.",
    reference=xavier_init,
    probes=SIZES,
    compare=False,
    misconceptions=(
        Misconception(
            "spread_for_limit",
            "The limit of a box is its standard deviation.",
            "Your limit is what the spread should be, so your box is too narrow. A box's spread "
            "is smaller than its limit.",
            _xavier(limit=lambda n_in, n_out: np.sqrt(2 / (n_in + n_out))),
        ),
        Misconception(
            "only_inputs",
            "Only the inputs count.",
            "You look at the inputs alone. Going back, a layer adds up over its outputs: who else "
            "belongs in the sum?",
            _xavier(limit=lambda n_in, n_out: np.sqrt(6 / n_in)),
        ),
        Misconception(
            "brackets_forgotten",
            "A fraction bar reaches to the end of the line.",
            "Your limit grows with the number of outputs. What exactly stands under your fraction?",
            _xavier(limit=lambda n_in, n_out: np.sqrt(6 / n_in + n_out)),
        ),
        Misconception(
            "product_of_sizes",
            "The sizes of a layer are multiplied.",
            "You divide by the number of all weights. The limit asks for the two sizes added up.",
            _xavier(limit=lambda n_in, n_out: np.sqrt(6 / (n_in * n_out))),
        ),
        Misconception(
            "no_root",
            "6 over the sizes is the limit.",
            "Your box is far too narrow for large layers. Which step between the fraction and the "
            "limit is missing?",
            _xavier(limit=lambda n_in, n_out: 6 / (n_in + n_out)),
        ),
        Misconception(
            "fixed_limit",
            "Any small box will do.",
            "Your box is the same for every layer. Which arguments have you not used?",
            _xavier(limit=lambda n_in, n_out: 0.1),
        ),
        Misconception(
            "one_sided",
            "A box starts at 0.",
            "All your weights pull in the same direction. Where does the box begin?",
            _xavier(draw=lambda rng, limit, shape: rng.uniform(0, limit, shape)),
        ),
        Misconception(
            "bell",
            "Normal and uniform are the same for this purpose.",
            "No wall holds your largest weights back: they pass the limit. Which kind of "
            "distribution has walls?",
            _xavier(draw=lambda rng, limit, shape: rng.normal(0, limit / np.sqrt(3), shape)),
        ),
        Misconception(
            "bell_with_limit",
            "The limit is the spread of a bell.",
            "You draw from a bell, and the limit is its spread: a third of your weights lies "
            "beyond the limit. Which kind of distribution has walls?",
            _xavier(draw=lambda rng, limit, shape: rng.normal(0, limit, shape)),
        ),
        Misconception(
            "constant",
            "The same start for all is fair.",
            "All your weights are the limit itself: units that start as twins stay twins.",
            _xavier(draw=lambda rng, limit, shape: np.full(shape, limit)),
        ),
        Misconception(
            "on_its_side",
            "W has a row for each unit.",
            "Your W has a row for each unit. An input of shape (N, n_in) meets it from the left.",
            _xavier(draw=lambda rng, limit, shape: rng.uniform(-limit, limit, shape[::-1])),
        ),
        Misconception(
            "cloned_units",
            "One unit is drawn, and the others like it.",
            "All columns of your W are equal. How many numbers did you draw, and how many "
            "are needed?",
            _xavier(
                draw=lambda rng, limit, shape: np.tile(
                    rng.uniform(-limit, limit, (shape[0], 1)), shape[1]
                )
            ),
        ),
        Misconception(
            "own_seed",
            "Repeatable means: seeded here.",
            "Call it twice with one generator: equal weights. Where does your chance come from?",
            _xavier(
                draw=lambda rng, limit, shape: np.random.default_rng(0).uniform(
                    -limit, limit, shape
                )
            ),
        ),
    ),
    alternates=(
        _stretched,
        lambda n_in, n_out, rng: np.array(
            [
                [rng.uniform(-1, 1) * np.sqrt(6 / (n_in + n_out)) for _ in range(n_out)]
                for _ in range(n_in)
            ],
            dtype=np.float32,
        ),
    ),
    hints=(
        "The signal on its way there is a sum over inputs, the gradient on its way back a sum over "
        "outputs. The limit is a compromise.",
        "A generator's uniform wants the lowest and the highest value and the shape.",
        "The limit is the root of 6 over both sizes together; draw between minus the limit and "
        "the limit; the shape has the inputs first.",
    ),
    properties=(
        Property(
            "the box reaches from -limit to limit",
            _reaches_the_limit,
            "This is the size of the largest of many weights of yours. What is the limit here?",
        ),
        Property(
            "it is a box: the spread is the limit over the root of 3",
            _is_even,
            "This is the spread of many weights of yours. In a box every part is equally full.",
        ),
        Property(
            "inputs and outputs count alike",
            lambda answer: near(spread(answer, 100, 60), spread(answer, 60, 100)),
            "Swap the two sizes: the spread of your weights changes.",
        ),
        Property(
            "a larger layer has smaller weights",
            lambda answer: spread(answer, 25, 15) > 1.2 * spread(answer),
            "Make a layer larger: the spread of your weights stays, or grows.",
        ),
        Property(
            "four times the sizes, half the spread",
            lambda answer: near(spread(answer, 25, 15), 2 * spread(answer), 0.15),
            "Compare sizes of 25 and 15 with 100 and 60: the spread should halve. There is a root "
            "in it.",
        ),
        *CHANCE,
    ),
)

EXERCISES = (XAVIER_INIT,)
