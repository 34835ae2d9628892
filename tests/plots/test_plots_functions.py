"""activation_curves and decision_boundary: pictures of functions."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Text

from coursekit import plots

X, Y = np.array([[-1.0, 0.5], [1.0, -0.5], [2.0, 1.0], [0.5, 0.0]]), np.array([0, 1, 1, 0])


def test_known_activations_are_drawn_by_name():
    sentence = plots.activation_curves(["sigmoid", "tanh"]).words
    assert "sigmoid runs from 0.002 to 0.998, with a slope of at most 0.250 at z = 0" in sentence


def test_own_functions_keep_their_names():
    drawing = plots.activation_curves({"half": lambda z: z / 2})
    assert (
        drawing.words == "From z = -6 to 6: half runs from -3 to 3, with a slope of at most 0.500."
    )


def test_the_second_panel_holds_the_slope():
    z = np.linspace(-1, 1, 21)
    ax = plots.activation_curves({"square": lambda z: z**2}, z=z, slopes=True).ax
    z, slope = ax.child_axes[1].lines[-1].get_data()
    assert slope[1:-1] == pytest.approx(2 * z[1:-1], abs=1e-12)  # exact for a parabola


def test_names_at_line_ends_do_not_overlap():
    ax = plots.activation_curves({f"f{k}": lambda z, k=k: z * (1 + k / 100) for k in range(8)}).ax
    ax.figure.draw_without_rendering()
    boxes = sorted((Text.get_window_extent(text) for text in ax.texts), key=lambda box: box.y0)
    assert all(low.y1 <= high.y0 + 1 for low, high in pairwise(boxes))


@pytest.mark.parametrize(
    ("functions", "message"),
    [
        ("softmin", "'softmin' is no known activation"),
        ([], "no function"),
        (lambda z: z[:3], r"has shape \(3,\)"),
        (lambda z: z * np.nan, "NaN"),
    ],
)
def test_functions_that_do_not_fit_are_named(functions, message):
    with pytest.raises(ValueError, match=message):
        plots.activation_curves(functions)


def test_z_must_rise():
    with pytest.raises(ValueError, match="rising order"):
        plots.activation_curves("relu", z=[1.0, 0.0, -1.0])


@given(st.floats(-0.9, 1.9))
@settings(max_examples=10, deadline=None)
def test_the_boundary_counts_who_lies_right(threshold):
    def predict(x):
        return (x[:, 0] > threshold).astype(int)

    sentence = plots.decision_boundary(predict, X, Y, resolution=21).words
    assert f"own class: {(predict(X) == Y).sum()} of 4." in sentence


def steep(x):
    return 3 * x[:, :1]


FORMS = {
    "labels": lambda x: (x[:, 0] > 0).astype(int),
    "probability of class 1": lambda x: 1 / (1 + np.exp(-steep(x)[:, 0])),
    "column of it": lambda x: 1 / (1 + np.exp(-steep(x))),
    "logit of class 1": steep,
    "logits": lambda x: np.hstack([-steep(x), steep(x)]),
    "probabilities": lambda x: np.hstack([1 / (1 + np.exp(steep(x))), 1 / (1 + np.exp(-steep(x)))]),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_answer_gives_the_same_areas(form):
    drawing = plots.decision_boundary(FORMS[form], X, Y, class_names=["cat", "dog"], resolution=51)
    assert drawing.words == plots.decision_boundary(
        FORMS["labels"], X, Y, class_names=["cat", "dog"], resolution=51).words  # fmt: skip


def test_examples_on_the_wrong_side_are_ringed():
    ax = plots.decision_boundary(FORMS["labels"], X, Y, resolution=21).ax
    (ring,) = [c for c in ax.collections if c.get_label() == "wrong side"]
    assert ring.get_offsets().tolist() == [[0.5, 0.0]]


def test_one_class_and_ten_classes_are_drawn():
    drawing = plots.decision_boundary(lambda x: np.full(len(x), 0.25), X, Y * 0, resolution=21)
    assert drawing.words.endswith('Of the plane, "0" takes 100%.')
    turn = np.arange(10)
    ten = plots.decision_boundary(
        lambda x: x[:, :1] * np.cos(turn) + x[:, 1:] * np.sin(turn),
        X,
        Y,
        class_names=list("abcdefghij"),
    )
    assert plots.show(ten).png != plots.show(drawing).png


@pytest.mark.parametrize(
    ("predict", "x", "y", "message"),
    [
        (FORMS["labels"], np.ones((4, 3)), Y, r"expected \(N, 2\)"),
        (FORMS["labels"], X[:0], Y[:0], "no example"),
        (FORMS["labels"], X, Y[:2], "2 labels, expected 4"),
        (lambda x: x[:5, 0], X, Y, "gave 5 answers"),
        (lambda x: x * np.nan, X, Y, "predict"),
    ],
)
def test_a_model_or_data_that_does_not_fit_is_named(predict, x, y, message):
    with pytest.raises(ValueError, match=message):
        plots.decision_boundary(predict, x, y)
