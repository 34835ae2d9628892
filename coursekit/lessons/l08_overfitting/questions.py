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
            "60 examples, batches of 30, 120 epochs. How many updates?",
            {
                "120": "One for each batch, not one for each epoch.",
                "240": "Two batches in an epoch, 120 epochs.",
                "7,200": "That is how often an example is looked at.",
            },
            right="240",
        ),
    ),
    "08.patience": lambda: recall(
        Question(
            "08.patience",
            "Validation losses 0.50, 0.40, 0.45, 0.43, 0.42, 0.44, counted from epoch 0. Patience "
            "3. You stop at epoch ...",
            {
                "2: it has risen": "One rise uses up one of three.",
                "4: three without a record": "2, 3 and 4 are three in a row without a new lowest. "
                "The record is still 0.40.",
                "5: 0.43 and 0.42 were better": "Lower than the epoch before, yes. Lower than the "
                "record?",
            },
            right="4: three without a record",
        )
    ),
    "08.back": lambda: recall(
        Question(
            "08.back",
            "Dropout, p = 0.5. A unit was NOT silenced, and a gradient of 3 comes back to its "
            "output. It passes on ...",
            {
                "6": "out = 2 · x, so the slope is 2: the mask works both ways.",
                "3": "Is dropout for the way forward only? Write out as a formula of x.",
                "1.5": "It was made twice as loud. How much does a turn of x move the loss?",
                "0": "That is for the silenced ones.",
            },
            right="6",
        )
    ),
    "08.cards": lambda: match(
        "08.cards",
        {
            "A": "overfitting: more data, a penalty, or stop earlier",
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
        "The validation loss has risen for 20 epochs. Which parameters do you hand in, and which "
        "loss do you report?",
        {
            "last epoch, its validation loss": "Which curve says how they do on new examples, and "
            "where is it lowest?",
            "best validation epoch, its validation loss": "The right parameters. But that epoch was "
            "chosen by this loss: it flatters (lesson 07).",
            "lowest training loss, its exam loss": "An honest number for the wrong parameters.",
            "best validation epoch, its exam loss": "Keep a copy: you notice the best epoch only "
            "when it is over. And the exam, still closed until then, flatters nobody.",
        },
        right="best validation epoch, its exam loss",
        talk="What was each of the three piles used for so far?",
    ),
    "08-b": Ballot(
        "08-b",
        "Dropout, p = 0.5, is left on when you predict. You notice ...",
        {
            "that one input gets two answers": "Each call silences other units: one network "
            "becomes many that disagree. A test that asks twice finds this mistake at once.",
            "nothing: it is right on average": "On average over many calls. Is one prediction an "
            "average?",
            "that all logits are halved": "Those who may speak are twice as loud.",
            "that new inputs are read better": "Dropout is an exercise for training. Who is "
            "missing in this one prediction?",
        },
        right="that one input gets two answers",
        talk="Which part of a forward pass with dropout is decided by chance, and when?",
    ),
}


PREDICTIONS = {
    "08.1": Question(
        "08.1",
        "With the true labels all 100 are right after some ten epochs. With the coin's labels it "
        "takes ...",
        {
            "as long: it is the same network": "Each drawing has to be learned by itself now. Does "
            "that take as long?",
            "about three times as long": "That is all the difference that training shows.",
            "a hundred times as long": "It would have to be hard to learn by heart. The network "
            "has 16,578 parameters, for 100 drawings.",
            "for ever: there is no pattern": "No pattern is needed to learn by heart.",
        },
        "about three times as long",
    ),
    "08.2": Question(
        "08.2",
        "120 epochs. The loss on the 150 validation points ...",
        {
            "falls with the training loss": "That is what one hopes for. The two curves part at the ring.",
            "falls, and then stays flat": "What it learns after the best epoch is not neutral: it is noise.",
            "falls, and then rises": "After the best epoch, what is still learned is memorized.",
        },
        "falls, and then rises",
    ),
    "08.3": Question(
        "08.3",
        "15 parameters, 15 weighings. Typical miss on NEW weighings of this puppy?",
        {
            "0 kg, as on its own": "Its own dots it has seen, errors and all.",
            "about 1 kg, as the scale": "That would be so if the curve were the true one.",
            "about 2 kg": "That is the straight line, with two parameters.",
            "about 5 kg": "Between the dots it swings wildly, since nothing holds it there.",
        },
        "about 5 kg",
    ),
    "08.4": Question(
        "08.4",
        "As λ rises, the TRAINING loss (without the penalty) ...",
        {
            "falls": "Weights that must stay small have less freedom to fit.",
            "rises": "Weights that must stay small cannot fit as well. That is the point.",
            "falls first, then rises": "That is the curve of the validation loss. Nothing helps the training loss.",
        },
        "rises",
    ),
    "08.5": Question(
        "08.5",
        "From 40 weights to 2,000, the error on new examples ...",
        {
            "explodes": "That is the peak at 40. Look to its right.",
            "stays as bad as at 40": "At 40 there is one perfect fit. With 2,000 there are many to choose from.",
            "falls, even below the first valley": "Among all perfect fits, small weights pick a tame one.",
        },
        "falls, even below the first valley",
    ),
}
