"""An answer is kept as text and compiled again in a later session."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np

from coursekit.verbs.kept import compiled, text_of

SESSION = """
import sys
from coursekit.lessons.catalogue import find
from coursekit.verbs.checking import check
from coursekit.verbs.answers import yours
sys.path.insert(0, sys.argv[1])
"""


def session(folder, script):
    """What a fresh Python prints; its diary lies in the folder."""
    run = subprocess.run(
        [sys.executable, "-c", SESSION + script, str(folder)],
        env={**os.environ, "COURSEKIT_PROGRESS": str(folder / "p.sqlite")},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


HOMEWORK = '''
import numpy as np
from numpy import maximum as larger
FLOOR = 0

def helper(z):
    return larger(z, FLOOR)

def relu(z: "whatever") -> Nonsense:
    """Mine."""
    return 1 * helper(z)
'''


def test_an_answer_is_compiled_again_in_a_later_session_with_its_helpers(tmp_path):
    (tmp_path / "homework.py").write_text("from __future__ import annotations\n" + HOMEWORK)
    said = session(tmp_path, "from homework import relu; print(check(relu).passed)")
    assert said == "True\n"
    (tmp_path / "homework.py").unlink()
    show_it = "import numpy as np; f = yours('relu'); print(f); print(f(np.array([-1., 2.])))"
    said = session(tmp_path, show_it)
    assert said == "relu: this is your own code from an earlier session.\n[0. 2.]\n"


def test_an_answer_that_does_not_stand_on_its_own_is_not_handed_out(tmp_path):
    code = "import numpy as np\ntable = {0: np.maximum}\ndef relu(z): return table[0](z, 0)\n"
    (tmp_path / "homework.py").write_text(code)
    session(tmp_path, "from homework import relu; assert check(relu).passed")
    said = session(tmp_path, "f = yours('relu'); print(f); print(f.function.__module__)")
    assert "that code does not run on its own. The reference stands in" in said
    assert "coursekit" in said


def test_a_text_that_is_no_python_is_no_answer():
    assert compiled("relu", "def relu(") is None
    assert text_of(eval("lambda z: z")) == ""


def test_a_piece_of_a_line_is_no_text_to_keep():
    named = {"relu":
        lambda z: np.maximum(z, 0)}  # fmt: skip
    assert text_of(named["relu"]) == ""
