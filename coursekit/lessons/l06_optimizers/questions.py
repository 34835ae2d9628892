"""Questions, puzzles and votes of lesson 06, the optimizers."""

from __future__ import annotations

from coursekit.questions.matching import match
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "06.warmup": lambda: recall(
        Question(
            "06.r1",
            "A bowl has steepness λ = 10. From which learning rate on does a step land further out than it began?",
            {
                "0.1": "At 1/λ a step lands on the bottom at once. It may be even longer.",
                "0.2": "The factor is 1 − lr · 10. Above 0.2 it lies below −1: further out each time.",
                "2": "With lr = 2 the factor is 1 − 20 = −19.",
            },
            right="0.2",
        ),
        Question(
            "06.r2",
            "The loss rose from one minibatch step to the next. That means ...",
            {
                "the learning rate is too large": "It may be, but one step does not show it. What does a minibatch know of all the data?",
                "nothing yet: minibatches are rough": "One step is chance, a trend is news.",
                "the network is broken": "In lesson 05 every third step or so made a healthy network worse.",
            },
            right="nothing yet: minibatches are rough",
        ),
        Question(
            "06.r3",
            "One hidden unit is silent for every example: its output is 0. The slopes of the weights behind it are ...",
            {
                "0": "Input times blame. The input is 0, so the weight cannot change anything.",
                "large, for it did not help": "Blame is not a punishment. Turn such a weight a little: what changes?",
                "the same as those of its neighbors": "Each weight's slope has its own input in it.",
            },
            right="0",
        ),
    ),
    "06.memory": lambda: match(
        "06.memory",
        {
            "SGD": "nothing",
            "momentum": "one number for each knob: its speed",
            "Adam": "two numbers for each knob: a mean of its slopes, a mean of their squares",
            "a sweep over ten rates": "ten whole runs, and which was best",
        },
        "What must be remembered from step to step?",
    ),
    "06.choose": lambda: recall(
        Question(
            "06.choose",
            "In the picture, at a rate of 0.01, Adam reads twice as many digits as SGD. What do you conclude?",
            {
                "Adam is better for this data": "Go to the right in the picture: how good does SGD get, and where?",
                "nothing yet: 0.01 need not suit both": "Give each rule the same number of tries, then compare.",
                "SGD cannot learn this data": "It was under way. Which rate would you try next?",
            },
            right="nothing yet: 0.01 need not suit both",
        )
    ),
}

VOTES = {
    "06-a": Ballot(
        "06-a",
        "Plain SGD with a constant learning rate walks down a smooth bowl. Its steps ...",
        {
            "have a fixed size": "The rate is fixed. What is it multiplied with, and does that stay the same?",
            "shrink as the slope fades": "lr is constant, the slope is not, and the step is their product.",
            "grow: it builds up speed": "A ball does that. Plain SGD forgets every step. Where would speed be stored?",
            "are random": "Minibatches add chance. This bowl is known exactly: no chance at all.",
        },
        right="shrink as the slope fades",
        talk="Write down the step as a formula. Which parts of it change on the way down?",
    ),
    "06-b": Ballot(
        "06-b",
        "The first step of Adam. If the slope were 1000 times larger, the step would be ...",
        {
            "1000 times longer": "That is SGD. Put m̂ = 1000 and v̂ = 1000² into m̂ / √v̂.",
            "the same": "The size of the slope stands above and below the line, and cancels.",
            "1000 times shorter": "v̂ grows a million times, but its root is taken, and m̂ grows as well.",
            "about 32 times longer": "√1000 is 31.6. Which of the two is under the root, and is it g or g²?",
        },
        right="the same",
        talk="Work out m̂ and v̂ after one step, once with g = 1 and once with g = 1000.",
    ),
}
