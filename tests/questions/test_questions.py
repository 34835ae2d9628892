"""Predictions, recall, order and match: by clicking (a trait changes) and by typing."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from coursekit import widgets
from coursekit.questions import answers, predicting, settling
from coursekit.questions.choice import Choice
from coursekit.widgets import Prediction, Question, answer, settle

GUESS = Question(
    "p2",
    "Which way?",
    {"up": "Who pushes?", "down": "It is downhill.", "it stays": "Is the ground level?"},
    "down",
)
FIRST = Question(
    "r.3", "Rows are?", {"features": "Look at (N, D).", "examples": "Always."}, "examples"
)
SECOND = Question(
    "r.2", "What is y?", {"a label": "The truth.", "a guess": "That is y_hat."}, "a label"
)
LINES = [
    "guess = w * x",
    "loss = (guess - y)**2",
    "grad = 2 * (guess - y) * x",
    "w = w - lr * grad",
]
EXTRA = {"w = w + lr * grad": "It climbs."}
PAIRS = {"guess": "practice test", "score": "answer key", "blame": "review", "adjust": "correction"}


@pytest.fixture(autouse=True)
def nothing_asked_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(predicting, "_guesses", {})
    monkeypatch.setattr(settling, "_asked", {})
    monkeypatch.setattr(answers, "_open", {})


def test_no_guess_is_none_and_settles_neutrally():
    assert Prediction(GUESS).guess is None
    assert settle("p2") == "The run shows: down. It is downhill."


def test_a_click_stores_the_guess_and_says_so():
    asked = Prediction(GUESS)
    asked.field.picked = 2
    assert asked.guess == "it stays"
    assert asked.field.feedback == "Noted: it stays. The run will show."


@pytest.mark.parametrize("typed", ["b", "B", "b)", " b ", "down"])
def test_typing_is_a_twin_of_clicking(typed):
    asked = Prediction(GUESS)
    assert answer("p2", typed) == "Noted: down. The run will show."
    assert (asked.guess, asked.field.picked) == ("down", 1)


def test_a_wrong_guess_is_answered_by_its_belief_and_a_right_one_by_the_reason():
    Prediction(GUESS)
    answer("p2", "a")
    assert settle("p2") == (
        "You predicted: up. The run shows: down. It is downhill. To “up”: Who pushes?"
    )
    answer("p2", "b")
    assert settle("p2") == "You predicted: down. The run shows the same. It is downhill."


def test_nothing_is_told_before_it_is_settled():
    asked = Prediction(GUESS)
    page = [asked._repr_mimebundle_(), asked.field.get_state()]
    for typed in "abc":
        page += [answer("p2", typed), asked.field.get_state()]
    assert not any(reply in str(page) for reply in GUESS.options.values())


def test_asking_again_keeps_the_guess_as_long_as_it_fits():
    Prediction(GUESS)
    answer("p2", "a")
    assert Prediction(GUESS).field.picked == 0
    other = Prediction(replace(GUESS, options={"left": "Why?", "right": "Yes."}, right="right"))
    assert (other.field.picked, other.guess) == (-1, None)


def test_options_are_shuffled_by_the_id_always_in_the_same_way():
    orders = {id: replace(GUESS, id=id).shown for id in map(str, range(60))}
    assert all(sorted(shown) == sorted(GUESS.options) for shown in orders.values())
    assert len(set(map(tuple, orders.values()))) == 6
    assert orders == {id: replace(GUESS, id=id).shown for id in orders}
    assert [orders[id][0] for id in "0123"] == ["it stays", "up", "up", "up"]  # on every Python


def test_the_static_form_lists_question_and_options():
    less = replace(GUESS, text="Is a < b?", options={"a<b": "Yes.", "b<a": "No."}, right="a<b")
    bundle = Prediction(less)._repr_mimebundle_()
    assert bundle["text/plain"] == "Is a < b?\na) a<b\nb) b<a"
    assert "a) a&lt;b" in bundle["text/html"]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: answer("nowhere", "a"), "the id is 'nowhere'"),
        (lambda: settle("nowhere"), "nothing was asked as 'nowhere'"),
        (lambda: settle("nowhere"), "Run the cell with predict or vote first"),
        (lambda: Prediction(Question("q", "?", {"a": "x"}, "a")), "at least two different ones"),
        (lambda: Choice("q", "?", ["one", "one"], str), "expected at least two different ones"),
        (lambda: Prediction(GUESS).take("z"), "no option 'z'. Expected one of a, b, c"),
        (lambda: Prediction(GUESS).take(""), "no option ''"),
        (lambda: widgets.predict("02.99"), "there is no '02.99'. Expected one of 02.1"),
        (lambda: Question("q", "?", {"a": "x"}, "b"), "right is 'b'"),
        (lambda: Question("q", "?", {"a": "x", "b": ""}, "a"), "expected a reply for each"),
        (lambda: widgets.recall(), "got no question"),
        (lambda: widgets.order("o", ["one"]), "at least two lines"),
        (lambda: widgets.order("o", ["one", "two", "one"]), "no line twice"),
        (lambda: widgets.match("m", {"a": "x", "b": "x"}), "no right side twice"),
        (lambda: widgets.match("m", PAIRS).take("a b"), "got 2 letters, expected 4"),
    ],
)
def test_what_cannot_work_says_what_to_try(call, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        call()


def test_recall_marks_at_once_and_a_second_try_counts():
    asked = widgets.recall(FIRST, SECOND)
    asked.open()
    assert answer("r.3", "a") == "Not yet. Look at (N, D)."
    assert asked.score == 0
    assert answer("r.3", "b") == "Right. Always."
    asked.choices[1].field.picked = 0
    assert asked.choices[1].feedback == "Right. The truth."
    assert asked.score == 2


def test_no_reply_is_in_the_page_before_an_attempt():
    asked = widgets.recall(FIRST, SECOND)
    page = [choice.field.get_state() for choice in asked.choices], asked._repr_mimebundle_()
    assert not any(reply in str(page) for q in (FIRST, SECOND) for reply in q.options.values())


def test_lines_are_shuffled_and_never_shown_solved():
    shown = widgets.order("o", LINES, EXTRA).shown
    assert sorted(shown) == sorted([*LINES, *EXTRA])
    assert widgets.order("o", ["a", "b", "c"]).shown == ["c", "b", "a"]


def test_only_a_puzzle_with_lines_too_many_has_ticks_and_speaks_of_them():
    whole, more = widgets.order("o", LINES), widgets.order("p", LINES, EXTRA)
    assert (whole.field.removable, more.field.removable) == (False, True)
    assert ("ntick" in whole.field.question, "ntick" in more.field.question) == (False, True)


def letters(puzzle: Any, lines: list[str]) -> str:
    return " ".join("abcdefgh"[puzzle.shown.index(line)] for line in lines)


@pytest.mark.parametrize(
    ("chosen", "reply"),
    [
        (LINES, "Right. In this order it runs."),
        (LINES[:3], "Not yet. A line that belongs is left out."),
        ([*LINES, *EXTRA], "Not yet. One line does not belong: w = w + lr * grad — It climbs."),
        ([LINES[0], *LINES[:0:-1]], "Not yet. From the top, 1 of 4 lines stand where they should."),
    ],
)
def test_an_order_is_told_the_first_thing_to_mend(chosen, reply):
    puzzle = widgets.order("o", LINES, EXTRA)
    assert answer("o", letters(puzzle, chosen)) == reply == puzzle.feedback


def accepted(puzzle: Any, lines: tuple[str, ...]) -> bool:
    return answer(puzzle.id, letters(puzzle, [*lines])).startswith("Right")


def ends_at(lines: tuple[str, ...]) -> float | None:
    """The knob after three storms, None if the lines do not run."""
    names = {"w": 1.0, "lr": 0.01, "seconds": (1.0, 2.0, 4.0), "km": (0.4, 0.6, 1.5)}
    try:
        exec("\n".join(lines), names)
    except (NameError, SyntaxError):
        return None
    return names["w"]


def test_the_cycle_is_accepted_in_every_order_that_ends_at_the_same_knob():
    puzzle = widgets.quiz("01.cycle")
    orders, right = [*permutations(puzzle.right)], ends_at(puzzle.right)
    same = [lines for lines in orders if ends_at(lines) == right]
    assert len(same) == 3
    assert [lines for lines in orders if accepted(puzzle, lines)] == same


def test_the_walk_is_accepted_in_every_order_that_has_what_it_needs():
    puzzle = widgets.quiz("04.walk")
    forward, loss, dW2, dh, gate, dW1 = puzzle.right
    needs = {loss: forward, dW2: loss, dh: loss, gate: dh, dW1: gate}
    orders = [*permutations(puzzle.right)]
    possible = [o for o in orders if all(o.index(a) < o.index(b) for b, a in needs.items())]
    assert len(possible) == 4
    assert [lines for lines in orders if accepted(puzzle, lines)] == possible


def test_a_loose_line_counts_where_it_may_stand():
    puzzle = widgets.order("o", LINES, EXTRA, loose={LINES[2]: LINES[0]})
    chosen = [LINES[0], LINES[2], LINES[3], LINES[1]]
    assert answer("o", letters(puzzle, chosen)).startswith("Not yet. From the top, 2 of 4")
    with pytest.raises(ValueError, match="expected every loose line among the lines"):
        widgets.order("o", LINES, loose={"nowhere": LINES[0]})


def test_the_check_button_marks_what_the_page_shows():
    puzzle = widgets.order("o", ["first", "second"])
    puzzle.field.order = [puzzle.shown.index("first"), puzzle.shown.index("second")]
    puzzle.field.checks += 1
    assert puzzle.feedback.startswith("Right")


def test_a_match_is_marked_when_every_row_has_a_choice():
    puzzle = widgets.match("m", PAIRS)
    right = [puzzle.right.index(b) for b in PAIRS.values()]
    puzzle.field.picked = [*right[:3], -1]
    assert puzzle.feedback == ""
    puzzle.field.picked = right
    assert puzzle.feedback == "4 of 4 pairs fit."
    puzzle.field.picked = [right[1], right[0], *right[2:]]
    assert puzzle.feedback == "2 of 4 pairs fit. Think again about: guess, score."


def test_the_order_on_the_right_does_not_give_the_pairs_away():
    assert widgets.match("m", PAIRS).right == sorted(PAIRS.values()) != list(PAIRS.values())


def test_a_sentence_is_shown_without_quotes_and_escaped():
    Prediction(Question("p", "?", {"a<b": "x < y", "b<a": "No."}, "a<b"))
    sentence = settle("p")
    assert repr(sentence) == "The run shows: a<b. x < y"
    assert sentence._repr_html_() == "<p>The run shows: a&lt;b. x &lt; y</p>"
