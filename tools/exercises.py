"""Write the exercise notebooks from exercises/sources.

python -m tools.exercises build [NN ...]    the learners' copies, run, in exercises/
python -m tools.exercises course FOLDER     a course for nbgrader, with solutions
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from math import ceil
from pathlib import Path

from coursekit.assignments.course import write_course
from coursekit.assignments.files import write
from coursekit.assignments.notebook import notebook
from coursekit.assignments.source import parts
from tools.minutes import STEP, WORDS_A_MINUTE
from tools.notebooks import execute, normalise, report

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "exercises" / "sources"
MINUTES = {"bring": 1, "solution": 6, "essay": 3}


def minutes(source: Path) -> int:
    """How long a notebook takes: reading, and a time for each thing to do, in steps of five."""
    cells = notebook(source, solved=False).cells
    words = sum(len(cell.source.split()) for cell in cells if cell.cell_type == "markdown")
    kinds = Counter(part.kind for part in parts(source.read_text(encoding="utf-8")))
    doing = sum(MINUTES[kind] * kinds[kind] for kind in MINUTES)
    return STEP * ceil((words / WORDS_A_MINUTE + doing) / STEP)


def build(source: Path, folder: Path) -> None:
    """Make, run and write one learner's copy."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"{source.stem}.ipynb"
        write(notebook(source, solved=False), path)
        executed, seconds = execute(path)
    target = folder / path.name
    write(normalise(executed), target)
    report(target, executed, seconds)
    print(f"{minutes(source)} minutes for a learner")


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.exercises",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=["build", "course"])
    parser.add_argument("words", nargs="*", metavar="NN or FOLDER")
    arguments = parser.parse_args()
    if arguments.command == "course":
        (folder,) = arguments.words or parser.error("course: which FOLDER?")
        write_course(SOURCES, Path(folder))
        return 0
    for source in sorted(SOURCES.glob("*.py")):
        if not arguments.words or source.stem.startswith(tuple(arguments.words)):
            build(source, ROOT / "exercises")
    return 0


if __name__ == "__main__":
    sys.exit(main())
