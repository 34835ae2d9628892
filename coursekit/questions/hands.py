"""The hands of a room, counted before and after talking, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

SPLIT = (0.3, 0.7)
"""Between these shares of right votes talking helps most."""


def percent(part: int, whole: int) -> str:
    """A share as people say it."""
    return f"{part / whole:.0%}"


def counted(hands: Sequence[int]) -> str:
    """How many hands each option has, in words."""
    whole = sum(hands)
    each = (f"{a} {n} ({percent(n, whole)})" for a, n in zip(ascii_lowercase, hands, strict=False))
    return f"{whole} hands, {', '.join(each)}"


def next_move(first: Sequence[int], second: Sequence[int], right: int) -> str:
    """What to do now, for an instructor whose screen everybody sees.

    Parameters
    ----------
    first, second : sequence of int
        Hands for each option, before and after talking; all zeros where not yet counted.
    right : int
        The right option.

    Returns
    -------
    str
        The counts and one instruction.

    Notes
    -----
    From 30% to 70% right: talk and vote again. Otherwise the deciding cell comes at once; whether
    most or few are right is not told here, or the screen would give the answer away.

    References
    ----------
    Crouch and Mazur (2001), Peer Instruction: Ten years of experience and results, Am. J. Phys. 69.

    Examples
    --------
    >>> next_move([5, 5], [0, 0], right=1)
    'First vote: 10 hands, a 5 (50%), b 5 (50%). Let them talk for two minutes, then vote again.'
    """
    if not sum(first):
        return "Ask for hands, option by option, and count the first vote in the left column."
    said = f"First vote: {counted(first)}."
    if sum(second):
        return f"{said} After talking: {counted(second)}. Now run the deciding cell."
    if _split(first, right):
        return f"{said} Let them talk for two minutes, then vote again."
    return f"{said} Talking would change little: run the deciding cell now, together."


def outcome(first: Sequence[int], second: Sequence[int], right: int) -> str:
    """How the room voted, once the answer is known; empty if nobody was counted."""
    if not sum(first):
        return ""
    last = second if sum(second) else first
    after = f", after talking {_right_of(second, right)}" if sum(second) else ""
    said = f"In the room {_right_of(first, right)} were right{after}."
    if _split(last, right):
        return f"{said} Let somebody who changed sides say why."
    most = last[right] > SPLIT[1] * sum(last)
    return f"{said} {'Explain it briefly.' if most else 'Go through the cell once more, together.'}"


def _right_of(hands: Sequence[int], right: int) -> str:
    return f"{hands[right]} of {sum(hands)} hands ({percent(hands[right], sum(hands))})"


def _split(hands: Sequence[int], right: int) -> bool:
    return SPLIT[0] <= hands[right] / sum(hands) <= SPLIT[1]
