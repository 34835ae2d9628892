"""What lesson 07 says about dealing rows, with seeds, houses and animals that it does not show."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from coursekit import data
from coursekit.assignments.files import read
from tests.claims.experiments_07 import learned, likes_fish, misses, standardized

SEEDS = range(20, 40)
LESSON = Path(__file__).parents[2] / "notebooks" / "07_data_splits.ipynb"


@pytest.fixture(scope="module")
def houses():
    return data.houses()


@pytest.fixture(scope="module")
def above(houses):
    return (houses.y[:, 0] > 500_000).astype(int)


def accuracy(x, y, teach, judge, epochs, seed):
    std = x[teach].std(axis=0)
    x = (x - x[teach].mean(axis=0)) / np.where(std > 0, std, 1)
    return np.mean(learned(x[teach], y[teach], epochs=epochs, seed=seed)(x[judge]) == y[judge])


@pytest.mark.claim("07-size")
def test_few_judges_disagree_and_many_teachers_hardly_help(houses, above):
    shrinks, disagree, taught = [], [], []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        order = rng.permutation(4000)
        x = standardized(houses.x, order[:1000])
        pool = (learned(x[order[:1000]], above[order[:1000]], seed=seed)(x) == above)[order[1000:]]
        small, large = (np.std([rng.choice(pool, n).mean() for _ in range(300)]) for n in (20, 500))
        shrinks.append(large / small)
        judged = [rng.permutation(pool)[:20].mean() for _ in range(20)]
        disagree.append(max(judged) - min(judged))
        taught.append([
            accuracy(houses.x, above, order[:n], order[3000:], max(10, 10_000 // n), seed)
            for n in (30, 300, 1000, 2800)
        ])  # fmt: skip
    assert [round(100 / np.sqrt(n)) for n in (600, 10_000, 15)] == [4, 1, 26]  # points
    assert np.mean(shrinks) == pytest.approx(1 / 5, abs=0.01)  # "a fifth of the spread"
    assert min(disagree) >= 0.2 - 1e-9  # "anything from mediocre to excellent"
    assert np.median(disagree) > 0.25
    a, b, c, d = np.mean(taught, axis=0)
    assert b - a > 0.05  # "rises clearly"
    assert 0 < d - c < 0.015  # "hardly"


@pytest.mark.claim("07-turns")
def test_five_turns_are_far_steadier_than_one_fold(houses, above):
    one, all_five = [], []
    for seed in SEEDS:
        few = np.random.default_rng(seed).permutation(4000)[:100]
        turns = [
            accuracy(houses.x, above, np.delete(few, np.s_[i : i + 20]), few[i : i + 20], 20, seed)
            for i in range(0, 100, 20)
        ]
        one.append(turns[0])
        all_five.append(np.mean(turns))
    assert np.std(all_five) < 0.65 * np.std(one)  # "far steadier"; by theory 1/√5 = 0.45


@pytest.mark.claim("07-twins")
def test_photos_dealt_by_chance_show_who_it_is_and_animals_dealt_show_nothing():
    photos, animals = ([likes_fish(way, seed) for seed in SEEDS] for way in (False, True))
    assert np.median(photos) == pytest.approx(0.92, abs=0.04)  # "about nine in ten"
    assert min(photos) > 0.8
    more = [likes_fish(True, seed) for seed in range(40, 60)]
    assert np.mean([*animals, *more]) == pytest.approx(0.5, abs=0.06)  # "a coin": 40 runs, sd 0.02
    assert np.std(animals) > 0.08  # "swings widely"


@pytest.mark.claim("07-years")
def test_a_line_of_the_past_is_worse_on_later_sales_and_mostly_too_low(houses):
    sold, x, price = houses.x[:, 7], houses.x[:, :7], houses.y[:, 0] / 1000
    medians = [np.median(price[sold == year]) for year in range(2010, 2017)]
    assert medians == sorted(medians)  # "Prices rose"
    for seed in SEEDS:  # half of the houses each
        rng = np.random.default_rng(seed)
        half = rng.choice(4000, 2000, replace=False)
        past, later = half[sold[half] <= 2014], half[sold[half] > 2014]
        dealt = rng.permutation(half)
        by_date = misses(x, price, past, later)
        by_chance = misses(x, price, dealt[: len(past)], dealt[len(past) :])
        assert np.sqrt(np.mean(by_date**2)) > 1.1 * np.sqrt(np.mean(by_chance**2))
        assert np.mean(by_date < 0) > 0.8  # "mostly too low"
        assert abs(np.mean(by_chance)) < 0.25 * abs(np.mean(by_date))


@pytest.fixture
def bicycles(tmp_path):
    """The file that the lesson writes."""
    (cell,) = [cell for cell in read(LESSON).cells if "bicycles.csv" in cell.source]
    path = tmp_path / "bicycles.csv"
    path.write_text(re.search(r'"""(.*?)"""', cell.source, re.DOTALL)[1], encoding="utf-8")
    return path


@pytest.mark.claim("07-bicycles")
def test_indicators_shrink_the_error_to_a_quarter_and_codes_do_not_help(bicycles, capsys):
    plain = data.from_csv(bicycles, target="price")
    full = data.from_csv(bicycles, target="price", indicators=["type"])
    codes = np.c_[full.x[:, :3] @ [0, 1, 2], plain.x]
    rows, y = np.arange(18), plain.y[:, 0]

    def error(x, folds):
        held = [misses(x, y, np.setdiff1d(rows, fold), fold) for fold in folds]
        return np.sqrt(np.mean(np.concatenate(held) ** 2))

    tables = plain.x, codes, full.x
    without, numbered, one_hot = (error(x, rows[:, None]) for x in tables)
    assert one_hot / without == pytest.approx(0.25, abs=0.05)
    assert numbered > 0.95 * without
    for seed in SEEDS:  # other folds
        folds = np.split(np.random.default_rng(seed).permutation(18), 6)
        without, numbered, one_hot = (error(x, folds) for x in tables)
        assert one_hot < 0.4 * without
        assert numbered > 0.9 * without
