"""Dates where none is declared: a date of birth names a child as surely as its name does.

A delivery may hold dates in the columns that the codebook declares as such, and nowhere else. One that lies up to
eighteen years before the incident of its row is told as what it will be, a date of birth.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache

from scr_analysis.ingest.read import Cell, Delivery

BIRTH = "a date of birth: a date up to 18 years before the incident"
STRAY = "a date, and the codebook has none there"
OLDEST = 18  # completed years, the last of them included
_NAMED = re.compile(r"d\.?o\.?b(?![a-z])|birth|(?:^|_)born", re.IGNORECASE)
_FORMS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%d/%m/%y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y")
_PARTED = re.compile(r"\d{1,4}[-/. ][A-Za-z\d]{1,9}[-/. ]\d{1,4}")
_TOGETHER = re.compile(r"(?:19[89]|20[0-4])\d{5}")  # 20090403, of no number that a code or an id is likely to be


def is_named_for_birth(column: str) -> bool:
    """Whether a delivered column bears the name of a date of birth, whatever the release maps it to."""
    return bool(_NAMED.search(column))


def stray_dates(delivery: Delivery, kinds: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """The columns that hold dates and are not declared to: the column, as what they look, and in how many cells.

    ``kinds``: what the codebook makes of each delivered column it knows. Where it declares one date to the row, that is
    the incident. Numbers are left to the codebook's range: a population may look like a date. Where it knows no column,
    the line that names them is missing: that is told of elsewhere, and every date would be told of here.
    """
    if kinds.keys().isdisjoint(delivery.columns):
        return
    dated = [name for name, kind in kinds.items() if kind == "date"]
    incidents = [as_date(cell) for cell in delivery.columns.get(dated[0], [])] if len(dated) == 1 else []
    for name, cells in delivery.columns.items():
        if kinds.get(name) != "date":
            found = Counter(_looks(cell, place, incidents, kinds.get(name)) for place, cell in enumerate(cells))
            yield from [(name, kind, found[kind]) for kind in (BIRTH, STRAY) if found[kind]][:1]


def _looks(cell: Cell, place: int, incidents: Sequence[date | None], kind: str | None) -> str:
    if kind == "number" and not isinstance(cell, date):
        return ""
    found = as_date(cell)
    if found is None:
        return ""
    incident = incidents[place] if incidents else None
    return BIRTH if incident is not None and 0 <= age(found, incident) <= OLDEST else STRAY


def age(born: date, then: date) -> int:
    """The completed years from one date to another; below nought where it comes first."""
    return then.year - born.year - ((then.month, then.day) < (born.month, born.day))


@cache
def as_date(cell: Cell) -> date | None:
    """The date that a whole cell is, in a form in which dates are written; None where it is none."""
    if isinstance(cell, date):
        return cell
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "")
    if not (_TOGETHER.fullmatch(text) or _PARTED.fullmatch(text)):
        return None
    for form in ("%Y%m%d",) if _TOGETHER.fullmatch(text) else _FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:  # not this form; perhaps the next
            continue
    return None
