"""Questions and puzzles of lesson 05, the learning rate."""

from __future__ import annotations

from coursekit.questions.ordering import order
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "05.warmup": lambda: recall(
        Question(
            "05.r1",
            "The slope of the loss along a knob is −4. To lower the loss you turn the knob ...",
            {
                "up": "A negative slope means: the loss falls as the knob rises.",
                "down": "Draw a line with slope −4. Which way along it leads down?",
                "not at all": "A slope of 0 would mean that. This one is not 0.",
            },
            right="up",
        ),
        Question(
            "05.r2",
            "In lesson 04, what did one backward pass give you?",
            {
                "the new knobs": "It says who is to blame. Who turns the knobs?",
                "the slope of the loss along every knob": "All of them, for about the price of "
                "two forward passes.",
                "the best knobs": "That takes many rounds. One round gives slopes.",
            },
            right="the slope of the loss along every knob",
        ),
        Question(
            "05.r3",
            "A network that has learned nothing chooses between two classes. Its loss is about ...",
            {
                "0.69": "ln 2 = 0.693. Keep it in mind: you will meet it today as a bad sign.",
                "0": "That would be a network that is sure and right every time.",
                "2.30": "That is ln 10, for ten classes.",
            },
            right="0.69",
        ),
    ),
    "05.loop": lambda: order(
        "05.loop",
        [
            "w, b = zeros, 0.0",
            "for epoch in range(epochs):",
            "    for rows in minibatches(len(x), batch_size, rng):",
            "        error = x[rows] @ w + b - y[rows]",
            "        slopes = mean of 2 * error * x[rows], mean of 2 * error",
            "        w, b = one step of sgd_step for each",
        ],
        {"        error = x[rows] @ w + b - y": "the guesses of one batch, against whose labels?"},
        question="Begin, repeat, deal, guess and score, blame, adjust. One line does not belong: "
        "untick it.",
        reason="The knobs begin once, outside. Cards are dealt anew in each epoch.",
    ),
    "05.flat": lambda: recall(
        Question(
            "05.flat",
            "Which of the three belongs to a network that has learned?",
            {
                "the upper one": "It sits near 0.69. Which network scores ln 2?",
                "the middle one": "It still falls, by a little in each epoch. What would a "
                "larger rate do?",
                "the lower one": "It fell far, to about 0.1, and now falls slowly.",
            },
            right="the lower one",
        )
    ),
}

VOTES = {
    "05-a": Ballot(
        "05-a",
        "Batch 10 becomes 100, data and epochs stay. The number of updates is ...",
        {
            "the same: an epoch is an epoch": "An epoch counts how often the data was seen. After "
            "what is the knob turned?",
            "ten times as large": "A larger batch holds more examples. Are there more piles then, "
            "or fewer?",
            "ten times smaller": "1,000 examples make 100 piles of 10, or 10 piles of 100. One update for each pile, and there are ten times fewer piles.",
            "it depends on the learning rate": "That is how far a knob is turned. How often is "
            "another question.",
        },
        right="ten times smaller",
        talk="Deal 1,000 cards into piles of 10, and then into piles of 100. When is a knob "
        "turned?",
    ),
    "05-b": Ballot(
        "05-b",
        "The loss goes 2.3, 2.9, 8.1, nan. First thing to try?",
        {
            "more epochs": "Each step made it worse. What would more of them do?",
            "a learning rate 10 times smaller": "It rises by factors: steps too long, each one longer. Rising by factors is the sign of steps that are too long. If it still explodes, divide by ten once more.",
            "a larger network": "Its size was the same when the loss was still 2.3. What happened "
            "at each step?",
            "another seed": "Another start, the same long steps. Which number makes them long?",
        },
        right="a learning rate 10 times smaller",
        talk="What does each step do to the loss: add a little, or multiply it?",
    ),
}


PREDICTIONS = {
    "05.1": Question(
        "05.1",
        "Which one has the lowest loss after 30 epochs?",
        {
            "0.0001: the most careful": "Care alone is slow: in 30 epochs it hardly left its start.",
            "0.01: the usual one": "It walks downhill, and is not there yet.",
            "1": "It is a hundred times 'the usual one', and far ahead of it.",
            "100: the fastest": "Long steps, yes. Look at where they landed.",
        },
        "1",
    ),
    "05.2": Question(
        "05.2",
        "One step of a growing learning rate. The loss after it ...",
        {
            "falls and falls: further downhill is lower": "The slope was measured at one spot. Is it still the same slope further on?",
            "falls first, and rises later": "The slope is a promise for small steps only.",
            "rises from the start": "Then the step would go uphill. Look at the sign of the update.",
        },
        "falls first, and rises later",
    ),
    "05.3": Question(
        "05.3",
        "With λ = 4, the limit for the learning rate is ...",
        {
            "0.25": "At 0.25 the factor 1 − 0.25 · 4 is 0: one step, and home. The limit lies further out.",
            "0.4": "1 − 0.4 · 4 = −0.6: it jumps across and still comes nearer.",
            "0.5": "1 − 0.5 · 4 = −1: the same distance on the other side, forever.",
            "1": "1 − 1 · 4 = −3: each jump is three times as long as the one before.",
        },
        "0.5",
    ),
    "05.4": Question(
        "05.4",
        "The slope of ONE example, against that of all 200: typically ...",
        {
            "below 10°": "One example knows one point of 200. Would you trust it that far?",
            "about 30°": "That takes more than one example. The next curve shows how many.",
            "50° to 90°": "Rough, but mostly better than nothing. More examples, better aim.",
            "about 180°": "Then one example would always lead uphill, and no batch of one could learn.",
        },
        "50° to 90°",
    ),
    "05.5": Question(
        "05.5",
        "On the moons, which rates give the lowest loss on new points?",
        {
            "0.01 to 0.1, as the rule says": "The rule is a place to start looking. The lowest dots lie elsewhere here.",
            "below 0.01": "So small a rate is still on its way when the epochs are over.",
            "above 0.1": "The lowest median lies at 1, and 3 is the last rate that often works.",
        },
        "above 0.1",
    ),
}
