"""Write environment.yml, for conda, from requirements.lock: python -m tools.environment.

pip takes either hashes for everything or for nothing, and the editable course has none. So conda
gets the lock's exact versions without their hashes.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADER = """# Written by: python -m tools.environment. Use: conda env create -f environment.yml
name: coursekit
channels:
  - conda-forge
dependencies:
  - python{python}
  - pip
  - pip:
"""


def pins(lock: str) -> list[str]:
    """The lock's lines without their hashes, such as "six==1.17.0"."""
    return [pin.strip() for pin in re.findall(r"^\w[^\\\n]*==[^\\\n]*", lock, re.MULTILINE)]


def environment() -> str:
    """The text of environment.yml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    packages = [*pins((ROOT / "requirements.lock").read_text("utf-8")), "-e ."]
    lines = "".join(f'      - "{package}"\n' for package in packages)
    return HEADER.format(python=project["requires-python"]) + lines


if __name__ == "__main__":
    (ROOT / "environment.yml").write_text(environment(), encoding="utf-8", newline="\n")
