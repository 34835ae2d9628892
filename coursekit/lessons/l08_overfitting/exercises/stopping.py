"""Lesson 08, overfitting: when to stop, and which weights to keep."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def early_stopping(val_losses: list[float], patience: int) -> tuple[int, int]:
    best = 0
    for epoch in range(len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        if epoch - best == patience:
            return best, epoch
    return best, len(val_losses) - 1


def _waiting(val_losses: Any, patience: int) -> tuple[int, int]:
    lowest, best, waited = float("inf"), 0, 0
    for epoch, loss in enumerate(val_losses):
        waited += 1
        if loss < lowest:
            lowest, best, waited = loss, epoch, 0
        if waited >= patience:
            return best, epoch
    return best, epoch


def _in_one_go(val_losses: Any, patience: int) -> Any:
    lowest = np.minimum.accumulate(np.asarray(val_losses, dtype=np.float32))
    news = np.flatnonzero(np.append(True, lowest[1:] < lowest[:-1]))
    gaps = np.diff(np.append(news, len(val_losses) + patience))
    best = news[np.argmax(gaps > patience)] if (gaps > patience).any() else news[-1]
    return best, min(best + patience, len(val_losses) - 1)


def _stopping(
    better: Any = lambda losses, epoch, best: losses[epoch] < losses[best],
    enough: Any = lambda epoch, best, bad, patience: epoch - best >= patience,
    hand_back: Any = lambda best, epoch, losses: (best, epoch),
    reset: bool = True,
) -> Answer:
    """Early stopping with one of its parts replaced; `bad` counts epochs without a new best."""

    def early_stopping(val_losses: Any, patience: int) -> Any:
        best = bad = 0
        for epoch in range(1, len(val_losses)):
            if better(val_losses, epoch, best):
                best, bad = epoch, 0 if reset else bad
            else:
                bad += 1
            if enough(epoch, best, bad, patience):
                return hand_back(best, epoch, val_losses)
        return hand_back(best, len(val_losses) - 1, val_losses)

    return early_stopping


def _last_against_previous(val_losses: Any, patience: int) -> tuple[int, int]:
    worse = 0
    for epoch in range(1, len(val_losses)):
        worse = worse + 1 if val_losses[epoch] >= val_losses[epoch - 1] else 0
        if worse == patience:
            return int(np.argmin(val_losses[: epoch + 1])), epoch
    return int(np.argmin(val_losses)), len(val_losses) - 1


def _first_in_vain(val_losses: Any, patience: int) -> tuple[int, int]:
    best = bad = 0
    for epoch, loss in enumerate(val_losses):
        bad = 0 if loss < val_losses[best] else bad + 1
        best = epoch if bad == 0 else best
        if bad == patience:
            return best, epoch
    return best, len(val_losses) - 1


def _to_the_length(val_losses: Any, patience: int) -> tuple[int, int]:
    best, stop = early_stopping(val_losses, patience)
    return best, stop if stop - best == patience else len(val_losses)


EASIER = """
def early_stopping(val_losses, patience):
    best, best_epoch = float("inf"), 0
    for epoch, loss in enumerate(val_losses):
        if «loss < best»:
            # Lower than all before it: keep the value and its epoch.
            best, best_epoch = loss, epoch
        # How long ago was the best one? That is how many epochs were in vain.
        elif «epoch - best_epoch» >= patience:
            return best_epoch, epoch
    return best_epoch, len(val_losses) - 1
"""

EARLY_STOPPING = Exercise(
    signature="early_stopping(val_losses, patience)",
    task="Return (best epoch, epoch of the stop), counted from 0: stop at the first epoch that is "
    "the patience-th in a row without a new lowest loss, else at the last epoch.",
    reference=early_stopping,
    probes=(
        ([3.0, 2.0, 4.0, 5.0, 1.0], 2),
        ([5.0, 4.0, 4.5, 3.0, 3.5, 3.2, 3.1, 2.0], 3),
        ([5.0, 4.0, 4.5, 3.0, 3.5, 2.5, 2.7, 2.6, 2.55, 2.4], 4),
        ([1.0, 1.0, 1.0, 1.0], 2),
        ([2.0, 1.0, 3.0, 2.5, 2.8, 2.2, 0.5], 3),
        ([4, 3, 2, 1], 1),
        ([3.0, 1.0, 2.0], 4),
        ([2.0], 1),
        ([3.0, 4.0, 2.0, 5.0, 6.0], 1),
    ),
    misconceptions=(
        Misconception(
            "against_the_previous_epoch",
            "Lower than in the last epoch is an improvement.",
            "A loss that is lower than in the epoch before need not be a new lowest one. With "
            "which loss do you compare?",
            _last_against_previous,
        ),
        Misconception(
            "never_forgives",
            "Patience is a stock that is used up once.",
            "Your count goes on from where it was before the last record. A record should set it "
            "back to zero.",
            _stopping(
                enough=lambda epoch, best, bad, patience: bad >= patience and epoch != best,
                reset=False,
            ),
        ),
        Misconception(
            "first_bad_epoch",
            "A loss that rises once has turned.",
            "patience could be 1 or 100: your answer does not change.",
            _stopping(enough=lambda epoch, best, bad, patience: epoch > best),
        ),
        Misconception(
            "one_too_patient",
            "Patience ends after the last epoch that is allowed to be bad.",
            "You allow one epoch more without a new lowest loss than the task does. The patience-"
            "th is the last one.",
            _stopping(enough=lambda epoch, best, bad, patience: epoch - best > patience),
        ),
        Misconception(
            "keeps_the_last",
            "A network is best when training ends.",
            "Both of your numbers are the same. The epoch of the stop is worse than the one to go"
            " back to, or you would not have stopped.",
            _stopping(hand_back=lambda best, epoch, losses: (epoch, epoch)),
        ),
        Misconception(
            "sees_the_future",
            "The best epoch is the lowest point of the whole curve.",
            "When patience is at its end, nobody knows the epochs that would have come. Your code "
            "does.",
            lambda val_losses, patience: (
                int(np.argmin(val_losses)),
                min(int(np.argmin(val_losses)) + patience, len(val_losses) - 1),
            ),
        ),
        Misconception(
            "equal_is_better",
            "As good as the best is a new best.",
            "A loss that only equals the lowest counts as a success in yours. Is it a new lowest "
            "one?",
            _stopping(better=lambda losses, epoch, best: losses[epoch] <= losses[best]),
        ),
        Misconception(
            "loss_for_epoch",
            "The best loss is what was asked for.",
            "You hand back the lowest loss. In which epoch was it?",
            _stopping(hand_back=lambda best, epoch, losses: (losses[best], epoch)),
        ),
        Misconception(
            "counts_from_one",
            "The first epoch is number 1.",
            "Both epochs are one too late. With which number does the task begin to count?",
            _stopping(hand_back=lambda best, epoch, losses: (best + 1, epoch + 1)),
        ),
        Misconception(
            "higher_is_better",
            "A validation result should be high.",
            "You wait for the loss to rise. That would suit an accuracy.",
            _stopping(better=lambda losses, epoch, best: losses[epoch] > losses[best]),
        ),
        Misconception(
            "first_is_in_vain",
            "The first epoch has nothing to be better than.",
            "Your waiting begins with the first epoch, as if it were in vain. Has any loss been "
            "lower before it?",
            _first_in_vain,
        ),
        Misconception(
            "best_of_all",
            "The best epoch is the lowest of the list.",
            "Your stop is right, and yet your best epoch comes from after it: from epochs that "
            "never took place.",
            _stopping(hand_back=lambda best, epoch, losses: (int(np.argmin(losses)), epoch)),
        ),
        Misconception(
            "end_is_the_length",
            "The last of n epochs is epoch n.",
            "Where nothing stops the training, you name the number of losses. Counted from 0, the"
            " last epoch has another number.",
            _to_the_length,
        ),
    ),
    alternates=(_waiting, _in_one_go, _stopping()),
    hints=(
        "Walk along the list and cover what lies ahead with your hand. What do you have to "
        "remember at each epoch?",
        "Remember the epoch of the lowest loss so far. How long ago it was tells when to stop.",
        "For each epoch: if its loss is below the lowest, remember the epoch; if the best epoch "
        "lies patience epochs back, hand both back. After the loop the last epoch is the stop.",
    ),
    properties=(
        Property(
            "what comes after the stop does not matter",
            lambda answer: (
                tuple(answer([3.0, 2.0, 4.0, 5.0, 1.0, 0.0], 2))
                == tuple(answer([3.0, 2.0, 4.0, 5.0, 9.0], 2))
            ),
            "Change the losses after the stop: your answer changes with them.",
        ),
        Property(
            "a loss that always falls is never stopped",
            lambda answer: tuple(answer([9.0, 7.0, 4.0, 3.5], 1)) == (3, 3),
            "If each epoch is a new best, the last one is the best and the stop.",
        ),
        Property(
            "it stops patience epochs after the best",
            lambda answer: all(
                tuple(answer([2.0, 1.0, 5.0, 6.0, 7.0, 8.0], k)) == (1, 1 + k) for k in (1, 2, 3, 4)
            ),
            "The best is epoch 1 and everything after it is worse. With patience k, at which "
            "epoch do you stop?",
        ),
    ),
    easier=EASIER,
)

EXERCISES = (EARLY_STOPPING,)
