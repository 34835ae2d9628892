"""How a network finds its layers' parameters and gradients, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from coursekit._checks import require_instance, require_numbers
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


def called(layer: Any) -> str:
    """What a layer says of itself; one that says nothing is called by its class: "Linear()"."""
    said = repr(layer)
    return f"{type(layer).__name__}()" if said.startswith("<") else said


def require_layers(layers: tuple[LayerLike, ...]) -> None:
    seen: dict[int, str] = {}
    for name, layer in walk(layers):
        require_instance("Sequential", f"layer {name}", layer)
        if hasattr(layer, "named_parameters"):
            raise TypeError(
                f"Sequential: layer {name} is a whole network with a theta of its own. "
                "Unpack its layers with a star: Sequential(*net.layers, …)."
            )
        if not (hasattr(layer, "forward") and hasattr(layer, "backward")):
            raise TypeError(
                f"Sequential: layer {name} is a {type(layer).__name__}, expected an object with "
                "forward(x) and backward(dout)."
            )
        if id(layer) in seen:
            raise ValueError(
                f"Sequential: {called(layer)} stands at place {seen[id(layer)]} and at place "
                f"{name}. A layer remembers one forward pass, so it can stand in one place only: "
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
            f"in layer {name.rsplit('.', 1)[0]}, {called(layer)}: d{attribute} {came}, expected "
            f"shape {view.shape}, that of {attribute}. Set self.d{attribute} in backward."
        )
    return np.asarray(gradient)


def require_state(mine: Mapping[str, Array], state: Mapping[str, Array]) -> None:
    """The same names, shapes and numbers on both sides."""
    for name in [*mine, *state]:
        ours = f"shape {mine[name].shape}" if name in mine else "no such array"
        theirs = f"shape {np.shape(state[name])}" if name in state else "no such array"
        if ours != theirs:
            raise ValueError(
                f"load_state_dict: {name} has {theirs} in what was saved and {ours} in this "
                "network. Build the network with the same layers as the one that was saved."
            )
        require_numbers("load_state_dict", name, state[name])


def require_views(parameters: list[Parameter], theta: Array) -> None:
    """Every layer still has the view of theta that it was given."""
    for name, layer, attribute, view, _ in parameters:
        if view.base is not theta:
            raise ValueError(
                "the network: net.theta was replaced by a new array, so the layers do not see "
                "it. Change it in place: net.theta[...] = new, or net.theta -= step."
            )
        if getattr(layer, attribute) is not view:
            raise ValueError(
                f"in layer {name.rsplit('.', 1)[0]}, {called(layer)}: its {attribute} was replaced "
                "by a new array, so training would not reach it. Change it in place, "
                f"layer.{attribute}[...] = new, or build the Sequential again."
            )
