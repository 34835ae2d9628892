"""Short messages, wanted and unwanted, put together from phrases of our own."""

from __future__ import annotations

import numpy as np

from coursekit._typing import Array
from coursekit.data.sets.generators import balanced_labels

WANTED = (
    "Hi {name}, shall we meet at the {place} at {hour} o'clock?",
    "{name}, I've left your {thing} at the {place}.",
    "Don't forget the {thing} for tomorrow. See you at {hour}, {name}.",
    "Thank you for the {thing}! The children & I loved it. {name}",
    "The train is late again, I'll be at the {place} at {hour}.",
    "Could you bring a {thing} to the {place}, please? {name} can't.",
    "Practice at the {place} starts at {hour} today, {name}.",
    "{name} says the {thing} cost £{hour} at the {place}.",
)
UNWANTED = (
    "CONGRATULATIONS {name}! You've won a {thing} worth £{hour}00. Reply NOW!",
    "Your {thing} is waiting, {name}. Pay only £{hour} & it's yours!",
    "FINAL NOTICE: claim your free {thing} before {hour} o'clock!!!",
    "{name}, earn £{hour}000 a week from home. It's <easy>. Answer YES.",
    "Cheap {thing}s! Cheap {thing}s! £{hour} each, today only!",
    "Dear {name}, your account at the {place} is locked. Send us your password.",
    "A secret friend at the {place} likes you, {name}. Call us for £{hour}.",
    "You're our visitor number {hour}0000! Choose your prize: a {thing} or £{hour}00.",
)
WORDS = {
    "name": ("Ana", "Ben", "Chloé", "Dev", "Zoë", "Femi", "Grace", "Hugo", "Inés", "Jürgen"),
    "place": ("café", "library", "pool", "station", "bank", "museum", "bakery", "garden"),
    "thing": ("book", "phone", "raincoat", "watch", "crème brûlée", "bicycle", "ticket", "lamp"),
    "hour": ("2", "3", "4", "5", "6", "7", "8", "9"),
}


def messages(n: int, rng: np.random.Generator) -> tuple[list[str], Array]:
    """Write n short messages, half of them wanted and half unwanted, shuffled.

    Parameters
    ----------
    n : int
        How many, at least 2.
    rng : numpy.random.Generator
        Chooses the phrases and the words in them.

    Returns
    -------
    texts : list of str
        The messages; some hold signs beyond ASCII, such as £ and é. A text may come twice.
    y : ndarray of shape (n,)
        0 for a wanted message, 1 for an unwanted one.

    Raises
    ------
    TypeError, ValueError
        If `n` is not a whole number of at least 2, or `rng` is not a generator.

    Examples
    --------
    >>> texts, y = messages(200, np.random.default_rng(0))
    >>> len(texts), y.sum()
    (200, np.int64(100))
    """
    y = balanced_labels("messages", n, 2, rng)
    return [_fill(str(rng.choice(UNWANTED if label else WANTED)), rng) for label in y], y


def _fill(phrase: str, rng: np.random.Generator) -> str:
    """The phrase with a word in each of its gaps."""
    return phrase.format(**{gap: str(rng.choice(words)) for gap, words in WORDS.items()})
