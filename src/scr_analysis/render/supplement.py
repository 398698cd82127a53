"""The supplementary tables: one self-contained page with every table of the series, its charts as drawings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scr_analysis.files import write_all
from scr_analysis.render.edition import curly, month_and_year
from scr_analysis.render.page import drawings, style, values
from scr_analysis.render.sections import Section, read_sections
from scr_analysis.web_page import template


def build_supplement(release: Mapping[str, Any], imprint: Mapping[str, Any], results: Path, report: Path) -> int:
    """Write ``supplement.html`` into a results folder; gives how many tables it holds. Raises FaultsFound."""
    sections = read_sections(results)
    charts = [chart for section in sections for _, chart in section.charts]
    page = template(report, "supplement.html.j2").render(
        edition=curly(imprint),
        published=month_and_year(imprint["date"]),
        release=curly(release),
        sections=sections,
        marks=marks(sections),
        drawings=drawings(results, charts),
        values=values(results, charts),
        style=style(report),
    )
    write_all({results / "supplement.html": page})
    return sum(len(section.tables) for section in sections)


def marks(sections: Sequence[Section]) -> list[list[str]]:
    """Every mark that stands in a table, once, with the meaning that it has first."""
    found: dict[str, str] = {}
    for section in sections:
        for _, table in section.tables:
            for mark, meaning in table["legend"]:
                found.setdefault(mark, meaning)
    return [list(pair) for pair in found.items()]
