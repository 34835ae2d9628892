"""Things to move and to answer in a lesson: each works by mouse, by keys and by typing.

A thin front: each name is loaded from its home when it is first used. A lesson's widget is found
by the name of its file.
"""

from __future__ import annotations

from coursekit._later import later
from coursekit.lessons.catalogue import widget_homes

_GENERAL = {
    "Ballot": "coursekit.questions.voting",
    "Explorer": "coursekit.interactive.explorer",
    "LivePicture": "coursekit.interactive.picture",
    "Prediction": "coursekit.questions.predicting",
    "Question": "coursekit.questions.recalling",
    "Screen": "coursekit.interactive.canvas",
    "TrainingView": "coursekit.interactive.training",
    "Vote": "coursekit.questions.voting",
    "answer": "coursekit.questions.answers",
    "checkbox": "coursekit.interactive.controls",
    "dropdown": "coursekit.interactive.controls",
    "match": "coursekit.questions.matching",
    "order": "coursekit.questions.ordering",
    "play": "coursekit.interactive.player",
    "predict": "coursekit.verbs.asking",
    "progress": "coursekit.verbs.looking_back",
    "quiz": "coursekit.verbs.asking",
    "recall": "coursekit.questions.recalling",
    "repeat": "coursekit.verbs.asking",
    "scale": "coursekit.interactive.controls",
    "settle": "coursekit.questions.settling",
    "slider": "coursekit.interactive.controls",
    "vote": "coursekit.verbs.asking",
    "watch": "coursekit.interactive.training",
}

HOMES = _GENERAL | widget_homes()

__all__ = sorted(HOMES)

__getattr__ = later("coursekit.widgets", HOMES)


def __dir__() -> list[str]:
    return __all__
