"""A picture never goes without words, and leaves matplotlib as it found it."""

import subprocess
import sys
from html.parser import HTMLParser

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from coursekit import plots


class Tags(HTMLParser):
    """The attributes of the image and the text of the caption."""

    def __init__(self, html):
        super().__init__()
        self.image, self.caption, self.open = {}, "", ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.open = tag
        if tag == "img":
            self.image = dict(attributes)

    def handle_data(self, text):
        if self.open == "figcaption":
            self.caption += text


def bars():
    return plots.bars(["cat", "dog"], [0.25, 0.75], xlabel="probability")


def test_the_html_has_alt_text_caption_and_size():
    picture = plots.show(bars())
    tags = Tags(picture.html)
    assert tags.image["alt"] == "Bar chart"
    assert tags.caption == "The probability: 0.25 for cat, 0.75 for dog."
    assert (int(tags.image["width"]), int(tags.image["height"])) == (picture.width, picture.height)
    assert tags.image["src"].startswith("data:image/png;base64,")


def test_a_screen_reader_hears_the_sentence_once():
    assert plots.show(bars()).html.count("0.25 for cat") == 1


def test_words_are_escaped():
    sentence = '<b>1 < 2</b> & "so on"'
    ax = plots.say(plots.axes(), sentence, alt='"><script>')
    tags = Tags(plots.show(ax).html)
    assert (tags.caption, tags.image["alt"]) == (sentence, '"><script>')


def test_text_output_is_the_sentence():
    picture = plots.show(bars())
    bundle = picture._repr_mimebundle_()
    assert bundle == {"text/html": picture.html, "text/plain": picture.words}
    assert repr(picture) == picture.words


def test_a_figure_without_words_is_refused():
    ax = plots.axes()
    ax.plot([1, 2])
    for wordless in (ax, ax.figure):
        with pytest.raises(ValueError, match="no words yet"):
            plots.show(wordless)
    with pytest.raises(ValueError, match="no words yet"):
        plots.show(bars(), words="  ")
    with pytest.raises(ValueError, match="sentence is empty"):
        plots.say(ax, " ")


def test_own_words_replace_the_sentence():
    assert plots.show(bars(), "Dog wins.").words == "Dog wins."


def test_a_figure_says_the_sentences_of_all_its_axes():
    grid = plots.axes(1, 2)
    for ax, sentence in zip(grid.flat, ("Left falls.", "Right rises."), strict=True):
        plots.say(ax, sentence, "Line chart")
    assert plots.words(grid) == plots.words(grid[0, 0].figure) == "Left falls. Right rises."
    assert plots.show(grid).alt == "Line chart"


def test_alt_falls_back_on_the_title_and_on_what_stands_at_the_axes():
    ax = plots.say(plots.axes(), "It falls.")
    assert plots.alt(ax) == "Chart"
    ax.set_xlabel("step")
    assert plots.alt(ax) == "Chart of step"
    ax.set_ylabel("loss")
    assert plots.alt(ax) == "Chart of loss over step"
    ax.set_title("Loss", loc="left")
    assert plots.alt(ax) == "Loss"


@pytest.mark.parametrize("wrong", [3, "figure", [], None])
def test_something_else_than_a_figure_is_named(wrong):
    with pytest.raises(TypeError, match="expected an Axes or a Figure"):
        plots.show(wrong)


def test_the_same_figure_gives_the_same_bytes():
    assert plots.show(bars()).png == plots.show(bars()).png


def test_scale_multiplies_the_pixels():
    def size(png):
        return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")

    ax = plots.axes(width=320, height=200)
    assert size(plots.png_bytes(ax)) == (320, 200)
    assert size(plots.png_bytes(ax, scale=2)) == (640, 400)
    with pytest.raises(ValueError, match="above 0"):
        plots.png_bytes(ax, scale=0)


def test_a_reused_figure_shows_its_new_content_and_its_new_words():
    ax = bars()
    before = plots.png_bytes(ax)
    ax.clear()
    plots.bars(["cat", "dog"], [0.5, 0.5], ax=ax)
    assert plots.words(ax) == "The value: 0.5 for cat, 0.5 for dog."
    assert plots.png_bytes(ax) != before


def test_nothing_of_matplotlib_changes():
    before = dict(matplotlib.rcParams)
    plots.show(bars())
    assert dict(matplotlib.rcParams) == before


def test_the_learners_style_does_not_change_the_picture():
    plain = plots.show(bars()).png
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "text.color": "white"}):
        assert plots.show(bars()).png == plain


def test_pyplot_is_never_loaded():
    code = "import coursekit.plots, sys; print('matplotlib.pyplot' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


def test_a_learners_own_figure_can_be_shown_too():
    figure = Figure()
    figure.subplots().plot(np.arange(3))
    assert plots.show(figure, "A line rises.").words == "A line rises."


@pytest.mark.parametrize("arguments", [{"rows": 0}, {"width": 50}, {"height": 0}])
def test_axes_without_room_are_refused(arguments):
    with pytest.raises(ValueError, match="axes"):
        plots.axes(**arguments)


def test_axes_in_a_grid_leave_room_between():
    grid = plots.axes(2, 3)
    boxes = [ax.get_position() for ax in grid.flat]
    assert grid.shape == (2, 3)
    assert boxes[1].x0 - boxes[0].x1 > 0.05
    assert boxes[0].y0 - boxes[3].y1 > 0.05
