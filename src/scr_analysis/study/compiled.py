"""What was read and found without fault, kept in ``build/study`` so that the next process need not read it again.

An entry is a file: a seal, then what is kept, as a pickle. The seal is a digest of all that the entry rests on and of
the pickle itself; so what is older, damaged, or of another folder or version is as if it were not there. Reasons, and
what could go wrong: docs/decisions/compiled-study.md.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.machinery import PathFinder
from io import BytesIO
from pathlib import Path
from pickle import Unpickler, UnpicklingError, dumps
from typing import Any

from scr_analysis.study import Study
from scr_analysis.study.declared import Declared
from scr_analysis.study.parts import NEEDS, attribute, file_of
from scr_analysis.study.source import Source

FOLDER = Path("build/study")
# What of the package, beside this folder, has a say in what is read and what is a fault.
BESIDE = ("__init__", "digests", "errors", "estimates", "files", "missing", "small_bases")
# Where the packages that read the files say their version; they are not imported to ask them.
VERSIONS = {"pydantic": "version.py", "yaml": "__init__.py"}


class _Declarations(Unpickler):
    """Makes declarations and dates, and nothing else that a pickle may ask for."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("datetime", "date"):
            return date
        found = super().find_class(module, name) if module.startswith("scr_analysis.study.") else None
        if isinstance(found, type) and issubclass(found, Declared):
            return found
        raise UnpicklingError(f"{module}.{name} is no declaration")


def kept_study(root: Path, wanted: Collection[str]) -> Study | None:
    """The parts that are wanted, if the whole study was kept as it stands now."""
    try:
        ground = foundation(root, *((root / file_of(part)).read_bytes() for part in NEEDS))
    except OSError:
        return None
    found: dict[str, Any] = {}
    for part in wanted:
        value = kept(root, part, ground)
        if value is None:
            return None
        found[attribute(part)] = value
    return Study(**found)


def keep_study(root: Path, study: Study, sources: Mapping[str, Source]) -> None:
    """Keep a whole study that was found without fault, part by part."""
    ground = foundation(root, *(sources[part].content for part in NEEDS))
    for part in NEEDS:
        keep(root, part, ground, getattr(study, attribute(part)))


def foundation(root: Path, *contents: bytes) -> bytes:
    """A digest of what entries rest on: these contents, what reads them, and the folder in which that happened.

    The folder's number on its disk keeps out entries that came with a copy of the folder.
    """
    place = root.stat()
    whole = sha256(b"%d %d " % (place.st_dev, place.st_ino) + _readers())
    for content in contents:
        whole.update(b"%d " % len(content) + content)
    return whole.digest()


@cache
def _readers() -> bytes:
    """A digest of what reads the study: Python, the modules of the package, and the versions of other packages."""
    here = Path(__file__).parent
    paths = [*sorted(here.glob("*.py")), *(here.parent / f"{name}.py" for name in BESIDE)]
    for package, file in VERSIONS.items():
        found = PathFinder.find_spec(package)
        paths += [Path(found.origin).with_name(file)] if found and found.origin else []
    whole = sha256(sys.version.encode())
    for path in paths:
        content = path.read_bytes()
        whole.update(b"%s %d " % (path.name.encode(), len(content)) + content)
    return whole.digest()


def kept(root: Path, name: str, ground: bytes) -> Any:
    """What was kept under a name on this foundation; None where there is no such thing."""
    with suppress(OSError, UnpicklingError):
        entry = (root / FOLDER / name).read_bytes()
        if entry[:32] == _seal(name, ground, entry[32:]):
            return _Declarations(BytesIO(entry[32:])).load()
    return None


def keep(root: Path, name: str, ground: bytes, value: object) -> None:
    """Keep it for the next process, whole or not at all; where it cannot be written, that process reads again."""
    content = dumps(value, 5)
    place = root / FOLDER / name
    waiting = place.with_name(f".{name}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            waiting.write_bytes(_seal(name, ground, content) + content)
            waiting.replace(place)
        finally:
            waiting.unlink(missing_ok=True)


def _seal(name: str, ground: bytes, content: bytes) -> bytes:
    return sha256(b"%s %s " % (name.encode(), ground) + content).digest()
