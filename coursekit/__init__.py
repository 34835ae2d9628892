"""coursekit: the pieces of a neural network, one file for each idea.

Importing it loads NumPy and nothing else that is heavy; pictures and widgets load when they are
first used.
"""

from __future__ import annotations

from coursekit import data
from coursekit._later import later
from coursekit.adaptive import AdaGrad, Adam, AdamW, RMSProp
from coursekit.autodiff import Value
from coursekit.convolution import AvgPool2D, Conv2D, Flatten, MaxPool2D
from coursekit.evaluation import evaluate
from coursekit.functional import accuracy, log_softmax, one_hot, relu, sigmoid, softmax, tanh
from coursekit.gradcheck import (
    check_direction,
    check_gradients,
    numerical_gradient,
    relative_error,
)
from coursekit.history import EarlyStopping, History
from coursekit.initializers import (
    glorot_normal,
    glorot_uniform,
    he_normal,
    he_uniform,
    normal,
    zeros,
)
from coursekit.layers import (
    Dropout,
    Layer,
    Linear,
    ReLU,
    Residual,
    Sigmoid,
    Tanh,
)
from coursekit.losses import binary_cross_entropy, mean_squared_error, softmax_cross_entropy
from coursekit.network import Sequential
from coursekit.normalization import BatchNorm
from coursekit.optimizers import SGD, Momentum, Nesterov
from coursekit.regularizers import l1, l2
from coursekit.schedules import constant, cosine, step_decay, warmup
from coursekit.training import fit, train

__version__ = "0.1.0"

HOMES = {
    "bring": "coursekit.verbs.bringing",
    "check": "coursekit.verbs.checking",
    "diagnostics": "coursekit.diagnostics",
    "easier": "coursekit.verbs.helping",
    "hint": "coursekit.verbs.helping",
    "plots": "coursekit.plots",
    "right_and_wrong": "coursekit.verbs.comparing",
    "show_source": "coursekit.show",
    "solution": "coursekit.verbs.helping",
    "whose": "coursekit.verbs.ownership",
    "widgets": "coursekit.widgets",
    "yours": "coursekit.verbs.answers",
}

__all__ = [
    "SGD",
    "AdaGrad",
    "Adam",
    "AdamW",
    "AvgPool2D",
    "BatchNorm",
    "Conv2D",
    "Dropout",
    "EarlyStopping",
    "Flatten",
    "History",
    "Layer",
    "Linear",
    "MaxPool2D",
    "Momentum",
    "Nesterov",
    "RMSProp",
    "ReLU",
    "Residual",
    "Sequential",
    "Sigmoid",
    "Tanh",
    "Value",
    "accuracy",
    "binary_cross_entropy",
    "bring",
    "check",
    "check_direction",
    "check_gradients",
    "constant",
    "cosine",
    "data",
    "diagnostics",
    "easier",
    "evaluate",
    "fit",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
    "hint",
    "l1",
    "l2",
    "log_softmax",
    "mean_squared_error",
    "normal",
    "numerical_gradient",
    "one_hot",
    "plots",
    "relative_error",
    "relu",
    "right_and_wrong",
    "show_source",
    "sigmoid",
    "softmax",
    "softmax_cross_entropy",
    "solution",
    "step_decay",
    "tanh",
    "train",
    "warmup",
    "whose",
    "widgets",
    "yours",
    "zeros",
]


__getattr__ = later("coursekit", HOMES)


def __dir__() -> list[str]:
    return __all__
