"""loss_curves, confusion_matrix, bars and weights_as_pictures: what a training run left."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from read_back import at_ends

from coursekit import plots
from coursekit.plots.style import TRAIN, VAL

losses = st.lists(st.integers(1, 40), min_size=2, max_size=12)


@given(losses, losses)
@settings(max_examples=25, deadline=None)
def test_the_marked_epoch_has_the_lowest_validation_loss(train, validation):
    drawing = plots.loss_curves(SimpleNamespace(train_loss=train, val_loss=validation))
    ax = drawing.ax
    (mark,) = [text.get_text() for text in ax.texts if "best epoch" in text.get_text()]
    best = int(mark.removeprefix("best epoch: "))
    (ring,) = [line for line in ax.lines if line.get_marker() == "o" and len(line.get_xdata()) == 1]
    assert (*ring.get_xdata(), *ring.get_ydata()) == (best, min(validation))
    (upright,) = [line for line in ax.lines if line.get_linestyle() == ":"]
    assert upright.get_xdata() == [best, best]
    assert validation[best - 1] == min(validation)
    said = re.search(r"lowest (\d+) at epoch (\d+)", drawing.words.split("validation")[1])
    if said:
        assert (int(said[1]), int(said[2])) == (min(validation), best)
    else:
        assert min(validation) == min(validation[0], validation[-1])


def test_the_best_accuracy_is_the_highest():
    drawing = plots.loss_curves({"val": [0.5, 0.75, 0.625]}, ylabel="accuracy", best="highest")
    ax = drawing.ax
    assert drawing.words.endswith("from 0.500 to 0.625, highest 0.750 at epoch 2.")
    assert "best epoch: 2" in [text.get_text() for text in ax.texts]
    assert drawing.alt == "Line chart of the accuracy"


def test_train_and_validation_look_the_same_in_any_order():
    for curves in ({"train": [2, 1], "val": [3, 2]}, {"val": [3, 2], "train": [2, 1]}):
        ax = plots.loss_curves(curves).ax
        looks = {tuple(line.get_ydata()): line for line in ax.lines}
        assert (looks[2, 1].get_color(), looks[2, 1].get_linestyle()) == (TRAIN.color, TRAIN.line)
        assert (looks[3, 2].get_color(), looks[3, 2].get_linestyle()) == (VAL.color, VAL.line)


def test_a_leash_has_the_color_of_its_line():
    ax = plots.loss_curves({name: [2, 1 + k / 1000] for k, name in enumerate("abc")}).ax
    leashes = {
        note.get_text(): to_hex(note.arrow_patch.get_edgecolor()).upper()
        for note in ax.texts
        if note.arrow_patch
    }
    assert len(leashes) == 2
    assert leashes.items() <= {name: color for name, (*_, color, _) in at_ends(ax).items()}.items()


def test_a_run_that_blew_up_is_drawn_and_said():
    drawing = plots.loss_curves([1.0, 4.0, np.inf, np.nan])
    assert (
        drawing.words
        == "Over 4 epochs: train rises from 1 to 4, not a finite number from epoch 3 on."
    )


def test_one_epoch_without_validation_is_drawn():
    drawing = plots.loss_curves(SimpleNamespace(train_loss=[0.5], val_loss=[]))
    assert drawing.words == "Over 1 epoch: train is 0.500."


@pytest.mark.parametrize(
    ("history", "message"),
    [
        ({}, "0 curves"),
        ({str(k): [1] for k in range(9)}, "9 curves"),
        ([np.nan, np.nan], "smaller learning rate"),
        ([], "no example"),
        ([[1, 2], [3, 4]], r"expected \(E,\)"),
    ],
)
def test_histories_that_cannot_be_drawn_are_named(history, message):
    with pytest.raises(ValueError, match=message):
        plots.loss_curves(history)


def test_on_a_log_axis_equal_factors_are_equal_steps():
    ax = plots.loss_curves([1.0, 0.1, 0.01], log=True).ax
    (line,) = ax.lines
    heights = ax.transData.transform(line.get_xydata())[:, 1]
    assert heights[0] - heights[1] == pytest.approx(heights[1] - heights[2])


def test_a_log_axis_needs_positive_values():
    with pytest.raises(ValueError, match="log=False"):
        plots.loss_curves([1.0, 0.0], log=True)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30))
@settings(max_examples=20, deadline=None)
def test_the_cells_of_the_confusion_matrix_count_every_pair(pairs):
    y, y_hat = np.array(pairs).T
    drawing = plots.confusion_matrix(y, y_hat)
    ax = drawing.ax
    K = max(y.max(), y_hat.max()) + 1
    cells = np.array([int(text.get_text()) for text in ax.texts]).reshape(K, K)
    assert all(cells[i, k] == pairs.count((i, k)) for i in range(K) for k in range(K))
    assert f"Right answers: {(y == y_hat).sum()} of {len(y)} " in drawing.words
    assert ("No mistake" in drawing.words) == (y == y_hat).all()


def test_a_cell_is_shaded_by_its_share_of_its_row():
    (image,) = plots.confusion_matrix([0, 0, 0, 0, 1], [0, 0, 0, 1, 1]).ax.images
    assert image.get_array().tolist() == [[0.75, 0.25], [0, 1]]
    shades = image.cmap(image.norm([0, 0.25, 0.75, 1]))[:, :3].sum(axis=1)
    assert shades[0] > 2.9
    assert (np.diff(shades) < 0).all()


def test_scores_are_turned_into_answers():
    drawing = plots.confusion_matrix(
        [0, 1], np.array([[0.9, 0.1], [0.8, 0.2]]), class_names=["cat", "dog"]
    )
    assert drawing.words.endswith('mistake, 1 time: "dog" answered as "cat".')


@pytest.mark.parametrize(
    ("y", "y_hat", "names", "message"),
    [
        ([], [], [], "expected numbers|no example|whole-number"),
        ([0, 1], [0], [], "y has 2, y_hat has 1"),
        ([0, -1], [0, 1], [], "label -1"),
        ([0, 15], [0, 1], [], "16 classes"),
        ([0, 1], [0, 1], ["cat"], "expected 2"),
    ],
)
def test_labels_that_do_not_fit_are_named(y, y_hat, names, message):
    with pytest.raises((ValueError, TypeError), match=message):
        plots.confusion_matrix(y, y_hat, class_names=names)


@given(st.lists(st.floats(-1000, 1000), min_size=5, max_size=12))
@settings(max_examples=20, deadline=None)
def test_bars_name_the_largest_and_the_smallest(values):
    names = [f"bar{k}" for k in range(len(values))]
    sentence = plots.bars(names, values).words
    high, low = re.search(r"largest for (bar\d+), .* smallest for (bar\d+),", sentence).groups()
    assert values[names.index(high)] == max(values)
    assert values[names.index(low)] == min(values)


def test_the_numbers_at_the_bars_stay_inside_the_frame():
    ax = plots.bars(["a", "b"], [-1234567.0, 1234567.0]).ax
    ax.figure.draw_without_rendering()
    extents = [text.get_window_extent() for text in ax.texts]
    assert all(ax.bbox.x0 <= box.x0 and box.x1 <= ax.figure.bbox.x1 for box in extents)


def test_negative_bars_are_hatched():
    hatches = [bar.get_hatch() for bar in plots.bars(["a", "b"], [-1, 1]).ax.patches]
    assert hatches == ["//", None]


@pytest.mark.parametrize(
    ("labels", "values", "message"),
    [([], [], "no example|expected numbers"), (["a"], [1, 2], "labels has 1"),
     (["a"], [np.nan], "NaN"), (range(41), np.ones(41), "at most 40")],
)  # fmt: skip
def test_bars_that_cannot_be_drawn_are_named(labels, values, message):
    with pytest.raises((ValueError, TypeError), match=message):
        plots.bars(labels, values)


def test_weights_are_folded_into_the_image_they_look_at():
    W = np.arange(12.0).reshape(6, 2) - 4
    drawing = plots.weights_as_pictures(W, (2, 3))
    ax = drawing.ax
    drawn = ax.images[0].get_array()
    assert np.array_equal(drawn[:2, :3], W[:, 0].reshape(2, 3))
    assert drawn.mask.any()
    assert ax.images[0].get_clim() == (-7, 7)
    assert drawing.words.endswith(
        'from -4 to 7. The strongest is 7, in "unit 1" at row 1, column 2.'
    )


def test_clearly_negative_weights_carry_a_dash():
    ax = plots.weights_as_pictures(np.array([[4.0], [-0.5], [-2.0], [-4.0]]), (2, 2)).ax
    assert ax.collections[0].get_offsets().tolist() == [[0, 1], [1, 1]]


def test_more_units_than_fit_are_cut_and_said():
    drawing = plots.weights_as_pictures(np.ones((4, 64)), (2, 2))
    assert "64 units, the first 40 drawn" in drawing.words


def test_the_bar_below_says_which_color_is_which_weight():
    ax = plots.weights_as_pictures(np.array([[4.0], [-0.5], [-2.0], [-4.0]]), (2, 2)).ax
    (bar,) = ax.child_axes
    drawn, scale = ax.images[0], bar.images[0]
    named = dict(zip(bar.get_xticks(), (t.get_text() for t in bar.get_xticklabels()), strict=True))
    assert named == {-4: "-4", 0: "0", 4: "4"}
    assert scale.get_extent()[:2] == [-4, 4]
    ends = scale.to_rgba(scale.get_array())[0, [0, -1]]
    assert np.allclose(ends, drawn.to_rgba([-4.0, 4.0]))


def test_weights_of_zero_are_drawn():
    assert (
        plots.weights_as_pictures(np.zeros((4, 1)), (2, 2)).words
        == "The weights of 1 unit: all are 0."
    )


@pytest.mark.parametrize(
    ("W", "message"),
    [
        (np.ones((5, 2)), "expected 4 for images"),
        (np.ones(4), r"expected \(D, n_out\)"),
        (np.full((4, 1), np.inf), "NaN"),
    ],
)
def test_weights_that_do_not_fit_are_named(W, message):
    with pytest.raises(ValueError, match=message):
        plots.weights_as_pictures(W, (2, 2))


def test_names_that_fit_are_not_cut_and_longer_ones_are():
    settings = [f"price {price:g}" for price in (0, 0.003, 0.01, 0.03, 0.1)]
    ax = plots.spread({"runs": {name: [0.1, 0.2] for name in settings}}, ylabel="loss").ax
    assert [label.get_text() for label in ax.get_xticklabels()] == settings
    (label,) = plots.heat_map([[1.0]], ["row"], [40 * "name "]).ax.get_xticklabels()
    assert label.get_text().endswith("…")


def test_thousands_at_an_axis_are_parted_by_commas():
    ax = plots.bars(["W1", "b1"], [100_352, 128], xlabel="knobs").ax
    ax.figure.canvas.draw()
    assert "100,000" in [label.get_text() for label in ax.get_xticklabels()]
    assert ax.xaxis.get_offset_text().get_text() == ""
