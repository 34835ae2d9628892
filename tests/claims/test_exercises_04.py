"""What exercise notebook 04 claims, with seeds and draws that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data, plots
from tests.claims.labs import SEEDS, lab, moons, reference, train, two_layers


@pytest.mark.claim("x04-rate")
def test_most_of_the_gap_between_relu_and_sigmoid_is_the_rate():
    ends = np.array([
        [train(two_layers(seed, 2, 16, 2, bend), ck.SGD(lr), moons(seed), 400, 200, seed)[-1]
         for bend, lr in ((ck.ReLU, 0.5), (ck.Sigmoid, 0.5), (ck.Sigmoid, 5.0), (ck.ReLU, 5.0))]
        for seed in SEEDS
    ])  # fmt: skip
    relu, sigmoid, faster, relu_faster = ends.T
    assert np.all(sigmoid > relu)
    assert np.median(sigmoid) > 2 * np.median(relu)
    assert np.median(faster) < 1.2 * np.median(relu)  # "about as far"
    assert np.all(faster < sigmoid / 2)
    assert np.median(relu_faster) > 0.9 * np.median(relu)  # "gains nothing"


@pytest.mark.claim("x04-thermometers")
def test_gains_and_shifts_are_found_up_to_the_noise_of_the_readings():
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        true = rng.normal(1.2, 0.6, (60, 1))
        read = true * [1.3, 0.8, 1.0] + [-0.4, 0.2, 0.1] + rng.normal(0, 0.02, (60, 3))
        gain, shift, misses = np.ones(3), np.zeros(3), []
        for _ in range(200):
            out = read * gain + shift
            misses.append(10 * np.abs(out - true).mean(axis=0))
            _, dgain, dshift = reference("gain_backward")(2 * (out - true) / 60, read, gain)
            gain, shift = gain - 0.1 * dgain, shift - 0.1 * dshift
        assert np.all(misses[0] > 0.8)
        assert np.all((misses[-1] > 0.05) & (misses[-1] < 0.25))


@pytest.mark.claim("x04-staircase")
def test_a_fault_shows_in_its_layer_and_in_those_in_front_of_it():
    scope = {"np": np, "ck": ck, "plots": plots, "yours": reference}
    (cell,) = (code for code in lab("04_backprop") if "def errors_of" in code)
    exec(cell, scope)
    for faulty in range(5):
        errors = scope["errors_of"](scope["network"](faulty))
        assert [error >= 1e-4 for error in errors] == [k <= faulty for k in range(5)]
    assert max(scope["errors_of"](scope["network"]())) < 1e-6


@pytest.mark.claim("x04-silent")
def test_a_larger_batch_wakes_weights_and_a_bias_of_minus_4_keeps_a_unit_dead():
    x, silent = data.digits().x, reference("silent_weights")
    b = np.array([0.0, 0.0, 0.0, 0.0, 0.0, -4.0])
    kept = []
    for seed in (4, *SEEDS):
        W = np.random.default_rng(seed).normal(0, 0.2, (64, 6))
        few, all_of_them = silent(x[:5], W, b), silent(x, W, b)
        assert few[(x[:5] == 0).all(axis=0)].all()
        assert few.mean() > silent(x[:20], W, b).mean() > all_of_them.mean()
        kept.append(all_of_them.sum(axis=0))
    assert np.median([units[5] for units in kept]) > 32
    assert kept[0][5] == 64
    assert np.median([units[:5] for units in kept]) <= 6
    W = np.random.default_rng(4).normal(0, 0.2, (64, 6))
    assert silent(x[:5], W, b)[:, 1].all()
    assert not silent(x[:20], W, b)[:, 1].all()
