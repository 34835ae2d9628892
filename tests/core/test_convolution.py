"""Image layers: against four plain loops, central differences, and their own adjoint."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referees import LIMIT, distinct, layer_errors, quick, seeds

from coursekit import AvgPool2D, Conv2D, Flatten, Linear, MaxPool2D, Sequential

few = st.integers(1, 3)


def convolution_by_loops(x, W, b, padding):
    """The equation of the docstring, one number at a time."""
    N, C, H, width = x.shape
    n_out, _, k, _ = W.shape
    padded = np.zeros((N, C, H + 2 * padding, width + 2 * padding))
    padded[:, :, padding : padding + H, padding : padding + width] = x
    out = np.zeros((N, n_out, H + 2 * padding - k + 1, width + 2 * padding - k + 1))
    for n, o, i, j in np.ndindex(out.shape):
        out[n, o, i, j] = b[o] + (padded[n, :, i : i + k, j : j + k] * W[o]).sum()
    return out


@st.composite
def convolutions(draw):
    """A layer with random sizes (also even kernels, padding up to the kernel) and its input."""
    rng = np.random.default_rng(draw(seeds))
    size, padding = draw(few), draw(st.integers(0, 3))
    layer = Conv2D(draw(few), draw(few), size, rng, padding=padding)
    layer.b[...] = rng.normal(size=layer.b.shape)
    smallest = max(size - 2 * padding, 1)
    H, width = smallest + draw(st.integers(0, 3)), smallest + draw(st.integers(0, 3))
    return layer, rng.normal(size=(draw(few), layer.W.shape[1], H, width)), rng


@quick
@given(convolutions())
def test_convolution_is_its_equation_in_four_loops(case):
    layer, x, _ = case
    by_hand = convolution_by_loops(x, layer.W, layer.b, layer.padding)
    np.testing.assert_allclose(layer.forward(x), by_hand, rtol=0, atol=1e-13)


@quick
@given(convolutions())
def test_convolution_backward_matches_central_differences(case):
    errors = layer_errors(*case)
    assert set(errors) == {"x", "W", "b"}
    assert max(errors.values()) < LIMIT


@quick
@given(convolutions())
def test_backward_is_the_adjoint_of_forward(case):
    """⟨conv(x), u⟩ = ⟨x, convᵀ(u)⟩ for a convolution without bias, exactly."""
    layer, x, rng = case
    layer.b[...] = 0
    out = layer.forward(x)
    u = rng.normal(size=out.shape)
    left, right = (out * u).sum(), (x * layer.backward(u)).sum()
    assert left == pytest.approx(right, rel=1e-10, abs=1e-10)


def test_a_kernel_with_a_single_one_moves_the_picture_and_is_not_flipped():
    conv, x = Conv2D(1, 1, 3, np.random.default_rng(0)), np.arange(25.0).reshape(1, 1, 5, 5)
    conv.W[...] = 0
    conv.W[0, 0, 0, 2] = 1
    assert (conv.forward(x)[0, 0] == x[0, 0, 0:3, 2:5]).all()


def test_a_one_by_one_kernel_is_linear_at_every_pixel():
    rng = np.random.default_rng(0)
    conv, linear = Conv2D(3, 2, 1, rng), Linear(3, 2, rng)
    linear.W[...] = conv.W[:, :, 0, 0].T
    x = rng.normal(size=(4, 3, 5, 6))
    pixels = linear.forward(x.transpose(0, 2, 3, 1).reshape(-1, 3)).reshape(4, 5, 6, 2)
    np.testing.assert_allclose(conv.forward(x), pixels.transpose(0, 3, 1, 2), atol=1e-14)


def test_a_shifted_picture_gives_a_shifted_answer():
    rng = np.random.default_rng(0)
    conv, x = Conv2D(1, 2, 3, rng), np.zeros((1, 1, 9, 9))
    x[0, 0, 3:5, 3:6] = rng.normal(size=(2, 3))
    moved = np.roll(x, 1, axis=3)
    np.testing.assert_allclose(
        conv.forward(moved)[..., 1:], conv.forward(x)[..., :-1], rtol=0, atol=1e-15
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_first_weights_have_the_variance_of_he(seed):
    """Five standard errors of a normal sample's variance."""
    W = Conv2D(16, 32, 5, np.random.default_rng(seed)).W
    variance = 2 / (16 * 25)
    assert abs(W.var() - variance) < 5 * variance * np.sqrt(2 / W.size)


@st.composite
def pooled(draw):
    """A block size and images that it divides; no two pixels are equal, so no max is a tie."""
    rng, size = np.random.default_rng(draw(seeds)), draw(few)
    shape = (draw(few), draw(few), size * draw(few), size * draw(few))
    return size, distinct(shape, rng), rng


@quick
@given(pooled())
def test_pooling_is_the_maximum_and_the_mean_of_each_block(case):
    size, x, _ = case
    largest, mean = MaxPool2D(size).forward(x), AvgPool2D(size).forward(x)
    for n, c, i, j in np.ndindex(largest.shape):
        block = x[n, c, i * size : (i + 1) * size, j * size : (j + 1) * size]
        assert largest[n, c, i, j] == block.max()
        assert mean[n, c, i, j] == pytest.approx(block.mean(), rel=1e-13)


@pytest.mark.parametrize("kind", [MaxPool2D, AvgPool2D])
@quick
@given(pooled())
def test_pooling_backward_matches_central_differences(kind, case):
    size, x, rng = case
    assert layer_errors(kind(size), x, rng)["x"] < LIMIT


def test_of_equal_pixels_the_first_takes_all_the_blame():
    layer = MaxPool2D(2)
    layer.forward(np.zeros((1, 1, 2, 2)))
    assert layer.backward(np.ones((1, 1, 1, 1)))[0, 0].tolist() == [[1, 0], [0, 0]]


@quick
@given(seeds, st.lists(few, min_size=1, max_size=4), few)
def test_flatten_lays_out_and_folds_up(seed, shape, N):
    rng = np.random.default_rng(seed)
    layer, x = Flatten(), rng.normal(size=(N, *shape))
    assert layer.forward(x).shape == (N, np.prod(shape))
    assert (layer.backward(layer.forward(x)) == x).all()
    assert layer_errors(layer, x, rng)["x"] < LIMIT


@pytest.mark.parametrize(
    ("layer", "x", "words"),
    [
        (lambda r: Conv2D(3, 2, 3, r), (2, 1, 8, 8), r"Conv2D\(3 → 2, 3×3\): x has shape "
         r"\(2, 1, 8, 8\), expected \(N, 3, H, W\) with H and W at least 3"),
        (lambda r: Conv2D(1, 2, 5, r, padding=1), (2, 1, 2, 2), r"H and W at least 3"),
        (lambda r: Conv2D(1, 2, 3, r), (2, 64), r"shape \(2, 64\), expected \(N, 1, H, W\)"),
        (lambda r: MaxPool2D(2), (2, 1, 5, 4), r"blocks of 2×2 do not fit an image of 5×4.*divid"),
        (lambda r: AvgPool2D(3), (2, 1, 4, 3), r"blocks of 3×3 do not fit an image of 4×3"),
        (lambda r: MaxPool2D(2), (2, 64), r"shape \(2, 64\), expected \(N, C, H, W\)"),
    ],
)  # fmt: skip
def test_an_image_that_does_not_fit_is_named_with_its_layer(layer, x, words):
    net = Sequential(layer(np.random.default_rng(0)))
    with pytest.raises(ValueError, match=r"in layer 0.*" + words):
        net(np.ones(x))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda r: Conv2D(0, 1, 3, r), r"Conv2D: n_in is 0"),
        (lambda r: Conv2D(1, 1.0, 3, r), r"Conv2D: n_out is a float"),
        (lambda r: Conv2D(1, 1, (3, 3), r), r"Conv2D: kernel_size is a tuple"),
        (lambda r: Conv2D(1, 1, 3, r, padding=-1), r"Conv2D: padding is -1"),
        (lambda r: Conv2D(1, 1, 3, r, padding="same"), r"Conv2D: padding is the text 'same'"),
        (lambda r: Conv2D(1, 1, 3, 0), r"Conv2D: rng is an int"),
        (lambda r: MaxPool2D(0), r"MaxPool2D: size is 0"),
        (lambda r: AvgPool2D(2.5), r"AvgPool2D: size is a float"),
    ],
)
def test_an_image_layer_refuses_settings_that_make_no_sense(make, words):
    with pytest.raises((TypeError, ValueError), match=words):
        make(np.random.default_rng(0))
