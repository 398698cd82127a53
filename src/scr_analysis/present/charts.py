"""present, charts: each chart of the study as SVG, PNG and the CSV behind it, and what the page says around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from scr_analysis.estimates import read_estimates
from scr_analysis.files import csv_text, json_text, write_all
from scr_analysis.present.alt_text import alt_text
from scr_analysis.present.cells import LEGEND
from scr_analysis.present.chart_data import all_charts
from scr_analysis.present.chart_model import HIDDEN_MARK, UNRELIABLE_MARK, Bar, ChartData, Kind, safe_to_show
from scr_analysis.present.columns import draw_columns
from scr_analysis.present.dots import draw_dots
from scr_analysis.present.drawing import Drawing
from scr_analysis.present.lines import draw_lines
from scr_analysis.present.paint import paint, render_png, render_svg
from scr_analysis.present.panels import draw_panels
from scr_analysis.present.pyramid import draw_pyramid
from scr_analysis.present.split import draw_split
from scr_analysis.present.stacked import draw_stacked
from scr_analysis.present.upset import draw_upset
from scr_analysis.rounding import NOTE, half_up, whole_percent
from scr_analysis.study import Study

DRAW: dict[Kind, Callable[[ChartData], Drawing]] = {
    "columns": draw_columns,
    "stacked": draw_stacked,
    "split": draw_split,
    "dots": draw_dots,
    "upset": draw_upset,
    "lines": draw_lines,
    "panels": draw_panels,
    "pyramid": draw_pyramid,
}

CSV_HEADER = ("part", "group", "label", "n", "denominator", "percent", "low", "high")


def present_charts(study: Study, release: str, estimates: Path, out: Path) -> int:
    """Draw every declared chart from protected estimates and return how many there are. Raises FaultsFound."""
    charts = all_charts(study, read_estimates(estimates), study.release(release))
    write_charts(charts, out)
    return len(charts)


def write_charts(charts: Sequence[ChartData], out: Path) -> None:
    """Write every chart and `charts.json` into a folder (all of them or, if one fails, none) and clear old ones out."""
    files: dict[Path, bytes | str] = {}
    index: dict[str, object] = {}
    for chart in map(safe_to_show, charts):
        drawing, alt = DRAW[chart.kind](chart), alt_text(chart)
        figure = paint(drawing)
        files[out / f"{chart.id}.svg"] = render_svg(figure, chart.id, alt)
        if "briefing" in chart.printed_in:  # the Word edition alone needs it, and it takes half the time of a chart
            files[out / f"{chart.id}.png"] = render_png(figure)
        files[out / f"{chart.id}.csv"] = chart_csv(chart)
        index[chart.id] = _record(chart, drawing, alt)
    files[out / "charts.json"] = json_text(index)
    write_all(files)
    for stale in {path for kind in ("svg", "png", "csv") for path in out.glob(f"*.{kind}")} - files.keys():
        stale.unlink()


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


def _record(chart: ChartData, drawing: Drawing, alt: str) -> dict[str, object]:
    """Return what the page needs to place the chart."""
    return {
        "id": chart.id,
        "title": chart.title,
        "section": chart.section,
        "printed_in": list(chart.printed_in),
        "alt": alt,
        "base": chart.base,
        "source": chart.source,
        "notes": notes(chart),
        "wide": chart.wide,
        "width_mm": round(drawing.width, 2),
        "height_mm": round(drawing.height, 2),
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
        added.append(NOTE)
    if chart.any_hidden:
        added.append(f"{HIDDEN_MARK} {LEGEND[HIDDEN_MARK]}.")
    if chart.kind not in ("columns", "upset") and any(group.unreliable for group in chart.groups):
        added.append(f"{UNRELIABLE_MARK} {LEGEND[UNRELIABLE_MARK]}.")
    return [*chart.notes, *added]
