"""Questions and puzzles of lesson 02, the forward pass."""

from __future__ import annotations

from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "02.warmup": lambda: recall(
        Question(
            "02.r1",
            "x has shape (5, 3). What is one row of it?",
            {
                "one feature of all examples": "That is a column. Who has a row of its own, always?",
                "one example": "Rows are examples, always. Here are 5 of them, with 3 features each.",
                "one layer": "x is what goes in. There is no layer in it yet.",
            },
            "one example",
        ),
        Question(
            "02.r2",
            "Which step of the cycle turns the knobs?",
            {
                "score": "The score only says how wrong the guess was.",
                "blame": "Blame says which knob did it and which way. It leaves the knob alone.",
                "adjust": "Guess, score and blame only look. Adjust turns.",
            },
            "adjust",
        ),
        Question(
            "02.r3",
            "What is a label?",
            {
                "the right answer that comes with an example": "It is given, not guessed.",
                "what the network says": "That is its guess. The label is there before any guess.",
                "the name of a column": "That is a feature's name. What comes with each row?",
            },
            "the right answer that comes with an example",
        ),
    ),
}

VOTES = {
    "02-a": Ballot(
        "02-a",
        "Two dense layers without anything between them can draw ...",
        {
            "any curve": "Depth alone bends nothing. Write out (x W1) W2. What is W1 W2?",
            "only what one dense layer can": "W1 W2 is one matrix, and one layer draws one straight line. A stack of straight steps is one straight step.",
            "only circles": "A circle is a curve too. Where would the bend come from?",
            "twice as many lines": "The second layer adds up what the first one made. A sum of "
            "straight things is ... what?",
        },
        right="only what one dense layer can",
        talk="Take one input, a first layer 2 · x + 1 and a second layer 3 · h − 4. What does x "
        "become in the end?",
    ),
    "02-b": Ballot(
        "02-b",
        "Add 5 to all scores of one drawing. The share of dog ...",
        {
            "rises": "So does the power of cat. By which factor does each of the two grow?",
            "falls": "Both powers grow by the same factor. What does that do to a share?",
            "stays the same": "Adding 5 multiplies every power by e⁵, and that cancels in the share. Only the differences between scores count. A later trick rests on that: the largest score may be taken off first.",
            "goes above 1": "A share is a part of the whole. Can a part be larger than the whole?",
        },
        right="stays the same",
        talk="Work it out for the scores 0 and 0, and then for 5 and 5.",
    ),
}


PREDICTIONS = {
    "02.1": Question(
        "02.1",
        "300 networks with random knobs see the 200 drawings. On average they get right ...",
        {
            "hardly any: they know nothing": "?",
            "about half": "With two equal classes, knowing nothing means half right.",
            "nearly all": "?",
        },
        "about half",
    ),
    "02.2": Question(
        "02.2",
        "How many knobs does a network with sizes [784, 128, 10] have?",
        {
            "922: one for each unit": "?",
            "about 10,000": "?",
            "about 100,000": "One for each line, and one more in each circle that computes.",
            "about a million": "?",
        },
        "about 100,000",
    ),
    "02.3": Question(
        "02.3",
        "How often does training get all 80 right?",
        {
            "always, with 2 units and with 8": "?",
            "rarely with 2 units, nearly always with 8": "With few units a run can get stuck. Spare units are spare chances.",
            "never: it is too hard": "?",
        },
        "rarely with 2 units, nearly always with 8",
    ),
    "02.4": Question(
        "02.4",
        "300 beginners look at handwritten digits. On average they get ...",
        {
            "half of them right": "?",
            "a tenth of them right": "With K equal classes, knowing nothing means 1 in K right.",
            "none right": "?",
        },
        "a tenth of them right",
    ),
    "02.5": Question(
        "02.5",
        "After training, the 8 units that started equal are ...",
        {
            "8 different units": "?",
            "a few groups": "?",
            "8 copies of one unit": "Equal units get equal blame and make equal steps, for ever.",
        },
        "8 copies of one unit",
    ),
}
