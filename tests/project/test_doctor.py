"""The doctor finds real faults, says what to do, and crashes over none of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coursekit import cli, doctor

COURSE = Path(doctor.__file__).parents[1]


def distribution(folder: Path, name: str, version: str, *requires: str) -> None:
    """Put into `folder` what pip leaves beside an installed package."""
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir()
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {requirement}" for requirement in requires]
    (info / "METADATA").write_text("\n".join(lines) + "\n")


def kernel(folder: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Make `program` the kernel that Jupyter finds first under the name python3."""
    place = folder / "kernels/python3"
    place.mkdir(parents=True)
    command = [sys.executable, "-c", program, "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": "Python 3 (ipykernel)", "language": "python"}
    (place / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(folder))


def test_a_healthy_environment_passes_in_words() -> None:
    command = [sys.executable, "-m", "coursekit", "doctor"]
    answer = subprocess.run(command, capture_output=True, text=True, cwd=COURSE)
    assert answer.returncode == 0, answer.stdout
    lines = answer.stdout.splitlines()
    assert [line.split()[:2] for line in lines[:5]] == [
        ["OK", name] for name in ("Python", "packages", "kernel", "widgets", "folder")
    ]
    assert lines[-1] == "All is well."


def test_it_answers_where_coursekit_cannot_be_imported_on_a_console_with_few_signs(
    tmp_path: Path,
) -> None:
    (tmp_path / "numpy").mkdir()
    (tmp_path / "numpy/__init__.py").write_text("raise ImportError('numpy is broken')")
    (tmp_path / "kürs/coursekit").mkdir(parents=True)
    answer = subprocess.run(
        [sys.executable, "-P", shutil.copy(doctor.__file__, tmp_path / "kürs/coursekit")],
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 1, answer.stderr
    assert "starts, but cannot import coursekit (numpy is broken)" in answer.stdout
    assert f"What to do: In {tmp_path}/k?rs type: " in answer.stdout


def test_a_package_that_does_not_fit_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    distribution(tmp_path, "numpy", "1.26.0")
    distribution(tmp_path, "coursekit", "0.1.0", "numpy>=2.1", "absent>=1", "x; extra == 'dev'")
    finding = doctor.check_packages(COURSE)
    assert not finding.ok
    assert finding.what == "numpy is 1.26.0, expected >=2.1; absent is missing, expected >=1"


def test_it_does_not_claim_to_have_compared_versions_where_it_could_not(tmp_path: Path) -> None:
    finding = doctor.check_packages(tmp_path)
    assert (finding.ok, finding.what) == (
        True,
        "all there; which versions were tested is not said here",
    )


@pytest.mark.parametrize(
    ("version", "ok", "said"),
    [
        ("3.10.4", False, "3.10.4; the course needs >=3.11"),
        ("3.12.1", True, f"3.12.1 ({sys.executable})"),
        ("3.14.0", True, "3.14.0, not tested yet (tested: 3.11, 3.12)"),
    ],
)
def test_a_python_is_too_old_tested_or_not_tested_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, ok: bool, said: str
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    distribution(tmp_path, "coursekit", "0.1.0")
    facts = "".join(f"Classifier: Programming Language :: Python :: 3.1{i}\n" for i in (1, 2))
    with (tmp_path / "coursekit-0.1.0.dist-info/METADATA").open("a") as file:
        file.write(f"Requires-Python: >=3.11\n{facts}")
    monkeypatch.setattr("platform.python_version", lambda: version)
    finding = doctor.check_python(COURSE)
    assert (finding.ok, finding.what) == (ok, said)


def test_what_to_do_is_about_the_environment_that_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LAB_EXTENSIONS", ("@nobody/nothing",))
    assert "-m pip install -e ." in doctor.check_widgets(tmp_path).remedy
    (tmp_path / ".venv").symlink_to(sys.prefix)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    assert "delete the folder .venv" in doctor.check_widgets(tmp_path).remedy


def test_versions_other_than_the_tested_ones_are_told_but_fit(tmp_path: Path) -> None:
    digest = "--hash=sha256:00"
    (tmp_path / "requirements.lock").write_text(
        f"numpy==2.0.99 \\\n    {digest}\nabsent==1.0 \\\n    {digest}\n"
        f"tqdm==0.1 ; python_full_version < '3.11' \\\n    {digest}\n"
    )
    finding = doctor.check_packages(tmp_path)
    assert finding.ok
    assert "numpy" in finding.what
    assert "==2.0.99" in finding.what
    assert "tqdm" not in finding.what
    assert "absent" not in finding.what


def test_a_kernel_that_dies_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel(tmp_path, monkeypatch, "raise SystemExit(1)")
    finding = doctor.examine(doctor.check_kernel, COURSE)
    assert (finding.ok, finding.name) == (False, "kernel")
    assert "died" in finding.what
    assert finding.remedy.endswith(f"into {tmp_path}/kernels/python3. Delete that folder.")


def test_a_kernel_of_another_python_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = "from ipykernel.kernelapp import launch_new_instance; launch_new_instance()"
    broken = "sys.modules['coursekit'] = None"
    kernel(tmp_path, monkeypatch, f"import sys; sys.prefix = 'elsewhere'; {broken}; {start}")
    finding = doctor.check_kernel(COURSE)
    assert not finding.ok
    assert finding.what == "belongs to another Python, elsewhere"
    assert finding.remedy.endswith(f"into {tmp_path}/kernels/python3. Delete that folder.")


def test_a_missing_lab_extension_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LAB_EXTENSIONS", ("anywidget", "@nobody/nothing"))
    finding = doctor.check_widgets(COURSE)
    assert (finding.ok, finding.what) == (False, "JupyterLab lacks @nobody/nothing")


def test_a_disabled_lab_extension_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "labconfig").mkdir()
    page = {"disabledExtensions": {"anywidget": True}}
    (tmp_path / "labconfig/page_config.json").write_text(json.dumps(page))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    finding = doctor.check_widgets(COURSE)
    assert (finding.ok, finding.what) == (False, "anywidget is disabled")
    assert finding.remedy.endswith("-m jupyter labextension enable anywidget")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder closed even to root: Linux")
def test_a_closed_folder_is_a_problem_with_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "CHECKS", (doctor.check_folder,))
    assert doctor.report(Path("/proc")) == 1
    problem, remedy, _, verdict = capsys.readouterr().out.splitlines()
    assert problem.startswith("PROBLEM  folder    /proc may not be written to")
    assert remedy.strip().startswith("What to do: Copy the course into a folder of your own")
    assert verdict == "1 of 1 checks found a problem."


def test_the_folder_looked_at_is_the_learners_own(tmp_path: Path) -> None:
    (tmp_path / cli.LEARNERS).touch()
    finding = doctor.check_folder(tmp_path)
    assert finding.what.startswith(f"{tmp_path / cli.LEARNERS} may not be written to")
    assert "another name" in finding.remedy
    (tmp_path / cli.LEARNERS).unlink()
    (tmp_path / cli.LEARNERS).mkdir()
    assert doctor.check_folder(tmp_path).ok


def test_a_disk_without_room_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ENOUGH_DISK", 2**80)
    finding = doctor.check_folder(tmp_path)
    assert not finding.ok
    assert "MB of disk are free" in finding.what
