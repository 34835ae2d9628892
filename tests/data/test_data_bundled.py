"""The bundled sets are the published ones, and load offline as their cards say."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import numpy as np
import pytest

from coursekit.data import animals, card, card_names, digits, houses, penguins, silhouettes
from coursekit.data.sets import bundled
from coursekit.data.sets.cards import HEADINGS

LOADERS = {f.__name__: f for f in (animals, digits, houses, penguins, silhouettes)}


@pytest.mark.parametrize("filename", bundled.CHECKSUMS)
def test_the_file_is_the_published_one(filename):
    raw = (files("coursekit.data.sets") / "files" / filename).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == bundled.CHECKSUMS[filename]


def test_every_bundled_file_has_a_checksum_and_a_license():
    folder = files("coursekit.data.sets") / "files"
    data = {f.name for f in folder.iterdir() if f.name.endswith((".npz", ".csv", ".gz"))}
    notice = (folder / "NOTICE.md").read_text(encoding="utf-8")
    assert data == set(bundled.CHECKSUMS)
    assert all(name in notice for name in data)
    assert "Permission is hereby granted" in notice
    assert "Apache License" in (folder / "LICENSE-APACHE-2.0.md").read_text(encoding="utf-8")


def test_a_damaged_or_missing_file_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    with pytest.raises(ValueError, match=r"penguins\.csv is missing"):
        penguins()
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "penguins.csv").write_text("species\nAdelie\n")
    with pytest.raises(ValueError, match=r"penguins\.csv is damaged.*install the course again"):
        penguins()


@pytest.mark.parametrize(
    ("name", "N", "D", "K", "image_shape"),
    [
        ("digits", 1797, 64, 10, (8, 8)),
        ("silhouettes", 1989, 784, 2, (28, 28)),
        ("animals", 2000, 784, 10, (28, 28)),
        ("houses", 4000, 8, 0, None),
        ("penguins", 344, 4, 3, None),
    ],
)
def test_shapes_are_those_of_the_card(name, N, D, K, image_shape):
    data = LOADERS[name]()
    assert data.x.shape == (N, D)
    assert data.x.dtype == np.float64
    assert (data.K, data.image_shape, data.name) == (K, image_shape, name)
    assert str(N) in str(card(name))


@pytest.mark.parametrize("name", ["digits", "silhouettes", "animals"])
def test_pictures_use_the_whole_range_from_0_to_1(name):
    data = LOADERS[name]()
    assert (data.x.min(), data.x.max()) == (0, 1)
    assert len(data.class_names) == data.K


def test_cats_are_0_and_dogs_are_1():
    data = silhouettes()
    assert data.class_names == ("cat", "dog")
    assert np.bincount(data.y).tolist() == [992, 997]


def test_no_silhouette_comes_twice():
    assert len(np.unique(silhouettes().x, axis=0)) == 1989


def test_houses_keep_their_raw_table():
    data = houses()
    assert len(data.table) == 12
    assert np.array_equal(data.table["price"][:, None], data.y)
    assert np.array_equal(data.x[:, data.feature_names.index("grade")], data.table["grade"])
    assert "area" not in data.feature_names
    assert len(data.units) == data.D


def test_the_pitfalls_on_the_card_of_the_houses_are_true():
    data = houses()
    _, sales = np.unique(data.groups, return_counts=True)
    rows = np.column_stack([column.astype(str) for column in data.table.values()])
    assert (len(sales), (sales > 1).sum(), sales.max()) == (3894, 100, 3)
    assert (data.table["bedrooms"] == 0).sum() == 5
    assert (np.median(data.y), data.y.max()) == (505_000, 5_220_000)
    assert len(rows) - len(np.unique(rows, axis=0)) == 3


def test_the_gaps_of_the_penguins_are_those_on_the_card():
    data = penguins()
    assert np.isnan(data.x).all(axis=1).sum() == 2
    assert np.isnan(data.x).any(axis=1).sum() == 2
    assert (data.table["sex"] == "").sum() == 11
    assert data.class_names == ("Adelie", "Chinstrap", "Gentoo")
    assert set(data.table["island"][data.y == 2]) == {"Biscoe"}
    assert round(np.bincount(data.y).max() / len(data), 2) == 0.44


def test_a_loader_gives_a_fresh_copy():
    digits().x[:] = 7
    assert digits().x.max() == 1


def test_every_set_has_a_card_with_all_sections():
    assert set(card_names()) == {*LOADERS, "faces"}
    for name in card_names():
        lines = card(name).text.splitlines()
        assert tuple(line[3:] for line in lines if line.startswith("## ")) == HEADINGS
        assert lines[0].startswith("# ")


def test_a_card_shows_as_markdown_and_prints_plain():
    houses_card = card("houses")
    assert "## Pitfalls" in houses_card._repr_markdown_()
    assert "\nPitfalls\n" in str(houses_card)
    assert not any(mark in str(houses_card) for mark in ("#", "**", "`"))
    assert str(houses_card) == repr(houses_card)


def test_an_unknown_card_lists_the_names():
    with pytest.raises(ValueError, match="'house', expected one of animals, digits, faces, houses"):
        card("house")
