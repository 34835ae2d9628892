"""Layers: each one differentiable step, with a forward and a backward pass.

A layer remembers its last forward pass. For a parameter `W` the backward pass leaves `dW`, the
gradient of the loss with respect to it, of the same shape. Layers hold no validation of shapes:
`Sequential` catches what goes wrong and says in which layer.

Parameters
----------
n_in, n_out : int
    Inputs and outputs.
rng : numpy.random.Generator
    Source of the first weights, or of the coin flips.
init : callable
    (n_in, n_out, rng) -> W, such as `he_normal`.
p : float
    Probability of dropping an entry, from 0 up to, but below, 1.
*layers : Layer
    The branch; its output must have the shape of its input.

Raises
------
TypeError, ValueError
    If a size is not a whole number of at least 1, p lies outside [0, 1), rng is not a Generator,
    init returns another shape, or the branch holds something else than layers.

References
----------
[1] Goodfellow, Bengio, Courville (2016), Deep Learning, sections 6.5 and 6.5.6.
[2] Rumelhart, Hinton, Williams (1986), Learning Representations by Back-Propagating Errors.
[3] LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, section 4.4.
[4] Nair and Hinton (2010), Rectified Linear Units Improve Restricted Boltzmann Machines, ICML.
[5] Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov (2014), Dropout, JMLR 15.
[6] He, Zhang, Ren, Sun (2016), Deep Residual Learning for Image Recognition, CVPR, equation 1.
"""

from __future__ import annotations

import numpy as np

from coursekit._checks import (
    floats,
    require_count,
    require_fraction,
    require_function,
    require_rng,
    require_room,
    require_same_shape,
    require_shape,
)
from coursekit._parameters import require_layers
from coursekit._typing import Array, Initializer, LayerLike
from coursekit.functional import relu, sigmoid, tanh
from coursekit.initializers import he_normal


class Layer:
    """One differentiable step, out = f(x) [1].

    Attributes
    ----------
    params : tuple of str
        Names of the parameters, for example ("W", "b"); each is an attribute, its gradient `dW`.
    buffers : tuple of str
        Names of arrays that are saved with the model but not trained.
    takes : str
        The input's shape in words, for error messages; empty if any shape will do.
    training : bool
        True inside `with net.training():`; only Dropout and BatchNorm look at it.

    >>> Layer().params
    ()
    """

    params: tuple[str, ...] = ()
    buffers: tuple[str, ...] = ()
    takes: str = ""
    training: bool = False

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def forward(self, x: Array) -> Array:
        """x (N, n_in) -> out (N, n_out)."""
        raise NotImplementedError(f"{type(self).__name__} has no forward(self, x) yet.")

    def backward(self, dout: Array) -> Array:
        """dout (N, n_out) -> dx (N, n_in), and the gradients of the parameters on the way."""
        raise NotImplementedError(f"{type(self).__name__} has no backward(self, dout) yet.")


class Linear(Layer):
    """Every output is a weighted sum of all inputs, plus a bias: out = x W + b [1].

    W has shape (n_in, n_out); PyTorch stores the transpose. b has shape (n_out,) and starts at 0.
    dW = xᵀ dout; db = Σₙ doutₙ; dx = dout Wᵀ.

    >>> Linear(4, 3, np.random.default_rng(0)).forward(np.ones((5, 4))).shape
    (5, 3)
    """

    params = ("W", "b")

    def __init__(
        self, n_in: int, n_out: int, rng: np.random.Generator, init: Initializer = he_normal
    ) -> None:
        require_count("Linear", "n_in", n_in)
        require_count("Linear", "n_out", n_out)
        require_rng("Linear", rng)
        require_function("Linear", "init", init, 3)
        require_room("Linear", n_in=n_in, n_out=n_out)
        self.W = init(n_in, n_out, rng)
        require_shape("Linear", "what init returned", self.W, (n_in, n_out))
        self.b = np.zeros(n_out)
        self.takes = f"(N, {n_in})"

    def __repr__(self) -> str:
        return f"Linear({self.W.shape[0]} → {self.W.shape[1]})"

    def forward(self, x: Array) -> Array:
        """out = x W + b."""
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout: Array) -> Array:
        """dout (N, n_out) -> dx (N, n_in)."""
        self.dW = self.x.T @ dout  # ∂L/∂W = xᵀ ∂L/∂out
        self.db = dout.sum(axis=0)  # ∂L/∂b = Σₙ ∂L/∂outₙ
        return dout @ self.W.T  # ∂L/∂x = ∂L/∂out Wᵀ


class Sigmoid(Layer):
    """The sigmoid of every entry: out = σ(x); dx = dout · out (1 − out) [2].

    >>> Sigmoid().forward(np.zeros((1, 2)))
    array([[0.5, 0.5]])
    """

    def forward(self, x: Array) -> Array:
        """out = σ(x)."""
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout: Array) -> Array:
        """The slope of σ, written with its value."""
        return dout * self.out * (1 - self.out)


class Tanh(Layer):
    """The hyperbolic tangent of every entry: out = tanh(x); dx = dout · (1 − out²) [3].

    >>> Tanh().forward(np.zeros((1, 2)))
    array([[0., 0.]])
    """

    def forward(self, x: Array) -> Array:
        """out = tanh(x)."""
        self.out = tanh(x)
        return self.out

    def backward(self, dout: Array) -> Array:
        """The slope of tanh, written with its value."""
        return dout * (1 - self.out**2)


class ReLU(Layer):
    """Positive entries pass, the others become 0: out = max(x, 0); dx = dout where x > 0 [4].

    At exactly 0 the slope is taken as 0, as in PyTorch.

    >>> ReLU().forward(np.array([[-1.0, 2.0]]))
    array([[0., 2.]])
    """

    def forward(self, x: Array) -> Array:
        """out = max(x, 0)."""
        self.x = x
        return relu(x)

    def backward(self, dout: Array) -> Array:
        """Blame passes only where the signal passed."""
        return dout * (self.x > 0)


class Dropout(Layer):
    """During training, silence each entry with probability p; scale up what is left [5].

    Training: out = x · mask with mask = 0 with probability p, else 1/(1 − p), so that the expected
    output is x ("inverted" dropout). Otherwise out = x.

    >>> Dropout(0.5, np.random.default_rng(0)).forward(np.ones((1, 3)))
    array([[1., 1., 1.]])
    """

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        require_fraction("Dropout", "p", p)
        require_rng("Dropout", rng)
        self.p = float(p)
        self.rng = rng

    def __repr__(self) -> str:
        return f"Dropout({self.p:g})"

    def forward(self, x: Array) -> Array:
        """out = x · mask while training, else x."""
        self.mask = np.ones_like(floats(x))
        if self.training:
            self.mask = self.mask * (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        return x * self.mask

    def backward(self, dout: Array) -> Array:
        """A silenced entry gets no blame."""
        return dout * self.mask


class Residual(Layer):
    """Pass the input on unchanged, and add what a few layers make of it: out = x + F(x) [6].

    dx = dout + Fᵀ-part of dout. If F gives 0, the block is the identity.

    >>> Residual(ReLU()).forward(np.array([[-1.0, 2.0]]))
    array([[-1.,  4.]])
    """

    def __init__(self, *layers: LayerLike) -> None:
        require_layers("Residual", layers)
        self.layers = layers
        self.takes = getattr(layers[0], "takes", "") if layers else ""

    def __repr__(self) -> str:
        return f"Residual({', '.join(map(repr, self.layers))})"

    def forward(self, x: Array) -> Array:
        """out = x + F(x)."""
        out = x = floats(x)
        for layer in self.layers:
            out = layer.forward(out)
        require_same_shape("Residual", "x", x, "the branch's output", out)
        return x + out

    def backward(self, dout: Array) -> Array:
        """Blame takes both ways: straight through, and through the branch."""
        dx = dout
        for layer in reversed(self.layers):
            dx = layer.backward(dx)
        return dout + dx
