"""The widgets of lesson 09: what they compute, what they say, what they do at the edges."""

import numpy as np
import pytest

from coursekit import widgets
from coursekit.lessons.catalogue import find
from coursekit.lessons.l09_vanishing_gradients import signal_check as check
from coursekit.lessons.l09_vanishing_gradients import telephone_line as line


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize(
    ("layers", "w", "z"), [(20, 1.0, 0.0), (1, 0.25, -5.0), (60, 10.0, 5.0), (2, 4.0, 0.25)]
)
def test_the_telephone_is_drawn_and_said(activation, layers, w, z):
    explorer = widgets.telephone_line().set(activation=activation, layers=layers, w=w, z=z)
    assert explorer.error is None
    assert explorer.live.png[1:4] == b"PNG"
    assert "Each layer multiplies by w · slope" in explorer.words


@pytest.mark.parametrize(("layers", "w", "z"), [(20, 1.0, 0.0), (7, 3.0, -1.5), (60, 0.25, 4.0)])
def test_the_telephone_is_the_exercise_measured_against_its_last_layer(layers, w, z):
    heard = line.compute("sigmoid", layers, w, z).heard
    chain = find("telephone").reference(np.full(layers, z), w)
    np.testing.assert_allclose(heard, chain / chain[-1])


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "19 layers pass it on: layer 1 hears 3.6 · 10⁻¹² of it. The message has vanished."),
        ({"w": 4.0}, "layer 1 hears 1.00 of it. The message has come through."),
        ({"w": 8.0}, "layer 1 hears 5.2 · 10⁵ of it. The message has exploded."),
        ({"activation": "relu", "z": -1.0}, "The gate is shut: layer 1 hears nothing at all."),
        ({"layers": 1}, "nobody has to pass the message on"),
        ({"layers": 2}, "1 layer passes it on: layer 1 hears 0.25 of it."),
    ],
)
def test_the_telephone_says_what_has_become_of_the_message(values, told):
    assert told in widgets.telephone_line().set(**values).words


def test_where_no_weight_reaches_the_goal_the_telephone_says_so():
    moved = widgets.telephone_line().set
    for z in np.arange(1, 5.25, 0.25):
        best = max(line.compute("sigmoid", 30, w, z).heard[0] for w in np.arange(0.25, 10.25, 0.25))
        assert (best < 0.1) == ("too little" in moved(layers=30, z=float(z)).words)


def test_the_telephones_goal_asks_for_a_balanced_sigmoid_away_from_0():
    reached = widgets.telephone_line().set
    assert reached(layers=30, w=5.0, z=1.0).at_goal
    assert not reached(layers=30, w=4.0, z=0.0).at_goal
    assert not reached(layers=29, w=5.0, z=1.0).at_goal
    assert not reached(layers=30, w=1.0, z=1.0, activation="relu").at_goal


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("times", [0.2, 1.0, 1.4, 4.0])
def test_the_signal_check_is_drawn_and_said(activation, times):
    explorer = widgets.signal_check().set(activation=activation, times=times)
    assert explorer.error is None
    assert explorer.live.png[1:4] == b"PNG"
    assert f"{activation}, spread {times:.1f}/√64" in explorer.words


def test_the_gradient_in_the_signal_check_is_the_slope_that_can_be_measured():
    (f, _), (W, a, dout) = check.ACTIVATIONS["tanh"], check._start()
    W = 1.2 * W[-3:]

    def end(a):
        for w in W:
            a = f(a @ w)
        return (a * dout).sum()

    bump = np.zeros_like(a)
    bump[3, 7] = 1e-5
    gradient, walk = dout, [a]
    for w in W:
        walk.append(f(walk[-1] @ w))
    for w, out in zip(W[::-1], walk[:0:-1], strict=True):
        gradient = (gradient * (1 - out**2)) @ w.T
    assert gradient[3, 7] == pytest.approx((end(a + bump) - end(a - bump)) / 2e-5, rel=1e-5)


def test_in_the_signal_check_each_walk_starts_at_1_on_its_own_side():
    sizes, (W, a, dout) = check.compute("tanh", 1.2), check._start()
    assert len(sizes.signal) == len(sizes.gradient) == check.LAYERS + 1
    assert sizes.signal[0] == sizes.gradient[-1] == 1
    for w in 1.2 * W:
        a = np.tanh(a @ w)
    one_back = (dout * (1 - a**2)) @ (1.2 * W[-1]).T
    assert sizes.gradient[-2] == pytest.approx(np.linalg.norm(one_back) / np.linalg.norm(dout))


def test_the_signal_check_keeps_he_and_loses_its_neighbors():
    reached = widgets.signal_check().set
    assert reached(activation="relu", times=1.4).at_goal
    for neighbor in (1.3, 1.5):
        assert not reached(activation="relu", times=neighbor).at_goal
    assert not reached(activation="tanh", times=1.4).at_goal
    assert "signal has 0.7 times its first size" in reached(activation="relu", times=1.4).words


def test_equal_settings_give_equal_pictures():
    first, second = (widgets.signal_check().set(times=2.0) for _ in range(2))
    assert first.words == second.words
