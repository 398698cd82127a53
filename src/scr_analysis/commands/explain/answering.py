"""What ``scr explain`` answers: one figure in full, several as a list, or either for machines."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from scr_analysis.commands import Answer, release_of, results_of
from scr_analysis.commands.explain.by_page import listed_by_page
from scr_analysis.commands.explain.find import Found, by_id, by_print, close_to, in_text_as, on_page, pages
from scr_analysis.commands.explain.listing import listed, others
from scr_analysis.commands.explain.telling import told
from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.files import read_json


def answered(given: argparse.Namespace) -> Answer:
    """The figure, or a list of the figures that are meant. Raises FaultsFound where nothing is."""
    trail: Any = read_json(results_of(given) / "audit/trail.json")
    found = _found(trail, given)
    if given.cases:
        from scr_analysis.commands.explain.cases import counted_cases

        return Answer(counted_cases(found, release_of(given), Path(), given.json))
    if given.json:
        return Answer(json.dumps([_as_json(trail, one) for one in found], indent=1, ensure_ascii=False))
    if given.page is not None:
        return Answer(listed_by_page(found, given.page))
    if len(found) == 1:
        return Answer(told(trail, found[0]))
    in_text = in_text_as(found, given.figure)
    if len(in_text) == 1:  # what a reader most likely saw
        return Answer(f"{told(trail, in_text[0])}\n\n{others(found, in_text[0])}")
    return Answer(listed(found, f"read “{given.figure}”"))


def _found(trail: dict[str, Any], given: argparse.Namespace) -> list[Found]:
    """What is asked about: by page, by id, or by what is printed."""
    if given.page is not None:
        found = on_page(trail, given.page)
        problem = f"no figure is printed on page {given.page} of the PDF"
        remedy = f"figures are printed on pages {pages(trail)}; the appendix repeats them"
    elif given.figure:
        found = by_id(trail, given.figure) or by_print(trail, given.figure)
        problem = f"no entry is called '{given.figure}', and no figure is printed so"
        remedy = close_to(trail, given.figure)
    else:
        found, problem = [], "no figure is named"
        remedy = "name its id, what is printed of it, or --page: scr explain 64%"
    if not found:
        raise FaultsFound([Fault("audit/trail.json", "", problem, remedy)])
    return found


def _as_json(trail: dict[str, Any], one: Found) -> dict[str, Any]:
    """The entry with the figures that are meant, its bases with those around them, and its variables."""
    names = {name for base in one.entry["bases"] for name in (base, *trail["bases"][base]["within"])}
    bases = {name: base for name, base in trail["bases"].items() if name in names}
    examples = {name: held for name, held in trail["examples"].items() if name in one.entry["variables"]}
    variables = {name: trail["variables"][name] for name in one.entry["variables"]}
    figures = "rows" if one.is_analysis else "estimates"
    return {**one.entry, figures: one.estimates, "bases": bases, "variables": variables, "examples": examples}
