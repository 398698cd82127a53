"""What a rate is: events per 100,000 child-years of a base's window, and only where every year of it is delivered."""

from __future__ import annotations

from pathlib import Path

import pytest

from core_run import WILSON, study_in
from scr_analysis.estimate import evaluate
from scr_analysis.estimate.cells import Cells
from scr_analysis.estimates import Estimate
from small import small

BASES = """
- {id: two_years, title: Two years, window: [2009-04-01, 2011-03-31]}
- {id: no_window, title: No window}
"""
# 4,000 deaths in 20 million child-years would be 20 in 100,000; here 10 deaths, so 0.05.
POPULATION = """
    year age_band population
    2008 0-17     9000000      # before the window
    2009 0-4      2000000
    2009 5-17     7500000
    2010 0-4      2500000
    2010 5-17     8000000
    2011 0-17     9000000      # its April is after the window
"""
CASES = "fatal\n" + "yes\n" * 10 + "no\n" * 3


def rate(folder: Path, population: str, base: str = "two_years") -> Estimate:
    entry = f"- {{id: it, title: It, kind: rate, base: {base}, numerator: {{fatal: [yes]}}}}\n"
    study = study_in(folder, "statistics", bases=BASES, statistics=entry)
    (one,) = evaluate(study, study.statistics["it"], Cells(small(CASES)), small(population), WILSON)
    return one


def test_rate_is_per_hundred_thousand_child_years(tmp_path: Path) -> None:
    """The mid-years that begin in the window: 9.5 and 10.5 million make 20 million child-years."""
    one = rate(tmp_path, POPULATION)
    assert (one.n, one.denominator) == (10, 20_000_000)
    assert one.estimate == pytest.approx(0.05)
    # Exact limits of ten events, 4.795 and 18.39 (Garwood 1936; Ulm 1990, table), per 200 times 100,000.
    assert (one.low, one.high) == pytest.approx((4.795 / 200, 18.39 / 200), abs=2e-5)
    assert (one.method, one.confidence, one.warning) == ("poisson-exact", "0.95", "")
    assert (one.bound_low, one.bound_high) == (None, None)


def without(year: str) -> str:
    return "\n".join(line for line in POPULATION.splitlines() if not line.strip().startswith(year))


@pytest.mark.parametrize(
    "population",
    [
        "year age_band population",
        without("2010"),
        without("2009"),
        POPULATION.replace("8000000", "blank"),
    ],
    ids=["none delivered", "second year missing", "first year missing", "a blank cell"],
)
def test_no_rate_where_a_year_is_not_delivered(tmp_path: Path, population: str) -> None:
    one = rate(tmp_path, population)
    assert (one.n, one.estimate, one.low, one.high) == (10, None, None, None)
    assert one.warning == "no child population for these years"


def test_no_rate_on_a_base_without_a_window(tmp_path: Path) -> None:
    assert rate(tmp_path, POPULATION, base="no_window").estimate is None


def test_rate_in_print(tmp_path: Path) -> None:
    """276 deaths in 2005-09 at 0.63 per 100,000 a year: about 10.95 million children (data dictionary, population)."""
    bases = "- {id: four_years, title: Four years, window: [2005-04-01, 2009-03-31]}\n"
    entry = "- {id: it, title: It, kind: rate, base: four_years, numerator: {fatal: [yes]}}\n"
    study = study_in(tmp_path, "statistics", bases=bases, statistics=entry)
    children = [{"year": str(year), "age_band": "0-17", "population": "10950000"} for year in range(2005, 2009)]
    cases = Cells([{"fatal": "yes"}] * 276)
    (one,) = evaluate(study, study.statistics["it"], cases, children, WILSON)
    assert one.estimate == pytest.approx(0.63, abs=0.005)
