"""Numbers at the axes, as people write them: · 10⁹ over the ticks in place of 1e9."""

from __future__ import annotations

from math import log10

from matplotlib.axes import Axes
from matplotlib.ticker import LogFormatter, ScalarFormatter

from coursekit.plots.text import plain, power


class Ticks(ScalarFormatter):
    """Numbers in full; the power of ten that huge and tiny ones share stands beside the axis."""

    def __init__(self, digits: int) -> None:
        super().__init__(useOffset=False)
        self.set_powerlimits((-4, digits))

    def __call__(self, x: float, pos: int | None = None) -> str:
        """The label of one tick, its thousands parted by commas."""
        in_full = abs(x) >= 10_000 and x == round(x) and not super().get_offset()
        return f"{x:,.0f}".replace("-", "−") if in_full else str(super().__call__(x, pos))

    def get_offset(self) -> str:
        """The shared power, such as · 10⁹; mostly nothing."""
        text = str(super().get_offset())
        return f"· {power(float(text[2:].replace('−', '-')))}" if text.startswith("1e") else text


class LogTicks(LogFormatter):
    """Plain numbers, or powers of ten, at those ticks of a log axis that matplotlib labels."""

    def __call__(self, x: float, pos: int | None = None) -> str:
        """The label of one tick."""
        if not super().__call__(x, pos):
            return ""
        exponent = log10(x)
        far = abs(exponent) > 3.5 and abs(exponent - round(exponent)) < 1e-9
        return power(exponent) if far else plain(x)


def number_axes(ax: Axes) -> Axes:
    """Give both axes numbers as people write them."""
    for axis, digits in ((ax.xaxis, 6), (ax.yaxis, 5)):  # beside an axis there is less room
        log = axis.get_scale() == "log"
        axis.set_major_formatter(LogTicks() if log else Ticks(digits))
        if log:
            axis.set_minor_formatter(LogTicks(labelOnlyBase=False))
    ax.yaxis.get_offset_text().set_horizontalalignment("right")
    return ax
