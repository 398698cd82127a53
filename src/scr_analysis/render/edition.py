"""What an edition is made from: the text, the figures, the tables and the charts of one release."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from scr_analysis.errors import FaultsFound
from scr_analysis.files import missing_file, read_json

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
QUOTED = re.compile(r'"([^"]*)"')


class Table(TypedDict):
    """A table ready to print; a row holds either a `heading` or a `label` and its `cells`."""

    id: str
    title: str
    section: str
    printed_in: list[str]
    base: str
    source: str
    notes: list[str]
    legend: list[list[str]]
    stub: str
    columns: list[dict[str, str]]
    rows: list[dict[str, Any]]
    wide: bool


class Chart(TypedDict):
    """A chart's words and its size; its drawing lies beside it as SVG and PNG."""

    id: str
    title: str
    section: str
    printed_in: list[str]
    alt: str
    base: str
    source: str
    notes: list[str]
    wide: bool
    goals: list[str]
    width_mm: float
    height_mm: float


class Figure(TypedDict):
    """One printed number and how it was made: a row of the appendix."""

    slug: str
    title: str
    base: str
    numerator: str
    n: str
    denominator: str
    printed: str
    missing: str
    interval: str
    bounds: str
    warning: str
    uses: list[dict[str, str]]


class Imprint(TypedDict):
    """The briefing block of the config: what the cover says."""

    title: str
    subtitle: str
    period: str
    series: str
    team: list[str]
    funder: str
    publisher: str
    date: str


class Release(TypedDict):
    """The delivery that the numbers come from, and the state of the edition made of it."""

    id: str
    title: str
    synthetic: bool
    draft: bool
    notices: list[str]


@dataclass(frozen=True)
class Edition:
    """Everything the three editions share, read once from a results folder."""

    folder: Path
    release: Release
    imprint: Imprint
    figures: list[Figure]
    tables: dict[str, Table]
    charts: dict[str, Chart]

    @property
    def text(self) -> Path:
        """The briefing in Markdown."""
        return self.folder / "text" / "briefing.md"

    def drawing(self, chart: str, ending: str) -> Path:
        """The file that holds a chart, as `svg` or `png`."""
        return self.folder / "charts" / f"{chart}.{ending}"


def read_edition(results: Path) -> Edition:
    """Read what earlier stages left in the folder of one release: of tables and charts, what the briefing prints."""
    trail: Any = curly(read_json(results / "text" / "figures.json"))
    tables, charts = (curly(_of_briefing(results / name)) for name in ("tables/tables.json", "charts/charts.json"))
    return Edition(results, trail["release"], trail["edition"], trail["figures"], tables, charts)


def _of_briefing(file: Path) -> dict[str, Any]:
    items: Any = read_json(file)
    return {name: one for name, one in items.items() if "briefing" in one["printed_in"]}


def read_bytes(file: Path) -> bytes:
    """The content of a file an earlier stage made."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise FaultsFound([missing_file(file)]) from None


def month_and_year(date: str) -> str:
    """A date such as 2016-05-01 in English, whatever the machine's locale: May 2016."""
    year, month, _ = date.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def curly(value: Any) -> Any:
    """Give every string the typographer's quotes that pandoc gives the prose."""
    if isinstance(value, str):
        paired = QUOTED.sub("“\\1”", value) if '"' in value else value
        return paired.replace("'", "’")
    if isinstance(value, list):
        return [curly(item) for item in value]
    if isinstance(value, dict):
        return {key: curly(item) for key, item in value.items()}
    return value
