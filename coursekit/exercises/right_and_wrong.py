"""What a right and a wrong answer to an exercise give for the same input."""

from __future__ import annotations

import warnings
from copy import deepcopy
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from coursekit._check_texts import require_text
from coursekit._checks import what
from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception
from coursekit.exercises.values import close
from coursekit.plots.arguments import require_axes
from coursekit.plots.drawing import Drawing
from coursekit.plots.figure import axes
from coursekit.plots.style import DIVERGING, GRID, INK, MUTED, NEGATIVE, POSITIVE, style
from coursekit.plots.text import count, listing, number

FEW, MANY = 4, 30
CURVE = 20
RIGHT, WRONG = POSITIVE._replace(marker="o"), NEGATIVE._replace(marker="x")


@style()
def both_answers(
    exercise: Exercise,
    mistake: str,
    *inputs: Any,
    part: int | str | None = None,
    ax: Axes | None = None,
) -> Drawing:
    """The right answer of an exercise beside that of a known mistake; see `right_and_wrong`."""
    require_text("right_and_wrong", "mistake", mistake)
    require_axes("right_and_wrong", "ax", ax)
    if isinstance(part, bool):
        raise TypeError(f"right_and_wrong: part is {part}, expected a place or a name.")
    known = _mistake(exercise, mistake)
    given = inputs or _telling_probe(exercise, known)
    answers = _both(exercise, known, given)
    if isinstance(answers[0], dict) and part is None:
        part = _first_difference(*answers)
    right, wrong = (_numbers(answer, part) for answer in answers)
    if close(right, wrong):
        raise ValueError(
            f"right_and_wrong: {exercise.name} and its mistake {mistake!r} agree on this "
            "input, expected inputs on which they differ. Try another."
        )
    if right.ndim == 1 and len(right) >= CURVE:
        axis = _curves(ax, *_along(exercise, given, right), right, wrong)
    elif right.ndim == 2 and right.size > MANY:
        axis = _images(ax, right, wrong)
    else:
        axis = _dots(ax, right, wrong)
    compared = f"Compared: {part}." if isinstance(part, str) else ""
    axis.set_ylabel(part if isinstance(part, str) else "")
    alt = f"Right and wrong answers of {exercise.name}"
    return Drawing(axis, _sentence(known, compared, right, wrong), alt)


def _mistake(exercise: Exercise, mistake: str) -> Misconception:
    """The misconception of this name."""
    known = {m.name: m for m in exercise.misconceptions}
    if mistake not in known:
        raise ValueError(
            f"right_and_wrong: {exercise.name} has no mistake {mistake!r}, expected one of "
            f"{', '.join(known)}."
        )
    return known[mistake]


def _along(exercise: Exercise, given: tuple[Any, ...], right: Array) -> tuple[str, Any]:
    """Name and values of the rising input that the answer has a number for each entry of."""
    same = [i for i, value in enumerate(given) if np.shape(value) == right.shape]
    rising = [i for i in same if (np.diff(given[i]) > 0).all()]
    if rising and exercise.trial is None:
        return exercise.arguments[rising[0]], given[rising[0]]
    return "place in the answer", np.arange(len(right))


def _answer(exercise: Exercise, answer: Answer, given: tuple[Any, ...]) -> Any:
    """What it gives for a copy of the input; a wrong one may warn."""
    work = exercise.trial or (lambda answer, *args: answer(*args))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return work(answer, *deepcopy(given))


def _both(exercise: Exercise, known: Misconception, given: tuple[Any, ...]) -> list[Any]:
    """The right and the wrong answer to one input."""
    try:
        return [_answer(exercise, f, given) for f in (exercise.reference, known.wrong)]
    except Exception as error:
        raise ValueError(
            f"right_and_wrong: inputs are {', '.join(map(what, given))}, expected what "
            f"{exercise.signature} takes. It said: {error}"
        ) from None


def _telling_probe(exercise: Exercise, known: Misconception) -> tuple[Any, ...]:
    """The first probe on which the mistake shows; the last one if only its properties tell."""
    for probe in exercise.probes:
        try:
            if not close(*(_answer(exercise, f, probe) for f in (exercise.reference, known.wrong))):
                return probe
        except Exception:
            continue
    return exercise.probes[-1]


def _first_difference(right: dict[str, Any], wrong: dict[str, Any]) -> str:
    """The first of several named values in which the two differ."""
    return next((name for name in right if not close(right[name], wrong[name])), next(iter(right)))


def _numbers(value: Any, part: int | str | None) -> Array:
    """The answer, or one part of it, as an array; one column is as good as a row."""
    try:
        array = np.asarray(value if part is None else value[part], dtype=float)
    except (TypeError, ValueError, LookupError):
        named = ", ".join(map(repr, value)) if isinstance(value, dict) else "its place from 0"
        raise ValueError(
            f"right_and_wrong: part is {what(part)}, expected one that the answer has: {named}."
        ) from None
    return array[:, 0] if isinstance(part, str) and array.shape[1:] == (1,) else array


def _curves(ax: Axes | None, label: str, x: Any, right: Array, wrong: Array) -> Axes:
    """Two lines over the input."""
    axis: Axes = ax or axes(height=320, top=44)
    for values, look, name in ((right, RIGHT, "right"), (wrong.ravel(), WRONG, "mistaken")):
        axis.plot(x[: len(values)], values, look.line, color=look.color, label=name)
    axis.set_xlabel(label)
    return _framed(axis)


def _dots(ax: Axes | None, right: Array, wrong: Array) -> Axes:
    """A dot and a cross for each number, joined where they differ."""
    names = _places(max(right, wrong, key=np.size))
    axis: Axes = ax or axes(height=260, top=44, bottom=40)
    for i, ends in enumerate(zip(right.ravel(), wrong.ravel(), strict=False)):
        axis.vlines(i, *ends, color=MUTED, lw=1)
    for values, look, name, size in ((right, RIGHT, "right", 8), (wrong, WRONG, "mistaken", 12)):
        axis.plot(values.ravel(), look.marker, color=look.color, label=name, ms=size, mew=2)
    axis.set_xticks(range(len(names)), names)
    axis.set_xlim(-0.5, len(names) - 0.5)
    axis.margins(y=0.15)
    return _framed(axis)


def _places(values: Array) -> list[str]:
    """Where each number stands in the answer: its index, or a word for a single number."""
    indices = [",".join(map(str, place)) for place in np.ndindex(values.shape)]
    return [f"[{index}]" for index in indices] if values.ndim else ["answer"]


def _framed(ax: Axes) -> Axes:
    """The line at zero, a grid and the names above."""
    ax.axhline(0, color=MUTED, lw=0.8)
    ax.grid(axis="y", color=GRID)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)
    return ax


def _images(ax: Axes | None, right: Array, wrong: Array) -> Axes:
    """Two matrices in one scale, the right one on the left."""
    axis: Axes = ax or axes(height=300, left=24, bottom=24)
    H, W = (max(a, b) for a, b in zip(right.shape, np.atleast_2d(wrong).shape, strict=True))
    both = np.full((H, 2 * W + 1), np.nan)
    for image, column in ((right, 0), (np.atleast_2d(wrong), W + 1)):
        both[: image.shape[0], column : column + image.shape[1]] = image
    limit = float(np.nanmax(np.abs(both)))
    axis.imshow(both, cmap=DIVERGING, vmin=-limit, vmax=limit)
    for text, column in (("right", 0), ("mistaken", W + 1)):
        axis.text(column - 0.5, -0.8, text, color=INK)
    axis.axis("off")
    return axis


def _sentence(known: Misconception, compared: str, right: Array, wrong: Array) -> str:
    """The belief, and the numbers or how many of them are wrong."""
    start = f"The mistake: “{known.belief}” {compared}".rstrip()
    if right.shape != wrong.shape:
        return f"{start} Right: {_shape(right)}; mistaken: {_shape(wrong)}."
    if right.size <= FEW:
        both = [listing([number(v) for v in a.ravel()]) for a in (right, wrong)]
        return f"{start} Right: {both[0]}; mistaken: {both[1]}."
    off = ~np.isclose(right, wrong)
    gap = np.abs(right - wrong)[off]
    widest = f", by up to {number(gap.max())}" if np.isfinite(gap).all() else ""
    return f"{start} It gets {off.sum()} of {count(right.size, 'number')} wrong{widest}."


def _shape(values: Array) -> str:
    """A shape in words."""
    many = f"an array of shape {values.shape}"
    return many if values.ndim else f"one number, {number(float(values))}"
