"""Lesson 08, overfitting: units that are silenced at random."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property


def dropout_forward(
    x: Array, p: float, rng: np.random.Generator, train: bool
) -> tuple[Array, Array]:
    if not train:
        return x, np.ones_like(x)
    mask = (rng.random(x.shape) >= p) / (1 - p)
    return x * mask, mask


def _dropout(
    x: Array, p: float, rng: np.random.Generator, train: bool,
    draw: Any = lambda rng, shape: rng.random(shape),
    keep: Any = lambda numbers, p: numbers >= p,
    scale: Any = lambda p: 1 / (1 - p),
    in_test: Any = lambda p: 1.0,
) -> tuple[Array, Array]:  # fmt: skip
    """The right answer, unless one of its parts is replaced."""
    if not train:
        return in_test(p) * x, np.full(x.shape, in_test(p))
    mask = keep(draw(rng, x.shape), p) * np.ones(x.shape) * scale(p)
    return x * mask, mask


def _with(**parts: Any) -> Answer:
    return lambda x, p, rng, train: _dropout(x, p, rng, train, **parts)


def _gates_only(x: Array, p: float, rng: Any, train: bool) -> Any:
    out, mask = _dropout(x, p, rng, train)
    return out, 1.0 * (mask > 0)


def _silenced_in_place(x: Array, p: float, rng: Any, train: bool) -> Any:
    mask = _dropout(x, p, rng, train)[1]
    x *= mask
    return x, mask


def _so_many(x: Array, p: float, rng: Any, train: bool) -> Any:
    mask = np.ones(x.size)
    if train:
        mask[rng.permutation(x.size)[: round(p * x.size)]] = 0
        mask /= 1 - p
    return x * mask.reshape(x.shape), mask.reshape(x.shape)


def _drawn_by_coin(x: Array, p: float, rng: Any, train: bool) -> Any:
    out, mask = np.array(x, dtype=np.float32), np.ones(x.shape, dtype=np.float32)
    if train:
        mask[rng.binomial(1, p, size=x.shape) == 1] = 0
        mask /= 1 - p
    return out * mask, mask


X = np.array([[1.0, -2.0, 3.0, 0.5], [0.25, 4.0, -1.0, 2.0], [5.0, 1.5, -3.0, 1.0]])
MANY = np.linspace(1, 2, 8000).reshape(80, 100)


def _mask(answer: Answer, p: float = 0.3, seed: int = 1) -> Array:
    return np.asarray(answer(MANY, p, np.random.default_rng(seed), True)[1])


def _numbers_in_a_mask(answer: Answer) -> Any:
    """The different numbers in a large mask are 0 and 1 / (1 - p)."""
    found = np.unique(_mask(answer, 0.2).round(5))
    return np.array_equal(found, [0, 1.25]) or Broken(found, np.array([0, 1.25]), p=0.2)


def _share_of_zeros(answer: Answer) -> Any:
    """Among 8000 coins the share has a standard deviation of 0.005."""
    share = float(np.mean(_mask(answer) == 0))
    return abs(share - 0.3) < 0.05 or Broken(share, 0.3, p=0.3)


def _as_many_by_chance(answer: Answer) -> Any:
    """The number of zeros varies from seed to seed: six equal ones have a chance of 1e-10."""
    silent = [int(np.sum(_mask(answer, seed=seed) == 0)) for seed in range(6)]
    return len(set(silent)) > 1 or Broken(silent, p=0.3, entries=MANY.size)


def _test_mode(answer: Answer) -> bool:
    out, mask = answer(X, 0.5, np.random.default_rng(1), False)
    return np.array_equal(out, X) and np.array_equal(mask, np.ones(X.shape))


def _recorded(answer: Answer) -> bool:
    out, mask = answer(MANY, 0.3, np.random.default_rng(1), True)
    return np.allclose(out, MANY * mask)


def _loudness(answer: Answer) -> float:
    """The mean of 8000 outputs, 1 in the test; its standard deviation at p = 0.3 is 0.007."""
    return float(np.mean(answer(MANY, 0.3, np.random.default_rng(1), True)[0]) / MANY.mean())


def _second_call_differs(answer: Answer) -> bool:
    rng = np.random.default_rng(1)
    first, second = (answer(MANY, 0.5, rng, True)[1] for _ in range(2))
    return not np.array_equal(first, second)


EASIER = """
def dropout_forward(x, p, rng, train):
    # Outside training nobody is absent.
    if not train:
        return x, «np.ones(x.shape)»
    # A coin for each entry: it stays with probability 1 - p.
    stays = rng.random(x.shape) >= p
    # Those who stay speak louder, so that the sum is the same on average.
    mask = stays / «(1 - p)»
    return x * mask, mask
"""

DROPOUT_FORWARD = Exercise(
    signature="dropout_forward(x, p, rng, train)",
    task="In training, set each entry of x to 0 with probability p, divide what is left by 1 - p, "
    "and return (out, mask) with out = x * mask; otherwise return x and a mask of ones.",
    reference=dropout_forward,
    probes=(
        (np.array([[1.0, 2.0, 3.0, 4.0]]), 0.5, np.random.default_rng(0), True),
        (X, 0.3, np.random.default_rng(0), True),
        (X, 0.3, np.random.default_rng(0), False),
        (X, 0.0, np.random.default_rng(0), True),
        (np.arange(24).reshape(2, 3, 4), 0.75, np.random.default_rng(1), True),
        (0 * X, 0.6, np.random.default_rng(2), True),
        (X[:, :3], 0.5, np.random.default_rng(3), True),
        (X[:1, :1], 0.5, np.random.default_rng(4), True),
    ),
    compare=False,
    misconceptions=(
        Misconception(
            "never_off",
            "Dropout belongs to the network, in training and afterwards.",
            "Predict one picture twice when training is over: two answers. Which argument have "
            "you not used?",
            lambda x, p, rng, train: _dropout(x, p, rng, True),
        ),
        Misconception(
            "always_off",
            "train says that training is over.",
            "You silence units in the exam and none in training. The other way round?",
            lambda x, p, rng, train: _dropout(x, p, rng, not train),
        ),
        Misconception(
            "not_made_louder",
            "Silencing is all there is to it.",
            "In training a share of p is missing from your choir, and in the exam nobody is. How "
            "can both be equally loud?",
            _with(scale=lambda p: 1.0),
        ),
        Misconception(
            "quieter_in_test",
            "The outputs are scaled when training is over, as in the first paper.",
            "You make the test quieter instead of training louder, as the first paper did. Here "
            "the test leaves x alone.",
            _with(scale=lambda p: 1.0, in_test=lambda p: 1 - p),
        ),
        Misconception(
            "p_is_keep",
            "p is what stays, and the scale is what the task says.",
            "A share of p speaks in yours. p is the share that should be silent.",
            _with(keep=lambda numbers, p: numbers < p),
        ),
        Misconception(
            "keeps_p",
            "p stays, as in older libraries.",
            "You keep with probability p and scale for that, as older libraries did. Here p is "
            "the probability of dropping.",
            _with(keep=lambda numbers, p: numbers < p, scale=lambda p: 1 / max(p, 1e-9)),
        ),
        Misconception(
            "divides_by_p",
            "What is dropped is what is divided by.",
            "You divide by the share of those who are gone. Which share of the units is still "
            "there to make up for them?",
            _with(scale=lambda p: 1 / max(p, 1e-9)),
        ),
        Misconception(
            "one_mask_for_all",
            "A batch is handled as one.",
            "All rows of your mask are the same. Each example should throw its own coins.",
            _with(draw=lambda rng, shape: rng.random(shape[-1])),
        ),
        Misconception(
            "whole_examples",
            "Dropout leaves out examples.",
            "Each row of your mask is one number repeated. A coin is thrown for each unit, not "
            "for each example.",
            _with(draw=lambda rng, shape: rng.random((shape[0],) + (1,) * (len(shape) - 1))),
        ),
        Misconception(
            "scale_not_recorded",
            "The mask only says who was silent.",
            "x times your mask is not your out. On the way back the factor will be missing.",
            _gates_only,
        ),
        Misconception(
            "every_second_unit",
            "A fixed pattern is as good as chance.",
            "Two different generators silence the same places: chance has no part in yours.",
            _with(
                draw=lambda rng, shape: np.arange(np.prod(shape)).reshape(shape) % 2,
                keep=lambda numbers, p: numbers,
            ),
        ),
        Misconception(
            "no_mask_in_test",
            "Without training there is no mask.",
            "Without training you hand back one array. Whoever calls expects two things, out and "
            "mask, every time.",
            lambda x, p, rng, train: _dropout(x, p, rng, train) if train else x,
        ),
        Misconception(
            "in_place",
            "Inside a function, the argument is a copy.",
            "Your out is written into the caller's x, and the layer before may still need that.",
            _silenced_in_place,
        ),
        Misconception(
            "so_many",
            "A share of p is silent, so the number of the silent is known.",
            "However often you draw, the same number of entries is silent. When each entry throws"
            " its own coin, that number is chance, too.",
            _so_many,
        ),
        Misconception(
            "own_seed",
            "A seed inside the function makes things repeatable.",
            "Call it twice with one generator: the same units are silent again. You were given a "
            "source of chance.",
            _with(draw=lambda rng, shape: np.random.default_rng(0).random(shape)),
        ),
    ),
    alternates=(
        _drawn_by_coin,
        _dropout,
        lambda x, p, rng, train: _dropout(
            x,
            p,
            rng,
            train,
            draw=lambda rng, shape: np.array(
                [1.0 * (rng.uniform() > p) for _ in range(x.size)]
            ).reshape(shape),
            keep=lambda numbers, p: numbers,
        ),
    ),
    hints=(
        "Each entry of x throws its own coin. What is different when training is over?",
        "A generator's random gives numbers from 0 to 1; a share of p of them lies below p.",
        "If not in training, hand back x and ones. Otherwise: random numbers in the shape of x, "
        "compared with p, give True for the entries that stay; divide by 1 - p to get the mask.",
    ),
    properties=(
        Property(
            "without training nothing happens",
            _test_mode,
            "With train=False the answer is x itself and a mask of ones.",
        ),
        Property(
            "out is x times mask",
            _recorded,
            "Multiply x by your mask: it is not your out.",
        ),
        Property(
            "what is left is divided by 1 - p",
            _numbers_in_a_mask,
            "These are the different numbers in a large mask of yours. Which two belong there?",
        ),
        Property(
            "a share of p is silent",
            _share_of_zeros,
            "This is the share of zeros in a large mask of yours. p says how large it should be.",
        ),
        Property(
            "how many are silent is chance",
            _as_many_by_chance,
            "With six seeds, the same number of entries is silent in yours. Each entry throws its "
            "own coin.",
        ),
        Property(
            "training is not quieter than the test",
            lambda answer: _loudness(answer) > 0.93,
            "Average a large output: in training it is smaller than in the test.",
        ),
        Property(
            "training is not louder than the test",
            lambda answer: _loudness(answer) < 1.07,
            "Average a large output: in training it is larger than in the test.",
        ),
        Property(
            "each example loses other units",
            lambda answer: np.ptp(_mask(answer), axis=0).all(),
            "In a mask for 80 examples a unit is either always there or never.",
        ),
        Property(
            "no example loses everything or nothing",
            lambda answer: np.ptp(_mask(answer), axis=1).all(),
            "Look along the rows of a mask: an example loses all of its units or none.",
        ),
        Property(
            "the next call silences other units",
            _second_call_differs,
            "Two calls with one generator silence the same units.",
        ),
        Property(
            "the same state of rng silences the same units",
            lambda answer: np.array_equal(_mask(answer), _mask(answer)),
            "Two generators with the same seed should lead to the same mask.",
        ),
    ),
    easier=EASIER,
)


EXERCISES = (DROPOUT_FORWARD,)
