"""Which figures are meant: by id, by what a reader sees, by the page of the PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

Trail = Mapping[str, Any]
Record = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """A statistic's entry in the trail, and those of its estimates that are meant."""

    entry: Record
    estimates: list[Record]


def by_id(trail: Trail, name: str) -> list[Found]:
    """The statistic of that id, or the one estimate that a link calls so: ``death_category-suicide``."""
    wanted = name.removeprefix("fig-")
    for entry in trail["statistics"]:
        if entry["id"] == wanted:
            return [Found(entry, entry["estimates"])]
    return _those(trail, lambda one: one["anchor"] == f"fig-{wanted}")


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
    places = (place for entry in trail["statistics"] for one in entry["estimates"] for place in one["places"])
    return ", ".join(str(page) for page in sorted({place["page"] for place in places if "page" in place}))


def close_to(trail: Trail, name: str) -> str:
    """The ids nearest to a misspelt one."""
    ids = [entry["id"] for entry in trail["statistics"]]
    anchors = [one["anchor"].removeprefix("fig-") for entry in trail["statistics"] for one in entry["estimates"]]
    close = get_close_matches(name.lower(), list(dict.fromkeys([*ids, *anchors])), n=3, cutoff=0.6)
    if not close:
        return "the trail, audit/index.html, lists every statistic and can be searched"
    return "did you mean " + " or ".join(f"'{one}'" for one in close) + "?"


def texts(one: Record) -> set[str]:
    """What is printed of an estimate in text and tables, with its value."""
    printed = {one["value"]}
    for place in one["places"]:
        printed |= {place["printed"]} if isinstance(place["printed"], str) else set(place["printed"])
    return printed - {""}


def _those(trail: Trail, wanted: Callable[[Record], bool]) -> list[Found]:
    found = ((entry, [one for one in entry["estimates"] if wanted(one)]) for entry in trail["statistics"])
    return [Found(entry, estimates) for entry, estimates in found if estimates]
