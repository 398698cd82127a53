"""Derived variables of children's social care involvement."""

from __future__ import annotations

from collections.abc import Mapping

from scr_analysis.missing import is_missing

Case = Mapping[str, str]


def social_care_involvement(case: Case) -> str:
    """Involvement at the time of the incident, as the researchers coded it from the notification."""
    return case["CSC_INV"]


def known_to_social_care(case: Case) -> str:
    """Whether the case was open at the time or had been closed before."""
    return _among(case["social_care_involvement"], "open", "closed")


def aware_of_child(case: Case) -> str:
    """Whether the child was known, or had been referred or assessed without a service following."""
    return _among(case["social_care_involvement"], "open", "closed", "below_threshold")


def _among(involvement: str, *codes: str) -> str:
    if is_missing(involvement):
        return involvement
    return "yes" if involvement in codes else "no"
