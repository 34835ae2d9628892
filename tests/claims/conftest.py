"""What the claims of several lessons share."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit import data
from tests.claims.labs import SEEDS


@pytest.fixture(scope="session")
def pets():
    """Three draws of the cats and dogs of lessons 03 to 05, none of them the lesson's own."""
    return [
        data.faces(900, np.random.default_rng(draw), size=24, pose=2.0, noise=0.06)
        for draw in (11, 12, 13)
    ]


@pytest.fixture(scope="session")
def digits():
    """A split of the digits for each seed."""
    return {seed: data.digits().split(np.random.default_rng(seed)) for seed in SEEDS}
