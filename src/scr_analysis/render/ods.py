"""The reference tables as an OpenDocument spreadsheet, after the Analysis Function's checklist."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scr_analysis.files import write_all
from scr_analysis.render.edition import curly
from scr_analysis.render.ods_file import ods_bytes
from scr_analysis.render.ods_sheets import sheets
from scr_analysis.render.sections import read_sections


def build_ods(release: Mapping[str, Any], imprint: Mapping[str, Any], results: Path) -> int:
    """Write ``tables.ods`` into a results folder; gives how many tables it holds. Raises FaultsFound."""
    imprint = curly(imprint)
    made = sheets(read_sections(results), imprint, curly(release))
    title = made[0].above[0]
    write_all({results / "tables.ods": ods_bytes(made, title, imprint["publisher"], imprint["date"])})
    return len(made) - 2  # cover and notes are no tables of the series
