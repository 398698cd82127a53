"""The typefaces of print and charts, as their Python packages carry them: no font of the machine takes their place."""

from __future__ import annotations

import shutil
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from scr_analysis.errors import Fault, FaultsFound

FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
SANS, SERIF = "SourceSansPro", "SourceSerifPro"
PACKAGES = {SANS: "font_source_sans_pro", SERIF: "font_source_serif_pro"}


@cache
def font_file(family: str, face: str) -> Path:
    """The file of one face. Raises FaultsFound where its package is not installed."""
    spec = find_spec(PACKAGES[family])
    if spec is None or not spec.submodule_search_locations:
        name = PACKAGES[family].replace("_", "-")
        raise FaultsFound([Fault(name, "", "the font is not installed", f"install the package {name}")])
    return Path(next(iter(spec.submodule_search_locations))) / "files" / f"{family}-{face}.ttf"


def gather_fonts(folder: Path) -> None:
    """Copy the faces we set in: the packages hold each face twice, and Typst reads whole folders only."""
    folder.mkdir(exist_ok=True)
    for family in PACKAGES:
        for face in FACES:
            shutil.copyfile(font_file(family, face), folder / f"{family}-{face}.ttf")
