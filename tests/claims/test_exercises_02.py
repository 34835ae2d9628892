"""What exercise notebook 02 claims, with seeds and draws that it does not show."""

from __future__ import annotations

import numpy as np
import pytest

import coursekit as ck
from coursekit import data
from coursekit.lessons.l02_forward_pass.experiments import ice_cream_stall, untrained
from tests.claims.labs import SEEDS, reference, train, two_layers


@pytest.mark.claim("x02-stall")
def test_the_drawn_network_is_the_one_that_is_asked_for():
    drawn = ice_cream_stall()
    written = [text.get_text() for text in drawn.ax.texts]
    numbers = [float(text) for text in written if text.lstrip("-").replace(".", "").isdigit()]
    biases = [float(text.split()[1]) for text in written if text.startswith("b ")]
    weights = np.array(numbers)
    W1, W2 = weights[:6].reshape(2, 3), weights[6:].reshape(3, 1)
    x = np.random.default_rng(0).uniform(0, 10, (20, 2))
    by_picture = np.maximum(x @ W1 + biases[:3], 0) @ W2 + biases[3]
    assert np.allclose(reference("portions")(x), by_picture)
    for number in [*numbers, *biases]:
        assert f"{number:g}" in drawn.alt
    assert reference("portions")(np.array([[0.0, 1.0]])) == 10
    assert reference("portions")(np.array([[0.0, 8.0]])) == -28


@pytest.mark.claim("x02-budget")
def test_two_hidden_units_read_less_than_two_thirds_and_more_than_ten_add_little(digits):
    ten = []
    for seed in SEEDS:
        known, _, fresh = digits[seed]
        accuracy = {}
        for budget in (160, 760, 2410):
            net = two_layers(seed, 64, reference("widest")(64, 10, budget), 10)
            train(net, ck.Adam(lr=0.01), known, 15, 32, seed)
            accuracy[budget] = ck.accuracy(net(fresh.x), fresh.y)
        assert accuracy[160] < 2 / 3
        assert accuracy[2410] > 0.93
        ten.append(accuracy[760])
        if accuracy[760] > 0.9:
            assert accuracy[2410] - accuracy[760] < 0.07
    assert np.mean(np.array(ten) > 0.9) > 0.7


@pytest.mark.claim("x02-silent")
def test_most_new_networks_have_units_that_no_drawing_wakes_for_what_drawings_share():
    silent = []
    for seed in SEEDS:
        animals = data.faces(200, np.random.default_rng(seed))
        first = untrained(animals, seed)[0]
        silent.append(reference("silent_units")(animals.x, first.W, first.b).sum())
        less = animals.x - animals.x.mean(axis=0)
        assert not reference("silent_units")(less, first.W, first.b).any()
    assert np.mean(np.array(silent) > 0) > 0.75


@pytest.mark.claim("x02-cuckoo")
def test_the_call_is_found_though_single_numbers_say_little():
    call = np.append(np.tile([1.0, 1, -1, -1], 3), np.tile([1.0, 1, 1, -1, -1, -1], 2))
    found, loudest = [], []
    for seed in range(20, 120):
        rng = np.random.default_rng(seed)
        recording, start = rng.normal(size=300), rng.integers(0, 277)
        recording[start : start + 24] += 1.2 * call
        found.append(reference("best_place")(recording, call) == start)
        loudest.append(start <= np.abs(recording).argmax() < start + 24)
    assert np.mean(found) > 0.95
    assert np.mean(loudest) < 0.5
