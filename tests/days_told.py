"""Days as people and programs write them, found in any text."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
DAY, MONTH, YEAR = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>(?:19|20)\d\d)"
NAME = rf"(?P<name>{'|'.join(name[:3] for name in MONTHS)})[a-z]*"
# The forms in which people and programs write a day.
WRITTEN = [
    re.compile(rf"(?<![\w.-]){form}(?![\w-])")
    for form in (
        *(rf"{YEAR}{sign}{MONTH}{sign}{DAY}" for sign in ("-", "/", r"\.", "")),
        *(rf"{DAY}{sign}{MONTH}{sign}{YEAR}" for sign in ("-", "/", r"\.")),
        *(rf"{DAY}(?:st|nd|rd|th)? {NAME},? {YEAR}", rf"{NAME} {DAY}(?:st|nd|rd|th)?,? {YEAR}"),
        r"(?P<seconds>1[23]\d{9})",  # of SPSS, since 14 October 1582
    )
]


def days(text: str) -> set[str]:
    """The days that a text tells, in whatever form."""
    found = set()
    for hit in (hit for form in WRITTEN for hit in form.finditer(text)):
        told = hit.groupdict()
        with suppress(ValueError, OverflowError):
            if "seconds" in told:
                found.add((date(1582, 10, 14) + timedelta(seconds=int(told["seconds"]))).isoformat())
                continue
            name = told.get("name")
            month = next(at for full, at in MONTHS.items() if full.startswith(name)) if name else int(told["m"])
            found.add(date(int(told["y"]), month, int(told["d"])).isoformat())
    return found
