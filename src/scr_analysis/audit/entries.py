"""The entry of one statistic: all that its reviewer asks, as data, from the declaration and protected files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scr_analysis import english
from scr_analysis.audit.findings import Record
from scr_analysis.audit.flow import chain, flow
from scr_analysis.audit.places import Place, gathered
from scr_analysis.audit.variables import rests_on
from scr_analysis.estimates import ALL, HIDDEN, Estimate, Key, slug
from scr_analysis.rounding import grouped
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic


@dataclass(frozen=True)
class Known:
    """What is known of all statistics: estimates, sizes of bases, the data owner's decisions, where each is printed."""

    study: Study
    estimates: Mapping[Key, Estimate]
    sizes: Mapping[str, str]
    profile: Mapping[str, str]
    exceptions: Mapping[Key, Mapping[str, str]]
    printed: Mapping[Key, Sequence[Place]]
    claims: Mapping[str, Sequence[Record]]
    contracts: Mapping[str, Sequence[Record]]
    signoffs: Mapping[str, Record]
    syntax: Mapping[str, str]
    again: Mapping[str, Record]
    published: Mapping[str, Sequence[Record]]


def entry(known: Known, statistic: Statistic) -> dict[str, Any]:
    """All about one statistic."""
    study = known.study
    mine = [one for one in known.estimates.values() if one.statistic == statistic.id]
    places = [place for one in mine for place in known.printed.get(one.key, [])]
    return {
        "id": statistic.id,
        "title": english.typeset(statistic.title),
        "kind": statistic.kind,
        "definition": english.typeset(english.definition(study, statistic)),
        "note": english.typeset(statistic.note),
        "bases": list(statistic.base),
        "estimates": [estimate(known, statistic, one) for one in mine],
        "flows": [{"base": one.base, "steps": flow(study, one, known.sizes)} for one in _firsts(mine)],
        "printed": gathered(places),
        "variables": rests_on(study, [*statistic.columns(), *statistic.by]),
        "published": list(known.published.get(statistic.id, [])),
        "checks": _checks(known, statistic.id, places),
        "claims": list(known.claims.get(statistic.id, [])),
        "signoff": known.signoffs[statistic.id],
        "spss": known.syntax.get(statistic.id, ""),
        "counted_again": known.again.get(statistic.id, {}),
    }


def _firsts(mine: Iterable[Estimate]) -> list[Estimate]:
    """The first estimate of each base, over all its cases."""
    first: dict[str, Estimate] = {}
    for one in mine:
        if one.group == ALL:
            first.setdefault(one.base, one)
    return list(first.values())


def estimate(known: Known, statistic: Statistic, one: Estimate) -> dict[str, Any]:
    """One estimate of it, as printed, and where."""
    study = known.study
    return {
        "anchor": f"fig-{slug(one, len(statistic.base) > 1)}",
        "base": one.base,
        "group": one.group,
        "level": one.level,
        "name": _name(study, statistic, one),
        "value": "" if one.too_small else english.value(statistic, one),  # n and denominator stand beside it
        "n": _count(one.n),
        "denominator": _count(one.denominator),
        "interval": english.interval(one),
        "confidence": one.confidence,
        "method": one.method,
        "bounds": english.bounds(one),
        "missing": english.missing(study, one),
        "warning": one.warning,
        "status": one.status,
        **protection(one, known.profile, known.exceptions.get(one.key)),
        "places": list(known.printed.get(one.key, [])),
    }


def _name(study: Study, statistic: Statistic, one: Estimate) -> str:
    """What tells the estimate from the others of its statistic: base, group, level."""
    base = study.bases[one.base].title if len(statistic.base) > 1 else ""
    if one.level in english.QUANTILES:
        level = english.QUANTILES[one.level]
    else:
        level = "" if one.level == ALL else study.codebook.analysis_columns()[str(statistic.of)][one.level]
    group = english.group(study, one.group) or ("All" if statistic.by else "")
    return english.typeset(": ".join(part for part in (base, group, level) if part)) or english.typeset(statistic.title)


def protection(one: Estimate, profile: Mapping[str, str], exception: Mapping[str, str] | None) -> dict[str, str]:
    """What was decided about showing it, why, and who answers for it.

    Which rule hides a figure stays in the decision log, for the output checker: "too small" or "for the sake of
    another" would tell of its size, and the trail is published.
    """
    if exception is not None and not one.hidden:
        said = f"shown by exception to: {exception['rule']}"
        return {"decision": said, "reason": _because(exception)}
    if one.hidden:
        return {"decision": "hidden", "reason": f"Disclosure control, profile {profile['rule']}. {_because(profile)}"}
    said = "shown, but for missing answers" if None in one.missing else "shown"
    return {"decision": f"{said}, {one.rule}" if one.rounded else said, "reason": f"Profile {profile['rule']}."}


def _because(row: Mapping[str, str]) -> str:
    return english.typeset(f"{row['reason'].strip().rstrip('.')}. ({row['owner']})")


def _count(count: int | None) -> str:
    return HIDDEN if count is None else grouped(count)


def _checks(known: Known, statistic: str, places: Sequence[Place]) -> list[Record]:
    """What was checked of it in this build; a build in which a check fails leaves no trail."""
    numbers = sum(place["kind"] == "text" for place in places)
    alike = {
        "check": "Printed alike in PDF, web page and Word",
        "outcome": "holds",
        "told": f"{numbers} place{'s' if numbers != 1 else ''}",
    }
    sums = [
        {"check": one["says"], "outcome": one["outcome"], "told": one["counts"]}
        for one in known.contracts.get(statistic, [])
    ]
    return [*([alike] if numbers else []), *sums]


def base(study: Study, name: str, sizes: Mapping[str, str]) -> dict[str, Any]:
    """One base: its inclusion rule and window, and the bases around it."""
    declared = study.bases[name]
    rule = english.typeset(english.rule(study, declared.include)) if declared.include else ""
    window = [day.isoformat() for day in declared.window] if declared.window else []
    return {
        "title": english.typeset(declared.title),
        "unit": declared.unit,
        "include": rule or "every case",
        "window": window,
        "within": chain(study, name)[:-1],
        "cases": sizes.get(name, HIDDEN),
        "variables": rests_on(study, declared.include),
    }
