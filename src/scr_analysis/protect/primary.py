"""Primary suppression: which counts a profile hides for what they are, whatever else is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scr_analysis.estimates import Estimate
from scr_analysis.missing import COLUMNS
from scr_analysis.protect.decisions import REMAINDER, Decision
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic
from scr_analysis.study.disclosure import Agreement, Profile


def primary_decisions(study: Study, release: str, raw: Sequence[Estimate]) -> list[Decision]:
    """Every count that the release's profile hides, or would but for an exception, in the order of the estimates."""
    agreement, profile = study.disclosure.agreement(release), study.disclosure.profile(release)
    return [
        decision
        for one in raw
        if applies(profile, agreement, one)
        for decision in _decided(agreement, one, small_counts(profile, study.statistics[one.statistic], one))
    ]


def applies(profile: Profile, agreement: Agreement, one: Estimate) -> bool:
    """Whether the profile speaks of the estimate: of all, or of those that the owner names as sensitive."""
    return profile.applies_to == "all" or any(named.names(one.key) for named in agreement.sensitive)


def _decided(agreement: Agreement, one: Estimate, found: Iterator[tuple[str, str]]) -> Iterator[Decision]:
    exemption = agreement.exception_for(one.key)
    for count, rule in found:
        yield Decision((one.key, count), "exception" if exemption else "primary", rule, exemption)


def small_counts(profile: Profile, statistic: Statistic, one: Estimate) -> Iterator[tuple[str, str]]:
    """The counts of an estimate that a profile hides, each with the rule in words.

    A count of everybody has no trait, and a quantile counts nobody with one: only their base can be too small.
    """
    n, of = one.n, one.denominator
    if n is None or of is None:
        return
    no_trait = statistic.numerator == "all" or statistic.kind == "quantile"
    if statistic.kind != "rate" and (rule := _small(profile, of, "base")):
        yield "denominator", rule
    if not no_trait and (rule := _small(profile, n, "count")):
        yield "n", rule
    if not no_trait and statistic.kind != "rate" and (rule := _left_over(profile, n, of)):
        yield REMAINDER, rule
    if profile.missing == "hidden":
        for kind, count in zip(COLUMNS, one.missing, strict=True):
            if count is not None and 0 < count <= profile.hide_upto:
                yield f"missing_{kind}", f"missing below {profile.threshold}"


def _small(profile: Profile, count: int, what: str) -> str:
    if count == 0:
        return f"{what} of nought" if profile.zeros == "hidden" else ""
    return f"{what} below {profile.threshold}" if count <= profile.hide_upto else ""


def _left_over(profile: Profile, n: int, of: int) -> str:
    """The rule on who is left over: a few are as small a count as any; nobody means that everyone has the trait."""
    if n == of:
        return "whole group" if of and profile.whole_groups == "hidden" else ""
    return (
        f"remainder below {profile.threshold}" if profile.remainders == "hidden" and of - n <= profile.hide_upto else ""
    )
