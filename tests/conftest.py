"""One core for the matrix library: on small matrices more threads only wait for each other."""

import os

# Read when NumPy is first imported, so it stands here, before any test module.
for library in ("OPENBLAS", "MKL", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
