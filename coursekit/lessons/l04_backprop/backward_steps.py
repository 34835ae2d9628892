"""Lesson 04: a small graph with numbers, walked forward for the loss and back for the gradient."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.axes import Axes

from coursekit.interactive.controls import slider
from coursekit.interactive.explorer import Explorer
from coursekit.interactive.stepping import stepping
from coursekit.plots.style import INK, MUTED, PAPER, WRONG

W, V, TARGET = 0.5, 2.0, 1.0
BACK = "#A33F00"
HALF_WAY = 0.45
"""Where on its line a slope stands, from the box that the gradient leaves."""
ABOVE, BELOW = 0.14, 0.13
"""How far the texts of a box reach; a vertical line begins and ends outside them."""

SPOTS = {
    "w": (0.1, 0.68), "x": (0.1, 0.42), "h": (0.32, 0.56), "u": (0.36, 0.88), "a": (0.6, 0.8),
    "v": (0.36, 0.17), "c": (0.6, 0.35), "ŷ": (0.86, 0.66), "loss": (0.86, 0.16),
}  # fmt: skip
RULES = {
    "h": "w · x", "a": "u · h", "c": "v · h", "ŷ": "a + c", "loss": "(ŷ − 1)²",
}  # fmt: skip
EDGES = (
    ("loss", "ŷ"), ("ŷ", "a"), ("ŷ", "c"), ("a", "u"), ("a", "h"), ("c", "v"),
    ("c", "h"), ("h", "w"), ("h", "x"),
)  # fmt: skip
TURN = len(RULES)
LAST = TURN + len(EDGES) - 1  # x is an input, no parameter: nobody asks for its gradient


class Walk(NamedTuple):
    """All values, the slope along each edge, the gradients so far, and in the end."""

    step: int
    values: dict[str, float]
    slopes: dict[tuple[str, str], float]
    grads: dict[str, float]
    last: dict[str, float]


def backward_steps() -> Explorer:
    """A graph of five operations that is walked one step forward or backward at a time.

    Returns
    -------
    Explorer
        With a slider for the step (0 to 13), buttons to play, pause and go back, and sliders for
        the input x and the parameter u.

    Notes
    -----
    h = w x, a = u h, c = v h, ŷ = a + c, loss = (ŷ − 1)², with w = 0.5 and v = 2. Gradients are
    multiplied along an edge and added where two edges meet.

    References
    ----------
    Goodfellow, Bengio, Courville (2016), Deep Learning, section 6.5.2.

    Examples
    --------
    >>> backward_steps().set(step=13).words
    'Step 13 of 13. Back from h to w. The slope is x = 2: w gets 12 · 2 = 24.'
    """
    step = slider("step", 0, LAST, value=0)
    controls = {
        "step": step,
        "x": slider("input x", 0.0, 3.0, value=2.0, step=0.5),
        "u": slider("parameter u", -3.0, 3.0, value=1.0, step=0.5),
    }
    explorer = Explorer(
        compute, draw, words, controls, goal,
        alt="Graph of a calculation", width=760, height=440,
    )  # fmt: skip
    explorer.box.children = (stepping(step), *explorer.box.children)
    return explorer


def compute(step: int, x: float, u: float) -> Walk:
    """The whole forward pass, and the gradients along the edges walked so far."""
    h = W * x
    a, c = u * h, V * h
    y_hat = a + c
    loss = (y_hat - TARGET) ** 2
    values = {"w": W, "x": x, "u": u, "v": V, "h": h, "a": a, "c": c, "ŷ": y_hat, "loss": loss}
    steepness = (2 * (y_hat - TARGET), 1.0, 1.0, h, u, h, V, x, W)
    slopes = dict(zip(EDGES, steepness, strict=True))
    walked = EDGES[: max(step - TURN, 0)]
    return Walk(step, values, slopes, _grads(slopes, walked), _grads(slopes, EDGES[:-1]))


def _grads(
    slopes: dict[tuple[str, str], float], walked: tuple[tuple[str, str], ...]
) -> dict[str, float]:
    """Multiply along an edge, add where edges meet."""
    grads = {"loss": 1.0} if walked else {}
    for start, end in walked:
        grads[end] = grads.get(end, 0.0) + grads[start] * slopes[start, end]
    return grads


def goal(walk: Walk) -> tuple[bool, str]:
    """A loss that a small change of w does not move."""
    found = walk.step == LAST and walk.last["w"] == 0 and walk.values["loss"] > 0
    return found, f"at step {LAST}, a loss above 0 for which w has the gradient 0"


def words(walk: Walk) -> str:
    """The arithmetic of the present step."""
    where, v = f"Step {walk.step} of {LAST}.", {k: _n(value) for k, value in walk.values.items()}
    if walk.step == 0:
        return f"{where} Given: the input x = {v['x']} and the parameters w, u and v."
    if walk.step <= TURN:
        name = list(RULES)[walk.step - 1]
        sums = {
            "h": f"{v['w']} · {v['x']}", "a": f"{v['u']} · {v['h']}", "c": f"{v['v']} · {v['h']}",
            "ŷ": f"{v['a']} + {v['c']}", "loss": f"({v['ŷ']} − 1)²",
        }  # fmt: skip
        return f"{where} Forward: {name} = {RULES[name]} = {sums[name]} = {v[name]}."
    start, end = EDGES[walk.step - TURN - 1]
    push, slope = walk.grads[start], walk.slopes[start, end]
    share = f"{_n(push)} · {_n(slope)} = {_n(push * slope)}"
    text = f"{where} Back from {start} to {end}. {_why(start, end, v)}"
    if (start, end) == ("c", "h"):
        return f"{text}: h gets {share} more. Two paths meet, so we add: {_n(walk.grads['h'])}."
    return f"{text}: {end} gets {share}."


def _why(start: str, end: str, v: dict[str, str]) -> str:
    """Where the slope of this edge comes from."""
    if start == "loss":
        return f"It starts with 1 at the loss; the square's slope is 2 · ({v['ŷ']} − 1)"
    if start == "ŷ":
        return "The slope of a sum is 1"
    partner = {("a", "u"): "h", ("a", "h"): "u", ("c", "v"): "h", ("c", "h"): "v"}
    name = partner.get((start, end), "x")
    return f"The slope is {name} = {v[name]}"


def _n(value: float) -> str:
    text = f"{value + 0.0:.4g}".replace("-", "−")  # + 0.0: zero has no sign
    return f"({text})" if value < 0 else text


def draw(ax: Axes, walk: Walk) -> None:
    """The graph; values stand in the boxes, gradients below them, slopes on the edges walked."""
    ax.axis("off")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(0, 1), ylim=(0, 1))
    active = EDGES[walk.step - TURN - 1] if walk.step > TURN else None
    for k, (start, end) in enumerate(EDGES):
        _edge(ax, walk, (start, end), walked=k < walk.step - TURN, now=active == (start, end))
    known = [*"wxuv", *list(RULES)[: walk.step]]
    for name in SPOTS:
        fresh = list(RULES).index(name) + 1 == walk.step if name in RULES else False
        _node(ax, walk, name, known=name in known, now=fresh or bool(active and active[1] == name))
    ax.text(0.99, 0.985, "forward" if active is None else "backward", ha="right", va="top",
            color=MUTED if active is None else BACK)  # fmt: skip


def _node(ax: Axes, walk: Walk, name: str, known: bool, now: bool) -> None:
    x, y = SPOTS[name]
    label = f"{name} = {RULES[name]}" if name in RULES else name
    value = _n(walk.values[name]).strip("()") if known else " "
    box = {"boxstyle": "round,pad=0.35", "fc": PAPER, "ec": WRONG if now else INK,
           "lw": 3.0 if now else 1.2}  # fmt: skip
    ax.text(x, y, f"  {value}  ", ha="center", va="center", bbox=box, zorder=3,
            weight="bold" if now else "normal")  # fmt: skip
    ax.text(x, y + 0.075, label, ha="center", va="bottom", color=MUTED, zorder=3,
            bbox={"fc": PAPER, "ec": "none", "pad": 0.5})  # fmt: skip
    if name in walk.grads:
        text = f"gradient {_n(walk.grads[name]).strip('()')}"
        ax.text(x, y - 0.075, text, ha="center", va="top", color=BACK, zorder=3,
                weight="bold", bbox={"fc": PAPER, "ec": "none", "pad": 0.5})  # fmt: skip


def _edge(ax: Axes, walk: Walk, edge: tuple[str, str], walked: bool, now: bool) -> None:
    """A line; once the gradient has passed, it is dashed and carries its slope."""
    (x0, y0), (x1, y1) = SPOTS[edge[0]], SPOTS[edge[1]]
    if x0 == x1:
        y0, y1 = y0 + ABOVE, y1 - BELOW
    color, width = (WRONG, 3.2 if now else 1.8) if walked else (MUTED, 1.0)
    ax.plot([x0, x1], [y0, y1], "--" if walked else "-", color=color, lw=width, zorder=1)
    if walked:
        paper = {"fc": PAPER, "ec": "none", "pad": 1.0}
        x, y = x0 + HALF_WAY * (x1 - x0), y0 + HALF_WAY * (y1 - y0)
        ax.text(x, y, f"× {_n(walk.slopes[edge])}", ha="center", va="center", bbox=paper,
                color=INK, weight="bold" if now else "normal", zorder=2)  # fmt: skip
