"""The commands that people give, such as ``scr explain``: one module a command, listed in ``command_line``.

A module's name is its command and the first line of its docstring the help; ``options`` declares what it takes, and
``answer`` gives what is printed. Faults are raised as ``FaultsFound``. Like the command line itself, commands may use
any stage; nothing imports them.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Answer:
    """What a command prints, and its exit code: 0, or 1 where a script should take notice."""

    text: str
    code: int = 0


class Command(Protocol):
    """A module of this package."""

    __name__: str
    __doc__: str | None

    def options(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own options."""

    def answer(self, given: argparse.Namespace) -> Answer:
        """Do what is asked."""


def release_option(parser: argparse.ArgumentParser) -> None:
    """Let the command take another release than the one of config.yaml."""
    parser.add_argument("--release", metavar="NAME", help="another release than the one of config.yaml")


def release_of(given: argparse.Namespace, root: Path = Path()) -> str:
    """The release that is asked about. Raises FaultsFound where config.yaml cannot be read."""
    from scr_analysis.study.config import load_config

    return str(given.release) if given.release else load_config(root, {}).release


def results_of(given: argparse.Namespace, root: Path = Path()) -> Path:
    """The results folder of the release that is asked about."""
    return root / "results" / release_of(given, root)
