"""show_source: the code as written, the docstring folded, the checks out of sight."""

import builtins
import linecache
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest

from coursekit._checks import checked
from coursekit.show import PAPER, Ink, show_source


def nothing(*arguments):
    pass


@checked(nothing)
def double(x: int) -> int:
    """Twice <x>.

    Notes
    -----
    2 x
    """
    # A comment stays.
    return 2 * x


class Counter:
    """Count.

    A longer story.
    """

    start = 0

    def __init__(self):
        self.n = self.start

    @property
    def next(self):
        """One more."""
        return self.n + 1

    @checked(nothing)
    def step(self, by):
        """Go on.

        A long docstring.
        """

        self.n += by

    @classmethod
    def make(cls):
        return cls()


def plain(html):
    """The text of HTML, without tags."""
    parts = []
    parser = HTMLParser()
    parser.handle_data = parts.append
    parser.feed(html)
    return "".join(parts)


def test_a_function_is_shown_without_docstring_and_checks():
    assert show_source(double).code == (
        "def double(x: int) -> int:\n    # A comment stays.\n    return 2 * x"
    )


def test_text_output_is_the_code():
    source = show_source(double)
    assert source._repr_mimebundle_()["text/plain"] == source.code == repr(source)


def test_the_docstring_is_folded_and_escaped():
    html = show_source(double).html
    fold = html[html.index("<details>") : html.index("</details>")]
    assert "Twice &lt;x&gt;." in fold
    assert "2 x" in fold
    assert "Twice" not in html[html.index("</details>") :]


def test_the_highlighted_code_is_the_code():
    source = show_source(double)
    assert plain(source.html).rstrip().endswith(source.code)


def test_a_function_without_docstring_has_no_fold():
    assert "<details>" not in show_source(nothing).html


def test_a_class_keeps_one_line_docstrings_of_its_methods_only():
    code = show_source(Counter).code
    assert code.startswith("class Counter:\n    start = 0\n")
    assert '"""One more."""' in code
    assert "@property" in code
    assert "@classmethod" in code
    for hidden in ("@checked", "A long docstring", "A longer story"):
        assert hidden not in code
    assert "def step(self, by):\n        self.n += by" in code


@pytest.mark.parametrize(
    ("method", "first"),
    [(Counter.step, "def step(self, by):"), (Counter().step, "def step(self, by):"),
     (Counter.make, "@classmethod"), (Counter.next, "@property")],
)  # fmt: skip
def test_methods_and_properties_are_shown(method, first):
    assert show_source(method).code.splitlines()[0] == first


def test_a_body_that_is_only_a_docstring_stays():
    def empty():
        """Nothing yet."""

    assert '"""Nothing yet."""' in show_source(empty).code


def run_cell(text, name="<cell 1>"):
    """Run text as IPython runs a cell: its lines are in linecache, its module is __main__."""
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    scope = {"__name__": "__main__", "__builtins__": builtins}
    exec(compile(text, name, "exec"), scope)
    return scope


def test_a_one_line_function_stays_whole():
    line = 'def short(): "Doc."; return 1'
    assert show_source(run_cell(line)["short"]).code == line


def test_functions_of_a_notebook_cell_are_shown():
    scope = run_cell('import math\n\ndef area(r):\n    """A disc."""\n    return math.pi * r**2\n')
    assert show_source(scope["area"]).code == "def area(r):\n    return math.pi * r**2"


def test_classes_of_a_notebook_cell_are_shown():
    scope = run_cell("a = 1\nclass Mine:\n    def forward(self, x):\n        return x\nb = 2\n")
    assert show_source(scope["Mine"]).code == (
        "class Mine:\n    def forward(self, x):\n        return x"
    )


@dataclass
class Point:
    """A point."""

    x: float


def test_decorators_that_change_the_meaning_stay():
    assert show_source(Point).code == "@dataclass\nclass Point:\n    x: float"


@pytest.mark.parametrize("obj", [len, int, 3, "relu", builtins, eval("lambda x: x")])
def test_what_has_no_source_is_named(obj):
    with pytest.raises(TypeError, match="expected a function, method or class written in Python"):
        show_source(obj)


def test_every_ink_is_readable_on_its_paper():
    def luminance(color):
        rgb = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    paper = luminance(PAPER.removeprefix("#"))
    colors = {style["color"] for _, style in Ink if style["color"]}
    assert len(colors) >= 5
    assert all((paper + 0.05) / (luminance(color) + 0.05) >= 4.5 for color in colors)
