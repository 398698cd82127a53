"""What services knew: children's social care involvement, and the plan status that stands after reconciliation."""

from __future__ import annotations

from random import Random

from scr_analysis.synthetic import printed, supposed
from scr_analysis.synthetic.cases import Case
from scr_analysis.synthetic.dealing import apportion, pick, share_out

# How need pulls a family towards each answer, and which children stand out beyond that.
PULL = {"never_known": -0.9, "below_threshold": -0.2, "not_known": 0.0, "closed": -0.3, "open": 0.8}
UNKNOWN_BEFORE = {"overt_filicide": 1.8, "covert_filicide": 1.5, "not_related": 1.5, "sexual_exploitation": 0.2}


def give_services(rng: Random, cases: list[Case]) -> None:
    """Involvement and plans, period by period."""
    for period in printed.PERIODS:
        members = [case for case in cases if case.period == period]
        _give_involvement(rng, members, _involvement_quotas(period))
        _give_plans(rng, members, period)


def _involvement_quotas(period: str) -> dict[str, int]:
    if period in printed.INVOLVEMENT:
        return printed.INVOLVEMENT[period]
    return apportion(supposed.INVOLVEMENT_EARLIER, printed.REVIEWS[period])


def _give_involvement(rng: Random, cases: list[Case], quotas: dict[str, int]) -> None:
    """The suicides of 2011-14 have printed counts of their own; the others share what is left of the quotas."""
    apart = [case for case in cases if case.suicide and case.period == printed.PERIODS[-1]]
    if apart:
        _deal(rng, apart, printed.SUICIDES_INVOLVEMENT)
        quotas = {code: count - printed.SUICIDES_INVOLVEMENT.get(code, 0) for code, count in quotas.items()}
    _deal(rng, [case for case in cases if case not in apart], quotas)


def _deal(rng: Random, cases: list[Case], quotas: dict[str, int]) -> None:
    for case, code in share_out(rng, cases, quotas, _involvement_weight).items():
        case.values["CSC_INV"] = code


def _involvement_weight(case: Case, code: str) -> float:
    weight = case.rises(PULL[code])
    return weight * UNKNOWN_BEFORE.get(case.died_or_harmed, 1.0) if code == "never_known" else weight


def _give_plans(rng: Random, cases: list[Case], period: str) -> None:
    """A current plan needs an open case, a past plan one that is open or closed."""
    for status in ("current", "past"):
        quotas = dict(zip(printed.CATEGORIES, printed.PLANS[period][status], strict=True))
        free = [case for case in cases if case.plan == "never"]
        weight = _current_weight if status == "current" else _past_weight
        chosen = pick(rng, free, sum(quotas.values()), weight)
        for case, category in share_out(rng, chosen, quotas, _category_weight).items():
            case.plan, case.plan_category = status, category
    free = [case for case in cases if case.plan == "never"]
    for case in pick(rng, free, supposed.PLAN_NOT_KNOWN[period], _silence_weight):
        case.plan = "not_known"


def _current_weight(case: Case) -> float:
    # None of those who died of extreme neglect had a plan in 2005-11 (NSPCC); suicides seldom do.
    age = {"under_1": 0.9, "y6_to_10": 1.6}.get(case.band, 1.0)
    rare = {"extreme_neglect": 0.0, "suicide": 0.4, "overt_filicide": 0.6}.get(case.died_or_harmed, 1.0)
    return (case.values["CSC_INV"] == "open") * case.rises(0.8) * age * rare


def _past_weight(case: Case) -> float:
    involvement = {"open": 0.4, "closed": 1.0}.get(str(case.values["CSC_INV"]), 0.0)
    age = 0.15 if case.months < 3 else 0.5 if case.band == "under_1" else 1.4
    return involvement * case.rises(0.5) * age * (case.died_or_harmed != "extreme_neglect")


def _silence_weight(case: Case) -> float:
    return {"not_known": 30.0, "never_known": 0.0}.get(str(case.values["CSC_INV"]), 1.0)


def _category_weight(case: Case, category: str) -> float:
    """Sexual abuse plans sit with older children and sexual harm, physical abuse with infants, neglect with need."""
    if category == "sexual":
        sexual_harm = case.died_or_harmed in ("sexual_abuse_family", "sexual_exploitation")
        return (4.0 if case.adolescent else 1.0) * (4.0 if sexual_harm else 1.0)
    if category == "physical":
        return 2.0 if case.band == "under_1" else 1.0
    if category in ("neglect", "multiple_with_neglect"):
        return case.rises(0.4) * (1.7 if case.band in ("y6_to_10", "y11_to_15") else 1.0)
    return 1.0
