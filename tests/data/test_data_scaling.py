"""Scalers measure the training set alone, and can be undone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coursekit.data import MinMaxScaler, StandardScaler, houses, penguins

SCALERS = [StandardScaler, MinMaxScaler]
TABLES = arrays(
    float, st.tuples(st.integers(1, 8), st.integers(1, 4)), elements=st.integers(-99, 99)
)


@given(x=TABLES)
def test_standardized_columns_have_mean_0_and_std_1_or_are_constant(x):
    z = StandardScaler().fit(x).transform(x)
    varied = x.min(axis=0) < x.max(axis=0)
    # Rounding: 8 numbers below 100 in float64.
    assert np.allclose(z.mean(axis=0), 0, atol=1e-12)
    assert np.allclose(z.std(axis=0), varied, atol=1e-12)


@given(x=TABLES)
def test_min_max_scaled_columns_reach_from_0_to_1_or_are_0(x):
    z = MinMaxScaler().fit(x).transform(x)
    varied = x.min(axis=0) < x.max(axis=0)
    assert np.array_equal(z.min(axis=0), np.zeros(x.shape[1]))
    assert np.array_equal(z.max(axis=0), varied.astype(float))


@pytest.mark.parametrize("scaler", SCALERS)
@given(x=TABLES)
def test_inverse_undoes_transform(scaler, x):
    fitted = scaler().fit(x)
    assert np.allclose(fitted.inverse_transform(fitted.transform(x)), x, rtol=0, atol=1e-12)


@pytest.mark.parametrize("scaler", SCALERS)
def test_a_constant_column_becomes_0_even_where_its_computed_std_is_not(scaler):
    x = np.full((7, 1), 0.1)
    assert x.std() > 0, "rounding: this is why the test for a constant column is exact"
    assert abs(scaler().fit(x).transform(x)).max() < 1e-15


@pytest.mark.parametrize("scaler", SCALERS)
def test_the_ruler_comes_from_the_training_set(scaler):
    train, _, test = houses().split(np.random.default_rng(0))
    fitted = scaler().fit(train.x)
    before = fitted.transform(train.x)
    wild = fitted.transform(test.x * 1000)
    assert np.array_equal(fitted.transform(train.x), before)
    assert wild.max() > 100


@pytest.mark.parametrize("scaler", SCALERS)
def test_the_rows_are_left_as_they_were(scaler):
    x = np.array([[1.0], [3.0]])
    scaler().fit(x).transform(x)
    assert x.tolist() == [[1], [3]]


@pytest.mark.parametrize("scaler", SCALERS)
def test_misuse_is_explained(scaler):
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    with pytest.raises(ValueError, match=r"nothing was measured yet.*fit\(train.x\) first"):
        scaler().transform(x)
    with pytest.raises(ValueError, match=r"inverse_transform: nothing was measured"):
        scaler().inverse_transform(x)
    with pytest.raises(ValueError, match="x has 1 columns, expected 2 as in fit"):
        scaler().fit(x).transform(x[:, :1])
    with pytest.raises(ValueError, match=r"fit: x holds 8 values that are NaN.*row 3"):
        scaler().fit(penguins().x)
    with pytest.raises(ValueError, match="transform: x holds 1 values that are NaN"):
        scaler().fit(x).transform(np.array([[np.nan, 1.0]]))
    with pytest.raises(ValueError, match=r"expected \(N, D\)"):
        scaler().fit(x[0])
    with pytest.raises(TypeError, match="expected a NumPy array"):
        scaler().fit([[1.0]])


@pytest.mark.parametrize("scaler", SCALERS)
@pytest.mark.parametrize("kind", ["u1", "i1", "u2", "i2", "i4", "u8", "?", "f2", "f4"])
def test_a_narrow_type_is_scaled_as_its_numbers_are(scaler, kind):
    top = 1 if kind == "?" else np.iinfo(kind).max if kind[0] in "iu" else np.finfo(kind).max
    low = np.iinfo(kind).min if kind[0] == "i" else 0
    x = np.array([[low, 0], [top, 1], [0, 1]], dtype=kind)
    narrow, wide = scaler().fit(x[:2]), scaler().fit(x[:2].astype(float))
    assert np.array_equal(narrow.scale, wide.scale)
    assert narrow.transform(x).dtype == float
    assert np.array_equal(narrow.transform(x), wide.transform(x.astype(float)))
    back = narrow.inverse_transform(np.ones((1, 2), kind))
    assert np.array_equal(back, wide.inverse_transform(np.ones((1, 2))))


def test_the_scale_of_a_wide_int8_column_is_its_whole_reach():
    x = np.array([[-100, 0], [100, 50]], dtype=np.int8)
    scaler = MinMaxScaler().fit(x)
    assert scaler.scale.tolist() == [200, 50]
    assert scaler.transform(x).tolist() == [[0, 0], [1, 1]]


@pytest.mark.parametrize(
    ("scaler", "low", "high"),
    [(StandardScaler, -1e200, 1e200), (StandardScaler, 0, 1e-200), (MinMaxScaler, -1e308, 1e308)],
)
def test_numbers_beyond_float64_are_named_and_measured_by_nobody(scaler, low, high):
    fitted = scaler()
    with pytest.raises(ValueError, match=r"column 1 of x reaches from .* change the column's unit"):
        fitted.fit(np.array([[1.0, low], [2.0, high]]))
    assert fitted.center is None
    narrow = scaler().fit(np.array([[0.0], [1e-9]]))
    with pytest.raises(ValueError, match="row 1 becomes larger than any number"):
        narrow.transform(np.array([[0.0], [1e305]]))
