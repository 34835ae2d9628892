"""Lesson 09, vanishing gradients: how large random weights should be."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


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


def _weights(answer: Answer, n_in: int = 100, n_out: int = 60, seed: int = 1) -> Array:
    return np.asarray(answer(n_in, n_out, np.random.default_rng(seed)))


def _near(value: Any, target: float) -> bool:
    """Within 8%: more than 8 standard deviations of the spread of 6000 weights."""
    return abs(value / target - 1) < 0.08


def _goes_on(answer: Answer) -> bool:
    rng = np.random.default_rng(1)
    return not np.array_equal(answer(30, 20, rng), answer(30, 20, rng))


CHANCE = (
    Property(
        "weights are positive and negative alike",
        lambda answer: abs(_weights(answer).mean()) < 0.1 * _weights(answer).std(),
        "Average many of your weights: the mean should be near 0.",
    ),
    Property(
        "no two columns are alike",
        lambda answer: len(np.unique(_weights(answer), axis=1).T) == 60,
        "Two columns of W are equal: two units that start as twins and stay twins.",
    ),
    Property(
        "no two rows are alike",
        lambda answer: len(np.unique(_weights(answer), axis=0)) == 100,
        "Two rows of W are equal: two inputs that all units treat alike.",
    ),
    Property(
        "a second layer starts elsewhere",
        _goes_on,
        "Call it twice with one generator: two layers of one size start as twins.",
    ),
    Property(
        "the same state of rng gives the same weights",
        lambda answer: np.array_equal(_weights(answer), _weights(answer)),
        "Two generators with the same seed should lead to the same weights.",
    ),
)

SIZES = (
    (3, 2, np.random.default_rng(0)),
    (100, 60, np.random.default_rng(0)),
    (60, 100, np.random.default_rng(1)),
    (1, 5, np.random.default_rng(2)),
    (4, 1, np.random.default_rng(3)),
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
            "Random is random.",
            "Send a signal through 20 such layers and print its size. Where does n_in come in?",
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
            "only_positive",
            "A generator's random gives random weights.",
            "Is any of your weights below zero?",
            _he(draw=lambda rng, std, shape: rng.random(shape) * std),
        ),
        Misconception(
            "box",
            "Uniform and normal are the same for this purpose.",
            "No weight of yours lies further out than 1.8 times the spread. The task asks for a "
            "bell, and a bell has tails.",
            _he(draw=lambda rng, std, shape: rng.uniform(-1, 1, shape) * std * np.sqrt(3)),
        ),
        Misconception(
            "on_its_side",
            "W has a row for each unit.",
            "x @ W has to work for x of shape (N, n_in). Which of the two sizes comes first?",
            _he(draw=lambda rng, std, shape: rng.normal(0, std, shape[::-1])),
        ),
        Misconception(
            "cloned_units",
            "One unit is drawn, and the others like it.",
            "Compare the columns of W: your units are clones.",
            _he(draw=lambda rng, std, shape: np.tile(rng.normal(0, std, (shape[0], 1)), shape[1])),
        ),
        Misconception(
            "own_seed",
            "A seed inside the function makes things repeatable.",
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
            lambda answer: (
                _near(_weights(answer).std(), np.sqrt(2 / 100))
                and _near(_weights(answer, 60, 100).std(), np.sqrt(2 / 60))
            ),
            "For 100 inputs the spread of your weights should be 0.141, for 60 inputs 0.183, "
            "whatever the number of outputs.",
        ),
        Property(
            "it is a bell: 1 in 20 lies beyond two spreads, some beyond three",
            lambda answer: (
                0.03 < np.mean(abs(_weights(answer)) > 2 * _weights(answer).std()) < 0.06
                and abs(_weights(answer)).max() > 3 * _weights(answer).std()
            ),
            "Look at the largest of many weights: a bell has tails, a box has walls.",
        ),
        *CHANCE,
    ),
)


def xavier_init(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, (n_in, n_out))


def _xavier(
    limit: Any = lambda n_in, n_out: np.sqrt(6 / (n_in + n_out)),
    draw: Any = lambda rng, limit, shape: rng.uniform(-limit, limit, shape),
) -> Answer:
    """Random weights with another limit or another way of drawing."""
    return _he(limit, draw)


def _stretched(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    return (2 * rng.random((n_in, n_out)) - 1) * (6 / (n_in + n_out)) ** 0.5


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
            "Your box is too narrow. The spread of a box from -1 to 1 is not 1 but 0.577.",
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
            "The spread is right. But the task asks for a box, and some of your weights lie "
            "outside of it.",
            _xavier(draw=lambda rng, limit, shape: rng.normal(0, limit / np.sqrt(3), shape)),
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
            "All columns of your W are equal. How many numbers did you draw, and how many are needed?",
            _xavier(
                draw=lambda rng, limit, shape: np.tile(
                    rng.uniform(-limit, limit, (shape[0], 1)), shape[1]
                )
            ),
        ),
        Misconception(
            "own_seed",
            "A seed inside the function makes things repeatable.",
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
        "The signal on its way there is a sum over inputs, the blame on its way back a sum over "
        "outputs. The limit is a compromise.",
        "A generator's uniform wants the lowest and the highest value and the shape.",
        "The limit is the root of 6 over both sizes together; draw between minus the limit and "
        "the limit; the shape has the inputs first.",
    ),
    properties=(
        Property(
            "the box reaches from -limit to limit",
            lambda answer: all(
                0.98 < abs(_weights(answer, *sizes)).max() / np.sqrt(6 / sum(sizes)) <= 1.000001
                for sizes in ((100, 60), (10, 700))
            ),
            "Compare the largest of many weights with the limit.",
        ),
        Property(
            "it is a box: the spread is the limit over the root of 3",
            lambda answer: _near(
                _weights(answer).std() / abs(_weights(answer)).max(), 1 / np.sqrt(3)
            ),
            "In a box every part is equally full: its spread is 0.577 times its limit.",
        ),
        *CHANCE,
    ),
)

EXERCISES = (HE_INIT, XAVIER_INIT)
