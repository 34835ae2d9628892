"""The widgets of lesson 04: what they compute, what they say, what they do at the edges."""

import asyncio

import numpy as np
import pytest

from coursekit import Value, widgets
from coursekit.functional import relu
from coursekit.gradcheck import numerical_gradient
from coursekit.interactive.stepping import stepping
from coursekit.lessons.l04_backprop import backward_steps as graph
from coursekit.lessons.l04_backprop import gradient_map as net
from coursekit.losses import softmax_cross_entropy


def fine(explorer):
    """It shows a picture and a sentence and has no error."""
    return explorer.error is None and explorer.live.png[1:4] == b"PNG" and len(explorer.words) > 10


def tape(x, u):
    """The same graph, walked by Value: the independent referee."""
    w, x_in, u_in, v = Value(graph.W), Value(x), Value(u), Value(graph.V)
    h = w * x_in
    loss = (u_in * h + v * h - graph.TARGET) ** 2
    loss.backward()
    return {"w": w.grad, "u": u_in.grad, "v": v.grad, "h": h.grad, "loss": loss.data}


@pytest.mark.parametrize(("x", "u"), [(2.0, 1.0), (0.0, 3.0), (3.0, -3.0), (2.0, -2.0)])
def test_the_graph_is_drawn_and_said_at_every_step(x, u):
    explorer = widgets.backward_steps().set(x=x, u=u)
    for step in range(graph.LAST + 1):
        assert fine(explorer.set(step=step))
        assert explorer.words.startswith(f"Step {step} of {graph.LAST}.")


@pytest.mark.parametrize(("x", "u"), [(2.0, 1.0), (0.0, 3.0), (1.5, -0.5), (3.0, -3.0)])
def test_the_graph_agrees_with_the_tape(x, u):
    walk, referee = graph.compute(graph.LAST, x, u), tape(x, u)
    assert walk.values["loss"] == pytest.approx(referee["loss"])
    for name in "wuvh":
        assert walk.grads[name] == pytest.approx(referee[name])


def test_no_gradient_is_handed_out_before_the_loss_is_known():
    assert graph.compute(graph.TURN, 2.0, 1.0).grads == {}
    assert graph.compute(graph.TURN + 1, 2.0, 1.0).grads == {"loss": 1.0, "ŷ": 4.0}


def test_the_words_of_the_graph_are_its_arithmetic():
    explorer = widgets.backward_steps()
    assert "loss = (ŷ − 1)² = (3 − 1)² = 4." in explorer.set(step=5).words
    assert "the square's slope is 2 · (3 − 1): ŷ gets 1 · 4 = 4." in explorer.set(step=6).words
    assert "h gets 4 · 1 = 4." in explorer.set(step=10).words
    assert "4 · 2 = 8 more. Two paths meet, so we add: 12." in explorer.set(step=12).words
    assert "w gets 12 · 2 = 24." in explorer.set(step=13).words
    assert "u = (−2): h gets" in explorer.set(step=10, u=-2.0).words


def test_a_silent_input_and_two_paths_that_cancel_reach_the_goal_and_a_zero_loss_does_not():
    explorer = widgets.backward_steps().set(step=graph.LAST)
    assert not explorer.at_goal
    assert explorer.set(x=0.0).at_goal
    assert explorer.set(x=2.0, u=-2.0).at_goal
    assert not explorer.set(step=12).at_goal
    no_loss = graph.compute(graph.LAST, 2.0, -1.0)
    assert no_loss.values["loss"] == 0
    assert not graph.goal(no_loss)[0]


def test_back_and_next_move_one_step_and_stop_at_the_ends():
    explorer = widgets.backward_steps()
    back, _, forward = explorer.box.children[0].children
    back.click()
    assert explorer.values["step"] == 0
    forward.click()
    forward.click()
    back.click()
    assert explorer.values["step"] == 1
    explorer.set(step=graph.LAST)
    forward.click()
    assert explorer.values["step"] == graph.LAST


async def press(play, until):
    """Press Play and wait."""
    play.value = True
    assert play.description == "Pause"
    while not until():
        await asyncio.sleep(0.001)


def test_play_walks_to_the_end_and_stops():
    step = widgets.slider("step", 0, 3, value=0)
    play = stepping(step, seconds=0).children[1]
    seen = []
    step.observe(lambda change: seen.append(change["new"]), names="value")
    asyncio.run(press(play, until=lambda: not play.value))
    assert (seen, play.description) == ([1, 2, 3], "Play")


def test_play_starts_again_from_the_end_and_can_be_paused():
    step = widgets.slider("step", 0, 3, value=3)
    play = stepping(step, seconds=60).children[1]
    asyncio.run(press(play, until=lambda: step.value == 1))
    play.value = False
    assert (step.value, play.description) == (1, "Play")


@pytest.mark.parametrize("truth", net.OUTPUTS)
@pytest.mark.parametrize(
    ("ears", "snout"), [(1.0, 2.0), (0.0, 0.0), (3.0, 3.0), (0.0, 3.0), (3.0, 0.0), (1.0, 1.0)]
)
def test_the_map_is_drawn_for_every_animal(ears, snout, truth):
    explorer = widgets.gradient_map().set(ears=ears, snout=snout, truth=truth)
    assert fine(explorer)
    assert explorer.words.startswith(f"It is a {truth}, and the network gives that ")


@pytest.mark.parametrize(("ears", "snout", "truth"), [(1.0, 2.0, "cat"), (2.75, 0.5, "dog")])
def test_the_map_agrees_with_the_measured_slopes(ears, snout, truth):
    passes, y = net.compute(ears, snout, truth), np.array([net.OUTPUTS.index(truth)])
    x = np.array([[ears, snout]])

    def first(W1):
        return softmax_cross_entropy(relu(x @ W1 + net.B1) @ net.W2 + net.B2, y)[0]

    def last(W2):
        return softmax_cross_entropy(relu(x @ net.W1 + net.B1) @ W2 + net.B2, y)[0]

    # central differences with a step of 1e-5 are right to about 1e-10
    np.testing.assert_allclose(passes.dW1, numerical_gradient(first, net.W1), atol=1e-8)
    np.testing.assert_allclose(passes.dW2, numerical_gradient(last, net.W2), atol=1e-8)


def test_the_map_names_the_parameter_with_the_largest_gradient_and_its_direction():
    explorer = widgets.gradient_map()
    assert "long snout to hidden unit 1, +3.96; raised a little, it raises" in explorer.words
    assert "5 parameters of 12 have none" in explorer.words
    assert "6 parameters of 12 have none" in explorer.set(ears=0.0).words
    assert "lowered a little, it raises" in explorer.set(truth="dog").words


def test_closed_gates_and_silent_inputs_reach_the_goal():
    explorer = widgets.gradient_map()
    assert not explorer.at_goal
    assert explorer.set(ears=1.0, snout=1.0).at_goal
    assert explorer.set(ears=0.0, snout=0.0).at_goal


def test_a_network_that_is_nearly_right_hands_out_a_ninth_of_the_gradient():
    cat, dog = net.compute(1.0, 2.0, "cat"), net.compute(1.0, 2.0, "dog")
    assert np.abs(cat.dW1).max() / np.abs(dog.dW1).max() == pytest.approx(9, abs=0.1)


def test_each_line_of_the_gradient_map_has_the_look_and_the_number_of_its_weight():
    explorer = widgets.gradient_map()
    (ax,), passes = explorer._screen._figure.axes, explorer.data
    lines = {tuple(map(tuple, line.get_xydata())): line.get_linestyle() for line in ax.lines}
    for column, dW in enumerate((passes.dW1, passes.dW2)):
        for (i, j), slope in np.ndenumerate(dW):
            start = np.array((net.COLUMNS[column], net.ROWS[i]))
            end = np.array((net.COLUMNS[column + 1], net.ROWS[j]))
            look = "-" if slope > 0 else "--" if slope < 0 else ":"
            assert lines[tuple(start), tuple(end)] == look
            (number,) = [
                text.get_text()
                for text in ax.texts
                for share in (0.3, 0.35)
                if np.allclose(text.get_position(), start + share * (end - start))
            ]
            assert number == f"{round(slope, 2) + 0.0:.2f}".replace("-", "−")


@pytest.mark.parametrize("truth", net.OUTPUTS)
def test_the_gradient_map_marks_the_truth(truth):
    (ax,) = widgets.gradient_map().set(truth=truth)._screen._figure.axes
    marked = [text.get_text() for text in ax.texts if "(the truth)" in text.get_text()]
    assert [text.split(" (")[0] for text in marked] == [truth]
