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
