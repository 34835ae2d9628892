"""The ticks of a log axis are round numbers of powers of ten apart."""

from __future__ import annotations

import numpy as np
import pytest

from coursekit import plots


@pytest.mark.parametrize(("decades", "step"), [(12, 2), (23, 5), (63, 10), (98, 20), (250, 50)])
def test_many_powers_of_ten_are_ticked_in_round_steps(decades, step):
    ax = plots.loss_curves({"walk": 10.0 ** -np.linspace(0, decades, 50)}, log=True).ax
    low, high = np.log10(ax.get_ylim())
    exponents = np.log10(ax.get_yticks())
    seen = exponents[(exponents >= low) & (exponents <= high)]
    assert 3 <= len(seen) <= 9
    np.testing.assert_allclose(np.diff(seen), step)
    np.testing.assert_allclose(seen % step, 0, atol=1e-9)
