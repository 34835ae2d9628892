"""Things to move and to answer in a lesson: each works by mouse, by keys and by typing."""

from coursekit.widgets.answers import answer
from coursekit.widgets.backward_steps import backward_steps
from coursekit.widgets.ball_in_valley import ball_in_valley
from coursekit.widgets.blame_map import blame_map
from coursekit.widgets.broken_cycle import broken_cycle
from coursekit.widgets.coin_flippers import coin_flippers
from coursekit.widgets.confident_mistake import confident_mistake
from coursekit.widgets.controls import checkbox, dropdown, scale, slider
from coursekit.widgets.cycle_steps import cycle_steps
from coursekit.widgets.doodle import doodle
from coursekit.widgets.explorer import Explorer
from coursekit.widgets.forward_steps import forward_steps
from coursekit.widgets.learning_rate_bowl import learning_rate_bowl
from coursekit.widgets.matching import match
from coursekit.widgets.memorizing import memorizing
from coursekit.widgets.one_knob import one_knob
from coursekit.widgets.optimizer_race import optimizer_race
from coursekit.widgets.ordering import order
from coursekit.widgets.picture import LivePicture
from coursekit.widgets.player import play
from coursekit.widgets.predicting import predict, prediction
from coursekit.widgets.price_check import price_check
from coursekit.widgets.price_on_weights import price_on_weights
from coursekit.widgets.progress_view import progress
from coursekit.widgets.quiz import quiz, repeat, vote
from coursekit.widgets.recalling import Question, recall
from coursekit.widgets.room_to_fit import room_to_fit
from coursekit.widgets.scaling_bowl import scaling_bowl
from coursekit.widgets.score_shares import score_shares
from coursekit.widgets.screen import Screen
from coursekit.widgets.settling import settle
from coursekit.widgets.signal_check import signal_check
from coursekit.widgets.sliding_patch import sliding_patch
from coursekit.widgets.surprise import surprise
from coursekit.widgets.telephone_line import telephone_line
from coursekit.widgets.training import TrainingView, watch
from coursekit.widgets.training_budget import training_budget
from coursekit.widgets.two_units import two_units
from coursekit.widgets.voting import Ballot, Vote
from coursekit.widgets.watch_guesses import watch_guesses

__all__ = [
    "Ballot",
    "Explorer",
    "LivePicture",
    "Question",
    "Screen",
    "TrainingView",
    "Vote",
    "answer",
    "backward_steps",
    "ball_in_valley",
    "blame_map",
    "broken_cycle",
    "checkbox",
    "coin_flippers",
    "confident_mistake",
    "cycle_steps",
    "doodle",
    "dropdown",
    "forward_steps",
    "learning_rate_bowl",
    "match",
    "memorizing",
    "one_knob",
    "optimizer_race",
    "order",
    "play",
    "predict",
    "prediction",
    "price_check",
    "price_on_weights",
    "progress",
    "quiz",
    "recall",
    "repeat",
    "room_to_fit",
    "scale",
    "scaling_bowl",
    "score_shares",
    "settle",
    "signal_check",
    "slider",
    "sliding_patch",
    "surprise",
    "telephone_line",
    "training_budget",
    "two_units",
    "vote",
    "watch",
    "watch_guesses",
]
