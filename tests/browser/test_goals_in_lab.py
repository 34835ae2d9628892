"""The goal of every widget is reached by keys alone, and stays reached when one moves on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import nbformat.v4 as v4
import numpy as np
import pytest

from coursekit import data, widgets
from coursekit.interactive.goals import REACHED
from coursekit.lessons.catalogue import widget_homes

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

    from coursekit.interactive.explorer import Explorer

pytestmark = pytest.mark.browser

SET_UP = "import numpy as np\nfrom coursekit import data, widgets"
GOALS: dict[str, tuple[str, dict[str, Any]]] = {
    "one_knob": ("[1.0, 3.0], [0.34, 1.02]", {"w": 0.34}),
    "cycle_steps": ("", {"step": 12, "start": 0.3}),
    "broken_cycle": ("data.moons(40, np.random.default_rng(0))", {"score": False}),
    "matrix_product": ("", {"row": 1, "column": 0}),
    "forward_steps": ("", {"step": 7, "snout": 1.0}),
    "two_units": (
        "np.array([[-1.0, -1], [-1, 1], [1, -1], [1, 1]]), np.array([0, 1, 1, 0])",
        {"first": 135, "second": 315},
    ),
    "two_logits": ("", {"cat": 0.0, "dog": 2.2}),
    "sliding_patch": ("data.silhouettes().images[1]", {"column": 13}),
    "cross_entropy_curve": ("", {"cat": 99, "truth": "dog"}),
    "confident_mistake": ("", {"z": -6.0}),
    "backward_steps": ("", {"step": 13, "x": 0.0}),
    "gradient_map": ("", {"snout": 1.0}),
    "learning_rate_bowl": ("", {"lr": 0.12, "curvature": 8.0}),
    "ball_in_valley": ("", {"lr": 0.03, "beta": 0.7}),
    "optimizer_race": ("", {"surface": "bowl", "lr": 1.0}),
    "training_budget": ("", {"n_params": 1e6, "n_tokens": 1e8}),
    "rate_and_beta": ("", {"lr": 0.032, "beta": 0.69}),
    "captive_ball": ("", {"start": 3.3}),
    "price_check": (
        "*data.plant_table_errors(data.houses().table, np.random.default_rng(0))",
        {"low": 20, "high": 1000},
    ),
    "scaling_bowl": ("", {"unit": 300}),
    "coin_flippers": ("", {"flippers": 1000, "questions": 1000}),
    "memorizing": (
        "data.moons(30, np.random.default_rng(0)), data.moons(60, np.random.default_rng(1))",
        {"epoch": 3, "stopped": True},
    ),
    "room_to_fit": ("", {"parameters": 15, "weighings": 60}),
    "penalty_on_weights": ("", {"kind": "L1", "strength": 0.5}),
    "signal_check": ("", {"times": 1.4}),
    "telephone_line": ("", {"layers": 30, "w": 5.0, "z": 1.0}),
}
"""How each widget is made, and a setting that reaches its goal."""
OTHERS = {"doodle", "watch_guesses"}
"""Drawn on by keys in test_doodle_in_lab.py; a run that is watched, without a control."""
PAUSE = 60
"""Milliseconds between two presses, as of a patient finger."""


def test_every_widget_is_there() -> None:
    assert sorted([*GOALS, *OTHERS]) == sorted(widget_homes())


def made(name: str) -> Explorer:
    """The widget as the page makes it."""
    arguments = GOALS[name][0]
    return eval(f"widgets.{name}({arguments})", {"widgets": widgets, "data": data, "np": np})


def presses(control: Any, goal: Any) -> int:
    """How many steps a control is from a value: to the right, or to the left below 0."""
    if isinstance(control.value, bool):
        return int(control.value != goal)
    if hasattr(control, "options"):
        values = [option[1] if isinstance(option, tuple) else option for option in control.options]
        return values.index(goal) - values.index(control.value)
    return round((goal - control.value) / control.step)


def press(place: Locator, key: str, times: int) -> None:
    place.focus()
    for _ in range(times):
        place.page.keyboard.press(key)
        place.page.wait_for_timeout(PAUSE)


@pytest.fixture
def open_widgets(browser: Browser, tmp_path: Path) -> Iterator[Any]:
    """Open a notebook with these widgets, one in each cell, and run it."""
    from tools.lab import LabPage, lab_server

    with lab_server(tmp_path) as url:

        def opened(names: list[str]) -> LabPage:
            code = [SET_UP, *(f"widgets.{name}({GOALS[name][0]})" for name in names)]
            kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)"}}
            cells = [v4.new_code_cell(text) for text in code]
            notebook = v4.new_notebook(cells=cells, metadata=kernel)
            nbformat.write(notebook, tmp_path / "widgets.ipynb")
            lab = LabPage(browser, url, "widgets.ipynb")
            lab.run_all()
            return lab

        yield opened


@pytest.mark.parametrize("half", [0, 1])
def test_a_goal_is_reached_by_keys_and_kept(open_widgets: Any, half: int) -> None:
    from tools.moving import KEYS, explorers, kind

    names = list(GOALS)[half::2]
    lab = open_widgets(names)
    for name, shown in zip(names, explorers(lab.notebook), strict=True):
        shown.scroll_into_view_if_needed()
        explorer = made(name)
        places = shown.locator("[role=slider], select, input[type=checkbox]").all()
        at = dict(zip(explorer.controls, places, strict=True))
        goal = shown.get_by_text(REACHED)
        assert goal.count() == 0, f"{name} begins at its goal"
        for control, value in GOALS[name][1].items():
            steps = presses(explorer.controls[control], value)
            keys = KEYS[kind(at[control])]
            press(at[control], keys[0] if steps > 0 else keys[-1], abs(steps))
        goal.wait_for(timeout=30_000)
        last = at[control]
        press(last, KEYS[kind(last)][-1], 1)
        lab.page.wait_for_timeout(500)
        assert goal.count() == 1, f"{name} forgets its goal"
    assert lab.errors == []
