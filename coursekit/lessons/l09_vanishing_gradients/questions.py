"""Questions and puzzles of lesson 09, vanishing gradients."""

from __future__ import annotations

from coursekit.questions.matching import match
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "09.warmup": lambda: recall(
        Question(
            "09.r1",
            "A gradient walks back along a path of three operations with the slopes 2, 0.5 and 4. "
            "What arrives is the gradient at the end, times ...",
            {
                "6.5": "You added them. Think of the gears in lesson 04.",
                "4": "2 · 0.5 · 4. Along a path, slopes multiply.",
                "2": "That is the first slope alone. The gradient passes all three.",
            },
            right="4",
        ),
        Question(
            "09.r2",
            "A ReLU's sum z was −3 for this example. How much of the gradient passes through it?",
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
    "09.roads": lambda: recall(
        Question(
            "09.roads",
            "out = x + F(x), and the branch F has the slope 0.5. A gradient of 2 arrives at out. "
            "x gets ...",
            {
                "2: the lane carries it": "And what comes down the other road?",
                "1: it goes through the layers": "That is the branch. Which road has the slope 1?",
                "1.5: half along each road": "At a sum nothing is shared out: each road gets all "
                "of it.",
                "3: the sum of both roads": "2 · 1 along the lane, 2 · 0.5 along the branch.",
            },
            right="3: the sum of both roads",
        )
    ),
    "09.clip": lambda: recall(
        Question(
            "09.clip",
            "Two arrays of a gradient, [6] and [8]. Clipped to a joint length of 5 they are ...",
            {
                "[5] and [5]": "Each by itself: now the arrow points elsewhere.",
                "[2.1] and [2.9]": "That takes 14 for the length. How long is an arrow of 6 and 8?",
                "[3] and [4]": "Length 10, halved: same direction.",
                "[6] and [5]": "Only the largest was cut. What became of the direction?",
            },
            right="[3] and [4]",
        )
    ),
    "09.cures": lambda: match(
        "09.cures",
        {
            "each sigmoid takes three quarters of the gradient, or more": "ReLU: slope 1 where "
            "open",
            "sums shrink or grow from layer to layer": "He's or Glorot's initialization",
            "one gradient is a thousand times longer than usual": "clipping",
            "after 152 layers all drawings look alike": "skip connections",
        },
        "Which remedy goes with which trouble?",
    ),
}

VOTES = {
    "09-a": Ballot(
        "09-a",
        "A chain of 20 sigmoid layers, all weights 1. Of the gradient at layer 20, layer 1 hears "
        "at most ...",
        {
            "all of it": "Each layer on the way multiplies it by the slope of its sigmoid. Is that "
            "slope ever 1?",
            "about a twentieth": "That would be so if each layer took away the same amount. "
            "Subtract or multiply?",
            "about a quarter": "That is what one layer leaves. How many are on the way?",
            "a few millionths of a millionth": "Nineteen factors of a quarter, at the very best.",
        },
        right="a few millionths of a millionth",
        talk="How much does one single player pass on? And two of them in a row?",
    ),
    "09-b": Ballot(
        "09-b",
        "A tower of 75 residual blocks, all weights and biases 0. Compared with its input, its "
        "output is ...",
        {
            "0: nothing gets through zeros": "That is so in a plain tower. Which road has no "
            "weights on it?",
            "75 times as large: each block adds": "What does a branch of zeros add?",
            "the input, unchanged": "Each block does nothing, and so do 75. A good start for a "
            "deep network.",
            "half, halved again at each block": "That would be the mean of lane and branch. Here "
            "they are added.",
        },
        right="the input, unchanged",
        talk="Follow one number through one block, along both roads.",
    ),
}


PREDICTIONS = {
    "09.1": Question(
        "09.1",
        "Two networks of 152 layers, 150 steps. The loss falls ...",
        {
            "in both of them": "More layers could do more. Training has to find it, and one of the "
            "two never begins.",
            "in the plain one only": "The residual one has the same layers and an addition more. "
            "Does handing on the input take anything away?",
            "in the residual one only": "The plain one stays near ln 10: it knows nothing.",
            "in neither of them": "Depth alone does not decide it: both have 152 layers, and one "
            "of them learns.",
        },
        "in the residual one only",
    ),
    "09.2": Question(
        "09.2",
        "Fifty ReLU layers of 64 units. The signal keeps its size if the spread of the weights "
        "is ...",
        {
            "0.5/√64": "Small is not safe: each layer then leaves about a third of the signal.",
            "1/√64": "That keeps a sum at the size of its terms. And what does the ReLU take away?",
            "1.4/√64": "√2 = 1.4. The mean square is halved, so the square of the spread is "
            "doubled.",
            "2/√64": "Twice the spread makes four times the mean square. How much of it does the "
            "ReLU take away?",
        },
        "1.4/√64",
    ),
    "09.3": Question(
        "09.3",
        "Residual, 152 layers, SGD with lr 0.1, with and without clipping at 1. Which one learns?",
        {
            "both of them": "The skip connections keep the gradient from vanishing. What keeps it "
            "from being too long?",
            "only the clipped one": "The skip connections keep the gradient alive. They do not "
            "keep it small.",
            "only the free one": "Shorter steps are slower where all steps are short. Here a few "
            "are giant.",
        },
        "only the clipped one",
    ),
    "09.4": Question(
        "09.4",
        "Plain, 152 layers, the gradient no longer vanishes. It learns ...",
        {
            "as well as the residual one": "That would be so if vanishing were the whole story. "
            "The gradient arrives, and the loss stays.",
            "nearly as well": "Then vanishing would be most of the story. The gradient arrives, "
            "and the loss stays.",
            "hardly or not at all": "So a vanishing gradient was not what stopped it.",
        },
        "hardly or not at all",
    ),
}
