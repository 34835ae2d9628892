"""Planted errors: the key is exact, and undoing it gives the clean data back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.data import (
    Fault,
    houses,
    messages,
    plant_table_errors,
    plant_text_errors,
)

CLEAN = houses().table


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def plant_with(damage):
    return plant_table_errors({"kg": np.ones(4)}, rng(), 0.25, [Fault("odd", "kg", damage)])


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("rate", [0.0, 0.02, 0.15])
def test_cleaning_by_the_key_restores_the_table(seed, rate):
    dirty, key = plant_table_errors(CLEAN, rng(seed), rate)
    restored = key.restore(dirty)
    assert restored.keys() == CLEAN.keys()
    assert all(np.array_equal(restored[name], CLEAN[name]) for name in CLEAN)


def test_the_clean_table_is_left_as_it_was():
    before = {name: column.copy() for name, column in CLEAN.items()}
    plant_table_errors(CLEAN, rng())
    assert all(np.array_equal(before[name], CLEAN[name]) for name in CLEAN)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_key_names_every_changed_cell_and_no_other(seed):
    dirty, key = plant_table_errors(CLEAN, rng(seed))
    changed = {
        (int(row), name)
        for name in CLEAN
        for row in np.flatnonzero(dirty[name][:4000] != CLEAN[name])
    }
    assert changed == {(error.row, error.column) for error in key.errors if error.column}


def test_every_row_has_one_error_at_most():
    dirty, key = plant_table_errors(CLEAN, rng(), rate=0.15)
    rows = [error.row for error in key.errors]
    assert len(rows) == len(set(rows)) == 6 * 600
    originals = [error.old for error in key.errors if error.kind == "duplicate_row"]
    assert not set(originals) & set(rows), "a doubled row is itself clean"
    assert all((dirty[name][originals] == dirty[name][4000:]).all() for name in dirty)


def test_each_error_is_what_its_name_says():
    dirty, key = plant_table_errors(CLEAN, rng())
    assert (dirty["bedrooms"][key.rows("zero_bedrooms")] == 0).all()
    assert (CLEAN["bedrooms"][key.rows("zero_bedrooms")] > 0).all()
    assert (dirty["year_built"][key.rows("year_in_future")] > 2016).all()
    assert np.isnan(dirty["sqft_living"][key.rows("sqft_missing")]).all()
    assert (dirty["sqft_living"][key.rows("sqft_in_square_meters")] < 900).all()
    assert (dirty["price"][key.rows("price_in_thousands")] < 6000).all()


def test_mark_counts_true_positives_false_negatives_and_false_positives():
    dirty, key = plant_table_errors(CLEAN, rng())
    catch = key.mark(np.flatnonzero(dirty["bedrooms"] == 0))
    assert np.array_equal(catch.true_positives, key.rows("zero_bedrooms"))
    # The five real houses without bedrooms, unless an error was planted in them.
    assert set(catch.false_positives) <= set(np.flatnonzero(CLEAN["bedrooms"] == 0))
    assert len(catch.false_positives) > 0
    assert len(catch.true_positives) + len(catch.false_negatives) == len(key.errors)
    assert key.mark([]).true_positives.size == 0


def test_the_text_of_a_key_counts_each_kind():
    _, key = plant_table_errors(CLEAN, rng())
    assert key.kinds == dict.fromkeys(key.kinds, 80)
    assert "480 planted errors" in repr(key)
    assert "80  sqft_missing" in repr(key)


def test_a_fault_of_your_own_can_be_planted():
    table = {"kg": np.array([4.0, 0.0, 30.0, 5.0])}
    fault = Fault("grams", "kg", lambda v, rng: v * 1000)
    for seed in range(5):
        dirty, key = plant_table_errors(table, rng(seed), 0.25, [fault])
        (error,) = (e for e in key.errors if e.kind == "grams")
        assert error.old != 0, "a fault is planted only where it changes something"
        assert dirty["kg"][error.row] == 1000 * error.old


def test_damage_is_not_rounded_or_cut_to_the_type_of_the_column():
    table = {"kg": np.array([4, 0, 30, 5]), "name": np.array(["Tom", "Rex", "Mia", "Max"])}
    faults = [
        Fault("halved", "kg", lambda v, rng: v / 8),
        Fault("longer", "name", lambda v, rng: np.array([text + "!!!" for text in v], object)),
    ]
    dirty, key = plant_table_errors(table, rng(), 0.25, faults)
    for error in key.errors[:2]:
        assert dirty[error.column][error.row] == error.new
    assert key.errors[0].new == key.errors[0].old / 8
    assert key.errors[1].new == key.errors[1].old + "!!!"
    restored = key.restore(dirty)
    assert all((restored[name] == table[name]).all() for name in table)


def test_a_fault_may_work_in_place_and_leaves_gaps_alone():
    def grams(v, rng):
        v *= 1000
        return v

    for seed in range(30):
        table = {"kg": np.array([4.0, np.nan, 30.0, 5.0])}
        dirty, key = plant_table_errors(table, rng(seed), 0.25, [Fault("grams", "kg", grams)])
        (error,) = (e for e in key.errors if e.kind == "grams")
        assert (error.old, error.new) == (table["kg"][error.row], dirty["kg"][error.row])
        assert error.new == 1000 * error.old


def test_a_table_with_fewer_rows_is_not_the_one_of_the_key():
    dirty, key = plant_table_errors(CLEAN, rng())
    with pytest.raises(ValueError, match=r"dirty has 4000 rows and the columns .* expected also"):
        key.restore({name: column[:4000] for name, column in dirty.items()})


def test_a_mask_is_not_taken_for_row_numbers():
    _, key = plant_table_errors(CLEAN, rng())
    mask = np.zeros(4080, bool)
    for wrong in (mask, mask.tolist(), [-1], [0.5], 3, None, [[1], [2, 3]]):
        with pytest.raises(TypeError, match=r"AnswerKey.mark: rows is .*np.flatnonzero\(mask\)"):
            key.mark(wrong)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: plant_table_errors({"kg": np.ones(9)}, rng()), "no column 'bedrooms'"),
        (lambda: plant_table_errors(CLEAN, rng(), rate=0.2), "do not fit into 4000 rows"),
        (lambda: plant_table_errors(CLEAN, rng(), rate=-1), "rate is -1"),
        (lambda: plant_table_errors(CLEAN, 0), "default_rng"),
        (lambda: plant_text_errors(["hello"], rng()), "do not fit into 1 rows"),
        (lambda: plant_text_errors("hello" * 9, rng()), "plant_text_errors: texts is the text"),
        (lambda: plant_text_errors(["hi", None] * 9, rng()), "texts is a list, expected a list of"),
        (lambda: Fault("grams", "kg", 1000), r"damage is an int \(1000\), expected a function"),
        (
            lambda: plant_with(lambda v, rng: v[:1]),
            r"makes an array of shape \(1,\) of column 'kg'",
        ),
        (lambda: plant_with(lambda v, rng: v + "g"), "the fault 'odd' stopped on column 'kg'"),
        (lambda: plant_with(lambda v, rng: v.astype(str)), "expected 4 values of the same kind"),
        (
            lambda: plant_table_errors(CLEAN, rng())[1].restore({"price": np.ones(3)}),
            "dirty has 3 rows and the columns price, expected also",
        ),
        (
            lambda: plant_table_errors(CLEAN, rng())[1].rows("typo"),
            "'typo', and there is no such error; expected one of zero",
        ),
    ],
)
def test_impossible_requests_are_explained(call, words):
    with pytest.raises((TypeError, ValueError), match=words):
        call()


@given(seed=st.integers(0, 50))
def test_the_key_of_the_texts_is_exact(seed):
    clean, _ = messages(200, rng(seed))
    before = list(clean)
    dirty, key = plant_text_errors(clean, rng(seed))
    assert clean == before
    column = np.empty(len(dirty), dtype=object)
    column[:] = dirty
    assert key.restore({"text": column})["text"].tolist() == clean
    changed = {row for row in range(200) if dirty[row] != clean[row]}
    assert changed == {error.row for error in key.errors if error.column}
    assert set(key.kinds.values()) == {6}


def test_each_text_error_is_what_its_name_says():
    clean, _ = messages(200, rng())
    dirty, key = plant_text_errors(clean, rng())
    shown = {kind: [dirty[row] for row in key.rows(kind)] for kind in key.kinds}
    assert set(shown["missing"]) == {None}
    assert {text.strip() for text in shown["blank"]} == {""}
    assert max(map(len, shown["cut_off"])) == 6
    assert all("&lt;br&gt;" in text for text in shown["escaped"])
    assert all("\ufffd" in text for text in shown["unreadable"])
    assert all("Ã" in text or "Â" in text for text in shown["wrong_encoding"])
    assert set(shown["duplicate_row"]) <= set(clean)


def test_a_wrong_encoding_cannot_be_planted_in_plain_english():
    _, key = plant_text_errors([f"Message number {i}" for i in range(60)], rng())
    assert "wrong_encoding" not in key.kinds
    assert key.kinds["blank"] == 2
