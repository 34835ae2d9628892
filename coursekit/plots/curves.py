"""The loss over time: how training went, and whether new examples agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from coursekit._checks import what
from coursekit._typing import Array
from coursekit.plots.arguments import figure_function, real
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.labels import label_ends
from coursekit.plots.style import GRID, INK, MUTED, series_look
from coursekit.plots.text import count, number
from coursekit.plots.ticks import number_axes

MOST = 8


@figure_function
def loss_curves(
    history: Any,
    *,
    xlabel: str = "epoch",
    ylabel: str = "loss",
    log: bool = False,
    best: Literal["lowest", "highest"] = "lowest",
    ax: Axes | None = None,
) -> Drawing:
    """Draw one or more curves over the epochs, with the best validation epoch marked.

    Parameters
    ----------
    history : History, dict of name -> array_like (E,), or array_like (E,)
        What `fit` returned, or numbers under names of your own; at most 8 curves. "train",
        "validation" and "test" have the same color and line style in every lesson.
    xlabel, ylabel : str
        What is counted, and what is measured.
    log : bool
        Whether equal steps upward mean equal factors; every value must then be above 0.
    best : "lowest" or "highest"
        Which validation value to mark: the lowest loss, or the highest accuracy.
    ax : Axes, optional
        Where to draw; a new figure when left out.

    Returns
    -------
    Drawing
        Its words: first and last value of each curve, its best, where it blew up.

    Raises
    ------
    TypeError, ValueError
        If there is no curve or no finite value to draw, or `log` meets a value of 0 or below.

    Examples
    --------
    >>> loss_curves({"train": [0.75, 0.5, 0.25]}).words
    'Over 3 epochs: train falls from 0.750 to 0.250.'
    """
    if best not in ("lowest", "highest"):
        raise ValueError(f"loss_curves: best is {what(best)}, expected 'lowest' or 'highest'.")
    curves = _curves(history)
    if log and min(np.nanmin(values) for values in curves.values()) <= 0:
        raise ValueError(
            "loss_curves: history has a value of 0 or below, expected larger ones: a log axis has "
            "no place for it. Try log=False."
        )
    axis: Axes = ax or axes(height=360)
    for k, (name, values) in enumerate(curves.items()):
        look = series_look(k, name)
        few = look.marker if len(values) <= 30 else ""
        steps = np.arange(1, len(values) + 1)
        axis.plot(steps, values, color=look.color, ls=look.line, marker=few, ms=4.5)
    longest = max(map(len, curves.values()))
    axis.set(xlabel=xlabel, ylabel=ylabel, yscale="log" if log else "linear")
    number_axes(axis)
    axis.set_xlim(1 - 0.02 * longest, longest if longest > 1 else 2)
    axis.grid(axis="y", color=GRID)
    _mark_best(axis, curves.get("validation"), xlabel, best)
    ends = {name: _end(values) for name, values in curves.items()}
    label_ends(axis, ends, [series_look(k, name).color for k, name in enumerate(curves)])
    ticks = MaxNLocator(7, integer=True).tick_values(1, max(longest, 2))
    axis.set_xticks([tick for tick in ticks if 1 <= tick <= longest])
    return Drawing(axis, _sentence(curves, xlabel, best), f"Line chart of the {ylabel}")


def _curves(history: Any) -> dict[str, Array]:
    """Each curve under its name; infinity becomes NaN, which leaves a gap."""
    if isinstance(history, Mapping):
        given = {"validation" if name == "val" else str(name): v for name, v in history.items()}
    elif hasattr(history, "train_loss"):
        given = {"train": history.train_loss}
        given |= {"validation": history.val_loss} if len(history.val_loss) else {}
    else:
        given = {"train": history}
    if not 0 < len(given) <= MOST:
        raise ValueError(
            f"loss_curves: history has {len(given)} curves, expected 1 to {MOST}. "
            "Choose some of them."
        )
    curves = {
        name: real("loss_curves", _whole(history, name), v, "(E,)").astype(float)
        for name, v in given.items()
    }
    for name, values in curves.items():
        values[~np.isfinite(values)] = np.nan
        if np.isnan(values).all():
            raise ValueError(
                f"loss_curves: {_whole(history, name)} has no finite value, expected one or "
                "more. The run blew up in its first step: try a smaller learning rate."
            )
    return curves


def _whole(history: Any, name: str) -> str:
    """What a curve is called by who gave it."""
    if isinstance(history, Mapping):
        return f"history[{'val' if name == 'validation' and 'val' in history else name!r}]"
    return f"history, {name}" if hasattr(history, "train_loss") else "history"


def _end(values: Array) -> tuple[float, float]:
    """Step and value of the last finite point."""
    last = int(np.flatnonzero(np.isfinite(values))[-1])
    return last + 1, values[last]


def _mark_best(ax: Axes, values: Array | None, unit: str, best: str) -> None:
    """A ring at the best validation value and its epoch above the frame."""
    if values is None or len(values) < 2:
        return
    epoch = _best(values, best)
    ax.axvline(epoch + 1, color=MUTED, lw=1, ls=":")
    ax.plot([epoch + 1], [values[epoch]], "o", ms=12, mfc="none", mec=INK, mew=1.5)
    ax.annotate(
        f"best {unit}: {epoch + 1}", (epoch + 1, 1), (0, 4), xycoords=("data", "axes fraction"),
        textcoords="offset points", ha="center",
    )  # fmt: skip


def _best(values: Array, best: str) -> int:
    """Where the lowest or the highest value is."""
    return int(np.nanargmin(values) if best == "lowest" else np.nanargmax(values))


def _sentence(curves: Mapping[str, Array], unit: str, best: str) -> str:
    """How each curve went."""
    longest = max(map(len, curves.values()))
    parts = [_course(name, values, unit, best) for name, values in curves.items()]
    return f"Over {count(longest, unit)}: {'; '.join(parts)}."


def _course(name: str, values: Array, unit: str, best: str) -> str:
    """First, last and best value of one curve."""
    known = np.flatnonzero(~np.isnan(values))
    first, last, top = values[known[0]], values[known[-1]], _best(values, best)
    if len(known) == 1:
        text = f"{name} is {number(first)}"
    elif number(first) == number(last):
        text = f"{name} starts and ends at {number(first)}"
    else:
        text = (
            f"{name} {'falls' if last < first else 'rises'} from {number(first)} to {number(last)}"
        )
    if number(values[top]) not in (number(first), number(last)):
        text += f", {best} {number(values[top])} at {unit} {top + 1}"
    gone = np.flatnonzero(np.isnan(values))
    return text + (f", not a finite number from {unit} {gone[0] + 1} on" if len(gone) else "")
