"""The identifier gate: what could name a child, a family or a place stops a delivery before anything is written.

A delivery holds codes, dates of the incident and of plans, and a case id that means nothing outside the study. NHS
numbers, names, postcodes, dates of birth, addresses of any kind and free text have no place in it. The gate looks at
every delivered cell, and says of what kind a finding is and in which column, never what it holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from scr_analysis.errors import Fault
from scr_analysis.ingest.births import is_named_for_birth, stray_dates
from scr_analysis.ingest.given_names import GIVEN_NAMES
from scr_analysis.ingest.read import Cell, Delivery

REMEDY = "have the supplier take it out and deliver again; nothing of this delivery has been written"
SHORTEST = 5  # letters in the shortest thing looked for, a postcode without its space
LONGEST = 100  # letters in a code that a reader gives a passage; longer text tells a story
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_DATE = re.compile(r"\b(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})\b")
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.\w+")
_PHONE = re.compile(r"(?:\+44|\b0)[\d ]{9,12}\b")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Master|Baby)\.? [A-Z][a-z]+")
_PAIR = re.compile(r"\b([A-Z][a-z]+)(?: [A-Z][a-z]+)? [A-Z][a-z'’-]+\b")
_DIGITS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
# Headings under which identifiers travel, whatever their cells look like.
_HEADINGS = re.compile(
    r"(?:^|_)(?:nhs|surname|forename|firstname|name|address|postcode|upn|phone|email|narrative|notes|comment)",
    re.IGNORECASE,
)


def gate(table: str, delivery: Delivery, known: Mapping[str, str], file: str) -> Iterator[Fault]:
    """What in a delivered table could identify somebody, as a fault a column and kind, with a count of cells.

    ``known``: the kind that the codebook gives each delivered column it knows.
    """
    for name in delivery.columns:
        if is_named_for_birth(name):
            yield Fault(file, f"column of {table}", "a column is named as dates of birth are", REMEDY)
        elif name not in known and _HEADINGS.search(name):
            yield Fault(file, f"column of {table}", "a column is named as identifiers are", REMEDY)
    for name, kind, count in (*_cells_found(delivery), *stray_dates(delivery, known)):
        shown = f"column {name}" if name in known else "a column the codebook does not know"
        cells_hold = "1 cell looks" if count == 1 else f"{count:,} cells look"
        yield Fault(file, shown, f"{cells_hold} like {kind}", REMEDY)


def _cells_found(delivery: Delivery) -> Iterator[tuple[str, str, int]]:
    """The columns whose cells look like an identifier: the column, the kind, and in how many cells."""
    for name, cells in delivery.columns.items():
        counted: Counter[str] = Counter()
        for cell, count in Counter(cells).items():  # a code stands in many cells, and is looked at once
            counted.update(dict.fromkeys(kinds_of(cell), count))
        yield from ((name, kind, count) for kind, count in counted.items())


def kinds_of(cell: Cell) -> list[str]:
    """The kinds of identifier that a delivered cell looks like."""
    if cell is None or isinstance(cell, date):
        return []
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return [kind for kind, looks in _KINDS.items() if looks(text)] if len(text) >= SHORTEST else []


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end in the check digit of an NHS number (modulus 11, NHS Data Dictionary)."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = 11 - total % 11
    return check != 10 and check % 11 == int(digits[9])


def _holds_nhs_number(text: str) -> bool:
    return any(is_nhs_number(re.sub(r"\D", "", hit.group())) for hit in _DIGITS.finditer(text))


def _holds_name(text: str) -> bool:
    return bool(_TITLED.search(text)) or any(hit.group(1).lower() in GIVEN_NAMES for hit in _PAIR.finditer(text))


def _holds_date_among_words(text: str) -> bool:
    """A date that is not a cell of its own: columns of dates are declared, and checked against their window."""
    return any(hit.group() != text.strip() for hit in _DATE.finditer(text))


def _tells_a_story(text: str) -> bool:
    return len(text) > LONGEST or "\n" in text or len(re.findall(r"[.!?] [A-Z]", text)) > 0


_KINDS: dict[str, Callable[[str], bool]] = {
    "an NHS number": _holds_nhs_number,
    "a name": _holds_name,
    "a postcode": lambda text: bool(_POSTCODE.search(text)),
    "a date written into text": _holds_date_among_words,
    "an e-mail address": lambda text: bool(_EMAIL.search(text)),
    "a telephone number": lambda text: bool(_PHONE.search(text)) and not _holds_nhs_number(text),
    "free text": _tells_a_story,
}
