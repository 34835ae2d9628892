"""The exercises of lesson 08: the files that hold them, in the order of the course."""

GROUPS = (
    "dropout",
    "dropout_backward",
    "penalties",
    "stopping",
    "dropout_layer",
    "stop_at_zero",
    "verdict",
    "mirrors",
    "committee",
    "challenge",
)
