"""A course for nbgrader: the sources with solutions, and the settings of its commands."""

from __future__ import annotations

from pathlib import Path

from coursekit.assignments.files import write
from coursekit.assignments.notebook import ESSAY_STUB, notebook

CONFIG = f'''\
"""Settings of nbgrader for this course. Run its commands in this folder."""

import os

# No one's earlier answers may count, and solutions stay closed while a copy is graded.
os.environ["COURSEKIT_PROGRESS"] = "off"
os.environ["COURSEKIT_GRADED"] = "1"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

c = get_config()
c.CourseDirectory.course_id = "coursekit"
c.ClearSolutions.code_stub = {{"python": "..."}}
c.ClearSolutions.text_stub = "{ESSAY_STUB}"
c.ExecutePreprocessor.timeout = 60
'''


def write_course(sources: Path, folder: Path) -> None:
    """Write source/NN_title/NN_title.ipynb for each source, and nbgrader_config.py."""
    for source in sorted(sources.glob("*.py")):
        path = folder / "source" / source.stem / f"{source.stem}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        write(notebook(source, solved=True), path)
    (folder / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8", newline="\n")
