"""What learners write, and how they are told what is right and what to look at."""

from coursekit.exercises.answers import Yours, yours
from coursekit.exercises.checking import check, find
from coursekit.exercises.diary import Diary, progress
from coursekit.exercises.exercise import Convention, Exercise, Misconception, Property
from coursekit.exercises.helping import easier, hint, solution
from coursekit.exercises.ownership import Whose, whose
from coursekit.exercises.panel import Panel
from coursekit.exercises.result import CheckResult

__all__ = [
    "CheckResult",
    "Convention",
    "Diary",
    "Exercise",
    "Misconception",
    "Panel",
    "Property",
    "Whose",
    "Yours",
    "check",
    "easier",
    "find",
    "hint",
    "progress",
    "solution",
    "whose",
    "yours",
]
