"""What was agreed with the supplier: each delivery as it came."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from scr_analysis.study.declared import Declared


class Delivered(Declared):
    """One delivered file: its name in the release's folder, and what was recorded when it came."""

    path: str
    rows: int | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
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
