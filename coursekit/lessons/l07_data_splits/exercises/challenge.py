"""Lesson 07, the challenge: every row gets its turn in validation."""

from __future__ import annotations

from typing import Any

import numpy as np

from coursekit.exercises.exercise import Answer, Broken, Exercise, Misconception, Property


def folds(n: int, k: int, rng: np.random.Generator) -> Any:
    """Cut a shuffled list into k pieces; each is validation once, and the others training."""
    pieces = np.array_split(rng.permutation(n), k)
    return [
        (np.concatenate([p for j, p in enumerate(pieces) if j != i]), pieces[i]) for i in range(k)
    ]


def _folds(n: int, k: int, rng: Any, cut: Any = np.array_split, order: Any = None) -> Any:
    """The right answer, unless the order or the cut is another."""
    rows = rng.permutation(n) if order is None else order(rng, n)
    pieces = cut(rows, k)
    return [(np.setdiff1d(rows, piece), piece) for piece in pieces]


def _drops_the_rest(rows: Any, k: int) -> Any:
    return np.split(rows[: len(rows) // k * k], k)


def _rest_in_the_last(rows: Any, k: int) -> Any:
    size = len(rows) // k
    return [rows[i * size : (i + 1) * size if i < k - 1 else len(rows)] for i in range(k)]


def _rounded_up(rows: Any, k: int) -> Any:
    return np.split(rows, [min(i * -(-len(rows) // k), len(rows)) for i in range(1, k)])


def _pieces_apart(n: int, k: int, rng: Any) -> Any:
    pieces = np.array_split(rng.permutation(n), k)
    return [(pieces[:i] + pieces[i + 1 :], pieces[i]) for i in range(k)]


def _numbers_for_places(n: int, k: int, rng: Any) -> Any:
    rows = rng.permutation(n)
    return [(np.delete(rows, piece), piece) for piece in np.array_split(rows, k)]


def _drawn_again(n: int, k: int, rng: Any) -> Any:
    pairs = []
    for _ in range(k):
        rows = rng.permutation(n)
        pairs.append((rows[n // k :], rows[: n // k]))
    return pairs


def _swapped(n: int, k: int, rng: Any) -> Any:
    return [(val, train) for train, val in _folds(n, k, rng)]


def _trains_on_all(n: int, k: int, rng: Any) -> Any:
    rows = rng.permutation(n)
    return [(rows, piece) for piece in np.array_split(rows, k)]


def _neighbor_only(n: int, k: int, rng: Any) -> Any:
    pieces = np.array_split(rng.permutation(n), k)
    return [(pieces[i - 1], pieces[i]) for i in range(k)]


def _every_kth(n: int, k: int, rng: Any) -> Any:
    rows = rng.permutation(n).tolist()
    return [
        (np.array([r for j, r in enumerate(rows) if j % k != i]), np.array(rows[i::k]))
        for i in range(k)
    ]


def _labeled(n: int, k: int, rng: Any) -> Any:
    turn = rng.permutation(np.arange(n) * k // n)
    return [(np.flatnonzero(turn != i), np.flatnonzero(turn == i)) for i in range(k)]


def in_order(pile: Any) -> Any:
    """A set's row numbers from the smallest to the largest; what is no set stays as it is."""
    if isinstance(pile, list) and all(isinstance(row, int | np.integer) for row in pile):
        pile = np.array(pile, int)
    numbers = isinstance(pile, np.ndarray) and pile.ndim == 1 and pile.dtype != bool
    return np.sort(pile) if numbers else pile


def _in_rounds(answer: Answer, n: int, k: int, rng: Any) -> Any:
    """The pairs with their rows in order, the largest val folds first: no order is asked for."""
    pairs = answer(n, k, rng)
    try:
        rounds = [(in_order(train), in_order(val)) for train, val in pairs]
        return sorted(rounds, key=lambda pair: -len(pair[1]))
    except (TypeError, ValueError):  # no pairs of piles
        return pairs


def _of(answer: Answer, n: int = 43, k: int = 5, seed: int = 1) -> Any:
    return answer(n, k, np.random.default_rng(seed))


def _apart(answer: Answer) -> bool:
    return all(not set(map(int, train)) & set(map(int, val)) for train, val in _of(answer))


def _whole(answer: Answer) -> bool:
    return all(
        sorted({*map(int, train), *map(int, val)}) == list(range(43)) for train, val in _of(answer)
    )


def _turns(answer: Answer) -> bool:
    seen = [int(row) for _, val in _of(answer) for row in val]
    return sorted(seen) == list(range(43))


def _even(answer: Answer) -> Any:
    sizes = [len(val) for _, val in _of(answer)]
    return max(sizes) - min(sizes) <= 1 or Broken(sizes, [9, 9, 9, 8, 8], n=43, k=5)


def _mixed(answer: Answer) -> bool:
    """Of 299 pairs of neighbors about a third share a fold; the standard deviation is below 10."""
    neighbors = [int(np.sum(np.diff(np.sort(val)) == 1)) for _, val in _of(answer, 300, 3)]
    return 40 < sum(neighbors) < 160


def _by_chance(answer: Answer) -> bool:
    one, two = (_of(answer, 60, 3, seed)[0][1] for seed in (1, 2))
    return sorted(map(int, one)) != sorted(map(int, two))


FOLDS = Exercise(
    signature="folds(n, k, rng)",
    task="Shuffle the rows 0 to n - 1 with rng and return a list of k pairs (train, val) of row "
    "numbers: each row is in val exactly once, the sizes of the val folds differ by at most 1, and "
    "train is always all the rest.",
    reference=folds,
    probes=(
        (4, 2, np.random.default_rng(0)),
        (8, 3, np.random.default_rng(3)),
        (9, 4, np.random.default_rng(4)),
        (3, 3, np.random.default_rng(5)),
        (12, 3, np.random.default_rng(1)),
        (20, 5, np.random.default_rng(2)),
    ),
    compare=False,
    trial=_in_rounds,
    misconceptions=(
        Misconception(
            "not_shuffled",
            "Nobody sorted the file, so it is mixed.",
            "Your folds hold neighbors of the file. What if it is sorted by price?",
            lambda n, k, rng: _folds(n, k, rng, order=lambda rng, n: np.arange(n)),
        ),
        Misconception(
            "own_seed",
            "A seed inside the function makes things repeatable.",
            "Two generators, the same folds. You were given a source of chance.",
            lambda n, k, rng: _folds(n, k, np.random.default_rng(0)),
        ),
        Misconception(
            "drops_the_rest",
            "What does not fill a fold is left out.",
            "n does not divide by k here, and some rows have no turn in yours. In which fold "
            "could they go?",
            lambda n, k, rng: _folds(n, k, rng, cut=_drops_the_rest),
        ),
        Misconception(
            "rest_in_the_last",
            "The last fold takes what is left.",
            "Your last fold takes all that is left over. How can the rest be shared out, so that "
            "the sizes differ by at most 1?",
            lambda n, k, rng: _folds(n, k, rng, cut=_rest_in_the_last),
        ),
        Misconception(
            "rounds_up",
            "n over k, rounded up, is the size of every fold.",
            "You round the size up, and the last fold pays for all the others. How can what is "
            "missing be shared, so that the sizes differ by at most 1?",
            lambda n, k, rng: _folds(n, k, rng, cut=_rounded_up),
        ),
        Misconception(
            "pieces_apart",
            "A list of folds is a training set.",
            "Your train is a list of folds. Asked for is one array of row numbers.",
            _pieces_apart,
        ),
        Misconception(
            "numbers_for_places",
            "A row number says where the row stands.",
            "A row number is not a place in your shuffled array: what you delete there are other "
            "rows than those of val.",
            _numbers_for_places,
        ),
        Misconception(
            "drawn_again",
            "Each fold is a fresh draw.",
            "Some rows are in two of your validation folds, and some in none. One shuffle, or k?",
            _drawn_again,
        ),
        Misconception(
            "trains_on_all",
            "More training data is always better.",
            "Your network has seen every row of its validation set.",
            _trains_on_all,
        ),
        Misconception(
            "one_pile_to_learn_from",
            "One fold to learn from, one to be asked about.",
            "With k = 5 your network learns from a fifth of the rows. What are the others doing?",
            _neighbor_only,
        ),
        Misconception(
            "swapped",
            "The small set is the one to learn from.",
            "You train on a k-th and ask about the rest. Which set comes first in a pair?",
            _swapped,
        ),
    ),
    alternates=(_folds, _every_kth, _labeled),
    hints=(
        "Cards are dealt out to k players. In round i, player i is asked and the others learn.",
        "Shuffle once. Deal the rows into k folds. Then make the k pairs out of these folds.",
        "NumPy's array_split cuts into k nearly equal pieces. For each place i: that piece is val, "
        "and the concatenation of all other pieces is train.",
    ),
    properties=(
        Property(
            "no row is learned and asked in the same round",
            _apart,
            "In one of your pairs a row is in both sets.",
        ),
        Property(
            "in each round every row is in one of the two sets",
            _whole,
            "In one of your pairs a row is in neither set.",
        ),
        Property(
            "each row is asked exactly once",
            _turns,
            "Put all val folds together: every row should be there once.",
        ),
        Property(
            "the folds are even",
            _even,
            "Here are the sizes of your val folds. Can they be more even?",
        ),
        Property("the rows are mixed", _mixed, "Your folds follow the file. Where do you shuffle?"),
        Property(
            "another generator, other folds",
            _by_chance,
            "Two generators with other seeds give the same folds.",
        ),
    ),
)

EXERCISES = (FOLDS,)
