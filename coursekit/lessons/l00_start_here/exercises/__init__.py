"""The exercises of lesson 00: the files that hold them, in the order of the course."""

GROUPS = ("ink",)
