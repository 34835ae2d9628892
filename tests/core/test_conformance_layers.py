"""What every layer promises. One line in registered.py registers a class; all tests run on it."""

from __future__ import annotations

import gc
import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

import numpy as np
import pytest
from referees import LIMIT, distinct, norm_error, slope
from registered import LAYERS

from coursekit import Layer, Sequential
from coursekit._parameters import all_layers

N = 6

every = pytest.mark.parametrize(
    ("make", "shape"), LAYERS, ids=lambda v: repr(v(np.random.default_rng(0))) if callable(v) else v
)
both = pytest.mark.parametrize("training", [False, True])


def build(make: Any, seed: int = 0, training: bool = False) -> Sequential:
    """The layer in a network, its parameters and buffers set to numbers of its own."""
    rng = np.random.default_rng(seed)
    net = Sequential(make(rng))
    net.theta[...] = rng.normal(size=net.theta.shape)
    for _, layer in all_layers(net.layers):
        layer.training = training
        for name in getattr(layer, "buffers", ()):
            getattr(layer, name)[...] = rng.uniform(0.5, 2, getattr(layer, name).shape)
    return net


def examples(shape: tuple[int, ...], rng: np.random.Generator, n: int = N) -> Any:
    """Positive and negative numbers, none near 0 (ReLU's kink) and no two near each other."""
    x = distinct((n, *shape), rng)
    return x - x.mean() + 0.03


def rewound(net: Sequential) -> Callable[[], None]:
    """A function that sets the layers' random generators back to where they stand now."""
    generators = [
        value
        for _, layer in all_layers(net.layers)
        for value in vars(layer).values()
        if isinstance(value, np.random.Generator)
    ]
    states = [generator.bit_generator.state for generator in generators]

    def rewind() -> None:
        for generator, state in zip(generators, states, strict=True):
            generator.bit_generator.state = state

    return rewind


def passes(net: Sequential, x: Any, dout: Any = None) -> tuple[Any, Any, Any]:
    """Output, dx and grad of one forward and one backward pass."""
    out = net(x)
    dx = net.backward(np.ones_like(out) if dout is None else dout)
    return out.copy(), dx.copy(), net.grad.copy()


def same(a: tuple[Any, ...], b: tuple[Any, ...]) -> bool:
    return all(np.allclose(p, q, rtol=1e-12, atol=1e-14) for p, q in zip(a, b, strict=True))


@both
@every
@pytest.mark.parametrize("seed", range(3))
def test_gradients_match_central_differences(make, shape, training, seed):
    net, rng = build(make, seed, training), np.random.default_rng(seed)
    rewind, x = rewound(net), examples(shape, rng)
    dout = rng.normal(size=net(x).shape)

    def score() -> float:
        rewind()
        return float((net(x) * dout).sum())

    score()
    dx = net.backward(dout)
    grad = net.grad.copy()
    assert norm_error(dx, slope(score, x)) < LIMIT
    assert norm_error(grad, slope(score, net.theta)) < LIMIT


@both
@every
def test_a_gradient_has_the_shape_of_what_it_belongs_to(make, shape, training):
    net, rng = build(make, training=training), np.random.default_rng(0)
    x = examples(shape, rng)
    out, dx, _ = passes(net, x)
    assert (len(out), dx.shape) == (N, x.shape)
    for _, layer in all_layers(net.layers):
        for name in layer.params:
            assert getattr(layer, f"d{name}").shape == getattr(layer, name).shape


@both
@every
def test_float32_stays_float32(make, shape, training):
    layer = make(np.random.default_rng(0))
    for _, inner in all_layers((layer,)):
        for name in (*inner.params, *inner.buffers):
            setattr(inner, name, getattr(inner, name).astype(np.float32))
    net = Sequential(layer)
    with net.training() if training else nullcontext():
        found = passes(net, examples(shape, np.random.default_rng(0)).astype(np.float32))
    assert [a.dtype for a in found] == [np.float32] * 3


@both
@every
@pytest.mark.parametrize("dtype", ["uint8", "int8", "int16", "int64", "bool", "float16"])
def test_small_numbers_do_not_wrap(make, shape, training, dtype):
    """The largest of each type are among them."""
    net, rng = build(make, training=training), np.random.default_rng(0)
    largest = np.iinfo(dtype).max if dtype[0] in "iu" else 1
    x = rng.choice([0, 1, 100 % (largest + 1), largest if largest < 10**6 else 10**6], (N, *shape))
    x, rewind = x.astype(dtype), rewound(net)
    found = passes(net, x)
    rewind()
    assert same(found, passes(net, x.astype(np.float64)))


@every
def test_wrong_input_gets_a_sentence(make, shape):
    net = build(make)
    with pytest.raises(ValueError, match=r"x has shape .*: there is no example in it"):
        net(np.ones((0, *shape)))
    with pytest.raises(TypeError, match="x is a list, expected a NumPy array"):
        net([[1.0]])
    wrong = [(N, *shape, 7)] if net[0].takes else []
    if re.search(r"\d", net[0].takes):
        wrong += [(N, shape[0] + 1, *shape[1:])]
    for other in wrong:
        with pytest.raises(ValueError, match=r"in layer 0, .*: x has shape .*, expected \(N"):
            net(np.ones(other))


@both
@every
def test_how_the_input_lies_in_memory_does_not_matter(make, shape, training):
    net, rng = build(make, training=training), np.random.default_rng(0)
    x, rewind = examples(shape, rng), rewound(net)
    dout = rng.normal(size=net(x).shape)
    rewind()
    expected = passes(net, x, dout)
    read_only, read_only_dout = x.copy(), dout.copy()
    read_only.flags.writeable = read_only_dout.flags.writeable = False
    strided = np.repeat(x, 2, axis=-1)[..., ::2], np.repeat(dout, 2, axis=-1)[..., ::2]
    turned = np.asfortranarray(x), np.asfortranarray(dout)
    for given in ((read_only, read_only_dout), strided, turned):
        rewind()
        assert same(passes(net, *given), expected)


@both
@every
def test_input_blame_and_parameters_are_left_alone(make, shape, training):
    net, rng = build(make, training=training), np.random.default_rng(0)
    x = examples(shape, rng)
    dout = rng.normal(size=net(x).shape)
    kept = x.copy(), dout.copy(), net.theta.copy()
    passes(net, x, dout)
    assert all((a == b).all() for a, b in zip((x, dout, net.theta), kept, strict=True))


@both
@every
def test_a_backward_pass_belongs_to_the_last_forward_pass(make, shape, training):
    net, rng = build(make, training=training), np.random.default_rng(0)
    first, second, rewind = examples(shape, rng, 4), examples(shape, rng), rewound(net)
    expected = passes(build(make, training=training), second)
    net(first)
    rewind()
    assert same(passes(net, second), expected)
    assert same((net.backward(np.ones_like(expected[0])), net.grad), expected[1:])


@every
def test_what_was_saved_predicts_the_same_elsewhere(make, shape, tmp_path):
    net, other = build(make, seed=0), build(make, seed=1)
    x = examples(shape, np.random.default_rng(0))
    net.save(tmp_path / "net.npz")
    other.load(tmp_path / "net.npz")
    copied = pickle.loads(pickle.dumps(net))
    assert (other(x) == net(x)).all()
    assert (copied(x) == net(x)).all()


@every
def test_prediction_is_repeatable_and_row_by_row_and_leaves_no_trace(make, shape):
    """After a step in training mode, since that is when a layer could forget to switch back."""
    net, x = build(make), examples(shape, np.random.default_rng(0))
    with net.training():
        passes(net, x)
    state = net.state_dict()
    out = net(x).copy()
    assert (net(x) == out).all()
    np.testing.assert_allclose(net(x[2:3]), out[2:3], rtol=1e-13)
    assert all((array == state[name]).all() for name, array in net.state_dict().items())


def arrays(layers: tuple[Any, ...]) -> list[Any]:
    """Whatever arrays the layers hold."""
    held = [value for _, layer in all_layers(layers) for value in vars(layer).values()]
    return [value for value in held if isinstance(value, np.ndarray)]


@both
@every
def test_two_objects_share_no_memory(make, shape, training):
    nets = [build(make, seed, training) for seed in (0, 1)]
    x = examples(shape, np.random.default_rng(0))
    alone = passes(build(make, 0, training), x)
    rewind = rewound(nets[0])
    passes(nets[1], -x[:3])
    raw = [(make(np.random.default_rng(0)),) for _ in range(2)]
    for one, other in (raw, [net.layers for net in nets]):
        assert not any(np.shares_memory(a, b) for a in arrays(one) for b in arrays(other))
    rewind()
    assert same(passes(nets[0], x), alone)


@every
def test_a_layer_shows_its_class(make, shape):
    layer = make(np.random.default_rng(0))
    assert repr(layer).startswith(f"{type(layer).__name__}(")


# Registration.


def subclasses(cls: type) -> Iterator[type]:
    for sub in cls.__subclasses__():
        yield sub
        yield from subclasses(sub)


def unregistered() -> set[str]:
    """Layers of coursekit's core that no line of LAYERS makes; a lesson may define faulty ones."""
    made = {type(make(np.random.default_rng(0))) for make, _ in LAYERS}
    ours = {cls for cls in subclasses(Layer) if re.fullmatch(r"coursekit\.\w+", cls.__module__)}
    return {cls.__name__ for cls in ours - made if not cls.__name__.startswith("_")}


def test_every_layer_is_registered():
    assert unregistered() == set()


def test_a_layer_that_is_not_registered_is_noticed():
    forgotten = type("Forgotten", (Layer,), {"__module__": "coursekit.layers"})
    assert unregistered() == {"Forgotten"}
    del forgotten
    gc.collect()
