"""Lesson 08, overfitting: penalties on large weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.gradcheck import numerical_gradient

W = np.array([[1.0, -2.0, 0.5], [0.0, 3.0, -0.25]])
B = np.array([4.0, -1.0, 0.5])


def l2_penalty(W: Array, b: Array, lam: float) -> tuple[float, Array, Array]:
    return lam * np.sum(W**2), 2 * lam * W, np.zeros_like(b)


def _summed_by_hand(W: Array, b: Array, lam: float) -> Any:
    dW = np.zeros(W.shape)
    for place in np.ndindex(W.shape):
        dW[place] = lam * (W[place] + W[place])
    return lam * sum(w * w for w in W.flat), dW, b - b


def _consistent(answer: Answer, *rest: Any) -> bool:
    """Whether the slope that is handed back is that of the penalty that is handed back."""
    start = np.where(W == 0, 0.75, W)
    measured = numerical_gradient(lambda w: float(answer(w, *rest)[0]), start, eps=0.01)
    return np.allclose(answer(start, *rest)[1], measured, rtol=1e-3)


L2_PENALTY = Exercise(
    signature="l2_penalty(W, b, lam)",
    task="Return (penalty, dW, db) for the penalty lam times the sum of W**2 and its slopes along "
    "W and b; biases are not penalized.",
    reference=l2_penalty,
    probes=(
        (np.array([[3.0]]), np.array([2.0]), 0.1),
        (W, B, 0.1),
        (np.array([[1, -2], [0, 3]]), np.array([5, -1]), 0.5),
        (0 * W, B, 2.0),
        (1e3 * W, B, 0.25),
        (W, B, 0.0),
        (W[:, 1:], B[1:], 0.5),
        (W[1:, :1] + 2, B[:1], 0.5),
    ),
    misconceptions=(
        Misconception(
            "biases_too",
            "All parameters pay alike.",
            "A network that predicts large numbers needs a large offset. Should it pay for that?",
            lambda W, b, lam: (
                lam * (np.sum(W**2) + np.sum(b**2)),
                2 * lam * W,
                2 * lam * b,
            ),
        ),
        Misconception(
            "no_two",
            "The slope of a square is what was squared.",
            "Move one weight a little and watch your own penalty: it changes twice as much as "
            "your slope says.",
            lambda W, b, lam: (lam * np.sum(W**2), lam * W, np.zeros(b.shape)),
        ),
        Misconception(
            "half_in_front",
            "There is a 1/2 in front, so that the slope looks tidy.",
            "Penalty and slope fit each other, but both are half. That is the form with a 1/2 in "
            "front, which PyTorch's weight decay also means; here there is none.",
            lambda W, b, lam: (lam * np.sum(W**2) / 2, lam * W, np.zeros(b.shape)),
        ),
        Misconception(
            "length",
            "The penalty is the length of the weights.",
            "Your penalty is the root of the sum of the squares. Which step is one too many?",
            lambda W, b, lam: (
                lam * np.linalg.norm(W),
                lam * W / (np.linalg.norm(W) + 1e-12),
                np.zeros(b.shape),
            ),
        ),
        Misconception(
            "reward",
            "A penalty is taken off.",
            "Your loss falls when the weights grow. Who pays whom?",
            lambda W, b, lam: (-lam * np.sum(W**2), -2 * lam * W, np.zeros(b.shape)),
        ),
        Misconception(
            "mean",
            "Losses are means, so penalties are too.",
            "A layer twice as large pays no more in yours. Do you add the squares up or average "
            "them?",
            lambda W, b, lam: (lam * np.mean(W**2), 2 * lam * W / W.size, np.zeros(b.shape)),
        ),
        Misconception(
            "sum_squared",
            "It does not matter which of sum and square comes first.",
            "Weights with different signs pay for each other in yours. Which comes first, the sum"
            " or the square?",
            lambda W, b, lam: (lam * np.sum(W) ** 2, 2 * lam * W, np.zeros(b.shape)),
        ),
        Misconception(
            "price_not_in_slope",
            "lam belongs to the loss only.",
            "Make lam ten times smaller: the pull on your weights stays the same.",
            lambda W, b, lam: (lam * np.sum(W**2), 2.0 * W, np.zeros(b.shape)),
        ),
        Misconception(
            "sizes",
            "The penalty is the sum of the sizes.",
            "You add up the sizes of the weights. That is the other penalty, L1.",
            lambda W, b, lam: (lam * np.sum(np.abs(W)), lam * np.sign(W), np.zeros(b.shape)),
        ),
        Misconception(
            "biases_in_the_price",
            "The penalty is for all parameters.",
            "Your slope along b is right: b pays nothing. Then what is it doing in the penalty?",
            lambda W, b, lam: (
                lam * (np.sum(W**2) + np.sum(b**2)),
                2 * lam * W,
                np.zeros(b.shape),
            ),
        ),
        Misconception(
            "biases_in_the_slope",
            "All parameters are pulled alike.",
            "Your penalty is right and knows no b. How can it then have a slope along b?",
            lambda W, b, lam: (lam * np.sum(W**2), 2 * lam * W, 2.0 * lam * b),
        ),
        Misconception(
            "a_price_for_each_weight",
            "Each weight has its own penalty, and they are handed on as they are.",
            "Your penalty has a number for each weight. What makes one number of them?",
            lambda W, b, lam: (lam * W**2, 2 * lam * W, np.zeros(b.shape)),
        ),
        Misconception(
            "one_0_for_all_biases",
            "A slope of 0 is the number 0.",
            "Your slope along b is one number. b has an entry for each unit, and each of them has"
            " a slope.",
            lambda W, b, lam: (lam * np.sum(W**2), 2 * lam * W, 0),
        ),
        Misconception(
            "a_price_for_each_column",
            "sum adds up all that it gets.",
            "Your penalty has a number for each column of W. Python's sum adds rows; who adds up "
            "all entries?",
            lambda W, b, lam: (lam * sum(W**2), 2 * lam * W, np.zeros(b.shape)),
        ),
    ),
    alternates=(
        lambda W, b, lam: (lam * np.vdot(W, W), lam * (W + W), 0.0 * b),
        lambda W, b, lam: (
            lam * np.einsum("dh,dh->", W, W),
            np.multiply(2 * lam, W),
            np.zeros(len(b)),
        ),
        lambda W, b, lam: l2_penalty(W.astype(np.float32), b.astype(np.float32), lam),
    ),
    hints=(
        "Which parameters pay, and what does a parameter of twice the size pay?",
        "The slope of a square is twice what was squared; a parameter that pays nothing has slope "
        "0.",
        "The squares of all weights, summed and multiplied by lam; twice lam times W; zeros in the "
        "shape of b.",
    ),
    properties=(
        Property(
            "the biases are free",
            lambda answer: (
                answer(W, B, 0.1)[0] == answer(W, 9 * B, 0.1)[0]
                and not np.any(answer(W, B, 0.1)[2])
            ),
            "Change b: your penalty or its slope along b notices.",
        ),
        Property(
            "the slope is the one that can be measured",
            lambda answer: _consistent(answer, B, 0.3),
            "Move one weight by 0.01 and watch your own penalty: your slope says something else.",
        ),
        Property(
            "twice the weights cost four times as much",
            lambda answer: np.isclose(answer(2 * W, B, 0.1)[0], 4 * answer(W, B, 0.1)[0]),
            "Double all weights: what happens to the penalty?",
        ),
    ),
)


def l1_penalty(W: Array, lam: float) -> tuple[float, Array]:
    return lam * np.sum(np.abs(W)), lam * np.sign(W)


def _pulled_by_hand(W: Array, lam: float) -> Any:
    penalty = sum(lam * max(w, -w) for w in W.flat)
    return penalty, np.reshape([lam * ((w > 0) * 1 - (w < 0) * 1) for w in W.flat], W.shape)


L1_PENALTY = Exercise(
    signature="l1_penalty(W, lam)",
    task="Return (penalty, dW) for the penalty lam times the sum of |W| and its slope along W, "
    "which is taken as 0 where a weight is 0.",
    reference=l1_penalty,
    probes=(
        (np.array([3.0, -4.0]), 0.1),
        (W, 0.5),
        (np.array([[1, -2], [0, 3]]), 0.25),
        (0 * W, 2.0),
        (1e4 * W, 0.1),
        (W, 0.0),
        (W[:, 1:], 0.5),
        (W[:1, :1], 0.5),
    ),
    misconceptions=(
        Misconception(
            "cancels",
            "The sizes of weights can be added as they are.",
            "W and -W should cost the same, and you charge one of them a negative penalty.",
            lambda W, lam: (lam * np.sum(W), lam * np.sign(W)),
        ),
        Misconception(
            "size_of_the_sum",
            "It does not matter which of sum and size comes first.",
            "Weights with different signs pay for each other in yours. Which comes first, the sum"
            " or the size?",
            lambda W, lam: (lam * np.abs(np.sum(W)), lam * np.sign(W)),
        ),
        Misconception(
            "squares",
            "All penalties are sums of squares.",
            "Doubling a weight makes its penalty four times as high in yours. That is how L2 "
            "charges.",
            lambda W, lam: (lam * np.sum(W**2), 2 * lam * W),
        ),
        Misconception(
            "one_direction",
            "The slope of a size is 1.",
            "A step against your slope makes a negative weight more negative. Which way should it "
            "be pulled?",
            lambda W, lam: (lam * np.sum(np.abs(W)), lam * np.ones(W.shape)),
        ),
        Misconception(
            "pull_grows_with_size",
            "Large weights are pulled harder.",
            "How steep is |w| at 10, and how steep at 0.01?",
            lambda W, lam: (lam * np.sum(np.abs(W)), lam * W),
        ),
        Misconception(
            "zero_is_pushed",
            "Every weight is positive or negative.",
            "A weight that is exactly 0 is pushed away from 0 in yours. What does the task say "
            "about it?",
            lambda W, lam: (lam * np.sum(np.abs(W)), lam * np.where(W >= 0, 1.0, -1.0)),
        ),
        Misconception(
            "price_not_in_slope",
            "lam belongs to the loss only.",
            "Set lam to 0: nothing should be paid, and yet your weights are pulled.",
            lambda W, lam: (lam * np.sum(np.abs(W)), 1.0 * np.sign(W)),
        ),
        Misconception(
            "mean",
            "Losses are means, so penalties are too.",
            "Twice as many weights of one size cost no more in yours. Sum or average?",
            lambda W, lam: (lam * np.mean(np.abs(W)), lam * np.sign(W) / W.size),
        ),
        Misconception(
            "away_from_zero",
            "A penalty is taken off the slope.",
            "A step against your slope makes every weight larger.",
            lambda W, lam: (lam * np.sum(np.abs(W)), -lam * np.sign(W)),
        ),
        Misconception(
            "zero_is_pulled",
            "Every weight is positive or not.",
            "A weight that is exactly 0 has a slope below 0 in yours. What does the task say "
            "about it?",
            lambda W, lam: (lam * np.sum(np.abs(W)), lam * np.where(W > 0, 1.0, -1.0)),
        ),
        Misconception(
            "a_price_for_each_weight",
            "Each weight has its own penalty, and they are handed on as they are.",
            "Your penalty has a number for each weight. What makes one number of them?",
            lambda W, lam: (lam * np.abs(W), lam * np.sign(W)),
        ),
        Misconception(
            "divides_by_the_size",
            "The sign of a number is the number over its size.",
            "Where a weight is 0 you divide 0 by 0. The task says what its slope is.",
            lambda W, lam: (lam * np.sum(np.abs(W)), lam * W / np.abs(W)),
        ),
        Misconception(
            "mean_in_the_slope",
            "A slope is shared by all weights.",
            "Your penalty is right. Your slope is divided by the number of weights: where in the "
            "penalty is that division?",
            lambda W, lam: (lam * np.sum(np.abs(W)), lam * np.sign(W) / W.size),
        ),
    ),
    alternates=(
        _pulled_by_hand,
        lambda W, lam: (lam * np.vdot(W, np.sign(W)), lam * np.sign(W)),
        lambda W, lam: l1_penalty(W.astype(np.float32), lam),
    ),
    hints=(
        "Draw |w|. How steep is it on the right, on the left, and at the bottom?",
        "The penalty counts sizes without their sign; the pull knows the sign and nothing else.",
        "NumPy's abs, summed, times lam; and NumPy's sign, times lam.",
    ),
    properties=(
        Property(
            "the slope is the one that can be measured",
            lambda answer: _consistent(answer, 0.3),
            "Move one weight by 0.01 and watch your own penalty: your slope says something else.",
        ),
        Property(
            "twice the weights cost twice as much, with the same pull",
            lambda answer: (
                np.isclose(answer(2 * W, 0.1)[0], 2 * answer(W, 0.1)[0])
                and np.array_equal(answer(2 * W, 0.1)[1], answer(W, 0.1)[1])
            ),
            "Double all weights: the penalty doubles, the pull stays.",
        ),
        Property(
            "the sign of a weight does not matter to its penalty",
            lambda answer: answer(W, 0.1)[0] == answer(-W, 0.1)[0] > 0,
            "Turn all signs round: the penalty should stay, and be above 0.",
        ),
    ),
)

EXERCISES = (L2_PENALTY, L1_PENALTY)
