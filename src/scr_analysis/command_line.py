"""What is typed after ``scr``: read, run, answered; faults are told without a traceback.

The commands that people give stand in ``scr_analysis.commands`` and are listed here; the stages, in ``__main__``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

from scr_analysis.commands import Answer, Command
from scr_analysis.errors import FaultsFound, mishap
from scr_analysis.files import write_all

# What people ask for, in the order of the help; each is a module of scr_analysis.commands, with "_" for "-".
ASKED = ("explain", "status", "sign", "release-check", "publish", "changes")
# As wide as a terminal mostly is: to ask it, argparse loads a module of files and archives, whatever is to be done.
WIDTH = 78
HELP = partial(argparse.HelpFormatter, width=WIDTH)
CONTENTS = partial(argparse.RawDescriptionHelpFormatter, width=WIDTH)
# How the options of a stage are read.
FOLDER, TEXT, SWITCH = Path, str, bool
SWITCHES = {
    "draft": "mark the sentences that the data do not support, and go on; never for publication",
    "counted_again": "tell what GNU PSPP found when it counted these very data",
}

Stages = Mapping[Callable[[argparse.Namespace], str], Mapping[str, Callable[[str], object]]]


def run(stages: Stages, arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives 0, or 1 where the user has something to put right."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parser(*_wanted(stages, given)).parse_args(given)
    try:
        keep(options.log, "")
        done = options.command(options)
        said, code = (done.text, done.code) if isinstance(done, Answer) else (f"{options.name:<10} {done}", 0)
        keep(options.log, said)
    except FaultsFound as found:
        return failed(options, found.report())
    except Exception as error:  # the last net: the words of a traceback could be a case's
        if options.traceback:
            raise
        return failed(options, mishap(error))
    say(said)
    return code


def say(said: str) -> None:
    """Print it. Whoever reads a part only (``scr explain ID | head``) has what they wanted."""
    try:
        print(said, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries once more at its end


def _wanted(stages: Stages, given: Sequence[str]) -> tuple[Stages, Collection[str]]:
    """What to read the arguments by: the one stage that is named alone, since a build names two dozen, one by one.

    A command of people is loaded alone too; the imports of all of them take longer than most stages.
    """
    first = given[0] if given else ""
    named = {stage: options for stage, options in stages.items() if stage.__name__ == first}
    if named:
        return named, ()
    return stages, (first,) if first in ASKED else ASKED


def parser(stages: Stages, asked: Collection[str] = ASKED) -> argparse.ArgumentParser:
    """The command line, with those of the commands of people that are asked for."""
    modules = [_command(name) for name in asked]
    top = argparse.ArgumentParser(
        prog="scr", usage="scr COMMAND [OPTIONS]", description=_contents(modules, stages) if asked else None,
        epilog="scr COMMAND --help says more.", formatter_class=CONTENTS,
    )  # fmt: skip
    commands = top.add_subparsers(dest="name", required=True, prog="scr", help=argparse.SUPPRESS)
    for module in modules:
        command = commands.add_parser(_name(module), description=module.__doc__)
        module.options(command)
        command.set_defaults(command=module.answer, log=None)
    for stage, options in stages.items():
        command = commands.add_parser(stage.__name__, description=stage.__doc__, formatter_class=HELP)
        command.set_defaults(command=stage)
        for name, kind in options.items():
            if kind is SWITCH:
                command.add_argument(f"--{name}", action="store_true", help=SWITCHES[name])
            else:
                command.add_argument(f"--{name}", type=kind, required=True)
        command.add_argument("--log", type=Path, help="a file that keeps what is printed")
    for command in commands.choices.values():
        command.add_argument("--traceback", action="store_true", help="show an error of the software in full")
    return top


def _command(name: str) -> Command:
    return import_module(f"scr_analysis.commands.{name.replace('-', '_')}")


def _name(command: Command) -> str:
    """A command's name: that of its module, with hyphens."""
    return command.__name__.rpartition(".")[2].replace("_", "-")


def _contents(commands: Sequence[Command], stages: Stages) -> str:
    """Every command with its first line, those for people first."""
    return "\n".join(
        [
            "From extracts of serious case reviews to a briefing: every number proved.",
            *("", "asked of a build, in the project's folder:"),
            *_listed([(_name(one), one.__doc__) for one in commands]),
            *("", "stages, as `make briefing` runs them:"),
            *_listed([(stage.__name__, stage.__doc__) for stage in stages]),
        ]
    )


def _listed(commands: Sequence[tuple[str, str | None]]) -> list[str]:
    from textwrap import fill

    said = ((name, str(text).splitlines()[0].rstrip(".")) for name, text in commands)
    return [fill(text, 80, initial_indent=f"  {name:<14} ", subsequent_indent=" " * 17) for name, text in said]


def failed(options: argparse.Namespace, said: str) -> int:
    """Say what is to be put right, and keep it in the log."""
    said = f"{options.name}: {said}"
    with suppress(FaultsFound):  # where the log itself is the fault
        keep(options.log, said)
    print(said, file=sys.stderr, flush=True)
    return 1


def keep(log: Path | None, said: str) -> None:
    """Keep in the log what is printed. It is emptied first, so that none outlives its run."""
    if log:
        write_all({log: f"{said}\n" if said else ""})
