"""What every web page of a release is made of: the house style with its fonts, and charts as drawings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.files import read_rows
from scr_analysis.render.edition import Chart, curly, read_bytes
from scr_analysis.render.svg import inline_svg
from scr_analysis.rounding import grouped
from scr_analysis.web_page import inline_fonts


def style(report: Path) -> Markup:
    """The style sheet, each font that it names put into the sheet itself."""
    return Markup(inline_fonts((report / "style.css").read_text(encoding="utf-8"), report))


def values(folder: Path, charts: Iterable[Chart]) -> dict[str, list[dict[str, str]]]:
    """The values behind each chart, as they are printed, each with the row of the trail that proves it."""
    found = {}
    for chart in charts:
        rows = curly(read_rows(folder / "charts" / f"{chart['id']}.csv"))
        found[chart["id"]] = [
            {**row, "goal": goal, "n": _printed(row["n"]), "denominator": _printed(row["denominator"])}
            for row, goal in zip(rows, chart["goals"], strict=True)
        ]
    return found


def _printed(count: str) -> str:
    return grouped(int(count)) if count.isdigit() else count


def drawings(folder: Path, charts: Iterable[Chart]) -> dict[str, Markup]:
    """The charts of a results folder, by their ids, as drawings that can stand inside a page. Raises FaultsFound."""
    drawn = {}
    for chart in charts:
        file = folder / "charts" / f"{chart['id']}.svg"
        try:
            svg = inline_svg(read_bytes(file).decode("utf-8"), chart["alt"], chart["width_mm"])
        except ValueError as error:
            raise FaultsFound([Fault(str(file), "", f"cannot be used: {error}", "run snakemake again")]) from None
        drawn[chart["id"]] = Markup(svg)
    return drawn
