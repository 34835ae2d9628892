"""What a function did with one input: a value, an exception, a warning, a changed argument."""

from __future__ import annotations

import linecache
import warnings
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer


@dataclass(frozen=True)
class Outcome:
    """One call: its arguments, the value or the exception, the first warning, what was changed."""

    inputs: tuple[Any, ...]
    value: Any = None
    error: Exception | None = None
    line: str = ""
    warning: str = ""
    changed: int | None = None

    @property
    def kind(self) -> str:
        """The value's type and shape in a beginner's words."""
        if self.value is None:
            return "nothing (None)"
        if not isinstance(self.value, (int, float, np.number, np.bool_, np.ndarray)):
            return f"a {type(self.value).__name__}"
        array = np.asarray(self.value)
        what = f"an array of shape {array.shape}" if array.ndim else "one number"
        return what if array.dtype.kind in "fiub" else f"{what} with dtype {array.dtype}"

    def agrees(self, other: Outcome) -> bool:
        """The same behavior: exception, numbers, shape, warned or not, arguments changed or not."""
        if self.error or other.error:
            return type(self.error) is type(other.error)
        same_side_effects = (not self.warning, self.changed) == (not other.warning, other.changed)
        return same_side_effects and self.kind == other.kind and close(self.value, other.value)


def close(a: Any, b: Any) -> bool:
    """Equal numbers up to rounding; next to a clipped edge correct formulas differ by 3e-6."""
    try:
        return bool(np.allclose(a, b, equal_nan=True))
    except (TypeError, ValueError):
        return False


def run(answer: Answer, inputs: tuple[Any, ...]) -> Outcome:
    """Call the answer on a copy of the inputs and write down all that happened."""
    given = deepcopy(inputs)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            value = answer(*given)
        except Exception as error:
            return Outcome(inputs, error=error, line=_line(answer, error))
    changed = (i for i, (a, b) in enumerate(zip(inputs, given, strict=True)) if not close(a, b))
    warning = str(caught[0].message) if caught else ""
    return Outcome(inputs, value, warning=warning, changed=next(changed, None))


def _line(answer: Answer, error: Exception) -> str:
    """The line of the answer's own file or cell in which the exception came up, else nothing."""
    code = getattr(answer, "__code__", None)
    trace, line = error.__traceback__, ""
    while trace and code:
        if trace.tb_frame.f_code.co_filename == code.co_filename:
            line = linecache.getline(code.co_filename, trace.tb_lineno).strip()
        trace = trace.tb_next
    return line
