"""What `import coursekit.data` loads, and what it leaves for later."""

from __future__ import annotations

import subprocess
import sys


def test_importing_the_data_package_leaves_random_numbers_and_file_formats_for_later():
    code = (
        "import sys, coursekit.data;"
        "print(*{'numpy.random', 'csv', 'gzip', 'hashlib', 'PIL', 'matplotlib'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
