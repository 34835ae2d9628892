"""The catalogue keeps its promises: right answers pass, each mistake gets its own hint."""

from __future__ import annotations

import ast
import builtins
import re
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from edits import edits

from coursekit.exercises.calls import put
from coursekit.exercises.exercise import Answer, Exercise, Misconception, Property
from coursekit.exercises.feedback import feedback
from coursekit.exercises.outcome import try_out
from coursekit.exercises.result import CheckResult
from coursekit.lessons import catalogue
from coursekit.lessons.catalogue import every_exercise
from coursekit.show import show_source

EXERCISES = every_exercise()
ALL = list(EXERCISES.values())
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.name}-{mistake.name}")
    for exercise in ALL
    for mistake in exercise.misconceptions
]
RIGHT = [
    pytest.param(exercise, answer, id=f"{exercise.name}-{i}")
    for exercise in ALL
    for i, answer in enumerate((exercise.reference, *exercise.alternates))
]


def named(name: str, body: Answer) -> Answer:
    """A function of this name, as a learner would have written it."""

    if isinstance(body, type) and body.__name__ == name:
        return body  # its methods may ask for it by this name
    if isinstance(body, type):
        inside = {k: v for k, v in vars(body).items() if k not in ("__dict__", "__weakref__")}
        return type(name, body.__bases__, inside)

    def answer(*args: object, **kwargs: object) -> object:
        return body(*args, **kwargs)

    answer.__name__ = name
    return answer


def judged(exercise: Exercise, answer: Answer) -> CheckResult:
    """What a learner would hear who had written this answer."""
    return CheckResult(exercise, feedback(exercise, named(exercise.name, answer)))


@pytest.mark.parametrize(("exercise", "answer"), RIGHT)
def test_right_answers_pass_however_they_are_written(exercise: Exercise, answer: Answer) -> None:
    result = judged(exercise, answer)
    assert result.passed, str(result)
    assert result == 1.0
    assert result.hint == ""


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_each_mistake_is_rejected_with_its_own_hint(
    exercise: Exercise, mistake: Misconception
) -> None:
    result = judged(exercise, mistake.wrong)
    assert not result.passed
    assert result == 0.0
    assert result.misconception == mistake.name, str(result)
    told = [known.name for known in exercise.misconceptions if known.hint in result.hint]
    assert told == [mistake.name], "its sisters' hints are not for it"


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_the_reference_warns_of_nothing_and_changes_nothing(exercise: Exercise) -> None:
    for outcome in try_out(exercise, exercise.reference):
        assert (outcome.error, outcome.warning, outcome.changed) == (None, "", None)


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_an_entry_is_complete(exercise: Exercise) -> None:
    for named_parts in (exercise.misconceptions, exercise.properties, exercise.conventions):
        names = [part.name for part in named_parts]
        assert len(set(names)) == len(names)
    assert len(exercise.misconceptions) >= 4
    assert len(exercise.properties) >= 2
    assert len(exercise.alternates) >= 1
    assert len(exercise.hints) == 3
    assert exercise.trial or all(len(exercise.arguments) >= len(p) for p in exercise.probes)
    assert exercise.task.endswith(".")


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_every_property_holds_for_every_right_answer(exercise: Exercise) -> None:
    others = [convention.answer for convention in exercise.conventions]
    for answer in (exercise.reference, *exercise.alternates, *others):
        assert [known.name for known in exercise.properties if not put(known, answer).holds] == []


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_another_convention_passes_and_is_named(exercise: Exercise) -> None:
    for convention in exercise.conventions:
        result = judged(exercise, convention.answer)
        assert result.passed
        assert convention.note in str(result)


def at_random(exercise: Exercise) -> Answer:
    """The reference with a generator of its own, which nobody has seeded."""
    place = exercise.arguments.index("rng")

    def answer(*args: object) -> object:
        return exercise.reference(*args[:place], np.random.default_rng(), *args[place + 1 :])

    return answer


class OneMemoryForAll:
    """A sigmoid whose objects all remember the last one that was asked."""

    def forward(self, x):
        OneMemoryForAll.out = 1 / (1 + np.exp(-x))
        return OneMemoryForAll.out

    def backward(self, dout):
        return dout * OneMemoryForAll.out * (1 - OneMemoryForAll.out)


ODD: dict[str, tuple[Answer, ...]] = {
    "count_mistakes": (lambda guesses, y: sum(a > b for a, b in zip(guesses, y, strict=True)),),
    "dataset_loss": (lambda losses, sizes: np.average(losses, weights=[1, *sizes[1:]]),),
    "Sigmoid": (OneMemoryForAll,),
    "clean_houses": (lambda rows, this_year: rows[1:],),
    "majority_baseline": (lambda y_train, y_test: np.mean(y_test == y_train[0]),),
}
"""Answers that nobody is known to have given, and that a property is there to catch."""


@pytest.mark.parametrize(
    ("exercise", "known"),
    [pytest.param(e, p, id=f"{e.name}-{p.name}") for e in ALL for p in e.properties],
)
def test_every_property_is_broken_by_something(exercise: Exercise, known: Property) -> None:
    """One that no wrong answer and no edit breaks, other than by an error, would be decoration."""
    wrong = [m.wrong for m in exercise.misconceptions] + [e.answer for e in edits(exercise)]
    wrong += ODD.get(exercise.name, ())
    wrong += [at_random(exercise)] if "rng" in exercise.arguments else []
    tried = (put(known, answer) for answer in wrong)
    assert any(not trial.holds and trial.outcome is None for trial in tried)


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.name)
def test_the_reference_can_be_read_and_stands_on_its_own(exercise: Exercise) -> None:
    tree = ast.parse(show_source(exercise.reference).code)
    assert tree.body[0].name == exercise.name
    nodes = list(ast.walk(tree))
    given = {n.arg for n in nodes if isinstance(n, ast.arg)}
    given |= {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    notes = [n.annotation for n in nodes if isinstance(n, ast.arg | ast.AnnAssign)]
    notes += [n.returns for n in nodes if isinstance(n, ast.FunctionDef)]
    typed = {n.id for note in notes if note for n in ast.walk(note) if isinstance(n, ast.Name)}
    read = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    assert read - given - typed - set(dir(builtins)) <= {"np", exercise.name}


def hints() -> list[object]:
    """Every hint of every kind."""
    return [
        pytest.param(exercise, text, id=f"{exercise.name}-{i}")
        for exercise in ALL
        for i, text in enumerate(
            (
                *exercise.hints,
                *(known.hint for known in exercise.properties),
                *(mistake.hint for mistake in exercise.misconceptions),
            )
        )
    ]


@pytest.mark.parametrize(("exercise", "text"), hints())
def test_a_hint_holds_no_line_of_the_solution(exercise: Exercise, text: str) -> None:
    for code in ("np.", "return ", "lambda", "keepdims=", "axis=1"):
        assert code not in text.replace("np.max and", "").replace("with return", "")
    assert re.search(r"[.?]$", text)
    lines = show_source(exercise.reference).code.splitlines()[1:]
    sides = [re.sub(r"^return |^[\w, ]+ [-+*/]?= ", "", line.strip()) for line in lines]
    assert not [side for side in sides if len(side) > 9 and side in text]


def test_a_table_of_all_that_is_judged(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing written is left out; how long a check takes is shown, not asserted."""
    took = {}
    for exercise in ALL:
        start = time.perf_counter()
        judged(exercise, exercise.reference)
        took[exercise.name] = time.perf_counter() - start
    slow = {name: f"{1000 * t:.0f} ms" for name, t in took.items() if t > 0.1}
    alternates = sum(len(e.alternates) + len(e.conventions) for e in ALL)
    with capsys.disabled():
        print(f"\n  exercises {len(ALL)}, alternates {alternates}, misconceptions {len(MISTAKES)},")
        print(f"  properties {sum(len(e.properties) for e in ALL)},")
        print(f"  checks under 100 ms: {len(took) - len(slow)} of {len(took)}; slower: {slow}")
    files = Path(catalogue.__file__).parent.glob("l*/exercises/*.py")
    written = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(ALL) == sum(line.strip().startswith("signature=") for line in written)
    mistakes = re.findall(r'Misconception\(\s*"(\w+)"', "\n".join(written))
    assert mistakes
    assert not Counter(mistakes) - Counter(m.name for e in ALL for m in e.misconceptions)
