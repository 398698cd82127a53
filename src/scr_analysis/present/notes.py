"""What stands below a table or chart: its base, its source, and what is missing from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scr_analysis import english
from scr_analysis.estimates import ALL, HIDDEN, Estimate
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
    """All cases of the estimate's base: its denominator and the missing cases outside it; None where hidden.

    Rounded parts do not make a rounded sum, and another estimate of the same base would print another one.
    """
    stays = study.statistics[one.statistic].stays
    outside = [count for kind, count in zip(COLUMNS, one.missing, strict=True) if kind not in stays]
    if one.rounded or one.denominator is None or one.method.startswith("poisson") or None in outside:
        return None
    return one.denominator + sum(count or 0 for count in outside)


def source_line(release: Release) -> str:
    """Where the figures come from, and that they are synthetic where they are."""
    return f"Source: {release.title}." + (" Synthetic data: no real case." if release.synthetic else "")


def missing_notes(study: Study, table: Table, shown: Sequence[Estimate]) -> Iterator[str]:
    """The cases that give no answer, by kind, and whether they are in the denominator.

    A table of few statistics names each; in a longer one, a line a kind gives the least and the most of the rows.
    """
    if "missing" in table.show:
        return
    found: dict[tuple[str, bool], list[tuple[str, int | None]]] = {}
    for one in {one.statistic: one for one in shown if one.group == ALL}.values():
        statistic = study.statistics[one.statistic]
        if statistic.kind == "rate":  # its denominator is the population, which nobody leaves
            continue
        for kind, count in zip(COLUMNS, one.missing, strict=True):
            if count != 0:
                found.setdefault((kind, kind in statistic.stays), []).append((statistic.title, count))
    for (kind, stays), counted in found.items():
        where = "counted in the base" if stays else "not in the percentages"
        label = study.codebook.missing_kinds[kind].label
        if len(counted) <= NAMED:
            yield from (f"{title}: {_said(count)} {label}, {where}." for title, count in counted)
        elif known := [count for _, count in counted if count is not None]:
            yield f"{label[:1].upper()}{label[1:]}: {_range(known)} a row, {where}."


NAMED = 2


def _said(count: int | None) -> str:
    return HIDDEN if count is None else grouped(count)


def _range(counts: Sequence[int]) -> str:
    low, high = min(counts), max(counts)
    return grouped(low) if low == high else f"{grouped(low)} to {grouped(high)}"
