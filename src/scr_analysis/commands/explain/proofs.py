"""What proves a statistic, told in a terminal: words borne, figures in print, checks, sign-off, SPSS syntax."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from scr_analysis.commands.explain.find import Record
from scr_analysis.commands.explain.layout import paragraph, section
from scr_analysis.estimates import HIDDEN
from scr_analysis.verdicts import WITHHELD


def told_proofs(entry: Record) -> list[str]:
    """The sections after the variables."""
    return [
        *section("Words that the data must bear", told_claims(entry)),
        *section("Worked out of it", _analyses(entry)),
        *section("Figures in print to compare", _published(entry)),
        *section("Checks passed", _checks(entry)),
        *section("Sign-off", _signoff(entry["signoff"])),
        *section("A second engine", _counted_again(entry)),
        *section("The same in SPSS", [indent(entry["spss"], " " * 6)] if entry["spss"] else []),
    ]


def told_claims(entry: Record) -> Iterator[str]:
    """Each word told of it, and how firmly the data bear it."""
    for one in entry["claims"]:
        why = f", {one['why']}" if one["why"] else ""
        told = f"{one['phrase']} of {one['figure']}: {one['verdict']}{why}"
        yield from paragraph("a word, withheld with its figure" if one["verdict"] == WITHHELD else told, 2, 4)


def _analyses(entry: Record) -> Iterator[str]:
    for one in entry["analyses"]:
        yield from paragraph(f"{one['id']}: {one['title']}", 2, 4)


def _published(entry: Record) -> Iterator[str]:
    for one in entry["published"]:
        said = one["recomputed"], one["agreement"]
        here = f"{one['agreement']} here" if len(set(said)) == 1 else f"{one['recomputed']} here: {one['agreement']}"
        told = f"{one['printed']} in print, {here}."
        yield from paragraph(f"{told} {one['name']}. {one['where']}.", 2, 4)
        yield from paragraph(f"In doubt: {one['doubt']}", 6) if one["doubt"] else []


def _checks(entry: Record) -> Iterator[str]:
    for one in entry["checks"]:
        told = "" if one["told"] == HIDDEN else f"{one['told']}, "
        yield from paragraph(f"{one['check']}: {told}{one['outcome']}", 2, 4)


def _counted_again(entry: Record) -> Iterator[str]:
    one = entry["counted_again"]
    if one:
        figures = f"all {one['figures']} figures" if one["figures"] > 1 else "its one figure"
        yield from paragraph(f"counted again by {one['engine']}: agrees on {one['agrees_on']} in {figures}", 2, 4)
    elif entry["spss"]:
        yield "  not counted by a second engine in this build (make spss)"


def _signoff(one: Record) -> Iterator[str]:
    for role in ("analyst", "assurer"):
        signed = f"{one[role]}, {one[f'{role}_date']} ({one[f'{role}_state']})" if one[role] else "nobody yet"
        yield from paragraph(f"{role}: {signed}", 2, 4)
    yield from paragraph(f"state: {one['state']}", 2)
    yield told_fingerprint(one)


def told_fingerprint(one: Record) -> str:
    """The digests of what it means and of what it is, short enough to read."""
    return f"  fingerprint of the definition {one['fingerprint'][:16]}, of the value {one['value'][:16]}"
