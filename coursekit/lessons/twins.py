"""What the package itself has for the task of an exercise: it may be used, but it is no answer."""

from __future__ import annotations

from typing import Any

from coursekit import functional, layers, losses, optimizers, regularizers, training
from coursekit.adaptive import Adam, RMSProp
from coursekit.convolution import Conv2D
from coursekit.data.batches import minibatches
from coursekit.data.scaling import MinMaxScaler, StandardScaler
from coursekit.data.splitting import split_indices
from coursekit.diagnostics import dead_units
from coursekit.gradcheck import numerical_gradient, relative_error
from coursekit.history import EarlyStopping
from coursekit.initializers import glorot_normal, glorot_uniform, he_normal, he_uniform
from coursekit.normalization import BatchNorm
from coursekit.schedules import cosine, warmup

TWINS: dict[str, tuple[Any, ...]] = {
    "dense_forward": (layers.Linear,),
    "relu": (functional.relu, layers.ReLU),
    "sigmoid": (functional.sigmoid, layers.Sigmoid),
    "softmax": (functional.softmax,),
    "accuracy": (functional.accuracy,),
    "conv_valid": (Conv2D,),
    "mse": (losses.mean_squared_error,),
    "binary_cross_entropy": (losses.binary_cross_entropy,),
    "cross_entropy_from_logits": (losses.softmax_cross_entropy,),
    "one_hot": (functional.one_hot,),
    "mse_backward": (losses.mean_squared_error,),
    "softmax_ce_backward": (losses.softmax_cross_entropy,),
    "sigmoid_backward": (layers.Sigmoid,),
    "relu_backward": (layers.ReLU,),
    "dense_backward": (layers.Linear,),
    "numerical_gradient": (numerical_gradient,),
    "relative_error": (relative_error,),
    "Linear": (layers.Linear,),
    "ReLU": (layers.ReLU,),
    "Sigmoid": (layers.Sigmoid,),
    "sgd_step": (optimizers.SGD,),
    "minibatches": (minibatches,),
    "train_linear": (training.train, training.fit),
    "SGD": (optimizers.SGD,),
    "momentum_step": (optimizers.Momentum,),
    "adam_step": (Adam,),
    "Momentum": (optimizers.Momentum,),
    "Adam": (Adam,),
    "rms_step": (RMSProp,),
    "cosine_lr": (cosine,),
    "nesterov_step": (optimizers.Nesterov,),
    "warmup_lr": (warmup,),
    "minmax_fit": (MinMaxScaler,),
    "minmax_transform": (MinMaxScaler,),
    "standardize_fit": (StandardScaler,),
    "split_indices": (split_indices,),
    "dropout_forward": (layers.Dropout,),
    "dropout_backward": (layers.Dropout,),
    "l2_penalty": (regularizers.l2,),
    "l1_penalty": (regularizers.l1,),
    "early_stopping": (EarlyStopping,),
    "Dropout": (layers.Dropout,),
    "he_init": (he_normal, he_uniform),
    "xavier_init": (glorot_normal, glorot_uniform),
    "residual_forward": (layers.Residual,),
    "residual_backward": (layers.Residual,),
    "Residual": (layers.Residual,),
    "dead_share": (dead_units,),
    "batchnorm_forward": (BatchNorm,),
}


def twins(name: str) -> dict[str, Any]:
    """What coursekit has for the task of this exercise, by what to call it.

    Parameters
    ----------
    name
        The name of the exercise, such as "mse".

    Returns
    -------
    dict
        Functions and classes; none where coursekit has nothing of the kind.

    Examples
    --------
    >>> list(twins("mse"))
    ["coursekit's own `mean_squared_error`"]
    """
    return {f"coursekit's own `{twin.__name__}`": twin for twin in TWINS.get(name, ())}
