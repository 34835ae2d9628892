"""Every figure shows the data that were passed in, in their order, under their own names.

Each function of `coursekit.plots` has two sets of data. What was drawn is read back from the
artists and compared with what the arguments say; the picture is measured; the two differ.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import pytest
from picture_checks import complaints
from read_back import (
    activations,
    boundary,
    cards,
    cells,
    curves,
    fit,
    histogram_of,
    in_reading_order,
    meant_activations,
    meant_arcs,
    meant_boundary,
    meant_cards,
    meant_cells,
    meant_confusion,
    meant_curves,
    meant_histogram,
    meant_network,
    meant_paths,
    meant_spreads,
    meant_units,
    names_at,
    network,
    passed,
    paths,
    ring,
    spreads,
    tiles,
    units,
    valley,
)

from coursekit import plots

rng = np.random.default_rng(0)
Z = np.linspace(-2, 2, 41)
X, Y = rng.normal(size=(30, 2)), np.arange(30) % 2


class Figure(NamedTuple):
    """A function, two sets of data, what one reads from the axes, what the data say."""

    draw: Callable[[Any], plots.Drawing]
    calls: tuple[Any, Any]
    read: Callable[[Any], Any]
    meant: Callable[[Any], Any]


def right(x: Any) -> Any:
    return (x[:, 0] > 0).astype(int)


def left(x: Any) -> Any:
    return (x[:, 0] < 0.5).astype(int)


def run(train: Any, val: Any) -> SimpleNamespace:
    return SimpleNamespace(train_loss=train, val_loss=val)


def bowl(x: Any, y: Any) -> Any:
    return (x - 0.5) ** 2 + (y + 0.5) ** 2


def remembers(data: float, *made_from: Any, grad: float = 0.5) -> Any:
    return SimpleNamespace(data=data, grad=grad, made_from=made_from)


w, x = remembers(0.5), remembers(2.0, grad=-3.0)
h = remembers(1.0, (w, 2.0), (x, 0.25))
s = remembers(3.0, (h, 1.0), (x, 1.0))
GRAPH = [w, x, h, s, remembers(9.0, (s, 3.0), (s, 4.0))]
WINDOW = {"x": (-2.0, 2.0), "y": (-2.0, 2.0)}
CATS = ["cat", "dog"]
TABLES = (([[0, 1.5], [2, -3]], ["a", "b"], CATS), ([[4, -1, 0.5]], ["row"], ["x", "y", "z"]))
FIGURES: dict[str, Figure] = {
    "loss_curves": Figure(
        lambda d: plots.loss_curves(d),
        ({"train": [2.0, 1.0, 0.5, 0.2], "validation": [2.1, 1.2, 0.9, 1.4]},
         {"w": [0.0, 0.3, 0.1, 0.2], "v": [1.0, 2.0, 3.0, 4.0]}),
        curves, meant_curves),
    "activation_curves": Figure(
        lambda d: plots.activation_curves(d, z=Z),
        ({"square": np.square, "line": lambda z: z}, {"cube": lambda z: z**3}),
        activations, lambda d: meant_activations(d, Z)),
    "bars": Figure(
        lambda d: plots.bars(*d), ((["cat", "dog", "owl"], [0.2, 0.7, -0.1]), (CATS, [3.0, 1.0])),
        lambda ax: (names_at(ax.yaxis), [bar.get_width() for bar in ax.patches],
                    [t.get_text() for t in ax.texts], ax.yaxis_inverted()),
        lambda d: (d[0], d[1], [f"{v:g}" for v in d[1]], True)),
    "confusion_matrix": Figure(
        lambda d: plots.confusion_matrix(*d, class_names=CATS),
        (([0, 0, 0, 1], [0, 1, 1, 1]), ([1, 1, 1, 0], [0, 1, 1, 0])),
        lambda ax: (cells(ax), (ax.get_ylabel(), ax.get_xlabel())),
        lambda d: meant_confusion(*d, CATS)),
    "curve_cards": Figure(
        plots.curve_cards,
        ({"A": run([1.0, 0.5], [1.1, 0.7]), "B": run([0.9, 0.8], [1.0, 1.2])},
         {"only": run([1.2, 0.1, 0.2], [1.3, 0.2, 0.4])}),
        cards, meant_cards),
    "decision_boundary": Figure(
        lambda d: plots.decision_boundary(d, X, Y, class_names=CATS), (right, left),
        boundary, lambda d: meant_boundary(d, X, Y, CATS)),
    "descent_paths": Figure(
        lambda d: plots.descent_paths(bowl, d, **WINDOW),
        ({"SGD": [(1, 1), (0, 0)], "Adam": [(1, 1), (0.5, 0.2), (-1, 0.3)]},
         {"near": [(1.5, 1), (1, 0.1)], "far": [(1.5, 1), (-1.5, 1)]}),
        paths, lambda d: meant_paths(d, [0.5, -0.5])),
    "heat_map": Figure(
        lambda d: plots.heat_map(*d), TABLES,
        lambda ax: (cells(ax), ax.images[0].get_array().tolist()),
        lambda d: (meant_cells(*d), np.asarray(d[0], float).tolist())),
    "histogram": Figure(
        lambda d: plots.histogram(d, bins=4),
        ({"a": [0.0, 1.0, 1.0, 4.0], "b": [2.0, 2.0, 3.0]}, {"c": [1.0, 2.0, 2.0, 9.0]}),
        histogram_of, meant_histogram),
    "image_grid": Figure(
        lambda d: plots.image_grid(*d, class_names=CATS, columns=2),
        ((np.arange(16.0).reshape(4, 2, 2), [0, 1, 1, 0]),
         (np.eye(2)[None] + [[[1]], [[2]]], [1, 0])),
        lambda ax: (tiles(ax), in_reading_order(ax.texts)),
        lambda d: (d[0].tolist(), [CATS[k] for k in d[1]])),
    "knob_sweep": Figure(
        lambda d: plots.knob_sweep(*d),
        (([-1.0, 0.0, 1.0], [0.5, 0.5, 1.0], [0.9, 0.6, 0.4]),
         ([0.0, 2.0], [0.1, 0.2], [3.0, 4.0])),
        lambda ax: [(p.get_ylabel(), *np.array(p.lines[0].get_data()).tolist())
                    for p in ax.child_axes],
        lambda d: [("accuracy", d[0], d[1]), ("loss", d[0], d[2])]),
    "learning_cycle": Figure(
        lambda d: plots.learning_cycle(active=d), ("blame", "guess"),
        ring, lambda d: (["guess", "score", "blame", "adjust"], [d])),
    "line_fit": Figure(
        lambda d: plots.line_fit(*d),
        (([1.0, 2.0, 3.0], [2.5, 3.0, 7.0], 2.0), ([1.0, 4.0], [1.0, 3.0], 0.5)),
        fit, lambda d: ([list(p) for p in zip(d[0], d[1], strict=True)], d[2],
                        [sorted((y, d[2] * x)) for x, y in zip(d[0], d[1], strict=True)])),
    "loss_valley": Figure(
        lambda d: plots.loss_valley(Z, Z**2, d), (1.0, -0.5),
        valley, lambda d: (np.transpose([Z, Z**2]).tolist(), [[d, round(d**2, 9)]], 2 * d)),
    "network_diagram": Figure(
        lambda d: plots.network_diagram([d[0]], values=d[1]),
        (([[1.0, -2.0], [0.5, -0.3]], [[3.0, 4.0], [5.0, -6.0]]),
         ([[2.0], [-1.0]], [[1.0, 2.0], [7.0]])),
        network, lambda d: meant_network(*d)),
    "order_arcs": Figure(
        lambda d: plots.order_arcs(*d), ((GRAPH, list("wxhst")), (GRAPH[:3], ["a", "b", "c"])),
        lambda ax: ([t.get_text() for t in ax.texts if t.get_text()],
                    [line.get_linestyle() for line in ax.lines]),
        lambda d: meant_arcs(*d)),
    "passed_bars": Figure(
        plots.passed_bars, ({"01": (2, 1, 3), "02": (0, 4, 1)}, {"03": (5, 0, 0)}),
        passed,
        lambda d: (["passed", "tried, not yet", "open"], [*d], [*d.values()], [0] * len(d))),
    "spread": Figure(
        lambda d: plots.spread(d, ylabel="loss"),
        ({"ours": {"few": [0.1, 0.3, 0.4], "many": [0.2, 0.6, 0.5]},
          "theirs": {"few": [0.7, 0.8, 0.9], "many": [0.3, 0.5, 0.4]}},
         {"one": {"x": [1.0, 2.0, 4.0]}}),
        spreads, meant_spreads),
    "unit_map": Figure(
        lambda d: plots.unit_map(d, X, Y), (lambda p: p[:, 0], lambda p: p[:, 1] - p[:, 0]),
        units, lambda d: meant_units(d, X, Y)),
    "weights_as_pictures": Figure(
        lambda d: plots.weights_as_pictures(d, (2, 3)),
        (np.arange(12.0).reshape(6, 2) - 5, np.linspace(-1, 1, 18).reshape(6, 3)),
        lambda ax: (tiles(ax), in_reading_order(ax.texts)),
        lambda d: (d.T.reshape(-1, 2, 3).tolist(), [f"unit {j}" for j in range(d.shape[1])])),
}  # fmt: skip

DRAWN = [(name, k) for name in FIGURES for k in (0, 1)]


def test_the_table_holds_every_figure() -> None:
    others = {"Drawing", "Picture", "axes", "power", "show"}
    assert set(FIGURES) == set(plots.__all__) - others


@pytest.mark.parametrize(("name", "k"), DRAWN)
def test_what_is_drawn_is_what_was_passed_in(name: str, k: int) -> None:
    figure = FIGURES[name]
    given = figure.calls[k]
    drawn, meant = figure.read(figure.draw(given).ax), figure.meant(given)
    assert rounded(drawn) == rounded(meant)


@pytest.mark.parametrize(("name", "k"), DRAWN)
def test_there_is_nothing_to_complain_about(name: str, k: int) -> None:
    figure = FIGURES[name]
    assert complaints(figure.draw(figure.calls[k]).ax.figure) == []


@pytest.mark.parametrize("name", FIGURES)
def test_other_data_make_another_picture_with_other_words(name: str) -> None:
    first, again, other = (FIGURES[name].draw(FIGURES[name].calls[k]) for k in (0, 0, 1))
    assert plots.show(first).png == plots.show(again).png
    assert plots.show(first).png != plots.show(other).png
    assert first.words == again.words != other.words


def rounded(thing: Any) -> Any:
    """The same, its numbers to 9 digits, tuples and arrays as lists."""
    if isinstance(thing, dict):
        return {key: rounded(value) for key, value in thing.items()}
    if isinstance(thing, (list, tuple, np.ndarray)):
        return [rounded(part) for part in thing]
    return round(float(thing), 9) if isinstance(thing, (int, float, np.number)) else thing
