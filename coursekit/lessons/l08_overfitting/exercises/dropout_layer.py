"""Lesson 08, overfitting: dropout as a layer that knows whether it is training."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.exercises.objects import variant


class Dropout:
    training = False

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        self.p = p
        self.rng = rng

    def forward(self, x: Array) -> Array:
        self.mask = np.ones(x.shape)
        if self.training:
            self.mask = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        return x * self.mask

    def backward(self, dout: Array) -> Array:
        return dout * self.mask


def _to_a_twentieth(coins: Array) -> float:
    """Their mean; every p in use is a multiple of a twentieth, five deviations from the next."""
    return round(20 * float(np.mean(coins))) / 20


def _observed(
    answer: Answer, p: float, rng: np.random.Generator, x: Array, dout: Array
) -> dict[str, Any]:
    """What can be said of a layer whatever its coins show: before, in and after training.

    x is positive and large: a share among 8000 coins has a standard deviation of 0.0056 at most.
    """
    layer, other, twin = answer(p, rng), answer((1 + p) / 2, rng), answer(p, rng)
    told: dict[str, Any] = {"out before training": layer.forward(x)}
    told["dx before training"] = layer.backward(dout)
    layer.training = other.training = twin.training = True
    out, louder, dx = (
        np.broadcast_to(np.asarray(value, dtype=float), x.shape)  # None, a forgotten return, is nan
        for value in (layer.forward(x), other.forward(x), layer.backward(dout))
    )
    factor, silent = out / x, 1 * (out == 0)
    told["what the entries of x are multiplied by"] = np.unique(np.round(factor, 4))
    told["share of entries that are silent"] = _to_a_twentieth(silent)
    told["share that a second object silences"] = _to_a_twentieth(louder == 0)
    told["each row loses other units"] = bool(np.ptp(silent, axis=0).all())
    told["each row loses some and keeps some"] = bool(np.ptp(silent, axis=1).all())
    told["what the entries of dout are multiplied by"] = np.unique(np.round(dx / dout, 4))
    told["dx is dout times the factors of forward"] = bool(np.allclose(dx, dout * factor))
    counts = {int(np.sum(layer.forward(x) == 0)) for _ in range(4)}
    told["how many are silent is chance"] = len(counts) > 1
    told["two objects lose different units"] = not np.array_equal(out == 0, twin.forward(x) == 0)
    told["the next batch loses other units"] = not np.array_equal(out == 0, layer.forward(x) == 0)
    layer.training = False
    told["out after training"] = layer.forward(x)
    told["dx after training"] = layer.backward(dout)
    return told


def _forward(**parts: Any) -> type:
    """The right class with one of the parts of its mask replaced."""

    def forward(self: Any, x: Array) -> Array:
        p, shape = self.p, parts.get("shape", lambda shape: shape)(x.shape)
        self.mask = np.ones(x.shape) * parts.get("in_test", lambda p: 1.0)(p)
        if parts.get("on", lambda training: training)(self.training):
            coins = parts.get("rng", lambda self: self.rng)(self).random(shape)
            kept = parts.get("keep", lambda coins, p: coins >= p)(coins, p)
            self.mask = kept * np.ones(x.shape) * parts.get("scale", lambda p: 1 / (1 - p))(p)
        return x * self.mask

    return variant(Dropout, forward=forward)


def _once(self: Any, x: Array) -> Array:
    if self.training and not hasattr(self, "coins"):
        self.coins = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
    self.mask = self.coins if self.training else np.ones(x.shape)
    return x * self.mask


def _new_coins(self: Any, dout: Array) -> Array:
    return Dropout.forward(self, dout)


def _stale(self: Any, x: Array) -> Array:
    if not self.training:
        self.mask = getattr(self, "mask", np.ones(x.shape))
        return 1 * x
    return Dropout.forward(self, x)


def _no_mask(self: Any, x: Array) -> Array:
    return Dropout.forward(self, x) if self.training else x


def _so_many(self: Any, x: Array) -> Array:
    if not self.training:
        return Dropout.forward(self, x)
    self.mask = np.ones(x.size)
    self.mask[self.rng.permutation(x.size)[: round(self.p * x.size)]] = 0
    self.mask = self.mask.reshape(x.shape) / (1 - self.p)
    return x * self.mask


def _class_share(self: Any, p: float, rng: Any) -> None:
    type(self).p = p
    self.rng = rng


def _in_place(self: Any, x: Array) -> Array:
    x *= Dropout.forward(self, np.ones(x.shape))
    return x


class _ByCoin:
    def __init__(self, p: float, rng: Any) -> None:
        self.keep, self.rng, self.training = 1 - p, rng, False

    def forward(self, x: Array) -> Array:
        self.silent: Any = []
        if not self.training:
            return x
        self.silent = np.nonzero(self.rng.binomial(1, self.keep, size=x.shape) == 0)
        return self.backward(x)

    def backward(self, dout: Array) -> Array:
        if len(self.silent) == 0:
            return dout
        out = np.array(dout) / self.keep
        out[self.silent] = 0
        return out


class _ByCoinInSinglePrecision(_ByCoin):
    def backward(self, dout: Array) -> Array:
        return _ByCoin.backward(self, dout.astype("float32"))


METHODS = ("__init__", "forward", "backward")
MANY = np.linspace(1, 2, 8000).reshape(80, 100)
BLAME = np.linspace(-3, 2, 8000).reshape(80, 100)


def _trained(answer: Answer, seed: int) -> Array:
    layer = answer(0.3, np.random.default_rng(seed))
    layer.training = True
    return np.asarray(layer.forward(MANY.copy()))


DROPOUT = Exercise(
    signature="Dropout(p, rng)",
    task="Write a layer with training = False at first: in training, forward(x) sets each entry to "
    "0 with probability p and divides the others by 1 - p; otherwise it returns x; backward(dout) "
    "returns dx.",
    reference=Dropout,
    trial=_observed,
    probes=(
        (0.5, np.random.default_rng(0), MANY, BLAME),
        (0.3, np.random.default_rng(1), MANY[:, ::-1], BLAME),
        (0.0, np.random.default_rng(2), MANY, BLAME),
        (0.8, np.random.default_rng(3), MANY.T, BLAME.T),
    ),
    misconceptions=(
        Misconception(
            "never_off",
            "Dropout belongs to the network, in training and afterwards.",
            "Predict one picture twice when training is over: two answers. What have you not "
            "asked?",
            _forward(on=lambda training: True),
        ),
        Misconception(
            "always_off",
            "training says that training is over.",
            "You silence units in the exam and none in training. The other way round?",
            _forward(on=lambda training: not training),
        ),
        Misconception(
            "not_made_louder",
            "Silencing is all there is to it.",
            "In training a share of p is missing from your choir, and in the exam nobody is. How "
            "can both be equally loud?",
            _forward(scale=lambda p: 1.0),
        ),
        Misconception(
            "quieter_in_test",
            "The outputs are scaled when training is over, as in the first paper.",
            "You make the test quieter instead of training louder, as the first paper did. Here "
            "the test leaves x alone.",
            _forward(scale=lambda p: 1.0, in_test=lambda p: 1 - p),
        ),
        Misconception(
            "p_is_keep",
            "p is what stays, as in older libraries.",
            "A share of p speaks in yours. p is the share that should be silent.",
            _forward(keep=lambda coins, p: coins < p, scale=lambda p: 1 / max(p, 1e-9)),
        ),
        Misconception(
            "keeps_a_share_of_p",
            "Coins below p are those that stay.",
            "Your comparison keeps a share of p. How often is a random number from 0 to 1 below p, "
            "and is that the share that should fall silent or that should stay?",
            _forward(keep=lambda coins, p: coins < p),
        ),
        Misconception(
            "divides_by_p",
            "What is dropped is what is divided by.",
            "You divide by the share of those who are gone. Which share of the units is still "
            "there to make up for them?",
            _forward(scale=lambda p: 1 / max(p, 1e-9)),
        ),
        Misconception(
            "one_row_for_all",
            "A batch is handled as one.",
            "All rows lose the same units in yours. Each example should throw its own coins.",
            _forward(shape=lambda shape: shape[1:]),
        ),
        Misconception(
            "whole_examples",
            "Dropout leaves out examples.",
            "Whole rows disappear in yours. A coin is thrown for each unit, not for each example.",
            _forward(shape=lambda shape: (shape[0], 1)),
        ),
        Misconception(
            "coins_thrown_once",
            "The units that are left out are chosen when training begins.",
            "The same units are silent in every batch: you have built a smaller network. When are "
            "new coins thrown?",
            variant(Dropout, forward=_once),
        ),
        Misconception(
            "own_seed",
            "A seed inside the class makes things repeatable.",
            "Two batches in a row lose the same units. You were given a source of chance.",
            _forward(rng=lambda self: np.random.default_rng(0)),
        ),
        Misconception(
            "new_coins_on_the_way_back",
            "Backward is forward with the gradient as input.",
            "You throw new coins for the gradient: units that were silent get some, and units that "
            "sang are not. Which coins decide?",
            variant(Dropout, backward=_new_coins),
        ),
        Misconception(
            "gradient_for_the_silent",
            "Dropout has nothing to do on the way back.",
            "A unit that was silent gets a gradient. What did it contribute?",
            variant(Dropout, backward=lambda self, dout: 1 * dout),
        ),
        Misconception(
            "gates_only",
            "On the way back the mask says who was silent, no more.",
            "An entry was doubled on the way forward at p = 0.5. How much does the loss change "
            "when that x moves a little?",
            variant(Dropout, backward=lambda self, dout: dout * (self.mask > 0)),
        ),
        Misconception(
            "old_coins_after_training",
            "Without training there is nothing to remember.",
            "After training, your backward still uses the coins of the last training batch.",
            variant(Dropout, forward=_stale),
        ),
        Misconception(
            "no_mask_without_training",
            "Without training there is no mask.",
            "Without training your forward leaves nothing behind, and backward asks for it. What "
            "should the gradient be multiplied by then?",
            variant(Dropout, forward=_no_mask),
        ),
        Misconception(
            "training_from_the_start",
            "A layer is made for training.",
            "A new layer of yours is in training before anybody said so. What is training at "
            "first?",
            variant(Dropout, training=True, forward=lambda self, x: Dropout.forward(self, x)),
        ),
        Misconception(
            "training_unknown",
            "Whoever trains gives the layer its training.",
            "A new layer is asked for its training before anybody set it. Where could it find its"
            " False?",
            type("Dropout", (), {name: vars(Dropout)[name] for name in METHODS}),
        ),
        Misconception(
            "so_many",
            "A share of p is silent, so the number of the silent is known.",
            "However often you draw, the same number of entries is silent. When each entry throws"
            " its own coin, that number is chance, too.",
            variant(Dropout, forward=_so_many),
        ),
        Misconception(
            "one_p_for_all",
            "p belongs to the class.",
            "Make a second layer with another p: the first one uses it too. Whose p is it?",
            variant(Dropout, __init__=_class_share),
        ),
        Misconception(
            "in_place",
            "The input is not needed any more.",
            "You wrote into the array that you were given. The layer before remembers that array.",
            variant(Dropout, forward=_in_place),
        ),
    ),
    alternates=(
        _forward(),
        _forward(keep=lambda coins, p: coins < 1 - p),
        _forward(keep=lambda coins, p: np.floor(coins + 1 - p)),
        _ByCoin,
        _ByCoinInSinglePrecision,
    ),
    hints=(
        "One class, two ways to behave. Who tells the object which of them it is?",
        "You have written dropout_forward and dropout_backward. The mask that one of them hands "
        "to the other stands in the object here.",
        "Forward: a mask of ones, or in training one of coins: random numbers in the shape of x, "
        "compared with p, over 1 minus p. Keep it in self and multiply x by it. Backward: multiply "
        "dout by that same mask.",
    ),
    properties=(
        Property(
            "another generator silences other units",
            lambda answer: not np.array_equal(_trained(answer, 1) == 0, _trained(answer, 2) == 0),
            "Two layers with different generators silence the same units.",
        ),
        Property(
            "training is as loud as the test",
            lambda answer: 0.93 < np.mean(_trained(answer, 1)) / MANY.mean() < 1.07,
            "Average a large output: in training it should be what it is in the test.",
        ),
    ),
)

EXERCISES = (DROPOUT,)
