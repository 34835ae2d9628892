"""Sequential: layers in order, over one flat vector of parameters."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from coursekit._checks import (
    floats,
    quiet,
    require_numbers,
    require_rows,
    require_same_shape,
    what,
)
from coursekit._files import read_arrays, write_arrays
from coursekit._parameters import (
    Parameter,
    all_layers,
    describe,
    gradient,
    parameter_array,
    require_layers,
    require_state,
    require_views,
)
from coursekit._typing import Array, LayerLike


class Sequential:
    """A network: the output of each layer is the input of the next.

    Parameters
    ----------
    *layers : Layer
        In order. Any object with `forward(x)` and `backward(dout)` will do; a class of your own
        names its parameters in `params`.

    Attributes
    ----------
    layers : tuple
        The layers.
    theta : ndarray, shape (P,)
        All parameters in one vector; each layer's W and b are views of it.
    grad : ndarray, shape (P,)
        The gradient of the loss with respect to theta, after `backward`.
    outputs : list of ndarray
        The input and the output of every layer in the last forward pass.

    Raises
    ------
    TypeError, ValueError
        If there is no layer, an object is not a layer, or the same layer stands in two places.

    Notes
    -----
    One vector makes an optimizer read as in its paper: θ ← θ − η g. Change a parameter in place
    (`layer.W[...] = new`): a new array under the old name (`layer.W = new`) would no longer be part
    of theta, and the next forward pass says so.

    References
    ----------
    PyTorch's nn.Sequential.

    Examples
    --------
    >>> from coursekit.layers import Linear, ReLU
    >>> rng = np.random.default_rng(0)
    >>> net = Sequential(Linear(2, 3, rng), ReLU(), Linear(3, 2, rng))
    >>> net(np.ones((5, 2))).shape, net.n_params
    ((5, 2), 17)
    """

    def __init__(self, *layers: LayerLike) -> None:
        if not layers:
            raise ValueError("Sequential: it has no layer. Try Sequential(Linear(2, 3, rng)).")
        self.layers = layers
        self.outputs: list[Array] = []
        require_layers("Sequential", layers)
        found = [
            (f"{name}.{attribute}", layer, attribute)
            for name, layer in all_layers(layers)
            for attribute in getattr(layer, "params", ())
        ]
        arrays = [parameter_array(*entry) for entry in found]
        dtype = np.result_type(np.float32, *arrays)
        self.theta = np.concatenate([np.zeros(0), *(a.ravel() for a in arrays)]).astype(dtype)
        self.grad = np.zeros_like(self.theta)
        ends = np.cumsum([a.size for a in arrays], dtype=int)
        self._parameters = [
            self._adopt(*entry, slice(int(end) - a.size, int(end)), a.shape)
            for entry, a, end in zip(found, arrays, ends, strict=True)
        ]

    def _adopt(
        self, name: str, layer: Any, attribute: str, place: slice, shape: tuple[int, ...]
    ) -> Parameter:
        """Make a layer's array a view of theta."""
        view = self.theta[place].reshape(shape)
        setattr(layer, attribute, view)
        return Parameter(name, layer, attribute, view, place)

    def __repr__(self) -> str:
        return f"Sequential({', '.join(map(describe, self.layers))})"

    def __len__(self) -> int:
        return len(self.layers)

    def __getitem__(self, i: int | slice) -> Any:
        try:
            return self.layers[bool(i) if isinstance(i, np.bool_) else i]
        except (TypeError, IndexError) as error:
            raise type(error)(
                f"Sequential: {what(i)} stands for no layer, expected a place from 0 to "
                f"{len(self) - 1}."
            ) from None

    def __reduce__(self) -> tuple[type[Sequential], tuple[LayerLike, ...]]:
        return Sequential, self.layers

    @property
    def n_params(self) -> int:
        """The number of knobs: the length of theta."""
        return self.theta.size

    def __call__(self, x: Array) -> Array:
        return self.forward(x)

    def forward(self, x: Array) -> Array:
        """Guess: pass x (N, …) through all layers.

        Parameters
        ----------
        x : ndarray, shape (N, …)
            One row for each example.

        Returns
        -------
        ndarray
            The output of the last layer.

        Raises
        ------
        TypeError, ValueError
            Naming the layer, what came and what was expected.
        """
        require_numbers("the network's input", "x", x)
        if x.ndim < 2:
            raise ValueError(
                f"the network's input: x has shape {x.shape}, expected one row per example, "
                "as in (N, D). Try x[None] for one example, x[:, None] for one feature."
            )
        require_rows("the network's input", "x", x)
        require_views(self._parameters, self.theta)
        self.outputs = [x]
        with quiet():
            for i, layer in enumerate(self.layers):
                x = self._pass(i, layer.forward, "x", x)
                self.outputs.append(x)
        return x

    def backward(self, dout: Array) -> Array:
        """Blame: pass the loss's gradient back through all layers and gather theirs in `grad`.

        Parameters
        ----------
        dout : ndarray
            Gradient with respect to the last output, of its shape.

        Returns
        -------
        ndarray
            Gradient with respect to the input x.

        Raises
        ------
        RuntimeError
            Before any forward pass.
        TypeError, ValueError
            Naming the layer, what came and what was expected.
        """
        if not self.outputs:
            raise RuntimeError(
                "backward: there was no forward pass yet, so there is nothing to blame. "
                "Call net(x) first."
            )
        require_numbers("backward", "dout", dout)
        require_same_shape("backward", "the network's output", self.outputs[-1], "dout", dout)
        dout = floats(dout)
        with quiet():
            for i in reversed(range(len(self.layers))):
                dout = self._pass(i, self.layers[i].backward, "dout", dout)
                if dout.shape != self.outputs[i].shape:
                    raise ValueError(
                        f"{self._where(i)}: its backward returned shape {dout.shape}, expected "
                        f"{self.outputs[i].shape}, that of its input. Does it return dx?"
                    )
        for parameter in self._parameters:
            self.grad[parameter.place] = gradient(parameter).ravel()
        return dout

    def _where(self, i: int) -> str:
        return f"in layer {i}, {describe(self.layers[i])}"

    def _pass(self, i: int, step: Callable[[Array], Array], name: str, value: Array) -> Array:
        """One layer's step; what goes wrong is told with the layer's place and the shapes."""
        try:
            out = step(value)
        except (ValueError, TypeError, IndexError, AttributeError) as error:
            takes = getattr(self.layers[i], "takes", "") if name == "x" else ""
            expected = f", expected {takes}" if takes else ""
            raise ValueError(
                f"{self._where(i)}: {name} has shape {value.shape}{expected}. "
                f"Its {step.__name__} said: {error}"
            ) from error
        if not isinstance(out, np.ndarray):
            raise TypeError(
                f"{self._where(i)}: its {step.__name__} returned a {type(out).__name__}, expected "
                "an array. Does it end with a return?"
            )
        return out

    @contextmanager
    def training(self) -> Iterator[None]:
        """Switch Dropout and BatchNorm to their training behavior inside a `with` block."""
        layers = [layer for _, layer in all_layers(self.layers)]
        before = [getattr(layer, "training", False) for layer in layers]
        try:
            for layer in layers:
                layer.training = True
            yield
        finally:
            for layer, was in zip(layers, before, strict=True):
                layer.training = was

    def named_parameters(self) -> dict[str, Array]:
        """Each parameter under its name, such as "0.W"; the arrays are views of theta."""
        return {parameter.name: parameter.view for parameter in self._parameters}

    def named_gradients(self) -> dict[str, Array]:
        """Each gradient under its parameter's name; the arrays are views of grad."""
        return {p.name: self.grad[p.place].reshape(p.view.shape) for p in self._parameters}

    def weight_mask(self) -> Array:
        """True where theta holds a weight, False where it holds a bias: shape (P,), bool.

        A weight is an entry of an array with two axes or more; a regularizer leaves biases alone.
        """
        return np.repeat(
            [p.view.ndim >= 2 for p in self._parameters], [p.view.size for p in self._parameters]
        ).astype(bool)

    def summary(self) -> str:
        """A table: each layer, the shapes of its parameters, and how many knobs they are."""
        rows = []
        for i, layer in enumerate(self.layers):
            mine = [p for p in self._parameters if p.name.split(".")[0] == str(i)]
            shapes = ", ".join(f"{p.name.split('.', 1)[1]} {p.view.shape}" for p in mine)
            rows.append(
                (str(i), describe(layer), shapes or "none", f"{sum(p.view.size for p in mine):,}")
            )
        rows = [
            ("", "layer", "parameters", "knobs"),
            *rows,
            ("", "in all", "", f"{self.n_params:,}"),
        ]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "\n".join(
            f"{i:>{widths[0]}}  {name:<{widths[1]}}  {shapes:<{widths[2]}}  {knobs:>{widths[3]}}"
            for i, name, shapes, knobs in rows
        )

    def state_dict(self) -> dict[str, Array]:
        """A copy of everything the network has learnt: parameters and buffers by name."""
        return {name: array.copy() for name, array in self._state().items()}

    def load_state_dict(self, state: Mapping[str, Array]) -> None:
        """Put a copy from `state_dict` back; nothing changes unless all of it fits.

        Parameters
        ----------
        state : mapping of str to ndarray
            As `state_dict` returns it, from a network with the same layers.

        Raises
        ------
        TypeError, ValueError
            Naming the first array that is missing, left over, of another shape or not of numbers.
        """
        mine = self._state()
        require_state(mine, state)
        for name, array in mine.items():
            array[...] = state[name]

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write what the network has learnt to an .npz file, all of it or nothing.

        Parameters
        ----------
        path : str or path
            The file; an older one of that name is replaced only when the new one is complete.

        Raises
        ------
        OSError
            If the file cannot be written; the older one is then as it was.
        """
        write_arrays(path, self._state())

    def load(self, path: str | os.PathLike[str]) -> None:
        """Read back what `save` wrote, into a network with the same layers.

        Parameters
        ----------
        path : str or path
            The .npz file.

        Raises
        ------
        FileNotFoundError, ValueError
            If there is no such file, it is not one of ours, or it does not fit this network.
        """
        self.load_state_dict(read_arrays(path))

    def _state(self) -> dict[str, Array]:
        buffers = {
            f"{name}.{attribute}": getattr(layer, attribute)
            for name, layer in all_layers(self.layers)
            for attribute in getattr(layer, "buffers", ())
        }
        return self.named_parameters() | buffers
