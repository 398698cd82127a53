"""The child's background: region, sex, ethnic group, disability, where the child lived, siblings."""

from __future__ import annotations

from random import Random

from scr_analysis.synthetic import printed, supposed
from scr_analysis.synthetic.cases import Case
from scr_analysis.synthetic.dealing import apportion, choose, pick, share_out

NEGLECT_PLANS = ("neglect", "multiple_with_neglect")
# Where a child of an age group may live, beside with parents: how likely against the other age groups.
LIVING = {
    "foster_care": {"y1_to_5": 1.0, "y6_to_10": 1.0, "y11_to_15": 1.5, "y16_plus": 0.8},
    "residential_secure": {"y11_to_15": 1.0, "y16_plus": 1.5},
    "semi_independent": {"y16_plus": 1.0},
    "hospital": {"under_1": 1.0, "y1_to_5": 0.1, "y16_plus": 0.1},
    "relatives": {"under_1": 0.3, "y1_to_5": 1.0, "y6_to_10": 1.0, "y11_to_15": 1.5, "y16_plus": 1.0},
}


def give_background(rng: Random, cases: list[Case]) -> None:
    """Each variable shared out within each period."""
    for period in printed.PERIODS:
        members = [case for case in cases if case.period == period]
        sexes = supposed.SEX_2011_14 if period == printed.PERIODS[-1] else supposed.SEX
        _share(rng, members, "REGION", supposed.REGIONS)
        _share(rng, members, "SEX", sexes)
        _share(rng, members, "ETHNIC", supposed.ETHNIC)
        _share(rng, members, "DISAB", supposed.DISAB)
        _share(rng, members, "PLACEMT", supposed.PLACEMT)
        for case in members:
            case.values["NSIBS"] = _siblings(rng, case)
        _leave_blank(rng, members)


def _share(rng: Random, cases: list[Case], name: str, shares: dict[str, float]) -> None:
    dealt = share_out(rng, cases, apportion(shares, len(cases)), WEIGHTS[name])
    for case, code in dealt.items():
        case.values[name] = code


def _region_weight(_case: Case, _region: str) -> float:
    return 1.0


def _sex_weight(case: Case, sex: str) -> float:
    """Girls lead among children with a neglect plan (NSPCC: 57 % against 44 %) and in some categories."""
    if sex != "female":
        return 1.0
    return supposed.GIRLS.get(case.died_or_harmed, 1.0) * (1.35 if case.plan_category in NEGLECT_PLANS else 1.0)


def _ethnic_weight(case: Case, group: str) -> float:
    if group == "not_known":
        return 1.5 if case.values["CSC_INV"] == "never_known" else 1.0
    return supposed.DIVERSE_REGIONS.get(str(case.values["REGION"]), 0.6)


def _disability_weight(case: Case, answer: str) -> float:
    if answer == "not_recorded":
        return case.rises(-0.4)
    return case.rises(0.3) * (0.4 if case.band == "under_1" else 1.3)


def _placement_weight(case: Case, place: str) -> float:
    """A looked-after child's case is open; sudden infant death and filicide happen at home."""
    if place not in LIVING:
        return 1.0
    at_home = case.died_or_harmed in ("sudi", "overt_filicide", "covert_filicide", "fatal_physical_abuse")
    if at_home and place != "relatives":
        return 0.0
    if place in ("foster_care", "residential_secure") and case.values["CSC_INV"] != "open":
        return 0.0
    newborn = 4.0 if place == "hospital" and case.months < 3 else 1.0
    return LIVING[place].get(case.band, 0.0) * newborn * (0.1 if case.plan == "current" else 1.0)


def _siblings(rng: Random, case: Case) -> int | str:
    """More siblings where need is high; none in the household of a child who lives alone or in care."""
    if rng.random() < 0.04:
        return "not_known"
    if case.values["PLACEMT"] in ("semi_independent", "residential_secure"):
        return 0
    lean = case.rises(0.25) * (0.8 if case.band == "under_1" else 1.0)
    return choose(rng, {count: weight * lean**count for count, weight in enumerate(SIBLINGS)})


def _leave_blank(rng: Random, cases: list[Case]) -> None:
    """One field a period that nobody filled in, before 2011: a blank is not the code for not known."""
    if cases[0].period != printed.PERIODS[-1]:
        for case in pick(rng, cases, 1):
            case.values["NSIBS"] = None


SIBLINGS = (30, 28, 20, 11, 6, 3, 1.2, 0.5, 0.2, 0.1)
WEIGHTS = {
    "REGION": _region_weight,
    "SEX": _sex_weight,
    "ETHNIC": _ethnic_weight,
    "DISAB": _disability_weight,
    "PLACEMT": _placement_weight,
}
