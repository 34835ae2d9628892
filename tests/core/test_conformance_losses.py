"""What every loss promises. One line in LOSSES registers a function; all tests run on it."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from referees import LIMIT, norm_error, quick, seeds, sizes, slope

from coursekit import binary_cross_entropy, losses, mean_squared_error, softmax_cross_entropy

Maker = Callable[[np.random.Generator, int, int], Any]


def numbers(rng: np.random.Generator, N: int, K: int) -> Any:
    return rng.normal(0, 2, (N, K))


def probabilities(rng: np.random.Generator, N: int, K: int) -> Any:
    """Away from 0 and 1, where the slope 1/p has its pole."""
    return rng.uniform(0.05, 0.95, (N, K))


def bits(rng: np.random.Generator, N: int, K: int) -> Any:
    return rng.integers(0, 2, (N, K))


def classes(rng: np.random.Generator, N: int, K: int) -> Any:
    return rng.integers(0, K, N)


# The function, its prediction and its labels.
LOSSES: list[tuple[Any, Maker, Maker]] = [
    (mean_squared_error, numbers, numbers),
    (binary_cross_entropy, probabilities, bits),
    (softmax_cross_entropy, numbers, classes),
]

every = pytest.mark.parametrize(
    ("loss", "predict", "label"), LOSSES, ids=[loss.__name__ for loss, *_ in LOSSES]
)


def case(predict: Maker, label: Maker, seed: int = 0, N: int = 4, K: int = 3) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    return predict(rng, N, K), label(rng, N, K)


@every
@quick
@given(seeds, sizes, sizes)
def test_the_gradient_matches_central_differences(loss, predict, label, seed, N, K):
    v, y = case(predict, label, seed, N, K)
    dv = loss(v, y)[1]
    assert norm_error(dv, slope(lambda: loss(v, y)[0], v)) < LIMIT


@every
@quick
@given(seeds, sizes, sizes)
def test_a_batch_twice_as_long_costs_the_same_and_pulls_half_at_each_row(
    loss, predict, label, seed, N, K
):
    v, y = case(predict, label, seed, N, K)
    once, twice = loss(v, y), loss(np.concatenate([v, v]), np.concatenate([y, y]))
    assert twice[0] == pytest.approx(once[0], rel=1e-13)
    np.testing.assert_allclose(2 * twice[1][:N], once[1], rtol=1e-13)


@every
def test_it_returns_a_plain_float_and_a_gradient_and_leaves_its_arguments_alone(
    loss, predict, label
):
    v, y = case(predict, label)
    kept = v.copy(), y.copy()
    value, dv = loss(v, y)
    assert type(value) is float
    assert dv.shape == v.shape
    assert (v == kept[0]).all()
    assert (y == kept[1]).all()


@every
def test_a_small_step_against_the_gradient_makes_it_smaller(loss, predict, label):
    v, y = case(predict, label)
    value, dv = loss(v, y)
    assert loss(v - 1e-3 * dv, y)[0] < value


@every
@pytest.mark.parametrize("labels", ["as they are", "float32"])
def test_the_gradient_has_the_dtype_of_the_prediction(loss, predict, label, labels):
    v, y = case(predict, label)
    if labels == "float32" and label is not classes:
        y = y.astype(np.float32)
    assert loss(v, y)[1].dtype == np.float64
    assert loss(v.astype(np.float32), y)[1].dtype == np.float32


@every
@pytest.mark.parametrize("dtype", ["uint8", "int8", "int16", "int64", "bool", "float16"])
@pytest.mark.parametrize("largest", [1, 127, 250])
def test_small_numbers_do_not_wrap(loss, predict, label, dtype, largest):
    """Among them 0 beside the largest: their difference, and its square, do not fit the type."""
    if predict is probabilities or dtype == "bool":
        largest = 1
    v = np.array([[0, largest, 0], [largest, 0, 1]])
    y = np.array([1, 2]) if label is classes else v[::-1]
    if label is not classes:
        y = y.astype(dtype)
    v = v.astype(dtype)
    found = loss(v, y)
    expected = loss(v.astype(float), y if label is classes else y.astype(float))
    assert found[0] == pytest.approx(expected[0], rel=1e-12)
    np.testing.assert_allclose(found[1], expected[1], rtol=1e-12)


@every
def test_how_the_arrays_lie_in_memory_does_not_matter(loss, predict, label):
    v, y = case(predict, label)
    expected = loss(v, y)
    strided = np.repeat(v, 2, axis=0)[::2], np.repeat(y, 2, axis=0)[::2]
    for array in (v, y):
        array.flags.writeable = False
    for given_v, given_y in ((v, y), strided, (np.asfortranarray(v), y)):
        value, dv = loss(given_v, given_y)
        assert value == pytest.approx(expected[0], rel=1e-14)
        np.testing.assert_allclose(dv, expected[1], rtol=1e-14)


@every
def test_nan_goes_through_without_a_warning(loss, predict, label):
    """A run that has diverged must be able to say so."""
    v, y = case(predict, label)
    v[0, 0] = np.nan
    assert math.isnan(loss(v, y)[0])


@every
def test_what_does_not_fit_is_refused_in_the_name_of_the_loss(loss, predict, label):
    v, y = case(predict, label)
    for wrong_v, wrong_y, error in (
        (v[:0], y[:0], ValueError),
        (v[:-1], y, ValueError),
        (v[..., None], y, ValueError),
        (v, y[..., None], ValueError),
        (v.tolist(), y, TypeError),
        (v, y.tolist(), TypeError),
        (v.astype(str), y, TypeError),
        (v.astype(complex), y, TypeError),
        (v, y.astype(object), TypeError),
    ):
        with pytest.raises(error, match=rf"^{loss.__name__}: .*(expected|Expected)"):
            loss(wrong_v, wrong_y)


# Registration.


def unregistered(module: ModuleType) -> set[str]:
    """The losses of a module that no line of LOSSES names."""
    public = {
        name
        for name, thing in vars(module).items()
        if inspect.isfunction(thing) and thing.__module__ == module.__name__ and name[0] != "_"
    }
    return public - {loss.__name__ for loss, *_ in LOSSES}


def test_every_loss_is_registered():
    assert unregistered(losses) == set()


def test_a_loss_that_is_not_registered_is_noticed(monkeypatch):
    def hinge(y_hat: Any, y: Any) -> None: ...

    hinge.__module__ = losses.__name__
    monkeypatch.setattr(losses, "hinge", hinge, raising=False)
    assert unregistered(losses) == {"hinge"}
