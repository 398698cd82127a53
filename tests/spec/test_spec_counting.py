"""What a declared statistic counts: three-valued "and", what stays, levels, groups, bounds. Everything is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from core_run import WILSON, study_in
from small import agree, small

from scr_analysis.estimate import evaluate
from scr_analysis.estimate.cells import Cells
from scr_analysis.estimates import Estimate

BASES = """
- {id: everyone, title: Everyone}
- {id: girls, title: Girls, within: everyone, include: {SEX: [female]}}
- {id: disabled_girls, title: Disabled girls, within: girls, include: {DISAB: [yes]}}
- {id: girls_or_boys, title: Girls or boys, within: everyone, include: {SEX: [female, male]}}
- {id: girls_again, title: Girls of girls or boys, within: girls_or_boys, include: {SEX: [female]}}
"""


@pytest.fixture
def counts(tmp_path: Path) -> Counts:
    return Counts(tmp_path)


class Counts:
    """Evaluates one statistic, declared in YAML, on drawn cases and holds it to drawn estimates."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def estimates(self, declared: str, cases: str) -> list[Estimate]:
        entry = f"- {{id: it, title: It, {declared}}}\n"
        study = study_in(self.folder, "statistics", bases=BASES, statistics=entry)
        return list(evaluate(study, study.statistics["it"], Cells(small(cases)), [], WILSON))

    def __call__(self, declared: str, cases: str, drawn: str) -> None:
        wanted = small(drawn)
        made = [{name: shown(one, name) for name in wanted[0]} for one in self.estimates(declared, cases)]
        agree(made, wanted)


def shown(one: Estimate, column: str) -> str:
    """A column of an estimate as it is drawn; shares with three places."""
    if column in ("not_known", "not_recorded", "report_silent", "no_report", "not_applicable", "blank"):
        return str(one.missing_of(column))
    value = getattr(one, column)
    if value is None:
        return "none"
    return f"{value:.3f}" if isinstance(value, float) else str(value) or "-"


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
    drawn = [str(number) for number in (one.n, one.denominator, one.missing_of("not_known"), one.missing_of("not_recorded"))]
    assert drawn == [case["n"], case["denominator"], case["not_known"], case["not_recorded"]]
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


def test_by_a_group(counts: Counts) -> None:
    """All cases first, then each group in the codebook's order; a case whose group is missing is in all, in no group."""
    counts(
        "base: everyone, numerator: {DOM_ABUSE: [recorded]}, by: SEX",
        CASES,
        """
        group      n denominator report_silent no_report
        all        4 7           2             1
        SEX=male   1 3           0             1
        SEX=female 2 3           1             0
        """,
    )


def test_by_two_groups(counts: Counts) -> None:
    """Every combination that holds a case, the first column turning slowest; none for a combination without a case."""
    counts(
        "base: everyone, numerator: all, by: [SEX, DISAB]",
        """
        SEX       DISAB
        female    yes
        male      no
        male      no
        male      not_recorded
        not_known yes
        """,
        """
        group                n denominator
        all                  5 5
        SEX=male;DISAB=no    2 2
        SEX=female;DISAB=yes 1 1
        """,
    )


def test_distribution(counts: Counts) -> None:
    """One row a code of the column, in the codebook's order, empty ones too; the known cases are the denominator."""
    counts(
        "base: everyone, kind: distribution, of: CPPLAN",
        """
        CPPLAN
        current
        never
        never
        never
        not_known
        blank
        """,
        """
        level   n denominator not_known blank estimate bound_low bound_high
        current 1 4           1         1     0.250    0.167     0.500
        past    0 4           1         1     0.000    0.000     0.333
        never   3 4           1         1     0.750    0.500     0.833
        """,
    )


def test_distribution_with_levels_by_group(counts: Counts) -> None:
    """Levels choose and order the rows; the denominator stays that of the whole distribution."""
    counts(
        "base: everyone, kind: distribution, of: CPPLAN, levels: [never, current], by: SEX",
        """
        SEX    CPPLAN
        male   current
        male   past
        male   not_known
        female never
        """,
        """
        group      level   n denominator not_known
        all        never   1 3           1
        all        current 1 3           1
        SEX=male   never   0 2           1
        SEX=male   current 1 2           1
        SEX=female never   1 1           0
        SEX=female current 0 1           0
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


@pytest.mark.parametrize(("cases", "warning"), [(19, "small base"), (20, ""), (1, "small base")])
def test_small_base(counts: Counts, cases: int, warning: str) -> None:
    """A percentage of fewer than twenty cases carries a warning."""
    (one,) = counts.estimates("base: everyone, numerator: {SEX: [male]}", "SEX\n" + "male\n" * cases)
    assert (one.denominator, one.warning) == (cases, warning)


def test_bases_nest(counts: Counts) -> None:
    """A base holds what its own rule and the rules of all bases around it admit; a missing value is not admitted."""
    cases = """
        SEX       DISAB
        female    yes
        female    no
        female    not_recorded
        male      yes
        not_known yes
    """
    bases = "[everyone, girls, disabled_girls, girls_or_boys, girls_again]"
    counts(
        f"base: {bases}, numerator: {{DISAB: [yes]}}",
        cases,
        """
        base           n denominator not_recorded
        everyone       3 4           1
        girls          1 2           1
        disabled_girls 1 1           0
        girls_or_boys  2 3           1
        girls_again    1 2           1            # both rules name the column: a case must satisfy both
        """,
    )


def test_quartiles(counts: Counts) -> None:
    """The smallest value that at least a quarter, half, three quarters of the known cases do not exceed."""
    counts(
        "base: everyone, kind: quantile, of: AGE_MTHS",
        """
        AGE_MTHS
        100
        3
        not_known
        7
        12
        blank
        """,
        """
        group level n denominator not_known blank estimate low  high bound_low
        all   p25   4 4           1         1     3.000    none none none       # one of four is at most 3
        all   p50   4 4           1         1     7.000    none none none       # two of four
        all   p75   4 4           1         1     12.000   none none none       # numbers, not text: 12 is below 100
        """,
    )


def test_quartiles_of_nothing_known(counts: Counts) -> None:
    counts(
        "base: everyone, kind: quantile, of: AGE_MTHS, by: SEX",
        """
        SEX    AGE_MTHS
        male   not_known
        female 5
        """,
        """
        group      level n denominator not_known estimate
        all        p25   1 1           1         5.000
        all        p50   1 1           1         5.000
        all        p75   1 1           1         5.000
        SEX=male   p25   0 0           1         none
        SEX=male   p50   0 0           1         none
        SEX=male   p75   0 0           1         none
        SEX=female p25   1 1           0         5.000
        SEX=female p50   1 1           0         5.000
        SEX=female p75   1 1           0         5.000
        """,
    )
