"""Copies, states and models on disk: whole or not at all, and never a pickle."""

import copy
import pickle
import subprocess
import sys

import numpy as np
import pytest
from networks import IMAGES, LABELS, rich, small, trained

from coursekit import Linear, ReLU, Sequential


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda net: pickle.loads(pickle.dumps(net))])
def test_a_copy_predicts_alike_and_has_a_theta_of_its_own(rng, copied):
    net = trained(rich(rng), IMAGES, LABELS, rng)
    twin = copied(net)
    np.testing.assert_array_equal(twin(IMAGES), net(IMAGES))
    before = net.theta.copy()
    twin.theta[...] = 0
    assert not twin[2].W.any()
    assert not twin[3].layers[0].W.any()
    assert (net.theta == before).all()
    trained(twin, IMAGES, LABELS, rng)
    assert twin.theta.any()


def test_a_state_is_a_copy_and_brings_back_buffers_too(rng):
    net = trained(rich(rng), IMAGES, LABELS, rng)
    state, answers = net.state_dict(), net(IMAGES)
    assert {"3.1.running_mean", "3.1.running_var"} <= set(state)
    trained(net, IMAGES, LABELS, rng)
    assert (net(IMAGES) != answers).any()
    net.load_state_dict(state)
    np.testing.assert_array_equal(net(IMAGES), answers)
    net.theta[...] = 0
    assert state["2.W"].any()


def test_save_and_load_bring_back_the_network_to_the_bit(rng, tmp_path):
    net = trained(rich(rng), IMAGES, LABELS, rng)
    net.save(tmp_path / "model.npz")
    other = rich(np.random.default_rng(99))
    other.load(str(tmp_path / "model.npz"))
    np.testing.assert_array_equal(other(IMAGES), net(IMAGES))
    assert [path.name for path in tmp_path.iterdir()] == ["model.npz"]


def test_a_saved_model_is_readable_by_plain_numpy_without_pickle(rng, tmp_path):
    net = small(rng)
    net.save(tmp_path / "any name")
    with np.load(tmp_path / "any name", allow_pickle=False) as archive:
        assert set(archive) == {"0.W", "0.b", "2.W", "2.b"}
        np.testing.assert_array_equal(archive["2.W"], net[2].W)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda s: s.pop("2.W"), r"for 2\.W state has no array .*, expected shape \(4, 2\)"),
        (
            lambda s: s.update({"5.W": np.ones(3)}),
            r"for 5\.W state has shape \(3,\), expected no array",
        ),
        (lambda s: s.update({"2.b": np.ones(3)}), r"2\.b state has shape \(3,\), expected.*\(2,\)"),
        (
            lambda s: s.update({"2.b": np.array(["a", "b"])}),
            r"2\.b has dtype <U1, expected numbers",
        ),
        (lambda s: s.update({"2.b": [1.0, 2.0]}), r"2\.b is a list, expected a NumPy array"),
    ],
)
def test_a_state_that_does_not_fit_changes_nothing_at_all(rng, spoil, words):
    net = small(rng)
    before, state = net.theta.copy(), {k: v + 1 for k, v in net.state_dict().items()}
    spoil(state)
    with pytest.raises((TypeError, ValueError), match=r"load_state_dict: .*" + words):
        net.load_state_dict(state)
    assert (net.theta == before).all()


def damaged(data):
    middle = len(data) // 3
    return data[:middle] + bytes(255 - b for b in data[middle : middle + 40]) + data[middle + 40 :]


@pytest.mark.parametrize(
    "contents",
    [
        lambda whole: b"",
        lambda whole: b"this is not a model",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-30],
        damaged,
        lambda whole: pickle.dumps({"0.W": np.ones((3, 4))}),
    ],
    ids=["empty", "text", "half", "cut at the end", "a flipped byte", "pickle"],
)
def test_a_file_that_is_not_a_whole_model_is_refused_and_changes_nothing(rng, tmp_path, contents):
    net, path = small(rng), tmp_path / "model.npz"
    net.save(path)
    path.write_bytes(contents(path.read_bytes()))
    before = net.theta.copy()
    with pytest.raises(ValueError, match=r"load: .*model\.npz is not a file that save\(\) wrote"):
        net.load(path)
    assert (net.theta == before).all()


def test_a_pickle_inside_an_archive_is_never_run(rng, tmp_path):
    class Bomb:
        def __reduce__(self):
            return (tmp_path.joinpath("boom").touch, ())

    np.savez(tmp_path / "model.npz", **{"0.W": np.array([Bomb()], dtype=object)})
    with pytest.raises(ValueError, match=r"not a file that save\(\) wrote"):
        small(rng).load(tmp_path / "model.npz")
    assert not tmp_path.joinpath("boom").exists()


def test_foreign_archives_and_other_architectures_are_refused(rng, tmp_path):
    net = small(rng)
    before = net.theta.copy()
    np.save(tmp_path / "one.npy", np.ones(3))
    np.savez(tmp_path / "foreign.npz", images=np.ones(3))
    Sequential(Linear(3, 5, rng), ReLU(), Linear(5, 2, rng)).save(tmp_path / "wider.npz")
    for name, words in (
        ("one.npy", r"not a file that save\(\) wrote"),
        ("foreign.npz", r"for 0\.W state has no array"),
        ("wider.npz", r"for 0\.W state has shape \(3, 5\), expected shape \(3, 4\)"),
    ):
        with pytest.raises(ValueError, match=words):
            net.load(tmp_path / name)
    assert (net.theta == before).all()


def test_a_missing_file_or_folder_is_told(rng, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"load: path is .*gone\.npz"):
        small(rng).load(tmp_path / "gone.npz")
    with pytest.raises(OSError, match=r"save: could not write .*No such file.*another folder"):
        small(rng).save(tmp_path / "no folder" / "model.npz")
    with pytest.raises(OSError, match=r"save: could not write"):
        small(rng).save(tmp_path)


FULL_DISK = """
import resource, signal, sys
import numpy as np
from coursekit import Linear, Sequential
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
net = Sequential(Linear(int(sys.argv[2]), 100, np.random.default_rng(0)))
try:
    net.save(sys.argv[1])
except OSError as error:
    print(error)
print(net(np.ones((1, int(sys.argv[2])))).shape)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on a file's size is a POSIX one")
@pytest.mark.parametrize("n_in", [300, 3000])
def test_a_disk_that_fills_up_costs_neither_the_old_file_nor_the_network(rng, tmp_path, n_in):
    """No room beyond 200 kB a file, set by the operating system in a process of its own."""
    path = tmp_path / "model.npz"
    small(rng).save(path)
    old = path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FULL_DISK, str(path), str(n_in)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "save: could not write" in done.stdout
    assert "Nothing was lost" in done.stdout
    assert done.stdout.splitlines()[-1] == "(1, 100)"
    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_bytes() == old
    assert [p.name for p in tmp_path.iterdir()] == ["model.npz"]


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's disk without room")
def test_no_space_left_on_device_is_told_and_leaves_no_rubbish(rng, tmp_path):
    """The unfinished file is led to /dev/full, where every write fails as on a full disk."""
    net, path = small(rng), tmp_path / "model.npz"
    net.save(path)
    old = path.read_bytes()
    (tmp_path / "model.npz.unfinished").symlink_to("/dev/full")
    with pytest.raises(OSError, match=r"save: could not write .*No space left on device.*Free"):
        net.save(path)
    assert path.read_bytes() == old
    assert [p.name for p in tmp_path.iterdir()] == ["model.npz"]
