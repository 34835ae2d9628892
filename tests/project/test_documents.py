"""What the documents say is there is there, and the README's example runs."""

import re
from pathlib import Path

import pytest

from coursekit.lessons import EVERY

ROOT = Path(__file__).parents[2]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "NOTATION.md"]
LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_within_the_project_leads_somewhere(document):
    links = LINK.findall((ROOT / document).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_s_table_is_the_list_of_the_lessons():
    rows = "\n".join(
        f"| [{lesson.number} {lesson.title}](notebooks/{lesson.name}.ipynb) | {lesson.doing} |"
        for lesson in EVERY
    )
    assert rows in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_example_trains_a_network():
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    names: dict = {}
    exec(code.group(1), names)
    assert names["history"].metrics["val_accuracy"][-1] > 0.9


@pytest.mark.parametrize("file", ["coursekit", "tests", "tools", "benchmarks"])
def test_every_file_that_contributing_names_exists(file):
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(rf"`({file}/[\w/.]+)`", text)
    assert [path for path in named if "NN" not in path and not (ROOT / path).exists()] == []
