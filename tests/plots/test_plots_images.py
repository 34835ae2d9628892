"""image_grid: every image is drawn, every wrong answer is marked by more than color."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit import plots

answers = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=7)


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


@given(answers)
@settings(max_examples=15, deadline=None)
def test_wrong_answers_have_a_cross_a_thick_frame_and_a_place_in_the_sentence(pairs):
    truth, answered = np.array(pairs).T
    drawing = plots.image_grid(np.zeros((len(pairs), 4, 4)), truth, answered)
    ax = drawing.ax
    wrong = truth != answered
    assert texts(ax) == [
        f"{a} ✗\nis {t}" if a != t else f"{a} ✓" for t, a in zip(truth, answered, strict=True)
    ]
    assert [frame.get_linewidth() > 3 for frame in ax.patches] == wrong.tolist()
    sentence = drawing.words
    assert f"Right answers: {(~wrong).sum()} of {len(pairs)}." in sentence
    kinds = Counter(zip(truth[wrong].tolist(), answered[wrong].tolist(), strict=True))
    said = [f'"{t}" answered as "{a}" ({n})' in sentence for (t, a), n in kinds.items()]
    assert sum(said) == min(4, len(kinds))


def test_every_image_has_a_frame_with_labels_and_without():
    images = np.zeros((3, 4, 4))
    assert len(plots.image_grid(images).ax.patches) == 3
    assert len(plots.image_grid(images, [0, 1, 2]).ax.patches) == 3


def test_every_pixel_is_in_the_picture():
    images = np.arange(5 * 6, dtype=float).reshape(5, 2, 3)
    drawn = plots.image_grid(images, columns=2).ax.images[0].get_array()
    assert np.array_equal(np.sort(drawn.compressed()), images.ravel())


@pytest.mark.parametrize("color", [np.uint8([255, 0, 51]), [1.0, 0.0, 0.2]])
def test_color_images_keep_their_colors(color):
    drawn = plots.image_grid(np.full((1, 2, 2, 3), color)).ax.images[0].get_array()
    assert np.allclose(drawn[0, 0], [1, 0, 0.2, 1])


def test_one_image_needs_no_batch_axis():
    assert plots.image_grid(np.eye(8)).words == "1 image of 8 by 8 pixels."


def test_classes_are_counted_by_name():
    drawing = plots.image_grid(np.zeros((3, 4, 4)), [0, 1, 1], class_names=["cat", "dog"])
    assert drawing.words.endswith('1 labeled "cat" and 2 labeled "dog".')
    drawing = plots.image_grid(np.zeros((3, 4, 4)), predictions=[0, 1, 1])
    assert drawing.words.endswith('1 answered "0" and 2 answered "1".')


def test_long_names_are_cut_to_the_width_of_a_tile():
    names = ["an exceedingly long name for a class", "dog"]
    shown = texts(plots.image_grid(np.zeros((6, 8, 8)), [0] * 6, class_names=names).ax)
    assert all(text.endswith("…") and len(text) < 16 for text in shown)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"images": np.zeros((0, 8, 8))}, ValueError, "no example"),
        ({"images": np.zeros((2, 64))[0]}, ValueError, r"expected \(N, H, W\)"),
        ({"images": np.full((1, 2, 2), np.nan)}, ValueError, "NaN"),
        ({"images": np.zeros((1, 2, 2, 1))}, ValueError, "gray image has no last axis"),
        ({"images": np.zeros((101, 2, 2))}, ValueError, "at most 100"),
        ({"images": np.zeros((2, 2, 2)), "labels": [0]}, ValueError, "images has 2, labels has 1"),
        ({"images": np.zeros((1, 2, 2)), "labels": [0.5]}, TypeError, "whole-number"),
        ({"images": np.zeros((1, 2, 2)), "labels": [2], "class_names": ["a"]}, ValueError, "d 3"),
        ({"images": np.zeros((1, 2, 2)), "columns": 0}, ValueError, "at least 1"),
        ({"images": [["a"]]}, TypeError, "expected numbers"),
    ],
)  # fmt: skip
def test_data_that_does_not_fit_is_named(arguments, error, message):
    with pytest.raises(error, match=message):
        plots.image_grid(**arguments)
