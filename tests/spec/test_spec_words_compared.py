"""Words of change and of comparison: what a test or an interval must show before they are printed, and how firmly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core_run import study
from scr_analysis.comparative import figure, of_comparison, runs_over, shown
from scr_analysis.compare.families import alone
from scr_analysis.compare.terms import Terms
from scr_analysis.comparisons import CHANCE, ROUNDED, UNSETTLED, Comparison, Side
from scr_analysis.study.declared import plain, typed
from scr_analysis.study.vocabulary import Wording
from scr_analysis.verdicts import BROKEN, FRAGILE, OPEN, ROBUST

REAL = study().wording


def by(evidence: str) -> Wording:
    """The vocabulary, asking for another kind of evidence."""
    return typed(Wording, {**plain(REAL, defaults=True), "evidence": evidence})


def compared(direction: str, low: float | None, high: float | None, p: float = 0.03, **more: object) -> Comparison:
    """A difference of the last share from the first with its interval, and what its adjusted p value decided."""
    sides = (Side("p2009_11", 20, 100), Side("p2011_14", 35, 100))
    value = 0.0 if low is None or high is None else (low + high) / 2
    one = Comparison("c", "all", "difference", "f", "s", sides, value, low, high, p=p, p_holm=min(1, 4 * p),
                     tests_in_family=4, confidence="0.95", direction=direction)  # fmt: skip
    one = alone(replace(one, **more), Terms(0.95))  # type: ignore[arg-type]
    return one if direction not in ("like", "departs") else replace(one, by_itself=direction)


CLEAR = compared("higher", 0.03, 0.27, p=0.001)
NOT_AFTER = compared("no clear difference", 0.01, 0.29, p=0.03)  # clear alone, and not among four
NOT_CLEAR = compared("no clear difference", -0.05, 0.15, p=0.3)
FALLEN = compared("lower", -0.27, -0.03, p=0.001)
CAUTIOUS = compared("higher", -0.001, 0.29, p=0.001)  # the two methods differ at the limit
OPEN_BY_P, OPEN_ALONE = replace(CLEAR, direction=UNSETTLED), replace(CLEAR, by_itself=UNSETTLED)
BREAK = compared("break in series", 0.03, 0.27, mark="[b]")


@pytest.mark.parametrize(
    ("claim", "one", "over", "state", "why"),
    [
        ("rose", CLEAR, "time", ROBUST, ""),
        ("fell", FALLEN, "time", ROBUST, ""),
        ("no clear change", NOT_CLEAR, "time", ROBUST, ""),
        ("more often", CLEAR, "groups", ROBUST, ""),
        ("no clear difference", NOT_CLEAR, "groups", ROBUST, ""),
        ("fell", CLEAR, "time", BROKEN, "the comparison shows higher"),
        ("rose", NOT_CLEAR, "time", BROKEN, "the comparison shows no clear difference"),
        ("no clear change", CLEAR, "time", BROKEN, "the comparison shows higher"),
        ("rose", NOT_AFTER, "time", BROKEN, "the comparison shows no clear difference"),
        ("no clear change", NOT_AFTER, "time", FRAGILE, "by itself, not adjusted for the other tests, it would show higher"),
        ("rose", CAUTIOUS, "time", FRAGILE, "by itself, not adjusted for the other tests, it would show no clear difference"),
        ("rose", BREAK, "time", BROKEN, "the series breaks between what is compared, and no word says what the break did"),
        ("unlike", compared("departs", 0.1, 0.9), "groups", ROBUST, ""),
        ("unlike", compared("departs", -0.1, 0.9, warning=CHANCE), "groups", FRAGILE, CHANCE),
        ("much like", compared("departs", 0.1, 0.9), "groups", BROKEN, "the comparison shows departs"),
    ],
)  # fmt: skip
def test_a_word_needs_its_evidence(claim: str, one: Comparison, over: str, state: str, why: str) -> None:
    verdict = of_comparison(REAL, claim, one, over)
    assert (verdict.state, verdict.why) == (state, why)


def test_words_that_hold_instead() -> None:
    assert of_comparison(REAL, "rose", NOT_CLEAR, "time").words == ("no clear change",)
    assert of_comparison(REAL, "less often", CLEAR, "groups").words == ("more often", "more than")
    assert of_comparison(REAL, "rose", BREAK, "time").words == ()


@pytest.mark.parametrize(
    ("evidence", "shows"),
    [
        ("adjusted", ["higher", "no clear difference", "no clear difference", "lower", "higher"]),
        ("interval", ["higher", "higher", "no clear difference", "lower", "no clear difference"]),
        ("both", ["higher", "no clear difference", "no clear difference", "lower", "no clear difference"]),
    ],
)
def test_the_evidence_that_the_vocabulary_asks_for(evidence: str, shows: list[str]) -> None:
    assert [shown(by(evidence), one) for one in (CLEAR, NOT_AFTER, NOT_CLEAR, FALLEN, CAUTIOUS)] == shows


@pytest.mark.parametrize(
    ("evidence", "one", "state"),
    [
        ("adjusted", CLEAR, ROBUST),
        ("interval", CLEAR, ROBUST),
        ("both", CLEAR, ROBUST),
        ("adjusted", OPEN_BY_P, OPEN),
        ("interval", OPEN_BY_P, FRAGILE),  # whatever was rounded the interval shows it, and the p value may not
        ("both", OPEN_BY_P, OPEN),
        ("adjusted", OPEN_ALONE, FRAGILE),
        ("interval", OPEN_ALONE, OPEN),
        ("both", OPEN_ALONE, OPEN),
        ("both", replace(NOT_CLEAR, by_itself=UNSETTLED), BROKEN),  # no rise by the p value, whatever the interval
        ("both", replace(NOT_CLEAR, direction=UNSETTLED), BROKEN),
        ("adjusted", replace(CLEAR, direction="", by_itself="", status="not applicable"), OPEN),
    ],
)
def test_a_rise_told_of_rounded_counts(evidence: str, one: Comparison, state: str) -> None:
    verdict = of_comparison(by(evidence), "rose", replace(one, warning=ROUNDED), "time")
    assert (verdict.state, verdict.instead) == (state, "may have changed" if state == OPEN else "")


def test_a_trend_without_interval_is_read_by_its_p_value() -> None:
    assert compared("no clear difference", None, None, p=0.04, value=2.1).by_itself == "higher"
    assert compared("no clear difference", None, None, p=0.04, value=-2.1).by_itself == "lower"
    assert compared("no clear difference", None, None, p=0.06, value=2.1).by_itself == "no clear difference"


def test_the_figure_of_a_comparison() -> None:
    assert figure(CLEAR) == "20% to 35%, p 0.004 adjusted for 4 tests"


def test_periods_are_time_and_sexes_are_groups() -> None:
    declared = {one.id: one for one in study().comparing.comparisons}
    assert runs_over(study(), declared["involvement_since_2009"]) == "time"
    assert runs_over(study(), declared["age_of_girls_and_boys"]) == "groups"
    assert runs_over(study(), declared["in_depth_of_reports_fatal"]) == "groups"


LIMITS = st.tuples(st.floats(-1, 1), st.floats(-1, 1)).map(sorted)


@given(
    LIMITS,
    st.sampled_from(["higher", "lower", "no clear difference"]),
    st.sampled_from(["adjusted", "interval", "both"]),
)
def test_exactly_one_word_of_change_holds(limits: list[float], direction: str, evidence: str) -> None:
    """Whatever is compared, it rose, or it fell, or there is no clear change."""
    one = compared(direction, *limits)
    states = [of_comparison(by(evidence), claim, one, "time").state for claim in ("rose", "fell", "no clear change")]
    assert sum(state != BROKEN for state in states) == 1


@given(LIMITS)
def test_both_is_never_bolder_than_either(limits: list[float]) -> None:
    for direction in ("higher", "lower", "no clear difference"):
        one = compared(direction, *limits)
        if shown(by("both"), one) != "no clear difference":
            assert shown(by("both"), one) == shown(by("adjusted"), one) == shown(by("interval"), one)
