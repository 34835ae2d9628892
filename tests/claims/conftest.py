"""What the claims of several lessons share."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit import data


@pytest.fixture(scope="session")
def pets():
    """Three draws of the cats and dogs of lessons 03 to 05, none of them the lesson's own."""
    return [
        data.faces(900, np.random.default_rng(draw), size=24, pose=2.0, noise=0.06)
        for draw in (11, 12, 13)
    ]
