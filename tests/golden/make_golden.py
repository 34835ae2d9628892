"""Let PyTorch work out what the layers, losses and optimizers of the course must give.

    python tests/golden/make_golden.py        # needs torch; writes pytorch.npz beside this file

Each case is a function of a random generator; it returns plain arrays: inputs, parameters, what
came out, gradients. `tests/test_against_pytorch.py` compares the file, and where torch is installed
the same cases with other shapes.
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

Arrays = dict[str, np.ndarray]
STEPS, KNOBS = 100, 5


def tensor(array: np.ndarray) -> torch.Tensor:
    return torch.tensor(array, dtype=torch.float64, requires_grad=True)


def arrays(**values: torch.Tensor | np.ndarray | float) -> Arrays:
    return {
        name: v.detach().numpy() if isinstance(v, torch.Tensor) else np.asarray(v)
        for name, v in values.items()
    }


def differentiated(out: torch.Tensor, rng: np.random.Generator, **inputs: torch.Tensor) -> Arrays:
    """The output, a random blame for it, and what autograd makes of that blame."""
    dout = rng.normal(size=tuple(out.shape))
    out.backward(torch.tensor(dout))
    gradients = {f"d{name}": value.grad for name, value in inputs.items()}
    return arrays(out=out, dout=dout, **inputs, **gradients)


def pointwise(function: Callable[[torch.Tensor], torch.Tensor]) -> Callable[..., Arrays]:
    def case(rng: np.random.Generator) -> Arrays:
        x = tensor(rng.normal(0, 2, rng.integers(1, 7, 2)))
        return differentiated(function(x), rng, x=x)

    return case


def linear(rng: np.random.Generator) -> Arrays:
    N, n_in, n_out = rng.integers(1, 7, 3)
    x, W, b = (tensor(rng.normal(size=s)) for s in ((N, n_in), (n_in, n_out), (n_out,)))
    return differentiated(F.linear(x, W.T, b), rng, x=x, W=W, b=b)


def residual(rng: np.random.Generator) -> Arrays:
    N, D = rng.integers(1, 7, 2)
    x, W, b = (tensor(rng.normal(size=s)) for s in ((N, D), (D, D), (D,)))
    return differentiated(x + torch.tanh(F.linear(x, W.T, b)), rng, x=x, W=W, b=b)


def convolution(rng: np.random.Generator) -> Arrays:
    N, n_in, n_out, size = rng.integers(1, 4, 4)
    padding = int(rng.integers(0, 3))
    H, width = size + rng.integers(0, 4, 2)
    x = tensor(rng.normal(size=(N, n_in, H, width)))
    W, b = tensor(rng.normal(size=(n_out, n_in, size, size))), tensor(rng.normal(size=n_out))
    result = differentiated(F.conv2d(x, W, b, padding=padding), rng, x=x, W=W, b=b)
    return result | arrays(padding=padding)


def pooling(function: Callable[..., torch.Tensor]) -> Callable[..., Arrays]:
    def case(rng: np.random.Generator) -> Arrays:
        N, C, size, rows, columns = rng.integers(1, 4, 5)
        x = tensor(rng.normal(size=(N, C, rows * size, columns * size)))
        return differentiated(function(x, int(size)), rng, x=x) | arrays(size=size)

    return case


def batch_norm(training: bool) -> Callable[..., Arrays]:
    def case(rng: np.random.Generator) -> Arrays:
        N, D = rng.integers(3, 8), rng.integers(1, 6)
        x, gamma, beta = (tensor(rng.normal(size=s)) for s in ((N, D), (D,), (D,)))
        mean, var = torch.tensor(rng.normal(size=D)), torch.tensor(rng.uniform(0.5, 2, D))
        before = arrays(mean=mean.clone(), var=var.clone())
        out = F.batch_norm(x, mean, var, gamma, beta, training=training, momentum=0.1, eps=1e-5)
        result = differentiated(out, rng, x=x, gamma=gamma, beta=beta)
        return result | before | arrays(mean_after=mean, var_after=var)

    return case


def squared_error(rng: np.random.Generator) -> Arrays:
    shape = rng.integers(1, 7, 2)
    y_hat, y = tensor(rng.normal(size=shape)), rng.normal(size=shape)
    return scored(F.mse_loss(y_hat, torch.tensor(y)), y_hat, y)


def yes_or_no(rng: np.random.Generator) -> Arrays:
    shape = rng.integers(1, 7, 2)
    p, y = tensor(rng.uniform(0.01, 0.99, shape)), rng.integers(0, 2, shape)
    return scored(F.binary_cross_entropy(p, torch.tensor(y, dtype=torch.float64)), p, y)


def cross_entropy(rng: np.random.Generator) -> Arrays:
    N, K = rng.integers(1, 7, 2)
    logits, y = tensor(rng.normal(0, 3, (N, K))), rng.integers(0, K, N)
    return scored(F.cross_entropy(logits, torch.tensor(y)), logits, y)


def scored(loss: torch.Tensor, prediction: torch.Tensor, y: np.ndarray) -> Arrays:
    loss.backward()
    return arrays(loss=loss, prediction=prediction, y=y, gradient=prediction.grad)


def small_image_network(rng: np.random.Generator) -> Arrays:
    """Convolution, ReLU, max pooling, flatten, linear, cross-entropy: gradients of all of it."""
    x, y = tensor(rng.normal(size=(4, 1, 6, 6))), rng.integers(0, 3, 4)
    kernel, b = tensor(rng.normal(size=(2, 1, 3, 3))), tensor(rng.normal(size=2))
    W, c = tensor(rng.normal(size=(18, 3))), tensor(rng.normal(size=3))
    hidden = F.max_pool2d(torch.relu(F.conv2d(x, kernel, b, padding=1)), 2)
    logits = F.linear(hidden.flatten(1), W.T, c)
    loss = F.cross_entropy(logits, torch.tensor(y))
    loss.backward()
    theta = torch.cat([p.ravel() for p in (kernel, b, W, c)])
    grad = torch.cat([p.grad.ravel() for p in (kernel, b, W, c)])
    return arrays(x=x, y=y, theta=theta, logits=logits, loss=loss, grad=grad, dx=x.grad)


def optimizer(make: Callable[..., torch.optim.Optimizer]) -> Callable[..., Arrays]:
    """A hundred steps under gradients of very different sizes, some of them exactly 0."""

    def case(rng: np.random.Generator) -> Arrays:
        start = rng.normal(size=KNOBS)
        grads = rng.normal(size=(STEPS, KNOBS)) * 10.0 ** rng.uniform(-3, 2, (STEPS, KNOBS))
        grads[rng.random((STEPS, KNOBS)) < 0.1] = 0
        theta = tensor(start)
        rule, path = make([theta]), []
        for grad in grads:
            theta.grad = torch.tensor(grad)
            rule.step()
            path.append(theta.detach().numpy().copy())
        return arrays(start=start, grads=grads, path=np.array(path))

    return case


CASES: dict[str, Callable[[np.random.Generator], Arrays]] = {
    "Linear": linear,
    "Sigmoid": pointwise(torch.sigmoid),
    "Tanh": pointwise(torch.tanh),
    "ReLU": pointwise(torch.relu),
    "Residual": residual,
    "Conv2D": convolution,
    "MaxPool2D": pooling(F.max_pool2d),
    "AvgPool2D": pooling(F.avg_pool2d),
    "BatchNorm training": batch_norm(True),
    "BatchNorm prediction": batch_norm(False),
    "mean_squared_error": squared_error,
    "binary_cross_entropy": yes_or_no,
    "softmax_cross_entropy": cross_entropy,
    "network": small_image_network,
    "SGD": optimizer(lambda p: torch.optim.SGD(p, lr=0.05)),
    "Momentum": optimizer(lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9)),
    "Nesterov": optimizer(lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9, nesterov=True)),
    "AdaGrad": optimizer(lambda p: torch.optim.Adagrad(p, lr=0.1)),
    "RMSProp": optimizer(lambda p: torch.optim.RMSprop(p, lr=0.01)),
    "Adam": optimizer(lambda p: torch.optim.Adam(p, lr=0.02)),
    "AdamW": optimizer(lambda p: torch.optim.AdamW(p, lr=0.02, weight_decay=0.1)),
}
DRAWS = 2


def main() -> None:
    golden = {"versions": np.array([f"torch {torch.__version__}", f"numpy {np.__version__}",
                                    f"python {platform.python_version()}"])}  # fmt: skip
    for number, (name, case) in enumerate(CASES.items()):
        for draw in range(DRAWS):
            for key, array in case(np.random.default_rng([number, draw])).items():
                golden[f"{name}/{draw}/{key}"] = array
    np.savez_compressed(Path(__file__).with_name("pytorch.npz"), **golden)


if __name__ == "__main__":
    main()
