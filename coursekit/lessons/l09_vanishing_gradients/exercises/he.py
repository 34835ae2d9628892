"""Lesson 09, vanishing gradients: how large random weights should be, after He."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property


def he_init(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))


def _he(
    std: Any = lambda n_in, n_out: np.sqrt(2 / n_in),
    draw: Any = lambda rng, std, shape: rng.normal(0, std, shape),
) -> Answer:
    """Random weights with another spread or another way of drawing."""
    return lambda n_in, n_out, rng: draw(rng, std(n_in, n_out), (n_in, n_out))


def _one_by_one(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    W = np.empty((n_in, n_out), dtype=np.float32)
    for j in range(n_out):
        for i in range(n_in):
            W[i, j] = rng.standard_normal() * (2 / n_in) ** 0.5
    return W


def weights(answer: Answer, n_in: int = 100, n_out: int = 60, seed: int = 1) -> Array:
    return np.asarray(answer(n_in, n_out, np.random.default_rng(seed)))


def spread(answer: Answer, n_in: int = 100, n_out: int = 60) -> float:
    """The standard deviation of one layer's weights."""
    return float(weights(answer, n_in, n_out).std())


def near(value: float, target: float, share: float = 0.08) -> bool:
    """Within 8%: more than 8 standard deviations of the spread of 6000 weights."""
    return abs(value / target - 1) < share


def _right_spread(answer: Answer) -> Any:
    found, wanted = spread(answer), np.sqrt(2 / 100)
    return near(found, wanted) or Broken(found, wanted, n_in=100, n_out=60)


def _goes_on(answer: Answer) -> bool:
    rng = np.random.default_rng(1)
    return not np.array_equal(answer(30, 20, rng), answer(30, 20, rng))


CHANCE = (
    Property(
        "weights are positive and negative alike",
        lambda answer: abs(weights(answer).mean()) < 0.1 * spread(answer),
        "Average many of your weights: the mean should be near 0.",
    ),
    Property(
        "no two columns are alike",
        lambda answer: len(np.unique(weights(answer), axis=1).T) == 60,
        "Two columns of W are equal: two units that start as twins and stay twins.",
    ),
    Property(
        "no two rows are alike",
        lambda answer: len(np.unique(weights(answer), axis=0)) == 100,
        "Two rows of W are equal: two inputs that all units treat alike.",
    ),
    Property(
        "a second layer starts elsewhere",
        _goes_on,
        "A generator that is asked twice answers twice. Your second layer equals the first.",
    ),
    Property(
        "the same state of rng gives the same weights",
        lambda answer: np.array_equal(weights(answer), weights(answer)),
        "Two generators with the same seed should lead to the same weights.",
    ),
)

SIZES = (
    (3, 2, np.random.default_rng(0)),
    (100, 60, np.random.default_rng(0)),
    (60, 100, np.random.default_rng(1)),
    (1, 5, np.random.default_rng(2)),
    (4, 1, np.random.default_rng(3)),
    (1, 1, np.random.default_rng(4)),
    (5, 5, np.random.default_rng(5)),
)

HE_INIT = Exercise(
    signature="he_init(n_in, n_out, rng)",
    task="Return random weights of shape (n_in, n_out) from a normal distribution with mean 0 and "
    "standard deviation sqrt(2 / n_in), drawn from rng.",
    reference=he_init,
    probes=SIZES,
    compare=False,
    misconceptions=(
        Misconception(
            "constant",
            "The same start for all is fair.",
            "Units that start as twins get the same corrections for ever. What could make them "
            "different?",
            _he(draw=lambda rng, std, shape: np.full(shape, std)),
        ),
        Misconception(
            "variance_for_spread",
            "2 / n_in is the spread.",
            "The formula 2 / n_in is a variance. What does a generator's normal want to be told?",
            _he(std=lambda n_in, n_out: 2 / n_in),
        ),
        Misconception(
            "standard_normal",
            "The usual bell is good enough.",
            "The more such numbers a unit adds up, the larger its sum becomes. Which argument "
            "could prevent that?",
            _he(std=lambda n_in, n_out: 1.0),
        ),
        Misconception(
            "small_numbers",
            "Small random numbers are always a good start.",
            "Your spread is the same for every layer. A unit with many inputs adds up many terms: "
            "which argument knows how many?",
            _he(std=lambda n_in, n_out: 0.01),
        ),
        Misconception(
            "no_two",
            "The spread is 1 over the root of n_in.",
            "ReLU silences half of the signal. Which number under the root makes up for that?",
            _he(std=lambda n_in, n_out: np.sqrt(1 / n_in)),
        ),
        Misconception(
            "counts_outputs",
            "A layer is as wide as its outputs.",
            "How many terms does a unit add up: one for each input or one for each output?",
            _he(std=lambda n_in, n_out: np.sqrt(2 / n_out)),
        ),
        Misconception(
            "both_sides",
            "Inputs and outputs both count.",
            "You count inputs and outputs together. That is the rule of Glorot, for tanh; He's "
            "looks at the inputs.",
            _he(std=lambda n_in, n_out: np.sqrt(2 / (n_in + n_out))),
        ),
        Misconception(
            "root_of_two_only",
            "The root stands over the 2.",
            "Your weights shrink as fast as n_in grows. How far does the root reach in sqrt(2 / "
            "n_in)?",
            _he(std=lambda n_in, n_out: np.sqrt(2) / n_in),
        ),
        Misconception(
            "two_outside",
            "The root belongs to n_in.",
            "Your 2 stands outside of the root, and counts for more there. What does the root "
            "reach over in sqrt(2 / n_in)?",
            _he(std=lambda n_in, n_out: 2 / np.sqrt(n_in)),
        ),
        Misconception(
            "spread_as_mean",
            "The first number that normal takes is the spread.",
            "Your weights lie around the number that should be their spread. What does the first "
            "number mean to a generator's normal?",
            _he(draw=lambda rng, std, shape: rng.normal(std, size=shape)),
        ),
        Misconception(
            "only_positive",
            "Numbers from 0 to 1 are weights.",
            "Every unit of yours agrees with every other that all inputs are good. A spread "
            "around 0 has two sides.",
            _he(draw=lambda rng, std, shape: rng.random(shape) * std),
        ),
        Misconception(
            "box",
            "Uniform and normal are the same for this purpose.",
            "Your weights end at a wall on both sides. The task asks for a bell, and a bell has "
            "tails.",
            _he(draw=lambda rng, std, shape: rng.uniform(-1, 1, shape) * std * np.sqrt(3)),
        ),
        Misconception(
            "walls_at_the_spread",
            "The spread is as far as the numbers reach.",
            "Your weights lie evenly between two walls, so their spread is smaller than the way "
            "from 0 to a wall. Which distribution does the task name?",
            _he(draw=lambda rng, std, shape: rng.uniform(-std, std, shape)),
        ),
        Misconception(
            "on_its_side",
            "W has a row for each unit.",
            "Your array has n_out rows. Write down the shapes of x and W in x @ W: the inner two "
            "have to agree.",
            _he(draw=lambda rng, std, shape: rng.normal(0, std, shape[::-1])),
        ),
        Misconception(
            "cloned_units",
            "One unit is drawn, and the others like it.",
            "You drew n_in numbers and copied them for each unit. Copies see the same, say the "
            "same and learn the same.",
            _he(draw=lambda rng, std, shape: np.tile(rng.normal(0, std, (shape[0], 1)), shape[1])),
        ),
        Misconception(
            "own_seed",
            "Repeatable means: seeded here.",
            "Two layers of one size start out as twins. You were handed a source of chance.",
            _he(draw=lambda rng, std, shape: np.random.default_rng(0).normal(0, std, shape)),
        ),
    ),
    alternates=(
        _one_by_one,
        lambda n_in, n_out, rng: rng.standard_normal((n_out, n_in)).T * np.sqrt(2.0 / n_in),
        lambda n_in, n_out, rng: np.array(
            [rng.normal(scale=(0.5 * n_in) ** -0.5, size=n_out) for _ in range(n_in)]
        ),
    ),
    hints=(
        "A unit adds up n_in terms. What happens to the size of such a sum when n_in grows?",
        "A generator's normal wants the mean, the standard deviation and the shape.",
        "Mean 0; the standard deviation is the root of 2 over the number of inputs; the shape has "
        "the inputs first.",
    ),
    properties=(
        Property(
            "the spread is the root of 2 / n_in",
            _right_spread,
            "This is the spread of your weights for a large layer. Work out sqrt(2 / n_in) for it.",
        ),
        Property(
            "the number of outputs does not matter",
            lambda answer: near(spread(answer), spread(answer, 100, 240), 0.15),
            "Make a layer wider on its output side: the spread of your weights changes.",
        ),
        Property(
            "more inputs, smaller weights",
            lambda answer: spread(answer, 25) > 1.2 * spread(answer),
            "Give a layer more inputs: the spread of your weights stays, or grows.",
        ),
        Property(
            "four times the inputs, half the spread",
            lambda answer: near(spread(answer, 25), 2 * spread(answer), 0.15),
            "Compare 25 inputs with 100: the spread should halve. There is a root in it.",
        ),
        Property(
            "it is a bell: 1 in 20 lies beyond two spreads, some beyond three",
            lambda answer: (
                0.03 < np.mean(abs(weights(answer)) > 2 * spread(answer)) < 0.06
                and abs(weights(answer)).max() > 3 * spread(answer)
            ),
            "Look at the largest of many weights: a bell has tails, a box has walls.",
        ),
        *CHANCE,
    ),
)


EXERCISES = (HE_INIT,)
