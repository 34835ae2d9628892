"""The learner's own data goes through the same door, with a sentence for each fault."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from coursekit.data import from_arrays, from_csv, from_images

X = np.arange(8.0).reshape(4, 2)


def test_arrays_become_labels_class_names_or_targets():
    assert from_arrays(X, [0, 1, 0, 1]).y.dtype == int
    named = from_arrays(X, ["dog", "cat", "dog", "cat"])
    assert (named.y.tolist(), named.class_names) == ([1, 0, 1, 0], ("cat", "dog"))
    prices = from_arrays(X, [1.5, 2.5, 3.5, 4.5])
    assert (prices.y.shape, prices.K) == ((4, 1), 0)
    assert from_arrays(X, [False, True, True, False]).y.tolist() == [0, 1, 1, 0]


def test_arrays_of_pictures_are_flattened():
    data = from_arrays(np.zeros((4, 5, 6)), [0, 1, 0, 1], "doodles", class_names=("a", "b"))
    assert (data.x.shape, data.image_shape, data.class_names) == ((4, 30), (5, 6), ("a", "b"))


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (X, [0, 1, 0], "x has 4 rows and y has 3"),
        (
            X,
            [1, 2, 1, 2],
            r"labels in y are 1, 2, expected every number from 0 to 1.*return_inverse",
        ),
        (X, [0, 2, 0, 2], "labels in y are 0, 2"),
        (X, [300_000, 250_000, 1, 2], r"prices, need y.astype\(float\)"),
        (X, [0, 0, 0, 0], "one class only, 0"),
        (X, ["cat"] * 4, "one class only, cat"),
        (X, ["cat", None, "dog", ""], "y is empty in 2 rows, the first is row 1"),
        (X, [1.0, np.nan, 2.0, 3.0], "y holds 1 values that are NaN"),
        (X[:, 0], [0, 1, 0, 1], r"a column: x\[:, None\]"),
        ([[1.0, 2.0], [3.0]], [0, 1], "rows of x have unequal lengths"),
        ([["4.5", "big"], ["3", "small"]], [0, 1], "expected numbers"),
        (np.where(X == 3, np.inf, X), [0, 1, 0, 1], "infinity in row 1"),
    ],
)
def test_faults_in_arrays_are_explained(x, y, words):
    with pytest.raises((TypeError, ValueError), match=words):
        from_arrays(x, y)


@pytest.fixture
def csv(tmp_path):
    def write(text: str, encoding: str = "utf-8"):
        path = tmp_path / "pets.csv"
        path.write_text(text, encoding=encoding)
        return path

    return write


PETS = "name,kg,age,species\nTom,4.5,3,cat\nRex,30,,dog\nMia,3.9,8,cat\n"


def test_a_csv_file_becomes_a_dataset(csv):
    data = from_csv(csv(PETS), target="species")
    assert data.feature_names == ("kg", "age")
    assert data.class_names == ("cat", "dog")
    assert data.y.tolist() == [0, 1, 0]
    assert np.isnan(data.x[1, 1])
    assert data.table["name"].tolist() == ["Tom", "Rex", "Mia"]
    assert data.name == "pets"


def test_a_number_to_predict_keeps_its_name_and_groups(csv):
    data = from_csv(csv(PETS), target="kg", features=["age"], group="species")
    assert (data.y.ravel().tolist(), data.target_name) == ([4.5, 30, 3.9], "kg")
    assert data.groups.tolist() == ["cat", "dog", "cat"]
    assert data.feature_names == ("age",)


def test_neither_target_nor_group_is_a_feature(csv):
    data = from_csv(csv("house,sqft,price\n7,900,1.5\n8,800,1.2\n"), "price", group="house")
    assert data.feature_names == ("sqft",)


def test_numbers_can_be_class_names(csv):
    data = from_csv(csv("kg,stars\n1,10\n2,9\n3,10\n"), target="stars", labels=True)
    assert (data.y.tolist(), data.class_names) == ([1, 0, 1], ("9", "10"))


def test_spreadsheet_files_with_a_byte_order_mark_and_semicolons_are_read(csv):
    path = csv(PETS.replace(",", ";"), encoding="utf-8-sig")
    data = from_csv(path, target="species", delimiter=";")
    assert list(data.table) == ["name", "kg", "age", "species"]
    with pytest.raises(ValueError, match="Try delimiter=';'"):
        from_csv(path, target="species")


@pytest.mark.parametrize(
    ("text", "target", "words"),
    [
        (PETS, "Species", "no column 'Species', expected one of name, kg, age, species"),
        (PETS.replace("3.9", "3.9 kg"), "species", r"'kg' holds the text '3.9 kg' in line 4"),
        (PETS.replace(",dog", ","), "species", "'species' is empty in 1 rows, the first in line 3"),
        (PETS.replace("30,,", "NA,2,"), "kg", "'kg' is empty in 1 rows, the first in line 3"),
        (PETS.replace("dog", "cat"), "species", "one class only, cat"),
        ("name,species\nTom,cat\nRex,dog\n", "species", "no column of numbers is left"),
        ("kg,species\n", "species", "there are 1 lines"),
        ("kg,species\n4,cat,5\n", "species", "line 2 has 3 cells, expected 2"),
    ],
)
def test_faults_in_a_csv_file_are_explained(csv, text, target, words):
    with pytest.raises(ValueError, match=words):
        from_csv(csv(text), target)


def test_a_column_of_text_asked_as_a_feature_is_refused(csv):
    with pytest.raises(ValueError, match=r"'name' holds the text 'Tom' in line 2.*features="):
        from_csv(csv(PETS), "species", features=["kg", "name"])


def test_a_column_of_few_notes_is_text_and_stays_out(csv):
    text = "kg,note,species\n4,,cat\n30,barks,dog\n5,,cat\n"
    assert from_csv(csv(text), "species").feature_names == ("kg",)


def test_missing_and_unreadable_files_are_explained(csv, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no file .*nothing.csv"):
        from_csv(tmp_path / "nothing.csv", "kg")
    with pytest.raises(ValueError, match="not text in UTF-8"):
        from_csv(csv("näme,kg\na,1\n", encoding="latin-1"), "kg")


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
    with pytest.raises(FileNotFoundError, match="no folder"):
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
    (folder / "fish" / "a.png").write_text("not a picture")
    with pytest.raises(ValueError, match=r"fish/a\.png cannot be read as a picture"):
        from_images(folder)


def test_one_class_alone_is_refused(folder):
    for file in (folder / "dog").iterdir():
        file.unlink()
    (folder / "dog").rmdir()
    with pytest.raises(ValueError, match="holds only 'cat'"):
        from_images(folder)
