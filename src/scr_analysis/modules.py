"""Which files of the package a module is made of, so that Snakemake reruns what an edit touches, and nothing else.

Snakemake does not see a change in an imported module; only what a rule lists as input counts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent
_IMPORT = re.compile(  # names in brackets may run over several lines
    r"^\s*(?:from (scr_analysis[\w.]*) import (\([^)]*\)|[^#\n]*)|import (scr_analysis[\w.]*))", re.MULTILINE
)


def modules_of(*names: str, package: Path = PACKAGE) -> list[str]:
    """The files of the named modules and of every module of the package they import, however deep.

    ``modules_of("ingest")`` gives paths relative to the working directory where they lie below it.
    """
    known = _known(package)
    found: set[str] = set()
    waiting = [module for name in names for module in _run_for(name, known)]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += [each for name in _imported(known[module]) for each in _run_for(name, known)]
    here = f"{Path.cwd()}{os.sep}"
    return sorted(str(known[module]).removeprefix(here).replace(os.sep, "/") for module in found)


# Each run of the workflow asks some thirty times for what are mostly the same files.
@cache
def _known(package: Path) -> dict[str, Path]:
    """Every module of the package by its dotted name below it; the package itself is ``""``."""
    paths = package.rglob("*.py")
    named = {str(path.relative_to(package).with_suffix("")).replace(os.sep, "."): path for path in paths}
    return {name.removesuffix("__init__").removesuffix("."): path for name, path in named.items()}


def _run_for(name: str, known: Mapping[str, Path]) -> list[str]:
    """What Python runs to import a module: the packages around it, and it; nothing where none has that name."""
    if name not in known:
        return []
    parts = name.split(".")
    around = (".".join(parts[:depth]) for depth in range(len(parts)))
    return [*(one for one in around if one in known), name]


@cache
def _imported(path: Path) -> list[str]:
    """The names that a module imports of the package, those of modules among them."""
    found: list[str] = []
    for module, names, plain in _IMPORT.findall(path.read_text(encoding="utf-8")):
        name = (module or plain).removeprefix("scr_analysis").removeprefix(".")
        found += [name, *(f"{name}.{inner}".removeprefix(".") for inner in re.findall(r"\w+", names))]
    return found
