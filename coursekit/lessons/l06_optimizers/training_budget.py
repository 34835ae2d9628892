"""Lesson 06: how long a training takes, from the size of the model, its text and the machine."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from coursekit.interactive.controls import dropdown, large, scale
from coursekit.interactive.explorer import Explorer
from coursekit.plots.style import INK, MUTED, TRAIN
from coursekit.plots.text import power

DAY, YEAR = 86_400.0, 365.25 * 86_400
SPEEDS = {
    "one laptop core": 5e10,
    "one data-center chip": 1e14,
    "a thousand such chips": 1e17,
}
UNITS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": DAY, "years": YEAR}
MARKS = {"a minute": 60.0, "a day": DAY, "a year": YEAR, "a million years": 1e6 * YEAR,
         "the universe": 1.4e10 * YEAR}  # fmt: skip
SIZES = [1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1.746e11, 1e12]
TEXTS = [1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 3e11, 1e12, 1e13]
ENOUGH_TEXT = 20


class Budget(NamedTuple):
    """The model, its text, the machine, the work and its time."""

    n_params: float
    n_tokens: float
    machine: str
    flops: float

    @property
    def seconds(self) -> float:
        """How long the machine takes."""
        return self.flops / SPEEDS[self.machine]


def training_budget() -> Explorer:
    """Choose a model, a text and a machine, and see how long the training takes.

    Returns
    -------
    Explorer
        With sliders for the number of weights and of tokens, and a choice of the machine.

    Notes
    -----
    6 N D operations, divided by the machine's operations in a second. The speeds are round numbers
    that a run may reach, not what a maker promises.

    References
    ----------
    Kaplan et al. (2020), Scaling Laws for Neural Language Models, section 2.1; Hoffmann et al.
    (2022), Training Compute-Optimal Large Language Models, for 20 tokens for each weight.

    Examples
    --------
    >>> training_budget().set(n_params=1e7, n_tokens=1e9).goal_reached
    False
    """
    controls = {
        "n_params": scale("weights", SIZES, value=1.746e11),
        "n_tokens": scale("tokens of text", TEXTS, value=3e11),
        "machine": dropdown("machine", list(SPEEDS)),
    }
    return Explorer(
        compute, draw, words, controls, goal,
        alt="A bar on a scale of times", width=700, height=220,
    )  # fmt: skip


def compute(n_params: float, n_tokens: float, machine: str) -> Budget:
    """The work, by the rule of thumb."""
    return Budget(n_params, n_tokens, machine, 6 * n_params * n_tokens)


def goal(budget: Budget) -> tuple[bool, str]:
    """What a laptop can do overnight."""
    overnight = budget.machine == "one laptop core" and budget.seconds <= DAY / 2
    return overnight and budget.n_tokens >= ENOUGH_TEXT * budget.n_params, (
        "a model that one laptop core trains in half a day, with at least "
        f"{ENOUGH_TEXT} tokens for each weight"
    )


def words(budget: Budget) -> str:
    """The product, and the time in a unit that fits."""
    return (
        f"6 operations for each of {large(budget.n_params)} weights and each of "
        f"{large(budget.n_tokens)} tokens: about {_in_tens(budget.flops)}. "
        f"For {budget.machine}, at {_in_tens(SPEEDS[budget.machine])} a second: "
        f"{duration(budget.seconds)}. "
        f"Tokens for each weight: {_few(budget.n_tokens / budget.n_params)}."
    )


def _in_tens(value: float) -> str:
    """Two digits and a power of ten, as the field writes operations."""
    exponent = math.floor(math.log10(value))
    return f"{value / 10**exponent:.2g} · {power(exponent)}"


def _few(ratio: float) -> str:
    """Tokens for a weight; below one for a hundred weights nobody wants the digits."""
    return "less than 0.01" if ratio < 0.01 else large(float(f"{ratio:.2g}"))


def duration(seconds: float) -> str:
    """A time with two digits, in the largest unit that it fills."""
    unit = [name for name in UNITS if seconds >= UNITS[name] or name == "seconds"][-1]
    value = float(f"{seconds / UNITS[unit]:.2g}")
    unit = unit.removesuffix("s") if value == 1 else unit
    return f"about {value:,.0f} {unit}" if value >= 10 else f"about {value:g} {unit}"


def draw(ax: Any, budget: Budget) -> None:
    """One bar on a scale from a tenth of a second to beyond the age of the universe."""
    ax.barh([0], [budget.seconds], left=0.1, color=TRAIN.color, height=0.5)
    for name, seconds in MARKS.items():
        ax.axvline(seconds, color=MUTED, ls=":", lw=1)
        ax.text(seconds, 0.62, name, ha="center", color=INK)
    ax.set(xscale="log", xlim=(0.1, 1e20), ylim=(-0.5, 0.6), yticks=[])
    ax.set(xlabel="seconds, each number a thousand times the one before")
