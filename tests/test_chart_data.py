"""Declared charts and estimates become labelled data, or say why they cannot."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from scr_analysis.errors import FaultsFound
from scr_analysis.estimates import ALL, Estimate, Key
from scr_analysis.missing import COLUMNS
from scr_analysis.present.chart_data import chart_data
from scr_analysis.present.chart_model import Bar
from scr_analysis.study import Study
from scr_analysis.study.agreements import Release
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Base, Chart, Statistic
from scr_analysis.study.declared import typed

CODES = {"open": "Open", "closed": "Closed, 2011-12", "never": "Child's case never known"}
RELEASE = Release(title="Test", synthetic=True, date=date(2016, 5, 1), folder="x", files={})


def study(chart: Chart, stays: list[str] | None = None) -> Study:
    derived = {
        "inv": {"label": "Involvement", "from": [], "rule": "-", "codes": CODES, "missing": ["not_known"]},
        "period": {"label": "Period", "from": [], "rule": "-", "codes": {"p1": "2009-11", "p2": "2011-14"}},
    }
    empty = {"title": "-", "row": "-", "columns": {}}
    book = {
        "missing_kinds": {kind: {"label": kind.replace("_", " "), "unknown": True} for kind in COLUMNS},
        "tables": {"scr_database": empty, "final_reports": empty},
        "recorded": {"codes": {}, "missing": {}},
        "derived": derived,
    }
    kinds = stays or []
    statistics = (
        Statistic(id="inv", title="-", kind="distribution", base=["b"], of="inv", by=["period"], stays=kinds),
        Statistic(id="known", title="Known", base=["b"], numerator={"inv": ["open", "closed"]}),
        Statistic(id="other", title="Other", base=["b"], numerator={"period": ["p1"]}),
    )
    return Study(
        typed(Codebook, book),
        bases={"b": Base(id="b", title="Reviews, 2009-14", unit="child")},
        statistics={one.id: one for one in statistics},
        charts={chart.id: chart},
    )


def estimates(known: int = 70) -> dict[Key, Estimate]:
    counts = {"open": 40, "closed": 30, "never": 20}
    missing = tuple(10 if kind == "not_known" else 0 for kind in COLUMNS)
    rows = [
        Estimate("inv", "b", group, level, n, 100, missing, n / 100, 0.1, 0.9, "wilson", "0.9", status="shown")
        for group in (ALL, "period=p1", "period=p2")
        for level, n in counts.items()
    ]
    rows += [Estimate(name, "b", ALL, ALL, known, 100, missing, 0.7, 0.6, 0.8) for name in ("known", "other")]
    return {row.key: row for row in rows}


def test_a_declared_stack_becomes_groups_in_codebook_order_with_all_parts_of_the_whole() -> None:
    declared = Chart(id="x", title="X", kind="stacked", statistics=["inv"], across="period", levels=["never"])
    found = chart_data(declared, study(declared, ["not_known"]), estimates(), RELEASE)
    assert [group.label for group in found.groups] == ["2009–11", "2011–14"]
    named = ["Child’s case never known", "Open", "Closed, 2011–12", "Not known"]
    assert [bar.label for bar in found.groups[0].bars] == named
    assert sum(bar.share or 0 for bar in found.groups[0].bars) == pytest.approx(1)
    assert (found.unit, found.across, found.confidence) == ("children", "Period", 0.9)


def test_a_hidden_estimate_brings_no_number_into_the_chart() -> None:
    declared = Chart(id="x", title="X", kind="columns", statistics=["inv"])
    key = ("inv", "b", ALL, "closed")
    careless = replace(estimates()[key], status="hidden")  # as if protection had left the numbers in
    found = chart_data(declared, study(declared), {**estimates(), key: careless}, RELEASE)
    assert found.bars[1] == Bar("closed", "Closed, 2011–12", None, 100, goal="at.inv.b.all.closed")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"brackets": ["other"]}, "the bracket 'other' is not a set of levels of 'inv'"),
        ({"brackets": ["known"]}, "the bracket 'known' is not the sum of its levels"),
        ({"levels": ["opne"]}, "there is no estimate of 'inv' for the level 'opne' and the group 'all'"),
        ({"kind": "columns", "across": "period"}, "a chart of kind 'columns' draws one distribution without groups"),
    ],
)
def test_a_chart_that_cannot_be_drawn_says_why(change: dict[str, object], problem: str) -> None:
    declared = typed(Chart, {"id": "x", "title": "X", "kind": "split", "statistics": ["inv"], **change})
    with pytest.raises(FaultsFound, match=re.escape(problem)):
        chart_data(declared, study(declared), estimates(known=71), RELEASE)
