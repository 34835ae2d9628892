"""One point, equal values, huge and tiny ones, long names, many classes: still to be read."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
from picture_checks import complaints

from coursekit import plots as p

rng = np.random.default_rng(0)
LONG = "a class with quite a long name"
X, Y = rng.normal(size=(60, 2)), rng.integers(0, 3, 60)
Z = np.linspace(-2, 2, 101)
WINDOW = {"x": (-1.5, 1.5), "y": (-1.5, 1.5)}


def many(n: int) -> list[str]:
    """Long names that differ at their end."""
    return [f"{LONG} {k}" for k in range(n)]


def run(n: int, scale: float = 1.0) -> SimpleNamespace:
    """A history of n epochs."""
    train, val = np.linspace(2, 0.1, n), np.linspace(2, 0.6, n) + 0.1 * rng.random(n)
    return SimpleNamespace(train_loss=list(scale * train), val_loss=list(scale * val))


def halves(x: np.ndarray) -> np.ndarray:
    """One class on each side."""
    return (x[:, 0] > 0).astype(int)


def scores(K: int) -> Callable[[np.ndarray], np.ndarray]:
    """A model of K classes."""
    W = np.random.default_rng(1).normal(size=(2, K))
    return lambda x: x @ W


def bowl(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return x**2 + y**2


def remembers(data: float, *made_from: object) -> SimpleNamespace:
    """A number with parts."""
    return SimpleNamespace(data=data, grad=data / 3, made_from=made_from)


def row(n: int, slope: float) -> list[SimpleNamespace]:
    """Numbers made from one another."""
    numbers = [remembers(slope)]
    for _ in range(n - 1):
        numbers.append(remembers(slope * numbers[-1].data, (numbers[-1], slope)))
    return numbers


def fan(n: int) -> list[SimpleNamespace]:
    """Numbers that are all made from the first."""
    first = remembers(2.0)
    return [first, *(remembers(k, (first, k / 7)) for k in range(n - 1))]


def square(value: float) -> list[SimpleNamespace]:
    """A number and its square."""
    first = remembers(value)
    return [first, remembers(value**2, (first, value), (first, value))]


AWKWARD: dict[str, Callable[[], p.Drawing]] = {
    "activation: slopes": lambda: p.activation_curves(["sigmoid", "tanh", "relu"], slopes=True),
    "activation: huge": lambda: p.activation_curves({"cube": lambda z: 1e9 * z**3}),
    "activation: tiny": lambda: p.activation_curves({LONG: lambda z: -1e-9 * z**3}),
    "activation: constant": lambda: p.activation_curves({"seven": lambda z: 0 * z + 7}),
    "activation: six": lambda: p.activation_curves(
        {f"f{k}": lambda z, k=k: z * k for k in range(6)}, slopes=True),
    "arcs: one number": lambda: p.order_arcs([remembers(0)], ["w"]),
    "arcs: huge and tiny": lambda: p.order_arcs(row(3, 12345.678), list("abc")),
    "arcs: ten, long names": lambda: p.order_arcs(row(10, 0.3333), many(10)),
    "arcs: turned around": lambda: p.order_arcs(row(6, -1.5)[::-1], list("abcdef")),
    "arcs: all from the first": lambda: p.order_arcs(fan(8), list("abcdefgh")),
    "arcs: a square": lambda: p.order_arcs(square(1.5), ["a", "a · a"]),
    "bars: one of 0": lambda: p.bars(["x"], [0.0]),
    "bars: equal": lambda: p.bars(list("abc"), [2, 2, 2]),
    "bars: huge": lambda: p.bars(list("ab"), [1e12, -3e11], xlabel="dollars"),
    "bars: tiny": lambda: p.bars(list("ab"), [1e-12, 3e-11]),
    "bars: long names": lambda: p.bars([LONG, "dog"], [0.2, 0.5], xlabel=LONG),
    "bars: 40": lambda: p.bars(range(40), rng.normal(size=40)),
    "bars: all negative": lambda: p.bars(list("abc"), [-1, -2, -3.5]),
    "boundary: one point": lambda: p.decision_boundary(lambda x: 0 * x[:, 0], [[1.0, 2.0]], [0]),
    "boundary: long names": lambda: p.decision_boundary(
        scores(3), X, Y, class_names=many(3), xlabel=LONG, ylabel=LONG),
    "boundary: 20 classes": lambda: p.decision_boundary(scores(20), X, rng.integers(0, 20, 60)),
    "boundary: huge": lambda: p.decision_boundary(halves, 1e9 * X, halves(X)),
    "boundary: tiny": lambda: p.decision_boundary(halves, 1e-9 * X, halves(X)),
    "confusion: one": lambda: p.confusion_matrix([0], [0]),
    "confusion: long names": lambda: p.confusion_matrix([0, 1], [1, 1], class_names=many(2)),
    "confusion: 15 long names": lambda: p.confusion_matrix(
        rng.integers(0, 15, 5000), rng.integers(0, 15, 5000), class_names=many(15)),
    "confusion: many examples": lambda: p.confusion_matrix(
        np.repeat([0, 1], [60000, 40000]), np.repeat([0, 1, 0], [30000, 40000, 30000])),
    "cards: one epoch": lambda: p.curve_cards({"A": run(1)}),
    "cards: 9 long names": lambda: p.curve_cards({name: run(30) for name in many(9)}),
    "cards: huge": lambda: p.curve_cards({"A": run(20, 1e6)}, top=1e6),
    "losses: one": lambda: p.loss_curves([0.5]),
    "losses: two": lambda: p.loss_curves(run(2)),
    "losses: equal": lambda: p.loss_curves({"train": [1.0] * 9, "validation": [1.0] * 9}),
    "losses: huge": lambda: p.loss_curves(run(20, 1e12)),
    "losses: tiny": lambda: p.loss_curves(run(20, 1e-12)),
    "losses: 8 long names": lambda: p.loss_curves(
        {name: k + np.linspace(1, 0, 30) for k, name in enumerate(many(8))}),
    "losses: log, wide": lambda: p.loss_curves(np.geomspace(1e-9, 1e6, 300), log=True),
    "losses: log, narrow": lambda: p.loss_curves([1.0, 1.2, 1.5], log=True),
    "losses: 1000 steps": lambda: p.loss_curves(run(1000), xlabel="step"),
    "losses: blown up": lambda: p.loss_curves([1, 4, np.inf, np.nan]),
    "losses: best at first": lambda: p.loss_curves(
        {"validation": [0.1, 0.7, 0.9], "train": [0.1, 0.2, 0.3], "test": [0.3, 0.4, 0.5]}),
    "cycle: named": lambda: p.learning_cycle(),
    "fit: one point": lambda: p.line_fit([1], [2], 1),
    "fit: only 0": lambda: p.line_fit([0], [0], 0),
    "fit: equal": lambda: p.line_fit([2, 2, 2], [3, 3, 3], 1.5),
    "fit: huge": lambda: p.line_fit([1e9, 2e9], [3e9, 5e12], 2.0),
    "fit: tiny": lambda: p.line_fit([1e-9, 2e-9], [3e-9, 5e-12], 2.0),
    "fit: long names": lambda: p.line_fit([1, 2], [3, 4], 1.0, xlabel=LONG * 2, ylabel=LONG),
    "fit: negative": lambda: p.line_fit([-3, -1, 4], [5, 1, -9], -2.0, 1.0599999999),
    "heat map: one of 0": lambda: p.heat_map([[0]], ["a"], ["x"]),
    "heat map: huge": lambda: p.heat_map([[1e12, -3e11]], ["a"], ["x", "y"]),
    "heat map: tiny": lambda: p.heat_map([[1e-12, -3e-9]], ["a"], ["x", "y"]),
    "heat map: long names": lambda: p.heat_map([[1, -2], [3, 4]], many(2), many(2), xlabel=LONG),
    "heat map: 12 columns": lambda: p.heat_map(rng.normal(size=(20, 12)), many(20), many(12)),
    "histogram: one": lambda: p.histogram([1.0]),
    "histogram: equal": lambda: p.histogram({"a": [2.0] * 9, "b": [2.0] * 3}),
    "histogram: 4 long names": lambda: p.histogram(
        {name: rng.normal(size=300) for name in many(4)}, xlabel=LONG),
    "histogram: huge": lambda: p.histogram(1e12 * rng.normal(size=300)),
    "histogram: tiny": lambda: p.histogram(1e-12 * rng.normal(size=300)),
    "histogram: at the right": lambda: p.histogram(rng.beta(20, 1, size=5000)),
    "histogram: a million": lambda: p.histogram(rng.normal(size=1_000_000), bins=4),
    "images: one": lambda: p.image_grid(rng.random((8, 8))),
    "images: equal": lambda: p.image_grid(np.zeros((2, 4, 4)), [0, 1]),
    "images: long names": lambda: p.image_grid(
        rng.random((4, 8, 8)), [0, 1, 0, 1], [0, 1, 1, 0], class_names=many(2)),
    "images: 100 of 20 classes": lambda: p.image_grid(
        rng.random((100, 8, 8)), rng.integers(0, 20, 100)),
    "images: wide": lambda: p.image_grid(rng.random((2, 4, 40)), [0, 1]),
    "images: in color": lambda: p.image_grid(rng.random((2, 4, 4, 3)), [0, 1]),
    "sweep: one setting": lambda: p.knob_sweep([0], [0.5], [0.5]),
    "sweep: huge": lambda: p.knob_sweep([-1e9, 0, 1e9], [0, 0.5, 1], [1e9, 1e8, 1e7]),
    "sweep: tiny": lambda: p.knob_sweep([-1e-9, 0, 1e-9], [0, 0.5, 1], [1e-9, 1e-8, 1e-7]),
    "sweep: here at the end": lambda: p.knob_sweep(
        Z, np.linspace(1, 0, 101), Z**2, here=2.0, xlabel=LONG),
    "network: sizes": lambda: p.network_diagram([784, 128, 10]),
    "network: one weight": lambda: p.network_diagram([[[1.0]]]),
    "network: 9 columns": lambda: p.network_diagram([rng.normal(size=(2, 2)) for _ in range(8)]),
    "network: huge": lambda: p.network_diagram(
        [1e9 * rng.normal(size=(2, 3))], [1e9 * np.ones(3)], values=[[1e9, 2], [1e12, -1e12, 4]]),
    "network: tiny": lambda: p.network_diagram(
        [1e-9 * rng.normal(size=(2, 3))], values=[[1e-9, -1e-9], [1e-12, -1e-12, 4]]),
    "network: long names": lambda: p.network_diagram(
        [rng.normal(size=(2, 2))], input_names=many(2), output_names=many(2)),
    "network: full": lambda: p.network_diagram(
        [rng.normal(size=(3, 3)) for _ in range(2)], [np.ones(3)] * 2, [np.full(3, -99999)] * 3),
    "passed: 10 long names": lambda: p.passed_bars(
        {name: (k, 1, 20 - k) for k, name in enumerate(many(10))}),
    "passed: nothing": lambda: p.passed_bars({"a": (0, 0, 0)}),
    "passed: many": lambda: p.passed_bars({"a": (900, 5, 1)}),
    "paths: a start": lambda: p.descent_paths(bowl, {"SGD": [(1, 1)]}, **WINDOW),
    "paths: 7 long names": lambda: p.descent_paths(
        bowl, {name: [(1, 1), (1 - k / 9, k / 9)] for k, name in enumerate(many(7))}, **WINDOW),
    "paths: far away": lambda: p.descent_paths(bowl, {"SGD": [(1, 1), (1e9, -1e9)]}, **WINDOW),
    "paths: flat": lambda: p.descent_paths(
        lambda x, y: 0 * x * y, {"SGD": [(1, 1), (0, 0)]}, **WINDOW),
    "spread: one": lambda: p.spread({"a": {"x": [1.0]}}, ylabel="loss"),
    "spread: equal": lambda: p.spread({"a": {"x": [1.0, 1.0]}}, ylabel="loss"),
    "spread: huge": lambda: p.spread({"a": {"x": [1e12, 2e12]}}, ylabel="loss"),
    "spread: tiny": lambda: p.spread({"a": {"x": [1e-12, 2e-12]}}, ylabel="loss"),
    "spread: long names": lambda: p.spread(
        {name: {LONG: [1.0, 2], "y": [1, 3]} for name in many(2)}, ylabel=LONG,
        references={LONG: 1.5, "near": 1.55}),
    "spread: 8 settings": lambda: p.spread(
        {f"m{k}": {f"setting {j}": rng.random(3) for j in range(8)} for k in range(3)}, ylabel="x"),
    "unit: one point": lambda: p.unit_map(lambda x: x[:, 0], [[1.0, 2]], [0]),
    "unit: silent": lambda: p.unit_map(lambda x: 0 * x[:, 0], X, Y, name=LONG),
    "unit: huge": lambda: p.unit_map(lambda x: x[:, 0], 1e9 * X, Y),
    "unit: tiny": lambda: p.unit_map(lambda x: x[:, 0], 1e-9 * X, Y),
    "valley: flat": lambda: p.loss_valley([0, 1, 2], [5, 5, 5], 1.0),
    "valley: huge": lambda: p.loss_valley([0, 1e9, 2e9], [5e9, 1e12, 2], 1e9),
    "valley: tiny": lambda: p.loss_valley(1e-9 * np.arange(9), 1e-9 * np.arange(9) ** 2, 3e-9),
    "valley: at the right end": lambda: p.loss_valley(Z, Z**2, 2.0),
    "valley: at the left end": lambda: p.loss_valley(Z, Z**2, -2.0, xlabel=LONG, ylabel=LONG),
    "valley: at the bottom": lambda: p.loss_valley(Z, Z**2, 0.0),
    "weights: one": lambda: p.weights_as_pictures([[1.0]], (1, 1)),
    "weights: 0": lambda: p.weights_as_pictures(np.zeros((4, 2)), (2, 2)),
    "weights: 64 units": lambda: p.weights_as_pictures(rng.normal(size=(64, 64)), (8, 8)),
    "weights: long names": lambda: p.weights_as_pictures(
        rng.normal(size=(64, 2)), (8, 8), unit_names=many(2)),
    "weights: huge": lambda: p.weights_as_pictures(1e12 * rng.normal(size=(64, 2)), (8, 8)),
    "weights: tiny": lambda: p.weights_as_pictures(1e-12 * rng.normal(size=(64, 2)), (8, 8)),
}  # fmt: skip


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_data_can_be_read_too(name: str) -> None:
    assert complaints(AWKWARD[name]().ax.figure) == []


@pytest.mark.parametrize("name", AWKWARD)
def test_words_hold_numbers_as_people_write_them(name: str) -> None:
    words = AWKWARD[name]().words
    for ugly in ("e+", "e-0", "e-1", "-0 ", "-0,", "-0.0 ", "nan", "inf ", "00000", "99999999"):
        assert ugly not in words.replace("-99,999", ""), words
