"""Lesson 05, a search for the rate that does not stop at the edge of its list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property


def next_rate(lrs: Any, val_losses: Any) -> Any:
    """Three times or a third of the best rate where it lies at the edge, else the best itself."""
    finite = np.where(np.isnan(val_losses), np.inf, val_losses)
    best = lrs[np.argmin(finite)]
    if best == max(lrs):
        return 3 * best
    if best == min(lrs):
        return best / 3
    return best


def _best(lrs: Any, val_losses: Any) -> Any:
    return lrs[np.nanargmin(val_losses)]


def _by_place(lrs: Any, val_losses: Any) -> Any:
    place = np.nanargmin(val_losses)
    if place == len(lrs) - 1:
        return 3 * lrs[place]
    return lrs[place] / 3 if place == 0 else lrs[place]


def _by_trend(lrs: Any, val_losses: Any) -> Any:
    small, large = np.argmin(lrs), np.argmax(lrs)
    return 3 * lrs[large] if val_losses[large] < val_losses[small] else lrs[small] / 3


def _two_ways(up: Callable[[Any], Any], down: Callable[[Any], Any]) -> Answer:
    """What it does with the best rate where that is the largest, and where it is the smallest."""

    def answer(lrs: Any, val_losses: Any) -> Any:
        best = _best(lrs, val_losses)
        if best == max(lrs):
            return up(best)
        return down(best) if best == min(lrs) else best

    return answer


def _sorted_first(lrs: Any, val_losses: Any) -> Any:
    runs = [(lr, loss) for lr, loss in zip(lrs, val_losses, strict=True) if loss == loss]
    best, _ = min(runs, key=lambda run: run[1])
    rates = sorted(lrs)
    return {rates[0]: best / 3, rates[-1]: best * 3}.get(best, best)


def _order_is_free(answer: Answer) -> Any:
    lrs, losses = np.array([0.1, 0.3, 0.9]), np.array([0.7, 0.6, 0.4])
    for turn in range(3):
        turned = np.roll(lrs, turn), np.roll(losses, turn)
        if not np.isclose(yours := answer(*turned), 2.7):
            return Broken(yours, 2.7, lrs=turned[0], val_losses=turned[1])
    return True


def array(*values: float) -> Any:
    return np.array(values)


NAN = float("nan")

NEXT_RATE = Exercise(
    signature="next_rate(lrs, val_losses)",
    task="Return the rate to try next: three times the best one if that is the largest tried so "
    "far, a third of it if it is the smallest, else the best itself; a run whose loss is nan is "
    "never the best, and no two rates or losses are equal.",
    reference=next_rate,
    probes=(
        (array(0.1, 0.3), array(0.5, 0.4)),
        (array(0.1, 0.3), array(0.4, 0.5)),
        (array(0.1, 0.3, 0.9), array(0.6, 0.4, 0.5)),
        (array(0.01, 0.1, 1.0), array(0.7, 0.3, NAN)),
        (array(0.3, 0.1, 0.9), array(0.4, 0.5, 0.6)),
        (array(0.9, 0.3, 0.1), array(0.7, 0.8, 0.9)),
        (array(6.0, 2.0, 0.5), array(NAN, 0.9, 0.3)),
        (array(1.0, 0.1, 0.4, 0.2), array(0.5, 0.9, 0.3, 0.2)),
        (array(0.2, 0.6, 0.1), array(0.9, 0.3, NAN)),
    ),
    misconceptions=(
        Misconception(
            "content",
            "The best of the list is the best there is.",
            "Yours hands back the best rate of the list. It lies at the edge here: has anybody "
            "looked beyond it?",
            _best,
        ),
        Misconception(
            "only_upward",
            "Only larger rates are worth a try.",
            "Here the smallest rate is the best, and yours hands it back. On which side has nobody "
            "looked? Follow your lines through this case.",
            _two_ways(lambda best: 3 * best, lambda best: best),
        ),
        Misconception(
            "only_downward",
            "Only smaller rates are worth a try.",
            "Here the largest rate is the best, and yours hands it back. On which side has nobody "
            "looked? Follow your lines through this case.",
            _two_ways(lambda best: best, lambda best: best / 3),
        ),
        Misconception(
            "turned_round",
            "At the edge one turns round.",
            "Yours goes back to where rates were tried already. Where is the list open?",
            _two_ways(lambda best: best / 3, lambda best: 3 * best),
        ),
        Misconception(
            "by_place",
            "The list rises, so its ends are its edges.",
            "Look at the order of these rates. Is the largest at the end of the list, and the "
            "smallest at its start?",
            _by_place,
        ),
        Misconception(
            "sorted_alone",
            "A list that is sorted still fits the other.",
            "You put the rates in order. Do the losses move with them?",
            lambda lrs, val_losses: next_rate(np.sort(lrs), val_losses),
        ),
        Misconception(
            "by_trend",
            "The better of the two ends says where to go.",
            "You compare the two ends and forget what lies between. Which rate is the best?",
            _by_trend,
        ),
        Misconception(
            "always_further",
            "After the best comes three times the best.",
            "Yours goes up from every best rate. Has this one larger rates beside it that were "
            "tried?",
            lambda lrs, val_losses: 3 * _best(lrs, val_losses),
        ),
        Misconception(
            "nan_wins",
            "NumPy passes over what is not a number.",
            "One of these runs exploded, and yours takes it for the best. What does a search for "
            "the smallest make of nan?",
            lambda lrs, val_losses: next_rate(lrs, np.where(np.isnan(val_losses), -1, val_losses)),
        ),
        Misconception(
            "highest_loss",
            "The largest number wins.",
            "Yours takes the run with the highest loss. Which of two losses is the better one?",
            lambda lrs, val_losses: next_rate(lrs, -val_losses),
        ),
        Misconception(
            "a_place",
            "The place of the best run is its rate.",
            "You work with the place of the best run in the list. Which rate stands there?",
            lambda lrs, val_losses: next_rate(np.arange(len(lrs)), val_losses),
        ),
    ),
    alternates=(
        _sorted_first,
        lambda lrs, val_losses: (
            _best(lrs, val_losses)
            * 3.0
            ** (
                int(np.argmax(lrs) == np.nanargmin(val_losses))
                - int(np.argmin(lrs) == np.nanargmin(val_losses))
            )
        ),
    ),
    hints=(
        "Which rate is the best? And is there a tried rate on either side of it?",
        "You may call best_learning_rate for the best rate. Then compare it with the largest and "
        "the smallest of all rates: three cases.",
        "Find the best rate, nan left out. With if, ask whether it equals max of the rates, then "
        "whether it equals min of them; hand back three times it, a third of it, or it.",
    ),
    properties=(
        Property(
            "the order of the runs does not matter",
            _order_is_free,
            "The same three runs, in another order: the next rate is the same.",
        ),
        Property(
            "between two worse ones the search has ended",
            lambda f: f(array(0.2, 0.4, 0.8), array(0.5, 0.1, 0.3)) == 0.4,
            "The best rate has worse ones on both sides. There is nothing to try beyond.",
        ),
    ),
)

EXERCISES = (NEXT_RATE,)
