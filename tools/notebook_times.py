"""A pytest plugin: after the notebooks' cells have run, a table of how long each notebook took.

pytest -p tools.notebook_times --nbval notebooks
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

NOTEBOOK_SECONDS, CELL_SECONDS = 20, 10
"""What a lesson and a cell should take at most, on two quiet cores."""


def seconds(reports: list[Any]) -> dict[str, dict[str, float]]:
    """Seconds of each cell, by notebook, from pytest's reports of nbval's tests."""
    times: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for report in reports:
        notebook, found, cell = report.nodeid.partition(".ipynb::")
        if found:
            times[notebook + ".ipynb"][cell] += report.duration
    return times


def table(times: dict[str, dict[str, float]]) -> list[str]:
    """One line for each notebook, then the sum; what takes longer than it should is marked."""
    lines = ["seconds  slowest cell"]
    for notebook, cells in sorted(times.items()):
        slowest = max(cells, key=lambda cell: cells[cell])
        total = sum(cells.values())
        late = total > NOTEBOOK_SECONDS or cells[slowest] > CELL_SECONDS
        lines.append(
            f"{total:7.1f}  {cells[slowest]:4.1f} {slowest:8s} {notebook}{' (long)' * late}"
        )
    return [*lines, f"{sum(sum(cells.values()) for cells in times.values()):7.1f}  all together"]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table."""
    outcomes = ("", "passed", "failed")  # "" are set-ups, the kernel's start among them
    if times := seconds([r for o in outcomes for r in terminalreporter.getreports(o)]):
        terminalreporter.section("time of each notebook")
        for line in table(times):
            terminalreporter.write_line(line)
