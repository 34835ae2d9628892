"""Votes: hidden at first, talked about, cast again, settled by a cell; and the hands of a room."""

from __future__ import annotations

import itertools
import re

import pytest
from traitlets import TraitError

from coursekit.progress.diary import Diary, learners_diary
from coursekit.questions import answers, settling, voting
from coursekit.questions.hands import next_move, outcome
from coursekit.widgets import Ballot, answer, settle

BALLOT = Ballot(
    "99-j",
    "Which way does a ball roll?",
    {"up": "Who pushes it?", "down": "Its weight pulls.", "not at all": "Is the ground level?"},
    right="down",
    talk="What pulls at the ball?",
)
HINTS = list(BALLOT.options.values())


@pytest.fixture(autouse=True)
def nothing_asked_yet(monkeypatch):
    monkeypatch.setattr(settling, "_asked", {})
    monkeypatch.setattr(answers, "_open", {})
    monkeypatch.setattr(voting, "_open", {})


def verdict(*votes):
    """What the cell says after these votes."""
    voting.opened(BALLOT)
    for vote in votes:
        answer("99-j", vote)
    return settle("99-j")


def test_nobody_voted_is_neutral():
    assert verdict() == "The cell shows: down. Its weight pulls."


def test_the_cell_sets_both_votes_beside_what_it_shows_and_answers_the_belief():
    assert verdict("a", "c") == (
        "First vote: up. Second vote: not at all. The cell shows: down. Its weight pulls. "
        "To “not at all”: Is the ground level?"
    )


def test_a_right_last_vote_gets_the_reason_and_no_more():
    assert verdict("a", "b").endswith("Second vote: down. The cell shows: down. Its weight pulls.")


def test_one_vote_alone_is_settled_too():
    assert verdict("a") == (
        "You voted: up. The cell shows: down. Its weight pulls. To “up”: Who pushes it?"
    )


def test_a_vote_tells_nothing_before_the_cell():
    vote = voting.opened(BALLOT)
    page = [vote._repr_mimebundle_(), vote.field.get_state()]
    for typed in "abcba":
        page.append(answer("99-j", typed))
        page.append(vote.field.get_state())
    assert not any(hint in str(page) for hint in HINTS)


def test_between_the_votes_it_says_what_to_talk_about_with_others_and_alone():
    voting.opened(BALLOT)
    said = answer("99-j", "a")
    assert "Your first vote is a) up. Now talk for two minutes. What pulls at the ball?" in said
    assert "find somebody who voted differently" in said
    assert "Alone, say why" in said


def test_the_first_vote_stands_the_second_may_change_and_again_begins_anew():
    vote = voting.opened(BALLOT)
    for typed in "acb":
        answer("99-j", typed)
    assert vote.votes == ["up", "down"]
    assert answer("99-j", "again").startswith("First vote: for yourself")
    assert vote.votes == []
    answer("99-j", "not at all")
    assert vote.votes == ["not at all"]
    assert voting.opened(BALLOT).votes == ["not at all"]


def test_a_click_is_a_vote():
    vote = voting.opened(BALLOT)
    vote.field.votes = [0]
    vote.field.votes = [0, 1]
    assert vote.votes == ["up", "down"]
    assert [entry.kind for entry in learners_diary().entries("99-j")] == [
        "first vote",
        "second vote",
    ]


def test_votes_are_there_when_the_cell_runs_again_and_in_the_next_session(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(tmp_path / "progress.sqlite"))
    verdict("a", "b", "c")
    assert voting.opened(BALLOT).votes == ["up", "not at all"]
    told = [(e.kind, e.source) for e in Diary(tmp_path / "progress.sqlite").entries("99-j")]
    assert told == [("first vote", "up"), ("second vote", "down"), ("second vote", "not at all")]


def test_an_old_vote_for_an_option_that_is_gone_is_left_out():
    learners_diary().add("99-j", "first vote", "sideways")
    assert voting.opened(BALLOT).votes == []


def test_a_diary_that_cannot_be_written_is_said_and_the_vote_counts(tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("a file, not a folder")
    monkeypatch.setenv("COURSEKIT_PROGRESS", str(tmp_path / "taken" / "progress.sqlite"))
    assert "Your progress cannot be saved in" in str(verdict("a")) + answer("99-j", "b")
    assert voting.opened(BALLOT).votes == ["up", "down"]


def test_the_static_form_has_question_options_and_how_to_vote():
    bundle = voting.opened(BALLOT)._repr_mimebundle_()
    assert bundle["text/plain"].split("\n") == [
        "Which way does a ball roll?", "a) up", "b) down", "c) not at all",
        "Vote, talk, vote again: widgets.answer('99-j', 'b') casts a vote.",
    ]  # fmt: skip
    assert re.findall("<li>(.*?)</li>", bundle["text/html"]) == [
        "a) up",
        "b) down",
        "c) not at all",
    ]


@pytest.mark.parametrize(
    ("first", "second", "advice"),
    [
        ([0, 0, 0], [0, 0, 0], "Ask for hands"),
        ([10, 20, 0], [0, 0, 0], "Let them talk"),  # 67% right
        ([7, 3, 0], [0, 0, 0], "Let them talk"),  # 30%
        ([3, 7, 0], [0, 0, 0], "Let them talk"),  # 70%
        ([2, 28, 0], [0, 0, 0], "Talking would change little"),  # 93%
        ([28, 2, 0], [0, 0, 0], "Talking would change little"),  # 7%
        ([10, 20, 0], [2, 28, 0], "Now run the deciding cell."),
    ],
)
def test_a_room_is_told_what_to_do_next(first, second, advice):
    vote = voting.opened(BALLOT)
    assert advice in vote.count(first, second)
    assert vote.field.room == vote.count(first, second)


def test_a_large_majority_is_told_the_same_whether_it_is_right_or_wrong():
    for hands in itertools.product(range(0, 31, 5), repeat=2):
        if sum(hands) and not 0.3 <= hands[0] / sum(hands) <= 0.7:
            words = {next_move(hands, [0, 0], right) for right in (0, 1)}
            assert len(words) == 1, hands


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            [12, 9, 9],
            [3, 25, 2],
            "9 of 30 hands (30%) were right, after talking 25 of 30 hands (83%). Explain it",
        ),
        ([20, 5, 5], [0, 0, 0], "5 of 30 hands (17%) were right. Go through the cell once more"),
        ([12, 9, 9], [10, 15, 5], "15 of 30 hands (50%). Let somebody who changed sides say why."),
    ],
)
def test_the_room_is_settled_too(first, second, said):
    voting.opened(BALLOT).count(first, second)
    assert said in verdict()
    assert outcome([0, 0, 0], [0, 0, 0], right=1) == ""


def test_counted_hands_survive_running_the_cell_again():
    voting.opened(BALLOT).count([1, 2, 3])
    assert voting.opened(BALLOT).field.hands == [[1, 0], [2, 0], [3, 0]]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: voting.opened(BALLOT).count([1, 2]), "got 2 and 2 numbers, expected 3"),
        (lambda: voting.opened(BALLOT).count([1, 2, 3], [1]), "got 3 and 1 numbers"),
        (lambda: voting.opened(BALLOT).take("z"), "no option 'z'"),
        (lambda: settle("99-z"), "Run the cell with predict or vote first"),
        (lambda: Ballot("9", "?", {"a": "x", "b": "y"}, "a", talk=""), "what to talk about"),
        (lambda: Ballot("9", "?", {"a": "x", "b": "y"}, "c", talk="It."), "right is 'c'"),
    ],
)
def test_what_cannot_work_says_what_to_try(call, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        call()


def test_negative_hands_are_refused():
    with pytest.raises(TraitError):
        voting.opened(BALLOT).field.hands = [[-1, 0], [0, 0], [0, 0]]
