"""The controls of an explorer: real ipywidgets, each with a visible label."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import ipywidgets
import numpy as np

from coursekit._check_texts import require_flag, require_text
from coursekit._checks import require_positive, require_series, what
from coursekit.plots.arguments import one_number

STYLE = {"description_width": "initial"}
WIDE = {"width": "40em", "max_width": "100%"}
LARGE = {1e12: "trillion", 1e9: "billion", 1e6: "million"}


def slider(label: str, low: float, high: float, value: float, step: float = 1) -> Any:
    """A slider for numbers, moved by mouse or arrow keys.

    Parameters
    ----------
    label : str
        What it changes, with the unit.
    low, high : float
        The ends. If both ends, the value and the step are ints, the values are ints.
    value : float
        Where it stands first.
    step : float
        What one press of an arrow key changes.

    Returns
    -------
    ipywidgets.IntSlider or ipywidgets.FloatSlider
        The control.

    Raises
    ------
    TypeError, ValueError
        If the value is not from low to high.

    Examples
    --------
    >>> slider("weight w", -3.0, 3.0, value=1.0, step=0.1).value
    1.0
    """
    require_text("slider", "label", label)
    low, high, value, step = (
        _plain("slider", name, number)
        for name, number in {"low": low, "high": high, "value": value, "step": step}.items()
    )
    require_positive("slider", "step", step)
    if not low <= value <= high:
        raise ValueError(
            f"slider {label!r}: value is {value}, expected a number from {low} to {high}."
        )
    whole = all(isinstance(number, int) for number in (low, high, value, step))
    make = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    return make(
        description=label, min=low, max=high, value=value, step=step, style=STYLE, layout=WIDE,
        readout_format="d" if whole else f".{_decimals(step)}f",
    )  # fmt: skip


def _plain(where: str, name: str, value: Any) -> Any:
    """A number of Python: a whole one stays whole."""
    number = one_number(where, name, value)
    return int(number) if isinstance(value, (int, np.integer)) else number


def _decimals(step: float) -> int:
    """As many as tell two neighbors apart."""
    return max(-Decimal(str(step)).normalize().as_tuple().exponent, 1)  # type: ignore[operator]


def scale(label: str, values: Sequence[float], value: float) -> Any:
    """A slider over a list of numbers, for those that grow by factors.

    Parameters
    ----------
    label : str
        What it changes, with the unit.
    values : sequence of float
        Where it can stand, in order.
    value : float
        Where it stands first.

    Returns
    -------
    ipywidgets.SelectionSlider
        The control.

    Raises
    ------
    TypeError, ValueError
        If the value is not among `values`.

    Examples
    --------
    >>> scale("learning rate", [0.01, 0.1, 1.0], value=0.1).value
    0.1
    """
    require_text("scale", "label", label)
    require_series("scale", "values", values)
    values, value = [_plain("scale", "values", v) for v in values], _plain("scale", "value", value)
    if value not in values:
        raise ValueError(f"scale: value is {value}, expected one of values: {values}.")
    options = [(large(number), number) for number in values]
    return ipywidgets.SelectionSlider(
        description=label, options=options, value=value, style=STYLE, layout=WIDE
    )


def large(value: float) -> str:
    """A number as people say it, with words for what is large.

    Parameters
    ----------
    value : float
        Any number; four digits are said.

    Returns
    -------
    str
        Such as 0.05, 10,000 or 174.6 billion.

    Examples
    --------
    >>> large(1.746e11), large(0.05), large(10_000)
    ('174.6 billion', '0.05', '10,000')
    """
    for size, name in LARGE.items():
        if value >= size:
            return f"{value / size:.4g} {name}"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.4g}"


def dropdown(label: str, options: Sequence[Any], value: Any = None) -> Any:
    """A list to choose one value from.

    Parameters
    ----------
    label : str
        What it changes.
    options : sequence
        The values, or (text, value) pairs.
    value : any, optional
        The value that is chosen first; the first option when left out.

    Returns
    -------
    ipywidgets.Dropdown
        The control.

    Raises
    ------
    TypeError, ValueError
        If the value is not among the options.

    Examples
    --------
    >>> dropdown("activation", ["relu", "tanh"]).value
    'relu'
    """
    require_text("dropdown", "label", label)
    if not isinstance(options, (list, tuple)) or not options:
        raise TypeError(
            f"dropdown: options is {what(options)}, expected a list of at least one. "
            'Try ["relu", "tanh"].'
        )
    first = options[0][1] if isinstance(options[0], tuple) else options[0]
    chosen = first if value is None else value
    values = [option[1] if isinstance(option, tuple) else option for option in options]
    if not any(
        chosen is option or (type(chosen) is type(option) and chosen == option) for option in values
    ):
        raise ValueError(f"dropdown: value is {what(chosen)}, expected one of options: {values}.")
    return ipywidgets.Dropdown(
        description=label, options=options, value=chosen, style=STYLE, layout=WIDE
    )


def checkbox(label: str, value: bool = False) -> Any:
    """A box to tick.

    Parameters
    ----------
    label : str
        What is on when it is ticked.
    value : bool
        Whether it is ticked first.

    Returns
    -------
    ipywidgets.Checkbox
        The control.

    Raises
    ------
    TypeError
        If the value is not a bool.

    Examples
    --------
    >>> checkbox("show the data", True).value
    True
    """
    require_text("checkbox", "label", label)
    require_flag("checkbox", "value", value)
    return ipywidgets.Checkbox(description=label, value=bool(value), indent=False, layout=WIDE)


def neighbors(control: Any) -> list[Any]:
    """The values that one key press leads to.

    Parameters
    ----------
    control : ipywidgets.Widget
        A control made by one of the functions above.

    Returns
    -------
    list
        One or two values, none outside the control's range.

    Examples
    --------
    >>> neighbors(slider("weight w", 0.0, 1.0, value=1.0, step=0.1))
    [0.9]
    >>> neighbors(dropdown("activation", ["relu", "tanh", "sigmoid"], "tanh"))
    ['relu', 'sigmoid']
    >>> neighbors(checkbox("show the data", True))
    [False]
    """
    if isinstance(control, ipywidgets.Checkbox):
        return [not control.value]
    if hasattr(control, "options"):
        values = [o[1] if isinstance(o, tuple) else o for o in control.options]
        around = (control.index - 1, control.index + 1)
        return [values[i] for i in around if 0 <= i < len(values)]
    moved = (round(control.value + way * control.step, 10) for way in (-1, 1))
    return [value for value in moved if control.min <= value <= control.max]
