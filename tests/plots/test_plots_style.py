"""The look: readable text, colors told apart by color-blind readers, no trace left behind."""

from itertools import combinations

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from coursekit.plots import axes
from coursekit.plots import style as s

# Linear RGB as seen without green cones: Machado, Oliveira, Fernandes (2009), severity 1.
DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
)


def linear(color):
    rgb = np.array(to_rgb(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    light, dark = sorted((linear(c) @ [0.2126, 0.7152, 0.0722] for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    xyz = (
        np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
        @ rgb
    )
    x, y, z = np.cbrt(np.clip(xyz / [0.9505, 1, 1.089], 1e-6, None))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("color", [s.INK, s.MUTED])
def test_text_has_the_contrast_that_wcag_asks_for(color):
    assert contrast(color, s.PAPER) >= 4.5


@pytest.mark.parametrize("look", [s.TRAIN, s.VAL, s.TEST, s.class_look(0), s.class_look(1)])
def test_lines_and_markers_have_the_contrast_that_wcag_asks_of_graphics(look):
    assert contrast(look.color, s.PAPER) >= 3


@pytest.mark.parametrize("group", [(s.TRAIN, s.VAL, s.TEST), (s.class_look(0), s.class_look(1))])
@pytest.mark.parametrize("eye", [np.eye(3), DEUTERANOPIA])
def test_colors_differ_for_every_eye(group, eye):
    for one, other in combinations(group, 2):
        # A distance of 10 in CIELAB is plain to see (about 2 is just noticeable).
        assert np.linalg.norm(lab(eye @ linear(one.color)) - lab(eye @ linear(other.color))) > 10


def test_red_and_green_would_fail_the_test_for_color_blind_eyes():
    """The check above can fail: this pair is hard to tell apart without green cones."""
    one, other = (lab(DEUTERANOPIA @ linear(c)) for c in ("#C04000", "#7A6A00"))
    assert (
        np.linalg.norm(one - other)
        < 20
        < np.linalg.norm(lab(linear("#C04000")) - lab(linear("#7A6A00")))
    )


def test_color_never_stands_alone():
    looks = (s.TRAIN, s.VAL, s.TEST)
    assert len({look.line for look in looks}) == len({look.marker for look in looks}) == 3
    assert len({(k.color, k.marker) for k in map(s.class_look, range(88))}) == 88


def test_named_series_keep_their_look_in_any_place():
    assert s.series_look(5, "train") == s.TRAIN
    assert s.series_look(0, "validation") == s.VAL


def test_lines_drawn_by_hand_have_the_courses_colors():
    ax = axes()
    for _ in s.SERIES_COLORS:
        ax.plot([0, 1])
    assert tuple(line.get_color() for line in ax.lines) == s.SERIES_COLORS


def test_text_is_not_smaller_than_eleven_points():
    sizes = [value for key, value in s.SETTINGS.items() if key.endswith(("labelsize", "font.size"))]
    assert min(size for size in sizes if isinstance(size, float | int)) >= 11


def test_the_learners_settings_come_back():
    before = dict(matplotlib.rcParams)
    with s.style():
        assert matplotlib.rcParams["text.color"] == s.INK
    assert dict(matplotlib.rcParams) == before


def test_the_learners_settings_do_not_reach_the_course():
    with (
        matplotlib.rc_context({"font.size": 40, "lines.linewidth": 9, "axes.grid": True}),
        s.style(),
    ):
        assert matplotlib.rcParams["font.size"] == s.FONT_SIZE
        assert not matplotlib.rcParams["axes.grid"]
