"""The web edition: one self-contained page, readable on a phone, by a screen reader and in print."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.files import write_all
from scr_analysis.render.edition import Edition, month_and_year, read_bytes, read_edition
from scr_analysis.render.pandoc import convert
from scr_analysis.render.svg import inline_svg

# The page's own title is its first heading, so the prose starts one level down.
WRITER = ("--shift-heading-level-by=1", "--section-divs", "--reference-location=section")

PLACE = re.compile(r"<!-- scr:(table|chart|figures)(?: (\S+) (\d+))? -->")
HEADING = re.compile(r'<section id="([^"]+)" class="level([23])[^>]*>\s*<h\d[^>]*>(.*?)</h\d>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
FONT = re.compile(r"url\((fonts/[\w-]+\.woff)\)")


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
    page = _template(report).render(
        edition=edition.imprint,
        published=month_and_year(edition.imprint["date"]),
        release=edition.release,
        figures=edition.figures,
        tables=edition.tables,
        charts=edition.charts,
        drawings=_drawings(edition),
        parts=parts,
        headings=contents(prose),
        style=Markup(inline_fonts((report / "style.css").read_text(encoding="utf-8"), report)),
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


def inline_fonts(style: str, report: Path) -> str:
    """Put each font the style sheet names into the sheet itself."""

    def data(match: re.Match[str]) -> str:
        font = base64.b64encode((report / match.group(1)).read_bytes()).decode("ascii")
        return f"url(data:font/woff;base64,{font})"

    return FONT.sub(data, style)


def _must_be_there(kind: str, name: str, edition: Edition) -> None:
    known = {"table": set(edition.tables), "chart": set(edition.charts)}.get(kind, {name})
    if name not in known:
        problem = f"places the {kind} '{name}', which was not made"
        raise FaultsFound([Fault(str(edition.text), "", problem, f"declare it in study/{kind}s.yaml, or drop it")])


def _drawings(edition: Edition) -> dict[str, Markup]:
    drawings = {}
    for name, chart in edition.charts.items():
        file = edition.drawing(name, "svg")
        try:
            svg = inline_svg(read_bytes(file).decode("utf-8"), name, chart["alt"], chart["width_mm"])
        except ValueError as error:
            raise FaultsFound([Fault(str(file), "", f"cannot be used: {error}", "run snakemake again")]) from None
        drawings[name] = Markup(svg)
    return drawings


def _template(report: Path) -> Template:
    environment = Environment(
        loader=FileSystemLoader(report),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")
