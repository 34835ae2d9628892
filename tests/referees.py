"""What the tests of the core share: central differences of fourth order, errors by norms, kinks."""

from __future__ import annotations

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

# Truncation h⁴ f⁽⁵⁾/30 and rounding 1e-16/h both stay near 1e-12 at this step.
STEP = 2e-4
# The promise of the course: every gradient to a relative error below 1e-7 in float64.
LIMIT = 1e-7
# Inputs keep this distance from a kink (ReLU's 0, a tie in a max): 2 STEP is the farthest step.
GAP = 1e-2

quick = settings(deadline=None, max_examples=20)
seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 6)


def norm_error(a, b):
    """‖a − b‖ / (‖a‖ + ‖b‖); below a size of 1e-4 only rounding noise is left to compare."""
    a, b = np.asarray(a), np.asarray(b)
    assert a.shape == b.shape
    return np.linalg.norm(a - b) / max(1e-4, np.linalg.norm(a) + np.linalg.norm(b))


def slope(f, w):
    """df/dw by four evaluations to each entry; w is moved in place and put back."""
    grad = np.zeros_like(w)
    for i in np.ndindex(w.shape):
        here = w[i]
        values = []
        for k in (-2, -1, 1, 2):
            w[i] = here + k * STEP
            values.append(f())
        w[i] = here
        grad[i] = (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * STEP)
    return grad


def layer_errors(layer, x, rng, before=lambda: None):
    """Error of dx and of each parameter's gradient; `before` runs ahead of each forward pass."""
    before()
    out = layer.forward(x)
    dout = rng.normal(size=out.shape)

    def score():
        before()
        return float((layer.forward(x) * dout).sum())

    before()
    layer.forward(x)
    errors = {"x": norm_error(layer.backward(dout), slope(score, x))}
    for name in layer.params:
        analytic = getattr(layer, f"d{name}").copy()
        errors[name] = norm_error(analytic, slope(score, getattr(layer, name)))
    return errors


def off_zero(x):
    """The same numbers, pushed away from 0 by GAP."""
    return x + GAP * np.where(x >= 0, 1, -1)


def distinct(shape, rng):
    """Numbers of which no two are closer than 10 GAP: no ties in a max."""
    return rng.permutation(np.arange(np.prod(shape)) * 10 * GAP).reshape(shape)
