"""Scalers measure the training set alone, and can be undone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from coursekit.data import MinMaxScaler, Standardizer, houses, penguins

SCALERS = [Standardizer, MinMaxScaler]
TABLES = arrays(
    float, st.tuples(st.integers(1, 8), st.integers(1, 4)), elements=st.integers(-99, 99)
)


@given(x=TABLES)
def test_standardized_columns_have_mean_0_and_std_1_or_are_constant(x):
    z = Standardizer().fit(x).transform(x)
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
    assert np.allclose(fitted.inverse(fitted.transform(x)), x, rtol=0, atol=1e-12)


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
    with pytest.raises(ValueError, match=r"inverse: nothing was measured"):
        scaler().inverse(x)
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
