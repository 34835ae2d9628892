"""The classes of the exercises as other people write them, in none of the catalogue's styles."""

from __future__ import annotations

import math

import numpy as np


class Linear:
    params = ["W", "b"]  # noqa: RUF012

    def __init__(self, n_in, n_out, rng):
        scale = np.sqrt(2.0) / np.sqrt(n_in)
        self.W = scale * rng.standard_normal((n_in, n_out))
        self.b = np.zeros(shape=(n_out,))
        self.cache = {}

    def forward(self, x):
        self.cache["x"] = x.copy()
        return np.dot(x, self.W) + self.b.reshape(1, -1)

    def backward(self, dout):
        x = self.cache["x"]
        self.dW = np.dot(dout.T, x).T
        self.db = np.ones(len(x)) @ dout
        return np.dot(self.W, dout.T).T


class ReLU:
    def __init__(self):
        self.keep = None

    def forward(self, x):
        out = x.copy()
        self.keep = x > 0
        out[~self.keep] = 0
        return out

    def backward(self, dout):
        assert self.keep is not None
        return np.where(self.keep, dout, 0.0)


class Sigmoid:
    def forward(self, x):
        self.a = np.reciprocal(1.0 + np.exp(np.negative(x)))
        return self.a.copy()

    def backward(self, dout):
        return dout * (self.a - self.a * self.a)


class RunningMean:
    def __init__(self):
        self.so_far = (0, 0.0)

    def add(self, number):
        n, mean = self.so_far
        self.so_far = (n + 1, (n * mean + number) / (n + 1))
        return self.so_far[1]


def as_one(kind, number):
    return number if isinstance(number, kind) else kind(float(number))


class Number:
    def __init__(self, data, made_from=None):
        self.data, self.grad = data, 0
        self.made_from = made_from or []

    def __add__(self, other):
        other = as_one(Number, other)
        return Number(other.data + self.data, [[other, 1], [self, 1]])

    def __mul__(self, other):
        other = as_one(Number, other)
        return Number(other.data * self.data, [[other, self.data], [self, other.data]])

    def __radd__(self, other):
        return Number(other) + self

    def __rmul__(self, other):
        return Number(other) * self


class Value:
    def __init__(self, data, made_from=()):
        self.data = data
        self.made_from = tuple(made_from)
        self.grad = 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            return Value(self.data + other, [(self, 1.0), (Value(other), 1.0)])
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)])

    def __radd__(self, other):
        return self.__add__(other)

    def __rmul__(self, other):
        return self.__mul__(other)

    def relu(self):
        if self.data <= 0:
            return Value(0.0, [(self, 0.0)])
        return Value(self.data, [(self, 1.0)])

    def exp(self):
        return Value(np.e**self.data, [(self, np.e**self.data)])

    def log(self):
        return Value(math.log(self.data), [(self, self.data**-1)])


class Dual:
    def __init__(self, data, slope=0.0):
        self.data = data
        self.slope = slope

    def __add__(self, other):
        if isinstance(other, Dual):
            return Dual(self.data + other.data, self.slope + other.slope)
        return Dual(self.data + other, self.slope)

    def __mul__(self, other):
        if isinstance(other, Dual):
            slope = other.data * self.slope + other.slope * self.data
            return Dual(self.data * other.data, slope)
        return Dual(self.data * other, self.slope * other)

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other


class SGD:
    def __init__(self, lr):
        self.lr = lr

    def reset(self, theta):
        return None

    def step(self, theta, grad):
        np.subtract(theta, self.lr * grad, out=theta)


class Momentum:
    def __init__(self, lr, beta=0.9):
        self.lr, self.beta, self.speed = lr, beta, 0.0

    def reset(self, theta):
        self.speed = 0.0

    def step(self, theta, grad):
        self.speed = grad + self.beta * self.speed
        theta += -self.lr * self.speed


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b, self.eps = lr, (beta1, beta2), eps

    def reset(self, theta):
        self.means = np.zeros((2, theta.size))
        self.steps = 0

    def step(self, theta, grad):
        self.steps = self.steps + 1
        for i, (beta, new) in enumerate(zip(self.b, (grad, grad**2), strict=True)):
            self.means[i] = beta * self.means[i] + new * (1 - beta)
        m, v = (
            mean / (1 - beta**self.steps) for mean, beta in zip(self.means, self.b, strict=True)
        )
        theta[:] -= np.divide(self.lr * m, np.power(v, 0.5) + self.eps)


class Dropout:
    def __init__(self, p, rng):
        self.p, self.rng, self.training = p, rng, False

    def forward(self, x):
        if not self.training:
            self.factor = 1.0
        else:
            coins = self.rng.uniform(size=x.shape)
            self.factor = np.where(coins < self.p, 0.0, 1.0 / (1.0 - self.p))
        return self.factor * x

    def backward(self, dout):
        return self.factor * dout


class Residual:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        branch = x
        for i in range(len(self.layers)):
            branch = self.layers[i].forward(branch)
        return branch + x

    def backward(self, dout):
        branch = dout
        for layer in self.layers[::-1]:
            branch = layer.backward(branch)
        return branch + dout
