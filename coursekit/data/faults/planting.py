"""Plant known errors in clean data, and keep the answer key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from coursekit._checks import require_fraction, require_rng, what
from coursekit._typing import Array
from coursekit.data._arguments import require_text
from coursekit.data.faults.answer_key import DUPLICATE, AnswerKey, PlantedError
from coursekit.data.tables import Table, require_table

Damage: TypeAlias = "Callable[[Array, np.random.Generator], Array]"
"""A column (N,) -> the same column with every entry damaged."""


@dataclass(frozen=True)
class Fault:
    """A way to damage the cells of one column.

    Attributes
    ----------
    kind : str
        The name that the answer key uses.
    column : str
        Whose cells are damaged.
    damage : callable
        (values, rng) -> damaged values, of the same length.
    """

    kind: str
    column: str
    damage: Damage

    def __post_init__(self) -> None:
        require_text("Fault", "kind", self.kind, "typo")
        require_text("Fault", "column", self.column, "price")
        if not callable(self.damage) or isinstance(self.damage, type):
            raise TypeError(
                f"Fault: damage is {what(self.damage)}, expected a function (values, rng) -> "
                "damaged values, such as lambda v, rng: v / 1000."
            )


HOUSE_FAULTS = (
    Fault("zero_bedrooms", "bedrooms", lambda v, rng: np.zeros_like(v)),
    Fault("year_in_future", "year_built", lambda v, rng: rng.choice([2029.0, 2041, 2105], len(v))),
    Fault("sqft_missing", "sqft_living", lambda v, rng: np.full_like(v, np.nan)),
    Fault("sqft_in_square_meters", "sqft_living", lambda v, rng: np.round(v * 0.0929)),
    Fault("price_in_thousands", "price", lambda v, rng: np.round(v / 1000)),
)
"""What goes wrong in tables of houses: a default, a typing error, a gap, and two wrong units."""


def plant_table_errors(
    table: Table,
    rng: np.random.Generator,
    rate: float = 0.02,
    faults: Sequence[Fault] = HOUSE_FAULTS,
) -> tuple[Table, AnswerKey]:
    """Damage some rows of a clean table and double some others.

    Parameters
    ----------
    table : dict of str to ndarray of shape (N,)
        Columns, such as `houses().table`. It is left as it was.
    rng : numpy.random.Generator
        Chooses the rows and the wrong values.
    rate : float
        Share of the rows for each kind of error, at least one row each.
    faults : sequence of Fault
        What may go wrong; the default fits the houses.

    Returns
    -------
    dirty : dict of str to ndarray of shape (N + k,)
        A copy with the errors; the k doubled rows stand at the end.
    key : AnswerKey
        Which rows are wrong, how, and what stood there. No row has two errors.

    Raises
    ------
    ValueError
        If a column is missing, or the table is too small for so many errors.

    Examples
    --------
    >>> from coursekit.data import houses
    >>> dirty, key = plant_table_errors(houses().table, np.random.default_rng(0))
    >>> len(dirty["price"]), key.kinds["zero_bedrooms"]
    (4080, 80)
    """
    return _planted("plant_table_errors", table, rng, rate, faults)


def _planted(
    where: str, table: Table, rng: np.random.Generator, rate: float, faults: Sequence[Fault]
) -> tuple[Table, AnswerKey]:
    """Damage k rows for each fault, then double k rows that are still clean."""
    require_rng(where, rng)
    require_fraction(where, "rate", rate)
    N = _rows(where, table, faults)
    k = max(1, round(rate * N))
    if k * (len(faults) + 1) > N:
        raise ValueError(
            f"{where}: {len(faults) + 1} kinds of error with {k} rows each do not fit into {N} "
            "rows. Expected a smaller rate or more rows."
        )
    dirty = {name: column.copy() for name, column in table.items()}
    dirty |= {fault.column: _open(table[fault.column]) for fault in faults}
    errors: list[PlantedError] = []
    free = np.arange(N)
    for fault in faults:
        errors += _plant(where, fault, dirty[fault.column], rng.permutation(free), k, rng)
        free = np.setdiff1d(np.arange(N), [error.row for error in errors])
    originals = rng.permutation(free)[:k]
    doubled = [PlantedError(DUPLICATE, N + i, "", int(r), None) for i, r in enumerate(originals)]
    dirty = {name: np.concatenate([v, v[originals]]) for name, v in dirty.items()}
    return dirty, AnswerKey((*errors, *doubled))


def _open(column: Array) -> Array:
    """A copy that any value of its kind fits into: float64, or texts of any length."""
    return column.astype(object if column.dtype.kind in "UO" else float)


def _each(change: Callable[[str, np.random.Generator], str | None]) -> Damage:
    """A change of one text as the damage of a column of texts."""

    def damage(column: Array, rng: np.random.Generator) -> Array:
        changed = np.empty(len(column), dtype=object)
        changed[:] = [change(text, rng) for text in column]
        return changed

    return damage


def _escape(text: str) -> str:
    """A text as it stands in the source of a web page."""
    for sign, code in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;")):
        text = text.replace(sign, code)
    return f"{text}&lt;br&gt;"


def _garble(text: str, rng: np.random.Generator) -> str:
    """About a quarter of the letters became the sign for "unreadable", the first one always."""
    lost = rng.random(len(text)) < 0.25
    lost[:1] = True
    return "".join("\ufffd" if gone else sign for sign, gone in zip(text, lost, strict=True))


TEXT_FAULTS = (
    Fault("missing", "text", _each(lambda text, rng: None)),
    Fault("blank", "text", _each(lambda text, rng: "   ")),
    Fault("cut_off", "text", _each(lambda text, rng: text[:6])),
    Fault("escaped", "text", _each(lambda text, rng: _escape(text))),
    Fault("unreadable", "text", _each(_garble)),
    Fault("wrong_encoding", "text", _each(lambda text, rng: text.encode().decode("latin-1"))),
)
"""What goes wrong with texts on their way; the last one shows only where a sign is not ASCII."""


def plant_text_errors(
    texts: Sequence[str], rng: np.random.Generator, rate: float = 0.03
) -> tuple[list[str | None], AnswerKey]:
    """Damage some texts of a clean list and double some others.

    Parameters
    ----------
    texts : sequence of str
        The clean texts. They are left as they were.
    rng : numpy.random.Generator
        Chooses the texts and what happens to them.
    rate : float
        Share of the texts for each kind of error, at least one text each. Kinds that change nothing
        (a wrong encoding of plain English) hit fewer texts, or none.

    Returns
    -------
    dirty : list of str or None
        A copy with the errors; the doubled texts stand at the end.
    key : AnswerKey
        Which texts are wrong, how, and what stood there. No text has two errors.

    Raises
    ------
    ValueError
        If there are too few texts for so many errors.

    Examples
    --------
    >>> mails = [f"Café at {hour} o'clock?" for hour in range(100)]
    >>> dirty, key = plant_text_errors(mails, np.random.default_rng(0))
    >>> [dirty[row] for row in key.rows("blank")]
    ['   ', '   ', '   ']
    """
    where = "plant_text_errors"
    listed = isinstance(texts, (list, tuple)) or (isinstance(texts, np.ndarray) and texts.ndim == 1)
    if not listed or len(texts) == 0 or not all(isinstance(text, str) for text in texts):
        raise TypeError(f"{where}: texts is {what(texts)}, expected a list of texts.")
    column = np.array([*texts, None], dtype=object)[:-1]
    dirty, key = _planted(where, {"text": column}, rng, rate, TEXT_FAULTS)
    return dirty["text"].tolist(), key


def _rows(where: str, table: Table, faults: Sequence[Fault]) -> int:
    """How many rows the table has, once all columns for the faults are there."""
    require_table(where, table)
    if not isinstance(faults, (list, tuple)) or not all(isinstance(f, Fault) for f in faults):
        raise TypeError(f"{where}: faults is {what(faults)}, expected a list of Fault.")
    for fault in faults:
        if fault.column not in table:
            raise ValueError(
                f"{where}: the table has no column {fault.column!r}, which the fault "
                f"{fault.kind!r} needs, expected one of {', '.join(table)}. Try other faults."
            )
    return len(next(iter(table.values())))


def _plant(
    where: str, fault: Fault, column: Array, rows: Array, k: int, rng: np.random.Generator
) -> list[PlantedError]:
    """Damage, in place, the first k of these rows in which the fault changes anything."""
    old = column[rows]
    new = _damaged(where, fault, old, rng)
    hit = np.flatnonzero((old != new) & (old == old))[:k]
    column[rows[hit]] = new[hit]
    return [PlantedError(fault.kind, int(rows[i]), fault.column, old[i], new[i]) for i in hit]


def _damaged(where: str, fault: Fault, values: Array, rng: np.random.Generator) -> Array:
    """What a fault makes of these values, if it is one new value for each."""
    try:
        new = np.asarray(fault.damage(values.copy(), rng))
    except Exception as error:  # the function may be the learner's
        raise ValueError(
            f"{where}: the fault {fault.kind!r} stopped on column {fault.column!r} "
            f"(dtype {values.dtype}), expected damaged values. It said: {error}"
        ) from error
    same_kind = (new.dtype.kind in "fiub") == (values.dtype.kind == "f")
    if new.shape != values.shape or not same_kind:
        raise ValueError(
            f"{where}: the fault {fault.kind!r} makes {what(new)} of column "
            f"{fault.column!r}, expected {len(values)} values of the same kind, one for each."
        )
    return new
