"""What `import coursekit` costs beside `import numpy`, which nobody can avoid.

    python benchmarks/import_time.py

Fresh interpreters import the one and the other in turn; the processor's time is measured, which a
busy machine hardly changes, and the ratio of the medians is printed.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median

RUNS = 15
SCRIPT = "from time import process_time as t; a = t(); import {}; print(t() - a)"


def seconds(package: str) -> float:
    """The processor time of one import in a fresh interpreter."""
    command = [sys.executable, "-c", SCRIPT.format(package)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """Measure in turn and print both medians and their ratio."""
    pairs = [(seconds("numpy"), seconds("coursekit")) for _ in range(RUNS + 1)][1:]
    numpy, coursekit = (median(times) for times in zip(*pairs, strict=True))
    print(f"import numpy      {1000 * numpy:6.1f} ms, median of {RUNS}")
    print(f"import coursekit  {1000 * coursekit:6.1f} ms, {coursekit / numpy:.2f} times NumPy")


if __name__ == "__main__":
    main()
