"""Questions and puzzles of lesson 07, data and its piles."""

from __future__ import annotations

from coursekit.questions.matching import match
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

ALLOWED, LEAK = "allowed", "a leak"


ASK = "Ask: did anything from the test pile change the model, or the choice of it?"


def _leak(number: int, action: str, right: str, reason: str, again: str = ASK) -> Question:
    """One action, and whether the exam stays closed."""
    return Question(
        f"07.leak{number}", action,
        {ALLOWED: reason if right == ALLOWED else again, LEAK: reason if right == LEAK else again},
        right=right,
    )  # fmt: skip


QUIZ = {
    "07.warmup": lambda: recall(
        Question(
            "07.r1",
            "The loss is the mean squared error. One guess is off by 10, another by 1000. The "
            "second one costs ...",
            {
                "100 times as much": "The error is 100 times as large. What happens to its square?",
                "10,000 times as much": "100 · 100. Keep that in mind for the next cell.",
                "the same: one mistake each": "That is how accuracy counts. What does a square do?",
            },
            right="10,000 times as much",
        ),
        Question(
            "07.r2",
            "A bowl is 100 times as steep along one knob as along another, and there is one "
            "learning rate. What does the steep knob decide?",
            {
                "the largest rate that works": "2/λ, with the largest λ. The shallow knob waits.",
                "how long it takes": "The steep knob is soon done. Which one crawls?",
                "nothing": "Step too far across a steep slope, and you are higher than before.",
            },
            right="the largest rate that works",
        ),
        Question(
            "07.r3",
            "In lesson 01 a network learned shuffled labels, nearly all right in training. On new "
            "examples it was right ...",
            {
                "nearly always": "What is there to learn from shuffled labels?",
                "about half of the time": "It had learned by heart. Training cannot show that.",
                "never": "Never right would be a skill too: do the opposite.",
            },
            right="about half of the time",
        ),
    ),
    "07.book": lambda: match(
        "07.book",
        {
            "The history ends in 1999.": "whole kinds of examples were never collected",
            "Pages are torn out.": "single values are missing",
            "Dates are misprinted.": "values are there, and wrong",
            "A chapter is bound in twice.": "rows are doubled",
        },
        question="A faulty textbook, and a faulty data set. Which fault is which?",
    ),
    "07.leaks": lambda: recall(
        _leak(1, "You look at histograms of the training pile.", ALLOWED, "It is there for that."),
        _leak(2, "You fill gaps with the median of all houses.", LEAK, "Test houses are in it."),
        _leak(3, "You pick the learning rate by the validation loss.", ALLOWED,
              "Choosing is what the quizzes are for."),
        _leak(4, "The exam says 81%. You change the network, and open the exam again.", LEAK,
              "From now on you choose by the exam. It has become a quiz."),
        _leak(5, "You scale the test pile with the ruler of the training pile.", ALLOWED,
              "Nothing is measured on the test pile."),
        _leak(6, "You delete houses built after the day of the sale, in all piles.", ALLOWED,
              "A fixed rule, which you would also apply to tomorrow's houses."),
        _leak(7, "You keep the ten columns that go best with the price, then split.", LEAK,
              "The labels of the test pile took part in the choice."),
        _leak(8, "You train once more on training and validation together, then open the exam.",
              ALLOWED, "The choice was made before, and the exam is still closed."),
        _leak(9, "Five groups of students sit the same exam. The best grade is published.", LEAK,
              "The best of five was chosen by the exam. Publish all five."),
        _leak(10, "Two photos of one cat, in training and test. The model is for unseen cats.",
              LEAK, "The test asks about an animal that was seen.",
              "Ask: is this test cat as new to the model as the cats that it is for?"),
    ),
}  # fmt: skip

VOTES = {
    "07-a": Ballot(
        "07-a",
        "You scale with the smallest and largest value of ALL rows, and split afterwards. The "
        "problem is ...",
        {
            "none: the labels were not used": "Take the largest house of all and put it into the "
            "test pile. Whose numbers change?",
            "the test rows made the ruler": "They hardly moved the score, but nobody has that ruler in time. Often by very little, as here. It is still a ruler that nobody can have on the day before the exam.",
            "the numbers leave 0 to 1": "Here none does. With an honest ruler some do. Is that a "
            "fault?",
            "it takes longer": "Two numbers for each column, either way.",
        },
        right="the test rows made the ruler",
        talk="Follow one test house: at which moment does it first change a number in your program?",
    ),
    "07-b": Ballot(
        "07-b",
        "1000 models flip coins. The best of them gets 66% in an exam of 100 questions. On new "
        "questions it will get about ...",
        {
            "66%": "What does this model do better than the other 999? Look at how it answers.",
            "50%": "The exam had found the luckiest, not the best. It was chosen for its luck in one exam, and luck does not come along.",
            "34%": "Does a coin pay back its luck?",
            "100%": "What did it learn from the first exam?",
        },
        right="50%",
        talk="What do you know about the winner that you did not know before the exam?",
    ),
}


PREDICTIONS = {
    "07.1": Question(
        "07.1",
        "With nine bad rows of 300, the error on other houses is ...",
        {
            "nearly the same: 97% of the rows are right": "?",
            "about twice as large": "?",
            "more than 20 times as large": "The error of a bad row is squared. Nine of them outvote 291.",
        },
        "more than 20 times as large",
    ),
    "07.2": Question(
        "07.2",
        "Who needs the fewest steps?",
        {
            "the raw table": "?",
            "min–max, as it ends at exactly 1": "?",
            "standardizing": "Middle at 0 and spread 1 in every column: nearly a round bowl.",
            "all the same: it is the same data": "?",
        },
        "standardizing",
    ),
    "07.3": Question(
        "07.3",
        "The 20 values are chosen on all 100 patients. The test says about ...",
        {
            "50%: there is nothing to learn": "?",
            "60%: a little luck": "?",
            "80%": "The test patients helped to choose the values. It was their exam.",
        },
        "80%",
    ),
    "07.4": Question(
        "07.4",
        "Photos dealt by chance: who likes fish? On new photos it is right in ...",
        {
            "about 50%: coins decided": "?",
            "about 70%": "?",
            "more than 90%": "It recognizes the animal, and remembers what it likes.",
        },
        "more than 90%",
    ),
}
