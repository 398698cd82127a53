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
from scr_analysis.present.paint import svg
from scr_analysis.present.panels import draw_panels
from scr_analysis.present.pictures import pictures
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
    shown = {chart.id: safe_to_show(chart) for chart in charts}
    drawings = {name: DRAW[chart.kind](chart) for name, chart in shown.items()}
    painted = {name: svg(drawings[name], name, alt_text(chart)) for name, chart in shown.items()}
    for_word = {name: painted[name] for name, chart in shown.items() if "briefing" in chart.printed_in}
    index = {name: _record(chart, drawings[name]) for name, chart in shown.items()}
    files: dict[Path, bytes | str] = {
        **{out / f"{name}.svg": drawing for name, drawing in painted.items()},
        **{out / f"{name}.png": picture for name, picture in pictures(for_word, drawings).items()},
        **{out / f"{name}.csv": chart_csv(chart) for name, chart in shown.items()},
        out / "charts.json": json_text(index),
    }
    write_all(files)
    for stale in {path for kind in ("svg", "png", "csv") for path in out.glob(f"*.{kind}")} - files.keys():
        stale.unlink()


def _record(chart: ChartData, drawing: Drawing) -> dict[str, object]:
    """Return what the page needs to place the chart."""
    return {**told(chart), "width_mm": round(drawing.width, 2), "height_mm": round(drawing.height, 2)}
