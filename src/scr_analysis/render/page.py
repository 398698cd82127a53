"""What every web page of a release is made of: the house style with its fonts, charts as drawings, a template."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.render.edition import Chart, read_bytes
from scr_analysis.render.svg import inline_svg

FONT = re.compile(r"url\((fonts/[\w-]+\.woff)\)")


def style(report: Path) -> Markup:
    """The style sheet, each font that it names put into the sheet itself."""

    def data(match: re.Match[str]) -> str:
        font = base64.b64encode((report / match.group(1)).read_bytes()).decode("ascii")
        return f"url(data:font/woff;base64,{font})"

    return Markup(FONT.sub(data, (report / "style.css").read_text(encoding="utf-8")))


def drawings(folder: Path, charts: Iterable[Chart]) -> dict[str, Markup]:
    """The charts of a results folder, by their ids, as drawings that can stand inside a page. Raises FaultsFound."""
    drawn = {}
    for chart in charts:
        file = folder / "charts" / f"{chart['id']}.svg"
        try:
            svg = inline_svg(read_bytes(file).decode("utf-8"), chart["id"], chart["alt"], chart["width_mm"])
        except ValueError as error:
            raise FaultsFound([Fault(str(file), "", f"cannot be used: {error}", "run snakemake again")]) from None
        drawn[chart["id"]] = Markup(svg)
    return drawn


def template(report: Path, name: str) -> Template:
    """A page's template: what it is given is escaped, and a name it is not given is an error."""
    environment = Environment(
        loader=FileSystemLoader(report),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
