"""Questions and puzzles of lesson 08, overfitting."""

from __future__ import annotations

from coursekit.questions.matching import match
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "08.warmup": lambda: recall(
        Question(
            "08.r1",
            "Which examples may you look at to choose a learning rate?",
            {
                "the test set": "Then it is no exam any more: you have tuned on its questions.",
                "the validation set": "That is what it is for. No weight learns from it, but you "
                "do.",
                "the training set alone": "It says which rate fits fastest, and nothing about new "
                "examples.",
            },
            right="the validation set",
        ),
        Question(
            "08.r2",
            "A network says 1% for the class that is right. Cross-entropy calls that ...",
            {
                "4.605": "−ln 0.01. Confident and wrong is what it punishes most.",
                "0.010": "That is about its loss at 99% for the right class.",
                "0.693": "That is the loss of 50%, a coin flip.",
            },
            right="4.605",
        ),
        Question(
            "08.r3",
            "60 examples, batches of 30, 120 epochs. How often are the knobs turned?",
            {
                "120 times": "Once for each batch, not once for each epoch.",
                "240 times": "Two batches in an epoch, 120 epochs.",
                "7,200 times": "That is how often an example is looked at.",
            },
            right="240 times",
        ),
    ),
    "08.cards": lambda: match(
        "08.cards",
        {
            "A": "overfitting: more data, a price, or stop earlier",
            "B": "not finished: still on its way down, a larger rate or more epochs",
            "C": "healthy: low, and the two stay together",
            "D": "nothing to find: validation is never better than a coin",
            "E": "underfitting: flat, both alike, at a loss that is too high; more room",
            "F": "restless: the steps are too long",
        },
        "What does each card say?",
    ),
}

VOTES = {
    "08-a": Ballot(
        "08-a",
        "The training loss falls, the validation loss has risen for 20 epochs. You hand in ...",
        {
            "the last weights": "They have had the most training. Which of the two curves says "
            "how they will do on new examples?",
            "the weights of the best validation epoch": "The last weights have the lowest training loss, and a far higher one here. It takes a copy: when you notice that it was the best, it is long gone.",
            "the weights with the lowest training loss": "Those are the last ones, or nearly. What "
            "did the hook show about training losses?",
            "an average of all": "Most of the weights in that average are from before it could do "
            "anything, or from after it turned. (Averages of *late* weights have their uses.)",
        },
        right="the weights of the best validation epoch",
        talk="Sketch both curves. Which curve tells how the network will do on new examples?",
    ),
    "08-b": Ballot(
        "08-b",
        "Dropout, p = 0.5, is left on when you predict. You notice ...",
        {
            "nothing": "The outputs are right on average. Is one prediction an average?",
            "two predictions of the same drawing differ": "Each call silences other units: one network becomes many that disagree. The coins fall anew at each call. A test that asks twice finds this mistake at once.",
            "it is twice as fast": "The multiplications are done all the same, some of them by 0.",
            "the loss is 0": "Half of the voices are missing. Why should the answers be perfect?",
        },
        right="two predictions of the same drawing differ",
        talk="Which part of a forward pass with dropout is decided by chance, and when?",
    ),
}


PREDICTIONS = {
    "08.1": Question(
        "08.1",
        "The training loss of the network with the coin's labels ...",
        {
            "stays at 0.69: there is no pattern to learn": "No pattern is needed to learn 100 labels by heart.",
            "falls about half-way, and stops": "Half of the coin's labels would be enough for that. It learns every one.",
            "falls to nearly 0, as with true labels, but later": "With 100 drawings and 16,578 knobs, every drawing can have its own.",
        },
        "falls to nearly 0, as with true labels, but later",
    ),
    "08.2": Question(
        "08.2",
        "120 epochs. The loss on the 150 validation points ...",
        {
            "falls with the training loss": "That is what one hopes for. The two curves part at the ring.",
            "falls, and then stays flat": "What it learns after the best epoch is not neutral: it is noise.",
            "falls, and then rises": "After the best epoch, the training loss is bought with memorizing.",
        },
        "falls, and then rises",
    ),
    "08.3": Question(
        "08.3",
        "15 knobs, 15 weighings. Typical miss on NEW weighings of this puppy?",
        {
            "0 kg, as on its own": "Its own dots it has seen, errors and all.",
            "about 1 kg, as the scale": "That would be so if the curve were the true one.",
            "about 2 kg": "That is the straight line, with two knobs.",
            "about 5 kg": "Between the dots it swings wildly, since nothing holds it there.",
        },
        "about 5 kg",
    ),
    "08.4": Question(
        "08.4",
        "As the price rises, the TRAINING loss (without the penalty) ...",
        {
            "falls": "Weights that must stay small have less freedom to fit.",
            "rises": "Whoever must also save cannot fit as well. That is the point.",
            "falls first, then rises": "That is the curve of the validation loss. Nothing helps the training loss.",
        },
        "rises",
    ),
    "08.5": Question(
        "08.5",
        "From 40 knobs to 2,000, the error on new examples ...",
        {
            "explodes": "That is the peak at 40. Look to its right.",
            "stays as bad as at 40": "At 40 there is one perfect fit. With 2,000 there are many to choose from.",
            "falls, even below the first valley": "Among all perfect fits, small weights pick a tame one.",
        },
        "falls, even below the first valley",
    ),
}
