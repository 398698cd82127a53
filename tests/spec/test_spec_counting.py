"""What a declared statistic counts: groups, levels, nested bases, quartiles. Everything is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from counts import Counts

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


@pytest.fixture
def counts(tmp_path: Path) -> Counts:
    return Counts(tmp_path)


def test_by_a_group(counts: Counts) -> None:
    """All cases, then each group in the codebook's order; a case whose group is missing is in all and in no group."""
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
