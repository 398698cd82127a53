"""assess: from protected estimates alone, and hidden wherever a count it rests on is hidden."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from core_run import core_run, study
from scr_analysis.assess import assess
from scr_analysis.assess.together import co_occurrences
from scr_analysis.associations import CoOccurrence, read_associations
from scr_analysis.estimates import ALL, Estimate, Key
from scr_analysis.present.tables import layout
from scr_analysis.study.associations import combined

BASE = "final_reports_2011_14"
TABLE = "parental_factors_together"


def association(estimates: dict[Key, Estimate]) -> dict[str, CoOccurrence]:
    return {one.together: one for one in co_occurrences(study(), study().associations[TABLE], estimates)}


def whole() -> dict[Key, Estimate]:
    """Protected estimates as if nothing needed hiding."""
    return {key: replace(one, status="shown") for key, one in core_run().raw().items()}


def without(*statistics: str) -> dict[Key, Estimate]:
    keys = [(name, BASE, ALL, ALL) for name in statistics]
    return whole() | {key: replace(whole()[key], n=None, estimate=None, status="hidden") for key in keys}


def test_which_factors_a_statistic_combines_is_read_off_its_codes() -> None:
    one = study().associations[TABLE]
    made = {name: combined(one, name, study().statistics) for name in one.together}
    assert made["abuse_with_drugs"] == ["any_domestic_abuse", "any_drugs"]
    assert made["all_four_factors"] == one.factors
    assert all(len(factors) == 2 for name, factors in made.items() if name != "all_four_factors")


def test_counts_are_those_of_the_cases() -> None:
    """Against a count of the analysis rows that knows nothing of the declarations."""
    with core_run().analysis.open(encoding="utf-8") as handle:
        cases = [row for row in csv.DictReader(handle) if row["period"] == "p2011_14" and row["REPORT"] == "yes"]
    four = ("DOM_ABUSE", "PAR_MH", "PAR_ALC", "PAR_DRUG")
    speaking = [case for case in cases if all(case[name] in ("recorded", "not_mentioned") for name in four)]
    abused = [case for case in speaking if case["DOM_ABUSE"] == "recorded"]
    ill = [case for case in speaking if case["PAR_MH"] == "recorded"]
    both = [case for case in abused if case["PAR_MH"] == "recorded"]
    one = association(whole())["abuse_with_ill_health"]
    assert (one.total, one.observed) == (len(speaking), len(both))
    assert one.expected == pytest.approx(len(abused) * len(ill) / len(speaking))


def test_what_rests_on_a_hidden_count_is_hidden() -> None:
    made = association(without("any_alcohol"))
    assert {name for name, one in made.items() if one.hidden} == {name for name in made if "alcohol" in name} | {
        "all_four_factors"
    }
    assert [made["all_four_factors"].row()[name] for name in range(4, 10)] == ["[c]"] * 6


def test_a_hidden_pair_takes_the_limits_of_all_four() -> None:
    one = association(without("abuse_with_alcohol"))["all_four_factors"]
    assert (one.hidden, one.low, one.high, one.method) == (False, None, None, "")
    assert association(whole())["all_four_factors"].low is not None


def test_file_and_table(tmp_path: Path) -> None:
    shutil.copy(core_run().results / "estimates.csv", tmp_path / "estimates.csv")
    assert assess(study(), tmp_path) == 7
    found = read_associations(tmp_path / "associations.csv")
    assert [one.row() for one in found] == [one.row() for one in association(core_run().protected()).values()]
    laid = layout(study(), study().tables[TABLE], found, "Source: test.")
    assert laid["base"].startswith("Base: final reports, 2011–14 that speak of every factor")
    assert [column["label"] for column in laid["columns"]][:2] == ["Recorded together", "Expected if unrelated"]
    assert len(laid["rows"]) == 7
    shown = {one.together: one for one in found if not one.hidden}
    assert shown
    for row, one in zip(laid["rows"], found, strict=True):
        assert len(row["cells"]) == len(row["keys"]) == 4
        assert row["cells"][0] == ("[c]" if one.hidden else str(one.observed))


def test_limits_that_rest_on_a_hidden_pair_are_marked_hidden_and_those_of_nothing_not_applicable() -> None:
    rows = list(association(without("abuse_with_alcohol")).values())
    laid = layout(study(), study().tables[TABLE], rows, "Source: test.")
    assert laid["rows"][-1]["cells"][3] == "[c]"
    assert laid["rows"][-1]["cells"][2] != "[c]"
    nothing = [replace(one, observed=0, ratio=0.0, low=None, high=None) for one in rows if not one.hidden]
    laid = layout(study(), study().tables[TABLE], nothing, "Source: test.")
    assert {row["cells"][3] for row in laid["rows"]} == {"[z]"}
