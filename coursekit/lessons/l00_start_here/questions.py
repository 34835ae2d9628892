"""Questions and puzzles of lesson 00, start here."""

from __future__ import annotations

from coursekit.questions.recalling import Question, recall

QUIZ = {
    "00.2": lambda: recall(
        Question(
            "00.2",
            "A prediction turns out wrong. That means ...",
            {
                "you failed": "It costs nothing here. What did it show you that a right one would not?",
                "you found the spot where your idea and the code differ": "Here you learn most: change the idea, or find the fault in the code.",
                "the code is wrong": "One of the two is, code or idea. Which one, you do not know yet.",
                "you should run it again": "Then you have two results, and still no reason for the first.",
            },
            "you found the spot where your idea and the code differ",
        )
    ),
    "00.5": lambda: recall(
        Question(
            "00.5",
            "You ran cells out of order and get a NameError. Your best first move?",
            {
                "edit the cell until it works": "The cell may be fine. What did it need that was not there yet?",
                "restart the kernel and run from the top": "Everything is made again in the right order. If the error comes back, it is a real one.",
                "install everything again": "Python is fine: it is what told you about the name.",
                "delete the cell": "Then the error is gone, and so is the lesson. What did the cell need?",
            },
            "restart the kernel and run from the top",
        )
    ),
}


PREDICTIONS = {
    "00.1": Question(
        "00.1",
        "All knobs are 0, the code is the same. What does the network do?",
        {
            "it reads as well as before: the code is the same": "?",
            "it stops with an error": "?",
            "it gives every drawing the same answer": "All ten scores are 0, and of equal scores NumPy takes the first.",
        },
        "it gives every drawing the same answer",
    ),
    "00.3": Question(
        "00.3",
        "x has shape (270, 64), W has shape (64, 10). The shape of x @ W is ...",
        {
            "(64, 64)": "?",
            "(270, 10)": "The two 64 agree, and disappear.",
            "(270, 640)": "?",
        },
        "(270, 10)",
    ),
    "00.4": Question(
        "00.4",
        "How much ink does a written 1 take, beside a written 8?",
        {
            "about a third: it is a single stroke": "?",
            "about half": "?",
            "nearly as much": "Every digit takes 19 to 21 full squares.",
            "more": "?",
        },
        "nearly as much",
    ),
    "00.6": Question(
        "00.6",
        "All three guesses are right. What is guesses - truth?",
        {
            "three zeros": "?",
            "an error, the shapes differ": "?",
            "a table of nine numbers": "Each is stretched to fit the other: (3, 1) and (3,) become (3, 3).",
        },
        "a table of nine numbers",
    ),
}
