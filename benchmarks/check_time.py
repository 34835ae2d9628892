"""What an answer costs: `check` for a right and a wrong answer, beside one run over the probes.

    python benchmarks/check_time.py

Each exercise is checked several times in this process. The ratio is to the bare calls of the
reference on the exercise's probes, which no check can do without; at the end stands how many
answers came within a tenth of a second.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["COURSEKIT_PROGRESS"] = "off"

import time
from collections.abc import Callable
from copy import deepcopy
from statistics import median

from coursekit.exercises.exercise import Exercise
from coursekit.lessons.catalogue import every_exercise
from coursekit.verbs.checking import check

ROUNDS, SOON = 5, 0.1


def seconds(work: Callable[[], object]) -> float:
    """The median of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def bare(exercise: Exercise) -> None:
    """The reference on its probes."""
    for probe in deepcopy(exercise.probes):
        if exercise.trial:
            exercise.trial(exercise.reference, *probe)
        else:
            exercise.reference(*probe)


def main() -> None:
    """Print a line for each exercise, the slowest first."""
    exercises = list(every_exercise().values())
    rows = []
    for exercise in exercises:
        wrong = exercise.misconceptions[-1].wrong
        wrong.__name__ = exercise.name
        right, mistaken = (seconds(lambda f=f: check(f)) for f in (exercise.reference, wrong))
        rows.append((right, mistaken, right / seconds(lambda e=exercise: bare(e)), exercise.name))
    print("  right   wrong     ratio  exercise")
    for right, mistaken, ratio, name in sorted(rows, reverse=True):
        print(f"{1000 * right:5.0f} ms {1000 * mistaken:5.0f} ms {ratio:6.0f} ×  {name}")
    soon = sum(max(right, mistaken) < SOON for right, mistaken, *_ in rows)
    print(f"{soon} of {len(rows)} within {1000 * SOON:.0f} ms, right and wrong")


if __name__ == "__main__":
    main()
