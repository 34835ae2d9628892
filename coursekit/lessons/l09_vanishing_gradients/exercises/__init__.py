"""The exercises of lesson 09: the files that hold them, in the order of the course."""

GROUPS = (
    "telephone",
    "he",
    "xavier",
    "residual",
    "residual_backward",
    "clipping",
    "decay",
    "signal_size",
    "block",
    "dead",
    "each_example",
    "two_ends",
    "challenge",
)
