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
            "model B": "One bold mistake can cost less than ten timid hits.",
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
            "1.22": "Each drawing counts once: (64 · 1.0 + 8 · 3.0) / 72.",
            "4.0": "That adds two means. Can a mean be larger than every value?",
            "3.0": "That is the last batch alone. What about the other 64?",
        },
        right="1.22",
        talk="How large is the sum of all 72 losses?",
    ),
}
