"""present, charts: each chart of the study as SVG, PNG and the CSV behind it, and what the page says around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from scr_analysis.estimates import read_estimates
from scr_analysis.files import json_text, write_all
from scr_analysis.present.alt_text import alt_text
from scr_analysis.present.chart_data import all_charts
from scr_analysis.present.chart_model import ChartData, Kind, safe_to_show
from scr_analysis.present.chart_words import chart_csv, told
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
        drawing = DRAW[chart.kind](chart)
        figure = paint(drawing)
        files[out / f"{chart.id}.svg"] = render_svg(figure, chart.id, alt_text(chart))
        if "briefing" in chart.printed_in:  # the Word edition alone needs it, and it takes half the time of a chart
            files[out / f"{chart.id}.png"] = render_png(figure)
        files[out / f"{chart.id}.csv"] = chart_csv(chart)
        index[chart.id] = _record(chart, drawing)
    files[out / "charts.json"] = json_text(index)
    write_all(files)
    for stale in {path for kind in ("svg", "png", "csv") for path in out.glob(f"*.{kind}")} - files.keys():
        stale.unlink()


def _record(chart: ChartData, drawing: Drawing) -> dict[str, object]:
    """Return what the page needs to place the chart."""
    return {**told(chart), "width_mm": round(drawing.width, 2), "height_mm": round(drawing.height, 2)}
