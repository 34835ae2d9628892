"""The learner's own CSV file becomes a Dataset; what is left out or means two things is said."""

from __future__ import annotations

import io
from csv import QUOTE_ALL, QUOTE_MINIMAL, writer

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursekit.data import from_csv


@pytest.fixture
def csv(tmp_path):
    def write(text: str, encoding: str = "utf-8"):
        path = tmp_path / "pets.csv"
        path.write_text(text, encoding=encoding)
        return path

    return write


PETS = "name,kg,age,species\nTom,4.5,3,cat\nRex,30,,dog\nMia,3.9,8,cat\n"


def test_a_csv_file_becomes_a_dataset(csv):
    data = from_csv(csv(PETS), target="species")
    assert data.feature_names == ("kg", "age")
    assert data.class_names == ("cat", "dog")
    assert data.y.tolist() == [0, 1, 0]
    assert np.isnan(data.x[1, 1])
    assert data.table["name"].tolist() == ["Tom", "Rex", "Mia"]
    assert data.name == "pets"


def test_a_number_to_predict_keeps_its_name_and_groups(csv):
    data = from_csv(csv(PETS), target="kg", features=["age"], group="species")
    assert (data.y.ravel().tolist(), data.target_name) == ([4.5, 30, 3.9], "kg")
    assert data.groups.tolist() == ["cat", "dog", "cat"]
    assert data.feature_names == ("age",)


def test_neither_target_nor_group_is_a_feature(csv):
    data = from_csv(csv("house,sqft,price\n7,900,1.5\n8,800,1.2\n"), "price", group="house")
    assert data.feature_names == ("sqft",)


def test_numbers_can_be_class_names(csv):
    data = from_csv(csv("kg,stars\n1,10\n2,9\n3,10\n"), target="stars", labels=True)
    assert (data.y.tolist(), data.class_names) == ([1, 0, 1], ("9", "10"))


def test_spreadsheet_files_with_a_byte_order_mark_and_semicolons_are_read(csv):
    path = csv(PETS.replace(",", ";"), encoding="utf-8-sig")
    data = from_csv(path, target="species", delimiter=";")
    assert list(data.table) == ["name", "kg", "age", "species"]
    with pytest.raises(ValueError, match="Try delimiter=';'"):
        from_csv(path, target="species")


@pytest.mark.parametrize(
    ("text", "target", "words"),
    [
        (PETS, "Species", "no column 'Species' for target, expected one of name, kg, age, species"),
        (PETS.replace("3.9", "3.9 kg"), "species", r"'kg' holds the text '3.9 kg' in line 4"),
        (PETS.replace(",dog", ","), "species", "'species' is empty in 1 rows, the first in line 3"),
        (PETS.replace("30,,", "NA,2,"), "kg", "'kg' is empty in 1 rows, the first in line 3"),
        (PETS.replace("dog", "cat"), "species", "one class only, cat"),
        ("name,species\nTom,cat\nRex,dog\n", "species", "no column of numbers is left"),
        ("kg,species\n", "species", "no row below the column names"),
        ("kg,species\n4,cat,5\n", "species", "line 2 has 3 cells, expected 2"),
    ],
)
def test_faults_in_a_csv_file_are_explained(csv, text, target, words):
    with pytest.raises(ValueError, match=words):
        from_csv(csv(text), target)


def test_a_column_of_text_asked_as_a_feature_is_refused(csv):
    with pytest.raises(ValueError, match=r"'name' holds the text 'Tom' in line 2.*features="):
        from_csv(csv(PETS), "species", features=["kg", "name"])


def test_a_column_of_few_notes_is_text_and_stays_out(csv):
    text = "kg,note,species\n4,,cat\n30,barks,dog\n5,,cat\n"
    assert from_csv(csv(text), "species").feature_names == ("kg",)


def test_missing_and_unreadable_files_are_explained(csv, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"path is .*nothing.csv.*no such file"):
        from_csv(tmp_path / "nothing.csv", "kg")
    with pytest.raises(ValueError, match="not text in UTF-8"):
        from_csv(csv("näme,kg\na,1\n", encoding="latin-1"), "kg")


def table(*cells: str, name: str = "price") -> str:
    """A file with semicolons: a column that is asked about, a number and a class in each row."""
    rows = [f"{cell};{i};{'cat' if i % 2 else 'dog'}" for i, cell in enumerate(cells)]
    return "\n".join([f"{name};id;species", *rows]) + "\n"


@pytest.mark.parametrize(
    ("cells", "options", "numbers"),
    [
        (("1,5", "−2"), {"decimal": ","}, [1.5, -2]),
        (("1,250", "999"), {"thousands": ","}, [1250, 999]),
        (("1.250,5", "-3,25"), {"decimal": ",", "thousands": "."}, [1250.5, -3.25]),
        (("1 250", "1\u202f000"), {"thousands": " "}, [1250, 1000]),
        (("1'250.5", "12’000"), {"thousands": "'"}, [1250.5, 12000]),
        (("5%", "7.5 %"), {"ignore": "%"}, [5, 7.5]),
        (("$5", "-$7"), {"ignore": "$"}, [5, -7]),
        (("$1,250", "$5"), {"ignore": "$", "thousands": ","}, [1250, 5]),
        (("1.250,00 €", "5 €"), {"ignore": "€", "decimal": ",", "thousands": "."}, [1250, 5]),
    ],
)
@pytest.mark.parametrize("role", ["feature", "target"])
def test_other_numerals_are_read_with_options_and_named_without(csv, cells, options, numbers, role):
    path = csv(table(*cells))
    about = {"target": "species"} if role == "feature" else {"target": "price"}
    with pytest.raises(ValueError, match="'price' holds numbers such as") as told:
        from_csv(path, delimiter=";", **about)
    assert all(f"{name}={sign!r}" in str(told.value) for name, sign in options.items())
    data = from_csv(path, delimiter=";", **about, **options)
    read = data.x[:, 0] if role == "feature" else data.y[:, 0]
    assert read.tolist() == numbers


def test_a_number_with_two_readings_is_named_with_both(csv):
    with pytest.raises(ValueError, match=r"thousands=',' \('1,000' is then 1000\) or decimal=','"):
        from_csv(csv(table("1,000", "2,000")), "species", delimiter=";")


def test_a_proposal_keeps_the_options_that_are_given(csv):
    path = csv("price;off;species\n1,250;5%;cat\n900;7%;dog\n")
    with pytest.raises(
        ValueError, match=r"'off' .* Try thousands=',', ignore='%' \('5%' is then 5"
    ):
        from_csv(path, "species", delimiter=";", thousands=",")
    path = csv("price;off;species\n$1;5%;cat\n$9;7%;dog\n")
    with pytest.raises(ValueError, match=r"'off' .* Try ignore='\$%' \('5%' is then 5\); or"):
        from_csv(path, "species", delimiter=";", ignore="$")


def test_ways_that_give_the_same_numbers_are_named_once(csv):
    with pytest.raises(ValueError, match=r"Try decimal=',' \('1,5' is then 1.5\); or leave"):
        from_csv(csv(table("1,5", "2,25")), "species", delimiter=";")


def test_three_decimals_in_every_cell_are_read_and_doubted(csv, capsys):
    data = from_csv(csv(table("1.250", "12.000")), "species", delimiter=";")
    assert data.x[:, 0].tolist() == [1.25, 12]
    assert (
        "'price': '1.250' was read as 1.25. If it means 1250, try decimal=',', thousands='.'."
        in (capsys.readouterr().out)
    )
    from_csv(csv(table("0.250", "1.500")), "species", delimiter=";")
    from_csv(csv(table("1.250", "12.000")), "species", delimiter=";", thousands=",")
    assert "was read as" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("1,000", "2"), "numbers such as '1,000' in line 2, expected the form decimal='.'"),
        (
            ("300", "about 5"),
            "'300' in line 2 and 'about 5' in line 3: text that looks like numbers",
        ),
        (("~5", "<7"), "holds '~5' in line 2: text that looks like numbers"),
        (("12345678901234567", "1"), "looks like numbers"),
    ],
)
def test_a_target_that_looks_like_numbers_becomes_classes_on_request_only(csv, cells, words):
    path = csv(table(*cells))
    with pytest.raises(ValueError, match=words):
        from_csv(path, "price", delimiter=";")
    assert set(from_csv(path, "price", delimiter=";", labels=True).class_names) == set(cells)


def test_underscores_and_words_are_no_numbers(csv, capsys):
    from_csv(csv(table("1_0", "2_0")), "species", delimiter=";")
    assert "'price' is not in x: text that begins with a number" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cells", "looks"),
    [
        (("Tom", "Rex"), "text, such as 'Tom'; 2 different"),
        (("2020-01-05", "2021-12-31"), "dates, such as '2020-01-05'; 2 different"),
        (("5.1.2020", "31.12.2021"), "dates"),
        (("12:30", "7:05"), "times"),
        (("12345678901234567", "12345678901234568"), "long numbers"),
        (("4 kg", "30 lb"), "text that begins with a number"),
        (("", "NA"), "empty in every row"),
    ],
)
def test_every_column_that_is_left_out_is_named_with_what_it_looks_like(csv, capsys, cells, looks):
    data = from_csv(csv(table(*cells)), "species", delimiter=";")
    assert data.feature_names == ("id",)
    assert "price" in data.table
    said = capsys.readouterr().out
    assert said.startswith("from_csv: about pets.csv\n")
    assert f"'price' is not in x: {looks}" in said


def test_nothing_is_said_where_nothing_is_left_out_or_what_was_asked(csv, capsys):
    from_csv(csv("kg,age,species\n4.5,3,cat\n30,5,dog\n"), "species")
    from_csv(csv(PETS), "species", features=["kg", "age"])
    assert capsys.readouterr().out == ""


def test_text_becomes_columns_of_0_and_1_on_request(csv, capsys):
    text = "kg,island,species\n4,Dream,cat\n30,Biscoe,dog\n5,,cat\n6,Dream,dog\n"
    from_csv(csv(text), "species")
    assert "indicators=['island']" in capsys.readouterr().out
    data = from_csv(csv(text), "species", indicators=["island"])
    assert data.feature_names == ("kg", "island=Biscoe", "island=Dream")
    assert np.array_equal(data.x[:, 1:], [[0, 1], [1, 0], [np.nan, np.nan], [0, 1]], equal_nan=True)
    full = text.replace("5,,", "5,Dream,")
    both = from_csv(csv(full), "species", group="island", indicators=["island"])
    assert both.feature_names == data.feature_names
    chosen = from_csv(csv(text), "species", features=["kg"], indicators=["island"])
    assert np.array_equal(chosen.x, data.x, equal_nan=True)


def test_a_target_of_a_few_whole_numbers_stays_numbers_and_says_so(csv, capsys):
    path = csv("kg,survived\n1,0\n2,1\n3,0\n4,1\n")
    assert from_csv(path, "survived").K == 0
    assert (
        "The target holds only the numbers 0, 1. They stay numbers; for classes: labels=True"
        in (capsys.readouterr().out)
    )
    assert from_csv(path, "survived", labels=True).class_names == ("0", "1")
    assert capsys.readouterr().out == ""


def test_long_class_numbers_stay_apart(csv):
    path = csv("kg,zip\n1,10000001\n2,10000002\n")
    assert from_csv(path, "zip", labels=True).class_names == ("10000001", "10000002")


def test_long_ids_stay_apart_as_groups(csv):
    path = csv("kg,id,species\n1,12345678901234567,cat\n2,12345678901234568,dog\n")
    assert len(set(from_csv(path, "species", group="id").groups.tolist())) == 2


NAMES = ["Tom", "Rex", "Mia"]
ODD = {
    "a blank line": (PETS.replace("Rex", "\n\nRex"), NAMES),
    "a line of blanks": (PETS.replace("Rex", "  \nRex"), NAMES),
    "line ends of Windows": (PETS.replace("\n", "\r\n"), NAMES),
    "line ends of old Macs": (PETS.replace("\n", "\r"), NAMES),
    "a line separator in a cell": (PETS.replace("Tom", "To\u2028m"), ["To\u2028m", "Rex", "Mia"]),
    "a form feed in a cell": (PETS.replace("Tom", "To\x0cm"), ["To\x0cm", "Rex", "Mia"]),
    "a line break in quotes": (PETS.replace("Tom", '"To\nm"'), ["To\nm", "Rex", "Mia"]),
    "a line break of Windows": (PETS.replace("Tom", '"To\r\nm"'), ["To\r\nm", "Rex", "Mia"]),
    "blanks around cells": (PETS.replace("Tom,", " Tom , ").replace("cat", " cat "), NAMES),
    "a separator in quotes": (PETS.replace("Tom", ' "To,m"'), ["To,m", "Rex", "Mia"]),
    "a quote in quotes": (PETS.replace("Tom", '"To""m"'), ['To"m', "Rex", "Mia"]),
    "a quote inside of a cell": (PETS.replace("Tom", 'To"m'), ['To"m', "Rex", "Mia"]),
    "a long text": (PETS.replace("Tom", "T" * 5000), ["T" * 5000, "Rex", "Mia"]),
}


@pytest.mark.parametrize(("text", "names"), ODD.values(), ids=ODD)
def test_odd_files_keep_every_row_and_every_sign(tmp_path, text, names):
    path = tmp_path / "pets.csv"
    path.write_bytes(text.encode())
    data = from_csv(path, "species")
    assert data.table["name"].tolist() == names
    assert (data.y.tolist(), data.x[:, 0].tolist()) == ([0, 1, 0], [4.5, 30, 3.9])


def test_a_long_text_does_not_widen_every_cell_of_its_column(csv):
    rows = "".join(f"{name},{i},cdoagt\n" for i, name in enumerate(["x" * 100_000, *"abcdef"]))
    column = from_csv(csv("name,kg,species\n" + rows + "y,7,dog\n"), "species").table["name"]
    assert column.nbytes < 1000
    assert len(column[0]) == 100_000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PETS.replace("Rex,30", "\n\nRex,x"), "'x' in line 5"),
        (PETS.replace("Tom", '"T\no"').replace("30", "x"), "'x' in line 4"),
        (PETS.replace("Rex", "\nRex").replace(",dog", ","), "empty in 1 rows, the first in line 4"),
        (PETS.replace("Rex,", "\nRex,1,"), "line 4 has 5 cells, expected 4"),
        (PETS.replace("Rex", "R\0x"), "line 3 holds a NUL byte.*UTF-16"),
        (PETS.replace("cat\nRex", '"cat\nRex'), r'a quote \("\) in line 2 opens a cell'),
        (PETS.replace("Tom", '"Tom" Cat'), "line 2 holds text behind a closing quote"),
        (PETS.replace("Tom", '"' + "T" * 140_000 + '"'), "line 2 has more than 131,072 characters"),
        ("", "the file is empty"),
        ("\n\n", "the file is empty"),
        ("kg,kg\n1,2\n", "the column name 'kg' is empty or stands there twice"),
        ("kg\tspecies\n1\tcat\n", r"Try delimiter='\\t'"),
    ],
)
def test_a_broken_file_is_explained_with_the_right_line(csv, text, words):
    with pytest.raises(ValueError, match=words):
        from_csv(csv(text), "species")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"delimiter": ";;"}, r"delimiter is the text ';;', expected the one character"),
        ({"delimiter": ""}, "the one character"),
        ({"delimiter": '"'}, "the one character"),
        ({"decimal": "x"}, r"decimal is the text 'x', expected '\.' or ','"),
        ({"thousands": "."}, "decimal and thousands are both '.'"),
        ({"thousands": "k"}, "thousands is the text 'k'"),
        ({"ignore": "$1"}, "no part of a number"),
        ({"labels": "no"}, r"labels is the text 'no', expected True or False"),
        ({"features": "kg"}, "features is the text 'kg', expected a list of texts"),
        ({"features": ["kg", "species"]}, "'species' is the target and also a column of x"),
        (
            {"indicators": ["Name"]},
            "no column 'Name' for indicators, expected one of name, kg, age, species",
        ),
        ({"group": "age"}, "the group column 'age' is empty in 1 rows, the first in line 3"),
    ],
)
def test_wrong_options_are_explained(csv, options, words):
    with pytest.raises((TypeError, ValueError), match=words):
        from_csv(csv(PETS), "species", **options)


def test_the_home_folder_may_be_written_as_a_tilde(csv, monkeypatch):
    home = csv(PETS).parent
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    assert len(from_csv("~/pets.csv", "species")) == 3


def test_a_folder_or_a_number_is_no_file(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"path is .*, a folder, expected a file"):
        from_csv(tmp_path, "kg")
    with pytest.raises(TypeError, match=r"path is an int \(3\), expected the name of a file"):
        from_csv(3, "kg")


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(CELLS, min_size=2, max_size=5),
    delimiter=st.sampled_from(",;\t| "),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([QUOTE_ALL, QUOTE_MINIMAL]),
)
def test_whatever_a_csv_writer_writes_is_read_back(tmp_path, names, delimiter, end, quoting):
    stream = io.StringIO()
    rows = [(f"<{name}>", i, "cdoagt"[i % 2 :: 2]) for i, name in enumerate(names)]
    file = writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting)
    file.writerows([("name", "kg", "species"), *rows])
    path = tmp_path / "pets.csv"
    path.write_bytes(stream.getvalue().encode())
    data = from_csv(path, "species", delimiter=delimiter)
    assert data.table["name"].tolist() == [f"<{name}>" for name in names]
    assert data.x[:, 0].tolist() == list(range(len(names)))
