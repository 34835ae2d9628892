"""Things to move and to answer in a lesson: each works by mouse, by keys and by typing."""

from coursekit.widgets.answers import answer
from coursekit.widgets.controls import checkbox, dropdown, slider
from coursekit.widgets.explorer import Explorer
from coursekit.widgets.matching import match
from coursekit.widgets.ordering import order
from coursekit.widgets.picture import LivePicture
from coursekit.widgets.player import play
from coursekit.widgets.predicting import predict, prediction, settle
from coursekit.widgets.recalling import Question, recall
from coursekit.widgets.screen import Screen
from coursekit.widgets.training import TrainingView, watch

__all__ = [
    "Explorer",
    "LivePicture",
    "Question",
    "Screen",
    "TrainingView",
    "answer",
    "checkbox",
    "dropdown",
    "match",
    "order",
    "play",
    "predict",
    "prediction",
    "recall",
    "settle",
    "slider",
    "watch",
]
