"""One statistic told in a terminal of eighty columns, in the order of the trail's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill, indent

from scr_analysis.audit.places import gathered
from scr_analysis.commands.explain.find import Found, Record, Trail
from scr_analysis.commands.explain.layout import WIDTH, paragraph, section
from scr_analysis.commands.explain.listing import at, counted
from scr_analysis.commands.explain.proofs import told_proofs
from scr_analysis.commands.explain.variables import told_variables


def told(trail: Trail, one: Found) -> str:
    """Everything the trail holds of one statistic; of its estimates, those that are meant."""
    entry = one.entry
    variables = {name: trail["variables"][name] for name in entry["variables"]}
    parts = [
        *(f"{entry['title']}", f"{entry['id']}, {entry['kind']}"),
        "",
        *paragraph(f"{entry['definition']} {entry['note']}".strip()),
        *section("Figures", _figures(one.estimates)),
        *section("Printed", _printed(one)),
        *section("From the database to the figure", _flows(trail, entry)),
        *section("Protection", _protection(one.estimates)),
        *section("Base", _bases(trail, entry)),
        *section(
            "Variables",
            told_variables(variables, trail["examples"]),
        ),
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


def _protection(estimates: Sequence[Record]) -> Iterator[str]:
    """Each decision with its reason, and the figures it is about where there are several."""
    for decision, reason in dict.fromkeys((one["decision"], one["reason"]) for one in estimates):
        names = [one["name"] for one in estimates if one["decision"] == decision]
        about = "" if len(names) == len(estimates) else f": {'; '.join(names)}"
        yield from paragraph(f"{decision}{about}. {reason}", 2, 4)


def _printed(one: Found) -> Iterator[str]:
    """Where the estimates that are meant are printed, and the charts of the statistic."""
    charts = [place for place in one.entry["printed"] if place["kind"] == "chart"]
    for place in [*gathered(place for estimate in one.estimates for place in estimate["places"]), *charts]:
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


def _bases(trail: Trail, entry: Record) -> Iterator[str]:
    for name in entry["bases"]:
        base = trail["bases"][name]
        window = f"; incidents from {base['window'][0]} to {base['window'][1]}" if base["window"] else ""
        yield from paragraph(f"{base['title']} ({name}): {base['include']}{window}", 2, 4)
