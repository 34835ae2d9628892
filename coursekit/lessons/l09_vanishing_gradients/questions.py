"""Questions and puzzles of lesson 09, vanishing gradients."""

from __future__ import annotations

from coursekit.questions.matching import match
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "09.warmup": lambda: recall(
        Question(
            "09.r1",
            "Blame walks back along a path of three operations with the slopes 2, 0.5 and 4. "
            "What arrives is the blame at the end, times ...",
            {
                "6.5": "You added them. Think of the gears in lesson 04.",
                "4": "2 · 0.5 · 4. Along a path, slopes multiply.",
                "2": "That is the first slope alone. The message passes all three.",
            },
            right="4",
        ),
        Question(
            "09.r2",
            "A ReLU's sum z was −3 for this example. How much blame passes through it?",
            {
                "none": "The gate is shut: its slope there is 0.",
                "all of it": "That is so where z is above 0.",
                "three times as much": "What is the slope of max(z, 0) at −3?",
            },
            right="none",
        ),
        Question(
            "09.r3",
            "A network that knows nothing chooses between the ten digits. Its loss is about ...",
            {
                "0.69": "That is ln 2, for two classes.",
                "2.30": "ln 10. Keep the number in mind: it is today's sign of a network that "
                "learns nothing.",
                "10": "There are ten classes, but the loss is a logarithm.",
            },
            right="2.30",
        ),
    ),
    "09.cures": lambda: match(
        "09.cures",
        {
            "each sigmoid takes three quarters of the blame, or more": "ReLU: slope 1 where open",
            "sums shrink or grow from layer to layer": "He's or Glorot's spread for the start",
            "one blame is a thousand times longer than usual": "clipping",
            "after 152 layers all drawings look alike": "skip connections",
        },
        "Which remedy goes with which trouble?",
    ),
    "09.read": lambda: recall(
        Question(
            "09.read",
            "What does 3.57% say?",
            {
                "ResNet-152 names the wrong thing in 3.57% of the pictures": "Two words are off: "
                "how many networks, and how many guesses each picture gets.",
                "six networks together: in 3.57% of the test pictures the truth was not among "
                "their five best guesses": "Top-5, an ensemble, the test set. All three belong "
                "to the number.",
                "a network of 152 layers is right in 3.57% of its guesses": "An error counts what "
                "is wrong.",
            },
            right="six networks together: in 3.57% of the test pictures the truth was not among "
            "their five best guesses",
        )
    ),
    "09.claim": lambda: recall(
        Question(
            "09.claim",
            "“Over 90% of the deep networks in production use skip connections.” What would you "
            "have to see to believe the 90%?",
            {
                "a paper in which skip connections help": "Helping in one paper says nothing "
                "about how many networks in use have them.",
                "a list of famous networks that have them": "Famous ones are not a fair sample "
                "of those in use.",
                "a count: which networks were asked about, how they were chosen, how many had "
                "them": "And a date. Nobody could show us such a count.",
            },
            right="a count: which networks were asked about, how they were chosen, how many had "
            "them",
        )
    ),
}

VOTES = {
    "09-a": Ballot(
        "09-a",
        "A chain of 20 sigmoid layers, all weights 1. Compared with layer 20, the blame that "
        "reaches layer 1 is ...",
        {
            "the same": "Each layer on the way multiplies it by the slope of its sigmoid. Is that "
            "slope 1?",
            "20 times smaller": "That would be so if each layer took away the same amount. What "
            "does a layer do to the message, subtract or multiply?",
            "less than 0.000 000 000 01 of it": "Nineteen players, each with a quarter: 0.25 to the power 19. Nineteen factors of a quarter, at the very best.",
            "larger": "For that, each layer would have to pass on more than it hears. At the very "
            "best it passes on w / 4, and here w is 1.",
        },
        right="less than 0.000 000 000 01 of it",
        talk="How much does one single player pass on? And two of them in a row?",
    ),
    "09-b": Ballot(
        "09-b",
        "All weights and biases of a residual block are 0. Its output is ...",
        {
            "0": "That is what the branch makes. What else is added?",
            "its input": "The branch adds nothing, and the lane hands the input on. A block of zeros does nothing, and doing nothing is a good start.",
            "random": "Nothing in it is random any more.",
            "twice its input": "The input is added once. What does a branch of zeros add?",
        },
        right="its input",
        talk="Follow one number through the block, along both lanes.",
    ),
}


PREDICTIONS = {
    "09.1": Question(
        "09.1",
        "Two networks of 152 layers, 150 steps. The loss falls ...",
        {
            "in both: 152 layers can do more than 3": "?",
            "in the plain one only": "?",
            "in the residual one only": "The plain one stays at 2.30, which is ln 10: it knows nothing.",
            "in neither: 152 layers are too many": "?",
        },
        "in the residual one only",
    ),
    "09.2": Question(
        "09.2",
        "For ReLU layers of 64 units, the spread of the weights should be ...",
        {
            "1/√64: as many in as out": "?",
            "√2/√64: to make up for the shut half": "√2 = 1.41: the square is doubled, not the spread.",
            "2/√64: half is shut, so double it": "?",
            "as small as possible": "?",
        },
        "√2/√64: to make up for the shut half",
    ),
    "09.3": Question(
        "09.3",
        "Residual, 152 layers, SGD with lr 0.1, with and without clipping at 1 ...",
        {
            "both learn: the lanes have cured it": "?",
            "only the clipped one learns": "The lanes keep blame alive. They do not keep it small.",
            "only the free one learns: clipping slows down": "?",
        },
        "only the clipped one learns",
    ),
    "09.4": Question(
        "09.4",
        "Plain, 152 layers, blame no longer vanishes. It learns ...",
        {
            "as well as the residual one": "?",
            "nearly as well": "?",
            "hardly or not at all": "So vanishing blame was not what stopped it.",
        },
        "hardly or not at all",
    ),
}
