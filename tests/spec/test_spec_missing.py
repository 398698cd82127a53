"""What a declared statistic makes of missing values: three-valued "and", what stays, and the bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from counts import Counts
from small import small


@pytest.fixture
def counts(tmp_path: Path) -> Counts:
    return Counts(tmp_path)


@pytest.mark.parametrize("case", small("""
    SEX       DISAB        | n denominator not_known not_recorded
    female    yes          | 1 1           0         0
    female    no           | 0 1           0         0
    female    not_recorded | 0 0           0         1            # could still be either
    male      yes          | 0 1           0         0
    male      no           | 0 1           0         0
    male      not_recorded | 0 1           0         0            # one no settles it
    not_known yes          | 0 0           1         0
    not_known no           | 0 1           0         0
    not_known not_recorded | 0 0           1         0            # the first kind in the order of precedence
    blank     not_recorded | 0 0           0         0            # counted under blank
    """))  # fmt: skip
def test_and_is_three_valued(counts: Counts, case: dict[str, str]) -> None:
    """Two columns mean "and": yes if all are, no if one is a known no, else missing."""
    cases = f"SEX DISAB\n{case['SEX']} {case['DISAB']}"
    (one,) = counts.estimates("base: everyone, numerator: {SEX: [female], DISAB: [yes]}", cases)
    made = [one.n, one.denominator, one.missing_of("not_known"), one.missing_of("not_recorded")]
    assert made == [int(case[name]) for name in ("n", "denominator", "not_known", "not_recorded")]
    assert one.missing_of("blank") == (case["SEX"] == "blank")


def test_order_of_kinds_of_missing(counts: Counts) -> None:
    """Blank, not known, not recorded, report silent, no report, not applicable: the first names the reason."""
    counts(
        "base: everyone, numerator: {SEX: [male], DISAB: [yes], DOM_ABUSE: [recorded], DEATHCAT: [suicide]}",
        """
        SEX       DISAB        DOM_ABUSE     DEATHCAT
        blank     not_recorded report_silent not_applicable
        not_known not_recorded report_silent not_applicable
        not_known yes          no_report     blank
        male      not_recorded report_silent not_applicable
        male      yes          report_silent not_applicable
        male      yes          no_report     not_applicable
        male      yes          recorded      not_applicable
        male      yes          recorded      suicide
        """,
        """
        n denominator blank not_known not_recorded report_silent no_report not_applicable
        1 1           2     1         1            1             1         1
        """,
    )


CASES = """
    SEX       DOM_ABUSE
    female    recorded
    female    recorded
    female    not_mentioned
    female    report_silent
    male      recorded
    male      not_mentioned
    male      not_mentioned
    male      no_report
    not_known recorded
    not_known report_silent
"""


def test_missing_leaves_the_denominator(counts: Counts) -> None:
    """Ten cases: four are recorded, three are not, two reports are silent, one is not there."""
    counts(
        "base: everyone, numerator: {DOM_ABUSE: [recorded]}",
        CASES,
        """
        group level n denominator report_silent no_report estimate bound_low bound_high
        all   all   4 7           2             1         0.571    0.400     0.700
        """,
    )


def test_stays_keeps_a_kind_of_missing_in_the_denominator(counts: Counts) -> None:
    """Silent reports count as "not recorded"; they are still shown as missing, and the bounds do not move."""
    counts(
        "base: everyone, numerator: {DOM_ABUSE: [recorded]}, stays: [report_silent]",
        CASES,
        """
        n denominator report_silent no_report estimate bound_low bound_high
        4 9           2             1         0.444    0.400     0.700
        """,
    )
    counts(
        "base: everyone, numerator: {DOM_ABUSE: [recorded]}, stays: [report_silent, no_report]",
        CASES,
        """
        n denominator estimate bound_low bound_high
        4 10          0.400    0.400     0.700
        """,
    )


def test_not_applicable_does_not_widen_the_bounds(counts: Counts) -> None:
    """A child without a plan could not have had a plan for neglect; one whose category is not known could."""
    counts(
        "base: everyone, numerator: {plan_category: [neglect]}",
        """
        plan_category
        neglect
        neglect
        physical
        not_known
        not_applicable
        not_applicable
        not_applicable
        """,
        """
        n denominator not_known not_applicable estimate bound_low bound_high
        2 3           1         3              0.667    0.500     0.750
        """,
    )


def test_not_applicable_that_stays_is_a_no(counts: Counts) -> None:
    """In the denominator it stands in the bounds too: they hold the estimate between them."""
    counts(
        "base: everyone, numerator: {plan_category: [neglect]}, stays: [not_applicable]",
        """
        plan_category
        neglect
        physical
        not_known
        not_applicable
        not_applicable
        """,
        """
        n denominator estimate bound_low bound_high
        1 4           0.250    0.200     0.400
        """,
    )
    counts(
        "base: everyone, numerator: {plan_category: [neglect]}, stays: [not_applicable]",
        "plan_category\nnot_applicable",
        "n denominator estimate bound_low bound_high\n0 1 0.000 0.000 0.000",
    )


def test_no_case_in_the_denominator(counts: Counts) -> None:
    """Nothing is estimated where nothing is known; the missing cases are still counted."""
    counts(
        "base: everyone, numerator: {SEX: [male]}",
        "SEX\nnot_known\nnot_known\nblank",
        """
        n denominator not_known blank estimate low  high bound_low bound_high method
        0 0           2         1     none     none none none      none       -
        """,
    )
    (one,) = counts.estimates("base: everyone, numerator: {SEX: [male]}", "SEX\nnot_known")
    assert one.warning == "no case in the denominator"
