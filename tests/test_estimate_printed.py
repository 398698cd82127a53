"""The figures that the data dictionary prints, typed by hand, against the estimates of a run on the twin.

Source of every line: "Figures the synthetic twin must give exactly (2011-14)" in the data dictionary.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest

from core_run import core_run
from scr_analysis.estimates import Estimate


def one(statistic: str, base: str, level: str = "all", group: str = "all") -> Estimate:
    return core_run().raw()[statistic, base, group, level]


def percent(estimate: Estimate) -> int:
    assert estimate.n is not None
    assert estimate.denominator is not None
    return int((Decimal(100) * estimate.n / estimate.denominator).quantize(Decimal(1), ROUND_HALF_UP))


PERIOD, REPORTS, SUICIDES = "reviews_2011_14", "final_reports_2011_14", "suicides_2011_14"


@pytest.mark.parametrize(
    ("statistic", "level", "n", "of", "printed"),
    [
        ("involvement", "open", 132, 293, 45),  # "open 45 %, closed 19 %, below threshold 14 %, never known 22 %"
        ("involvement", "closed", 56, 293, 19),
        ("involvement", "below_threshold", 41, 293, 14),
        ("involvement", "never_known", 64, 293, 22),
        ("not_involved_at_incident", "all", 161, 293, 55),  # "not involved at the time 55 %"
        ("known_to_social_care", "all", 188, 293, 64),  # "known 64 %"
        ("below_threshold", "all", 41, 293, 14),
        ("aware_of_child", "all", 229, 293, 78),  # "aware 78 %"
        ("plan_current", "all", 35, 293, 12),  # "plan current 12 %, past 12 %"
        ("plan_past", "all", 35, 293, 12),
        ("fatal", "all", 197, 293, 67),  # "fatal 67 %"
        ("final_reports_available", "all", 175, 293, 60),  # "final reports 175"
        ("suicides", "all", 17, 293, 6),  # "suicides 17"
    ],
)
def test_figures_of_the_reviews(statistic: str, level: str, n: int, of: int, printed: int) -> None:
    found = one(statistic, PERIOD, level)
    assert (found.n, found.denominator, percent(found)) == (n, of, printed)
    assert set(found.missing) == {0}  # "involvement 0 in 2011-14"


@pytest.mark.parametrize(
    ("statistic", "n", "printed"),
    [
        ("domestic_abuse", 94, 54),  # "domestic abuse 54 %, parental mental ill-health 53 %, …"
        ("parental_mental_ill_health", 93, 53),
        ("parental_alcohol", 65, 37),
        ("parental_drugs", 66, 38),
        ("substance_misuse", 82, 47),  # "either 47 %"
        ("read_in_depth", 66, 38),  # "read in depth 66"
    ],
)
def test_figures_of_the_final_reports(statistic: str, n: int, printed: int) -> None:
    found = one(statistic, REPORTS)
    assert (found.n, found.denominator, percent(found)) == (n, 175, printed)


@pytest.mark.parametrize(("statistic", "n"), [("suicide_open_to_social_care", 9), ("suicide_camhs", 15)])
def test_figures_of_the_suicides(statistic: str, n: int) -> None:
    """ "Just over half" open to social care and "all but two" with CAMHS: 9 and 15 of 17."""
    found = one(statistic, SUICIDES)
    assert (found.n, found.denominator) == (n, 17)


def test_reviews_by_period() -> None:
    """ "161, 189, 268, 189, 293 = 1,100"."""
    periods = ("p2003_05", "p2005_07", "p2007_09", "p2009_11", "p2011_14")
    assert [one("reviews_by_period", "database", level).n for level in periods] == [161, 189, 268, 189, 293]
    assert one("reviews_in_database", "database").n == 1100
    assert one("reviews_in_period", "database").n == 293


def test_involvement_in_2009_11() -> None:
    """ "2009-11: open 42, closed 23, not accepted 14, unknown to social care 21 % of the period"."""
    levels = ("open", "closed", "below_threshold", "never_known")
    found = [one("involvement_by_period", "database", level, "period=p2009_11") for level in levels]
    assert [percent(estimate) for estimate in found] == [42, 23, 14, 21]
    assert {estimate.denominator for estimate in found} == {189}


def test_current_plans_for_neglect_by_period() -> None:
    """NSPCC 2013, page 23: 12, 9 and 6 % of the reviews of 2005-07, 2007-09 and 2009-11; in all 59, and 42 past."""
    periods = ("p2005_07", "p2007_09", "p2009_11")
    found = [one("neglect_plan_current", "database", group=f"period={period}") for period in periods]
    assert [percent(estimate) for estimate in found] == [12, 9, 6]
    assert sum(estimate.n or 0 for estimate in found) == 59
    past = [one("neglect_plan_past", "database", group=f"period={period}").n or 0 for period in periods]
    assert sum(past) == 42


def test_neglect_as_a_feature_in_2009_11() -> None:
    """NSPCC 2013, section 2.3: 83 of 139 reports, 60 %."""
    found = one("neglect_in_reports", "final_reports_2009_11")
    assert (found.n, found.denominator, percent(found)) == (83, 139, 60)


def test_rate_of_deaths_in_2005_to_2009() -> None:
    """276 deaths of the two middle periods at 0.63 per 100,000 a year (data dictionary, child population)."""
    found = [one("death_rate", base) for base in ("reviews_2005_07", "reviews_2007_09")]
    assert sum(estimate.n or 0 for estimate in found) == 276
    years = sum(estimate.denominator or 0 for estimate in found)
    assert round(276 / years * 100_000, 2) == 0.63


def test_sudden_unexpected_deaths_in_infancy() -> None:
    """ "Sudden unexpected deaths in infancy 30"; each was an infant's."""
    assert one("death_category", "deaths_2011_14", "sudi").n == 30
    assert one("sudden_infant_deaths", "infant_deaths_2011_14").n == 30
    assert one("death_category", "deaths_2011_14", "suicide").n == 17


def test_suicide_is_the_largest_category_among_adolescent_deaths() -> None:
    found = {key[3]: e.n or 0 for key, e in core_run().raw().items() if key[0] == "adolescent_death_category"}
    assert max(found, key=found.__getitem__) == "suicide"
    assert sorted(found.values())[-1] > sorted(found.values())[-2]


def test_infants_and_adolescents_stand_out_by_age() -> None:
    """Infants are more than any other group, and the two adolescent groups more than the one before them."""
    ages = {key[3]: e.n or 0 for key, e in core_run().raw().items() if key[0] == "age_group"}
    assert ages["under_1"] == max(ages.values())
    assert ages["y11_to_15"] + ages["y16_plus"] > ages["y6_to_10"]


def test_ethnicity_has_realistic_missing_data() -> None:
    """ "ethnicity 11 % not known"."""
    found = one("ethnicity", PERIOD, "white")
    not_known = found.missing_of("not_known")
    assert found.denominator is not None
    assert not_known is not None
    assert [count for count in found.missing if count] == [not_known]
    assert round(100 * not_known / (found.denominator + not_known)) == 11


def test_sums_of_the_source_briefing() -> None:
    """64 + 14 = 78, and open and not involved are all: the split behind the three printed percentages."""
    known, below, aware = (one(name, PERIOD) for name in ("known_to_social_care", "below_threshold", "aware_of_child"))
    assert percent(known) + percent(below) == percent(aware) == 78
    assert (known.n or 0) + (below.n or 0) == aware.n
    assert (one("involvement", PERIOD, "open").n or 0) + (one("not_involved_at_incident", PERIOD).n or 0) == 293
