"""What the claims of the exercise notebooks are tried with: their labs, networks, draws."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import coursekit as ck
from coursekit import data
from coursekit.assignments.source import parts
from coursekit.lessons.catalogue import find

SEEDS = range(20, 40)
SOURCES = Path(__file__).parents[2] / "exercises" / "sources"


def reference(name):
    return find(name).reference


def lab(notebook):
    """The code cells of a notebook's lab."""
    pieces = [*parts((SOURCES / f"{notebook}.py").read_text("utf-8"))]
    start = next(i for i, piece in enumerate(pieces) if "## Lab" in piece.text)
    end = next(i for i, piece in enumerate(pieces) if piece.kind == "essay")
    return [piece.text for piece in pieces[start:end] if piece.kind == "code"]


def with_ones(x):
    return np.c_[x, np.ones(len(x))]


def two_layers(seed, D, H, K, bend=ck.ReLU):
    rng = np.random.default_rng(seed)
    return ck.Sequential(ck.Linear(D, H, rng), bend(), ck.Linear(H, K, rng))


def train(net, rule, points, epochs, batch_size, seed, **options):
    """The losses of all steps."""
    return list(
        ck.train(
            net, ck.softmax_cross_entropy, rule, points.x, points.y, epochs=epochs,
            batch_size=batch_size, rng=np.random.default_rng(seed), **options,
        )
    )  # fmt: skip


def moons(seed, n=200, **options):
    return data.moons(n, np.random.default_rng(seed), **options)
