"""How a network finds its layers' parameters and gradients, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from coursekit._checks import require_instance, require_numbers, what
from coursekit._typing import Array, LayerLike


class Parameter(NamedTuple):
    """One array of a layer and its place in theta."""

    name: str
    layer: Any
    attribute: str
    view: Array
    place: slice


def all_layers(layers: tuple[Any, ...], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every layer with its place, also those inside another: "1", "1.0", "1.1", …"""
    for i, layer in enumerate(layers):
        yield f"{prefix}{i}", layer
        yield from all_layers(getattr(layer, "layers", ()), f"{prefix}{i}.")


def describe(layer: Any) -> str:
    """What a layer says of itself; one that says nothing goes by its class: "Linear()"."""
    said = repr(layer)
    return f"{type(layer).__name__}()" if said.startswith("<") else said


def require_layers(where: str, layers: tuple[LayerLike, ...]) -> None:
    """Objects with forward and backward, none of them a network and none of them twice."""
    seen: dict[int, str] = {}
    for name, layer in all_layers(layers):
        require_instance(where, f"layer {name}", layer)
        if hasattr(layer, "named_parameters"):
            raise TypeError(
                f"{where}: layer {name} is a whole network with a theta of its own. "
                f"Expected single layers; unpack them with a star: {where}(*net.layers, …)."
            )
        hint = f"Try {where}(*layers)." if isinstance(layer, (list, tuple)) else "Try ReLU()."
        if not (hasattr(layer, "forward") and hasattr(layer, "backward")):
            raise TypeError(
                f"{where}: layer {name} is {what(layer)}, expected an object with forward(x) and "
                f"backward(dout). {hint}"
            )
        if id(layer) in seen:
            raise ValueError(
                f"{where}: {describe(layer)} stands at place {seen[id(layer)]} and at place "
                f"{name}, expected each layer once: it remembers one forward pass. "
                "Make a second one."
            )
        seen[id(layer)] = name


def parameter_array(name: str, layer: Any, attribute: str) -> Array:
    value = getattr(layer, attribute, None)
    if value is None:
        raise ValueError(
            f"in layer {name}, {type(layer).__name__}: params names {attribute!r}, expected an "
            f"array self.{attribute}. Make it in __init__."
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
            f"in layer {name.rsplit('.', 1)[0]}, {describe(layer)}: d{attribute} {came}, expected "
            f"shape {view.shape}, that of {attribute}. Set self.d{attribute} in backward."
        )
    return np.asarray(gradient)


def require_state(mine: Mapping[str, Array], state: Mapping[str, Array]) -> None:
    """The same names, shapes and numbers on both sides."""
    if not isinstance(state, Mapping):
        raise TypeError(
            f"load_state_dict: state is {what(state)}, expected what state_dict() returned."
        )
    for name in [*mine, *state]:
        ours = f"shape {mine[name].shape}" if name in mine else "no array of that name"
        theirs = f"shape {np.shape(state[name])}" if name in state else "no array of that name"
        if ours != theirs:
            raise ValueError(
                f"load_state_dict: for {name} state has {theirs}, expected {ours}. Build the "
                "network with the same layers as the one that was saved."
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
                f"in layer {name.rsplit('.', 1)[0]}, {describe(layer)}: its {attribute} was "
                "replaced by a new array, so training would not reach it. Change it in place, "
                f"layer.{attribute}[...] = new, or build the Sequential again."
            )
