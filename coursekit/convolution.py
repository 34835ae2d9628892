"""Layers for images (N, channels, height, width): convolution, pooling, flatten."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from coursekit._checks import floats, require_count, require_rng, require_room
from coursekit._typing import Array
from coursekit.layers import Layer


class Conv2D(Layer):
    """Slide small patches of weights over an image: the same feature, looked for everywhere.

    Parameters
    ----------
    n_in, n_out : int
        Channels that come in and go out.
    kernel_size : int
        Height and width of a patch, in pixels.
    rng : numpy.random.Generator
        Source of the first weights: normal with variance 2 / (n_in · kernel_size²), as `he_normal`.
    padding : int
        Rows and columns of zeros put around the image.

    Attributes
    ----------
    W : ndarray, shape (n_out, n_in, kernel_size, kernel_size)
        One patch for each pair of channels.
    b : ndarray, shape (n_out,)
        Biases.

    Raises
    ------
    TypeError, ValueError
        If a size is not a whole number of at least 1, or rng is not a Generator.

    Notes
    -----
    out[n, k, i, j] = b[k] + Σ_{c,u,v} x[n, c, i+u, j+v] W[k, c, u, v]. This is a cross-correlation
    (the patch is not flipped), as in PyTorch; stride 1. (N, C, H, W) becomes
    (N, n_out, H + 2·padding − kernel_size + 1, …).

    References
    ----------
    LeCun, Bottou, Bengio, Haffner (1998), Gradient-Based Learning Applied to Document Recognition.

    Examples
    --------
    >>> conv = Conv2D(1, 4, 3, np.random.default_rng(0))
    >>> conv.forward(np.zeros((2, 1, 8, 8))).shape
    (2, 4, 6, 6)
    """

    params = ("W", "b")

    def __init__(
        self, n_in: int, n_out: int, kernel_size: int, rng: np.random.Generator, padding: int = 0
    ) -> None:
        n_in = require_count("Conv2D", "n_in", n_in)
        require_count("Conv2D", "n_out", n_out)
        kernel_size = require_count("Conv2D", "kernel_size", kernel_size)
        padding = require_count("Conv2D", "padding", padding, least=0)
        require_rng("Conv2D", rng)
        require_room("Conv2D", n_out=n_out, n_in=n_in, kernel_size=kernel_size**2)
        std = np.sqrt(2 / (n_in * kernel_size**2))
        self.W = rng.normal(0, std, (n_out, n_in, kernel_size, kernel_size))
        self.b = np.zeros(n_out)
        self.padding = padding
        smallest = max(kernel_size - 2 * padding, 1)
        self.takes = f"(N, {n_in}, H, W) with H and W at least {smallest}"

    def __repr__(self) -> str:
        n_out, n_in, size, _ = self.W.shape
        return f"Conv2D({n_in} → {n_out}, {size}×{size})"

    def forward(self, x: Array) -> Array:
        """Each output is the weighted sum of one patch, plus a bias."""
        self.patches = _patches(_pad(x, self.padding), self.W.shape[-1])
        out = np.tensordot(self.patches, self.W, axes=((1, 4, 5), (1, 2, 3))) + self.b
        return np.moveaxis(out, -1, 1)

    def backward(self, dout: Array) -> Array:
        """The blame of a pixel: every patch it was in, so the kernel slides the other way round."""
        self.dW = np.tensordot(dout, self.patches, axes=((0, 2, 3), (0, 2, 3)))
        self.db = dout.sum(axis=(0, 2, 3))
        size, pad = self.W.shape[-1], self.padding
        around = _patches(_pad(dout, size - 1), size)
        dx = np.tensordot(around, self.W[:, :, ::-1, ::-1], axes=((1, 4, 5), (0, 2, 3)))
        dx = np.moveaxis(dx, -1, 1)
        return dx[:, :, pad : dx.shape[2] - pad, pad : dx.shape[3] - pad]


class MaxPool2D(Layer):
    """Keep the largest value of each block of pixels.

    Parameters
    ----------
    size : int
        Height and width of a block; both image sides must be multiples of it.

    Raises
    ------
    TypeError, ValueError
        If size is not a whole number of at least 1, or does not divide the image.

    Notes
    -----
    All blame goes to the winner, to the first one if several are equal.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, section 9.3.

    Examples
    --------
    >>> MaxPool2D(2).forward(np.arange(16.0).reshape(1, 1, 4, 4))
    array([[[[ 5.,  7.],
             [13., 15.]]]])
    """

    takes = "(N, C, H, W)"

    def __init__(self, size: int) -> None:
        self.size = require_count("MaxPool2D", "size", size)

    def __repr__(self) -> str:
        return f"MaxPool2D({self.size})"

    def forward(self, x: Array) -> Array:
        """out = the maximum of each block."""
        blocks = _to_blocks(x, self.size)
        self.winner = blocks.argmax(axis=-1)
        return blocks.max(axis=-1)

    def backward(self, dout: Array) -> Array:
        """Only the winner's pixel is blamed."""
        chosen = np.eye(self.size**2, dtype=dout.dtype)[self.winner]
        return _from_blocks(chosen * dout[..., None], self.size)


class AvgPool2D(Layer):
    """The mean of each block of pixels.

    Parameters
    ----------
    size : int
        Height and width of a block; both image sides must be multiples of it.

    Raises
    ------
    TypeError, ValueError
        If size is not a whole number of at least 1, or does not divide the image.

    Notes
    -----
    Every pixel of a block gets the same share of the blame, 1/size².

    References
    ----------
    LeCun, Bottou, Bengio, Haffner (1998), Gradient-Based Learning Applied to Document Recognition.

    Examples
    --------
    >>> AvgPool2D(2).forward(np.arange(4.0).reshape(1, 1, 2, 2))
    array([[[[1.5]]]])
    """

    takes = "(N, C, H, W)"

    def __init__(self, size: int) -> None:
        self.size = require_count("AvgPool2D", "size", size)

    def __repr__(self) -> str:
        return f"AvgPool2D({self.size})"

    def forward(self, x: Array) -> Array:
        """out = the mean of each block."""
        return _to_blocks(floats(x), self.size).mean(axis=-1)

    def backward(self, dout: Array) -> Array:
        """Equal shares."""
        share = dout[..., None] / self.size**2
        return _from_blocks(np.repeat(share, self.size**2, axis=-1), self.size)


class Flatten(Layer):
    """Lay all pixels and channels of an example out in one row.

    Notes
    -----
    (N, C, H, W) -> (N, C·H·W); the backward pass folds the row up again.

    References
    ----------
    PyTorch's nn.Flatten.

    Examples
    --------
    >>> Flatten().forward(np.zeros((2, 3, 4, 4))).shape
    (2, 48)
    """

    def forward(self, x: Array) -> Array:
        """(N, …) -> (N, D)."""
        self.shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, dout: Array) -> Array:
        """(N, D) -> (N, …)."""
        return dout.reshape(self.shape)


def _pad(x: Array, n: int) -> Array:
    """Put n rows and columns of zeros around each image."""
    return np.pad(x, ((0, 0), (0, 0), (n, n), (n, n)))


def _patches(x: Array, size: int) -> Array:
    """Every patch of an image, as a view: (N, C, H, W) -> (N, C, H', W', size, size)."""
    return sliding_window_view(x, (size, size), axis=(2, 3))


def _to_blocks(x: Array, size: int) -> Array:
    """Cut each image into blocks: (N, C, H, W) -> (N, C, H/size, W/size, size²)."""
    N, C, H, W = x.shape
    if H % size or W % size:
        raise ValueError(
            f"blocks of {size}×{size} do not fit an image of {H}×{W}: "
            "choose a size that divides both."
        )
    blocks = x.reshape(N, C, H // size, size, W // size, size).swapaxes(3, 4)
    return blocks.reshape(N, C, H // size, W // size, size**2)


def _from_blocks(blocks: Array, size: int) -> Array:
    """Put the blocks back in their places."""
    N, C, rows, columns, _ = blocks.shape
    image = blocks.reshape(N, C, rows, columns, size, size).swapaxes(3, 4)
    return image.reshape(N, C, rows * size, columns * size)
