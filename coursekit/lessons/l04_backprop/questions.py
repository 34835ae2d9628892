"""Questions and puzzles of lesson 04, backpropagation."""

from __future__ import annotations

from coursekit.questions.ordering import order
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "04.warmup": lambda: recall(
        Question(
            "04.r1",
            "A hidden unit's sum is −1.5. What does it pass on after ReLU?",
            {
                "−1.5": "That is its sum. ReLU compares it with 0 and keeps the larger one.",
                "0": "It stays silent. Keep that in mind: silence matters today.",
                "1.5": "ReLU does not turn the sign. It keeps the larger of the sum and 0.",
            },
            right="0",
        ),
        Question(
            "04.r2",
            "A guess gives the truth 10%. Its cross-entropy is about ...",
            {
                "0.1": "That is the probability. Which function turns it into a loss?",
                "0.9": "That is what is missing to 100%. The loss is a logarithm.",
                "2.3": "−ln 0.1 = 2.303.",
            },
            right="2.3",
        ),
        Question(
            "04.r3",
            "Why do we train on the cross-entropy and not on the accuracy?",
            {
                "the accuracy is a staircase: its slope is zero": "A slope is what we need today, too.",
                "the accuracy is harder to compute": "It is one line. Turn a knob a little: what moves?",
                "the cross-entropy is easier to read": "People read accuracies. Who reads the loss?",
            },
            right="the accuracy is a staircase: its slope is zero",
        ),
    ),
    "04.fill": lambda: recall(
        Question(
            "04.fill",
            "With x = 1 and u = −1, the blame of w is ...",
            {
                "−1": "The guess is 0.5, its blame −1. At h arrive 1 and −2, together −1; times x is −1.",
                "1": "The guess is 0.5, too low. Which sign has 2 · (guess − 1)?",
                "−3": "One of the two paths leads over u = −1. Did its sign survive?",
                "−2": "That is the path over v. There is another one.",
            },
            right="−1",
        )
    ),
    "04.walk": lambda: order(
        "04.walk",
        [
            "guess forward, and keep z and h",
            "the loss: p − one_hot(y), divided by N",
            "the last layer's weights: what it saw was h",
            "the blame of h: back through W2",
            "the gate: only where z was positive",
            "the first layer's weights: what it saw was x",
        ],
        {
            "the last layer's weights: what it saw was z": "did the second layer see the sums before the bend, or after it?"
        },
        question="From the guess to the first layer. One line does not belong: untick it.",
        reason="Forward once, then loss, layer, gate, layer. (No line waits for the last layer's "
        "weights: below the loss they may stand anywhere.)",
        loose={
            "the last layer's weights: what it saw was h": (
                "the loss: p − one_hot(y), divided by N"
            )
        },
    ),
    "04.fault": lambda: recall(
        Question(
            "04.fault",
            "Which change mends it?",
            {
                "relu_backward(dh, h)": "h is positive exactly where z is: that changes nothing.",
                "softmax_ce_backward(...) / len(y)": "Then all four would be off by the same factor.",
                "dense_backward(dlogits, h, W2)": "The second layer saw h, the values after the bend, not z.",
                "dense_backward(dz, h, W1)": "That would change dW1, which agrees, and its shape as well.",
            },
            right="dense_backward(dlogits, h, W2)",
        )
    ),
    "04.history": lambda: order(
        "04.history",
        [
            "control engineers walk back through a process (Kelley, Bryson)",
            "a master's thesis in Finland: blame for any calculation (Linnainmaa)",
            "a doctoral thesis at Harvard: for models that learn (Werbos)",
            "a letter in Nature makes it famous (Rumelhart, Hinton, Williams)",
        ],
        question="The earliest on top.",
        reason="1960 and 1961, 1970, 1974, 1986.",
    ),
}

VOTES = {
    "04-a": Ballot(
        "04-a",
        "A weight's input was 0 for this example. Its blame is ...",
        {
            "large: it failed to help": "Turn it from 1 to 2. What reaches the next unit before, "
            "and what after?",
            "0": "Turn it as far as you like: 0 times anything is 0. What went in is a factor of the blame.",
            "equal to the loss": "Turn the weight, and listen: does the loss change?",
            "random": "There is no dice in it. The blame is a product; one of its factors is known.",
        },
        right="0",
        talk="What would happen to the loss if you turned this weight up by 1?",
    ),
    "04-b": Ballot(
        "04-b",
        "The ReLU's gate is missing on the way back. The check fails for ...",
        {
            "the last layer": "The walk begins at the end. Had it passed the ReLU when it came to "
            "the last layer?",
            "the layers before the ReLU": "Blame travels backward: what lies behind the ReLU was served before. What was served before the fault is right, what comes after it on the way back is not.",
            "all layers": "Where does the walk begin? What had been done by the time it came to "
            "the ReLU?",
            "none, only the speed changes": "The gate stops the blame of silent units. Without it, "
            "who gets blame that is not theirs?",
        },
        right="the layers before the ReLU",
        talk="Draw the layers in a row and walk back with a finger. Which gradients are written "
        "down before the finger comes to the ReLU?",
    ),
    "04-d": Ballot(
        "04-d",
        "A network has 1,000 parameters and one loss. How often must forward mode run it, to know "
        "the slope along every parameter?",
        {
            "once": "One run starts with the slope 1 at one parameter and 0 at the others. Which "
            "parameters does its answer speak of?",
            "once for each parameter": "A run answers for the one input that has the slope 1.",
            "twice, forward and back": "That is reverse mode. Forward mode has nothing to walk "
            "back along.",
            "once for each layer": "A run passes all layers. What has to be chosen before it "
            "starts?",
        },
        right="once for each parameter",
        talk="Which slopes does a run begin with, and what does it say at its end?",
    ),
}


PREDICTIONS = {
    "04.1": Question(
        "04.1",
        "Which knob would change the loss most, if you turned it a little?",
        {
            "the weight from hidden unit 1 to dog: it is closest to the mistake": "?",
            "the weight from long snout to hidden unit 1": "Its input is large (2), and everything behind it passes the push on.",
            "the weight from pointed ears to hidden unit 0": "?",
            "all twelve about the same": "?",
        },
        "the weight from long snout to hidden unit 1",
    ),
    "04.2": Question(
        "04.2",
        "To measure a slope on a computer, the step should be ...",
        {
            "as small as possible": "?",
            "about 0.1": "?",
            "small, but not too small": "Below that, the computer subtracts two numbers it cannot tell apart.",
        },
        "small, but not too small",
    ),
    "04.3": Question(
        "04.3",
        "4 arrives at h along one path, 8 along the other. The blame of h is ...",
        {
            "8, the larger one": "?",
            "12, the sum": "Turn h up by 0.01: a rises AND c rises, and the guess feels both.",
            "32, the product": "?",
            "6, the mean": "?",
        },
        "12, the sum",
    ),
    "04.4": Question(
        "04.4",
        "1 is doubled ten times. How often does the walk visit the 1?",
        {
            "once": "?",
            "10 times": "?",
            "20 times": "?",
            "1024 times": "Two ways at each doubling: 2 · 2 · ... · 2, ten times.",
        },
        "1024 times",
    ),
    "04.d1": Question(
        "04.d1",
        "The result has the gradient 1. What is the gradient of c?",
        {
            "4": "That comes through the sum on the left. Where else was c used?",
            "5": "That comes through the sum on the right. Where else was c used?",
            "9": "4 comes through the left sum, 5 through the right one: over paths we add.",
            "20": "Along one path slopes multiply. These are two paths, side by side.",
        },
        "9",
    ),
    "04.d2": Question(
        "04.d2",
        "y = w · x was calculated with w = 0.5 and x = 2; now x is 50. The walk from y gives w the "
        "gradient ...",
        {
            "2": "Your numbers keep the slope itself: the walk is right for what was calculated.",
            "50": "So it would be if the walk looked x up again. What do your numbers keep?",
            "0": "The graph is still there, and so is the slope from w to y.",
            "25": "That is 0.5 · 50, the data of a new y. What was asked for is a slope.",
        },
        "2",
    ),
    "04.d3": Question(
        "04.d3",
        "36 pixels, four hidden units, 250 steps of eight drawings. Of new drawings it gets right ...",
        {
            "about half": "That is a coin. Did you recognize a cat or two in the small pictures?",
            "about seven in ten": "Single numbers are slow, but they do exactly what layers do.",
            "more than nine in ten": "Ears and snouts survive at 6 by 6, and a gradient is as good "
            "from single numbers as from arrays.",
            "all of them": "Some of these small pictures look like both. Would you get all right?",
        },
        "more than nine in ten",
    ),
    "04.d4": Question(
        "04.d4",
        "After one small step against the mean gradient, the loss falls for ...",
        {
            "nearly all of them": "The mean loss falls. Can one camp pay for it?",
            "about half of them": "The stronger camp wins, whole, and the other one pays.",
            "a tenth of them, the hardest": "Their wishes are long, but a whole camp shares their "
            "direction.",
            "none of them, the wishes cancel": "The camps are not equally strong, so something is "
            "left of the sum.",
        },
        "about half of them",
    ),
    "04.d5": Question(
        "04.d5",
        "64 layers are cut into segments. Which length of a segment needs the least memory?",
        {
            "1 layer": "Then nothing is kept inside the segments. How many entries are kept?",
            "8 layers": "8 entries and 8 layers inside. Both ends keep 66 arrays: all entries, or "
            "one segment of all layers.",
            "32 layers": "There are only two entries. How much is kept inside a segment?",
            "64 layers": "That is one segment, and all of it is kept.",
        },
        "8 layers",
    ),
}
