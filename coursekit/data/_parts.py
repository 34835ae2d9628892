"""The parts of a Dataset fit together: each check is a sentence about one of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._checks import ROOM, require_finite, require_labels, require_ndim, what
from coursekit._typing import Array
from coursekit.data._arguments import require_texts
from coursekit.data.tables import Table, gaps_in, require_column, require_table

WHERE = "Dataset"


def require_x(where: str, x: Any) -> None:
    """Rows of numbers. Gaps (NaN) are part of real tables; infinity is a mistake."""
    require_ndim(where, "x", x, 2, "(N, D)")
    if x.shape[1] == 0:
        raise ValueError(f"{where}: x has shape {x.shape}, expected at least one column.")
    infinite = np.isinf(x)
    if infinite.any():
        row = int(np.argwhere(infinite)[0][0])
        raise ValueError(
            f"{where}: x holds infinity in row {row}, expected numbers, or NaN for a missing "
            f"value. Look at x[{row}]: a division by zero or log(0) may have made it."
        )


def require_y(y: Any, class_names: tuple[str, ...]) -> None:
    """Labels (N,) or targets (N, M), complete."""
    if isinstance(y, np.ndarray) and y.dtype.kind in "UOS":
        raise TypeError(
            f"{WHERE}: y holds text or objects (dtype {y.dtype}), expected labels as whole "
            "numbers. data.from_arrays(x, y) numbers the classes for you."
        )
    if not isinstance(y, np.ndarray) or y.ndim != 1:
        require_ndim(WHERE, "y", y, 2, "(N,) or (N, M)")
        require_finite(WHERE, "y", y)
        if class_names:
            raise ValueError(
                f"{WHERE}: class_names is given, but y has shape {y.shape}: numbers to predict. "
                "Expected labels of shape (N,), or no class_names."
            )
    elif y.dtype.kind not in "iu":
        raise TypeError(
            f"{WHERE}: y has shape {y.shape} and dtype {y.dtype}, expected whole-number labels of "
            "shape (N,) or targets of shape (N, 1). Try y.astype(int) for labels, y[:, None] for "
            "targets."
        )
    else:
        largest = int(y.max(initial=0))
        require_labels(WHERE, y, len(class_names) or largest + 1)
        if largest >= ROOM:
            raise ValueError(
                f"{WHERE}: y holds the label {largest}, expected labels that count the classes "
                "from 0. Try np.unique(y, return_inverse=True)[1]."
            )


def require_names(D: int, feature_names: Any, class_names: Any, units: Any) -> None:
    """Texts; one name and one unit for each column, where there are any."""
    require_texts(WHERE, "class_names", class_names, "('cat', 'dog')")
    require_texts(WHERE, "feature_names", feature_names, "('weight', 'age')")
    if not isinstance(units, (list, tuple)) or not all(isinstance(unit, str) for unit in units):
        raise TypeError(f"{WHERE}: units is {what(units)}, expected a list of texts.")
    for part, names in (("feature_names", feature_names), ("units", units)):
        if names and len(names) != D:
            raise ValueError(
                f"{WHERE}: {part} has {len(names)} entries, expected {D}: one for each column of x."
            )


def require_groups(where: str, groups: Any) -> None:
    """For every row the group to which it belongs."""
    require_column(where, "groups", groups)
    gaps = gaps_in(groups)
    if gaps.any():
        raise ValueError(
            f"{where}: groups is empty in {int(gaps.sum())} rows, the first is row "
            f"{int(gaps.argmax())}, expected a group for every row. Give each such row a group of "
            "its own, or remove it."
        )


def require_lengths(x: Array, y: Array, groups: Array | None, table: Table | None) -> None:
    """As many labels, groups and table rows as examples."""
    parts = {"y": y}
    if groups is not None:
        require_groups(WHERE, groups)
        parts["groups"] = groups
    if table is not None:
        require_table(WHERE, table)
        parts |= {f"the table's column {name!r}": column for name, column in table.items()}
    for part, values in parts.items():
        if len(values) != len(x):
            raise ValueError(
                f"{WHERE}: x has {len(x)} rows and {part} has {len(values)}, expected the "
                "same number. Check that both were made from the same rows."
            )


def require_image_shape(D: int, shape: Any) -> None:
    """(H, W) or (H, W, C) with H * W * C = D."""
    fits = (
        isinstance(shape, (tuple, list))
        and len(shape) in (2, 3)
        and all(isinstance(n, (int, np.integer)) and n > 0 for n in shape)
        and np.prod(shape, dtype=object) == D
    )
    if shape is not None and not fits:
        shown = shape if isinstance(shape, (tuple, list)) else what(shape)
        raise ValueError(
            f"{WHERE}: image_shape is {shown}, expected (H, W) or (H, W, C) whose product is "
            f"{D}, the number of columns of x."
        )
