"""The `coursekit` command; each subcommand imports what it needs when it runs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
FIRST_LESSON = "notebooks/00_start_here.ipynb"
LEARNERS = "my_course"
QUIET_LAB = [
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--allow-root",  # in a container the learner often is root; the server stays on this machine
]


def course() -> Path | None:
    """The folder with the lessons: the one the command is called in, or that of the package."""
    from coursekit.handout import MANIFEST

    folders = [f for f in (Path.cwd(), PACKAGE.parent) if not (f / MANIFEST).exists()]
    return next((folder for folder in folders if (folder / FIRST_LESSON).is_file()), None)


def doctor(options: Sequence[str]) -> int:
    """Print whether everything the course needs is all right."""
    from coursekit.doctor import report

    return report(course() or Path.cwd())


def lab(options: Sequence[str]) -> int:
    """Open your own copies of the lessons in JupyterLab."""
    from coursekit.handout import HandOutError, hand_out, names

    parser = argparse.ArgumentParser(
        prog="coursekit lab",
        description=lab.__doc__,
        epilog="Every other option is one of JupyterLab.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--fresh",
        metavar="NUMBER",
        help="replace your copies of this lesson by new ones; what you wrote is kept beside them",
    )
    chosen, others = parser.parse_known_args(options)
    folder = course()
    if folder is None:
        print(
            f"There are no lessons in {Path.cwd()}. Go to the folder of the course, the one that "
            "holds the folder notebooks, and type the same command there."
        )
        return 1
    try:
        for sentence in hand_out(folder, folder / LEARNERS, chosen.fresh):
            print(sentence, flush=True)
    except HandOutError as error:
        print(error)
        return 1
    lesson, *_ = names(folder, (chosen.fresh or "0").zfill(2))
    return _open_lab(folder / LEARNERS, lesson, others)


def _open_lab(folder: Path, lesson: str, options: Sequence[str]) -> int:
    """Start JupyterLab in a folder, without news and update checks."""
    from jupyterlab.labapp import LabApp

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in course.py, for every kernel
    places = [str(PACKAGE), os.environ.get("JUPYTER_CONFIG_PATH", "")]  # labconfig says: no news
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, places))
    place = [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url=/lab/tree/{lesson}"]
    LabApp.launch_instance([*place, *QUIET_LAB, *options])
    return 0


def progress(options: Sequence[str]) -> int:
    """Show, export or reset what you have tried and passed."""
    from coursekit.lessons.catalogue import names_by_lesson
    from coursekit.progress.report import command

    return command(options, names_by_lesson())


def lint(options: Sequence[str]) -> int:
    """For instructors: find what would go wrong with graded notebooks."""
    from coursekit.assignments.lint import command

    return command(options)


COMMANDS = {"doctor": doctor, "lab": lab, "progress": progress, "lint": lint}
OWN_OPTIONS = {"lab", "progress", "lint"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the `coursekit` command.

    Parameters
    ----------
    arguments
        The words after `coursekit`; by default those it was called with.

    Returns
    -------
    int
        The exit code: 0 when all is well.

    Examples
    --------
    >>> main([])  # doctest: +ELLIPSIS
    usage: coursekit [-h] COMMAND ...
    ...
    """
    parser = argparse.ArgumentParser(prog="coursekit", description="Tools of the course.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, command in COMMANDS.items():
        text = command.__doc__
        commands.add_parser(name, help=text, description=text, add_help=name not in OWN_OPTIONS)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console may lack signs of a file's name
    chosen, options = parser.parse_known_args(arguments)
    if chosen.command is None:
        parser.print_help()
        return 0
    if options and chosen.command not in OWN_OPTIONS:
        parser.error(f"unrecognized arguments: {' '.join(options)}")
    return COMMANDS[chosen.command](options)
