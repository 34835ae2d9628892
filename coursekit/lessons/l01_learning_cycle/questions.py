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
            "With all its parameters at 0 the digit reader failed. Where had its skill been?",
            {
                "in the code that computes the logits": "The code was the same both times. What had changed?",
                "in the numbers that had been turned": "Same code, other numbers, no skill. Today: how numbers get there.",
                "in the drawings that it had stored": "It holds no drawing: 7510 numbers and nothing else.",
            },
            "in the numbers that had been turned",
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
            "You run one cell twice, and the second time it prints other numbers. The likeliest reason?",
            {
                "the computer rounds differently each time": "The same sum of the same numbers gives the same digits. Were they the same?",
                "it began where the first run had stopped": "A notebook remembers. Restart and run from the top, and it comes out as the first time.",
                "one of the two runs was faulty": "Both did what the lines say. Where did each of them begin?",
            },
            "it began where the first run had stopped",
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
            "A book counts only three steps: forward pass, loss, backward pass. Yet its networks learn. So ...",
            {
                "some line still turns the knobs": "It may be called the optimizer, or be counted to the backward pass. Without it nothing is kept.",
                "to know the gradient is enough": "A gradient is numbers on paper. Which line writes a new w?",
                "a low loss makes a network better": "The loss says how wrong it was. Who acts on that?",
            },
            "some line still turns the knobs",
        ),
        Question(
            "01.r4",
            "One round, two storms, an update after each. Which w makes the second guess?",
            {
                "the w of the start": "Then the first storm had taught nothing yet. What did the last line write?",
                "the w after the first update": "Each guess uses the knob as it stands now.",
                "the mean of the two": "No line takes a mean. Read them in the order in which they run.",
            },
            "the w after the first update",
        ),
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
        question="Put the storm program in order. Two lines do not belong: untick them.",
        reason="Guess, score, blame, adjust, once for each storm. (No line uses the score: below "
        "the guess it may stand anywhere.)",
        loose={"    score = (guess - y) ** 2": "    guess = w * x"},
    ),
    "01.xy": lambda: recall(
        Question(
            "01.xy",
            "A bakery wants to know tonight how many rolls it will sell tomorrow. In its training data, what is y?",
            {
                "the rolls sold today": "That is known when the question is asked. What is wanted?",
                "the rolls the program expects": "That is the prediction. The label is there before any prediction.",
                "the rolls sold on the day after": "From this evening, that day: for past days somebody counted.",
            },
            "the rolls sold on the day after",
        )
    ),
}

VOTES = {
    "01-a": Ballot(
        "01-a",
        "w · x with x = −2 is too high. A tiny step should make w ...",
        {
            "smaller: too high, so less": "Less of what? Work out w · x for w = 1 and for w = 0.9, "
            "with x = −2. Which guess is lower?",
            "larger": "With a negative x, more w means a lower guess. The sign of x decides which way the knob works. The blame has that x in it.",
            "stay as it is": "Then the guess stays too high. What would w · x be for a slightly "
            "different w?",
            "larger or smaller: that depends on lr": "lr says how far the knob turns. Can a positive number change "
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
            "stays as it is": "Same knobs, same guesses, same loss, a thousand times. Looking at mistakes changes nothing, only adjusting does.",
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
        "Four lines go through five storms, 20 times. In the end the knob w ...",
        {
            "is still 1: nobody tells it the answer": "Look at the fourth line. What does it do to w, each time?",
            "hits all five storms exactly": "One knob, and five storms with a clumsy stopwatch: is there such a w?",
            "suits the last storm: it comes last": "The last one alone would ask for 0.333. It pulls last, but not alone.",
            "misses all five storms a little": "w = 0.34 misses each by at most 0.15 km. And 0.34 km in a second is the speed of sound.",
        },
        "misses all five storms a little",
    ),
    "01.2": Question(
        "01.2",
        "Accuracy on new drawings, after 5 and after 400 examples: about ...",
        {
            "half and half: it knows what it saw": "Then more drawings would be no help. Follow the bars from left to right.",
            "a little over half, and 85%": "More examples, fewer mistakes, on drawings that were never shown.",
            "nearly all, and all": "Five drawings show few of the shapes that a cat can have. And look at the last dots: how far are they from 1?",
        },
        "a little over half, and 85%",
    ),
    "01.3": Question(
        "01.3",
        "Trained on shuffled labels, it gets right ...",
        {
            "half of its own 100, half of the new ones": "So it would be if shuffled labels could not be learned. Look at the blue dots.",
            "nearly all of its own 100, half of the new ones": "By chance about half of the 100 labels were still true; it memorized those and the others alike, and learned nothing about cats.",
            "nearly all of its own 100, and of the new ones": "Half of what it was told is wrong. From where should it know about new drawings?",
        },
        "nearly all of its own 100, half of the new ones",
    ),
}
