"""One statistic told in a terminal of eighty columns, in the order of the trail's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill, indent

from scr_analysis.audit.places import gathered
from scr_analysis.commands.explain.analyses import bases, protection, told_analysis
from scr_analysis.commands.explain.find import Found, Record, Trail
from scr_analysis.commands.explain.layout import WIDTH, paragraph, section
from scr_analysis.commands.explain.listing import at, counted
from scr_analysis.commands.explain.proofs import told_proofs
from scr_analysis.commands.explain.variables import told_variables


def told(trail: Trail, one: Found) -> str:
    """Everything the trail holds of one entry; of its figures, those that are meant."""
    if one.is_analysis:
        return told_analysis(trail, one)
    entry = one.entry
    variables = {name: trail["variables"][name] for name in entry["variables"]}
    parts = [
        *(f"{entry['title']}", f"{entry['id']}, {entry['kind']}"),
        "",
        *paragraph(f"{entry['definition']} {entry['note']}".strip()),
        *section("Figures", _figures(one.estimates)),
        *section("Printed", _printed(one)),
        *section("From the database to the figure", _flows(trail, entry)),
        *section("Protection", protection(one.estimates)),
        *section("Base", bases(trail, entry)),
        *section("Variables", told_variables(variables, trail["examples"])),
        *told_proofs(entry),
    ]
    return "\n".join(parts)


def _figures(estimates: Sequence[Record]) -> Iterator[str]:
    """One figure in lines; several as a table, so that they can be compared."""
    if len(estimates) == 1:
        yield from _figure(estimates[0])
        return
    rows = [(one["name"], one["n"], one["denominator"], one["value"], one["interval"]) for one in estimates]
    label = min(WIDTH - 44, max(len(row[0]) for row in rows))
    yield f"  {'':<{label}}{'n':>8}{'of':>8}{'value':>8}  interval"
    for name, n, of, value, interval in rows:
        *before, last = fill(name, label).split("\n")
        yield from (f"  {line}" for line in before)
        yield f"  {last:<{label}}{n:>8}{of:>8}{value:>8}  {interval}".rstrip()


def _figure(one: Record) -> Iterator[str]:
    yield f"  {counted(one)}"
    if one["interval"]:
        yield from paragraph(f"interval {one['interval']} ({one['method']}, confidence {one['confidence']})", 2)
    if one["bounds"]:
        yield from paragraph(f"bounds, if all missing were no or all yes: {one['bounds']}", 2)
    yield from paragraph(f"missing: {one['missing']}", 2)
    yield from paragraph(one["warning"], 2) if one["warning"] else []


def _printed(one: Found) -> Iterator[str]:
    """Where the estimates that are meant are printed."""
    for place in gathered(place for estimate in one.estimates for place in estimate["places"]):
        yield from paragraph(at(place), 2, 4)


def _flows(trail: Trail, entry: Record) -> Iterator[str]:
    for flow in entry["flows"]:
        if len(entry["flows"]) > 1:
            yield f"  {trail['bases'][flow['base']]['title']}"
        for step in flow["steps"]:
            head, *rest = fill(step["step"], WIDTH - 12).split("\n")
            yield f"  {step['cases']:>8}  {head}"
            yield from (" " * 12 + line for line in rest)
            if step["how"]:
                yield indent(fill(step["how"], WIDTH - 14), " " * 14)
