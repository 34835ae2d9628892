"""What exercise notebook 07 claims: its own cells, with other seeds."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, plots, right_and_wrong
from coursekit.assignments.source import parts
from coursekit.lessons.catalogue import find
from tests.claims.labs import SEEDS, SOURCES, lab, reference, with_ones

SOURCE = SOURCES / "07_data_splits.py"


def section(*numbers: str) -> list[str]:
    """The code cells of the sections whose headings begin so."""
    found: dict[str, list[str]] = {}
    number = ""
    for part in parts(SOURCE.read_text("utf-8")):
        if heading := re.search(r"^## (.)", part.text, re.MULTILINE):
            number = heading[1]
        if part.kind == "code":
            found.setdefault(number, []).append(part.text)
    return [cell for wanted in numbers for cell in found[wanted]]


def run(cells: list[str], seed: int | None = None) -> dict[str, Any]:
    """The names that these cells make, with their own seeds or with others."""
    names: dict[str, Any] = {
        "np": np, "data": data, "yours": reference, "print": lambda *a: None,
        "plots": plots, "right_and_wrong": right_and_wrong,
    }  # fmt: skip
    digits = "" if seed is None else str(seed)
    for cell in cells:
        exec(cell.replace("default_rng(", f"default_rng({digits}"), names)
    return names


@pytest.mark.claim("x07-rerun")
def test_the_lab_of_07_deals_the_same_sets_however_often_it_is_run():
    names: dict[str, Any] = {
        "np": np, "ck": ck, "data": data, "yours": reference, "print": lambda *a: None,
        "whose": lambda *a: None, "plots": plots,
    }  # fmt: skip
    cells = lab("07_data_splits")
    deals = next(i for i, cell in enumerate(cells) if cell.startswith("deal"))
    seen = []
    for cell in [*cells, *cells[deals:], *cells[deals + 1 :]]:
        exec(cell, names)
        if "deal" in names:
            seen.append(np.concatenate(names["deal"]))
            assert not {*names["deal"][2]} & {*names["deal"][0]}
    assert len(seen) > len(cells)
    assert all(np.array_equal(order, seen[0]) for order in seen)


@pytest.mark.claim("x07-line")
def test_the_network_of_07_knows_hardly_more_than_a_straight_line():
    houses = data.houses()
    three, price = houses.x[:, [2, 0, 6]], houses.y[:, 0] / 1000
    misses = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        learn, val, _ = reference("split_indices")(4000, rng)
        x, x_val, _ = reference("scale_splits")(three[learn], three[val], three[val])
        y = (price[learn, None] - price[learn].mean()) / price[learn].std()
        net = ck.Sequential(ck.Linear(3, 16, rng), ck.ReLU(), ck.Linear(16, 1, rng))
        ck.fit(net, ck.mean_squared_error, ck.Adam(0.01), (x, y), epochs=15, batch_size=32,
               rng=rng, progress=False)  # fmt: skip
        w = np.linalg.lstsq(with_ones(x), y, rcond=None)[0]
        guesses = np.zeros((len(val), 1)), with_ones(x_val) @ w, net(x_val)
        off = (price[learn].mean() + price[learn].std() * guess[:, 0] for guess in guesses)
        misses.append([np.sqrt(np.mean((guess - price[val]) ** 2)) for guess in off])
    mean, line, network = np.transpose(misses)
    assert np.all(np.maximum(line, network) < 0.8 * mean)  # "both know much more"
    assert 0 < np.mean(1 - network / line) < 0.05  # "hardly more"


@pytest.mark.claim("x07-fahrenheit")
def test_five_fahrenheit_readings_of_a_night_stay_fine_and_look_hot():
    shown = run(section("2"))
    missed = np.flatnonzero((shown["says"] == "fine") & (shown["sent"] != shown["degrees"]))
    assert missed.tolist() == [118, 119, 120, 121, 122]
    assert round(min(shown["sent"][missed])) == 45  # "a cold night", "a very hot day"
    for seed in SEEDS:
        names = run(section("2"), seed)
        day = names["says"][100:124]
        assert 1 <= np.sum(day == "fine") <= 9
        assert set(day) == {"fine", "Fahrenheit?"}
        assert "Fahrenheit?" not in {*names["says"][:100], *names["says"][124:]}


@pytest.mark.claim("x07-alone")
@pytest.mark.parametrize("numbers", ["5", "67", "8", "9", "C"])
def test_a_section_after_the_stop_needs_the_set_up_alone(numbers):
    run(section(*numbers))


@pytest.mark.claim("x07-scale")
def test_the_mean_is_about_one_off_on_a_standardized_scale():
    price = data.houses().y[:, 0]
    off = []
    for seed in SEEDS:
        learn, val, _ = reference("split_indices")(4000, np.random.default_rng(seed))
        center, spread = reference("standardize_fit")(price[learn, None])
        y_val = (price[val] - center) / spread
        off.append(np.sqrt(np.mean(y_val**2)))
        again = reference("miss_in_units")(off[-1], center[0], spread[0])
        assert again == pytest.approx(np.sqrt(np.mean((price[val] - center) ** 2)))
    assert 0.9 < np.median(off) < 1.1
    assert 0.7 < min(off) < max(off) < 1.4


@pytest.mark.claim("x07-ward")
def test_a_ward_full_of_fever_is_ordinary_on_its_own_scale():
    faulty = find("ready_for_test").given
    for seed in (None, *SEEDS):
        names = run(section("4"), seed)
        visitors, ward = names["visitors"], names["ward"]
        assert np.mean(faulty(visitors, ward)) == pytest.approx(0, abs=1e-9)
        scaled = reference("ready_for_test")(visitors, ward)
        assert np.all(abs(scaled[[2, 7]]) < 0.3)  # "two stand at 0"
        measured = np.delete(scaled, [2, 7])
        assert np.all(measured > (3 if seed is None else 2.5))


@pytest.mark.claim("x07-twins")
def test_a_few_sales_and_practically_all_photos_were_seen_before():
    for seed in (None, *SEEDS):
        sales, photos, by_animal = run(section("5"), seed)["leaks"].values()
        assert 0.01 < sales < 0.06
        assert photos > 0.99
        assert by_animal == 0


@pytest.mark.claim("x07-rolls")
def test_the_split_by_date_finds_almost_a_hundred_rolls_too_few():
    for seed in (None, *SEEDS):
        names = run(section("6"), seed)
        past, future = names["by_chance"]
        w = np.linalg.lstsq(names["knows"][past], names["rolls"][past], rcond=None)[0]
        assert abs(np.mean(names["knows"][future] @ w - names["rolls"][future])) < 25
        assert -115 < np.mean(names["off"]) < -80
        assert np.mean(names["off"] < 0) > 0.95


@pytest.mark.claim("x07-till")
def test_a_column_that_comes_too_late_is_best_in_the_books_and_worst_in_the_morning():
    for seed in (None, *SEEDS):
        books, at_four, in_time = run(section("6", "7"), seed)["errors"].values()
        assert books < in_time / 2
        assert in_time < at_four / 2
        assert in_time < 30  # a line without the day is off by a hundred


@pytest.mark.claim("x07-flattery")
def test_a_choice_among_ten_flatters_by_8_points_and_among_a_thousand_by_16():
    for seed in (None, *SEEDS[:4]):
        points = 100 * np.array(run(section("9"), seed)["means"])
        assert abs(points[0]) < 2  # one model: no choice
        assert points[3] == pytest.approx(7.7, abs=1.5)
        assert points[-1] == pytest.approx(16, abs=1.5)
        assert np.all(np.diff(points) > 0)
    longer = [re.sub(r"binomial\(100,(.*)/ 100", r"binomial(900,\1/ 900", c) for c in section("9")]
    assert longer != section("9")
    assert max(run(longer, 1)["means"]) < 0.07  # "more rows make the curve lower"
