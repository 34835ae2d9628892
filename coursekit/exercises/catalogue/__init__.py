"""All exercises, one file for a lesson or for half of one."""

from __future__ import annotations

from coursekit.exercises.catalogue import (
    lesson_00,
    lesson_01,
    lesson_01_challenge,
    lesson_01_loop,
    lesson_02_activations,
    lesson_02_challenge,
    lesson_02_layers,
    lesson_02_outputs,
    lesson_02_patch,
    lesson_03,
    lesson_03_challenge,
    lesson_03_labels,
    lesson_04_activations,
    lesson_04_challenge,
    lesson_04_checking,
    lesson_04_gates,
    lesson_04_layers,
    lesson_04_linear,
    lesson_04_losses,
    lesson_04_network,
    lesson_05_batches,
    lesson_05_challenge,
    lesson_05_loop,
    lesson_05_rates,
    lesson_05_sgd,
    lesson_05_steps,
    lesson_06_adam,
    lesson_06_challenge,
    lesson_06_costs,
    lesson_06_means,
    lesson_06_momentum,
    lesson_06_velocity,
    lesson_07_challenge,
    lesson_07_cleaning,
    lesson_07_grading,
    lesson_07_missing,
    lesson_07_scaling,
    lesson_07_splitting,
    lesson_07_standardizing,
    lesson_08_blame,
    lesson_08_challenge,
    lesson_08_dropout,
    lesson_08_dropout_layer,
    lesson_08_penalties,
    lesson_08_stopping,
    lesson_09_block,
    lesson_09_challenge,
    lesson_09_clipping,
    lesson_09_he,
    lesson_09_residual,
    lesson_09_telephone,
    lesson_09_xavier,
)
from coursekit.exercises.exercise import Exercise

LESSONS: dict[str, tuple[Exercise, ...]] = {
    "00": lesson_00.EXERCISES,
    "01": lesson_01.EXERCISES + lesson_01_loop.EXERCISES + lesson_01_challenge.EXERCISES,
    "02": lesson_02_layers.EXERCISES
    + lesson_02_activations.EXERCISES
    + lesson_02_outputs.EXERCISES
    + lesson_02_patch.EXERCISES
    + lesson_02_challenge.EXERCISES,
    "03": lesson_03.EXERCISES + lesson_03_labels.EXERCISES + lesson_03_challenge.EXERCISES,
    "04": lesson_04_losses.EXERCISES
    + lesson_04_activations.EXERCISES
    + lesson_04_layers.EXERCISES
    + lesson_04_network.EXERCISES
    + lesson_04_checking.EXERCISES
    + lesson_04_linear.EXERCISES
    + lesson_04_gates.EXERCISES
    + lesson_04_challenge.EXERCISES,
    "05": lesson_05_steps.EXERCISES
    + lesson_05_batches.EXERCISES
    + lesson_05_loop.EXERCISES
    + lesson_05_rates.EXERCISES
    + lesson_05_sgd.EXERCISES
    + lesson_05_challenge.EXERCISES,
    "06": lesson_06_momentum.EXERCISES
    + lesson_06_adam.EXERCISES
    + lesson_06_costs.EXERCISES
    + lesson_06_velocity.EXERCISES
    + lesson_06_means.EXERCISES
    + lesson_06_challenge.EXERCISES,
    "07": lesson_07_cleaning.EXERCISES
    + lesson_07_missing.EXERCISES
    + lesson_07_scaling.EXERCISES
    + lesson_07_standardizing.EXERCISES
    + lesson_07_splitting.EXERCISES
    + lesson_07_grading.EXERCISES
    + lesson_07_challenge.EXERCISES,
    "08": lesson_08_dropout.EXERCISES
    + lesson_08_blame.EXERCISES
    + lesson_08_penalties.EXERCISES
    + lesson_08_stopping.EXERCISES
    + lesson_08_dropout_layer.EXERCISES
    + lesson_08_challenge.EXERCISES,
    "09": lesson_09_telephone.EXERCISES
    + lesson_09_he.EXERCISES
    + lesson_09_xavier.EXERCISES
    + lesson_09_residual.EXERCISES
    + lesson_09_clipping.EXERCISES
    + lesson_09_block.EXERCISES
    + lesson_09_challenge.EXERCISES,
}
"""The exercises of each lesson, by its number."""

EXERCISES: dict[str, Exercise] = {e.name: e for group in LESSONS.values() for e in group}
"""Each exercise by the name of its function or class."""
