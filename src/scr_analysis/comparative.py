"""Words for comparisons: which of them a test or an interval stands behind, and how firmly.

A comparison is read twice: by its p value, adjusted within its family, and by itself, by its interval (where it has
none, by its p value as it is). The vocabulary says which of the two a word must have behind it; where they differ, the
word that holds is fragile.
"""

from __future__ import annotations

from collections.abc import Iterator

from scr_analysis.comparisons import BROKEN as BREAK_IN_SERIES
from scr_analysis.comparisons import CHANCE, NOT_CLEAR, ROUNDED, UNSETTLED, Comparison
from scr_analysis.estimates import HIDDEN
from scr_analysis.rounding import whole_percent
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison
from scr_analysis.study.vocabulary import Wording
from scr_analysis.verdicts import BROKEN, FRAGILE, OPEN, ROBUST, WITHHELD, Verdict

TIME, GROUPS = "time", "groups"


def of_comparison(wording: Wording, claim: str, one: Comparison, over: str) -> Verdict:
    """The verdict on a claim of a comparison that runs ``over`` time or groups.

    Of a hidden comparison nothing is judged: true or false, a word would say something of the counts.
    """
    wanted, instead = wording.claims[claim].shows, wording.claims[claim].withheld
    if one.hidden:
        return Verdict(WITHHELD, instead=instead)
    if shown(wording, one) in ("", UNSETTLED) and ROUNDED in one.warning:
        return Verdict(
            OPEN, "its counts are rounded, and others that round alike would show something else", (), instead
        )
    holding = tuple(words_for(wording, one, over))
    if one.direction == BREAK_IN_SERIES:
        return Verdict(BROKEN, "the series breaks between what is compared, and no word says what the break did")
    if shown(wording, one) != wanted:
        return Verdict(BROKEN, f"the comparison shows {shown(wording, one) or 'nothing'}", holding)
    if CHANCE in one.warning:
        return Verdict(FRAGILE, CHANCE)
    return _firmness(wording, wanted, one, over)


def _firmness(wording: Wording, wanted: str | None, one: Comparison, over: str) -> Verdict:
    """How firmly a word stands that holds by the evidence asked for: does it by the other as well?"""
    if one.direction != wanted:
        why = "not clear once the p value is adjusted for the other tests"
        return Verdict(FRAGILE, why, tuple(_words(wording, one.direction, over)))
    if one.by_itself != wanted:
        why = f"by itself, not adjusted for the other tests, it {_would_show(one.by_itself)}"
        return Verdict(FRAGILE, why, tuple(_words(wording, one.by_itself, over)))
    return Verdict(ROBUST)


def _would_show(said: str) -> str:
    return "could show something else" if said == UNSETTLED else f"would show {said}"


def shown(wording: Wording, one: Comparison) -> str:
    """What a comparison shows by the evidence that the vocabulary asks for; where it asks for both, by both."""
    if wording.evidence == "adjusted" or one.direction == one.by_itself:
        return one.direction
    if wording.evidence == "interval":
        return one.by_itself
    both = {one.direction, one.by_itself}
    return UNSETTLED if UNSETTLED in both and NOT_CLEAR not in both else NOT_CLEAR


def words_for(wording: Wording, one: Comparison, over: str) -> Iterator[str]:
    """The words that hold of a comparison."""
    yield from _words(wording, shown(wording, one), over)


def _words(wording: Wording, shows: str, over: str) -> Iterator[str]:
    for claim, rule in wording.claims.items():
        if rule.shows == shows and rule.over in (None, over):
            yield claim


def runs_over(study: Study, declared: DeclaredComparison) -> str:
    """Whether a comparison runs over time or over groups; two bases are groups."""
    by = study.statistics[declared.statistic].by
    return TIME if not declared.bases and set(by) & set(study.wording.time) else GROUPS


def figure(one: Comparison) -> str:
    """The first and the last of what is compared, and how sure the difference is."""
    if one.hidden:
        return HIDDEN
    ends = (one.sides[0], one.sides[-1])
    shares = [f"{whole_percent(side.n, side.denominator)}%" for side in ends if side.n is not None and side.denominator]
    said = [" to ".join(shares)] if len(shares) == len(ends) else []
    if one.p_holm is not None:
        tests = f"{one.tests_in_family} tests" if one.tests_in_family > 1 else "1 test"
        said.append(f"p {one.p_holm:.2g} adjusted for {tests}")
    return ", ".join(said)
