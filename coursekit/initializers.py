"""The first weights: random, with a scale that fits the layer. Each is (n_in, n_out, rng) -> W."""

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
    """All weights 0: every unit of a layer then stays a copy of its neighbor.

    Parameters
    ----------
    n_in, n_out : int
        Inputs and outputs of the layer.
    rng : numpy.random.Generator
        Not used; taken so that all initializers are called alike.

    Returns
    -------
    ndarray, shape (n_in, n_out)
        Zeros.

    Raises
    ------
    TypeError, ValueError
        If a size is not a whole number of at least 1, or rng is not a Generator.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, section 8.4 (breaking symmetry).

    Examples
    --------
    >>> zeros(1, 3, np.random.default_rng(0))
    array([[0., 0., 0.]])
    """
    return np.zeros((n_in, n_out))


def normal(std: float) -> Initializer:
    """Make an initializer that draws from a normal distribution with mean 0.

    Parameters
    ----------
    std : float
        Standard deviation, 0 or more.

    Returns
    -------
    callable
        (n_in, n_out, rng) -> W.

    Raises
    ------
    TypeError, ValueError
        If std is not a finite number of at least 0.

    Notes
    -----
    Wᵢⱼ ~ 𝒩(0, std²), whatever the size of the layer.

    References
    ----------
    LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, section 4.6.

    Examples
    --------
    >>> normal(0.01)(2, 3, np.random.default_rng(0)).shape
    (2, 3)
    """
    require_nonnegative("normal", "std", std)

    def draw(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
        _sizes("normal", n_in, n_out, rng)
        return rng.normal(0, std, (n_in, n_out))

    return draw


@checked(_sizes)
def he_normal(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Normal weights whose scale keeps a ReLU layer's signal as strong as it came in.

    Parameters
    ----------
    n_in, n_out : int
        Inputs and outputs of the layer.
    rng : numpy.random.Generator
        Source of the random numbers.

    Returns
    -------
    ndarray, shape (n_in, n_out)
        Weights.

    Raises
    ------
    TypeError, ValueError
        If a size is not a whole number of at least 1, or rng is not a Generator.

    Notes
    -----
    Wᵢⱼ ~ 𝒩(0, 2/n_in). ReLU stops half of the signal; the 2 makes up for it.

    References
    ----------
    He, Zhang, Ren, Sun (2015), Delving Deep into Rectifiers, ICCV.

    Examples
    --------
    >>> he_normal(2, 3, np.random.default_rng(0)).shape
    (2, 3)
    """
    return rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))


@checked(_sizes)
def he_uniform(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Uniform weights with the same variance as `he_normal`.

    Parameters
    ----------
    n_in, n_out : int
        Inputs and outputs of the layer.
    rng : numpy.random.Generator
        Source of the random numbers.

    Returns
    -------
    ndarray, shape (n_in, n_out)
        Weights.

    Raises
    ------
    TypeError, ValueError
        If a size is not a whole number of at least 1, or rng is not a Generator.

    Notes
    -----
    Wᵢⱼ ~ 𝒰(−a, a) with a = √(6/n_in), since the variance of 𝒰(−a, a) is a²/3.

    References
    ----------
    He, Zhang, Ren, Sun (2015), Delving Deep into Rectifiers, ICCV.

    Examples
    --------
    >>> bool(abs(he_uniform(6, 100, np.random.default_rng(0))).max() < 1)
    True
    """
    a = np.sqrt(6 / n_in)
    return rng.uniform(-a, a, (n_in, n_out))


@checked(_sizes)
def glorot_normal(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Normal weights that keep signal and gradient about equally strong in a tanh layer.

    Parameters
    ----------
    n_in, n_out : int
        Inputs and outputs of the layer.
    rng : numpy.random.Generator
        Source of the random numbers.

    Returns
    -------
    ndarray, shape (n_in, n_out)
        Weights.

    Raises
    ------
    TypeError, ValueError
        If a size is not a whole number of at least 1, or rng is not a Generator.

    Notes
    -----
    Wᵢⱼ ~ 𝒩(0, 2/(n_in + n_out)). PyTorch calls it Xavier, after Glorot's first name.

    References
    ----------
    Glorot and Bengio (2010), Understanding the Difficulty of Training Deep Feedforward Neural
    Networks, AISTATS.

    Examples
    --------
    >>> glorot_normal(2, 3, np.random.default_rng(0)).shape
    (2, 3)
    """
    return rng.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))


@checked(_sizes)
def glorot_uniform(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """Uniform weights with the same variance as `glorot_normal`.

    Parameters
    ----------
    n_in, n_out : int
        Inputs and outputs of the layer.
    rng : numpy.random.Generator
        Source of the random numbers.

    Returns
    -------
    ndarray, shape (n_in, n_out)
        Weights.

    Raises
    ------
    TypeError, ValueError
        If a size is not a whole number of at least 1, or rng is not a Generator.

    Notes
    -----
    Wᵢⱼ ~ 𝒰(−a, a) with a = √(6/(n_in + n_out)).

    References
    ----------
    Glorot and Bengio (2010), equation 16.

    Examples
    --------
    >>> bool(abs(glorot_uniform(3, 3, np.random.default_rng(0))).max() < 1)
    True
    """
    a = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-a, a, (n_in, n_out))
