"""Which files of the package a module is made of, so that Snakemake reruns what an edit touches, and nothing else.

Snakemake does not see a change in an imported module; only what a rule lists as input counts. To look at every file of
every stage, 1,300 in all, took a twelfth of a run with nothing to do. So one file tells those of a stage, with their
digests, and that is what its rule lists. Reasons: docs/decisions/snakemake-shell-and-nolock.md.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from scr_analysis.errors import FaultsFound
from scr_analysis.files import write_all

PACKAGE = Path(__file__).parent
FOLDER = Path("build/code")
_IMPORT = re.compile(  # names in brackets may run over several lines
    rb"^\s*(?:from (scr_analysis[\w.]*) import (\([^)]*\)|[^#\n]*)|import (scr_analysis[\w.]*))", re.MULTILINE
)


def code_of(*names: str, package: Path = PACKAGE) -> list[str]:
    """The record of the files that the named modules are made of, for a rule to list."""
    return recorded("+".join(names), modules_of(*names, package=package))


def recorded(name: str, paths: Sequence[str]) -> list[str]:
    """A file that lists these files with their digests, as ``sha256sum --check`` reads them.

    It is written when one of them has changed, and only then: before Snakemake compares anything, since the workflow
    asks for it as it is read. Where it cannot be written, the files themselves.
    """
    told = "".join(f"{digest(path)}  {path}\n" for path in paths)
    record = FOLDER / f"{name}.txt"
    try:
        if not (record.is_file() and record.read_bytes() == told.encode()):
            write_all({record: told})
    except FaultsFound:
        return list(paths)
    return [record.as_posix()]


@cache
def digest(path: str) -> str:
    """The digest of a file's content."""
    return sha256(Path(path).read_bytes()).hexdigest()


def modules_of(*names: str, package: Path = PACKAGE) -> list[str]:
    """The files of the named modules and of every module of the package they import, however deep.

    ``modules_of("ingest")`` gives paths relative to the working directory where they lie below it.
    """
    found: set[Path] = set()
    waiting = {path for name in names for path in _run_for(name, package)}
    while waiting:
        found |= waiting
        waiting = {path for one in waiting for path in _imported(one, package)} - found
    here = f"{Path.cwd()}{os.sep}"
    return sorted(str(path).removeprefix(here).replace(os.sep, "/") for path in found)


# Each run of the workflow asks some thirty times for what are mostly the same files.
@cache
def _known(package: Path) -> dict[str, Path]:
    """Every module of the package by its dotted name below it; the package itself is ``""``."""
    paths = package.rglob("*.py")
    named = {str(path.relative_to(package).with_suffix("")).replace(os.sep, "."): path for path in paths}
    return {name.removesuffix("__init__").removesuffix("."): path for name, path in named.items()}


@cache
def _run_for(name: str, package: Path) -> list[Path]:
    """What Python runs to import a module: the packages around it, and it; nothing where none has that name."""
    known = _known(package)
    if name not in known:
        return []
    parts = name.split(".")
    return [known[one] for depth in range(len(parts) + 1) if (one := ".".join(parts[:depth])) in known]


@cache
def _imported(path: Path, package: Path) -> frozenset[Path]:
    """What Python runs for the imports that stand in a module of the package."""
    names: set[str] = set()
    for module, inner, plain in _IMPORT.findall(path.read_bytes()):
        name = (module or plain).decode().removeprefix("scr_analysis").removeprefix(".")
        names |= {name, *(f"{name}.{one.decode()}".removeprefix(".") for one in re.findall(rb"\w+", inner))}
    return frozenset(path for name in names for path in _run_for(name, package))
