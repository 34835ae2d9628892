"""What a reader sees in the axes of each figure, and what its arguments say should be there."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.text import Annotation

from coursekit.plots.style import CLASS_COLORS, TRAIN, series_look
from coursekit.plots.text import number

LOOKS = {"train": ("#0072B2", "-"), "validation": ("#D55E00", "--"), "test": ("#009E73", ":")}
"""Blue and solid, orange and dashed, green and dotted in every lesson."""


def look_of(line: Any) -> tuple[str, str]:
    """Color and line style."""
    return to_hex(line.get_color()).upper(), line.get_linestyle()


def at_ends(ax: Any) -> dict[str, tuple[Any, ...]]:
    """Each line that has its name at its last point: its data, its look."""
    found = {}
    for note in ax.texts:
        for line in ax.lines:
            x, y = np.array(line.get_data(), float)[:, np.isfinite(line.get_ydata())]
            ends_here = isinstance(note, Annotation) and len(x) and note.xy == (x[-1], y[-1])
            if ends_here and "best" not in note.get_text():
                found[note.get_text()] = (list(x), list(y), *look_of(line))
    return found


def in_legend(ax: Any) -> dict[str, Any]:
    """What each name in the legend stands for: the artists that carry this name."""
    handles, names = ax.get_legend_handles_labels()
    shown = [text.get_text() for text in ax.get_legend().texts]
    assert names == shown
    return dict(zip(names, handles, strict=True))


def tiles(ax: Any) -> list[Any]:
    """The pictures of a mosaic, row by row: blocks between gaps that hold nothing."""
    whole = np.ma.filled(ax.images[0].get_array().astype(float), np.nan)
    full = ~np.isnan(whole)
    rows, columns = (_runs(full.any(axis=axis)) for axis in (1, 0))
    blocks = [whole[r, c].tolist() for r in rows for c in columns]
    return [block for block in blocks if not np.isnan(block).any()]


def _runs(full: Any) -> list[slice]:
    edges = np.flatnonzero(np.diff([0, *full.astype(int), 0]))
    return [slice(*pair) for pair in edges.reshape(-1, 2)]


def in_reading_order(texts: list[Any]) -> list[str]:
    """Texts of a mosaic, row by row; an image's rows run downward."""
    kept = [text for text in texts if text.get_text()]
    return [t.get_text() for t in sorted(kept, key=lambda t: t.get_position()[::-1])]


def names_at(axis: Any) -> list[str]:
    """The names of the ticks."""
    return [label.get_text() for label in axis.get_ticklabels()]


def curves(ax: Any) -> Any:
    """Lines with their names, the ring at the best epoch."""
    rings = [line for line in ax.lines if line.get_markersize() == 12]
    best = [(*ring.get_xdata(), *ring.get_ydata()) for ring in rings]
    return at_ends(ax), best, [t.get_text() for t in ax.texts if "best" in t.get_text()]


def meant_curves(curves: dict[str, list[float]]) -> Any:
    """Steps from 1, each series in its own look, the ring at the lowest validation loss."""
    lines = {}
    for k, (name, values) in enumerate(curves.items()):
        look = LOOKS.get(name, series_look(k)[:2])
        lines[name] = (list(range(1, len(values) + 1)), values, *look)
    lowest = int(np.argmin(curves["validation"])) if "validation" in curves else None
    if lowest is None:
        return lines, [], []
    ring = [(lowest + 1, curves["validation"][lowest])]
    return lines, ring, [f"best epoch: {lowest + 1}"]


def activations(ax: Any) -> Any:
    return at_ends(ax)


def meant_activations(functions: dict[str, Any], z: Any) -> Any:
    return {
        name: (list(z), list(f(z)), series_look(k).color, series_look(k).line)
        for k, (name, f) in enumerate(functions.items())
    }


def cards(ax: Any) -> Any:
    return {
        card.get_title(loc="left"): {
            (*look_of(line),): list(line.get_ydata()) for line in card.lines
        }
        for card in ax.child_axes
    }


def meant_cards(runs: dict[str, Any]) -> Any:
    return {
        name: {
            LOOKS["train"]: run.train_loss,
            LOOKS["validation"]: run.val_loss,
        }
        for name, run in runs.items()
    }


def boundary(ax: Any) -> Any:
    """Where each class lies, in which color; who is ringed; what colors lie left and right."""
    handles = in_legend(ax)
    ringed = handles.pop("wrong side", None)
    points = {
        name: (h.get_offsets().tolist(), to_hex(h.get_facecolor()[0]).upper())
        for name, h in handles.items()
    }
    image = np.asarray(ax.images[0].get_array())[60]
    sides = [_nearest(image[k]) for k in (2, -3)]
    return points, ringed.get_offsets().tolist() if ringed else [], sides


def _nearest(tint: Any) -> int:
    """The class whose color, mixed with white, is this tint."""
    full = 1 - (1 - tint) / max((1 - tint).max(), 1e-9)
    pure = np.array([[int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in CLASS_COLORS[:2]])
    pure = 1 - (1 - pure) / (1 - pure).max(axis=1, keepdims=True)
    return int(np.abs(pure - full).sum(axis=1).argmin())


def meant_boundary(predict: Any, x: Any, y: Any, names: Any) -> Any:
    answers = predict(x)
    return (
        {names[k]: (x[y == k].tolist(), CLASS_COLORS[k]) for k in (0, 1)},
        x[answers != y].tolist(),
        [int(predict(np.array([[side, 0.0]]))[0]) for side in (-9.0, 9.0)],
    )


def cells(ax: Any) -> Any:
    """Each number where it stands, and the names of rows and columns."""
    numbers = {(t.get_position()[1], t.get_position()[0]): t.get_text() for t in ax.texts}
    return numbers, names_at(ax.yaxis), names_at(ax.xaxis)


def meant_cells(table: Any, rows: Any, columns: Any) -> Any:
    return {at: number(v) for at, v in np.ndenumerate(np.asarray(table))}, rows, columns


def meant_confusion(y: Any, y_hat: Any, names: Any) -> Any:
    pairs = list(zip(y, y_hat, strict=True))
    counts = {(i, k): f"{pairs.count((i, k))}" for i in (0, 1) for k in (0, 1)}
    return (counts, names, names), ("truth", "answer")


def paths(ax: Any) -> Any:
    lines = {
        name: (np.transpose(line.get_data()).tolist(), *look_of(line))
        for name, line in in_legend(ax).items()
    }
    stars = [
        line.get_xydata()[0].round(1).tolist() for line in ax.lines if line.get_marker() == "*"
    ]
    return lines, stars


def meant_paths(paths: dict[str, Any], lowest: Any) -> Any:
    looks = [series_look(k) for k in range(len(paths))]
    lines = {
        name: ([list(map(float, p)) for p in path], look.color, look.line)
        for (name, path), look in zip(paths.items(), looks, strict=True)
    }
    return lines, [lowest]


def spreads(ax: Any) -> Any:
    """For each method its color and marker, and the values over each setting, medians as bars."""
    found: dict[str, Any] = {}
    looks = {(to_hex(h.get_color()), h.get_marker()): name for name, h in in_legend(ax).items()}
    for line in ax.lines:
        name = looks.get((to_hex(line.get_color()), line.get_marker()))
        if name:
            setting = names_at(ax.xaxis)[int(np.round(np.mean(line.get_xdata())))]
            found.setdefault(name, {})[setting] = list(line.get_ydata())
    bars = [float(c.get_segments()[0][0, 1]) for c in ax.collections]
    return found, bars, {name: look for look, name in looks.items()}


def meant_spreads(runs: dict[str, Any]) -> Any:
    looks = {
        name: (series_look(k).color.lower(), series_look(k).marker) for k, name in enumerate(runs)
    }
    return runs, [np.median(v) for settings in runs.values() for v in settings.values()], looks


def passed(ax: Any) -> Any:
    """For each lesson the lengths of its parts, under the names of the legend."""
    parts = in_legend(ax)
    rows = zip(*([bar.get_width() for bar in part] for part in parts.values()), strict=True)
    starts = [[bar.get_x() for bar in part] for part in parts.values()]
    return list(parts), names_at(ax.yaxis), [tuple(row) for row in rows], starts[0]


def ring(ax: Any) -> Any:
    """The steps clockwise from the top left, and the one that is marked."""
    words = [t for t in ax.texts if t.get_fontweight() == "bold"]
    turn = {t.get_text(): np.arctan2(t.get_position()[1] - 0.5, 0.5 - t.get_position()[0])
            for t in words}  # fmt: skip
    order = sorted(turn, key=lambda name: turn[name])
    marked = [name.removeprefix("▸ ") for name in order if "▸" in name]
    names = [name.removeprefix("▸ ") for name in order]
    first = names.index("guess")
    return [*names[first:], *names[:first]], marked


def network(ax: Any) -> Any:
    """Values in the circles, column by column; each weight on its line, negative ones dashed."""
    (lines,) = ax.collections[:1]
    numbers = {}
    for (start, end), dashes in zip(lines.get_segments(), lines.get_linestyle(), strict=True):
        way = end - start
        for text in ax.texts:
            off = np.array(text.get_position()) - start
            share = off @ way / (way @ way)
            if 0.05 < share < 0.95 and np.abs(off - share * way).max() < 1e-6:
                numbers[tuple(start), tuple(end)] = (text.get_text(), dashes[1] is not None)
    inside = sorted(
        (tuple(spot), t.get_text())
        for spot in np.concatenate([c.get_offsets() for c in ax.collections[1:]])
        for t in ax.texts if np.abs(np.array(t.get_position()) - spot).max() < 1e-6
    )  # fmt: skip
    spots = sorted({spot for pair in numbers for spot in pair})
    ordered = {(spots.index(a), spots.index(b)): n for (a, b), n in numbers.items()}
    return ordered, [value for _, value in inside]


def meant_arcs(order: Any, names: Any) -> Any:
    slopes = [f"{slope:g}" for value in order for _, slope in value.made_from]
    below = [(n, f"data {v.data:g}\ngrad {v.grad:g}") for v, n in zip(order, names, strict=True)]
    return slopes + [text for pair in below for text in pair], ["-"] * len(slopes)


def meant_network(W: Any, values: Any) -> Any:
    n = len(W)
    weights = {(i, n + j): (f"{w:.2f}", w < 0) for (i, j), w in np.ndenumerate(np.array(W))}
    return weights, [f"{v:.2f}" for column in values for v in column]


def histogram_of(ax: Any) -> Any:
    panels = ax.child_axes or [ax]
    return [
        ([bar.get_height() for bar in panel.patches], panel.lines[0].get_xdata()[0],
         panel.texts[0].get_text())
        for panel in panels
    ]  # fmt: skip


def meant_histogram(groups: dict[str, Any]) -> Any:
    whole = np.concatenate(list(groups.values()))
    edges = np.linspace(whole.min(), whole.max(), 5)
    return [(np.histogram(v, edges)[0].tolist(), np.mean(v), name) for name, v in groups.items()]


def fit(ax: Any) -> Any:
    points = next(line for line in ax.lines if line.get_marker() == TRAIN.marker)
    (x0, x1), (y0, y1) = next(line for line in ax.lines if line.get_marker() == "None").get_data()
    sticks = [s[:, 1].tolist() for s in ax.collections[0].get_segments()]
    return points.get_xydata().tolist(), (y1 - y0) / (x1 - x0), sticks


def valley(ax: Any) -> Any:
    """The curve, the dot on it, and the slope of the dashed line."""
    curve, tangent, dot = ax.lines
    (x0, x1), (y0, y1) = tangent.get_data()
    return curve.get_xydata().tolist(), dot.get_xydata().tolist(), round((y1 - y0) / (x1 - x0), 6)


def units(ax: Any) -> Any:
    """The output over the plane at nine places, and where the examples of each class lie."""
    values = np.asarray(ax.images[0].get_array())[::40, ::40]
    classes = [c for c in ax.collections if len(c.get_offsets()) > 1]
    return np.sign(values).tolist(), [
        (c.get_offsets().tolist(), to_hex(c.get_facecolor()[0]).upper()) for c in classes
    ]


def meant_units(unit: Any, x: Any, y: Any) -> Any:
    reach = 1.08 * np.abs(x).max() * np.linspace(-1, 1, 81)[::40]
    plane = np.stack(np.meshgrid(reach, reach), axis=-1).reshape(-1, 2)
    examples = [(x[y == k].tolist(), CLASS_COLORS[k]) for k in (0, 1)]
    return np.sign(unit(plane)).reshape(3, 3).tolist(), examples
