"""The supplement in its sections: each table and chart that is for it, with its number there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from scr_analysis.files import read_json
from scr_analysis.render.edition import Chart, Table, curly
from scr_analysis.render.firmness import firmness

T = TypeVar("T", Table, Chart)


@dataclass(frozen=True)
class Section:
    """A heading, and what stands below it, each with its number."""

    title: str
    tables: list[tuple[str, Table]] = field(default_factory=list)
    charts: list[tuple[str, Chart]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its name in links."""
        return "section-" + re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")


def read_sections(results: Path) -> list[Section]:
    """The sections of a results folder, in the order in which its tables, then its charts, first name them.

    A table of the words that the briefing tells of figures stands after the declared ones.
    """
    tables: dict[str, Table] = _read(results / "tables" / "tables.json")
    charts: dict[str, Chart] = _read(results / "charts" / "charts.json")
    source = next((table["source"] for table in tables.values()), "")
    words = firmness(results, source)
    return in_sections([*tables.values(), *([words] if words else [])], charts.values())


def in_sections(tables: Iterable[Table], charts: Iterable[Chart]) -> list[Section]:
    """What is for the supplement, by section; numbers run through all sections: S1, S2, S3."""
    tables, charts = _for_supplement(tables), _for_supplement(charts)
    titles = dict.fromkeys(one["section"] for one in (*tables, *charts))
    sections = [Section(title) for title in titles]
    by_title = {section.title: section for section in sections}
    for number, table in enumerate(_by_section(tables, titles), start=1):
        by_title[table["section"]].tables.append((f"S{number}", table))
    for number, chart in enumerate(_by_section(charts, titles), start=1):
        by_title[chart["section"]].charts.append((f"S{number}", chart))
    return sections


def _read(file: Path) -> Any:
    return curly(read_json(file))


def _for_supplement(items: Iterable[T]) -> list[T]:
    return [one for one in items if "supplement" in one["printed_in"]]


def _by_section(items: Iterable[T], titles: Mapping[str, None]) -> list[T]:
    order = list(titles)
    return sorted(items, key=lambda one: order.index(one["section"]))
