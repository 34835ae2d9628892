"""Lesson 09, vanishing gradients: a block of layers with an express lane beside it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np

from coursekit import layers as ck
from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.exercises.objects import variant
from coursekit.network import Sequential


class Residual:
    def __init__(self, *layers: Any) -> None:
        self.layers = layers

    def forward(self, x: Array) -> Array:
        out = x
        for layer in self.layers:
            out = layer.forward(out)
        return x + out

    def backward(self, dout: Array) -> Array:
        dx = dout
        for layer in reversed(self.layers):
            dx = layer.backward(dx)
        return dout + dx


def _branch(*params: Array) -> list[Any]:
    """Dense layers with these weights and biases, a ReLU between each two."""
    chain: list[Any] = []
    for W, b in zip(params[::2], params[1::2], strict=True):
        n_in, n_out = W.shape
        dense = ck.Linear(n_in, n_out, np.random.default_rng(0))
        dense.W, dense.b = W.copy(), b.copy()
        chain += [dense, ck.ReLU()]
    return chain[:-1]


def _used(answer: Answer, x: Array, dout: Array, *params: Array) -> dict[str, Any]:
    """A block around dense layers, and a second one around an S-curve, in turns."""
    chain = _branch(*params)
    block, other = answer(*chain), answer(ck.Tanh())
    mine, gradient = x.copy(), dout.copy()
    told: dict[str, Any] = {"out": deepcopy(block.forward(mine)), "x after forward": mine}
    told["out of a second object"] = other.forward(x - 1)
    told["dx"], told["dout after backward"] = deepcopy(block.backward(gradient)), gradient
    for i, dense in enumerate(chain[::2]):
        told[f"dW of dense layer {i} in the branch"] = getattr(dense, "dW", None)
    told["dx of the second object"] = other.backward(dout)
    found = [layer for layer in getattr(block, "layers", ()) if any(layer is c for c in chain)]
    told["layers that a network finds in the block"] = len(found)
    told["out of a second forward"] = block.forward(x / 2)
    return told


def _residual(**members: Any) -> type:
    return variant(Residual, **members)


def _through(layers: Any, x: Array) -> Array:
    for layer in layers:
        x = layer.forward(x)
    return x


def _back(layers: Any, dout: Array) -> Array:
    for layer in reversed(layers):
        dout = layer.backward(dout)
    return dout


def _lane_everywhere(self: Any, x: Array) -> Array:
    for i, layer in enumerate(self.layers):
        new = layer.forward(x)
        x = x + new if i == len(self.layers) - 1 and new.shape == x.shape else new
    return x


def _wrong_way(self: Any, dout: Array) -> Array:
    dx = dout
    for layer in self.layers:
        dx = layer.backward(dx) if np.shape(getattr(layer, "W", dx.T))[-1] == dx.shape[1] else dx
    return dout + dx


def _turned_round(self: Any, dout: Array) -> Array:
    self.layers = self.layers[::-1]
    dx = dout
    for layer in self.layers:
        dx = layer.backward(dx)
    return dout + dx


def _lane_around_each(self: Any, x: Array) -> Array:
    for layer in self.layers:
        x = x + layer.forward(x)
    return x


def _lanes_back(self: Any, dout: Array) -> Array:
    for layer in reversed(self.layers):
        dout = dout + layer.backward(dout)
    return dout


def _into_x(self: Any, x: Array) -> Array:
    x += _through(self.layers, x)
    return x


def _into_dout(self: Any, dout: Array) -> Array:
    dout += _back(self.layers, dout)
    return dout


def _on_the_class(self: Any, *layers: Any) -> None:
    type(self).layers = layers


def _hidden(self: Any, *layers: Any) -> None:
    self.branch = layers


class _Recursive:
    def __init__(self, *layers: Any) -> None:
        self.layers = list(layers)

    def forward(self, x: Array) -> Array:
        return np.add(self._rest(self.layers, x), x)

    def _rest(self, layers: list[Any], x: Array) -> Array:
        return self._rest(layers[1:], layers[0].forward(x)) if layers else x

    def backward(self, dout: Array) -> Array:
        dx = dout.copy()
        for i in range(len(self.layers) - 1, -1, -1):
            dx = self.layers[i].backward(dx)
        dx = dx + dout
        return dx


class _SinglePrecision(_Recursive):
    def forward(self, x: Array) -> Array:
        return _Recursive.forward(self, x.astype("float32"))


X = np.array([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]])
DOUT = np.array([[0.5, 1.0, -2.0], [-1.0, 0.25, 3.0]])
WIDE = (
    np.array([[1.0, -0.5, 2.0, 0.25], [0.5, 1.5, -1.0, 1.0], [-1.0, 2.0, 0.5, -0.75]]),
    np.array([0.5, -1.0, 0.25, 1.0]),
    np.array([[0.5, -1.0, 1.0], [2.0, 0.25, -0.5], [-1.5, 1.0, 0.75], [1.0, 0.5, -2.0]]),
    np.array([0.1, -0.2, 0.3]),
)
SMALL = (np.array([[2.0]]), np.array([1.0]), np.array([[-3.0]]), np.array([0.5]))
LONG = (
    *WIDE[:2],
    np.array([[1.0, 0.5], [-1.0, 2.0], [0.5, 1.0], [1.5, -0.5]]), np.array([1.0, -0.5]),
    np.array([[1.0, -1.0, 0.5], [2.0, 0.5, -1.0]]), np.array([0.5, 0.0, -1.0]),
)  # fmt: skip


def _idle(answer: Answer) -> Any:
    """A block whose branch says 0."""
    return answer(*_branch(*(0 * param for param in WIDE)))


def _trains(answer: Answer) -> bool:
    """Sequential finds the parameters of the branch, and their gradients."""
    net = Sequential(answer(*_branch(*WIDE)))
    net.backward(0 * net(X.copy()) + 1)
    return bool(net.n_params == sum(param.size for param in WIDE) and np.any(net.grad))


RESIDUAL = Exercise(
    signature="Residual(*layers)",
    task="Write a layer that keeps its inner ones in self.layers: forward(x) returns x plus what "
    "they make of x, one after the other, and backward(dout) goes back both ways and returns dx.",
    reference=Residual,
    trial=_used,
    probes=(
        (np.array([[2.0], [-1.0]]), np.array([[1.0], [3.0]]), *SMALL),
        (X, DOUT, *WIDE),
        (X[:, ::-1], -DOUT, *LONG),
    ),
    misconceptions=(
        Misconception(
            "no_express_lane",
            "A block is its branch.",
            "Take a branch that does nothing: a block around it should hand on x, and yours hands "
            "on what the branch says.",
            _residual(forward=lambda self, x: _through(self.layers, x)),
        ),
        Misconception(
            "lane_lost_on_the_way_back",
            "Gradients go back through the layers.",
            "Forward is right. On the way back your gradient knows the branch only: with an idle "
            "branch nothing reaches the layer before.",
            _residual(backward=lambda self, dout: _back(self.layers, dout)),
        ),
        Misconception(
            "branch_lost_on_the_way_back",
            "The express lane carries the gradient.",
            "Your dx is dout, and no gradient reaches the inner layers. How shall they learn?",
            _residual(backward=lambda self, dout: 1 * dout),
        ),
        Misconception(
            "branch_not_added",
            "The inner layers get their gradient, the layer before gets the lane's.",
            "The inner layers are right, dx is not. x had a say through the branch as well.",
            _residual(backward=lambda self, dout: dout + 0 * _back(self.layers, dout)),
        ),
        Misconception(
            "lane_twice",
            "Both lanes carry dout into the sum.",
            "Your dx is too large by dout. How many express lanes are there?",
            _residual(backward=lambda self, dout: 2 * dout + _back(self.layers, dout)),
        ),
        Misconception(
            "first_to_last",
            "Layers are asked in the order in which they stand.",
            "On the way back your branch begins with its first layer. Who was last to change the "
            "signal?",
            _residual(backward=_wrong_way),
        ),
        Misconception(
            "joins_at_the_last_layer",
            "The lane begins before the last layer.",
            "You add what goes into the last layer, where it fits, not what came into the block.",
            _residual(forward=_lane_everywhere),
        ),
        Misconception(
            "averages",
            "Two lanes are merged by averaging.",
            "Each block halves the signal of the express lane. What is left of it after 50?",
            _residual(
                forward=lambda self, x: Residual.forward(self, x) / 2,
                backward=lambda self, dout: Residual.backward(self, dout) / 2,
            ),
        ),
        Misconception(
            "relu_at_the_end",
            "Every block ends in an activation.",
            "A negative x with an idle branch comes out as 0. The first residual networks (2015) "
            "did that; the same authors later dropped it, for the lane should be clear.",
            _residual(forward=lambda self, x: np.maximum(Residual.forward(self, x), 0)),
        ),
        Misconception(
            "x_overwritten",
            "The name x still holds what came in.",
            "What you add at the end is not x: on its way through the layers that name was given "
            "other values.",
            _residual(forward=lambda self, x: 2 * _through(self.layers, x)),
        ),
        Misconception(
            "dout_overwritten",
            "The name dout still holds what came in.",
            "What you add at the end of backward is not dout: on its way back that name was given"
            " other values.",
            _residual(backward=lambda self, dout: 2 * _back(self.layers, dout)),
        ),
        Misconception(
            "lane_around_each",
            "Each layer has an express lane.",
            "Each of your layers has a lane of its own. The task has one lane, around all of them.",
            _residual(forward=_lane_around_each, backward=_lanes_back),
        ),
        Misconception(
            "x_grows",
            "Adding to x makes a new x.",
            "You add into x itself, and whoever handed it in finds another array. The layer "
            "before and your own first layer remember that one.",
            _residual(forward=_into_x),
        ),
        Misconception(
            "dout_grows",
            "Adding to dout makes a new dout.",
            "You add into dout itself, and whoever handed it in finds another array.",
            _residual(backward=_into_dout),
        ),
        Misconception(
            "turned_for_good",
            "A list is turned round for the one loop only.",
            "After one backward your layers stand in another order, and the next forward runs "
            "from the last to the first.",
            _residual(backward=_turned_round),
        ),
        Misconception(
            "one_branch_for_all",
            "The layers belong to the class.",
            "Make a second block: the first one sends its signal through the second one's layers. "
            "Whose layers are they?",
            _residual(__init__=_on_the_class),
        ),
        Misconception(
            "layers_hidden",
            "Any name will do for the inner layers.",
            "A network looks for inner layers under one name, and finds none in yours: their "
            "weights would never be trained. Read the task once more.",
            _residual(
                __init__=_hidden,
                forward=lambda self, x: x + _through(self.branch, x),
                backward=lambda self, dout: dout + _back(self.branch, dout),
            ),
        ),
    ),
    alternates=(_Recursive, _SinglePrecision),
    hints=(
        "There are two ways from x to the output. On the way back there are two again.",
        "Go through the layers one after the other, and keep x aside until they are done. On the "
        "way back begin with the last.",
        "Forward: start a new name at x, replace it by each layer's forward of it, and add x at "
        "the end. Backward: the same with dout, NumPy-free: the layers in reverse, each one's "
        "backward, and dout added at the end.",
    ),
    properties=(
        Property(
            "around an idle branch the block hands on its input",
            lambda answer: np.allclose(_idle(answer).forward(X.copy()), X),
            "Set all weights of the branch to 0: the express lane is all that is left.",
        ),
        Property(
            "a network finds the parameters in the block",
            _trains,
            "Put your block into a Sequential: it should find the weights of the inner layers.",
        ),
    ),
)

EXERCISES = (RESIDUAL,)
