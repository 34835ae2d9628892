"""The exercises of lesson 06: the files that hold them, in the order of the course."""

GROUPS = (
    "momentum",
    "adam",
    "costs",
    "velocity",
    "means",
    "stride",
    "smoothing",
    "contest",
    "footprints",
    "challenge",
)
DEEPER = ("direction", "two_directions", "noise", "nesterov", "climb")
"""The same for the notebook beside the lesson."""
