"""The exercises of lesson 04: the files that hold them, in the order of the course."""

GROUPS = (
    "losses",
    "softmax_loss",
    "activations",
    "remembering",
    "layers",
    "network",
    "checking",
    "agreement",
    "on_paper",
    "routing",
    "gains",
    "shared",
    "spot_check",
    "verdict",
    "silence",
    "linear",
    "gates",
    "challenge",
)

DEEPER = (
    "three_gates",
    "numbers",
    "values",
    "graph_order",
    "graph_walk",
    "sweeping",
    "wishes",
    "duals",
)
"""The same for the notebook beside the lesson."""
