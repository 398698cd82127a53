"""Derived variables of the parents, from the final reports."""

from __future__ import annotations

from collections.abc import Mapping

from scr_analysis.missing import first_missing

Case = Mapping[str, str]
FACTORS = ("DOM_ABUSE", "PAR_MH", "PAR_ALC", "PAR_DRUG", "PAR_ACE", "PAR_CRIM", "PARTNERS", "SEPARATN")
COUNTS = ("none", "one", "two", "three", "four", "five_plus")
# The letter each of the four stands for in a combination; g is drugs, since d is domestic abuse.
LETTERS = (("DOM_ABUSE", "d"), ("PAR_MH", "m"), ("PAR_ALC", "a"), ("PAR_DRUG", "g"))


def substance_misuse(case: Case) -> str:
    """Whether alcohol or drug misuse is recorded: yes if either is; no only if the report speaks of both."""
    if "recorded" in (case["PAR_ALC"], case["PAR_DRUG"]):
        return "yes"
    return first_missing(case["PAR_ALC"], case["PAR_DRUG"]) or "no"


def parental_factors(case: Case) -> str:
    """How many of the eight factors are recorded; missing where the report is silent on any of them."""
    values = [case[name] for name in FACTORS]
    return first_missing(*values) or COUNTS[min(values.count("recorded"), 5)]


def parental_combination(case: Case) -> str:
    """Which of the four factors are recorded together; missing where the report is silent on any of them."""
    missing = first_missing(*(case[name] for name, _ in LETTERS))
    return missing or "".join(letter for name, letter in LETTERS if case[name] == "recorded") or "none"
