"""The lessons that were written a second time; the guards of test_sittings.py hold them."""

SECOND: list[str] = ["03_loss", "04_backprop_deeper"]
