"""Questions and puzzles of lesson 02, the forward pass."""

from __future__ import annotations

from coursekit.widgets.recalling import Question, recall

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
