"""The `coursekit` command; each subcommand imports what it needs when it runs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

COURSE = Path(__file__).resolve().parents[1]
FIRST_LESSON = "notebooks/00_start_here.ipynb"
QUIET_LAB = [
    f"--ServerApp.root_dir={COURSE}",
    f"--LabApp.default_url=/lab/tree/{FIRST_LESSON}",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--allow-root",  # in a container the learner often is root; the server stays on this machine
]


def doctor(options: Sequence[str]) -> int:
    """Print whether everything the course needs is all right."""
    from coursekit.doctor import report

    return report(COURSE)


def lab(options: Sequence[str]) -> int:
    """Open the course in JupyterLab, without news and update checks."""
    from jupyterlab.labapp import LabApp

    if not (COURSE / "notebooks").is_dir():
        print(
            f"There are no lessons in {COURSE}. Install coursekit from the course's own folder: "
            "pip install -e ."
        )
        return 1
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in course.py, for every kernel
    LabApp.launch_instance([*QUIET_LAB, *options])
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
OWN_HELP = {"progress", "lint"}
OWN_OPTIONS = {"lab", *OWN_HELP}


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
        commands.add_parser(name, help=text, description=text, add_help=name not in OWN_HELP)
    chosen, options = parser.parse_known_args(arguments)
    if chosen.command is None:
        parser.print_help()
        return 0
    if options and chosen.command not in OWN_OPTIONS:
        parser.error(f"unrecognized arguments: {' '.join(options)}")
    return COMMANDS[chosen.command](options)
