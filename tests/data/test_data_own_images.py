"""The learner's own pictures become a Dataset; what is left out is said."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from coursekit.data import from_images


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "my pets"
    for name, shade in (("cat", 51), ("dog", 255)):
        (root / name).mkdir(parents=True)
        for i, size in enumerate([(10, 10), (40, 20)]):
            Image.new("L", size, shade).save(root / name / f"{i}.png")
    return root


def test_a_folder_of_pictures_becomes_a_dataset(folder):
    data = from_images(folder, size=8)
    assert (data.x.shape, data.image_shape, data.name) == ((4, 64), (8, 8), "my pets")
    assert (data.class_names, data.y.tolist()) == (("cat", "dog"), [0, 0, 1, 1])
    assert np.allclose(data.x[:2], 0.2)
    assert np.array_equal(data.x[2:], np.ones((2, 64)))


def test_color_is_kept_when_asked(folder):
    Image.new("RGB", (9, 9), (255, 0, 0)).save(folder / "cat" / "0.png")
    data = from_images(folder, size=4, gray=False)
    assert data.images.shape == (4, 4, 4, 3)
    assert data.images[0, 0, 0].tolist() == [1, 0, 0]


def test_transparent_parts_become_white(folder):
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(folder / "cat" / "0.png")
    assert from_images(folder, size=4).x[0].min() == 1


def test_a_wide_picture_is_cut_not_squeezed(folder):
    wide = Image.new("L", (30, 10), 0)
    wide.paste(255, (10, 0, 20, 10))
    wide.save(folder / "cat" / "0.png")
    assert from_images(folder, size=10).x[0].min() == 1


def test_a_photo_taken_sideways_is_turned_upright(folder):
    sideways = Image.new("L", (10, 10), 0)
    sideways.paste(255, (0, 0, 5, 10))
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways.save(folder / "cat" / "0.png", exif=exif)
    picture = from_images(folder, size=10).images[0]
    assert picture[:5].mean() == 1
    assert picture[5:].mean() == 0


def test_faults_in_a_folder_are_explained(folder, tmp_path):
    with pytest.raises(FileNotFoundError, match="no such folder"):
        from_images(tmp_path / "nothing")
    with pytest.raises(ValueError, match="'cat' holds no folder, expected one folder for each"):
        from_images(folder / "cat")
    with pytest.raises(ValueError, match="size is 0"):
        from_images(folder, size=0)
    (folder / "fish").mkdir()
    with pytest.raises(
        ValueError, match=r"'fish' holds no picture, expected files that end in \.bmp"
    ):
        from_images(folder)
    (folder / "fish" / "a.heic").write_bytes(b"ftypheic")
    with pytest.raises(
        ValueError, match=r"\.webp\. a\.heic: a kind of picture that cannot be read"
    ):
        from_images(folder)
    (folder / "fish" / "a.png").write_text("not a picture")
    with pytest.raises(ValueError, match=r"fish/a\.png cannot be read as a picture"):
        from_images(folder)


def test_one_class_alone_is_refused(folder):
    for file in (folder / "dog").iterdir():
        file.unlink()
    (folder / "dog").rmdir()
    with pytest.raises(ValueError, match="holds only 'cat'"):
        from_images(folder)


def test_shades_of_16_bits_keep_their_brightness(folder):
    ramp = np.linspace(0, 65_535, 64).reshape(8, 8)
    Image.fromarray(ramp.astype(np.uint16)).save(folder / "cat" / "0.png")
    picture = from_images(folder, size=8).images[0]
    # One of 256 shades is 1/255 wide; rounding moves a shade by half of that at most.
    assert abs(picture - ramp / 65_535).max() <= 0.5 / 255 + 1e-9


@pytest.mark.parametrize("mode", ["1", "P", "LA", "CMYK", "YCbCr", "I", "I;16"])
def test_every_kind_of_gray_is_the_same_gray(folder, mode):
    top = 65_535 if mode.startswith("I") else 255
    if mode == "I":
        image = Image.fromarray(np.full((9, 9), top, np.int32))
    elif mode == "I;16":
        image = Image.fromarray(np.full((9, 9), top, np.uint16))
    else:
        image = Image.new("RGB", (9, 9), "white").convert(mode)
    image.save(folder / "cat" / "0.tif")
    (folder / "cat" / "0.png").unlink()
    assert from_images(folder, size=4).x[0].min() == 1


def test_shades_without_a_scale_are_refused(folder):
    Image.fromarray(np.full((9, 9), 0.5, np.float32)).save(folder / "cat" / "2.tif")
    with pytest.raises(ValueError, match=r"cat/2\.tif cannot be read.*shades go from 0\.5"):
        from_images(folder)


def test_half_transparent_parts_let_the_paper_through(folder):
    Image.new("RGBA", (9, 9), (0, 0, 0, 51)).save(folder / "cat" / "0.png")
    assert from_images(folder, size=4).x[0].tolist() == [204 / 255] * 16


def test_what_is_left_out_is_said_with_its_reason(folder, capsys):
    from_images(folder)
    assert capsys.readouterr().out == ""
    (folder / "cat" / "._0.png").write_bytes(b"Mac OS X")
    (folder / "cat" / "phone.HEIC").write_bytes(b"ftypheic")
    (folder / "dog" / "notes.txt").write_text("good dogs")
    (folder / "dog" / "more.png").mkdir()
    (folder / "loose.png").write_bytes(b"")
    (folder / "__MACOSX").mkdir()
    for name in (".DS_Store", "Thumbs.db"):
        (folder / "dog" / name).write_bytes(b"")
    data = from_images(folder)
    assert (len(data), data.class_names) == (4, ("cat", "dog"))
    assert capsys.readouterr().out.splitlines() == [
        "from_images: left out of 'my pets'",
        "  __MACOSX: its name begins like that of a hidden file",
        "  loose.png: in no class; move it into the folder of its class",
        "  cat/._0.png: its name begins like that of a hidden file",
        "  cat/phone.HEIC: a kind of picture that cannot be read here; save it as .png or .jpg",
        "  dog/more.png: a folder inside of a class; move its pictures one folder up",
        "  dog/notes.txt: no picture, by the end of its name",
    ]


def test_a_camera_may_begin_names_with_an_underscore(folder):
    Image.new("L", (9, 9), 7).save(folder / "cat" / "_DSC0001.jpg")
    assert len(from_images(folder)) == 5


def broken(name: str) -> bytes:
    """A picture that was cut off, or changed in the middle, or is none."""
    stream = io.BytesIO()
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (64, 64, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(stream, name.partition(" ")[0])
    raw = bytearray(stream.getvalue())
    if name.endswith("cut"):
        return bytes(raw[: len(raw) // 2])
    raw[40:60] = bytes(20)
    return bytes(raw)


@pytest.mark.parametrize("name", ["png cut", "png changed", "jpeg cut", "gif cut", "webp cut"])
def test_a_damaged_file_is_named(folder, name):
    (folder / "dog" / "bad.png").write_bytes(broken(name))
    with pytest.raises(ValueError, match=r"dog/bad\.png cannot be read as a picture"):
        from_images(folder)


def test_a_picture_of_a_hundred_million_pixels_is_named_and_no_warning(folder):
    Image.new("1", (10_000, 10_000)).save(folder / "dog" / "big.png")
    with pytest.raises(ValueError, match=r"dog/big\.png has more than 89,478,485 pixels"):
        from_images(folder)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"gray": "no"}, r"gray is the text 'no', expected True or False"),
        ({"size": 10**6}, "size × rows × pictures is 1000000 × 1000000 × 4 numbers, more than fit"),
        ({"size": 20_000}, "size × rows × pictures"),
        ({"folder": None}, "folder is None, expected the name of a file or a folder"),
    ],
)
def test_wrong_options_are_explained(folder, options, words):
    with pytest.raises((TypeError, ValueError), match=words):
        from_images(**({"folder": folder} | options))


def test_an_archive_is_no_folder(folder):
    (folder / "pets.zip").write_bytes(b"PK")
    with pytest.raises(FileNotFoundError, match="a file, expected the folder"):
        from_images(folder / "pets.zip")
