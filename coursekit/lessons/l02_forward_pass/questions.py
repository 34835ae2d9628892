"""Questions of lesson 02, the forward pass."""

from __future__ import annotations

from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "02.warmup": lambda: recall(
        Question(
            "02.r1",
            "x has shape (5, 3). What is one row of it?",
            {
                "one feature of all examples": "That is a column. Who has a row of its own, always?",
                "one example": "Rows are examples, always. Here are 5 of them, with 3 features each.",
                "one layer": "x is what goes in. There is no layer in it yet.",
            },
            "one example",
        ),
        Question(
            "02.r2",
            "Which step of the cycle changes the parameters?",
            {
                "score": "It gives the loss: how wrong the prediction was. It changes nothing.",
                "blame": "It finds the gradient: which parameter did it, and which way. It leaves the parameter alone.",
                "adjust": "The update. Guess, score and blame only look.",
            },
            "adjust",
        ),
        Question(
            "02.r3",
            "What is a label?",
            {
                "the right answer that comes with an example": "It is given, not predicted.",
                "what the network says about an example": "That is its prediction. The label is there before any prediction.",
                "the name of a column, such as its unit": "That is a feature's name. What comes with each row?",
            },
            "the right answer that comes with an example",
        ),
    ),
    "02.softmax": lambda: recall(
        Question(
            "02.softmax",
            "Two classes. Logits: cat 1, dog 3. With e¹ = 2.7 and e³ = 20.1, softmax gives dog ...",
            {
                "75%": "3 of 4 in all: that divides the logits themselves. And with logits −1 and 3?",
                "95%": "That is the sigmoid of 3, as if cat had no logit.",
                "88%": "20.1 / (2.7 + 20.1) = 0.88: dog leads by 2.",
                "3%": "That is the logit 3, read as a percentage. The probabilities have to sum to 1.",
            },
            "88%",
        )
    ),
    "02.accuracy": lambda: recall(
        Question(
            "02.accuracy",
            "Three drawings, cat or dog. The right class got 90%, 51% and 40%. The accuracy is ...",
            {
                "0.67": "Two of three: the right class had the larger probability twice.",
                "0.60": "That is the mean of the three: how sure, not how often right.",
                "0.33": "51% is a right answer, if only just. How many are there?",
            },
            "0.67",
        )
    ),
}

VOTES = {
    "02-a": Ballot(
        "02-a",
        "Two dense layers with nothing between them tell two classes apart. Their border can be ...",
        {
            "any curve, with enough units": "Many units make many numbers, and each is still a weighted sum. What bends?",
            "one straight line and nothing else": "The weights multiply to one matrix W1 W2, and one layer draws one straight line. A stack of straight steps is one straight step.",
            "two straight lines, one for each layer": "The second layer adds up what the first one made. A sum of straight things is ... what?",
            "a circle or an ellipse, since products occur": "Weights are multiplied with weights, inputs with inputs never. Where would x² come from?",
        },
        right="one straight line and nothing else",
        talk="Take one input, a first layer 2 · x + 1 and a second layer 3 · h − 4. What does x "
        "become in the end?",
    ),
    "02-b": Ballot(
        "02-b",
        "The logits of cat and dog are 1 and 3. Both are doubled, to 2 and 6. The probability of "
        "dog ...",
        {
            "stays: dog is three times cat, as before": "Softmax looks at differences. What was the difference, what is it now?",
            "doubles: so does its logit": "It was 88%. Can a probability double from there?",
            "rises: dog gains more": "The lead grows from 2 to 4, and the probability from 88% to 98%.",
            "falls: cat has gained, too": "Both gained. Who leads by more than before?",
        },
        right="rises: dog gains more",
        talk="Which of the two logits leads, and by how much, before and after?",
    ),
}


PREDICTIONS = {
    "02.1": Question(
        "02.1",
        "Each of 300 networks with random weights looks at the 200 drawings. On average they get right ...",
        {
            "hardly any: they know nothing": "Who is wrong about every drawing knows a lot. How often is a coin wrong?",
            "about half: cat or dog": "With two equal classes, knowing nothing means half right, on average: a single one may be far from it.",
            "clearly more than half: they differ": "Cats and dogs do differ. Who has told the parameters which is which?",
        },
        "about half: cat or dog",
    ),
    "02.2": Question(
        "02.2",
        "How many parameters does a network with sizes [784, 128, 10] have?",
        {
            "about 900": "There are 922 units. Parameters sit on the lines between them.",
            "about 10,000": "Each of the 128 hidden units has a weight for every pixel. How many is that?",
            "about 100,000": "One for each line, and one more in each circle that computes.",
            "about a million": "That would need ten times as many hidden units. Multiply 784 by 128.",
        },
        "about 100,000",
    ),
    "02.3": Question(
        "02.3",
        "Two units can solve the puzzle. Of ten trainings with two units, how many get all 80 right?",
        {
            "all: what can be done is found": "It can be done. Each start finds its own way; do all ways end there?",
            "none: nobody told it these two units": "Nobody tells a network anything but right and wrong, and it learns. Look at the count.",
            "fewer than half: many get stuck": "A run that starts badly can get stuck. Spare units are spare chances.",
        },
        "fewer than half: many get stuck",
    ),
    "02.4": Question(
        "02.4",
        "300 untrained networks look at handwritten digits. On average they get right ...",
        {
            "about half: right or wrong": "Right and wrong are two, the answers are ten. How many of them are right?",
            "about a tenth: one of ten": "With K equal classes, knowing nothing means 1 in K right.",
            "hardly any: digits are hard": "How hard it is does not matter to somebody who looks at nothing. How often does a die with ten sides hit?",
        },
        "about a tenth: one of ten",
    ),
    "02.5": Question(
        "02.5",
        "After training, the 8 units that started equal are ...",
        {
            "8 different units": "Training would have to push them apart. What differs between them that it could push on?",
            "a few groups": "What puts a unit into one group and not into another, if all start equal?",
            "8 copies of one unit": "Training moves equal units equally, for ever.",
        },
        "8 copies of one unit",
    ),
}
