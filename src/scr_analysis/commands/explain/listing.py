"""Several figures in one list, in the order of the page, so that a reader sees which one is meant."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

from scr_analysis.audit.places import gathered
from scr_analysis.commands.explain.find import Found, Record, name_of
from scr_analysis.commands.explain.layout import WIDTH

ENDING = "One of them in full: scr explain ID"


def listed(found: Sequence[Found], asked: str) -> str:
    """Each figure with its count, and the sentences that print it."""
    lines = [_told(one, estimate) for one in found for estimate in one.estimates]
    return "\n\n".join([f"{len(lines)} figures {asked}:", *lines, ENDING])


def others(found: Sequence[Found], one: Found) -> str:
    """The figures that read the same, but for one."""
    names = [name_of(this) for other in found if other.entry != one.entry for this in other.estimates]
    return "\n".join(["THE SAME IS PRINTED IN TABLES OF", *(f"  {name}" for name in names)])


def _told(one: Found, estimate: Record) -> str:
    title, own = one.entry["title"], estimate["name"]
    head = f"  {name_of(estimate)}  {counted(estimate)}"
    told = _indented(title if own == title else f"{title}: {own}")
    places = [place for place in gathered(estimate["places"]) if place["edition"] == "briefing"]
    return "\n".join([head, told, *(_indented(at(place)) for place in places)])


def counted(estimate: Record) -> str:
    """The count with its denominator and value: "188 of 293 = 64%"; of an analysis each of its figures by its name."""
    if "cells" in estimate:
        told = estimate["cells"].items()
        return "; ".join(text if label == "In words" else f"{label} {text}" for label, text in told)
    return f"{estimate['n']} of {estimate['denominator']}" + (f" = {estimate['value']}" if estimate["value"] else "")


def at(place: Record) -> str:
    """Where a figure is printed, and what of it."""
    if place["kind"] == "text":
        numbers = ", ".join(number["printed"] for number in place["numbers"])
        return f"{numbers} on page {place['page']}, {place['section']}: “{place['sentence']}”"
    number = f" {place['number']}" if "number" in place else ""
    page = f" on page {place['page']}" if "page" in place else ""
    head = f"{place['kind']}{number} of the {place['edition']}{page}, {place['title']}"
    rows = [f"{', '.join(row['printed'])} ({row['row']})" for row in place["rows"]]
    several = f"{len(rows)} {'marks' if place['kind'] == 'chart' else 'rows'}"
    return head if not rows else f"{head}: {rows[0]}" if len(rows) == 1 else f"{head}: {several}"


def _indented(text: str) -> str:
    return fill(text, WIDTH, initial_indent="    ", subsequent_indent="    ")
