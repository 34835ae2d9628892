"""Your own pictures, one folder for each class, through the same door as the course's data."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np

from coursekit._checks import require_count, require_room
from coursekit._typing import Array
from coursekit.data._arguments import path_of, require_flag
from coursekit.data.dataset import Dataset

WHERE = "from_images"
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"})
"""How the names of picture files end."""

OTHER_PICTURES = frozenset({".heic", ".heif", ".avif", ".svg", ".pdf", ".psd", ".raw", ".dng"})
"""Pictures that cannot be read here."""

OF_THE_SYSTEM = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""Files that a computer adds to a folder by itself."""


def from_images(folder: str | Path, size: int = 28, gray: bool = True) -> Dataset:
    """Make a Dataset of pictures that lie in one folder for each class.

    Parameters
    ----------
    folder : str or Path
        Holds one folder per class, named after it, with pictures (png, jpg, gif, bmp, webp, tif)
        inside. Classes are numbered in alphabetical order.
    size : int
        Pixels along each side. Every picture is cut to a square around its middle, then resized.
    gray : bool
        Shades of gray; False keeps red, green and blue.

    Returns
    -------
    Dataset
        x (N, size * size) or (N, size * size * 3) float64 from 0 (black) to 1 (white); y (N,)
        labels. Transparent parts become white; of a moving picture the first one counts.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    TypeError
        If an argument is of the wrong kind.
    ValueError
        If there are fewer than two classes, a class has no picture, or a file cannot be read.

    Notes
    -----
    Prints which files and folders are left out, and why.

    Examples
    --------
    >>> from_images("my_pets", size=28)  # doctest: +SKIP
    """
    root = path_of(WHERE, "folder", folder)
    size = require_count(WHERE, "size", size)
    require_flag(WHERE, "gray", gray)
    classes = _class_folders(root)
    files = {path.name: _pictures_in(path) for path in classes}
    require_room(WHERE, size=size, rows=size, pictures=sum(map(len, files.values())))
    images = [_picture(file, size, gray) for name in files for file in files[name]]
    left_out = _left_out(root, classes)
    if left_out:
        print("\n  ".join([f"{WHERE}: left out of {root.name!r}", *left_out]))
    return Dataset(
        np.stack(images).reshape(len(images), -1),
        np.repeat(np.arange(len(files)), [len(found) for found in files.values()]),
        root.resolve().name,
        class_names=tuple(files),
        image_shape=(size, size) if gray else (size, size, 3),
    )


def _class_folders(root: Path) -> list[Path]:
    """The folders inside, one for each class, sorted by name."""
    if root.is_file():
        raise FileNotFoundError(
            f"{WHERE}: folder is {str(root)!r}, a file, expected the folder that holds "
            "a folder for each class. Unpack an archive first."
        )
    if not root.is_dir():
        raise FileNotFoundError(
            f"{WHERE}: folder is {str(root)!r}, and there is no such folder where Python runs. "
            "Expected one that is there; check the spelling, or give the whole path."
        )
    classes = sorted(p for p in root.iterdir() if p.is_dir() and not _is_hidden(p))
    if len(classes) < 2:
        found = f"only {classes[0].name!r}" if classes else "no folder"
        raise ValueError(
            f"{WHERE}: {root.name!r} holds {found}, expected one folder for each of two or more "
            "classes, such as 'cat' and 'dog', with the pictures inside."
        )
    return classes


def _pictures_in(folder: Path) -> list[Path]:
    """The picture files of one class."""
    found = sorted(path for path in folder.iterdir() if _is_picture(path))
    if not found:
        others = [f"{path.name}: {_reason(path, False)}" for path in sorted(folder.iterdir())]
        raise ValueError(
            f"{WHERE}: the folder {folder.name!r} holds no picture, expected files that end in "
            f"{', '.join(sorted(PICTURES))}. {'; '.join(others[:3])}"
        )
    return found


def _is_hidden(path: Path) -> bool:
    """Made by a program: ._a.png holds what a Mac knows about a.png, and __MACOSX more of it."""
    return path.name.startswith((".", "_") if path.is_dir() else ".")


def _is_picture(path: Path) -> bool:
    """A file that can be read."""
    return path.is_file() and not _is_hidden(path) and path.suffix.lower() in PICTURES


def _left_out(root: Path, classes: list[Path]) -> list[str]:
    """Every file and folder that gives no example, and why."""
    loose = [path for path in sorted(root.iterdir()) if path not in classes]
    inside = [path for folder in classes for path in sorted(folder.iterdir())]
    unread = [path for path in inside if not _is_picture(path)]
    return [
        f"{path.relative_to(root)}: {_reason(path, path in loose)}"
        for path in (*loose, *unread)
        if path.name.lower() not in OF_THE_SYSTEM
    ]


def _reason(path: Path, loose: bool) -> str:
    """Why a file or a folder is left out."""
    if _is_hidden(path):
        return "its name begins like that of a hidden file"
    if path.is_dir():
        return "a folder inside of a class; move its pictures one folder up"
    if loose and path.suffix.lower() in PICTURES | OTHER_PICTURES:
        return "in no class; move it into the folder of its class"
    if path.suffix.lower() in OTHER_PICTURES:
        return "a kind of picture that cannot be read here; save it as .png or .jpg"
    return "no picture, by the end of its name"


def _picture(path: Path, size: int, gray: bool) -> Array:
    """One picture as an array from 0 to 1, shape (size, size) or (size, size, 3)."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path) as image:
                upright = _eight_bits(ImageOps.exif_transpose(image)).convert("RGBA")
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise ValueError(
                f"{WHERE}: {path.parent.name}/{path.name} has more than "
                f"{Image.MAX_IMAGE_PIXELS or 0:,} pixels, expected an ordinary picture. Make it "
                "smaller, or remove it."
            ) from error
        except Exception as error:  # a damaged file can raise anything
            raise ValueError(
                f"{WHERE}: {path.parent.name}/{path.name} cannot be read as a picture "
                f"({error}). Open it to see what it is, then replace or remove it."
            ) from error
    paper = Image.new("RGBA", upright.size, "white")
    square = ImageOps.fit(Image.alpha_composite(paper, upright), (size, size))
    return np.asarray(square.convert("L" if gray else "RGB")) / 255


def _eight_bits(image: Any) -> Any:
    """A picture of 65,536 shades of gray with 256 of them; others as they are."""
    from PIL import Image

    if image.mode[0] not in "IF":
        return image
    shades = np.asarray(image)
    if image.mode == "F" or shades.min() < 0 or shades.max() > 65_535:
        raise ValueError(f"its shades go from {shades.min()} to {shades.max()}, not 0 to 65535")
    return Image.fromarray(np.round(shades / 257).astype(np.uint8))
