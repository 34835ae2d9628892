"""Questions and puzzles of lesson 00, start here."""

from __future__ import annotations

from coursekit.questions.recalling import Question, recall

QUIZ = {
    "00.2": lambda: recall(
        Question(
            "00.2",
            "With all knobs at 0 the same code says 0 to every drawing. Which sentence has that shown to be wrong?",
            {
                "code is needed to read a digit": "The code was there both times. Did this run try to do without it?",
                "a person can turn the knobs": "You set all 7510 at once, to 0. What happened to the skill?",
                "the skill is in the code": "Same code, no skill. A wrong prediction is good for that: it rules an idea out.",
                "an empty network has an answer": "Look at the twelve answers. Did it fall silent?",
            },
            "the skill is in the code",
        )
    ),
    "00.5": lambda: recall(
        Question(
            "00.5",
            'Further down stands a cell with pencil = "HB". Yet print(pencil) gives a NameError. Why?',
            {
                "Python reads a page once, when it is opened": "It reads nothing by itself. Which cells has it seen?",
                "a cell knows only the names of its own lines": "net was made in one cell and used in many others.",
                "that cell has not run since Python started": "What stands on the page counts for nothing until it runs. From the top, all of it runs.",
            },
            "that cell has not run since Python started",
        )
    ),
}


PREDICTIONS = {
    "00.1": Question(
        "00.1",
        "All knobs are 0, the code is the same. What does the network do?",
        {
            "it reads as well as before: same code": "The lines are the same. The numbers that they multiply with are all 0.",
            "it stops with an error": "Zero is a number like any other: it can be multiplied and added, and nothing stops.",
            "it answers at random": "Nothing here draws lots. The same zeros give the same sums, for every drawing.",
            "it gives every drawing the same answer": "All ten logits are 0, and of equal numbers NumPy takes the first.",
        },
        "it gives every drawing the same answer",
    ),
    "00.3": Question(
        "00.3",
        "x has shape (270, 64), W has shape (64, 10). The shape of x @ W is ...",
        {
            "(64, 64)": "Those are the sizes that disappear.",
            "(270, 10)": "The two 64 agree, and disappear.",
            "(270, 64, 10)": "The 64 products are added up: the inner size is gone.",
            "(270, 640)": "Each of the 10 columns gives one number for a row, not 64.",
        },
        "(270, 10)",
    ),
    "00.4": Question(
        "00.4",
        "How much ink does a written 1 take, beside a written 8?",
        {
            "about a third: it is a single stroke": "Look at six of them in the next picture. How thick is that stroke?",
            "about half: an 8 has two loops": "Compare the two bars: half of 20.6 would be 10.3.",
            "nearly as much as an 8": "19.6 and 20.6 full squares: each drawing fills its square, so a thin stroke became a block.",
            "more than an 8": "An 8 takes the most of all ten, though by little.",
        },
        "nearly as much as an 8",
    ),
    "00.6": Question(
        "00.6",
        "All three guesses are right. What is guesses - truth?",
        {
            "three zeros": "So it would be for two arrays of one shape. Here one has the shape (3, 1) and the other (3,).",
            "an error, the shapes differ": "Before it complains, NumPy stretches an axis of length 1. That is broadcasting.",
            "a table of nine numbers": "Each is stretched to fit the other: (3, 1) and (3,) become (3, 3).",
        },
        "a table of nine numbers",
    ),
}
