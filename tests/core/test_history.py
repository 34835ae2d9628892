"""History and EarlyStopping by themselves."""

import math

import numpy as np
import pytest

from coursekit import EarlyStopping, History, Linear, Sequential


def net():
    return Sequential(Linear(2, 1, np.random.default_rng(0)))


@pytest.mark.parametrize(
    ("train", "val", "best"),
    [
        ([3.0, 1.0, 2.0], [], 1),
        ([3.0, 2.0, 1.0], [5.0, 4.0, 4.5], 1),
        ([1.0, 1.0], [], 0),
        ([2.0, math.nan], [], 0),
        ([2.0, math.inf, 1.0], [], 2),
        ([math.nan, math.nan], [], 0),
        ([math.inf], [], 0),
    ],
)
def test_the_best_epoch_has_the_lowest_loss_and_exists(train, val, best):
    assert History(train_loss=train, val_loss=val).best_epoch == best


def test_without_an_epoch_there_is_no_best_one():
    with pytest.raises(ValueError, match="History: no epoch was finished yet"):
        History().best_epoch  # noqa: B018


def test_two_histories_share_no_list():
    first, second = History(), History()
    first.record({"": {"loss": 1.0, "accuracy": 0.5}})
    assert second.train_loss == []
    assert second.metrics == {}


def test_results_are_filed_under_their_set():
    history = History()
    for loss in (3.0, 2.0):
        history.record({"": {"loss": loss, "accuracy": 0.5},
                        "val_": {"loss": loss + 1, "accuracy": 0.4}})  # fmt: skip
    assert history.train_loss == [3, 2]
    assert history.val_loss == [4, 3]
    assert history.metrics == {"accuracy": [0.5, 0.5], "val_accuracy": [0.4, 0.4]}


def test_a_history_tells_itself_in_a_line():
    history = History([1.0, 0.5], [0.7], [0.8], {"accuracy": [0.9]}, "Stopped by you.")
    assert repr(history) == (
        "History: 1 epoch, 2 steps, training loss 0.7000, validation loss 0.8000, "
        "accuracy 0.9000. Stopped by you."
    )


@pytest.mark.parametrize(
    ("patience", "losses", "stops_at"),
    [
        (1, [3, 2, 2], 2),
        (2, [3, 2, 2.5, 1, 1, 1], 5),
        (3, [5, 4, 3, 2, 1], None),
        (2, [1, math.nan, math.nan], 2),
        (2, [math.nan, math.nan, 1], 1),
    ],
)
def test_patience_counts_the_epochs_in_a_row_without_a_new_lowest_loss(patience, losses, stops_at):
    watch, model = EarlyStopping(patience), net()
    answers = [watch.update(loss, model) for loss in losses]
    expected = len(losses) if stops_at is None else stops_at
    assert not any(answers[:expected])
    assert stops_at is None or answers[stops_at]


def test_the_best_state_is_a_copy_of_the_best_epoch():
    watch, model = EarlyStopping(5), net()
    for loss, weight in ((3.0, 1.0), (1.0, 2.0), (2.0, 3.0)):
        model.theta[...] = weight
        watch.update(loss, model)
    model.theta[...] = 99
    assert watch.best == 1
    assert watch.best_state["0.W"].tolist() == [[2], [2]]
    watch.reset()
    assert watch.best == math.inf
    assert watch.best_state == {}


@pytest.mark.parametrize("patience", [0, -1, 2.5, True, "3"])
def test_patience_is_a_whole_number_of_at_least_one(patience):
    with pytest.raises((TypeError, ValueError), match=r"EarlyStopping: patience is .*whole"):
        EarlyStopping(patience)
