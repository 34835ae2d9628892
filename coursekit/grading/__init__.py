"""For instructors: look over assignments before they go out."""

from coursekit.grading.lint import lint

__all__ = ["lint"]
