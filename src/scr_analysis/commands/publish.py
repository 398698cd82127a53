"""Copy what may leave to a folder, and keep in the ledger what was published."""

from __future__ import annotations

import argparse
from pathlib import Path

from scr_analysis.commands import Answer, release_of, release_option
from scr_analysis.commands.release_check import PARTS, checked
from scr_analysis.errors import Fault, refuse
from scr_analysis.files import write_all
from scr_analysis.ledger import LEDGER, appended
from scr_analysis.study import load_study


def options(parser: argparse.ArgumentParser) -> None:
    """Where it goes."""
    parser.add_argument("folder", type=Path, metavar="DEST", help="a folder that is not there yet, or is empty")
    release_option(parser)


def answer(given: argparse.Namespace) -> Answer:
    """Copy the files of the release check, and no others. Raises FaultsFound with every reason against it."""
    root, release = Path(), release_of(given)
    found = checked(load_study(root, *PARTS, compiled=False), release, root)
    place = f"results/{release}"
    refuse(Fault(place, "", reason, "scr release-check shows the whole page") for reason in found.red)
    if given.folder.is_dir() and any(given.folder.iterdir()):
        refuse([Fault(given.folder.as_posix(), "", "the folder is not empty", "name one that is not there yet")])
    results = root / place
    write_all({given.folder / name: (results / name).read_bytes() for name in found.files})
    appended(root, release, results)
    return Answer(f"{len(found.files)} files of {release} stand in {given.folder}; {LEDGER} has one line more")
