"""The exercises of lesson 05: the files that hold them, in the order of the course."""

GROUPS = (
    "steps",
    "batches",
    "updates",
    "loop",
    "rates",
    "sgd",
    "smoothing",
    "pairs",
    "search",
    "shower",
    "challenge",
)
