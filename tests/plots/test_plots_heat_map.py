"""The table with colored cells, and powers of ten in words."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from picture_checks import contrast

from coursekit import plots


def test_each_cell_holds_its_number_and_the_sentence_names_them():
    drawing = plots.heat_map([[0, 1.5], [-3, 2]], ["relu", "tanh"], ["low", "high"])
    ax = drawing.ax
    assert {text.get_position()[::-1]: text.get_text() for text in ax.texts} == {
        (0, 0): "0", (0, 1): "1.500", (1, 0): "-3", (1, 1): "2"
    }  # fmt: skip
    assert ax.images[0].get_array().tolist() == [[0, 1.5], [-3, 2]]
    assert drawing.words == "relu: 0 with low, 1.500 with high; tanh: -3 with low, 2 with high."


def test_zero_is_white_and_the_two_signs_differ():
    image = plots.heat_map([[-1.0, 0, 1]], ["r"], list("abc")).ax.images[0]
    low, zero, high = image.cmap(image.norm(np.array([-1.0, 0, 1])))[:, :3]
    assert zero.min() > 0.95
    assert np.abs(low - high).max() > 0.2


def test_each_number_can_be_read_on_its_shade():
    ax = plots.heat_map(np.linspace(-1, 1, 41)[:, None], list(map(str, range(41))), ["c"]).ax
    (image,) = ax.images
    grounds = image.cmap(image.norm(image.get_array()[:, 0]))[:, :3]
    inks = np.array([to_rgb(text.get_color()) for text in ax.texts])
    assert contrast(inks, grounds).min() > 4.5


def test_cells_can_be_written_in_another_way():
    ax = plots.heat_map([[-4.2]], ["r"], ["c"], write=plots.power).ax
    assert ax.texts[0].get_text() == "10⁻⁴"


@pytest.mark.parametrize(
    ("values", "rows", "columns"),
    [([1.0, 2.0], ["r"], ["c"]), ([[1.0]], ["r", "s"], ["c"]), ([[np.nan]], ["r"], ["c"])],
)
def test_what_is_no_table_is_refused_in_a_sentence(values, rows, columns):
    with pytest.raises(ValueError, match="heat_map"):
        plots.heat_map(values, rows, columns)


def test_a_table_of_zeros_can_be_drawn():
    picture = plots.show(plots.heat_map(np.zeros((2, 2)), ["r", "s"], ["c", "d"]))
    assert picture.png.startswith(b"\x89PNG")
    assert picture.words.count(" 0 ") + picture.words.count("0 with") >= 2, picture.words


@pytest.mark.parametrize(
    ("exponent", "text"), [(0, "1"), (0.4, "1"), (3, "10³"), (-11.9, "10⁻¹²"), (-120, "10⁻¹²⁰")]
)
def test_powers_of_ten_are_written_with_raised_digits(exponent, text):
    assert plots.power(exponent) == text
