"""The figures of one page of the PDF as a reader meets them: sentence by sentence, then tables and charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from scr_analysis.commands.explain.find import Found, Record, name_of
from scr_analysis.commands.explain.layout import WIDTH
from scr_analysis.commands.explain.listing import ENDING, counted


def listed_by_page(found: Sequence[Found], page: int) -> str:
    """Each sentence of a page with its figures, and each table with its statistics."""
    return "\n\n".join([f"PAGE {page}", *_sentences(found, page), *_tables(found, page), ENDING])


def _sentences(found: Sequence[Found], page: int) -> Iterator[str]:
    here = [
        (place["order"], place, estimate)
        for one in found
        for estimate in one.estimates
        for place in estimate["places"]
        if place["kind"] == "text" and place["page"] == page
    ]
    by_sentence: dict[str, list[str]] = {}
    for _, place, estimate in sorted(here, key=lambda held: held[0]):
        said = f"  {place['printed']:<20} {name_of(estimate)}, {counted(estimate)}"
        by_sentence.setdefault(place["sentence"], []).append(fill(said, WIDTH, subsequent_indent=" " * 23))
    for sentence, lines in by_sentence.items():
        yield "\n".join([fill(f"“{sentence}”", WIDTH), *lines])


def _tables(found: Sequence[Found], page: int) -> Iterator[str]:
    by_table: dict[str, dict[str, int]] = {}
    for one in found:
        for estimate in one.estimates:
            for place in estimate["places"]:
                if place["kind"] == "table" and place.get("page") == page:
                    figures = by_table.setdefault(_title(place), {})
                    figures[one.entry["id"]] = figures.get(one.entry["id"], 0) + 1
    for title, figures in by_table.items():
        lines = [f"  {name}" + (f", {count} figures" if count > 1 else "") for name, count in figures.items()]
        yield "\n".join([fill(title, WIDTH), *lines])


def _title(place: Record) -> str:
    return f"Table {place['number']}, {place['title']}"
