"""Questions and puzzles of lesson 01, the learning cycle."""

from __future__ import annotations

from coursekit.questions.matching import match
from coursekit.questions.ordering import order
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "01.warmup": lambda: recall(
        Question(
            "01.r1",
            "With all its knobs at 0 the digit reader failed. Where was its skill?",
            {
                "in the code": "The code was the same both times. What had changed?",
                "in its knobs": "Same code, other numbers, no skill. Today: how numbers get there.",
                "in the picture": "The picture was the same both times.",
            },
            "in its knobs",
        ),
        Question(
            "01.r2",
            "6 drawings of 8 by 8 pixels are stored in x. What is x.shape?",
            {
                "(6, 64)": "One row for each drawing, one column for each pixel.",
                "(64, 6)": "Then a row would be a pixel. Rows are examples, always.",
                "(8, 8)": "That is one drawing. How many are there?",
            },
            "(6, 64)",
        ),
        Question(
            "01.r3",
            "Your prediction was wrong. What does that mean?",
            {
                "I failed": "Nobody is graded on predictions. What do you know now?",
                "I found where my idea and the code differ": "That spot is where you learn.",
                "I should run it again": "Then you have two results, and still no reason for the first.",
            },
            "I found where my idea and the code differ",
        ),
    ),
    "01.table": lambda: match(
        "01.table",
        {
            "guess (forward pass)": "she writes an answer into the practice test",
            "score (loss)": "the answer key marks it, the worse the miss the more red",
            "blame (backward pass)": "she goes back and finds what led her to the wrong answer",
            "adjust (update)": "she corrects that one thing a little, and keeps it in mind",
        },
        "The student and the network: which ones belong together?",
    ),
    "01.q1": lambda: recall(
        Question(
            "01.q1",
            "Three steps there, four here. Where did the update go?",
            {
                "it is part of the loss": "The loss says how wrong the guess is. It turns nothing.",
                "it was not counted, but is needed": "Some count it to the backward pass, or as the optimizer's job.",
                "it is not needed": "Then which step turns the knob?",
            },
            "it was not counted, but is needed",
        )
    ),
    "01.cycle": lambda: order(
        "01.cycle",
        [
            "for x, y in zip(seconds, km):",
            "    guess = w * x",
            "    score = (guess - y) ** 2",
            "    blame = 2 * (guess - y) * x",
            "    w = w - lr * blame",
        ],
        {
            "    w = w + lr * blame": "the slope points uphill. Which way do you want to go?",
            "    w = w - lr * score": "a score is never negative, so it could turn the knob one way only.",
        },
        question="Put the lines in order. Two of them do not belong: untick them.",
        reason="Guess, score, blame, adjust, once for each storm. (No line uses the score: below "
        "the guess it may stand anywhere.)",
        loose={"    score = (guess - y) ** 2": "    guess = w * x"},
    ),
    "01.xy": lambda: match(
        "01.xy",
        {
            "x: seconds to the thunder": "y: kilometers to the storm",
            "x: the words of a mail": "y: spam or not",
            "x: living area of a house": "y: the price it was sold for",
            "x: pixels of a drawing": "y: cat or dog",
        },
        "Which label belongs to which input?",
    ),
}

VOTES = {
    "01-a": Ballot(
        "01-a",
        "w · x with x = −2 is too high. A tiny step should make w ...",
        {
            "smaller: too high, so less": "Less of what? Work out w · x for w = 1 and for w = 0.9, "
            "with x = −2. Which guess is lower?",
            "larger": "With a negative x, more w means a lower guess. The sign of x decides which way the knob works. Blame has that x in it.",
            "stay as it is": "Then the guess stays too high. What would w · x be for a slightly "
            "different w?",
            "that depends on lr": "lr says how far the knob turns. Can a positive number change "
            "which way?",
        },
        right="larger",
        talk="Take two values of w, and work out the guess w · x for each of them.",
    ),
    "01-b": Ballot(
        "01-b",
        "Without the adjust step the loss ...",
        {
            "falls slowly: looking at errors is learning": "What has changed in the network after "
            "it looked? Its next guess is made with the same knobs.",
            "stays as it is": "Looking at mistakes changes nothing. Only adjusting does. Same knobs, same guesses, same loss, a thousand times.",
            "rises": "A rise needs other guesses. Where would they come from?",
            "becomes 0": "A loss of 0 needs perfect guesses. Who made them better?",
        },
        right="stays as it is",
        talk="What does each of the four steps leave behind for the next round?",
    ),
}


PREDICTIONS = {
    "01.1": Question(
        "01.1",
        "After 20 rounds, w will be ...",
        {
            "still 1: nobody tells it the answer": "?",
            "close to 0.34, the speed of sound in km per second": "Sound in air at 20 °C travels 0.343 km in a second.",
            "anywhere: it is different each time": "?",
        },
        "close to 0.34, the speed of sound in km per second",
    ),
    "01.2": Question(
        "01.2",
        "Right on new drawings, after seeing 5 and after seeing 400: about ...",
        {
            "50% and 50%: it only knows the drawings it saw": "?",
            "55% and 85%": "More examples, fewer mistakes, on drawings that were never shown.",
            "95% and 100%": "?",
        },
        "55% and 85%",
    ),
    "01.3": Question(
        "01.3",
        "Trained on shuffled labels, it gets right ...",
        {
            "about half of its own 100, about half of the new ones": "?",
            "nearly all of its own 100, about half of the new ones": "It memorized its 100 labels, true or not, and learned nothing about cats.",
            "nearly all of both": "?",
        },
        "nearly all of its own 100, about half of the new ones",
    ),
}
