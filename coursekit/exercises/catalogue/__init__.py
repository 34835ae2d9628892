"""All exercises, one file for a lesson or for half of one."""

from __future__ import annotations

from coursekit.exercises.catalogue import (
    lesson_00,
    lesson_01,
    lesson_01_loop,
    lesson_02_activations,
    lesson_02_layers,
    lesson_02_outputs,
    lesson_02_patch,
    lesson_03,
    lesson_03_labels,
)
from coursekit.exercises.exercise import Exercise

LESSONS: dict[str, tuple[Exercise, ...]] = {
    "00": lesson_00.EXERCISES,
    "01": lesson_01.EXERCISES + lesson_01_loop.EXERCISES,
    "02": lesson_02_layers.EXERCISES
    + lesson_02_activations.EXERCISES
    + lesson_02_outputs.EXERCISES
    + lesson_02_patch.EXERCISES,
    "03": lesson_03.EXERCISES + lesson_03_labels.EXERCISES,
}
"""The exercises of each lesson, by its number."""

EXERCISES: dict[str, Exercise] = {e.name: e for group in LESSONS.values() for e in group}
"""Each exercise by the name of its function."""
