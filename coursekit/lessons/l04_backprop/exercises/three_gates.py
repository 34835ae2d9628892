"""Lesson 04, deeper: what three operations do with the gradient that arrives at them."""

from __future__ import annotations

import numpy as np

from coursekit.exercises.exercise import Answer, Convention, Exercise, Misconception, Property


def gate_backward(kind: str, a: float, b: float, dout: float) -> tuple[float, float]:
    if kind == "add":
        return dout, dout
    if kind == "multiply":
        return dout * b, dout * a
    if a >= b:
        return dout, 0.0
    return 0.0, dout


def _by_local_slopes(kind: str, a: float, b: float, dout: float) -> list[float]:
    to_a = float(a >= b)
    slopes = {"add": (1.0, 1.0), "multiply": (b, a), "max": (to_a, 1.0 - to_a)}
    return [dout * slope for slope in slopes[kind]]


def _gate(**others: Answer) -> Answer:
    """The right answer, but with another rule for some kinds."""

    def answer(kind: str, a: float, b: float, dout: float) -> tuple[float, float]:
        rule = others.get(kind)
        da, db = rule(a, b, dout) if rule else gate_backward(kind, a, b, dout)
        return float(da), float(db)

    return answer


def _tie(first: float) -> Answer:
    """The right answer, but at a tie the first input gets this share."""
    return _gate(
        max=lambda a, b, d: (
            (d * first, d * (1 - first)) if a == b else gate_backward("max", a, b, d)
        )
    )


OPERATIONS: dict[str, Answer] = {
    "add": lambda a, b: a + b,
    "multiply": lambda a, b: a * b,
    "max": max,
}
CASES = (("add", 3.0, 4.0, 5.0), ("multiply", 3.0, -4.0, 2.0), ("max", -1.5, 0.5, -3.0))
EPS = 1e-5


def _measured(answer: Answer) -> bool:
    """Whether each share is what turning one input, alone, does to dout times the output."""
    for kind, a, b, dout in CASES:
        f = OPERATIONS[kind]
        to_a = dout * (f(a + EPS, b) - f(a - EPS, b)) / (2 * EPS)
        to_b = dout * (f(a, b + EPS) - f(a, b - EPS)) / (2 * EPS)
        if not np.allclose(answer(kind, a, b, dout), (to_a, to_b), atol=1e-6):
            return False
    return True


def _twice(answer: Answer) -> bool:
    return all(
        np.allclose(answer(kind, a, b, 2 * dout), 2 * np.array(answer(kind, a, b, dout)))
        for kind, a, b, dout in CASES
    )


GATE_BACKWARD = Exercise(
    signature="gate_backward(kind, a, b, dout)",
    task="Return (da, db), the gradients of the inputs of out = a + b, a * b or max(a, b) for kind "
    '"add", "multiply" or "max"; dout is the gradient that arrives at out.',
    reference=gate_backward,
    probes=(
        *CASES,
        ("max", 4.0, 3.0, 5.0),
        ("add", -2.0, 0.5, -1.5),
        ("multiply", 0.0, 2.5, -3.0),
        ("max", -1.0, -4.0, 2.0),
        ("max", 2.0, 2.0, 6.0),
    ),
    misconceptions=(
        Misconception(
            "own_input",
            "Each input of a product gets a gradient in proportion to its own size.",
            "Turn a up by 0.01 in a * b. By how much does the product rise: by 0.01 times a, or "
            "by 0.01 times something else?",
            _gate(multiply=lambda a, b, d: (d * a, d * b)),
        ),
        Misconception(
            "shared_by_addition",
            "A sum has to divide the gradient among its inputs.",
            "You give each input of a sum a half. Turn one of them up by 0.01, alone: by how much "
            "does the sum rise?",
            _gate(add=lambda a, b, d: (d / 2, d / 2)),
        ),
        Misconception(
            "addition_by_size",
            "The larger input of a sum has the larger part in it.",
            "Your sum hands on its gradient by the sizes of the inputs. Turn the small one and "
            "the large one by 0.01 each: does the sum feel a difference?",
            _gate(add=lambda a, b, d: (d * a, d * b)),
        ),
        Misconception(
            "max_for_both",
            "Both inputs were compared, so both had a part in it.",
            "Your max gives both inputs the whole gradient. Turn the smaller one a little: does "
            "the output notice?",
            _gate(max=lambda a, b, d: (d, d)),
        ),
        Misconception(
            "max_to_the_smaller",
            "The smaller input held the result back.",
            "Your max sends the gradient to the smaller input. Which of the two did it let "
            "through on the way forward?",
            _gate(max=lambda a, b, d: (d, 0) if a < b else (0, d)),
        ),
        Misconception(
            "max_by_value",
            "A gate multiplies by the value that passed it.",
            "Your max multiplies the gradient by the value that went through. Where it lets a "
            "value through unchanged, how steep is it?",
            _gate(max=lambda a, b, d: (d * a, 0) if a >= b else (0, d * b)),
        ),
        Misconception(
            "gradient_not_used",
            "The gradient of an input is the local slope.",
            "Your answer does not look at dout. Double it: your answer stays as it is.",
            _gate(
                add=lambda a, b, d: (1, 1),
                multiply=lambda a, b, d: (b, a),
                max=lambda a, b, d: (a >= b, a < b),
            ),
        ),
        Misconception(
            "product_and_output",
            "Backward, a product multiplies by the output.",
            "Your product multiplies dout by its own output. If you turn a alone, what does its "
            "move get multiplied by?",
            _gate(multiply=lambda a, b, d: (d * a * b, d * a * b)),
        ),
    ),
    alternates=(_by_local_slopes,),
    conventions=(
        Convention(
            "half_each_at_a_tie",
            "Where both inputs of max are equal you give each a half. There is a corner, and "
            "programs differ; ours gives all of it to the first.",
            _tie(0.5),
        ),
        Convention(
            "second_at_a_tie",
            "Where both inputs of max are equal you give all to the second. There is a corner, "
            "and programs differ; ours gives all of it to the first.",
            _tie(0.0),
        ),
        Convention(
            "nothing_at_a_tie",
            "Where both inputs of max are equal you give nothing to either. There is a corner, and "
            "programs differ; ours gives all of it to the first.",
            _gate(max=lambda a, b, d: (d * (a > b), d * (b > a))),
        ),
    ),
    hints=(
        "For each of the three ask the same question twice: I turn one input a little, the other "
        "one stays. How much does the output move?",
        "A sum moves as much as its input. A product moves by the other factor. Of two numbers, "
        "max hears only one.",
        "Three cases by kind. For a sum both get dout as it is; for a product each gets dout times "
        "its partner; for max one of them gets all, and the other 0.0.",
    ),
    properties=(
        Property(
            "the gradients are those that can be measured",
            _measured,
            "Move one input by 0.00001, alone, and watch the output: your gradient differs.",
        ),
        Property(
            "twice the gradient that arrives gives twice as much",
            _twice,
            "Double dout: both answers should double.",
        ),
    ),
)

EXERCISES = (GATE_BACKWARD,)
