"""The lessons that were written a second time; the guards of test_sittings.py hold them."""

SECOND = ["05_learning_rate"]
