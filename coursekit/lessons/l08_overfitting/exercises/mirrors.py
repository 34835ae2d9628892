"""Lesson 08, more data for nothing: each picture once more, as a mirror shows it."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property


def with_mirrors(images: Any, y: Any) -> Any:
    """A mirrored picture is a new example, and shows the same animal."""
    mirrored = images[:, :, ::-1]
    return np.concatenate([images, mirrored]), np.concatenate([y, y])


def _one_by_one(images: Any, y: Any) -> Any:
    mirrored = [np.fliplr(image) for image in images]
    return np.array([*images, *mirrored]), np.array([*y, *y])


def _flat_rows_turned(images: Any, y: Any) -> Any:
    turned = images.reshape(len(images), -1)[:, ::-1].reshape(images.shape)
    return np.concatenate([images, turned]), np.concatenate([y, y])


def _in_pairs(images: Any, y: Any) -> Any:
    both = np.stack([images, images[:, :, ::-1]], axis=1)
    return both.reshape(-1, *images.shape[1:]), np.repeat(y, 2)


def _pairs_of_pictures(images: Any, y: Any) -> Any:
    return _in_pairs(images, y)[0], np.concatenate([y, y])


def doubled(images: Any, turned: Any, y: Any) -> Any:
    """The images, others behind them, and these labels."""
    return np.concatenate([images, turned]), y


ONE = np.array([[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]]), np.array([7])
TWO = np.arange(12.0).reshape(2, 2, 3), np.array([0, 1])
THREE = np.arange(60.0).reshape(3, 4, 5) % 7, np.array([1, 1, 0])


def _twice_as_many(answer: Answer) -> bool | Broken:
    images, labels = answer(*THREE)
    counts = [len(images), len(labels)]
    return counts == [6, 6] or Broken(counts, [6, 6], images=THREE[0], y=THREE[1])


def _mirror_of_a_mirror(answer: Answer) -> bool | Broken:
    """The new half, handed in, gives back the old one."""
    images, y = TWO
    new, _ = answer(images, y)
    back, _ = answer(new[len(y) :], y)
    found = back[len(y) :]
    same = found.shape == images.shape and np.array_equal(found, images)
    return same or Broken(found, images, images=new[len(y) :], y=y)


WITH_MIRRORS = Exercise(
    signature="with_mirrors(images, y)",
    task="Return (images, y) with twice as many examples: first all images as they are, (N, H, W), "
    "then all of them in the same order, left and right exchanged; y, (N,), holds the labels.",
    reference=with_mirrors,
    probes=(ONE, TWO, THREE),
    misconceptions=(
        Misconception(
            "upside_down",
            "The first axis of a picture runs from left to right.",
            "The new picture stands on its head. Which axis counts the columns?",
            lambda images, y: doubled(images, images[:, ::-1], np.concatenate([y, y])),
            probe=0,
        ),
        Misconception(
            "list_turned_round",
            "Backward is backward, along whichever axis.",
            "No picture was mirrored: your list of pictures is read backward. Which of the three "
            "axes counts the pictures?",
            lambda images, y: doubled(images, images[::-1], np.concatenate([y, y])),
            probe=1,
        ),
        Misconception(
            "turned_by_half",
            "A picture is one long row, read backward.",
            "The new picture stands on its head, too: it was turned, not mirrored. Are rows to "
            "change their places?",
            _flat_rows_turned,
            probe=0,
        ),
        Misconception(
            "every_axis_turned",
            "A flip knows what left and right are.",
            "Pictures, rows and columns: all three axes are read backward in yours. Which one of "
            "them does a mirror turn round?",
            lambda images, y: doubled(images, np.flip(images), np.concatenate([y, y])),
            probe=1,
        ),
        Misconception(
            "both_lists_turned_round",
            "Pictures and labels are read backward together.",
            "No picture was mirrored: the list of pictures and that of the labels are read from "
            "their ends. Inside a picture, what does a mirror turn round?",
            lambda images, y: doubled(images, images[::-1], np.concatenate([y, y[::-1]])),
            probe=1,
        ),
        Misconception(
            "transposed",
            "Rows and columns exchanged: that is a mirror.",
            "Your new pictures have their rows where the columns were. Only the order of the "
            "columns is to change.",
            lambda images, y: (
                [*images, *images.transpose(0, 2, 1)],
                np.concatenate([y, y]),
            ),
        ),
        Misconception(
            "labels_once",
            "The labels were there already.",
            "How many pictures do you return, and how many labels?",
            lambda images, y: doubled(images, images[:, :, ::-1], y),
        ),
        Misconception(
            "each_label_twice_in_a_row",
            "Twice as many labels, so each comes twice.",
            "Go through pictures and labels side by side. Whose label stands beside the second "
            "picture?",
            lambda images, y: doubled(images, images[:, :, ::-1], np.repeat(y, 2)),
            probe=1,
        ),
        Misconception(
            "mirrors_only",
            "The new ones take the place of the old.",
            "How many pictures were there, and how many are there now?",
            lambda images, y: (images[:, :, ::-1], y),
        ),
        Misconception(
            "laid_over_one_another",
            "Plus puts one behind the other.",
            "There are as many pictures as before: two lists become one longer list by +. What "
            "becomes of two arrays?",
            lambda images, y: (images + images[:, :, ::-1], y + y),
        ),
        Misconception(
            "mirrors_first",
            "It does not matter which half comes first.",
            "Old and new are both there. Which of them did the task want first?",
            lambda images, y: (
                np.concatenate([images[:, :, ::-1], images]),
                np.concatenate([y, y]),
            ),
            probe=0,
        ),
        Misconception(
            "in_pairs",
            "Each mirrored picture stands beside its original.",
            "Pictures and labels belong together, but the order is another one. What comes first?",
            _in_pairs,
            probe=1,
        ),
        Misconception(
            "pictures_in_pairs",
            "Pictures come in pairs, labels one list behind the other.",
            "Your second picture is the first one mirrored. Whose label stands beside it, and what "
            "did the task want first?",
            _pairs_of_pictures,
            probe=1,
        ),
    ),
    alternates=(
        _one_by_one,
        lambda images, y: (np.vstack([images, np.flip(images, axis=2)]), np.tile(y, 2)),
    ),
    hints=(
        "How many axes has images, and what does each of them count?",
        "Mirror all pictures at once: only the last axis is read backward. Then put old and new "
        "behind one another, and think of the labels.",
        "A colon for each axis that stays as it is, and ::-1 for the one to be read backward. Then "
        "concatenate twice: pictures with pictures, labels with labels.",
    ),
    properties=(
        Property(
            "twice as many pictures, and as many labels",
            _twice_as_many,
            "Count the pictures and the labels.",
        ),
        Property(
            "the mirror of a mirror is the original",
            _mirror_of_a_mirror,
            "Mirrored pictures were handed in. What does a mirror make of them?",
        ),
    ),
)

EXERCISES = (WITH_MIRRORS,)
