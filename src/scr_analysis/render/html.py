"""The web edition: one self-contained page, readable on a phone, by a screen reader and in print."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.files import write_all
from scr_analysis.render.edition import Edition, month_and_year, read_edition
from scr_analysis.render.page import drawings, style, values
from scr_analysis.render.pandoc import convert
from scr_analysis.web_page import template

# The page's own title is its first heading, so the prose starts one level down.
WRITER = ("--shift-heading-level-by=1", "--section-divs", "--reference-location=section")

PLACE = re.compile(r"<!-- scr:(table|chart|figures)(?: (\S+) (\d+))? -->")
HEADING = re.compile(r'<section id="([^"]+)" class="level([23])[^>]*>\s*<h\d[^>]*>(.*?)</h\d>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Part:
    """A stretch of the page: prose as it is, or a table, a chart or the trail to be set in its place."""

    kind: str
    prose: Markup = field(default_factory=Markup)
    id: str = ""
    number: str = ""


@dataclass(frozen=True)
class Heading:
    """An entry of the table of contents."""

    level: int
    id: str
    title: Markup


def build_html(results: Path, report: Path, out: Path) -> None:
    """Write the briefing of one results folder to `out` as one file that needs no other."""
    edition = read_edition(results)
    prose = convert(edition.text, "html5-smart", report, *WRITER).decode("utf-8")
    parts = split_at_places(prose, edition)
    charts = [edition.charts[part.id] for part in parts if part.kind == "chart"]
    page = template(report, "page.html.j2").render(
        edition=edition.imprint,
        published=month_and_year(edition.imprint["date"]),
        release=edition.release,
        figures=edition.figures,
        tables=edition.tables,
        charts=edition.charts,
        drawings=drawings(edition.folder, charts),
        values=values(edition.folder, charts),
        parts=parts,
        headings=contents(prose),
        style=style(report),
    )
    write_all({out: page})


def split_at_places(prose: str, edition: Edition) -> list[Part]:
    """Cut the prose at each place held for a table, a chart or the trail."""
    parts: list[Part] = []
    end = 0
    for place in PLACE.finditer(prose):
        kind, name, number = place.groups(default="")
        _must_be_there(kind, name, edition)
        parts += [Part("prose", Markup(prose[end : place.start()])), Part(kind, id=name, number=number)]
        end = place.end()
    return [*parts, Part("prose", Markup(prose[end:]))]


def contents(prose: str) -> list[Heading]:
    """The headings of the page, without the links they may hold."""
    return [Heading(int(level), name, Markup(TAG.sub("", title))) for name, level, title in HEADING.findall(prose)]


def _must_be_there(kind: str, name: str, edition: Edition) -> None:
    known = {"table": set(edition.tables), "chart": set(edition.charts)}.get(kind, {name})
    if name not in known:
        problem = f"places the {kind} '{name}', which was not made"
        raise FaultsFound([Fault(str(edition.text), "", problem, f"declare it in study/{kind}s.yaml, or drop it")])
