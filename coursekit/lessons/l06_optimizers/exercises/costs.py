"""Lesson 06, optimizers: how much work a training is."""

from __future__ import annotations

import numpy as np

from coursekit.exercises.exercise import Exercise, Misconception, Property


def training_flops(n_params: float, n_tokens: float) -> float:
    return 6 * n_params * n_tokens


TRAINING_FLOPS = Exercise(
    signature="training_flops(n_params, n_tokens)",
    task="Return the rule of thumb for the operations of a training: for each weight and token, "
    "a multiplication and an addition forward, and twice as many operations backward.",
    reference=training_flops,
    probes=((1, 1), (10, 7), (5, 5), (174.6e9, 300e9), (3, 0), (0.5, 2.5)),
    misconceptions=(
        Misconception(
            "forward_only",
            "The forward pass is the work.",
            "You count the forward pass. The backward pass takes twice as many operations again.",
            lambda n_params, n_tokens: 2 * n_params * n_tokens,
        ),
        Misconception(
            "one_operation_each",
            "A weight is used once for each token.",
            "A weighted sum needs a product and then a plus for each weight, and that is only the"
            " way there.",
            lambda n_params, n_tokens: n_params * n_tokens,
        ),
        Misconception(
            "backward_like_forward",
            "The way back is as long as the way there.",
            "Going back, a layer works out two slopes: along its input and along its weights. You "
            "count one of them.",
            lambda n_params, n_tokens: 4 * n_params * n_tokens,
        ),
        Misconception(
            "backward_three_times",
            "The way back takes three times the way there.",
            "You count three slopes for each layer on the way back. There is one along the input "
            "and one along the weights.",
            lambda n_params, n_tokens: 8 * n_params * n_tokens,
        ),
        Misconception(
            "multiplications_only",
            "Additions are free.",
            "You count the multiplications. Each product is added to something as well.",
            lambda n_params, n_tokens: 3 * n_params * n_tokens,
        ),
        Misconception(
            "forgets_tokens",
            "The size of a model says how much work it is.",
            "Your count does not depend on n_tokens. Train on ten times the text: what then?",
            lambda n_params, n_tokens: 6 * n_params,
        ),
        Misconception(
            "forgets_params",
            "The length of the text says how much work it is.",
            "Your count does not depend on n_params. What does each token pass through?",
            lambda n_params, n_tokens: 6 * n_tokens,
        ),
        Misconception(
            "adds",
            "Weights and text each add their work.",
            "A model twice as large reads every token with twice as many weights. Is the work a "
            "sum?",
            lambda n_params, n_tokens: 6 * (n_params + n_tokens),
        ),
        Misconception(
            "brackets",
            "2 + 4 * n is 6 * n.",
            "Only a part of your sum is multiplied by both arguments. What has to stand in "
            "brackets?",
            lambda n_params, n_tokens: 2 + 4 * n_params * n_tokens,
        ),
        Misconception(
            "squared",
            "Twice as many is to the power of 2.",
            "You take the square of the way forward for the way back. How much is twice as many?",
            lambda n_params, n_tokens: 2 * n_params * n_tokens + (2 * n_params * n_tokens) ** 2,
        ),
    ),
    alternates=(
        lambda n_params, n_tokens: sum(
            2 * n_params * n_tokens for _ in ("forward", "to the input", "to the weights")
        ),
        lambda n_params, n_tokens: np.float64(n_params) * 6.0 * n_tokens,
        lambda n_params, n_tokens: 2 * n_params * n_tokens + 2 * (2 * n_params * n_tokens),
    ),
    hints=(
        "How often is one weight touched for one token, on the way there and on the way back?",
        "Two operations forward; backward there are two slopes to work out, each as much work as "
        "the way forward.",
        "Add up the three parts of two operations each, and multiply by both arguments.",
    ),
    properties=(
        Property(
            "twice the weights or twice the text is twice the work",
            lambda answer: answer(10, 14) == 2 * answer(10, 7) == answer(20, 7),
            "Double one of the two arguments: the work should double as well.",
        ),
        Property(
            "GPT-3 took about 3.14e23 operations",
            lambda answer: np.isclose(answer(174.6e9, 300e9), 3.143e23, rtol=1e-3),
            "GPT-3 has so many weights and read so many tokens. Its authors report 3.14e23 "
            "operations.",
        ),
    ),
)

EXERCISES = (TRAINING_FLOPS,)
