"""Questions and puzzles of lesson 05, the learning rate."""

from __future__ import annotations

from coursekit.questions.ordering import order
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "05.warmup": lambda: recall(
        Question(
            "05.r1",
            "The slope of the loss along a weight is −4. To lower the loss you turn the weight ...",
            {
                "up": "A negative slope means: the loss falls as the weight rises.",
                "down": "Draw a line with slope −4. Which way along it leads down?",
                "not at all": "A slope of 0 would mean that. This one is not 0.",
            },
            right="up",
        ),
        Question(
            "05.r2",
            "In lesson 04, what did one backward pass give you?",
            {
                "the new parameters": "It gives slopes. Which step turns the parameters?",
                "the slope along every parameter": "The whole gradient, for about the work of two "
                "forward passes.",
                "the best parameters": "That takes many updates. One pass gives slopes.",
            },
            right="the slope along every parameter",
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
    "05.updates": lambda: recall(
        Question(
            "05.updates",
            "1,010 examples, batches of 100, 3 epochs. How many updates?",
            {
                "33": "Eleven piles in each epoch, the last one of 10 examples.",
                "30": "Ten examples are left over in each epoch. Are they thrown away?",
                "31": "3,030 / 100, rounded up: then a pile would hold cards of two epochs.",
                "3": "That is once for each epoch. After what is a parameter turned?",
            },
            right="33",
        )
    ),
    "05.loop": lambda: order(
        "05.loop",
        [
            "w, b = zeros, 0.0",
            "for epoch in range(epochs):",
            "    for rows in minibatches(len(x), batch_size, rng):",
            "        error = x[rows] @ w + b - y[rows]",
            "        gw = 2 * x[rows].T @ error / len(rows)",
            "        gb = np.mean(2 * error)",
            "        w, b = sgd_step(w, gw, lr), sgd_step(b, gb, lr)",
        ],
        {
            "        error = x[rows] @ w + b - y": "the predictions of one batch, against whose labels?"
        },
        question="Put the lines in order, the gradient of w before that of b. One line does not "
        "belong: untick it.",
        reason="The parameters begin once, outside. Cards are dealt anew in each epoch.",
    ),
    "05.flat": lambda: recall(
        Question(
            "05.flat",
            "Three curves fall slowly at the end, or not at all. Which network has learned?",
            {
                "the upper one": "It sits near 0.7. Which network has a loss of ln 2?",
                "the middle one": "It is on its way: 0.58, and falling by a thousandth in each "
                "epoch. What would a larger rate do?",
                "the lower one": "It fell far, to about 0.1, and now falls slowly.",
                "all three: flat means learned": "Flat says that little moves. Read off at which "
                "loss.",
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
            "what are the parameters turned?",
            "ten times as large": "A larger batch holds more examples. Are there more piles then, "
            "or fewer?",
            "ten times smaller": "1,000 examples make 100 piles of 10, "
            "or 10 piles of 100, and there is one update for each pile.",
            "it depends on the learning rate": "That is how far a parameter is turned. How often is "
            "another question.",
        },
        right="ten times smaller",
        talk="Deal 1,000 cards into piles of 10, and then into piles of 100. When are the "
        "parameters turned?",
    ),
    "05-b": Ballot(
        "05-b",
        "The loss goes 2.3, 2.9, 8.1, nan. First thing to try?",
        {
            "the same rate for longer: it has to settle": "Each step made it worse, and nan never "
            "comes back.",
            "smaller batches: they find other ways": "Their gradients are rougher still. What made "
            "each step too long?",
            "a rate 10 times larger, to get over the hill": "It goes up by itself. Which way do "
            "longer steps push?",
            "a rate 10 times smaller": "It rises by factors: steps too long, each one longer. If it "
            "still explodes, divide by ten once more.",
        },
        right="a rate 10 times smaller",
        talk="What does each step do to the loss: add a little, or multiply it?",
    ),
}


PREDICTIONS = {
    "05.1": Question(
        "05.1",
        "Which learning rate gives the lowest loss after 30 epochs?",
        {
            "0.0001": "It hardly moves.",
            "0.01": "It walks downhill, and is not there yet.",
            "1": "Long enough to arrive in 30 epochs, short enough not to be thrown out.",
            "100": "Long steps. Look at where they landed.",
        },
        "1",
    ),
    "05.2": Question(
        "05.2",
        "One step, with a larger and larger learning rate. The loss after it ...",
        {
            "falls and falls: further downhill is lower": "The slope was measured at one spot. Is it still the same slope further on?",
            "falls first, and rises later": "The slope is a promise for small steps only.",
            "rises from the start": "Then the step would go uphill. Look at the sign of the update.",
        },
        "falls first, and rises later",
    ),
    "05.3": Question(
        "05.3",
        "With c = 4, the limit for the learning rate is ...",
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
        "The gradient of ONE example and that of all 200: the angle is typically ...",
        {
            "below 10°": "One example knows one point of 200. Would you trust it that far?",
            "20° to 40°": "That takes more than one example. The next curve shows how many.",
            "50° to 90°": "Rough, but mostly better than nothing. More examples, better aim.",
            "above 120°": "Then one example would always lead uphill, and no batch of one could learn.",
        },
        "50° to 90°",
    ),
    "05.5": Question(
        "05.5",
        "The best rate is about 1. By which factor must it grow before training is ruined?",
        {
            "about 30": "Look where the dots leave the picture's lower half.",
            "about 100, or more": "That is the way down, from the best rate to one that crawls.",
            "about 10, or less": "At 3 one seed of three is thrown back, at 10 the middle one is "
            "worse than knowing nothing.",
            "it only gets slower": "Slower is the fault on the other side.",
        },
        "about 10, or less",
    ),
}
