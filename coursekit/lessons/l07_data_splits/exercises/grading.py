"""Lesson 07, data: the exam that is opened once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from coursekit._typing import Array
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property


def final_grade(
    models: list[Callable[[Array], Array]], val: tuple[Array, Array], test: tuple[Array, Array]
) -> tuple[int, Any]:
    accuracies = [np.mean(model(val[0]) == val[1]) for model in models]
    best = int(np.argmax(accuracies))
    return best, np.mean(models[best](test[0]) == test[1])


@dataclass(frozen=True)
class Threshold:
    """A model that answers 1 where the first feature is above a limit."""

    limit: float

    def __call__(self, x: Array) -> Array:
        return np.asarray(x[:, 0] > self.limit).astype(int)

    def __str__(self) -> str:
        return f"1 where x > {self.limit:g}, else 0"


def _opened(answer: Answer, models: Any, val: Any, test: Any) -> Any:
    """The answer, if there is one, and how often each model was called on the test inputs."""
    seen = np.zeros(len(models), dtype=int)

    def watched(i: int) -> Answer:
        def predict(x: Array) -> Any:
            seen[i] += np.array_equal(x, test[0])
            return models[i](x)

        return predict

    hired = [watched(i) for i in range(len(models))]
    graded = answer(hired, val, test)
    if isinstance(graded, tuple):
        graded = tuple(models[hired.index(v)] if callable(v) else v for v in graded)
    return None if graded is None else (graded, seen)


def _share(model: Any, pile: Any) -> Any:
    """How often a model is right on a set."""
    return np.mean(model(pile[0]) == pile[1])


def _chosen_by(choose: Any, graded: Any = _share) -> Answer:
    """A grade for the model at the place that `choose` names from the models and the sets."""

    def final_grade(models: Any, val: Any, test: Any) -> Any:
        best = choose(models, val, test)
        return best, graded(models[best], test)

    return final_grade


def _best(models: Any, pile: Any) -> int:
    return int(np.argmax([_share(model, pile) for model in models]))


def _looks_at_all(models: Any, val: Any, test: Any) -> Any:
    grades = [_share(model, test) for model in models]
    best = _best(models, val)
    return best, grades[best]


def _champion(models: Any, val: Any, test: Any) -> Any:
    best, record = 0, -1
    for i, model in enumerate(models):
        right = sum(int(a == b) for a, b in zip(model(val[0]), val[1], strict=True))
        if right > record:
            best, record = i, right
    answers = models[best](test[0])
    return best, np.count_nonzero(answers == test[1]) / len(answers)


def _pile(inputs: list[float], limit: float, wrong: list[int]) -> tuple[Array, Array]:
    """Inputs with the labels that a limit gives, turned round in some places."""
    x = np.array(inputs)[:, None]
    y = (x[:, 0] > limit).astype(int)
    y[wrong] = 1 - y[wrong]
    return x, y


MODELS = [Threshold(limit) for limit in (0.0, 2.0, 1.0, -1.0, 5.0)]
VAL = _pile([-2, -0.5, 0.5, 1.5, 2.5, 3.0], 1.0, [0])
TEST = _pile([-1.5, -0.25, 0.25, 0.75, 1.75, 2.25, 4.0], 2.0, [3])

FINAL_GRADE = Exercise(
    signature="final_grade(models, val, test)",
    task="Pick the model (a function from inputs to labels) with the best accuracy on val = "
    "(x, y), the first of equals; then let it alone see the test inputs, once; return (its place "
    "in the list, its test accuracy).",
    reference=final_grade,
    trial=_opened,
    probes=(
        (MODELS[:2], VAL, TEST),
        (MODELS, VAL, TEST),
        (MODELS[::-1], VAL, TEST),
        ([MODELS[1], MODELS[0], MODELS[0], MODELS[4]], _pile([0.5, 1.5, 7], 0.0, []), TEST),
        ([MODELS[3], MODELS[0], MODELS[3]], TEST, VAL),
        (MODELS[1:2], _pile([0.5], 0.0, []), _pile([3.0], 2.0, [])),
    ),
    misconceptions=(
        Misconception(
            "chooses_by_exam",
            "A tournament finds the best.",
            "Among many models one is lucky in the exam, and you choose by that luck. Which set "
            "is there for choosing?",
            lambda models, val, test: (lambda grades: (int(np.argmax(grades)), max(grades)))(
                [_share(model, test) for model in models]
            ),
        ),
        Misconception(
            "peeks",
            "Looking does no harm as long as nothing is chosen by it.",
            "The answer is right. But how often was the exam opened, and for whom?",
            _looks_at_all,
        ),
        Misconception(
            "opened_twice",
            "A second look is as good as the first.",
            "The right model, but it sat the exam twice. Keep what it answered.",
            _chosen_by(
                lambda models, val, test: _best(models, val),
                lambda model, test: _share(model, test) + 0 * _share(model, test),
            ),
        ),
        Misconception(
            "picks_the_worst",
            "Small numbers are good numbers.",
            "You chose the smallest number. That is right for a loss; is it for an accuracy?",
            _chosen_by(
                lambda models, val, test: int(np.argmin([_share(model, val) for model in models]))
            ),
        ),
        Misconception(
            "picks_the_newest",
            "Models get better as they are made.",
            "Put the list into another order: you choose another model. The order says nothing "
            "about who is good.",
            _chosen_by(lambda models, val, test: len(models) - 1),
        ),
        Misconception(
            "picks_the_first",
            "The first model will do.",
            "You always take the first. Which set tells who is best?",
            _chosen_by(lambda models, val, test: 0),
        ),
        Misconception(
            "grades_on_validation",
            "The accuracy it was chosen by is its grade.",
            "Your grade is that of validation. It was chosen because it was lucky there; what "
            "does the exam say?",
            lambda models, val, test: (
                _best(models, val),
                max(_share(model, val) for model in models),
            ),
            probe=0,
        ),
        Misconception(
            "last_of_equals",
            "Among equals the later one wins.",
            "Two models are equally good on validation. Which of them does the task name?",
            _chosen_by(lambda models, val, test: len(models) - 1 - _best(models[::-1], val)),
        ),
        Misconception(
            "grade_first",
            "The grade is what matters, so it comes first.",
            "Both are right. Which of them is asked for first?",
            lambda models, val, test: final_grade(models, val, test)[::-1],
        ),
        Misconception(
            "counts",
            "Accuracy is how many are right.",
            "Your grade says how many answers are right. An accuracy is their share, from 0 to 1.",
            _chosen_by(
                lambda models, val, test: _best(models, val),
                lambda model, test: np.sum(model(test[0]) == test[1]),
            ),
        ),
        Misconception(
            "the_model",
            "The best model is the answer.",
            "You hand back the model itself. Asked for is its place in the list.",
            lambda models, val, test: (lambda best: (models[best], _share(models[best], test)))(
                _best(models, val)
            ),
        ),
    ),
    alternates=(
        _champion,
        _chosen_by(lambda models, val, test: _best(models, val)),
        lambda models, val, test: (
            lambda i: [i, 1 - np.mean(models[i](test[0]) != test[1], dtype=np.float32)]
        )(max(range(len(models)), key=lambda i: _share(models[i], val))),
    ),
    hints=(
        "Who may look at the exam, and when?",
        "First a list of accuracies on validation; only when the winner is known, one look at the "
        "test.",
        "For each model the share of right labels on validation; NumPy's argmax gives the place "
        "of the first best. Then call that one model on the test inputs.",
    ),
    properties=(
        Property(
            "the exam is opened once, by the winner alone",
            lambda answer: _opened(answer, MODELS, VAL, TEST)[1].tolist() == [0, 0, 1, 0, 0],
            "Count how often a model is called on the test inputs, and which one.",
        ),
        Property(
            "the test labels have no say in the choice",
            lambda answer: (
                answer(MODELS, VAL, TEST)[0] == answer(MODELS, VAL, (TEST[0], 1 - TEST[1]))[0]
            ),
            "Turn all test labels round: another model is chosen.",
        ),
        Property(
            "a model that is right on everything gets 1",
            lambda answer: tuple(answer(MODELS, TEST, _pile([1.0, 3.0], 2.0, []))) == (1, 1),
            "One of the models fits both sets: its grade should be 1.",
        ),
    ),
)

EXERCISES = (FINAL_GRADE,)
