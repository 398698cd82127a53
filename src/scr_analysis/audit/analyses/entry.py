"""The entry of one analysis: its figures, what it rests on, how it was made, where it is printed, who signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scr_analysis import english
from scr_analysis.audit.findings import Record
from scr_analysis.audit.places import Place, gathered
from scr_analysis.audit.variables import rests_on
from scr_analysis.digests import digest
from scr_analysis.estimates import ALL, HIDDEN, Estimate, Key, slug
from scr_analysis.fingerprint import analysis_digest
from scr_analysis.rounding import grouped
from scr_analysis.signed import STATES
from scr_analysis.study import Study
from scr_analysis.study.declared import Declared


@dataclass(frozen=True)
class Known:
    """What is known of all analyses: statistics, sign-offs, decisions, where each row is printed, words told of it.

    ``cleared``: by file and name. ``printed`` and ``words``: by the row's anchor.
    """

    study: Study
    estimates: Mapping[Key, Estimate]
    signoffs: Mapping[str, Record]
    cleared: Mapping[tuple[str, str], Mapping[str, str]]
    printed: Mapping[str, Sequence[Place]]
    words: Mapping[str, Sequence[Record]]


@dataclass(frozen=True)
class Analysis:
    """An analysis: rows of one published file that were declared together, and what they were made from.

    ``methods``: the names of their entries in docs/methods.md. ``rows``: each with what ``row`` gives.
    """

    file: str
    id: str
    title: str
    kind: str
    definition: str
    rows: Sequence[Record]
    declared: Sequence[Declared]
    statistics: Sequence[str] = ()
    bases: Sequence[str] = ()
    methods: Sequence[str] = ()
    variables: Sequence[str] = ()
    note: str = ""
    family: Mapping[str, Any] = field(default_factory=dict)
    breaks: Sequence[str] = ()


def row(
    name: str, place: Sequence[str], cells: Mapping[str, str], protection: Mapping[str, str], **more: Any
) -> Record:
    """One row of an analysis; ``place``: its file and key there, which make the row's anchor and its id."""
    told = {"compared": [], "method": "", "confidence": "", "warning": "", **more}
    own = "-".join(part for part in place[1:] if part != ALL)
    anchor = "at." + ".".join(place)
    return {"id": own, "anchor": anchor, "name": english.typeset(name), "cells": dict(cells), **protection, **told}


def worked_out(status: str) -> dict[str, str]:
    """The decision on what follows from protected figures alone, and so discloses nothing that they do not."""
    if status == "hidden":
        return {"status": "hidden", "decision": "hidden", "reason": "A figure that it rests on is hidden."}
    return {"status": "shown", "decision": "shown", "reason": "It follows from figures that are shown."}


def cleared(known: Known, file: str, name: str) -> dict[str, str]:
    """The decision on what was made of cases. Which rule hides it stays in the log, as for statistics."""
    made = known.cleared[file, name]
    if made["decision"] == "hidden":
        return {"status": "hidden", "decision": "hidden", "reason": f"Disclosure control. ({made['owner']})"}
    rule = made["rule"][:1].upper() + made["rule"][1:]
    return {"status": "shown", "decision": "shown", "reason": english.typeset(f"{rule}. ({made['owner']})")}


def share(known: Known, key: Key, label: str) -> Record:
    """One figure that a row compares or rests on: what it is called here, what it is, and where its entry stands."""
    statistic, one = known.study.statistics[key[0]], known.estimates[key]
    text = HIDDEN if one.hidden else f"{english.value(statistic, one)} ({_count(one.n)} of {_count(one.denominator)})"
    return {"label": english.typeset(label), "text": text, "anchor": anchor_of(known, one)}


def anchor_of(known: Known, one: Estimate) -> str:
    """The anchor of an estimate's entry."""
    return f"fig-{slug(one, len(known.study.statistics[one.statistic].base) > 1)}"


def _count(count: int | None) -> str:
    return HIDDEN if count is None else grouped(count)


def entry(known: Known, one: Analysis) -> dict[str, Any]:
    """All about one analysis."""
    study = known.study
    rows = [{**held, "places": list(known.printed.get(held["anchor"], []))} for held in one.rows]
    below = {name: known.signoffs[name] for name in one.statistics}
    return {
        "id": one.id,
        "anchor": one.file if one.id == one.file else f"{one.file}-{one.id}",
        "file": f"{one.file}.csv",
        "title": english.typeset(one.title),
        "kind": one.kind,
        "definition": english.typeset(one.definition),
        "note": english.typeset(one.note),
        "bases": list(dict.fromkeys(one.bases)),
        "statistics": [{"id": name, "title": english.typeset(study.statistics[name].title)} for name in below],
        "methods": list(one.methods),
        "family": dict(one.family),
        "breaks": [english.typeset(told) for told in one.breaks],
        "rows": rows,
        "printed": gathered(place for held in rows for place in held["places"]),
        "claims": [claim for held in rows for claim in known.words.get(held["anchor"], [])],
        "variables": rests_on(study, one.variables),
        "signoff": _signed([signed["state"] for signed in below.values()]),
        "fingerprint": analysis_digest(one.declared, [signed["fingerprint"] for signed in below.values()]),
        "value": digest([[held["anchor"], held["cells"]] for held in one.rows]),
    }


def _signed(states: Sequence[str]) -> Record:
    """The worst state of the statistics below, and how many stand in each; an analysis is not signed by itself."""
    counted = Counter(states)
    return {"state": max(states, key=STATES.index, default=""), "statistics": {one: counted[one] for one in counted}}
