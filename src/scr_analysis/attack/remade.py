"""Files that come out the same when they are made again from other published files: they tell nothing more.

Whoever has the program can make them too, so that there is nothing to read in them; and one that does not come out the
same holds something from elsewhere.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

# Published files that are read, each by its reader: those made from cases, and what people wrote or signed. From these,
# and no others, the rest is made again.
SOURCES = (
    *("estimates.csv", "models.csv", "imputed.csv", "agreement.csv"),
    *("text/figures.json", "audit/claims.csv", "audit/signoffs.csv"),
)
Remake = Callable[[Path], Mapping[str, str]]
"""Makes files from the sources in a folder: into it, or the texts of some, by their names there."""
_SIZES = ("width_mm", "height_mm")  # of drawings: nobody draws here


def remade(results: Path, remake: Remake) -> dict[str, bool]:
    """Each file that can be made again, and whether it is in the results folder as it comes out."""
    with TemporaryDirectory(prefix="scr-remade-") as made:
        folder = Path(made)
        for name in SOURCES:
            if (results / name).is_file():
                (folder / name).parent.mkdir(exist_ok=True)
                shutil.copy(results / name, folder / name)
        found = {name: text.encode() for name, text in remake(folder).items()}
        paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        found |= {name: path.read_bytes() for name, path in paths.items() if name not in SOURCES}
    return {name: _same(found[name], results / name) for name in sorted(found) if (results / name).is_file()}


def _same(made: bytes, found: Path) -> bool:
    if found.name != "charts.json":
        return made == found.read_bytes()
    return bool(_sizeless(json.loads(found.read_text(encoding="utf-8"))) == json.loads(made))


def _sizeless(about: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """What is told of charts without the size of the drawings."""
    return {name: {key: one for key, one in chart.items() if key not in _SIZES} for name, chart in about.items()}
