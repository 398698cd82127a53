"""What was agreed with the supplier: each delivery as it came."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from scr_analysis.study.declared import Declared
from scr_analysis.study.limits import Limits


class Delivered(Declared):
    """One delivered file: its name in the release's folder, and what was recorded when it came."""

    path: str
    rows: int | None = None
    sha256: Annotated[str, Limits(pattern=r"^[0-9a-f]{64}$")] | None = None
    encoding: Literal["utf-8", "cp1252"] = "utf-8"


class Release(Declared):
    """One delivery. ``rename`` and ``recode`` map what differs from the codebook, table by table."""

    title: str
    synthetic: bool = False
    date: date
    folder: str
    files: dict[str, Delivered]
    rename: dict[str, dict[str, str]] = {}
    recode: dict[str, dict[str, dict[str, str]]] = {}
