"""right_and_wrong draws what both answers give, says so truly, and refuses what it cannot show."""

import re

import numpy as np
import pytest

from coursekit import right_and_wrong
from coursekit.exercises.exercise import Exercise
from coursekit.exercises.outcome import run
from coursekit.lessons.catalogue import every_exercise, find
from coursekit.plots.style import NEGATIVE, POSITIVE


def test_one_long_rising_input_gives_two_curves_over_it():
    z = np.linspace(-2, 2, 41)
    ax = right_and_wrong("relu_backward", "gate_only", np.full(41, 3.0), z).ax
    right, wrong = ax.lines[:2]
    assert np.array_equal(right.get_xdata(), z)
    assert np.array_equal(right.get_ydata(), 3.0 * (z > 0))
    assert np.array_equal(wrong.get_ydata(), 1.0 * (z > 0))
    assert (right.get_color(), right.get_linestyle()) == (POSITIVE.color, POSITIVE.line)
    assert (wrong.get_color(), wrong.get_linestyle()) == (NEGATIVE.color, NEGATIVE.line)
    assert ax.get_xlabel() == "z"


def test_a_few_numbers_are_dots_and_crosses_with_their_places():
    x, W, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.eye(2), np.ones(2)
    drawing = right_and_wrong("dense_forward", "no_bias", x, W, b)
    ax = drawing.ax
    dots, crosses = ax.lines[:2]
    assert np.array_equal(dots.get_ydata(), (x + 1).ravel())
    assert np.array_equal(crosses.get_ydata(), x.ravel())
    assert (dots.get_marker(), crosses.get_marker()) == ("o", "x")
    assert [t.get_text() for t in ax.get_xticklabels()] == ["[0,0]", "[0,1]", "[1,0]", "[1,1]"]
    assert drawing.words == (
        "The mistake: “The bias may be left out.” Right: 2, 3, 4 and 5; mistaken: 1, 2, 3 and 4."
    )


def test_large_matrices_are_two_images_in_one_scale():
    image = np.random.default_rng(0).normal(size=(8, 8))
    drawing = right_and_wrong("conv_valid", "average", image, np.ones((2, 2)))
    ax = drawing.ax
    (both,) = ax.images
    values = both.get_array()
    assert values.shape == (7, 15)
    assert np.allclose(values[:, 8:] * 4, values[:, :7])
    assert both.get_clim()[0] == -both.get_clim()[1]
    assert [text.get_text() for text in ax.texts] == ["right", "mistaken"]
    assert "It gets 49 of 49 numbers wrong" in drawing.words


def test_a_number_in_place_of_a_row_is_said_in_shapes():
    drawing = right_and_wrong("accuracy", "one_verdict_each")
    assert re.search(
        r"Right: one number, [\d.]+; mistaken: an array of shape \(2,\)", drawing.words
    )


def test_one_of_several_answers_can_be_chosen():
    x, W, dout = np.ones((2, 1)), np.ones((1, 1)), np.array([[1.0], [2.0]])
    drawing = right_and_wrong("dense_backward", "mean_for_the_bias", dout, x, W, part=2)
    assert drawing.words.endswith("Right: 3; mistaken: 1.500.")


def test_what_is_handed_in_stays_as_it_was():
    z = np.linspace(-1, 1, 5)
    right_and_wrong("relu", "absolute", z)
    assert np.array_equal(z, np.linspace(-1, 1, 5))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("relu", "absolut"), "has no mistake 'absolut', expected one of absolute"),
        (("rely", "absolute"), "Did you mean relu"),
        (("relu", "absolute", np.ones(3)), "agree on this input"),
    ],
)
def test_what_cannot_be_shown_is_named(words, message):
    with pytest.raises(ValueError, match=message):
        right_and_wrong(*words)


def is_drawn(exercise: Exercise) -> bool:
    """Words are told, not drawn, and a fault that is to be mended is shown as code."""
    answer = run(exercise, exercise.reference, exercise.probes[0]).value
    return not exercise.mend and not isinstance(answer, str)


@pytest.mark.parametrize("name", [name for name, e in every_exercise().items() if is_drawn(e)])
def test_each_exercise_has_a_mistake_that_can_be_drawn_by_itself(name):
    """On a probe, in the first part if there are several."""
    drawn = 0
    for mistake in find(name).misconceptions:
        for part in (None, 0, 1, 2):
            try:
                drawing = right_and_wrong(name, mistake.name, part=part)
            except (ValueError, TypeError, KeyError, IndexError):
                continue
            assert drawing.words.startswith(f"The mistake: “{mistake.belief}”")
            drawn += 1
            break
        if drawn:
            return
    raise AssertionError(f"no mistake of {name} can be drawn")
