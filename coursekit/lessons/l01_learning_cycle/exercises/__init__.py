"""The exercises of lesson 01: the files that hold them, in the order of the course."""

GROUPS = ("one_step", "loop", "tare", "rounds", "curves", "rival", "challenge")
