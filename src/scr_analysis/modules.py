"""Which files of the package a module is made of, so that Snakemake reruns what an edit touches, and nothing else.

Snakemake does not see a change in an imported module; only what a rule lists as input counts.
"""

from __future__ import annotations

import re
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
    found: set[Path] = set()
    waiting = [path for name in names for path in _files(package, name.split("."))]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting.extend(_imported(path, package))
    return sorted(_shown(path) for path in found)


@cache
def _imported(path: Path, package: Path) -> list[Path]:
    files: list[Path] = []
    for module, names, plain in _IMPORT.findall(path.read_text(encoding="utf-8")):
        parts = (module or plain).split(".")[1:]
        files += _files(package, parts)
        for name in re.findall(r"\w+", names):
            files += _files(package, [*parts, name])
    return files


def _files(package: Path, parts: list[str]) -> list[Path]:
    """The file of a module and the ``__init__`` files on the way to it; nothing where no module has that name."""
    target = package.joinpath(*parts)
    own = [target.with_suffix(".py"), target / "__init__.py"]
    on_the_way = [package.joinpath(*parts[:depth], "__init__.py") for depth in range(len(parts))]
    return [path for path in (*on_the_way, *own) if path.is_file()] if any(path.is_file() for path in own) else []


def _shown(path: Path) -> str:
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.as_posix()
