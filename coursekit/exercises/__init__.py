"""What learners write, and how they are told what is right and what to look at."""

from coursekit.exercises.checking import Yours, check, find, yours
from coursekit.exercises.exercise import Exercise, Misconception
from coursekit.exercises.result import CheckResult

__all__ = ["CheckResult", "Exercise", "Misconception", "Yours", "check", "find", "yours"]
