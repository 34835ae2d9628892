"""The course in one command: python3 course.py lab | test | doctor | setup.

This file parses on every Python, 2.7 included, and uses nothing that an old one lacks: it must live
long enough to say which one is needed. The commands themselves stand in tools/commands.py.
"""

import os
import subprocess
import sys

PYTHONS = ((3, 11), (3, 12), (3, 13))  # those that were tested; a newer one may do as well


def dotted(version):
    return ".".join(str(part) for part in version)


def command_for(version):
    """What a person types to get this Python."""
    return ("py -" if os.name == "nt" else "python") + dotted(version)


def is_installed(version):
    """Whether the command for this Python exists and really answers as that version."""
    question = "import sys; sys.exit(sys.version_info[:2] != " + repr(version) + ")"
    with open(os.devnull, "w") as nowhere:
        try:
            command = command_for(version).split() + ["-c", question]
            return subprocess.call(command, stderr=nowhere) == 0
        except OSError:
            return False


def what_to_do(version, arguments):
    """The command to type instead, or what to install, for somebody whose Python is too old."""
    installed = [fine for fine in PYTHONS if is_installed(fine)]
    if installed:
        command = " ".join([command_for(installed[-1]), "course.py"] + arguments)
        advice = "A newer one is on this computer. Type: " + command
    else:
        advice = "Install one (python.org has it for every system), then try again."
    this, oldest = dotted(version), dotted(PYTHONS[0])
    return "This is Python " + this + "; the course needs " + oldest + " or newer. " + advice


def main(arguments):
    version = sys.version_info[:2]
    if version < PYTHONS[0]:
        sys.stdout.write(what_to_do(version, arguments) + "\n")
        return 1
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from tools import commands

    return commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
