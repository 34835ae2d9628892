"""What tests and tested notebooks find in their environment, whatever the caller's says.

It is set before anything is imported, and every program that a test starts inherits it.
"""

import os

collect_ignore = ["my_course"]  # a learner's copies

os.environ["COURSEKIT_PROGRESS"] = "off"  # nobody's progress is read, written or erased
os.environ.pop("COURSEKIT_GRADED", None)
for library in ("OPENBLAS", "MKL", "OMP"):  # on small matrices threads wait for each other
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
