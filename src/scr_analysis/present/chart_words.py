"""What is told of a chart beside its drawing: the values behind it, its alternative text and its notes.

Needs no drawing library, so that whoever checks these words need not draw.
"""

from __future__ import annotations

from collections.abc import Sequence

from scr_analysis.files import csv_text
from scr_analysis.present.alt_text import alt_text
from scr_analysis.present.cells import LEGEND
from scr_analysis.present.chart_model import HIDDEN_MARK, UNRELIABLE_MARK, Bar, ChartData, safe_to_show
from scr_analysis.rounding import COUNTS_NOTE, NOTE, half_up, whole_percent

CSV_HEADER = ("part", "group", "label", "n", "denominator", "percent", "low", "high")


def words(charts: Sequence[ChartData]) -> dict[str, dict[str, object] | str]:
    """Return, for each file of a chart folder that can be made without drawing, what it says of these charts."""
    safe = [safe_to_show(chart) for chart in charts]
    return {**{f"{chart.id}.csv": chart_csv(chart) for chart in safe}, "charts.json": {c.id: told(c) for c in safe}}


def chart_csv(chart: ChartData) -> str:
    """Return the values behind a chart that is safe to show, as they are printed."""
    rows = [_row("bar", group.label, bar) for group in chart.groups for bar in group.bars]
    rows += [_row("bracket", "", bracket.value) for bracket in chart.brackets]
    return csv_text(CSV_HEADER, rows)


def _row(part: str, group: str, bar: Bar) -> tuple[object, ...]:
    """Return one value as a row; a hidden one takes its percentage and interval with it."""
    if bar.n is None:
        return part, group, bar.label, HIDDEN_MARK, bar.denominator, HIDDEN_MARK, HIDDEN_MARK, HIDDEN_MARK
    limits = [None if limit is None else half_up(limit) for limit in (bar.low, bar.high)]
    return part, group, bar.label, bar.n, bar.denominator, _percent(bar), *limits


def told(chart: ChartData) -> dict[str, object]:
    """Return what the page says around a chart that is safe to show, and where each value behind it is proved."""
    return {
        "id": chart.id,
        "title": chart.title,
        "section": chart.section,
        "printed_in": list(chart.printed_in),
        "alt": alt_text(chart),
        "base": chart.base,
        "source": chart.source,
        "notes": notes(chart),
        "wide": chart.wide,
        "goals": [bar.goal for bar in (*chart.bars, *(bracket.value for bracket in chart.brackets))],
    }


def percentages_miss(chart: ChartData) -> bool:
    """Whether parts of a bar of 100 % do not add up as they are labelled, to the whole or to a sum bracketed."""
    if chart.kind not in ("stacked", "split"):
        return False
    printed = [{bar.key: _percent(bar) for bar in group.bars} for group in chart.groups]
    sums: list[tuple[list[int | None], int | None]] = [([*parts.values()], 100) for parts in printed]
    sums += [([printed[0][key] for key in one.levels], _percent(one.value)) for one in chart.brackets]
    return any(None not in (*parts, whole) and sum(part or 0 for part in parts) != whole for parts, whole in sums)


def _percent(bar: Bar) -> int | None:
    return whole_percent(bar.n or 0, bar.denominator or 1) if bar.share is not None else None


def notes(chart: ChartData) -> list[str]:
    """Return the chart's own notes and those that explain its marks."""
    added = []
    if chart.kind in ("dots", "lines", "panels") and any(bar.low is not None for bar in chart.bars):
        lines = "Lines" if chart.kind == "dots" else "Upright lines"
        added.append(f"{lines} show {half_up(chart.confidence)}% intervals.")
    if chart.kind == "upset" and any(bar.n == 0 for bar in chart.bars):
        added.append("Combinations that no case has are not drawn.")
    if percentages_miss(chart):
        added.append(COUNTS_NOTE if any(bar.rounded for bar in chart.bars) else NOTE)
    if chart.any_hidden or any(HIDDEN_MARK in note for note in chart.notes):
        added.append(f"{HIDDEN_MARK} {LEGEND[HIDDEN_MARK]}.")
    if chart.kind not in ("columns", "upset") and any(group.unreliable for group in chart.groups):
        added.append(f"{UNRELIABLE_MARK} {LEGEND[UNRELIABLE_MARK]}.")
    return [*chart.notes, *added]
