"""For instructors: look over assignments before they go out."""

from coursekit.assignments.lint import lint

__all__ = ["lint"]
