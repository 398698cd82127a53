"""Which final reports the study has and reads in depth, and what they record of family, child and engagement."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from scr_analysis.synthetic import printed, supposed
from scr_analysis.synthetic.cases import Case
from scr_analysis.synthetic.dealing import for_code, pick, share_out, spread

FAMILY = (
    "DOM_ABUSE", "PAR_MH", "PAR_ALC", "PAR_DRUG", "PAR_ACE", "PAR_CRIM", "PARTNERS", "SEPARATN", "ISOLATED", "POVERTY",
)  # fmt: skip
CHILD = ("SOCMEDIA", "CSE", "SELFHARM", "CAMHS", "SCH_EXCL", "NEGLECT", "COOPMIST", "MISSAPPT", "CLOSED_NE")
# Two categories whose young people share a history.
ALIKE = ("suicide", "sexual_exploitation")
LATEST = printed.PERIODS[-1]


def give_reports(rng: Random, cases: list[Case]) -> None:
    """Availability, the reading in depth, and the characteristics, in that order."""
    for case in cases:
        case.values |= {"REPORT": "no", "INDEPTH": "no"}
    for period in printed.REPORTS_FATAL:
        for case in _available(rng, [case for case in cases if case.period == period], period):
            case.values["REPORT"] = "yes"
    latest = [case for case in cases if case.period == LATEST and case.has_report]
    for case in spread(rng, latest, printed.IN_DEPTH, _traits):
        case.values["INDEPTH"] = "yes"
    for period in printed.REPORTS_FATAL:
        members = [case for case in cases if case.period == period and case.has_report]
        _give_family(rng, members, period)
        _give_child(rng, members, period)


def _available(rng: Random, cases: list[Case], period: str) -> list[Case]:
    """Every suicide of 2011-14 was studied, so its report was there."""
    given = [case for case in cases if case.suicide and period == LATEST]
    dead = [case for case in cases if case.fatal and case not in given]
    hurt = [case for case in cases if not case.fatal]
    wanted = printed.REPORTS_FATAL[period] - len(given)
    return given + pick(rng, dead, wanted, _chance) + pick(rng, hurt, printed.REPORTS_HARM[period], _chance)


def _chance(case: Case) -> float:
    """Reports on the latest incidents were often unfinished, and fewer came from some places and families."""
    late = 0.5 if (printed.SPANS[case.period][1] - case.incident).days < 270 else 1.0
    unknown = 0.8 if case.values["CSC_INV"] == "never_known" else 1.0
    return late * unknown * (0.7 if case.values["REGION"] in ("london", "not_known") else 1.0)


def _traits(case: Case) -> tuple[str, ...]:
    """What the reading in depth was to reach over; suicide and exploitation have a heading of their own."""
    crisis = "suicide or exploitation" if case.suicide or case.died_or_harmed == "sexual_exploitation" else "neither"
    return (case.band, crisis, *(f"{name} {case.values[name]}" for name in ("SEX", "OUTCOME", "REGION")))


def _record(
    rng: Random, cases: list[Case], item: str, count: int, weight: Callable[[Case], float] = lambda _: 1.0
) -> None:
    """``count`` more reports record an item, likelier where need is high."""
    open_ones = [case for case in cases if case.report[item] == "not_mentioned"]
    loading = supposed.LOADINGS.get(item, 0.0)
    for case in pick(rng, open_ones, count, lambda case: weight(case) * case.rises(loading)):
        case.report[item] = "recorded"


def _give_family(rng: Random, cases: list[Case], period: str) -> None:
    silent = pick(rng, cases, supposed.SILENT[period], lambda case: case.rises(-0.7))
    for case in cases:
        case.report |= dict.fromkeys(FAMILY, "report_silent" if case in silent else "not_mentioned")
    speaking = [case for case in cases if case not in silent]
    for item, count in supposed.SILENT_ITEMS.items():
        for case in pick(rng, speaking, count):
            case.report[item] = "report_silent"
    _give_substances(rng, speaking, printed.SUBSTANCES[period])
    for item, count in (printed.RECORDED_PARENTS[period] | supposed.RECORDED_FAMILY[period]).items():
        _record(rng, speaking, item, count, for_code(_goes_with, item))


def _give_substances(rng: Random, cases: list[Case], counts: tuple[int, int, int]) -> None:
    """Alcohol and drugs together, so that each, both and either come out as printed."""
    quotas = dict(zip(("both", "alcohol", "drugs"), counts, strict=True))
    quotas["neither"] = len(cases) - sum(counts)
    dealt = share_out(rng, cases, quotas, lambda case, answer: case.rises(1.2 if answer == "both" else 0.8))
    for case, answer in dealt.items():
        for item, answers in (("PAR_ALC", ("both", "alcohol")), ("PAR_DRUG", ("both", "drugs"))):
            case.report[item] = "recorded" if answer in answers else "not_mentioned"


def _goes_with(case: Case, item: str) -> float:
    """What a family characteristic goes with, beyond need.

    Young people who died by suicide and those who were exploited had lived through much the same (the source briefing).
    """
    if item == "SEPARATN":
        likelier = {"overt_filicide": 2.5, "covert_filicide": 2.5, **dict.fromkeys(ALIKE, 2.5)}
        return (2.5 if case.recorded("DOM_ABUSE") else 1.0) * likelier.get(case.died_or_harmed, 1.0)
    if item == "DOM_ABUSE":
        return 2.0 if case.died_or_harmed in ALIKE else 1.0
    if item in ("PAR_CRIM", "PAR_ACE"):
        return 1.8 if case.recorded("PAR_DRUG") else 1.0
    return 1.6 if item == "PAR_MH" and case.died_or_harmed in ("overt_filicide", "covert_filicide") else 1.0


def _give_child(rng: Random, cases: list[Case], period: str) -> None:
    for case in cases:
        case.report |= dict.fromkeys(CHILD, "not_mentioned")
    _give_adolescence(rng, cases, period)
    dead, hurt = [case for case in cases if case.fatal], [case for case in cases if not case.fatal]
    _record(rng, dead, "NEGLECT", printed.NEGLECT_FATAL[period], _neglect)
    _record(rng, hurt, "NEGLECT", printed.NEGLECT_HARM[period], _neglect)
    for item, count in supposed.RECORDED_ENGAGEMENT[period].items():
        _record(rng, cases, item, count, for_code(_engaged, item))


def _give_adolescence(rng: Random, cases: list[Case], period: str) -> None:
    """Sexual exploitation, self-harm, CAMHS, exclusion, social media: nearly all adolescents; suicides by quota."""
    for case in cases:
        if case.died_or_harmed == "sexual_exploitation":
            case.report["CSE"] = "recorded"
    apart = [case for case in cases if case.suicide and period == LATEST]
    fixed = {"CAMHS": printed.SUICIDES_CAMHS, "SELFHARM": supposed.SUICIDES_SELFHARM} if apart else {}
    for item, count in fixed.items():
        _record(rng, apart, item, count)
    for item, count in supposed.RECORDED_ADOLESCENT[period].items():
        among = [case for case in cases if case not in apart or item not in fixed]
        _record(rng, among, item, count - fixed.get(item, 0), for_code(_adolescent, item))


def _adolescent(case: Case, item: str) -> float:
    """Hardly any before 11 years; girls in exploitation, self-harm where there was exploitation, and so on."""
    if not case.adolescent:
        return 0.03 if case.band == "y6_to_10" and item in ("CAMHS", "SCH_EXCL") else 0.0
    if item == "CSE":
        history = sum(case.recorded(known) for known in ("DOM_ABUSE", "SEPARATN", "PAR_MH", "PAR_ALC", "PAR_DRUG"))
        return (4.0 if case.values["SEX"] == "female" else 0.6) * (0.2 if case.suicide else 2.0 + history)
    if item == "SOCMEDIA":
        return 4.0 if case.recorded("CSE") or case.suicide else 1.0
    if item == "CAMHS":
        return 4.0 if case.recorded("SELFHARM") else 1.0
    return 2.0 if case.recorded("CSE") or case.suicide else 1.0


def _neglect(case: Case) -> float:
    category = case.died_or_harmed in ("extreme_neglect", "neglect", "severe_cruelty")
    alike = case.died_or_harmed in ALIKE or case.recorded("CSE")
    return (8.0 if category else 1.3 if alike else 1.0) * (
        3.0 if "neglect" in str(case.plan_category).split("_") else 1.0
    )


def _engaged(case: Case, item: str) -> float:
    """A case is closed after non-engagement only if one was open; missed appointments are a parent's."""
    involvement = case.values["CSC_INV"]
    if item == "CLOSED_NE":
        return {"closed": 4.0, "below_threshold": 2.0, "open": 0.7}.get(str(involvement), 0.1)
    if item == "COOPMIST":
        return {"open": 2.5, "closed": 1.5}.get(str(involvement), 0.3)
    return 0.5 if case.adolescent else 1.0
