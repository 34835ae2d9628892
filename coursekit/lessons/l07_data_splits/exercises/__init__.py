"""The exercises of lesson 07: the files that hold them, in the order of the course."""

GROUPS = (
    "cleaning",
    "missing",
    "scaling",
    "standardizing",
    "scaled_splits",
    "splitting",
    "baseline",
    "grading",
    "readings",
    "units",
    "wards",
    "leaks",
    "tomorrow",
    "comparing",
    "challenge",
)
