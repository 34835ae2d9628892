"""The first weights, with a scale that fits the layer: (n_in, n_out, rng) -> W (n_in, n_out).

Parameters
----------
n_in, n_out : int
    Inputs and outputs of the layer.
rng : numpy.random.Generator
    Source of the random numbers; `zeros` takes it too, so that all are called alike.
std : float
    Standard deviation, 0 or more.

Raises
------
TypeError, ValueError
    If a size is not a whole number of at least 1 or too large, rng is not a Generator, or std is
    not a finite number of at least 0.

References
----------
[1] Goodfellow, Bengio, Courville (2016), Deep Learning, section 8.4 (breaking symmetry).
[2] LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, section 4.6.
[3] He, Zhang, Ren, Sun (2015), Delving Deep into Rectifiers, ICCV.
[4] Glorot and Bengio (2010), Understanding the Difficulty of Training Deep Feedforward Neural
    Networks, AISTATS.
"""

from __future__ import annotations

import numpy as np

from coursekit._checks import checked, require_count, require_nonnegative, require_rng, require_room
from coursekit._typing import Array, Initializer


def _sizes(where: str, n_in: int, n_out: int, rng: np.random.Generator) -> None:
    require_count(where, "n_in", n_in)
    require_count(where, "n_out", n_out)
    require_room(where, n_in=n_in, n_out=n_out)
    require_rng(where, rng)


@checked(_sizes)
def zeros(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """All weights 0: every unit of a layer then stays a copy of its neighbor [1].

    >>> zeros(1, 3, np.random.default_rng(0))
    array([[0., 0., 0.]])
    """
    return np.zeros((n_in, n_out))


def normal(std: float) -> Initializer:
    """Make an initializer: Wᵢⱼ ~ 𝒩(0, std²), whatever the size of the layer [2]."""
    require_nonnegative("normal", "std", std)

    def draw(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
        _sizes("normal", n_in, n_out, rng)
        return rng.normal(0, std, (n_in, n_out))

    return draw


@checked(_sizes)
def he_normal(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Normal weights that keep a ReLU layer's signal as strong as it came in: 𝒩(0, 2/n_in) [3].

    ReLU stops half of the signal; the 2 makes up for it.

    >>> he_normal(2, 3, np.random.default_rng(0)).shape
    (2, 3)
    """
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))


@checked(_sizes)
def he_uniform(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Uniform weights with the variance of `he_normal`, a²/3: 𝒰(−a, a) with a = √(6/n_in) [3]."""
    a = np.sqrt(6 / n_in)
    return rng.uniform(-a, a, (n_in, n_out))


@checked(_sizes)
def glorot_normal(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Normal weights that keep a tanh layer's signal and blame level: 𝒩(0, 2/(n_in + n_out)) [4].

    PyTorch calls it Xavier, after Glorot's first name.
    """
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))


@checked(_sizes)
def glorot_uniform(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Uniform weights with the variance of `glorot_normal`: a = √(6/(n_in + n_out)) [4, eq. 16]."""
    a = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-a, a, (n_in, n_out))
