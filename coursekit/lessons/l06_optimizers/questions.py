"""Questions, puzzles and votes of lesson 06, the optimizers."""

from __future__ import annotations

from coursekit.questions.matching import match
from coursekit.questions.recalling import Question, recall
from coursekit.questions.voting import Ballot

QUIZ = {
    "06.warmup": lambda: recall(
        Question(
            "06.r1",
            "A bowl has the curvature c = 10. From which learning rate on does a step land further out than it began?",
            {
                "0.1": "At 1/c a step lands on the bottom at once. It may be even longer.",
                "0.2": "The factor is 1 − lr · 10. Above 0.2 it lies below −1: further out each time.",
                "2": "With lr = 2 the factor is 1 − 20 = −19.",
            },
            right="0.2",
        ),
        Question(
            "06.r2",
            "The loss rose from the update with one batch to the next. That means ...",
            {
                "the learning rate is too large": "It may be, but one step does not show it. What does a batch know of all the data?",
                "nothing yet: a batch is a rough estimate": "One step is chance, a trend is news.",
                "the network is broken": "In lesson 05 every third step or so made a healthy network worse.",
            },
            right="nothing yet: a batch is a rough estimate",
        ),
        Question(
            "06.r3",
            "One hidden unit is silent for every example: its output is 0. The slopes of the weights behind it are ...",
            {
                "0": "Input times the gradient of what comes out. The input is 0, so the weight cannot change anything.",
                "large, for it did not help": "A slope is not a punishment. Turn such a weight a little: what changes?",
                "the same as those of its neighbors": "Each weight's slope has its own input in it.",
            },
            right="0",
        ),
    ),
    "06.coast": lambda: recall(
        Question(
            "06.coast",
            "A ball with β = 0.9 makes steps of 1. Now the ground is flat: slope 0. Its next steps are ...",
            {
                "0, 0, 0, …": "That is plain SGD: no slope, no step. What does the ball remember?",
                "1, 1, 1, …": "A share β of the velocity survives. How large is β?",
                "1.9, 2.71, 3.44, …": "To get faster takes a push in each step. Here is none.",
                "0.9, 0.81, 0.73, …": "velocity ← 0.9 · velocity + 0. It coasts, and slows down.",
            },
            right="0.9, 0.81, 0.73, …",
        )
    ),
    "06.memory": lambda: match(
        "06.memory",
        {
            "SGD": "nothing",
            "momentum": "one number for each parameter: its velocity",
            "Adam": "two numbers for each parameter: a mean of its slopes, a mean of their squares",
            "a sweep over ten rates": "ten whole runs, and which was best",
        },
        "What must be remembered from step to step?",
    ),
    "06.choose": lambda: recall(
        Question(
            "06.choose",
            "In the picture, at a rate of 0.01, Adam has twice the accuracy of SGD. What do you conclude?",
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
            "grow, as it builds up speed": "A ball does that. Plain SGD forgets every step. Where would speed be stored?",
            "are random": "Batches add chance. This bowl is known exactly: no chance at all.",
        },
        right="shrink as the slope fades",
        talk="Write down the step as a formula. Which parts of it change on the way down?",
    ),
    "06-b": Ballot(
        "06-b",
        "The first step of Adam. If the slope were 1000 times larger, the step would be ...",
        {
            "1000 times longer": "That is SGD. Put m̂ = 1000 and v̂ = 1000² into m̂ / √v̂.",
            "the same": "m̂ / √v̂ = g / |g|: only the sign is left of the first slope. The size of the slope stands above and below the line, and cancels.",
            "1000 times shorter": "v̂ grows a million times, but its root is taken, and m̂ grows as well.",
            "about 32 times longer": "√1000 is 31.6. Which of the two is under the root, and is it g or g²?",
        },
        right="the same",
        talk="Work out m̂ and v̂ after one step, once with g = 1 and once with g = 1000.",
    ),
    "06-d": Ballot(
        "06-d",
        "The textbook's rate and β, for a ball in a bowl with known curvatures, are ...",
        {
            "the best for every purpose": "The formula for the loss has two parts. Which of them does the textbook make small, and which has the 1.8 n in it?",
            "the best in the long run only": "Down to a loss of 0.001 a neighbor on the map takes 35 steps where the textbook takes 50. At 10⁻⁶⁰ the textbook is ahead: there the lower floor counts, and no longer the factor that grows.",
            "a rule of thumb, with nothing to prove it": "They follow from two conditions, both exact. What do these conditions promise, and for how many steps?",
        },
        right="the best in the long run only",
        talk="Look at the two factors in the formula for the loss. Which of them decides at n = 5, and which at n = 1,000?",
    ),
}


PREDICTIONS = {
    "06.1": Question(
        "06.1",
        "The angle between the steepest way down and the straight way home is ...",
        {
            "about 0°": "That holds in a round bowl, where every slope leads home. How steep are the walls here, and how steep is the floor?",
            "about 30°": "Nearly all of the slope comes from the wall, hardly any from the way home.",
            "about 80°": "The wall is steep, so the slope looks across the valley.",
            "about 180°": "Then each step would lead straight away from the bottom.",
        },
        right="about 80°",
    ),
    "06.2": Question(
        "06.2",
        "The slope stays 1 for ever. With lr 0.1 and β 0.9 the steps grow to ...",
        {
            "0.3, or a little more": "Each step is 0.9 of the last one plus 0.1. What comes after 0.3?",
            "0.9, which is β": "β is the share that is kept. Put a step of 0.9 into 0.9 · step + 0.1.",
            "1, ten times the first": "0.1 / (1 − 0.9): what is lost equals what is gained.",
            "no limit: they grow and grow": "A tenth of the velocity is lost in each step. When does that equal the push?",
        },
        right="1, ten times the first",
    ),
    "06.3": Question(
        "06.3",
        "κ grows a hundred times, from 100 to 10,000. With settings from the books a ball needs ...",
        {
            "as many steps as before": "A longer valley is a longer way for a ball as well.",
            "about 10 times as many": "58 became 708. √100 is 10.",
            "about 100 times as many": "So it is with plain SGD, which follows κ. A ball follows its root.",
        },
        right="about 10 times as many",
    ),
    "06.4": Question(
        "06.4",
        "Starting at w = 2, who ends in the deep valley?",
        {
            "both": "Where the slope is 0, what is left that moves plain SGD?",
            "only the ball": "Its velocity carries it over the rise. SGD stops where the slope is 0.",
            "only plain SGD": "Plain SGD keeps no velocity. What should carry it over a rise?",
            "neither": "The ball comes down a steep wall, and keeps most of its velocity.",
        },
        right="only the ball",
    ),
    "06.5": Question(
        "06.5",
        "A slope 100 times as large comes once. Adam's step in that moment is ...",
        {
            "about 100 times lr": "That is the big leap. But the large slope stands under the root as well. What does it divide by?",
            "about 2 times lr": "100 times the slope, twice the stride, then many short ones.",
            "lr, exactly as before": "Both means take in the new slope, but not by the same share.",
        },
        right="about 2 times lr",
    ),
    "06.correction": Question(
        "06.correction",
        "Adam without its correction. Compared with lr, the first step is ...",
        {
            "ten times shorter": "m is too small by a factor of 10. And what stands under the root?",
            "about three times longer": "m is 10 times too small, √v below the line more than 30 times: 0.1 / √0.001 = 3.2.",
            "of the same length": "m is too small by 10 and v by 1000. Does that cancel under a root?",
        },
        right="about three times longer",
    ),
    "06.6": Question(
        "06.6",
        "Adam with lr = 0.05 starts at w = 2, above the near pit. It ...",
        {
            "stays in the near pit": "It divides the steepness away, so the steep wall gives it no speed.",
            "rolls on to the deep valley": "A ball wins its velocity on the steep wall. What does Adam do with steepness?",
            "passes both, step by step": "Its steps would have to stay long. Where slopes change their sign, the mean slope gets small.",
        },
        right="stays in the near pit",
    ),
    "06.9": Question(
        "06.9",
        "Each rule with its best rate, β = 0.9. Fewest steps in the narrow valley?",
        {
            "SGD": "Its rate is held down by the steep wall, and the floor is long.",
            "the ball, clearly": "It is far ahead of SGD. Look at the third row as well.",
            "Adam, clearly": "It is far ahead of SGD. Look at the second row as well.",
            "ball and Adam about level": "Each needs a bit over a third of SGD's steps.",
        },
        right="ball and Adam about level",
    ),
    "06.7": Question(
        "06.7",
        "GPT-3 on one laptop core takes about ...",
        {
            "a month": "Divide the operations by those of one second, then by the seconds of a year.",
            "20 years": "Off by a factor of ten thousand: large exponents fool everybody.",
            "2,000 years": "Off by a factor of a hundred: large exponents fool everybody.",
            "200,000 years": "3.1 · 10²³ / (5 · 10¹⁰) is 6 · 10¹² seconds, and a year has 3 · 10⁷. Such work is shared out among very many chips.",
        },
        right="200,000 years",
    ),
    "06.8": Question(
        "06.8",
        "Accuracy on new digits, over five splits, each rule with a good rate:",
        {
            "SGD is ahead in nearly every split": "Compare split by split: by how much, and how often?",
            "Adam is ahead in nearly every split": "Compare split by split: by how much, and how often?",
            "now one is ahead, now another": "The medians lie within two points, and the splits of one rule differ by more.",
        },
        right="now one is ahead, now another",
    ),
    "06.d1": Question(
        "06.d1",
        "A ball in one direction, curvature 1, rate 0.03. Which β brings it to rest in the fewest steps?",
        {
            "0.5": "Half of the velocity is lost at each step. It creeps: 71 steps.",
            "0.7": "31 steps. With less it creeps, with more it swings.",
            "0.9": "The usual value, but no law: it swings through the bottom and back, 81 steps.",
            "0.99": "Hardly anything slows it down. It is the first one at the bottom, and the last at rest: 906 steps.",
        },
        right="0.7",
    ),
    "06.d2": Question(
        "06.d2",
        "Rate 0.01, β = 0.9. Across the valley the curvature is 100 times as large as along it. In the long run, one step leaves of the distance ...",
        {
            "less across: it is steep there": "A steep wall pushes harder, and throws the ball farther past the bottom. Once it swings, only √β counts.",
            "less along: it does not swing there": "It does: s² = 1.89² is below 4 · 0.9.",
            "the same in both directions": "Both swing, so both keep √0.9 = 0.95. The curvature has dropped out.",
        },
        right="the same in both directions",
    ),
    "06.d3": Question(
        "06.d3",
        "The textbook's rate and β, from (10, 1). The loss stays below 0.001 after ...",
        {
            "29 steps, as the arithmetic says": "9/11 is what a step leaves in the long run. The first steps have not heard of it.",
            "about 50 steps": "Something else multiplies (9/11)²ⁿ, and it grows with n.",
            "about 270 steps, like plain steps": "That would be a ball without any use. It does keep 9/11 in the long run.",
        },
        right="about 50 steps",
    ),
    "06.d4": Question(
        "06.d4",
        "Rate 0.1, one penguin a step. You add β = 0.9 and keep the rate. The hovering gets ...",
        {
            "a third as wide": "That is the saying. But each bird now pulls ten times as far; averaging gives back only a part.",
            "neither wider nor narrower": "That is what happens when you make the rate ten times smaller as well.",
            "three times as wide": "Ten times the pull, averaged over about ten birds: √10 = 3.2.",
        },
        right="three times as wide",
    ),
    "06.d5": Question(
        "06.d5",
        "Nesterov's rule with β = 0.9 stays in the bowl as long as ηc is below ...",
        {
            "about 5: it looks ahead, so it stands more": "Looking ahead adds the slope once more. A large step gets larger still.",
            "3.8, like the ball": "The limit comes from the root −1, and its equation is another one: put −1 into it.",
            "about 1.4": "3.8 / 2.8 = 1.36: less than the 2 of plain steps.",
        },
        right="about 1.4",
    ),
    "06.d6": Question(
        "06.d6",
        "That bowl has no pit, and the ball has the textbook's settings for its curvatures. It comes to rest ...",
        {
            "from every start": "So it would in a bowl of one curvature. Here the flat piece comes at the wrong moment, again and again.",
            "from most starts, not from all": "From about one start in nine it goes round for ever.",
            "from no start": "Most starts lead to the steep piece around the bottom, and there the formula holds.",
        },
        right="from most starts, not from all",
    ),
    "06.d7": Question(
        "06.d7",
        "Adam without the correction, four epochs, each rate tried. At its best rate it reads new digits ...",
        {
            "far worse": "The first strides are too long. What if you make the rate smaller?",
            "as well, at a larger rate": "m and v are both too small at first. Which of them stands under the line?",
            "as well, at a smaller rate": "Strides that start three to six times too long ask for a smaller rate, and that is all.",
        },
        right="as well, at a smaller rate",
    ),
    "06.d8": Question(
        "06.d8",
        "Adam on cats and dogs, at a rate that works well (0.003) and at one ten times as large. A climb over 20 steps helps ...",
        {
            "at both rates": "At the smaller one no first step is too long. What should the climb repair there?",
            "at the large rate only": "There it saves networks that the first steps would kill. At 0.003 nothing changes.",
            "at neither: 20 of 84 steps are half lost": "They are nearly lost at 0.003, and it does not matter. At 0.03 look at the dots near one half.",
        },
        right="at the large rate only",
    ),
}
