"""Your own pictures, one folder for each class, through the same door as the course's data."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from coursekit._checks import require_count
from coursekit._typing import Array
from coursekit.data.dataset import Dataset

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"})
"""How the names of picture files end."""


def from_images(folder: str | Path, size: int = 28, gray: bool = True) -> Dataset:
    """Make a Dataset of pictures that lie in one folder for each class.

    Parameters
    ----------
    folder : str or Path
        Holds one folder per class, named after it, with pictures (png, jpg, gif, bmp, webp) inside.
        Classes are numbered in alphabetical order.
    size : int
        Pixels along each side. Every picture is cut to a square around its middle, then resized.
    gray : bool
        Shades of gray; False keeps red, green and blue.

    Returns
    -------
    Dataset
        x (N, size * size) or (N, size * size * 3) float64 from 0 (black) to 1 (white); y (N,)
        labels. Transparent parts become white.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    ValueError
        If there are fewer than two classes, a class has no picture, or a file cannot be read.

    Examples
    --------
    >>> from_images("my_pets", size=28)  # doctest: +SKIP
    """
    where = "from_images"
    require_count(where, "size", size)
    root = Path(folder)
    classes = _class_folders(where, root)
    files = {path.name: _pictures_in(where, path) for path in classes}
    images = [_picture(where, file, size, gray) for name in files for file in files[name]]
    return Dataset(
        np.stack(images).reshape(len(images), -1),
        np.repeat(np.arange(len(files)), [len(found) for found in files.values()]),
        root.resolve().name,
        class_names=tuple(files),
        image_shape=(size, size) if gray else (size, size, 3),
    )


def _class_folders(where: str, root: Path) -> list[Path]:
    """The folders inside, one for each class, sorted by name."""
    if not root.is_dir():
        raise FileNotFoundError(
            f"{where}: there is no folder {str(root)!r} in the folder from which "
            "Python runs. Check the spelling, or give the whole path."
        )
    classes = sorted(p for p in root.iterdir() if p.is_dir() and not p.name.startswith((".", "_")))
    if len(classes) < 2:
        found = f"only {classes[0].name!r}" if classes else "no folder"
        raise ValueError(
            f"{where}: {root.name!r} holds {found}, expected one folder for each of two or more "
            "classes, such as 'cat' and 'dog', with the pictures inside."
        )
    return classes


def _pictures_in(where: str, folder: Path) -> list[Path]:
    """The picture files of one class."""
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURES)
    if not found:
        raise ValueError(
            f"{where}: the folder {folder.name!r} holds no picture, expected files that end in "
            f"{', '.join(sorted(PICTURES))}."
        )
    return found


def _picture(where: str, path: Path, size: int, gray: bool) -> Array:
    """One picture as an array from 0 to 1, shape (size, size) or (size, size, 3)."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as image:
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except OSError as error:
        raise ValueError(
            f"{where}: {path.parent.name}/{path.name} cannot be read as a picture. "
            "Open it to see what it is, then replace or remove it."
        ) from error
    paper = Image.new("RGBA", upright.size, "white")
    square = ImageOps.fit(Image.alpha_composite(paper, upright), (size, size))
    return np.asarray(square.convert("L" if gray else "RGB")) / 255
