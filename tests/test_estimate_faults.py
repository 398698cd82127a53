"""What the mutation audit found unheld in estimate: the case flow, its faults, and a quantile of nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core_run import core_run, study
from scr_analysis.estimate import _base_faults, _flow_faults, case_flow
from scr_analysis.estimate.cells import Cells
from scr_analysis.estimate.count import quantiles
from scr_analysis.files import read_rows
from small import small


def test_the_case_flow_names_the_base_around_each_and_what_is_left_out() -> None:
    flow = {row["base"]: row for row in read_rows(core_run().restricted / "case_flow.csv")}
    assert flow["database"] == {"base": "database", "within": "", "cases": "1100", "left_out": "0"}
    reviews = {"base": "reviews_2011_14", "within": "database", "cases": "293", "left_out": "807"}
    assert flow["reviews_2011_14"] == reviews


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        (("inner", "outer", 12, -2), "12 cases, 2 more than 'outer', which it lies within"),
        (("inner", "outer", 0, 10), "no case belongs to it"),
    ],
)
def test_a_base_larger_than_the_one_around_it_or_empty_is_a_fault(flow: tuple[str, str, int, int], said: str) -> None:
    assert [one.problem for one in _flow_faults([flow])] == [said]
    assert list(_flow_faults([("inner", "outer", 10, 2)])) == []


def test_denominator_and_missing_cases_make_up_the_base() -> None:
    raw = core_run().raw()
    flow = case_flow(study(), Cells(read_rows(core_run().analysis)))
    key = ("ethnicity", "reviews_2011_14", "all", "white")
    assert list(_base_faults(study(), [raw[key]], flow)) == []
    (fault,) = _base_faults(study(), [replace(raw[key], denominator=260)], flow)
    assert (fault.place, fault.problem) == ("ethnicity", "260 cases and 32 missing are not the 293 of reviews_2011_14")


def test_a_quantile_of_nobody_has_no_value_and_no_method() -> None:
    median = study().statistics["age_median"]
    cells = Cells(small("period AGE_MTHS\np2011_14 not_known"))
    found = list(quantiles(study(), median, "reviews_2011_14", cells))
    assert [(one.n, one.estimate, one.method) for one in found] == [(0, None, "")] * 3


def test_a_quantile_says_how_it_was_made() -> None:
    cells = Cells(small("period AGE_MTHS\np2011_14 5"))
    found = list(quantiles(study(), study().statistics["age_median"], "reviews_2011_14", cells))
    assert [(one.estimate, one.method) for one in found] == [(5, "quantile (inverse of the distribution)")] * 3
