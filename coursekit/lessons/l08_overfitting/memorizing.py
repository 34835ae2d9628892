"""Lesson 08: turn the epochs of one training run back and forth, and watch it learn by heart."""

from __future__ import annotations

from functools import cache, partial
from typing import Any, NamedTuple

import numpy as np
from matplotlib.colors import to_rgb

from coursekit._check_texts import require_flag
from coursekit._checks import require_dataset
from coursekit._typing import Array
from coursekit.adaptive import Adam
from coursekit.data.dataset import Dataset
from coursekit.evaluation import evaluate
from coursekit.functional import accuracy, softmax
from coursekit.interactive.controls import checkbox, dropdown, slider
from coursekit.interactive.explorer import Explorer
from coursekit.layers import Dropout, Linear, ReLU
from coursekit.losses import softmax_cross_entropy
from coursekit.network import Sequential
from coursekit.plots.style import INK, MUTED, TRAIN, VAL, class_look
from coursekit.regularizers import l2
from coursekit.training import train

UNITS, EPOCHS, SIDE, HIGHEST, NEAR = 40, 120, 41, 1.6, 5
TOP = HIGHEST + 0.3
CURES = {"none": (0.0, 0.0), "L2, λ = 0.01": (0.01, 0.0), "dropout, p = 0.5": (0.0, 0.5)}


class Run(NamedTuple):
    """One run: parameters, losses and accuracies before the first epoch and after each."""

    net: Sequential
    theta: Array
    loss: Array
    accuracy: Array


class Moment(NamedTuple):
    """A run, one of its epochs, and what the network says all over the plane then."""

    run: Run
    epoch: int
    plane: Array
    box: tuple[float, float, float, float]
    learned: Dataset
    wrong: Array
    stopped: bool
    cure: str = ""

    @property
    def best(self) -> int:
        """The epoch with the lowest validation loss of the whole run."""
        return int(self.run.loss[1].argmin())

    @property
    def best_so_far(self) -> int:
        """The epoch with the lowest validation loss up to this one."""
        return int(self.run.loss[1][: self.epoch + 1].argmin())


def memorizing(train_set: Dataset, val: Dataset, cures: bool = False) -> Explorer:
    """Move through the epochs of a run: the map of answers on the left, the losses on the right.

    The losses are drawn up to the present epoch; "stop here" shows what would have come.

    Parameters
    ----------
    train_set, val : Dataset
        Two features and two classes; what the network learns from, and what it is judged on.
    cures : bool
        Offer the same run with a penalty on large weights, and with dropout.

    Returns
    -------
    Explorer
        With a slider for the epoch, and a box to stop the run or a choice of the cure.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind than said; the message says what to try.

    Notes
    -----
    A network 2–40–40–2 with ReLU, trained by Adam (learning rate 0.01) on batches of 30.

    References
    ----------
    Zhang, Bengio, Hardt, Recht, Vinyals (2017), Understanding Deep Learning Requires Rethinking
    Generalization.

    Examples
    --------
    >>> from coursekit import data
    >>> rng = np.random.default_rng(0)
    >>> memorizing(data.moons(20, rng), data.moons(20, rng)).words[:8]
    'Epoch 0.'
    """
    for name, given in (("train_set", train_set), ("val", val)):
        require_dataset("memorizing", name, given)
        if (given.D, given.K) != (2, 2):
            raise ValueError(
                f"memorizing: {name} has {given.D} features and {given.K} classes, expected two "
                "of each. Try data.moons."
            )
    require_flag("memorizing", "cures", cures)
    low, high = train_set.x.min(axis=0) - 0.3, train_set.x.max(axis=0) + 0.3
    grid = np.stack(np.meshgrid(*np.linspace(low, high, SIDE).T), axis=-1).reshape(-1, 2)
    box = (float(low[0]), float(high[0]), float(low[1]), float(high[1]))

    @cache
    def run(cure: str) -> Run:
        return training_run(train_set, val, *CURES[cure])

    def compute(epoch: int, cure: str = "none", stopped: bool = False) -> Moment:
        net = run(cure).net
        net.theta[:] = run(cure).theta[epoch]
        plane = softmax(net(grid))[:, 1].reshape(SIDE, SIDE)
        wrong = net(train_set.x).argmax(axis=1) != train_set.y
        named = cure if cures else ""
        return Moment(run(cure), epoch, plane, box, train_set, wrong, stopped, named)

    controls = {"epoch": slider("epoch", 0, EPOCHS, value=0)}
    if cures:
        controls["cure"] = dropdown("cure", list(CURES))
    else:
        controls["stopped"] = checkbox("stop here, and see what would have come")
    goal = _goal_of_cure if cures else _goal_of_best
    return Explorer(
        compute, draw, words, controls, goal,
        alt="A map of answers with the examples, and two losses", cols=2, width=760, height=340,
    )  # fmt: skip


def training_run(train_set: Dataset, val: Dataset, lam: float, p: float) -> Run:
    """The run from the same start and the same cards, whatever the cure."""
    start, flips, cards = (np.random.default_rng(seed) for seed in range(3))
    hidden = [[Linear(n, UNITS, start), ReLU(), Dropout(p, flips)] for n in (2, UNITS)]
    net = Sequential(*hidden[0], *hidden[1], Linear(UNITS, 2, start))
    steps = train(
        net, softmax_cross_entropy, Adam(lr=0.01), train_set.x, train_set.y, epochs=EPOCHS,
        batch_size=30, rng=cards, regularizer=partial(l2, lam=lam) if lam else None,
    )  # fmt: skip
    per_epoch = -(-len(train_set) // 30)
    theta, results = [net.theta.copy()], [_results(net, train_set, val)]
    for step, _ in enumerate(steps, start=1):
        if step % per_epoch == 0:
            theta.append(net.theta.copy())
            results.append(_results(net, train_set, val))
    loss, right = np.array(results).transpose(2, 1, 0)
    return Run(net, np.array(theta), loss, right)


def _results(net: Sequential, *sets: Dataset) -> list[tuple[float, float]]:
    """Loss and accuracy on each of the sets."""
    results = [evaluate(net, softmax_cross_entropy, s.x, s.y, (accuracy,)) for s in sets]
    return [(result["loss"], result["accuracy"]) for result in results]


def _goal_of_best(moment: Moment) -> tuple[bool, str]:
    """A stop near the lowest validation loss."""
    return moment.stopped and abs(moment.epoch - moment.best) <= NEAR, (
        f"stop within {NEAR} epochs of the lowest validation loss"
    )


def _goal_of_cure(moment: Moment) -> tuple[bool, str]:
    """An end that is nearly as good as the best."""
    end, best = moment.run.loss[1][-1], moment.run.loss[1].min()
    reached = moment.epoch == EPOCHS and end < 1.2 * best
    return bool(reached), (
        f"at epoch {EPOCHS}, a validation loss within 20% of the lowest of that run"
    )


def words(moment: Moment) -> str:
    """Both losses now, who is on the wrong side, and whether the best has passed."""
    own, new = moment.run.loss[:, moment.epoch]
    seen, unseen = moment.run.accuracy[:, moment.epoch]
    cure = f"Cure: {moment.cure}. " if moment.cure else ""
    return (
        f"{cure}Epoch {moment.epoch}. Training loss {own:.2f}, {seen:.0%} right, "
        f"{moment.wrong.sum()} of {len(moment.learned)} on the wrong side. "
        f"Validation loss {new:.2f}, {unseen:.0%} right. {_verdict(moment)}"
    )


def _verdict(moment: Moment) -> str:
    """How this epoch compares with those before it; after a stop, with all of them."""
    if not moment.stopped:
        best = moment.best_so_far
        ago = "this one" if best == moment.epoch else f"that of epoch {best}"
        return f"The lowest validation loss so far is {ago}."
    gone = moment.epoch - moment.best
    return (
        "Stopped, at the best epoch for new examples." if gone == 0
        else f"Stopped. The best epoch for new examples was {gone} earlier." if gone > 0
        else f"Stopped. The best epoch for new examples would have come {-gone} later."
    )  # fmt: skip


def tinted(plane: Array) -> Array:
    """Each point in the color of its likelier class, the surer the deeper."""
    away = 1 - np.array([to_rgb(class_look(k).color) for k in (0, 1)])
    sure = np.stack([1 - 2 * plane, 2 * plane - 1], axis=-1).clip(0)
    image: Array = 1 - 0.5 * sure @ away
    return image


def draw(ax: Any, moment: Moment) -> None:
    """The map with the examples; the two losses with this epoch marked."""
    plane, curves = np.ravel(ax)
    x, y = moment.learned.x, moment.learned.y
    plane.imshow(
        tinted(moment.plane), extent=moment.box, origin="lower", aspect="auto",
        interpolation="bilinear",
    )  # fmt: skip
    if moment.plane.min() < 0.5 < moment.plane.max():
        plane.contour(moment.plane, levels=[0.5], extent=moment.box, colors=INK, linewidths=1.5)
    for k in (0, 1):
        look = class_look(k)
        plane.plot(*x[y == k].T, look.marker, color=look.color, mec=INK, mew=0.6, ms=6)
    plane.plot(*x[moment.wrong].T, "o", mfc="none", mec=INK, mew=1.4, ms=13)
    names = moment.learned.class_names or ("class 0", "class 1")
    plane.set(title="what it says where", xticks=[], yticks=[])
    plane.set_xlabel(f"circle: {names[0]}, square: {names[1]}\nring: on the wrong side")
    for values, look, name in zip(moment.run.loss, (TRAIN, VAL), ("train", "validation"),
                                  strict=True):  # fmt: skip
        shown = np.minimum(values[: EPOCHS + 1 if moment.stopped else moment.epoch + 1], HIGHEST)
        curves.plot(shown, look.line, color=look.color)
        curves.plot(moment.epoch, min(values[moment.epoch], HIGHEST), look.marker,
                    color=look.color, ms=8)  # fmt: skip
        curves.plot([], look.line, marker=look.marker, color=look.color, label=name)
    curves.axvline(moment.epoch, 0, HIGHEST / TOP, color=MUTED, lw=1, ls=":")
    title = f"loss, cure: {moment.cure}" if moment.cure else "loss"
    curves.set(title=title, xlabel="epoch", xlim=(-4, EPOCHS + 4), ylim=(0, TOP))
    curves.legend(loc="upper right", ncols=2, frameon=False)
