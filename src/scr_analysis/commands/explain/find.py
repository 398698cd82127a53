"""Which figures are meant: by id, by what a reader sees, by the page of the PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

Trail = Mapping[str, Any]
Record = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """An entry of the trail, and those of its figures that are meant: a statistic's estimates, an analysis' rows."""

    entry: Record
    estimates: list[Record]

    @property
    def is_analysis(self) -> bool:
        """Whether it is worked out of statistics, and not one itself."""
        return "rows" in self.entry


def entries(trail: Trail) -> Iterator[Found]:
    """Every entry of the trail with all of its figures: statistics, then what is worked out of them."""
    yield from (Found(entry, entry["estimates"]) for entry in trail["statistics"])
    yield from (Found(entry, entry["rows"]) for entry in trail["analyses"])


def by_id(trail: Trail, name: str) -> list[Found]:
    """The entry of that id, or the one figure that a link calls so: ``death_category-suicide``."""
    wanted = name.removeprefix("fig-")
    whole = [one for one in entries(trail) if one.entry["id"] == wanted]
    return whole or _those(trail, lambda one: name_of(one) == wanted or one["anchor"] == name)


def by_print(trail: Trail, printed: str) -> list[Found]:
    """The figures that print a text, be it a number or words, or whose value it is."""
    wanted = printed.strip().lower()
    return _those(trail, lambda one: wanted in {text.lower() for text in texts(one)})


def in_text_as(found: Sequence[Found], printed: str) -> list[Found]:
    """Those of the figures found that the text, and not only a table, prints so."""
    wanted = printed.strip().lower()
    kept = (Found(one.entry, [this for this in one.estimates if _says(this, wanted)]) for one in found)
    return [one for one in kept if one.estimates]


def _says(one: Record, wanted: str) -> bool:
    return any(place["kind"] == "text" and place["printed"].lower() == wanted for place in one["places"])


def on_page(trail: Trail, page: int) -> list[Found]:
    """The figures that the PDF prints on a page, in text or in a table."""
    return _those(trail, lambda one: any(place.get("page") == page for place in one["places"]))


def pages(trail: Trail) -> str:
    """The pages on which figures are printed: "1, 2, 4"."""
    places = (place for one in entries(trail) for figure in one.estimates for place in figure["places"])
    return ", ".join(str(page) for page in sorted({place["page"] for place in places if "page" in place}))


def close_to(trail: Trail, name: str) -> str:
    """The ids nearest to a misspelt one."""
    ids = [one.entry["id"] for one in entries(trail)]
    figures = [name_of(figure) for one in entries(trail) for figure in one.estimates]
    close = get_close_matches(name.lower(), list(dict.fromkeys([*ids, *figures])), n=3, cutoff=0.6)
    if not close:
        return "the trail, audit/index.html, lists every entry and can be searched"
    return "did you mean " + " or ".join(f"'{one}'" for one in close) + "?"


def texts(one: Record) -> set[str]:
    """What is printed of a figure in text and tables, with its value."""
    printed = {one["value"]} if "value" in one else set(one["cells"].values())
    for place in one["places"]:
        printed |= {place["printed"]} if isinstance(place["printed"], str) else set(place["printed"])
    return printed - {""}


def _those(trail: Trail, wanted: Callable[[Record], bool]) -> list[Found]:
    found = (Found(one.entry, [figure for figure in one.estimates if wanted(figure)]) for one in entries(trail))
    return [one for one in found if one.estimates]


def name_of(figure: Record) -> str:
    """What to ask for to be told of just this figure."""
    return str(figure.get("id") or figure["anchor"].removeprefix("fig-"))
