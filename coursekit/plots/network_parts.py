"""What `network_diagram` draws, out of all forms that its arguments can have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from coursekit._checks import is_number, require_count, what
from coursekit._typing import Array
from coursekit.plots.arguments import finite
from coursekit.plots.text import count


@dataclass(frozen=True)
class Net:
    """What to draw: columns of units, the weights between them, their biases and values."""

    sizes: list[int]
    weights: list[Array]
    biases: list[Array | None]
    values: list[Array] | None

    @property
    def columns(self) -> list[str]:
        """What each column of units is called."""
        hidden = [f"{count(n, 'hidden unit')}" for n in self.sizes[1:-1]]
        return [count(self.sizes[0], "input"), *hidden, count(self.sizes[-1], "output")]

    def header(self, k: int, most: int) -> str:
        """What stands above column k: as many words as fit into `most` letters."""
        return next(
            (
                text
                for text in (self.columns[k], self.columns[k].removesuffix(" units"))
                if len(text) <= most
            ),
            str(self.sizes[k]),
        )

    def unit(self, column: int, i: int) -> str:
        """What a unit is called in a sentence, counted from 0 as in NumPy."""
        if column == 0:
            return f"input {i}"
        if column == len(self.sizes) - 1:
            return f"output {i}"
        return f"hidden unit {i}" + (f" of layer {column}" if len(self.sizes) > 3 else "")


def parts_of(weights: Any, biases: Any, values: Any, x: Any) -> Net:
    """All forms of the arguments as one."""
    if hasattr(weights, "layers"):
        pairs = [(layer.W, getattr(layer, "b", None)) for layer in _linear(weights.layers)]
        if x is not None:
            values = _run(weights.layers, x)
        weights, biases = [W for W, _ in pairs], [b for _, b in pairs]
    elif x is not None:
        raise ValueError(
            "network_diagram: x came with weights that are no network, expected a network to send "
            "it through. Try network_diagram(net, x=x)."
        )
    elif not isinstance(weights, (list, tuple)):
        raise TypeError(
            f"network_diagram: weights is {what(weights)}, expected a network, a list of arrays "
            "or a list of sizes. Try network_diagram([784, 128, 10])."
        )
    elif len(weights) >= 2 and all(map(is_number, weights)):
        for n in weights:
            require_count("network_diagram", "a size in weights", n)
        return Net(list(weights), [], [], _values(values, list(weights)))
    arrays = [
        finite("network_diagram", f"weights[{k}]", W, "(n_in, n_out)")
        for k, W in enumerate(weights)
    ]
    if not arrays:
        raise ValueError(
            "network_diagram: weights is empty, expected at least one array (n_in, n_out)."
        )
    for k, (W, after) in enumerate(pairwise(arrays)):
        if W.shape[1] != len(after):
            raise ValueError(
                f"network_diagram: weights[{k}] has shape {W.shape} and weights[{k + 1}] "
                f"{after.shape}: {W.shape[1]} units come out, {len(after)} go in. "
                "Expected the same number."
            )
    sizes = [len(arrays[0]), *(W.shape[1] for W in arrays)]
    return Net(sizes, arrays, _biases(biases, sizes), _values(values, sizes))


def _linear(layers: Sequence[Any]) -> list[Any]:
    """The layers with a weight matrix; others with parameters cannot be drawn as lines."""
    found = [layer for layer in layers if getattr(layer, "params", ()) or hasattr(layer, "W")]
    for layer in found:
        if getattr(getattr(layer, "W", None), "ndim", 0) != 2:
            raise ValueError(
                f"network_diagram: {type(layer).__name__} has no weights of shape (n_in, n_out), "
                "expected Linear layers. Show it with net.summary()."
            )
    return found


def _run(layers: Sequence[Any], x: Any) -> list[Array]:
    """The inputs, then each Linear layer's output after the activation that follows it."""
    sizes = [len(layer.W) for layer in layers if hasattr(layer, "W")]
    out = _vector("x", x, sizes[0]).reshape(1, -1)
    columns = [out]
    for layer in layers:
        out = layer.forward(out)
        if hasattr(layer, "W"):
            columns.append(out)
        columns[-1] = out
    return columns


def _biases(biases: Any, sizes: list[int]) -> list[Array | None]:
    """A vector for each layer, or None."""
    given = [None] * (len(sizes) - 1) if biases is None else _listed("biases", biases)
    if len(given) != len(sizes) - 1:
        raise ValueError(
            f"network_diagram: there are {len(given)} biases for {len(sizes) - 1} layers, expected "
            "one vector for each layer."
        )
    return [
        None if b is None else _vector(f"biases[{k}]", b, n)
        for k, (b, n) in enumerate(zip(given, sizes[1:], strict=True))
    ]


def _values(values: Any, sizes: list[int]) -> list[Array] | None:
    """A vector for each column of units."""
    if values is None:
        return None
    if len(_listed("values", values)) != len(sizes):
        raise ValueError(
            f"network_diagram: values has {len(values)} columns, expected {len(sizes)}: "
            "the inputs, then one for each layer."
        )
    pairs = zip(values, sizes, strict=True)
    return [_vector(f"values[{k}]", v, n) for k, (v, n) in enumerate(pairs)]


def _listed(name: str, value: Any) -> list[Any]:
    """A list of vectors."""
    if not isinstance(value, (list, tuple)):
        raise TypeError(
            f"network_diagram: {name} is {what(value)}, expected a list with a vector for each "
            f"layer. Try {name}=[…]."
        )
    return list(value)


def _vector(name: str, value: Any, n: int) -> Array:
    """n finite numbers."""
    vector = finite("network_diagram", name, value, "(n,)", "(1, n)").ravel()
    if len(vector) != n:
        raise ValueError(
            f"network_diagram: {name} has {len(vector)} numbers, expected {n}: one for each unit."
        )
    return vector
