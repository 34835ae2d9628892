"""A Dataset refuses what does not fit together, and splits without overlap."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.data import Dataset, houses, penguins, split_groups, split_indices

X = np.arange(12.0).reshape(6, 2)
Y = np.array([0, 1, 0, 1, 0, 1])


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def test_a_dataset_knows_its_numbers():
    pets = Dataset(X, Y, "pets", class_names=("cat", "dog", "bird"))
    assert (len(pets), pets.D, pets.K) == (6, 2, 3)
    assert Dataset(X, Y, "pets").K == 2
    assert Dataset(X, X[:, :1], "prices").K == 0


def test_images_are_the_rows_in_two_dimensions():
    pictures = Dataset(np.arange(24.0).reshape(2, 12), np.array([0, 1]), "p", image_shape=(3, 4))
    assert pictures.images.shape == (2, 3, 4)
    assert pictures.images[1, 2, 3] == 23
    color = Dataset(np.zeros((2, 12)), np.array([0, 1]), "p", image_shape=(2, 2, 3))
    assert color.images.shape == (2, 2, 2, 3)


def test_gaps_are_allowed_and_counted():
    x = X.copy()
    x[1, 1] = np.nan
    assert "missing values: 1" in repr(Dataset(x, Y, "pets"))
    assert "missing values" not in repr(Dataset(X, Y, "pets"))
    assert "missing values: 2" in repr(Dataset(np.full((2, 1), np.nan), np.array([0, 1]), "gaps"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"x": X.tolist()}, "a list, expected a NumPy array"),
        ({"x": X.astype(str)}, "expected numbers"),
        ({"x": X[:, 0]}, r"shape \(6,\), expected \(N, D\)"),
        ({"x": X[:0], "y": Y[:0]}, "no example"),
        ({"x": np.where(X == 5, np.inf, X)}, "infinity in row 2"),
        ({"y": Y[:4]}, "x has 6 rows and y has 4"),
        ({"y": Y.astype(float)}, r"y.astype\(int\) for labels"),
        ({"y": Y - 1}, "label -1"),
        ({"y": Y + 1, "class_names": ("cat", "dog")}, "label 2, expected 0 to 1"),
        ({"y": np.full((6, 1), np.nan)}, "y holds 6 values that are NaN"),
        ({"feature_names": ("a",)}, "feature_names has 1 entries, expected 2"),
        ({"units": ("m", "m", "m")}, "units has 3 entries, expected 2"),
        ({"image_shape": (2, 2)}, r"image_shape is \(2, 2\).*product is 2"),
        ({"image_shape": (2,)}, "image_shape"),
        ({"groups": np.arange(5)}, "groups has 5"),
        ({"table": {"kg": np.arange(3)}}, "the table's column 'kg' has 3"),
        ({"table": {"kg": np.arange(6), "age": np.arange(5)}}, "'kg' has 6, 'age' has 5 rows"),
        ({"table": {"kg": [1, 2]}}, r"table\['kg'\] is a list, expected a NumPy array"),
        ({"x": None}, "x is None, expected a NumPy array"),
        ({"y": None}, "y is None"),
        ({"y": np.array(["cat", "dog"] * 3)}, r"y holds text.*data.from_arrays\(x, y\) numbers"),
        ({"y": np.array([0, 1, 0, 1, 0, 10**12])}, "label 1000000000000.*return_inverse"),
        ({"class_names": "ab"}, "class_names is the text 'ab', expected a list of texts"),
        ({"feature_names": ("a", "a")}, "feature_names holds 'a' twice"),
        ({"name": 7}, r"name is an int \(7\), expected a text"),
        ({"image_shape": (-1, -2)}, r"image_shape is \(-1, -2\)"),
        ({"image_shape": (1.0, 2.0)}, r"image_shape is \(1.0, 2.0\)"),
        ({"image_shape": 2}, r"image_shape is an int \(2\)"),
        ({"groups": np.array([1, 1, np.nan, 2, 2, np.nan])}, "empty in 2 rows, the first is row 2"),
        ({"groups": np.array(["a", 1, "a", 1, "b", 2], object)}, "groups holds the text 'a'"),
        ({"y": X, "class_names": ("cat", "dog")}, "class_names is given, but y has shape"),
    ],
)
def test_parts_that_do_not_fit_are_named(changes, words):
    with pytest.raises((TypeError, ValueError), match=words):
        Dataset(**({"x": X, "y": Y, "name": "pets"} | changes))


@pytest.mark.parametrize("kind", ["u1", "i1", "u8", "i4"])
def test_labels_of_any_whole_type_do_not_wrap(kind):
    pets = Dataset(X, Y.astype(kind), "pets")
    assert (pets.y - 1).tolist() == [-1, 0, -1, 0, -1, 0]
    assert "3 0, 3 1" in repr(pets)


def test_the_text_of_many_classes_is_cut():
    many = Dataset(np.zeros((50, 1)), np.arange(50), "many")
    assert "1 19 and 30 more" in repr(many)
    assert "1 20" not in repr(many)


def test_a_class_without_an_example_is_counted_too():
    assert "3 cat, 3 dog, 0 bird" in repr(Dataset(X, Y, "p", class_names=("cat", "dog", "bird")))


def test_a_set_without_pictures_says_so():
    with pytest.raises(ValueError, match="'pets' holds no pictures"):
        _ = Dataset(X, Y, "pets").images


def test_subset_keeps_every_part_of_a_row_together():
    pets = Dataset(X, Y, "pets", groups=np.arange(6) * 10, table={"id": np.arange(6)})
    for index in ([4, 1], np.array([4, 1])):
        two = pets.subset(index)
        assert two.x.tolist() == [[8, 9], [2, 3]]
        assert two.y.tolist() == [0, 1]
        assert two.groups.tolist() == [40, 10]
        assert two.table["id"].tolist() == [4, 1]
    assert pets.subset(Y == 1).table["id"].tolist() == [1, 3, 5]
    assert pets.subset(slice(1, 3)).table["id"].tolist() == [1, 2]


def test_a_subset_is_a_copy():
    pets = Dataset(X.copy(), Y, "pets")
    pets.subset(slice(0, 2)).x[:] = 99
    assert pets.x.max() == 11


@pytest.mark.parametrize(
    ("index", "words"),
    [
        ([], "chooses no row"),
        (np.zeros(6, bool), "chooses no row"),
        ([6], "from row 6 to 6, expected 0 to 5"),
        ([True, False], r"mask of shape \(2,\), expected \(6,\)"),
        ([0.5], "whole row numbers"),
        ("first", "whole row numbers"),
        ([[0, 1], [2]], "index is a list that chooses nothing"),
        (slice(0.5), "index is a slice that chooses nothing"),
    ],
)
def test_a_wrong_index_is_explained(index, words):
    with pytest.raises((IndexError, ValueError), match=words):
        Dataset(X, Y, "pets").subset(index)


@given(n=st.integers(7, 300), seed=st.integers(0, 9))
def test_splits_never_share_a_row(n, seed):
    whole = Dataset(np.arange(n)[:, None], np.zeros(n, int), "rows")
    parts = whole.split(np.random.default_rng(seed))
    assert sorted(np.concatenate([part.x[:, 0] for part in parts]).tolist()) == list(range(n))
    assert [len(parts.val), len(parts.test)] == [round(0.15 * n)] * 2


def test_splits_are_shuffled_named_and_repeatable():
    whole = Dataset(np.arange(100)[:, None], np.zeros(100, int), "rows")
    train, val, test = whole.split(rng(), val=0.2, test=0.1)
    assert [part.name for part in (train, val, test)] == [
        "rows (train)",
        "rows (val)",
        "rows (test)",
    ]
    assert train.x[:, 0].tolist() != sorted(train.x[:, 0].tolist())
    assert np.array_equal(train.x, whole.split(rng(), val=0.2, test=0.1).train.x)
    assert not np.array_equal(train.x, whole.split(np.random.default_rng(1), 0.2, 0.1).train.x)


def test_by_group_keeps_sales_of_one_house_together():
    train, val, test = houses().split(rng(), by_group=True)
    ids = [set(part.groups.tolist()) for part in (train, val, test)]
    assert sum(map(len, ids)) == len(set.union(*ids)) == 3894
    assert len(train) + len(val) + len(test) == 4000
    # No house has more than 3 sales, so each border is at most 2 rows from the asked share.
    assert abs(len(val) - 600) <= 2
    assert abs(len(test) - 600) <= 4


def test_a_plain_split_tears_houses_apart():
    train, _, test = houses().split(rng())
    assert set(train.groups.tolist()) & set(test.groups.tolist())


@given(
    sizes=st.lists(st.integers(1, 5), min_size=12, max_size=40),
    seed=st.integers(0, 9),
)
def test_groups_are_dealt_whole(sizes, seed):
    groups = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(sizes)), sizes))
    parts = split_groups(groups, np.random.default_rng(seed), val=0.3, test=0.3)
    assert sorted(np.concatenate(parts).tolist()) == list(range(len(groups)))
    assert sum(len(np.unique(groups[rows])) for rows in parts) == len(sizes)


@pytest.mark.parametrize(
    ("val", "test"), [(0.0, 0.2), (0.2, 0.0), (0.5, 0.5), (0.9, 0.2), (-0.1, 0.2), (0.001, 0.2)]
)
def test_shares_that_leave_a_set_empty_are_refused(val, test):
    with pytest.raises(ValueError, match="leave a set empty"):
        split_indices(20, rng(), val, test)
    with pytest.raises(ValueError, match="leave a set empty"):
        split_indices(5, rng(), val, test)  # round(2.5) twice would leave one row
    with pytest.raises(ValueError, match="leave a set empty"):
        split_groups(np.arange(20), rng(), val, test)


@pytest.mark.parametrize("share", ["20%", None, True, [0.2], 1j])
def test_a_share_that_is_no_number_is_explained(share):
    for change in ({"val": share}, {"test": share}):
        with pytest.raises(TypeError, match=r"split: (val|test) is .*, expected a share"):
            Dataset(X, Y, "pets").split(rng(), **change)


def test_a_share_of_20_or_nan_is_explained():
    for share in (20, np.nan, np.inf, 10**400):
        with pytest.raises(ValueError, match=r"leave a set empty\. Expected shares above 0"):
            Dataset(X, Y, "pets").split(rng(), val=share)


def test_by_group_is_true_or_false():
    with pytest.raises(TypeError, match="by_group is the text 'no', expected True or False"):
        Dataset(X, Y, "pets").split(rng(), by_group="no")


def test_splitting_needs_a_generator_and_groups():
    with pytest.raises(TypeError, match="default_rng"):
        Dataset(X, Y, "pets").split(0)
    with pytest.raises(ValueError, match="'pets' has no groups"):
        Dataset(X, Y, "pets").split(rng(), by_group=True)


def test_the_split_is_the_one_of_the_lesson():
    order = rng().permutation(20)
    train, val, test = split_indices(20, rng())
    assert np.array_equal(val, order[:3])
    assert np.array_equal(test, order[3:6])
    assert np.array_equal(train, order[6:])


def test_the_text_of_a_dataset_can_be_read_aloud():
    assert "152 Adelie, 68 Chinstrap, 124 Gentoo" in repr(penguins())
    assert "price (US dollars) from 152,000 to 5,220,000" in repr(houses())
