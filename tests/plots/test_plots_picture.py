"""A picture never goes without words, and leaves matplotlib as it found it."""

import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from coursekit import plots
from coursekit.plots import Drawing
from coursekit.plots.picture import png


class Tags(HTMLParser):
    """The attributes of the image, the text of the caption, and whether that is folded."""

    def __init__(self, html):
        super().__init__()
        self.image, self.caption, self.open, self.folded = {}, "", [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.open += [tag] if tag != "img" else []
        self.folded |= tag == "details"
        if tag == "img":
            self.image = dict(attributes)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        if self.open[-1] != "summary":
            self.caption += text


def bars():
    return plots.bars(["cat", "dog"], [0.25, 0.75], xlabel="probability")


def test_the_html_has_alt_text_caption_and_size():
    picture = plots.show(bars())
    tags = Tags(picture.html)
    assert tags.image["alt"] == "Bar chart"
    assert tags.caption == "The probability: 0.25 for cat, 0.75 for dog."
    assert tags.folded
    assert (int(tags.image["width"]), int(tags.image["height"])) == (picture.width, picture.height)
    assert tags.image["src"].startswith("data:image/png;base64,")


def test_a_screen_reader_hears_the_sentence_once():
    assert plots.show(bars()).html.count("0.25 for cat") == 1


def test_words_are_escaped():
    sentence = '<b>1 < 2</b> & "so on"'
    drawing = Drawing(plots.axes(), sentence, alt='"><script>')
    tags = Tags(plots.show(drawing).html)
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
    with pytest.raises(ValueError, match="words is empty"):
        Drawing(ax, " ")


def test_own_words_replace_the_sentence():
    picture = plots.show(bars(), "Dog wins.")
    assert (picture.words, Tags(picture.html).folded) == ("Dog wins.", False)


def test_several_drawings_of_one_figure_say_their_words_in_order():
    left, right = plots.axes(1, 2).flat
    drawings = [Drawing(left, "Left falls.", "Line chart"), Drawing(right, "Right rises.")]
    right.set_title("Rise", loc="left")
    picture = plots.show(drawings)
    assert picture.words == "Left falls. Right rises."
    assert picture.alt == "Line chart; Rise"


def test_drawings_of_two_figures_are_refused():
    with pytest.raises(ValueError, match="the drawings stand in 2 figures, expected one"):
        plots.show([bars(), bars()])


def test_alt_falls_back_on_the_title_and_on_what_stands_at_the_axes():
    ax, words = plots.axes(), "It falls."
    assert plots.show(ax, words).alt == "Chart"
    ax.set_xlabel("step")
    assert plots.show(ax, words).alt == "Chart of step"
    ax.set_ylabel("loss")
    assert plots.show(ax, words).alt == "Chart of loss over step"
    ax.set_title("Loss", loc="left")
    assert plots.show(ax, words).alt == "Loss"


@pytest.mark.parametrize("wrong", [3, "figure", [], None])
def test_something_else_than_a_figure_is_named(wrong):
    with pytest.raises(TypeError, match="expected a drawing, an Axes or a Figure"):
        plots.show(wrong)


def test_the_same_figure_gives_the_same_bytes():
    assert plots.show(bars()).png == plots.show(bars()).png


def test_a_picture_has_two_pixels_for_each_on_the_page():
    picture = plots.show(plots.axes(width=320, height=200), "Empty.")
    assert Image.open(BytesIO(picture.png)).size == (640, 400)
    assert (picture.width, picture.height) == (320, 200)


def test_a_file_holds_the_pixels_it_was_made_of():
    few = np.random.default_rng(0).integers(0, 4, (5, 7, 4), dtype=np.uint8) * 85
    read = np.asarray(Image.open(BytesIO(png(few))).convert("RGB"))
    np.testing.assert_array_equal(read, few[:, :, :3])


def test_a_reused_figure_shows_its_new_content_and_its_new_words():
    first = bars()
    before = plots.show(first)
    first.ax.clear()
    after = plots.show(plots.bars(["cat", "dog"], [0.5, 0.5], ax=first.ax))
    assert after.words == "The value: 0.5 for cat, 0.5 for dog."
    assert after.png != before.png


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
