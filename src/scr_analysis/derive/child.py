"""Derived variables of the child and the incident."""

from __future__ import annotations

from collections.abc import Mapping

from scr_analysis.missing import is_missing
from scr_analysis.periods import period_of, year_of

Case = Mapping[str, str]
# Lower limit of each band in completed months.
BANDS = (
    (0, "under_3_months"),
    (3, "m3_to_11"),
    (12, "y1_to_5"),
    (72, "y6_to_10"),
    (132, "y11_to_15"),
    (192, "y16_plus"),
)


def period(case: Case) -> str:
    """The review cycle of the incident date."""
    return period_of(case["INC_DATE"])


def year(case: Case) -> str:
    """The year of the incident date, from April to March."""
    return year_of(case["INC_DATE"])


def fatal(case: Case) -> str:
    """Whether the child died."""
    return {"death": "yes", "serious_harm": "no"}.get(case["OUTCOME"], case["OUTCOME"])


def age_band(case: Case) -> str:
    """The age band of the completed months, the first three months apart."""
    months = case["AGE_MTHS"]
    return months if is_missing(months) else [name for lower, name in BANDS if int(months) >= lower][-1]


def age_group(case: Case) -> str:
    """The age band with the first year in one."""
    return "under_1" if case["age_band"] in ("under_3_months", "m3_to_11") else case["age_band"]


def infant(case: Case) -> str:
    """Whether the child was under twelve completed months old."""
    months = case["AGE_MTHS"]
    return months if is_missing(months) else _yes(int(months) < 12)


def adolescent(case: Case) -> str:
    """Whether the child was eleven years old or older."""
    months = case["AGE_MTHS"]
    return months if is_missing(months) else _yes(int(months) >= 132)


def suicide(case: Case) -> str:
    """Whether the category of death is suicide; reviews of serious harm have no such category and count as no."""
    return "blank" if case["DEATHCAT"] == "blank" else _yes(case["DEATHCAT"] == "suicide")


DEATH_GROUPS = {
    "fatal_physical_abuse": "family_maltreatment",
    "severe_cruelty": "family_maltreatment",
    "covert_filicide": "family_maltreatment",
    "overt_filicide": "family_maltreatment",
    "extreme_neglect": "family_maltreatment",
    "sudi": "sudi",
    "suicide": "suicide",
    "extra_familial": "risk_or_extra_familial",
    "risk_taking_accident": "risk_or_extra_familial",
    "other_related": "other",
    "not_related": "other",
    "unclear": "other",
}


def death_group(case: Case) -> str:
    """The category of death in five groups."""
    return DEATH_GROUPS.get(case["DEATHCAT"], case["DEATHCAT"])


def sexual_exploitation(case: Case) -> str:
    """Whether the harm was sexual exploitation or the report records it; no only where both speak."""
    if case["HARMCAT"] == "sexual_exploitation" or case["CSE"] == "recorded":
        return "yes"
    if case["HARMCAT"] == "blank":  # a death has no category of harm, which is an answer; a blank is none
        return "blank"
    return case["CSE"] if is_missing(case["CSE"]) else "no"


def looked_after(case: Case) -> str:
    """Whether the child lived in foster care or in residential or secure care."""
    place = case["PLACEMT"]
    return place if is_missing(place) else _yes(place in ("foster_care", "residential_secure"))


SIBLINGS = ("none", "one", "two", "three")


def sibling_group(case: Case) -> str:
    """The number of siblings in the household; four and more are put together."""
    number = case["NSIBS"]
    return number if is_missing(number) else (*SIBLINGS, "four_plus")[min(int(number), 4)]


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"
