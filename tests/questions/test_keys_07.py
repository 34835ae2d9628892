"""The keys of lesson 07: computed where there is a computation, else with a reason."""

from __future__ import annotations

import numpy as np

from coursekit import data, widgets
from coursekit.lessons.l07_data_splits.questions import ALLOWED, LEAK, PREDICTIONS, QUIZ, VOTES
from tests.claims.experiments_07 import (
    likes_fish,
    misses,
    nine_bad_rows,
    noise_accuracy,
    standardized,
    steps_needed,
    winners,
)

RECALLED = {
    question.id: question
    for name in QUIZ
    for question in getattr(widgets.quiz(name), "questions", ())
}
ALL = {**RECALLED, **VOTES, **PREDICTIONS}

REASONS = {
    "07.book": "Each right side says the left one in the words of a table.",
    "07.r3": "Labels that coins decided cannot be known for new examples.",
    "07.leak1": "Nothing of validation or test is looked at.",
    "07.leak3": "Choosing is what the validation set is for.",
    "07.leak4": "The change was made because of the test, and is judged by it.",
    "07.leak5": "The scaler was measured before the test set was touched.",
    "07.leak6": "The rule was there before the rows, and needs no other row.",
    "07.leak8": "The choice is made, and the test set takes part in nothing.",
    "07.leak9": "The maximum over five tests is a choice by the test, as with the flippers.",
    "07.leak10": "The test animal is known; the model is meant for others.",
    "07.grade": "Validation chose, so it flatters; the test chose nothing.",
}

SEEDS = range(60, 70)


def nearest(options, value: float) -> str:
    """The option whose percent is nearest."""
    return min(options, key=lambda option: abs(float(option.rstrip("%")) / 100 - value))


def test_every_question_has_a_computation_or_a_reason():
    computed = {"07.1", "07.2", "07.3", "07.4", "07.5", "07-a", "07-b"}
    computed |= {"07.r1", "07.r2", "07.spam", "07.leak2", "07.leak7"}
    puzzles = {name for name in QUIZ if not hasattr(widgets.quiz(name), "questions")}
    assert sorted([*REASONS, *computed]) == sorted([*ALL, *puzzles])


def test_nine_bad_rows():
    factor = np.median([nine_bad_rows(seed)[0] for seed in SEEDS])
    found = {1: "nearly the same as without them", 2: "about twice as large"}
    said = found.get(round(factor), "more than 20 times as large" if factor > 20 else "?")
    assert ALL["07.1"].right == said


def test_who_needs_the_fewest_steps():
    houses = data.houses()
    three, price = houses.x[:, [2, 0, 6]], houses.y[:, 0] / 1000
    steps = {
        "the raw table": steps_needed(three, price),
        "min–max scaling": steps_needed((three - three.min(axis=0)) / np.ptp(three, axis=0), price),
        "standardizing": steps_needed(standardized(three, slice(None)), price),
    }
    assert len(set(steps.values())) == 3  # so they do not all need the same
    assert ALL["07.2"].right == min(steps, key=lambda name: steps[name])


def test_values_chosen_on_all_patients_or_on_the_training_half():
    means = [np.mean([noise_accuracy(n, seed) for seed in SEEDS]) for n in (100, 50)]

    def apart(option: str) -> float:
        both = [float(part.rstrip("%")) / 100 for part in option.split(" and ")]
        return float(np.abs(np.subtract(both, means)).max())

    assert ALL["07.3"].right == min(ALL["07.3"].options, key=apart)


def test_photos_dealt_by_chance():
    accuracy = np.median([likes_fish(False, seed) for seed in SEEDS])
    said = "more than 85%" if accuracy > 0.85 else nearest(["50%", "70%"], accuracy)
    assert ALL["07.4"].right == said.replace("50%", "about 50%").replace("70%", "about 70%")


def test_a_line_that_is_tested_on_later_years():
    houses = data.houses()
    sold, x, price = houses.x[:, 7], houses.x[:, :7], houses.y[:, 0] / 1000
    by_date = misses(x, price, np.flatnonzero(sold <= 2014), np.flatnonzero(sold > 2014))
    dealt = np.random.default_rng(60).permutation(4000)
    by_chance = misses(x, price, dealt[len(by_date) :], dealt[: len(by_date)])
    ratio = np.sqrt(np.mean(by_date**2) / np.mean(by_chance**2))
    too_low = np.mean(by_date < 0)
    if ratio > 1.1:
        said = "larger, mostly too low" if too_low > 0.8 else "larger, in both directions"
    else:
        said = "about the same" if ratio > 0.9 else "smaller, as it knows the past"
    assert ALL["07.5"].right == said


def test_whose_rows_make_the_scaler():
    x = data.houses().x
    train, _, test = data.split_indices(4000, np.random.default_rng(61))
    largest = int(np.argmax(x[test, 2]))
    grown = x.copy()
    grown[test[largest], 2] *= 2  # one test house, twice as large
    moved = [np.ptp(table[rows], axis=0) for table in (x, grown) for rows in (train, slice(None))]
    assert np.array_equal(moved[0], moved[2])  # the honest scaler does not notice
    assert not np.array_equal(moved[1], moved[3])
    assert ALL["07-a"].right == "the test rows help to make the scaler"


def test_the_luckiest_flipper_later():
    later = np.mean([winners(seed)[1] for seed in range(60, 160)])
    assert ALL["07-b"].right == nearest(VOTES["07-b"].options, later)


def test_how_much_a_large_miss_counts():
    said = {1.0: "just as much", 100.0: "100 times as much", 10_000.0: "10,000 times as much"}
    assert ALL["07.r1"].right == said[(1000 / 10) ** 2]


def test_what_the_curved_direction_decides():
    def left(rate: float, curvature: float) -> float:
        return abs(1 - rate * curvature) ** 200

    assert left(2 / 100 * 0.99, 100) < 1 < left(2 / 100 * 1.01, 100)  # the largest rate
    assert left(0.019, 100) < 1e-4 < left(0.019, 1)  # the flat one takes the steps
    assert ALL["07.r2"].right == "the largest rate that works"


def test_a_right_answer_for_95_percent_of_the_mails_leaves_the_spam_open():
    spam = np.arange(1000) < 50
    filters = [np.zeros(1000, dtype=bool), np.arange(1000) < 100]
    assert [np.mean(said == spam) for said in filters] == [0.95, 0.95]
    caught = [np.mean(said[spam]) for said in filters]
    assert caught == [0, 1]
    assert ALL["07.spam"].right == "that cannot be said"


def test_what_is_measured_on_all_rows_knows_the_test():
    x = np.arange(10.0)
    changed = np.where(x >= 7, 0, x)  # the last three rows are the test set
    median_moves = np.median(x) != np.median(changed)
    assert ALL["07.leak2"].right == (LEAK if median_moves else ALLOWED)
    gained = np.mean([noise_accuracy(100, s) - noise_accuracy(50, s) for s in SEEDS])
    assert ALL["07.leak7"].right == (LEAK if gained > 0.1 else ALLOWED)
