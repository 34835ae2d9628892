"""The exercises of lesson 03: the files that hold them, in the order of the course."""

GROUPS = (
    "squares",
    "probabilities",
    "logits",
    "labels",
    "worst",
    "among",
    "forecast",
    "constant",
    "bakery",
    "challenge",
)
