"""Numbers at the axes, as people write them: · 10⁹ over the ticks in place of 1e9."""

from __future__ import annotations

from math import ceil, floor, log10

from matplotlib.axes import Axes
from matplotlib.ticker import LogFormatter, LogLocator, ScalarFormatter

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


class Decades(LogLocator):
    """Ticks of a log axis; where they are many powers of ten apart, by a round number of them."""

    def tick_values(self, vmin: float, vmax: float) -> list[float]:
        """Where the ticks are, from the lower end of the axis to the upper one."""
        low, high = sorted((log10(vmin), log10(vmax)))
        if high - low <= 8:
            return list(super().tick_values(vmin, vmax))
        step = next(step for step in (2, 5, 10, 20, 50, 100) if high - low <= 8 * step)
        return [10.0 ** (step * k) for k in range(ceil(low / step), floor(high / step) + 1)]


def number_axes(ax: Axes) -> Axes:
    """Give both axes numbers as people write them."""
    for axis, digits in ((ax.xaxis, 6), (ax.yaxis, 5)):  # beside an axis there is less room
        log = axis.get_scale() == "log"
        axis.set_major_formatter(LogTicks() if log else Ticks(digits))
        if log:
            axis.set_major_locator(Decades())
            axis.set_minor_formatter(LogTicks(labelOnlyBase=False))
    ax.yaxis.get_offset_text().set_horizontalalignment("right")
    return ax
