"""Do the notebooks print the same digits on other processors? python -m tools.digits [notebooks].

Each matrix kernel of OpenBLAS adds in an order of its own, so a number that hangs on the last bit
comes out differently. The notebooks are run and compared under three of them.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tools.bootstrap import environ
from tools.commands import NOTEBOOK_FOLDERS, run_notebooks

NAME = "OPENBLAS_CORETYPE"
KERNELS: dict[str, dict[str, str]] = {
    "this processor's": {},
    "Haswell's (AVX2)": {NAME: "Haswell"},
    "Prescott's (SSE3)": {NAME: "Prescott"},
}


def in_use(**kernel: str) -> str:
    """What NumPy's OpenBLAS says it took, such as "Core: Haswell"."""
    variables = environ(OPENBLAS_VERBOSE="2", **kernel)
    command = [sys.executable, "-c", "import numpy"]
    return subprocess.run(
        command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ).stdout.strip()


def main(notebooks: list[str]) -> int:
    """Run the notebooks under each kernel; print what came out, and return the first bad code."""
    os.environ.pop(NAME, None)
    codes, lines = [], []
    for name, kernel in KERNELS.items():
        code, (same, other, _) = run_notebooks(notebooks or [*NOTEBOOK_FOLDERS], **kernel)
        codes.append(code)
        core = in_use(**kernel)
        lines.append(f"{name:18} {same:4} cells with the same digits, {other} with others ({core})")
    print(*lines, sep="\n")
    return next(filter(None, codes), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
