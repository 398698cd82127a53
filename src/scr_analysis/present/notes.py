"""What stands below a table or chart: its base, its source, and what is missing from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scr_analysis import english
from scr_analysis.estimates import ALL, Estimate
from scr_analysis.missing import COLUMNS
from scr_analysis.rounding import grouped
from scr_analysis.study import Study
from scr_analysis.study.agreements import Release
from scr_analysis.study.declarations import Table


def base_line(study: Study, shown: Sequence[Estimate], across_bases: bool = False) -> str:
    """The base or bases of a table or chart, with the cases of each where they can be read off an estimate."""
    names = list(dict.fromkeys(one.base for one in shown))
    titles = [f"{study.bases[name].title}{_size(study, name, shown)}" for name in names]
    if len(titles) == 1:
        return f"Base: {english.lowered(titles[0])}."
    return ("Bases, a column each: " if across_bases else "Bases: ") + "; ".join(map(english.lowered, titles)) + "."


def _size(study: Study, base: str, shown: Sequence[Estimate]) -> str:
    sizes = [size(study, one) for one in shown if one.base == base and one.group == ALL]
    known = [one for one in sizes if one is not None]
    return f" (n = {grouped(max(known))})" if known else ""


def size(study: Study, one: Estimate) -> int | None:
    """All cases of the estimate's base: its denominator and the missing cases outside it; None where hidden."""
    if one.denominator is None or one.method.startswith("poisson"):
        return None
    stays = study.statistics[one.statistic].stays
    return one.denominator + sum(n for kind, n in zip(COLUMNS, one.missing, strict=True) if kind not in stays)


def source_line(release: Release) -> str:
    """Where the figures come from, and that they are synthetic where they are."""
    return f"Source: {release.title}." + (" Synthetic data: no real case." if release.synthetic else "")


def missing_notes(study: Study, table: Table, shown: Sequence[Estimate]) -> Iterator[str]:
    """For each statistic of a table, the cases that give no answer, and whether they are in the denominator."""
    told: set[str] = set()
    for one in shown:
        statistic = study.statistics[one.statistic]
        if one.group != ALL or one.statistic in told or "missing" in table.show:
            continue
        told.add(one.statistic)
        yield from _about(study, one, statistic.title, statistic.stays)


def _about(study: Study, one: Estimate, title: str, stays: Sequence[str]) -> Iterator[str]:
    kinds = study.codebook.missing_kinds
    counts = dict(zip(COLUMNS, one.missing, strict=True))
    left_out = [
        f"{grouped(counts[kind])} {kinds[kind].label}" for kind in COLUMNS if counts[kind] and kind not in stays
    ]
    if left_out:
        yield f"{title}: {', '.join(left_out)}, not in the percentages."
    kept = [f"{grouped(counts[kind])} {kinds[kind].label}" for kind in stays if counts.get(kind)]
    if kept:
        yield f"{title}: {', '.join(kept)}, counted in the base."
