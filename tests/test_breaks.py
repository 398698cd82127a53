"""Breaks in series: declared on a variable, marked on every figure made of it, and never talked across."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core_run import ROOT, core_run, study, study_in
from scr_analysis.breaks import after_a_break, breaks_of, parted
from scr_analysis.compare import compare
from scr_analysis.comparisons import Comparison, Key
from scr_analysis.errors import FaultsFound
from scr_analysis.present.chart_data import chart_data
from scr_analysis.present.chart_model import ChartData
from scr_analysis.present.drawing import Line
from scr_analysis.present.lines import draw_lines
from scr_analysis.study import Study

PERIODS = [("database", f"period={code}") for code in ("p2003_05", "p2005_07", "p2007_09", "p2009_11", "p2011_14")]


def broken(folder: Path, *between: str) -> Study:
    """The study with one break of social care involvement, between the codes given, and no other."""
    text = (ROOT / "study/codebook.yaml").read_text(encoding="utf-8")
    entry = f"        breaks: [{{between: [{', '.join(between)}], reason: Another form came in.}}]\n"
    changed, count = re.subn(r" {8}breaks:\n {10}- between:.*?(?=\n {6}\w)", entry.rstrip(), text, flags=re.DOTALL)
    assert count == 1
    return study_in(folder, codebook=changed)


def test_a_break_reaches_every_variable_that_is_made_of_the_broken_one() -> None:
    for name in ("involvement", "known_to_social_care", "not_involved_at_incident", "cooperation_mistaken"):
        assert len(breaks_of(study(), study().statistics[name])) == 1, name  # the last by its base
    assert breaks_of(study(), study().statistics["age_group"]) == []


def test_groups_before_and_after_a_break(tmp_path: Path) -> None:
    own = broken(tmp_path, "p2007_09", "p2009_11")
    statistic = own.statistics["involvement_by_period"]
    assert after_a_break(own, statistic, PERIODS) == [False, False, False, True, True]
    assert len(parted(own, statistic, PERIODS)) == 1
    for alike in (PERIODS[:3], PERIODS[3:]):
        assert after_a_break(own, statistic, alike) == [False] * len(alike)
        assert parted(own, statistic, alike) == []


def test_all_groups_together_stand_on_both_sides(tmp_path: Path) -> None:
    own = broken(tmp_path, "p2009_11", "p2011_14")
    statistic = own.statistics["involvement_by_period"]
    places = [PERIODS[0], PERIODS[4], ("database", "all")]
    assert after_a_break(own, statistic, places) == [False, True, False]


def test_bases_of_different_periods_are_parted_by_a_break(tmp_path: Path) -> None:
    own = broken(tmp_path, "p2009_11", "p2011_14")
    statistic = own.statistics["involvement_by_period"]
    assert parted(own, statistic, [("reviews_2009_11", "all"), ("reviews_2011_14", "all")])
    assert not parted(own, statistic, [("final_reports_2011_14", "all"), ("reviews_2011_14", "all")])


def compared(own: Study, folder: Path) -> dict[Key, Comparison]:
    return {one.key: one for one in compare(own, core_run().results / "estimates.csv", 0.95, folder)}


def test_a_comparison_across_a_break_is_shown_and_marked_and_not_put_into_words(tmp_path: Path) -> None:
    before = compared(broken(tmp_path / "a", "p2003_05", "p2005_07"), tmp_path)
    trend, pair = before["involvement_trend", "open"], before["involvement_since_2009", "open"]
    assert (trend.mark, trend.direction, trend.status) == ("[b]", "break in series", "shown")
    assert trend.p is not None
    assert (pair.mark, pair.direction) == ("", "no clear difference")
    between = compared(broken(tmp_path / "b", "p2009_11", "p2011_14"), tmp_path)
    assert between["involvement_since_2009", "open"].mark == "[b]"
    assert between["plan_since_2009", "current"].mark == ""


def test_no_line_is_drawn_across_a_break(tmp_path: Path) -> None:
    own = broken(tmp_path, "p2007_09", "p2009_11")
    charts = {
        name: chart_data(own.charts[name], own, core_run().protected(), own.release("synthetic")) for name in LINES
    }
    assert {name: chart.breaks for name, chart in charts.items()} == {
        "involvement_over_time": (3,),
        "plans_over_time": (),
    }
    assert any(
        "The series breaks between 2007–09 and 2009–11" in note for note in charts["involvement_over_time"].notes
    )
    lengths = {name: sorted(len(line.points) for line in lines(chart)) for name, chart in charts.items()}
    assert set(lengths["involvement_over_time"]) == {2, 3}
    assert set(lengths["plans_over_time"]) == {5}


LINES = ("involvement_over_time", "plans_over_time")


def lines(chart: ChartData) -> list[Line]:
    """The lines that join values: neither intervals, which stand upright, nor the grid, which is level."""
    drawn = [item for item in draw_lines(chart).shapes if isinstance(item, Line)]
    return [line for line in drawn if len({x for x, _ in line.points}) > 1 and len({y for _, y in line.points}) > 1]


@pytest.mark.parametrize(
    ("between", "said"),
    [(("p2003_05", "p2007_09"), "does not follow on"), (("p2003_05", "p2005_06"), "did you mean 'p2005_07'")],
)
def test_a_break_lies_between_codes_that_follow_one_another(
    tmp_path: Path, between: tuple[str, str], said: str
) -> None:
    with pytest.raises(FaultsFound, match=said):
        broken(tmp_path, *between)
