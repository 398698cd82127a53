"""The kinds of missing, which stay apart from the SPSS file to the audit page."""

from __future__ import annotations

from typing import Final

# In order of precedence: where several variables are missing in one case, the first kind here names the reason.
KINDS: Final = ("blank", "not_known", "not_recorded", "report_silent", "no_report", "not_applicable")
# In the order in which they stand as columns of the estimates.
COLUMNS: Final = ("not_known", "not_recorded", "report_silent", "no_report", "not_applicable", "blank")
_SET = frozenset(KINDS)


def is_missing(value: str) -> bool:
    """Whether a cell of the analysis table holds a kind of missing instead of an answer."""
    return value in _SET


def first_missing(*values: str) -> str | None:
    """The kind that names the reason where at least one of the values is missing."""
    found = {value for value in values if value in _SET}
    return next((kind for kind in KINDS if kind in found), None)
