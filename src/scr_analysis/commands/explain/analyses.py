"""What is worked out of statistics told in a terminal: a comparison, an association, a model, shares as assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scr_analysis.audit.places import gathered
from scr_analysis.commands.explain.find import Found, Record, Trail
from scr_analysis.commands.explain.layout import paragraph, section
from scr_analysis.commands.explain.listing import at, counted
from scr_analysis.commands.explain.proofs import told_claims, told_fingerprint
from scr_analysis.commands.explain.variables import told_variables


def told_analysis(trail: Trail, one: Found) -> str:
    """Everything the trail holds of one analysis; of its rows, those that are meant."""
    entry = one.entry
    variables = {name: trail["variables"][name] for name in entry["variables"]}
    places = gathered(place for row in one.estimates for place in row["places"])
    parts = [
        *paragraph(entry["title"]),
        f"{entry['id']}, {entry['kind'].replace('_', ' ')}, {entry['file']}",
        "",
        *paragraph(f"{entry['definition']} {entry['note']}".strip()),
        *section("Figures", (line for row in one.estimates for line in _row(row))),
        *section("Breaks in the series", (line for told in entry["breaks"] for line in paragraph(told, 2, 2))),
        *section("Family of tests", _family(entry["family"])),
        *section("Printed", (line for place in places for line in paragraph(at(place), 2, 4))),
        *section("Methods", _methods(trail, entry)),
        *section("Protection", protection(one.estimates)),
        *section("Base", bases(trail, entry)),
        *section("Statistics that it rests on", _statistics(entry)),
        *section("Variables", told_variables(variables, trail["examples"])),
        *section("Words that the data must bear", told_claims(entry)),
        *section("Sign-off", _signoff(entry)),
    ]
    return "\n".join(parts)


def _row(row: Record) -> Iterator[str]:
    yield from paragraph(row["name"], 2, 4)
    yield from paragraph(counted(row), 6)
    for share in row["compared"]:
        yield from paragraph(f"{share['label']}: {share['text']}".removesuffix(": "), 6, 2)
    yield from paragraph(row["warning"], 6) if row["warning"] else []


def _family(family: Record) -> Iterator[str]:
    if family:
        tests = f"p values adjusted for {family['tests']} tests"
        yield from paragraph(f"{family['title']}: {tests}. {family['note']}", 2, 2)


def _methods(trail: Trail, entry: Record) -> Iterator[str]:
    for name in entry["methods"]:
        method = trail["methods"][name]
        yield from paragraph(f"{method['title']}. {method['source']}", 2, 4)
    for how, confidence in dict.fromkeys((row["method"], row["confidence"]) for row in entry["rows"] if row["method"]):
        yield from paragraph(f"as recorded in {entry['file']}: {how}; confidence {confidence}", 2, 4)


def _statistics(entry: Record) -> Iterator[str]:
    for one in entry["statistics"]:
        yield from paragraph(f"{one['id']}: {one['title']}", 2, 4)


def _signoff(entry: Record) -> Iterator[str]:
    states = entry["signoff"]["statistics"].items()
    told = ", ".join(f"{count} {state}" for state, count in states) or "it rests on no declared statistic"
    yield from paragraph(f"with the statistics that it rests on: {told}", 2, 4)
    yield told_fingerprint(entry)


def protection(estimates: Sequence[Record]) -> Iterator[str]:
    """Each decision with its reason, and the figures it is about where there are several."""
    for decision, reason in dict.fromkeys((one["decision"], one["reason"]) for one in estimates):
        names = [one["name"] for one in estimates if one["decision"] == decision]
        about = "" if len(names) == len(estimates) else f": {'; '.join(names)}"
        yield from paragraph(f"{decision}{about}. {reason}", 2, 4)


def bases(trail: Trail, entry: Record) -> Iterator[str]:
    """Each base of an entry with its inclusion rule and window."""
    for name in entry["bases"]:
        base = trail["bases"][name]
        window = f"; incidents from {base['window'][0]} to {base['window'][1]}" if base["window"] else ""
        yield from paragraph(f"{base['title']} ({name}): {base['include']}{window}", 2, 4)
