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
            "A network gives the truth 10%. Its cross-entropy is about ...",
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
                "the accuracy is flat nearly everywhere": "It is a staircase: its slope is zero. "
                "A slope is what we need today, too.",
                "the accuracy takes longer to compute": "It is one line. Change a weight a "
                "little: what moves?",
                "the cross-entropy is easier to read": "People read accuracies. Who reads the loss?",
            },
            right="the accuracy is flat nearly everywhere",
        ),
    ),
    "04.fill": lambda: recall(
        Question(
            "04.fill",
            "With w = 0.5, v = 2, x = 1 and u = −1, the gradient of w is ...",
            {
                "−1": "ŷ is 0.5, its gradient −1. At h arrive 1 and −2, together −1; times x is −1.",
                "1": "ŷ is 0.5, too low. Which sign has 2 · (ŷ − 1)?",
                "−3": "One of the two paths leads over u = −1. Did its sign survive?",
                "−2": "That is the path over v. There is another one.",
            },
            right="−1",
        )
    ),
    "04.share": lambda: recall(
        Question(
            "04.share",
            "One unit has the weights 5 and 0.2, and gets the inputs 0.1 and 3. Which weight has "
            "the larger gradient?",
            {
                "the 5": "A large weight does more in the sum. But raise each of the two by 0.01: "
                "by how much does the sum rise?",
                "the 0.2": "A weight's gradient is its input times what arrives: 3 against 0.1. "
                "The weight's own size is not in it.",
                "both the same": "What arrives at the unit is the same for both. What is it "
                "multiplied by?",
            },
            right="the 0.2",
        )
    ),
    "04.gate": lambda: recall(
        Question(
            "04.gate",
            "On the way forward a ReLU's sum was z = 2. Back comes a gradient of −3. It hands on ...",
            {
                "0": "A gate that is closed would do that. It looks at the signal on its way "
                "forward: was it open?",
                "−6": "That is −3 times what it passed on. Its slope counts, not its output. What "
                "is the slope at z = 2?",
                "−3": "The gate was open, its slope is 1: the gradient passes, with its sign.",
                "3": "A minus says: raise me, and the loss falls. Who would drop that?",
            },
            right="−3",
        )
    ),
    "04.walk": lambda: order(
        "04.walk",
        [
            "forward, and keep z and h",
            "the loss: p − one_hot(y), divided by N",
            "the last layer's weights: what it saw was h",
            "the gradient of h: back through W2",
            "the gate: only where z was positive",
            "the first layer's weights: what it saw was x",
        ],
        {
            "the gate: only where the gradient is positive": "what opens or closes the gate, the "
            "signal on its way forward or the gradient on its way back?"
        },
        question="Forward, then back to the first layer. One line does not belong: untick it.",
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
                "relu_backward(dh, h)": "h is positive exactly where z is: this changes nothing at "
                "all, so dW2 stays wrong.",
                "softmax_ce_backward(...) / len(y)": "Then all four would be off by the same factor.",
                "dense_backward(dlogits, h, W2)": "The second layer saw h, the values after the "
                "bend, not z.",
                "dense_backward(dz, h, W1)": "That would change dW1, which agrees, and its shape "
                "as well.",
            },
            right="dense_backward(dlogits, h, W2)",
        )
    ),
}

VOTES = {
    "04-a": Ballot(
        "04-a",
        "A weight's input was 0 for this example. Its gradient is ...",
        {
            "large: it failed to help": "Raise the weight from 1 to 2. What reaches the next unit "
            "before, and what after?",
            "0, whatever the loss": "Change it as far as you like: 0 times anything is 0. What "
            "went in is a factor of the gradient.",
            "equal to the loss": "Change the weight, and watch: does the loss move?",
            "random, about 0": "There is no dice in it. The gradient is a product; one of its "
            "factors is known.",
        },
        right="0, whatever the loss",
        talk="What would happen to the loss if this weight were raised by 1?",
    ),
    "04-b": Ballot(
        "04-b",
        "The ReLU's gate is missing on the way back. The check fails for ...",
        {
            "the last layer": "The walk begins at the end. Had it passed the ReLU when it came to "
            "the last layer?",
            "the layer before the ReLU": "The walk goes backward: what lies behind the ReLU was "
            "served before the fault and is right. What comes after it on the way back is not.",
            "all layers": "Where does the walk begin? What had been done by the time it came to "
            "the ReLU?",
            "no layer, it learns slower": "The gate stops the gradient of silent units. Without "
            "it, who gets a gradient that is not theirs?",
        },
        right="the layer before the ReLU",
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
        "Which parameter would change the loss most, if you raised it a little?",
        {
            "the weight from hidden unit 1 to dog": "It sits closest to the mistake. But the loss "
            "feels a change through what the weight carries, and hidden unit 1 carries only 1.",
            "the weight from long snout to hidden unit 1": "Its input is large (2), and everything "
            "behind it passes the push on.",
            "the weight from pointed ears to hidden unit 0": "It is the first on the way. Look at "
            "hidden unit 0: it is silent, and a little more does not wake it.",
            "all twelve about the same": "They took part in one mistake, but each by what went "
            "through it: five carried nothing that reached the loss.",
        },
        "the weight from long snout to hidden unit 1",
    ),
    "04.2": Question(
        "04.2",
        "Slope of the loss, measured to both sides: which of these steps gives the smallest error?",
        {
            "10⁻¹": "Within such a step the curve bends, and the bend is measured, too.",
            "10⁻⁵": "The best of these four: along a longer step the curve bends, and with a "
            "shorter one the two losses agree in too many of their 16 digits.",
            "10⁻⁸": "That is about the best for one side. To both sides the bend cancels, so "
            "that there is no need to go so far down into the rounding.",
            "10⁻¹⁴": "Then the two losses agree in nearly all of their digits. What is "
            "left after subtracting is rounding.",
        },
        "10⁻⁵",
    ),
    "04.3": Question(
        "04.3",
        "Along ŷ the loss has the slope −2, and h is used twice in ŷ: once times 3, once times −3. "
        "The slope of the loss along h is ...",
        {
            "12": "Both paths would count with their size. But one asks for more and the other "
            "for less, equally loudly.",
            "−6": "That is what comes along the first path. The second one was forgotten.",
            "0": "−6 along one path, 6 along the other: they cancel. The prediction is wrong, and "
            "h can do nothing about it.",
            "18": "Slopes multiply along one path. These are two paths, side by side.",
        },
        "0",
    ),
    "04.4": Question(
        "04.4",
        "1 is doubled ten times. How often does the walk visit the 1?",
        {
            "once": "So it would be if the walk waited until all who used a number had reported. "
            "This one goes on at once.",
            "10 times": "That is how many doublings there are. How many ways lead back through "
            "each of them?",
            "20 times": "Two ways for each doubling, but they follow one upon the other: does "
            "their number grow by adding?",
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
