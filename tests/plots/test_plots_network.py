"""network_diagram: shapes, parameters and values as they are."""

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit import plots

W1, W2 = np.array([[0.5, -1.5], [0.25, 1.0]]), np.array([[1.0], [-0.5]])


class Linear:
    params = ("W", "b")

    def __init__(self, W, b):
        self.W, self.b = np.array(W), np.array(b)

    def forward(self, x):
        return x @ self.W + self.b


class Double:
    params = ()

    def forward(self, x):
        return 2 * x


def shown(ax):
    return [text.get_text() for text in ax.texts]


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: plots.network_diagram([W1, W2], [np.ones(2), np.ones(1)], ax=ax),
        lambda ax: plots.bars(["a", "b"], [-0.5, 2.0], ax=ax),
        lambda ax: plots.histogram({"a": [1.0, 2.0], "b": [1.0, 1.5]}, ax=ax),
        lambda ax: plots.image_grid(np.eye(4).reshape(1, 4, 4).repeat(3, axis=0), ax=ax),
        lambda ax: plots.weights_as_pictures(np.eye(4), (2, 2), ax=ax),
    ],
)
def test_a_figure_drawn_sharper_has_the_same_layout(draw):
    places = []
    for dpi in (96, 192):
        ax = plots.axes()
        ax.figure.set_dpi(dpi)
        draw(ax)
        spots = [text.get_position() for text in ax.texts]
        boxes = [child.get_axes_locator()(child, None).bounds for child in ax.child_axes]
        places.append((*ax.get_xlim(), *ax.get_ylim(), *np.ravel(spots), *np.ravel(boxes)))
    assert places[0] == pytest.approx(places[1])


@given(st.lists(st.integers(1, 9), min_size=2, max_size=5))
@settings(max_examples=20, deadline=None)
def test_sizes_alone_count_their_parameters(sizes):
    total = sum((n + 1) * m for n, m in pairwise(sizes))
    noun = "parameter" if total == 1 else "parameters"
    assert plots.network_diagram(sizes).words.endswith(f": {total} {noun}.")


def test_each_weight_stands_at_its_line_and_each_bias_below_its_circle():
    ax = plots.network_diagram([W1, W2], [[0.1, -0.2], [0.75]]).ax
    assert {"0.50", "-1.50", "0.25", "1.00", "-0.50", "b 0.10", "b -0.20", "b 0.75"} <= set(
        shown(ax)
    )


def test_negative_weights_are_dashed():
    ax = plots.network_diagram([W2]).ax
    solid, dashed = ax.collections[0].get_linestyles()
    assert (solid[1], dashed[1] is not None) == (None, True)


def test_the_strongest_weight_is_named():
    sentence = plots.network_diagram([W1, W2]).words
    assert "strongest weight is -1.500, from input 0 to hidden unit 1" in sentence


def test_a_network_shows_the_values_that_pass_through_it():
    net = SimpleNamespace(layers=[Linear(W1, [0.0, 0.0]), Double(), Linear(W2, [0.5])])
    drawing = plots.network_diagram(net, x=[1.0, 2.0])
    ax = drawing.ax
    # By hand: 2 (1, 2) W1 = (2, 1), then 2 - 0.5 + 0.5 = 2.
    assert {"1.00", "2.00"} <= set(shown(ax))
    assert drawing.words.endswith("From 1 and 2 it makes 2.")
    assert "9 parameters" in drawing.words


def test_long_columns_are_cut_and_say_so():
    ax = plots.network_diagram([784, 128, 10]).ax
    assert shown(ax).count("⋮") == 3
    assert {"784 inputs", "x[783]", "y[9]"} <= set(shown(ax))


@pytest.mark.parametrize("shape", [(1, 1), (2, 2), (2, 3), (3, 1), (3, 3), (5, 1), (4, 2)])
def test_numbers_at_the_lines_do_not_overlap(shape):
    ax = plots.network_diagram([np.full(shape, 0.25)]).ax
    heights = sorted(text.get_position()[1] for text in ax.texts if text.get_text() == "0.25")
    assert len(heights) == shape[0] * shape[1]
    assert np.diff(heights).min(initial=np.inf) > 18  # a line of text is 15 pixels high


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([],), "weights is empty"),
        (([W1, np.ones((3, 1))],), "2 units come out, 3 go in"),
        (([np.array([1.0, 2.0])],), r"expected \(n_in, n_out\)"),
        (([W1 * np.nan],), "NaN"),
        (([W1], [[1, 2], [3]]), "2 biases for 1 layers"),
        (([W1], [[1, 2, 3]]), "3 numbers, expected 2"),
        (([W1], None, [[1, 2]]), "values has 1 columns, expected 2"),
        (([2, 0, 1],), "at least 1"),
        (([1] * 12,), "12 columns"),
        (
            (SimpleNamespace(layers=[SimpleNamespace(params=("W",), W=np.ones((3, 1, 2, 2)))]),),
            "Linear",
        ),
    ],
)
def test_shapes_that_do_not_fit_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        plots.network_diagram(*arguments)
