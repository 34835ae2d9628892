"""Questions and puzzles of lesson 07, data and its three sets."""

from __future__ import annotations

from coursekit.questions.matching import match
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

ALLOWED, LEAK = "allowed", "a leak"


def _leak(number: int, action: str, right: str, reason: str, again: str) -> Question:
    """One action, and whether the test set stays closed; `again` answers the wrong pick."""
    return Question(
        f"07.leak{number}", action,
        {ALLOWED: reason if right == ALLOWED else again, LEAK: reason if right == LEAK else again},
        right=right,
    )  # fmt: skip


QUIZ = {
    "07.warmup": lambda: recall(
        Question(
            "07.r1",
            "The loss is the mean squared error. One prediction is off by 10, another by 1000. In "
            "the loss the second one counts ...",
            {
                "100 times as much": "The error is 100 times as large. What happens to its square?",
                "10,000 times as much": "100 · 100. Keep that in mind for the next cell.",
                "just as much": "That is how accuracy counts. What does a square do?",
            },
            right="10,000 times as much",
        ),
        Question(
            "07.r2",
            "A bowl is 100 times as curved along one weight as along another, and there is one "
            "learning rate. What does the curved direction decide?",
            {
                "the largest rate that works": "2/c, with the largest curvature c. The shallow "
                "direction waits.",
                "how many steps it takes": "Along the curved direction one is soon down. Which "
                "one crawls?",
                "how low the loss can get": "The bottom is where it is. What happens to a step "
                "that is too long for the curved direction?",
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
                "nearly never": "That would be a skill, too: do the opposite.",
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
        _leak(1, "You look at histograms of the training set.", ALLOWED, "It is there for that.",
              "Which set may be looked at from every side?"),
        _leak(2, "You fill gaps with the median of all houses.", LEAK, "Test houses are in it.",
              "Whose living areas does that median know?"),
        _leak(3, "You pick the learning rate by the validation loss.", ALLOWED,
              "Choosing is what validation is for.",
              "You choose, yes. By which of the three sets?"),
        _leak(4, "The test says 81%. You change the network, and open the test set again.", LEAK,
              "From now on you choose by it. It has become a validation set.",
              "Why did you change the network? What told you to?"),
        _leak(5, "You scale the test set with the scaler of the training set.", ALLOWED,
              "Nothing is measured on the test set.",
              "The test set is changed here. Does it change anything itself?"),
        _leak(6, "You delete houses built after the day of the sale, in all sets.", ALLOWED,
              "A fixed rule, which you would also apply to tomorrow's houses.",
              "Did the rule come from the rows, or before them?"),
        _leak(7, "You keep the ten columns that go best with the price, then split.", LEAK,
              "The labels of the test set took part in the choice.",
              "Think of the 100 patients. On whom were the columns chosen?"),
        _leak(8, "You train once more on training and validation together, then open the test set.",
              ALLOWED, "The choice was made before, and the test set is still closed.",
              "Which set must stay closed until the end? Is it?"),
        _leak(9, "Five teams take the same test. The best result is published as the model's.",
              LEAK, "The best of five was chosen by the test. Publish all five.",
              "Think of the coin flippers. Who chose the winner?"),
        _leak(10, "Two photos of one cat, one in training, one in the test. The model is for cats "
              "that nobody has seen yet.", LEAK,
              "The test asks about an animal that was seen, and the model is for others.",
              "The test photo changed no weight. But which question does it ask: what are cats "
              "like, or do you know this one?"),
    ),
    "07.grades": lambda: recall(
        Question(
            "07.spam",
            "A spam filter is right for 95% of the mails. 95% of all mails are wanted ones. How "
            "much of the spam does it catch?",
            {
                "95% of it": "Right for 95% of ALL mails. How would a filter do that lets "
                "everything through?",
                "nearly none of it": "That is possible. Is it the only way to 95%?",
                "that cannot be said": "Letting everything through gives 95%, too. Count the spam "
                "that was caught.",
                "5% of it": "5% of all mails are spam. How many of those it catches is another "
                "count.",
            },
            right="that cannot be said",
        ),
        Question(
            "07.grade",
            "Ten models. The best on validation has 86% there. Its test, opened once, says 83%. "
            "You report ...",
            {
                "86%, for it was measured, too": "Ten models were compared there and the luckiest "
                "was picked. What does picking do to an accuracy?",
                "84.5%, the mean of both": "One of the two is flattered. Why mix it in?",
                "whichever model does best in the test": "Then the test has chosen. Who examines "
                "the choice?",
                "83%, with its give or take": "The test chose nothing. That is why it may grade.",
            },
            right="83%, with its give or take",
        ),
    ),
}  # fmt: skip

VOTES = {
    "07-a": Ballot(
        "07-a",
        "You scale with the smallest and largest value of ALL rows, and split afterwards. What "
        "is true?",
        {
            "test rows have no say: no label is used": "Take the largest house of all and put it "
            "into the test set. Whose numbers change?",
            "the test rows help to make the scaler": "On the day before the test nobody has that "
            "scaler. It hardly changed the accuracy here; it still knows the test.",
            "the numbers leave 0 to 1": "Here none does. With an honest scaler some do. Is that a "
            "fault?",
            "it takes longer to compute": "Two numbers for each column, either way.",
        },
        right="the test rows help to make the scaler",
        talk="Follow one test house: at which moment does it first change a number in your program?",
    ),
    "07-b": Ballot(
        "07-b",
        "1000 models flip coins. The best of them gets 66% in an exam of 100 questions. On new "
        "questions it will get about ...",
        {
            "66%": "What does this model do better than the other 999? Look at how it answers.",
            "50%": "The exam found the luckiest, not the best, and luck does not come along.",
            "34%": "Does a coin pay back its luck?",
            "58%": "Half luck, half skill? What skill does a coin have?",
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
            "nearly the same as without them": "The other 97% are right, and they do not vote by "
            "heads: each counts with its squared error.",
            "about twice as large": "That would be a small fault. A price in dollars is off by "
            "a factor of 1,000, and then squared.",
            "more than 20 times as large": "The error of a bad row is squared. Nine of them "
            "outvote 291.",
        },
        "more than 20 times as large",
    ),
    "07.2": Question(
        "07.2",
        "Who needs the fewest steps?",
        {
            "the raw table": "Its curvatures lie furthest apart: one weight sets the rate, and the "
            "others wait.",
            "min–max scaling": "All columns end at 1, and yet they differ: look at where their "
            "middles lie.",
            "standardizing": "Middle at 0 and spread 1 in every column: nearly a round bowl.",
            "all need the same": "The data is the same, and so is the lowest loss. The way down "
            "is not.",
        },
        "standardizing",
    ),
    "07.3": Question(
        "07.3",
        "The 20 values are chosen on all 100 patients, or on the training half. The two test "
        "accuracies are about ...",
        {
            "80% and 50%": "Chosen on all, the test patients helped to choose. Chosen on the "
            "training half, the luck stays there.",
            "50% and 50%": "There is nothing to learn, true. But who took part in the first "
            "choice?",
            "80% and 80%": "Among 1,000 some always fit: those on whom they were chosen. The "
            "others they do not.",
            "60% and 50%": "The best 20 of 1,000 is a lot of luck, not a little.",
        },
        "80% and 50%",
    ),
    "07.4": Question(
        "07.4",
        "Photos dealt by chance: who likes fish? In the test it is right for ...",
        {
            "about 50%": "The coins cannot be learned from looks. But this animal's coin can be "
            "remembered.",
            "about 70%": "Half of the photos of each animal stand in training, and the noise "
            "hardly hides the drawing.",
            "more than 85%": "It recognizes the animal, and remembers what it likes.",
        },
        "more than 85%",
    ),
    "07.5": Question(
        "07.5",
        "Learned up to 2014, tested on 2015 and 2016. Beside a test dealt by chance, the error "
        "is ...",
        {
            "larger, in both directions": "The line is not only less exact. Look at the mean "
            "error: nearly all of it lies on one side.",
            "larger, mostly too low": "Prices rose, and the line learned the old ones.",
            "about the same": "The houses are of the same kind. What happened to their prices?",
            "smaller, as it knows the past": "It knows the past's prices, and is asked for "
            "later ones.",
        },
        "larger, mostly too low",
    ),
}
