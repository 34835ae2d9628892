"""Value: each operation's slope, blame over shared paths, and the layers as a second opinion."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referees import quick

from coursekit import (
    Linear,
    ReLU,
    Sequential,
    Sigmoid,
    Tanh,
    Value,
    binary_cross_entropy,
    mean_squared_error,
    softmax_cross_entropy,
)

# Away from 0: there 1/x, log and relu have a pole or a kink.
positive = st.floats(0.3, 3.0)
signed = st.builds(lambda size, sign: size * sign, positive, st.sampled_from([-1.0, 1.0]))


def central(f, a, b, h=1e-5):
    """∂f/∂a and ∂f/∂b of a function of two plain floats; error about 1e-10."""
    return (
        (f(a + h, b) - f(a - h, b)) / (2 * h),
        (f(a, b + h) - f(a, b - h)) / (2 * h),
    )


def number(v):
    return v.data if isinstance(v, Value) else v


FORMULAS = {
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a * b": lambda a, b: a * b,
    "a / b": lambda a, b: a / b,
    "-a": lambda a, b: -a + 0 * b,
    "5 - a": lambda a, b: 5 - a + 0 * b,
    "5 / a": lambda a, b: 5 / a + 0 * b,
    "2 + 3 * a": lambda a, b: 2 + 3 * a + 0 * b,
    "a ** 3": lambda a, b: a**3 + 0 * b,
    "a ** -2": lambda a, b: a**-2 + 0 * b,
    "a used three times": lambda a, b: a * a * b + a,
    "a diamond": lambda a, b: (a + b) * (a - b) / (a * a + b * b),
}


@pytest.mark.parametrize("name", FORMULAS)
@quick
@given(a=signed, b=signed)
def test_arithmetic_has_the_slope_of_central_differences(name, a, b):
    f, left, right = FORMULAS[name], Value(a), Value(b)
    result = f(left, right)
    result.backward()
    assert result.data == pytest.approx(f(a, b), rel=1e-14)
    np.testing.assert_allclose([left.grad, right.grad], central(f, a, b), rtol=1e-7, atol=1e-7)


FUNCTIONS = {
    "exp": math.exp,
    "log": math.log,
    "tanh": math.tanh,
    "sigmoid": lambda a: 1 / (1 + math.exp(-a)),
    "relu": lambda a: max(a, 0.0),
}


@pytest.mark.parametrize("name", FUNCTIONS)
@quick
@given(a=signed)
def test_each_function_has_the_slope_of_central_differences(name, a):
    a = abs(a) if name == "log" else a
    value, f = Value(a), FUNCTIONS[name]
    result = getattr(value, name)()
    result.backward()
    assert result.data == pytest.approx(f(a), rel=1e-13)
    expected = central(lambda x, _: f(x), a, 0.0)[0]
    assert value.grad == pytest.approx(expected, rel=1e-7, abs=1e-9)


def test_the_slope_of_relu_at_its_kink_is_zero_as_in_the_layer():
    value = Value(0.0)
    value.relu().backward()
    assert value.grad == 0


def test_blame_from_two_paths_adds_up():
    a = Value(3.0)
    (a + a).backward()
    assert a.grad == 2


def test_a_second_backward_adds_the_same_gradient_once_more():
    w = Value(1.0)
    result = (w * 2) * 3
    result.backward()
    assert w.grad == 6
    result.backward()
    assert w.grad == 12


def test_two_results_over_one_hidden_value_add_up_at_the_input():
    w = Value(1.0)
    hidden = w * 2
    (hidden * 3).backward()
    (hidden * 5).backward()
    assert w.grad == 6 + 10


def test_the_gradient_of_the_result_itself_is_one():
    a = Value(2.0)
    a.backward()
    assert a.grad == 1


def test_the_graph_lists_every_value_once_and_parents_first():
    a, b = Value(1.0), Value(2.0)
    result = (a * b + a).tanh() * b
    order = result.graph()
    assert len(set(order)) == len(order) == 6
    assert order[-1] is result
    for place, value in enumerate(order):
        assert all(order.index(parent) < place for parent in value.parents)


@pytest.mark.parametrize("n", [10_000, 30_000])
def test_a_deep_graph_does_not_hit_the_recursion_limit(n):
    start = Value(1.0)
    result = start
    for _ in range(n):
        result = result + 1e-3
    (result * 2).backward()
    assert start.grad == 2
    assert result.data == pytest.approx(1 + n / 1000)


def test_a_graph_with_exponentially_many_paths_takes_one_visit_per_value():
    start = Value(1.0)
    result = start
    for _ in range(60):
        result = result + result
    result.backward()
    assert start.grad == 2.0**60


def values(array):
    return [[Value(v) for v in row] for row in np.atleast_2d(array)]


def linear(rows, W, b):
    columns = range(len(W[0]))
    return [[sum((x * W[i][j] for i, x in enumerate(row)), b[j]) for j in columns] for row in rows]


def cross_entropy(logits, y):
    """−mean ln softmax, of Values, in the plainest form."""
    terms = [
        (sum((z.exp() for z in row), Value(0.0)) / row[k].exp()).log()
        for row, k in zip(logits, y, strict=True)
    ]
    return sum(terms, Value(0.0)) / len(terms)


def squared_error(y_hat, y):
    terms = [(a - b) ** 2 for r, s in zip(y_hat, y, strict=True) for a, b in zip(r, s, strict=True)]
    return sum(terms, Value(0.0)) / len(terms)


def yes_or_no(p, y):
    terms = [
        -(t * a.log() + (1 - t) * (1 - a).log())
        for r, s in zip(p, y, strict=True)
        for a, t in zip(r, s, strict=True)
    ]
    return sum(terms, Value(0.0)) / len(terms)


CASES = {
    "tanh, softmax": ([Tanh], "tanh", None, softmax_cross_entropy, cross_entropy),
    "relu, squared error": ([ReLU], "relu", None, mean_squared_error, squared_error),
    "sigmoid, yes or no": (
        [Sigmoid], "sigmoid", Sigmoid, binary_cross_entropy, yes_or_no,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("seed", range(3))
def test_a_network_of_values_agrees_with_the_layers(case, seed):
    """The same two-layer net, once from Values and once from layers; only roundings differ."""
    (activation,), method, last, loss, value_loss = CASES[case]
    rng = np.random.default_rng(seed)
    n_out = 3 if loss is softmax_cross_entropy else 2
    net = Sequential(
        Linear(4, 5, rng), activation(), Linear(5, n_out, rng), *([last()] if last else [])
    )
    net.theta[...] = rng.normal(0, 0.7, net.n_params)
    x = rng.normal(size=(6, 4))
    y = {
        softmax_cross_entropy: rng.integers(0, 3, 6),
        mean_squared_error: rng.normal(size=(6, 2)),
        binary_cross_entropy: rng.integers(0, 2, (6, 2)),
    }[loss]
    score, blame = loss(net(x), y)
    dx = net.backward(blame)

    inputs = values(x)
    W1, b1, W2, b2 = (values(p) for p in (net[0].W, net[0].b, net[2].W, net[2].b))
    hidden = [[getattr(v, method)() for v in row] for row in linear(inputs, W1, b1[0])]
    out = linear(hidden, W2, b2[0])
    if last:
        out = [[v.sigmoid() for v in row] for row in out]
    result = value_loss(out, y.tolist())
    result.backward()

    assert result.data == pytest.approx(score, rel=1e-13)
    flat = [v.grad for part in (W1, b1, W2, b2) for row in part for v in row]
    np.testing.assert_allclose(flat, net.grad, rtol=1e-11, atol=1e-14)
    np.testing.assert_allclose([[v.grad for v in row] for row in inputs], dx, atol=1e-14)


@pytest.mark.parametrize("data", [None, "three", [1.0, 2.0], 1 + 2j])
def test_a_value_is_one_number(data):
    with pytest.raises(TypeError, match=r"Value: data is .*expected a single number.*use the lay"):
        Value(data)


def test_a_value_shows_its_number_and_its_gradient():
    v = Value(2.0)
    (v * 3).backward()
    assert repr(v) == "Value(2, grad=3)"


@pytest.mark.parametrize(
    ("compute", "words"),
    [
        (lambda x: x**x, r"the exponent is a Value, .*\(n \* x\.log\(\)\)\.exp\(\)"),
        (lambda x: 2**x, r"the exponent is a Value"),
        (lambda x: x / 0, r"pow\(0, -1\) is no real number"),
        (lambda x: (-x) ** 0.5, r"pow\(-2, 0\.5\) is no real number"),
        (lambda x: (x - 2).log(), r"log\(0\) is no real number"),
        (lambda x: (x * 1000).exp(), r"exp\(2000\) is no real number"),
        (lambda x: (x * 1e300) ** 2, r"pow\(2e\+300, 2\) is no real number"),
        (lambda x: x + "1", r"data is the text '1', expected a single number"),
    ],
)
def test_what_has_no_value_is_said_in_a_sentence(compute, words):
    with pytest.raises((TypeError, ValueError), match="Value: " + words):
        compute(Value(2.0))


def test_a_value_to_the_power_0_is_1_with_slope_0_also_at_0():
    x = Value(0.0)
    (x**0).backward()
    assert ((x**0).data, x.grad) == (1.0, 0.0)
