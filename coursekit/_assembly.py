"""How a network finds its layers' parameters and gradients, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from coursekit._checks import require_numbers
from coursekit._typing import Array, LayerLike


class Parameter(NamedTuple):
    """One array of a layer and its place in theta."""

    name: str
    layer: Any
    attribute: str
    view: Array
    place: slice


def walk(layers: tuple[Any, ...], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every layer with its place, also those inside another: "1", "1.0", "1.1", …"""
    for i, layer in enumerate(layers):
        yield f"{prefix}{i}", layer
        yield from walk(getattr(layer, "layers", ()), f"{prefix}{i}.")


def require_layers(layers: tuple[LayerLike, ...]) -> None:
    seen: dict[int, str] = {}
    for name, layer in walk(layers):
        if isinstance(layer, type):
            raise TypeError(
                f"Sequential: layer {name} is the class {layer.__name__}, expected a layer made "
                f"from it. Try {layer.__name__}(…) with parentheses."
            )
        if not (hasattr(layer, "forward") and hasattr(layer, "backward")):
            raise TypeError(
                f"Sequential: layer {name} is a {type(layer).__name__}, expected an object with "
                "forward(x) and backward(dout)."
            )
        if id(layer) in seen:
            raise ValueError(
                f"Sequential: {layer!r} stands at place {seen[id(layer)]} and at place {name}. "
                "A layer remembers one forward pass, so it can stand in one place only: "
                "make a second one."
            )
        seen[id(layer)] = name


def parameter_array(name: str, layer: Any, attribute: str) -> Array:
    value = getattr(layer, attribute, None)
    if value is None:
        raise ValueError(
            f"in layer {name}, {type(layer).__name__}: params names {attribute!r}, but the "
            f"layer has no self.{attribute}. Make it in __init__."
        )
    require_numbers(f"in layer {name}, {type(layer).__name__}", attribute, value)
    return np.asarray(value)


def gradient(parameter: Parameter) -> Array:
    """The layer's dW for its W, of the same shape."""
    name, layer, attribute, view, _ = parameter
    gradient = getattr(layer, f"d{attribute}", None)
    if gradient is None or np.shape(gradient) != view.shape:
        came = "is missing" if gradient is None else f"has shape {np.shape(gradient)}"
        raise ValueError(
            f"in layer {name.rsplit('.', 1)[0]}, {layer!r}: d{attribute} {came}, expected shape "
            f"{view.shape}, that of {attribute}. Set self.d{attribute} in backward."
        )
    return np.asarray(gradient)
