"""Derived variables of the reading in depth: whether a report was coded under each of the seven headings."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from scr_analysis.missing import is_missing

# Each derived variable, and the heading it asks for in the file of themes.
HEADINGS = {
    "theme_working_together": "working_together",
    "theme_assessments": "assessments",
    "theme_vulnerability_risk": "vulnerability_risk",
    "theme_poor_engagement": "poor_engagement",
    "theme_listening": "listening",
    "theme_domestic_abuse": "domestic_abuse",
    "theme_suicide_cse": "suicide_cse",
}


def theme(case: Mapping[str, str], coded: Collection[str], heading: str) -> str:
    """Whether any passage of the report was coded under a heading; it does not apply to a report not read in depth."""
    read = case["INDEPTH"]
    if is_missing(read):
        return read
    if read != "yes":
        return "not_applicable"
    return "yes" if heading in coded else "no"
