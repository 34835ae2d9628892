"""Questions and puzzles of lesson 03, the loss."""

from __future__ import annotations

from coursekit.questions.ordering import order
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "03.warmup": lambda: recall(
        Question(
            "03.r1",
            "A network is right for 10% of the handwritten digits. What has it learned?",
            {
                "a tenth of the task": "Who always says 3 gets about as many right. What has that program learned?",
                "nothing that this number shows": "With ten equal classes, knowing nothing gives 10%.",
                "to avoid the right digit": "Then it would be right for less than a tenth.",
            },
            right="nothing that this number shows",
        ),
        Question(
            "03.r2",
            "You add 5 to both logits of one drawing. Its softmax probabilities ...",
            {
                "stay the same": "Only the differences between logits count.",
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
            "it is a cat, the prediction says 90% cat",
            "it is a dog, the prediction says 40% cat",
            "it is a cat, the prediction says 50% cat",
            "it is a dog, the prediction says 90% cat",
            "it is a cat, the prediction says 1% cat",
        ],
        question="Five predictions. Put the best one on top and the worst one at the bottom.",
        reason="The right class was given 90%, 60%, 50%, 10% and 1%.",
    ),
    "03.favorite": lambda: recall(
        Question(
            "03.favorite",
            "The prediction: cat 70%, dog 20%, bird 10%. It is a dog. The cross-entropy is ...",
            {
                "-ln 0.7 = 0.36": "That takes the favorite. Which class is the right one?",
                "1 - 0.2 = 0.80": "That is what is missing. From 20% to 2% it would rise to 0.98 only.",
                "the sum of all three logarithms": "The one-hot row keeps one of them.",
                "-ln 0.2 = 1.61": "Only what the right class was given counts.",
            },
            right="-ln 0.2 = 1.61",
        ),
    ),
}

VOTES = {
    "03-a": Ballot(
        "03-a",
        "Which model has the lower mean loss?",
        {
            "model A, it is always right": "Always right is an accuracy. The loss asks how much "
            "probability the right class was given: 51% here, ten times.",
            "model B, it is mostly sure": "A: -ln 0.51 = 0.673. B: (9 · 0.010 + 4.605) / 10 = 0.470. "
            "One bold mistake can weigh less than ten timid hits.",
            "both have the same": "Compare -ln 0.51 with -ln 0.99. Which of them stands in the sum "
            "ten times?",
            "the numbers do not decide": "Every probability is given. What is -ln of each?",
        },
        right="model B, it is mostly sure",
        talk="How large is the loss of each model on one ordinary drawing, and that of B on its "
        "mistake?",
    ),
    "03-b": Ballot(
        "03-b",
        "64 drawings have a mean loss of 1.0, another 8 have 3.0. The mean over all of them is ...",
        {
            "2.00": "That gives 8 drawings as much weight as 64. What is the sum over all 72?",
            "2.78": "That gives each pile the other pile's weight. Which pile is larger?",
            "1.38": "88 / 64: the eight are in the sum, and are not counted.",
            "1.22": "Each drawing counts once: (64 · 1.0 + 8 · 3.0) / 72.",
        },
        right="1.22",
        talk="How large is the sum of all 72 losses?",
    ),
}


PREDICTIONS = {
    "03.1": Question(
        "03.1",
        "The usual loss of the prediction with 1% is ... as large as that of the one with 90%.",
        {
            "about twice": "That would be right if a mistake were a mistake. This loss also asks how "
            "sure it was.",
            "about 10 times": "99 points are missing instead of 10: that counts by distance. The "
            "logarithm goes by factors.",
            "about 44 times": "4.605 / 0.105 = 43.7: nothing is as bad as being sure and wrong.",
            "about 90 times": "90% is 90 times 1%. It is their logarithms that are compared.",
        },
        "about 44 times",
    ),
    "03.2": Question(
        "03.2",
        "Sure and wrong, at z = -6. Which loss has the steeper slope?",
        {
            "the squared error": "Squaring makes a large error larger. But an error of a probability "
            "is never above 1, and p hardly moves out there.",
            "both about the same": "Both go down to the right. But one of them is nearly level there.",
            "the cross-entropy": "Where the sigmoid is flat, so is the squared error.",
        },
        "the cross-entropy",
    ),
    "03.3": Question(
        "03.3",
        "An untrained network predicts ten digits. Its loss is about ...",
        {
            "0.1": "A tenth is what each class gets. The loss is -ln of it.",
            "0.9": "It is wrong nine times in ten: that is a share of mistakes, not a cross-entropy.",
            "2.3": "-ln(1/10) = ln 10 = 2.303: every class gets about a tenth.",
            "10": "Ten classes, ten times as wrong? The logarithm grows more slowly than K.",
        },
        "2.3",
    ),
    "03.4": Question(
        "03.4",
        "Over a wide range of this weight ...",
        {
            "accuracy and loss are both smooth": "Accuracy counts drawings. Between 20 and 21 of 40 "
            "there is nothing.",
            "accuracy is a staircase, the loss is smooth": "On a stair the slope is zero. In a valley "
            "every point knows the way down.",
            "accuracy is smooth, the loss is a staircase": "It is the other way round: accuracy moves "
            "only when an answer flips.",
        },
        "accuracy is a staircase, the loss is smooth",
    ),
    "03.5": Question(
        "03.5",
        "After 15 epochs over 630 drawings: how often is it right on drawings it has never seen?",
        {
            "about 50%": "That is a coin. What it learned was not only these 630 drawings.",
            "about 75%": "That would be fair for so small a network. For these drawings a few "
            "templates go further.",
            "above 90%": "It saw none of these drawings while it learned.",
        },
        "above 90%",
    ),
}
