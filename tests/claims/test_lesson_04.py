"""The numbers in lesson 04, with seeds and drawings that the lesson does not show."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.catalogue import find

SEEDS = range(20, 40)
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def walk_back(gate=True, mean=True, sign=1):
    """The backward pass of the lesson, right or with one fault."""

    def backward(x, y, W1, b1, W2, b2):
        z = x @ W1 + b1
        h = ck.relu(z)
        dlogits = sign * ck.softmax_cross_entropy(h @ W2 + b2, y)[1] * (1 if mean else len(y))
        dz = dlogits @ W2.T * ((z > 0) if gate else 1)
        return x.T @ dz, dz.sum(axis=0), h.T @ dlogits, dlogits.sum(axis=0)

    return backward


def fresh(seed):
    rng = np.random.default_rng(seed)
    return [rng.normal(0, 0.01, (576, 12)), np.zeros(12), rng.normal(0, 0.01, (12, 2)), np.zeros(2)]


def learn(pets, backward, seed, epochs):
    """Parameters and accuracy on new drawings after so many epochs."""
    rng = np.random.default_rng(seed)
    train_set, val_set, _ = pets.split(rng)
    params = fresh(seed)
    for _ in range(epochs):
        for batch in data.minibatches(len(train_set), 16, rng):
            slopes = backward(train_set.x[batch], train_set.y[batch], *params)
            for param, slope in zip(params, slopes, strict=True):
                param -= 0.03 * slope
    return params, ck.accuracy(logits(val_set.x, *params), val_set.y)


def logits(x, W1, b1, W2, b2):
    return ck.relu(x @ W1 + b1) @ W2 + b2


def cat_with_a_long_face():
    """The twelve parameters of the hook and the loss of its animal."""
    theta = np.array([1.0, -0.5, -1.5, 1.0, 0.5, -0.5, 1.0, -1.0, -0.7, 1.5, 0.0, 0.0])

    def loss_of(theta):
        W1, b1, W2, b2 = np.split(theta, [4, 6, 10])
        out = logits(np.array([[1.0, 2.0]]), W1.reshape(2, 2), b1, W2.reshape(2, 2), b2)
        return ck.softmax_cross_entropy(out, np.array([0]))[0]

    return theta, loss_of


def test_the_hook_s_gradient_is_the_one_in_the_text():
    theta, loss_of = cat_with_a_long_face()
    slopes = ck.numerical_gradient(loss_of, theta)
    assert loss_of(theta) == pytest.approx(2.305, abs=5e-4)
    told = [0, 1.98, 0, 3.96, 0, 1.98, 0, 0, -0.90, 0.90, -0.90, 0.90]
    np.testing.assert_allclose(slopes, told, atol=5e-3)  # the text has two decimals


@pytest.mark.claim("04-eps")
def test_steps_to_both_sides_are_best_near_1e_6_and_to_one_side_near_1e_8():
    steps, one, two = 10.0 ** -np.arange(1, 15), [], []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        w, x, y = rng.normal(size=(3, 4)), rng.normal(size=(1, 3)), rng.integers(0, 4, 1)

        def loss(turn, x=x, y=y, w=w):
            return ck.softmax_cross_entropy(np.tanh(x @ (w + turn * np.eye(3, 4))), y)[0]

        out = np.tanh(x @ w)
        truth = np.sum(x.T * (ck.softmax_cross_entropy(out, y)[1] * (1 - out**2)) * np.eye(3, 4))
        one.append([abs((loss(e) - loss(0)) / e - truth) for e in steps])
        two.append([abs((loss(e) - loss(-e)) / (2 * e) - truth) for e in steps])
    one, two = np.median(one, axis=0), np.median(two, axis=0)
    assert 1e-7 < steps[np.argmin(two)] < 1e-4
    assert 1e-10 < steps[np.argmin(one)] < 1e-6
    assert two[4] < 1e-8 < one[4]  # "a step of 10⁻⁵ is a good habit", to both sides
    assert two[-1] > 1e4 * min(two)


@pytest.mark.claim("04-face")
def test_the_first_gradient_is_the_average_dog_minus_the_average_cat_for_most_first_weights(pets):
    alike = []
    for seed in SEEDS:
        drawn = pets[seed % 3]
        difference = drawn.x[drawn.y == 1].mean(axis=0) - drawn.x[drawn.y == 0].mean(axis=0)
        dW1 = walk_back()(drawn.x, drawn.y, *fresh(seed))[0]
        unit = np.abs(dW1).max(axis=0).argmax()
        alike.append(np.corrcoef(dW1[:, unit], difference)[0, 1])
    assert np.mean(np.abs(alike) > 0.9) > 0.7
    assert min(alike) < 0 < max(alike)  # "with the sign turned or not"


@pytest.mark.claim("04-cats-dogs")
def test_your_own_gradients_teach_cats_from_dogs_in_thirty_epochs(pets):
    backward = find("mlp_backward").reference
    right = [learn(pets[seed % 3], backward, seed, 30)[1] for seed in SEEDS]
    assert min(right) > 0.9


@pytest.mark.claim("04-rank")
def test_the_gradient_foretells_what_a_turn_by_a_tenth_does(pets):
    for seed in SEEDS:
        drawn = pets[seed % 3]
        params, _ = learn(drawn, walk_back(), seed, 2)
        dW1 = walk_back()(drawn.x, drawn.y, *params)[0]
        before = ck.softmax_cross_entropy(logits(drawn.x, *params), drawn.y)[0]
        moved = []
        for place in (np.abs(dW1).argmax(), np.abs(dW1).argmin()):
            params[0].flat[place] += 0.1
            after = ck.softmax_cross_entropy(logits(drawn.x, *params), drawn.y)[0]
            params[0].flat[place] -= 0.1
            moved.append(after - before)
        most = dW1.flat[np.abs(dW1).argmax()]
        assert moved[0] == pytest.approx(0.1 * most, rel=0.15)  # "about": the curve bends
        assert abs(moved[1]) < abs(moved[0]) / 20  # "nothing"


@pytest.mark.claim("04-wrong")
def test_without_the_gate_it_learns_about_as_well_and_with_the_other_faults_it_does_not(pets):
    # what learns nothing at all is tried with ten seeds
    faults = {"right": {}, "no gate": {"gate": False}, "no 1/N": {"mean": False},
              "turned sign": {"sign": -1}}  # fmt: skip
    right = {
        name: [learn(pets[seed % 3], walk_back(**fault), seed, 20)[1] for seed in seeds]
        for (name, fault), seeds in zip(
            faults.items(), (SEEDS, SEEDS, SEEDS[:10], SEEDS[:10]), strict=True
        )
    }
    assert np.median(right["no gate"]) > np.median(right["right"]) - 0.04
    assert min(right["no gate"]) > 0.85
    assert max(right["no 1/N"] + right["turned sign"]) < 0.65


def test_the_gateless_backward_pass_is_wrong_all_the_same():
    rng = np.random.default_rng(4)
    x, y = rng.normal(size=(6, 4)), rng.integers(0, 3, size=6)
    params = [rng.normal(size=s) for s in ((4, 5), (5,), (5, 3), (3,))]

    def measured(i):
        return ck.numerical_gradient(
            lambda v: ck.softmax_cross_entropy(logits(x, *params[:i], v, *params[i + 1 :]), y)[0],
            params[i],
        )

    errors = [ck.relative_error(a, measured(i))
              for i, a in enumerate(walk_back(gate=False)(x, y, *params))]  # fmt: skip
    assert min(errors[:2]) > 0.1
    assert max(errors[2:]) < 1e-6


def test_ten_doublings_have_1024_paths():
    last = first = ck.Value(1.0)
    for _ in range(10):
        last = last + last
    last.backward()
    assert first.grad == 1024
    assert len(last.graph()) == 11


def test_lesson_03_s_network_took_as_many_steps_as_lesson_04_says():
    told = sources("04_backprop")
    run = next(cell for cell in sources("03_loss") if "watch_guesses" in cell)
    epochs, size = (int(re.search(rf"{name}=(\d+)", run)[1]) for name in ("epochs", "batch_size"))
    steps = find("total_updates").reference(630, size, epochs)
    assert sum(f"it took {steps:,} steps" in cell for cell in told) == 1
    forward = 2 * find("count_params").reference([576, 12, 2])
    assert sum(f"{forward:,} forward passes for *one* step" in cell for cell in told) == 1


def sources(notebook):
    """What the cells of a lesson say."""
    cells = json.loads((NOTEBOOKS / f"{notebook}.ipynb").read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells]


def test_the_corner_of_relu_is_measured_as_a_slope_of_six_tenths():
    slope = ck.numerical_gradient(lambda z: float(ck.relu(z)[0]), np.array([2e-6]))
    assert slope[0] == pytest.approx(0.6)
