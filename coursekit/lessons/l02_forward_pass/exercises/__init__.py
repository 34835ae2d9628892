"""The exercises of lesson 02: the files that hold them, in the order of the course."""

GROUPS = (
    "layers", "activations", "outputs", "patch",
    "stall", "budget", "thermometer", "silence", "tent", "temperature", "cuckoo",
    "challenge",
)  # fmt: skip
