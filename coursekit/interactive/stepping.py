"""Back, play or pause, and next, over a slider that counts steps."""

from __future__ import annotations

import asyncio
from typing import Any

import ipywidgets


def stepping(step: Any, seconds: float = 1.5) -> ipywidgets.HBox:
    """Buttons that move a slider by one step, or on and on.

    Parameters
    ----------
    step : ipywidgets.IntSlider
        What they move. It still moves by mouse and by arrow keys, in between as well.
    seconds : float
        Pause between two steps while it plays.

    Returns
    -------
    ipywidgets.HBox
        The buttons Back, Play (which is Pause while it plays) and Next.

    Raises
    ------
    RuntimeError
        If Play is pressed where no event loop runs; in a notebook one always does.

    Notes
    -----
    Play starts again from the first step when the last one is reached.

    Examples
    --------
    >>> from coursekit.widgets import slider
    >>> step = slider("step", 0, 5, value=0)
    >>> back, play, forward = stepping(step).children
    >>> forward.click(), step.value
    (None, 1)
    """
    width = {"width": "7em"}
    back = ipywidgets.Button(description="Back", icon="step-backward", layout=width)
    play = ipywidgets.ToggleButton(description="Play", icon="play", layout=width)
    forward = ipywidgets.Button(description="Next", icon="step-forward", layout=width)
    tasks: list[asyncio.Task[None]] = []

    def move(by: int) -> None:
        step.value = min(max(step.value + by, step.min), step.max)

    async def run() -> None:
        while play.value and step.value < step.max:
            move(1)
            await asyncio.sleep(seconds)
        play.value = False

    def toggled(change: Any) -> None:
        play.description, play.icon = ("Pause", "pause") if change["new"] else ("Play", "play")
        for task in tasks:
            task.cancel()
        tasks.clear()
        if change["new"]:
            step.value = step.min if step.value == step.max else step.value
            tasks.append(asyncio.get_running_loop().create_task(run()))

    back.on_click(lambda button: move(-1))
    forward.on_click(lambda button: move(1))
    play.observe(toggled, names="value")
    return ipywidgets.HBox([back, play, forward])
