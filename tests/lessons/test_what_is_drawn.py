"""What the widgets draw: the right numbers under the right name, each mark in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from coursekit import data, sigmoid, widgets
from coursekit.interactive.explorer import Explorer
from coursekit.lessons.l03_loss import confident_mistake
from coursekit.lessons.l04_backprop import backward_steps
from coursekit.lessons.l06_optimizers import captive_ball, optimizer_race
from coursekit.lessons.l06_optimizers.surfaces import SURFACES
from coursekit.lessons.l08_overfitting import memorizing, room_to_fit
from coursekit.lessons.l09_vanishing_gradients import signal_check

Curves = dict[tuple[int, str], Any]
"""The heights of a curve by its axes and its name."""


def moons(n: int, seed: int) -> data.Dataset:
    return data.moons(n, np.random.default_rng(seed))


def cycle() -> Explorer:
    return widgets.broken_cycle(moons(40, 0))


def clock() -> Explorer:
    return widgets.memorizing(moons(30, 0), moons(60, 1))


def of_cycle(runs: Any) -> Curves:
    return {(0, f"run {k + 1}"): runs.losses[k] for k in range(3)}


def of_mistake(push: Any) -> Curves:
    p = sigmoid(confident_mistake.LOGITS)
    return {
        (0, "cross-entropy"): -np.log(p), (0, "squared error"): (1 - p) ** 2,
        (1, "cross-entropy"): 1 - p, (1, "squared error"): 2 * (1 - p) ** 2 * p,
    }  # fmt: skip


def of_race(race: Any) -> Curves:
    lowest = SURFACES[race.surface].lowest
    clip = optimizer_race.FLOOR, optimizer_race.CEILING
    return {(1, name): np.clip(way.loss - lowest, *clip) for name, way in race.walks.items()}


def of_roll(roll: Any) -> Curves:
    paths = {"ball": roll.ball, "Nesterov": roll.ahead}
    seen = captive_ball.SEEN + 1
    return {(1, k): np.clip(abs(v[:seen]), captive_ball.FLOOR, None) for k, v in paths.items()}


def of_clock(moment: Any) -> Curves:
    seen = np.minimum(moment.run.loss[:, : moment.epoch + 1], memorizing.HIGHEST)
    return {(1, "train"): seen[0], (1, "validation"): seen[1]}


def of_fit(fit: Any) -> Curves:
    most = room_to_fit.CEILING
    return {
        (1, "its own"): np.minimum(fit.own, most), (1, "new weighings"): np.minimum(fit.new, most)
    }  # fmt: skip


def of_strengths(fit: Any) -> Curves:
    return {(1, "its own 40"): fit.own, (1, "new"): fit.new}


def of_signal(sizes: Any) -> Curves:
    walks = {"signal →": sizes.signal, "← gradient": sizes.gradient}
    return {(0, k): np.clip(np.log10(v), -signal_check.REACH, signal_check.REACH)
            for k, v in walks.items()}  # fmt: skip


CURVES: dict[str, tuple[Callable[[], Explorer], dict[str, Any], Callable[[Any], Curves]]] = {
    "broken_cycle": (cycle, {}, of_cycle),
    "confident_mistake": (widgets.confident_mistake, {"z": -2.0}, of_mistake),
    "optimizer_race": (widgets.optimizer_race, {"surface": "pit"}, of_race),
    "captive_ball": (widgets.captive_ball, {"start": 3.3}, of_roll),
    "memorizing": (clock, {"epoch": 50}, of_clock),
    "room_to_fit": (widgets.room_to_fit, {"parameters": 9}, of_fit),
    "penalty_on_weights": (
        widgets.penalty_on_weights,
        {"kind": "L1", "strength": 0.3},
        of_strengths,
    ),
    "signal_check": (widgets.signal_check, {"times": 1.2}, of_signal),
}


def drawn(widget: Explorer) -> Figure:
    assert widget.error is None
    figure: Figure = widget._screen._figure
    return figure


@pytest.mark.parametrize("name", CURVES)
def test_each_name_stands_at_the_curve_of_its_own_numbers(name):
    make, setting, wanted = CURVES[name]
    widget = make().set(**setting)
    figure = drawn(widget)
    for (k, label), heights in wanted(widget.data).items():
        found = heights_of(figure.axes[k], label, figure.axes)
        assert len(found) == len(heights), label
        np.testing.assert_allclose(found, heights, atol=1e-12, err_msg=label)


def heights_of(ax: Axes, label: str, every: list[Axes]) -> Any:
    """The curve that a legend of the figure names by its look, or a text at its end."""
    curves = [line for line in ax.lines if len(line.get_xdata()) > 1]
    for named in (each for each in every if each.get_legend()):
        entries = zip(*named.get_legend_handles_labels()[::-1], strict=True)
        look = {name: (h.get_color(), h.get_linestyle()) for name, h in entries}[label]
        (curve,) = [c for c in curves if (c.get_color(), c.get_linestyle()) == look]
        return curve.get_ydata()
    (text,) = [t for t in ax.texts if isinstance(t, Annotation) and t.get_text() == label]
    (curve,) = [c for c in curves if np.allclose(c.get_xydata()[-1], text.xy)]
    return curve.get_ydata()


Marks = list[tuple[int, float, float]]


def race_marks(race: Any) -> Marks:
    surface, marks = SURFACES[race.surface], []
    for way in race.walks.values():
        high = np.flatnonzero(way.loss > surface.enough)[-1]
        step = min(high + 1, len(way.loss) - 1)
        height = np.clip(
            way.loss[step] - surface.lowest, optimizer_race.FLOOR, optimizer_race.CEILING
        )
        marks.append((1, step, height))
    return marks


MARKS: dict[str, tuple[Callable[[], Explorer], dict[str, Any], Callable[[Any], Marks]]] = {
    "cycle_steps": (widgets.cycle_steps, {"step": 6}, lambda d: [(1, 3, d.guess), (1, 3, 1)]),
    "cross_entropy_curve": (
        widgets.cross_entropy_curve, {"cat": 20}, lambda d: [(0, 0.2, -np.log(0.2))]
    ),
    "confident_mistake": (
        widgets.confident_mistake, {"z": -3.5},
        lambda d: [(0, -3.5, d.losses[0]), (0, -3.5, d.losses[1]), (1, -3.5, -d.slopes[0])],
    ),
    "learning_rate_bowl": (widgets.learning_rate_bowl, {}, lambda d: [(0, 1, d.curvature / 2)]),
    "optimizer_race": (widgets.optimizer_race, {"surface": "plateau", "lr": 1.0}, race_marks),
    "rate_and_beta": (
        widgets.rate_and_beta, {"lr": 0.02, "beta": 0.7},
        lambda d: [(0, 0.02, 0.7), (1, 0.02, d.left[0]), (1, 2.0, d.left[1])],
    ),
    "captive_ball": (
        widgets.captive_ball, {"start": 2.0},
        lambda d: [(0, 2.0, captive_ball.height(np.array(2.0)))],
    ),
    "memorizing": (
        clock, {"epoch": 40},
        lambda d: [(1, 40, min(loss[40], memorizing.HIGHEST)) for loss in d.run.loss],
    ),
    "room_to_fit": (
        widgets.room_to_fit, {"parameters": 6}, lambda d: [(1, 6, d.own[5]), (1, 6, d.new[5])]
    ),
    "penalty_on_weights": (
        widgets.penalty_on_weights, {"strength": 0.1},
        lambda d: [(1, 4, d.own[4]), (1, 4, d.new[4])],
    ),
    "telephone_line": (
        widgets.telephone_line, {"layers": 9},
        lambda d: [(0, 1, 8 * np.log10(0.25)), (0, 9, 0)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKS)
def test_each_mark_stands_at_its_own_numbers(name):
    make, setting, wanted = MARKS[name]
    widget = make().set(**setting)
    figure = drawn(widget)
    for k, x, y in wanted(widget.data):
        dots = [line.get_xydata()[0] for line in figure.axes[k].lines if len(line.get_xdata()) == 1]
        assert any(np.allclose(dot, (x, y), atol=1e-9) for dot in dots), ((k, x, y), dots)


def test_the_star_of_the_race_stands_on_every_lowest_place():
    for name, surface in SURFACES.items():
        figure = drawn(widgets.optimizer_race().set(surface=name))
        stars = [
            spot for line in figure.axes[0].lines if line.get_marker() == "*"
            for spot in line.get_xydata()
        ]  # fmt: skip
        for bottom in surface.bottoms:
            assert float(surface.loss(*bottom)) == pytest.approx(surface.lowest, abs=1e-3) or (
                name == "plateau"  # falls for ever; the star stands where the picture ends
            )
            assert any(np.allclose(star, bottom) for star in stars), name


def test_each_box_of_the_graph_holds_its_own_number():
    widget = widgets.backward_steps().set(step=backward_steps.LAST, x=3.0, u=-2.5)
    texts = {tuple(np.round(t.get_position(), 6)): t for t in drawn(widget).axes[0].texts}
    for name, spot in backward_steps.SPOTS.items():
        told = texts[tuple(np.round(spot, 6))].get_text().strip().replace("−", "-")
        assert float(told) == pytest.approx(widget.data.values[name], rel=1e-3)
