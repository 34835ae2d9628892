"""Questions and puzzles of lesson 03, the loss."""

from __future__ import annotations

from coursekit.questions.ordering import order
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "03.warmup": lambda: recall(
        Question(
            "03.r1",
            "Guess, score, blame, adjust: which of them changes the weights?",
            {
                "score": "The score is a number on paper. Nothing in the network moves because of it.",
                "blame": "Blame says which way to turn each knob. Who turns it?",
                "adjust": "The other three only prepare it.",
            },
            right="adjust",
        ),
        Question(
            "03.r2",
            "You add 5 to both scores of one drawing. Its softmax probabilities ...",
            {
                "stay the same": "Only the differences between scores count.",
                "both rise": "They have to sum to 1. Can both rise?",
                "move towards 50%": "Write e^(z+5) as e^5 · e^z. What cancels?",
            },
            right="stay the same",
        ),
        Question(
            "03.r3",
            "x has shape (8, 576) and W has shape (576, 12). The shape of x @ W is ...",
            {
                "(576, 576)": "The inner sizes must agree, and they disappear.",
                "(12, 8)": "Rows are examples, always. How many examples went in?",
                "(8, 12)": "8 examples, 12 outputs each.",
            },
            right="(8, 12)",
        ),
    ),
    "03.sort": lambda: order(
        "03.sort",
        [
            "it is a cat, the guess says 90% cat",
            "it is a dog, the guess says 40% cat",
            "it is a cat, the guess says 50% cat",
            "it is a dog, the guess says 90% cat",
            "it is a cat, the guess says 1% cat",
        ],
        question="Five guesses. Put the best one on top and the worst one at the bottom.",
        reason="The truth was given 90%, 60%, 50%, 10% and 1%.",
    ),
}

VOTES = {
    "03-a": Ballot(
        "03-a",
        "Which model has the lower mean loss?",
        {
            "model B": "A: -ln 0.51 = 0.673. B: (9 · 0.010 + 4.605) / 10 = 0.470. One bold mistake can cost less than ten timid hits.",
            "model A, it is always right": "Always right is an accuracy. The loss asks how much "
            "probability the truth was given: 51% here, ten times.",
            "both the same": "Compare −ln 0.51 with −ln 0.99. Which of them is paid ten times?",
            "one cannot know": "Every probability is given. What is −ln of each?",
        },
        right="model B",
        talk="What does each model pay for one ordinary drawing, and what does B pay for its "
        "mistake?",
    ),
    "03-b": Ballot(
        "03-b",
        "64 drawings have a mean loss of 1.0, another 8 have 3.0. The mean over all of them is ...",
        {
            "2.0": "That gives 8 drawings as much weight as 64. What is the sum over all 72?",
            "1.22": "Each drawing has one vote, not each batch. Each drawing counts once: (64 · 1.0 + 8 · 3.0) / 72.",
            "4.0": "That adds two means. Can a mean be larger than every value?",
            "3.0": "That is the last batch alone. What about the other 64?",
        },
        right="1.22",
        talk="How large is the sum of all 72 losses?",
    ),
}


PREDICTIONS = {
    "03.1": Question(
        "03.1",
        "The usual loss makes the guess with 1% cost ... as much as the guess with 90%.",
        {
            "about twice": "?",
            "about 10 times": "?",
            "about 44 times": "4.605 / 0.105 = 43.7: nothing costs as much as being sure and wrong.",
            "about 90 times": "?",
        },
        "about 44 times",
    ),
    "03.2": Question(
        "03.2",
        "Sure and wrong. Which loss pushes harder?",
        {
            "the squared error, it punishes large errors": "?",
            "both about the same": "?",
            "the cross-entropy": "Where the sigmoid is flat, the squared error sleeps.",
        },
        "the cross-entropy",
    ),
    "03.3": Question(
        "03.3",
        "An untrained network guesses ten digits. Its loss is about ...",
        {
            "0.1, one tenth": "?",
            "0.9, it is wrong nine times in ten": "?",
            "2.3": "-ln(1/10) = ln 10 = 2.303: every class gets about a tenth.",
            "10": "?",
        },
        "2.3",
    ),
    "03.4": Question(
        "03.4",
        "Over a wide range of the knob ...",
        {
            "both curves are smooth": "?",
            "accuracy is a staircase, the loss is a smooth valley": "On a stair the slope is zero. In a valley every point knows the way down.",
            "accuracy is smooth, the loss is a staircase": "?",
        },
        "accuracy is a staircase, the loss is a smooth valley",
    ),
    "03.5": Question(
        "03.5",
        "After 15 rounds over 630 drawings: how often is it right on drawings it has never seen?",
        {
            "about 50%": "?",
            "about 75%": "?",
            "above 90%": "It saw none of these drawings while it learnt.",
        },
        "above 90%",
    ),
}
