"""From a declared chart and the protected estimates to plain labelled data; computes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scr_analysis import breaks
from scr_analysis.english import typeset
from scr_analysis.errors import Fault, FaultsFound, refuse
from scr_analysis.estimates import ALL, HIDDEN, Estimate, Key
from scr_analysis.missing import COLUMNS
from scr_analysis.present.chart_lookup import Lookup, Place
from scr_analysis.present.chart_model import Bar, Bracket, ChartData, Group
from scr_analysis.present.notes import base_line, source_line
from scr_analysis.rounding import grouped
from scr_analysis.study import Study
from scr_analysis.study.agreements import Release
from scr_analysis.study.declarations import Chart, Statistic

_PLURALS = {"child": "children"}


def all_charts(study: Study, estimates: Mapping[Key, Estimate], release: Release) -> list[ChartData]:
    """Return every declared chart. Raises FaultsFound with the faults of all of them."""
    drawn: list[ChartData] = []
    faults: list[Fault] = []
    for chart in study.charts.values():
        try:
            drawn.append(chart_data(chart, study, estimates, release))
        except FaultsFound as found:
            faults.extend(found.faults)
    refuse(faults)
    return drawn


def chart_data(chart: Chart, study: Study, estimates: Mapping[Key, Estimate], release: Release) -> ChartData:
    """Return what a declared chart shows. Raises FaultsFound where the estimates cannot feed it."""
    lookup = Lookup(chart, study, estimates)
    if not chart.across and chart.kind in ("lines", "panels"):
        raise lookup.fault(f"a chart of kind '{chart.kind}' runs across groups", "use 'across: period', say")
    groups = _rows(lookup) if lookup.statistics[0].kind == "proportion" else _distributions(lookup)
    if chart.kind == "pyramid" and len(groups) != 2:
        problem = f"a pyramid sets two groups back to back, and here are {len(groups)}"
        raise lookup.fault(problem, "use 'across: SEX', say")
    whole = _wholes(lookup)
    unit = study.bases[whole[0].base].unit
    return ChartData(
        id=chart.id,
        title=typeset(chart.title),
        kind=chart.kind,
        base=typeset(base_line(study, whole)),
        source=typeset(source_line(release)),
        unit=_PLURALS.get(unit, f"{unit}s"),
        groups=tuple(groups),
        across=typeset(_across_title(lookup)),
        brackets=tuple(_bracket(lookup, name, groups[0]) for name in chart.brackets),
        notes=tuple(typeset(note) for note in _notes(lookup, whole)),
        wide=chart.wide,
        section=typeset(chart.section),
        printed_in=tuple(chart.printed_in),
        confidence=float(whole[0].confidence or 0.95),
        breaks=tuple(_breaks(lookup)),
    )


def _wholes(lookup: Lookup) -> list[Estimate]:
    """One estimate of each statistic on each of its bases drawn, ungrouped: it tells base, size and missing."""
    bases = [
        (statistic, base)
        for statistic in lookup.statistics
        for base in (statistic.base if lookup.chart.across == "base" else statistic.base[:1])
    ]
    return [lookup.estimate(one, Place(base, ALL, ""), lookup.levels(one)[0]) for one, base in bases]


def _rows(lookup: Lookup) -> list[Group]:
    """Dots, or lines of proportions: a bar a proportion, grouped by what the chart runs across."""
    places = [lookup.places(statistic) for statistic in lookup.statistics]
    if len({tuple(place.label for place in column) for column in places}) > 1:
        raise lookup.fault("its statistics do not have the same groups", "list statistics with the same bases and 'by'")
    return [
        Group(
            typeset(column[0].label),
            tuple(
                _bar(lookup.estimate(statistic, place, ALL), statistic.id, statistic.short or statistic.title)
                for statistic, place in zip(lookup.statistics, column, strict=True)
            ),
        )
        for column in zip(*places, strict=True)
    ]


def _distributions(lookup: Lookup) -> list[Group]:
    """The other kinds: a bar a level, for each group of each distribution."""
    chart, statistics = lookup.chart, lookup.statistics
    if (len(statistics) > 1 and chart.kind != "stacked") or (chart.across and chart.kind in ("columns", "split")):
        raise lookup.fault(f"a chart of kind '{chart.kind}' draws one distribution without groups", "use 'stacked'")
    if len({tuple(lookup.levels(statistic)) for statistic in statistics}) > 1:
        raise lookup.fault("its statistics do not have the same levels", "draw a chart for each")
    return [_distribution(lookup, statistic, place) for statistic in statistics for place in lookup.places(statistic)]


def _distribution(lookup: Lookup, statistic: Statistic, place: Place) -> Group:
    """One group: its levels, and, in a bar of 100 %, the kinds of missing that stay in the denominator."""
    labels = lookup.labels(str(statistic.of))
    found = {level: lookup.estimate(statistic, place, level) for level in lookup.levels(statistic)}
    one = next(iter(found.values()))
    bars = [_bar(estimate, level, labels[level]) for level, estimate in found.items()]
    if lookup.chart.kind in ("stacked", "split"):
        withheld = all(estimate.hidden for estimate in found.values())
        bars += [_missing(lookup, one, kind, withheld) for kind in COLUMNS if kind in statistic.stays]
    return Group(typeset(place.label or statistic.title), tuple(bars), one.denominator)


def _missing(lookup: Lookup, estimate: Estimate, kind: str, withheld: bool) -> Bar:
    """A kind of missing as a part of the whole; hidden with the rest of its group."""
    label = lookup.study.codebook.missing_kinds[kind].label
    n = None if withheld else estimate.missing_of(kind)
    return Bar(kind, label[:1].upper() + label[1:], n, estimate.denominator, not_known=True)


def _bracket(lookup: Lookup, name: str, group: Group) -> Bracket:
    """A sum over the bar; its numerator must be a set of the levels drawn, on the same base, and must add up."""
    whole, part = lookup.statistics[0], lookup.study.statistics[name]
    codes = part.numerator.get(str(whole.of)) if isinstance(part.numerator, dict) else None
    if codes is None or len(part.columns()) > 1 or not set(codes) <= {bar.key for bar in group.bars}:
        problem = f"the bracket '{name}' is not a set of levels of '{whole.of}'"
        raise lookup.fault(problem, f"let its numerator be '{{{whole.of}: [...]}}'")
    if whole.base[0] not in part.base:
        raise lookup.fault(f"the bracket '{name}' is not counted on the base '{whole.base[0]}'", "add the base to it")
    estimate = lookup.estimate(part, Place(whole.base[0], ALL, ""), ALL)
    counts = [bar.n for bar in group.bars if bar.key in codes]
    adds_up = estimate.rounded or estimate.n is None or None in counts or sum(n or 0 for n in counts) == estimate.n
    if not adds_up:
        raise lookup.fault(f"the bracket '{name}' is not the sum of its levels", "compare the two declarations")
    return Bracket(_bar(estimate, name, part.short or part.title), frozenset(codes))


def _across_title(lookup: Lookup) -> str:
    """Name the axis: the levels of columns, the groups of the others."""
    chart = lookup.chart
    column = lookup.statistics[0].of if chart.kind == "columns" else chart.across
    return lookup.study.codebook.label(column) if column and column != "base" else ""


def _notes(lookup: Lookup, whole: list[Estimate]) -> list[str]:
    """The chart's note, those of its statistics, and who is left out of a distribution."""
    said = [lookup.chart.note, *(statistic.note for statistic in lookup.statistics)]
    for statistic in lookup.statistics if lookup.chart.across else ():
        places = [(place.base, place.group) for place in lookup.places(statistic)]
        said += breaks.notes(lookup.study, breaks.parted(lookup.study, statistic, places))
    kinds, stays = lookup.study.codebook.missing_kinds, lookup.statistics[0].stays
    gone = [
        f"{HIDDEN if count is None else grouped(count)} {kinds[kind].label}"
        for kind in COLUMNS
        if kind not in stays and (count := whole[0].missing_of(kind)) != 0
    ]
    if gone and lookup.chart.kind != "dots":
        said.append(f"Left out: {', '.join(gone)}.")
    return list(dict.fromkeys(note for note in said if note))


def _breaks(lookup: Lookup) -> Iterator[int]:
    """The places of the groups before which the series of some statistic breaks."""
    for statistic in lookup.statistics if lookup.chart.across else ():
        places = [(place.base, place.group) for place in lookup.places(statistic)]
        after = breaks.after_a_break(lookup.study, statistic, places)
        yield from (number for number in range(1, len(after)) if after[number] and not after[number - 1])


def _bar(estimate: Estimate, key: str, label: str) -> Bar:
    """An estimate as a bar; a hidden one brings no number along."""
    n, low, high = (None, None, None) if estimate.hidden else (estimate.n, estimate.low, estimate.high)
    if estimate.too_small:
        low, high = None, None
    marks = {"small_base": estimate.unreliable, "too_small": estimate.too_small, "rounded": estimate.rounded}
    goal = ".".join(("at", *estimate.key))
    return Bar(key, typeset(label), n, estimate.denominator, low, high, goal=goal, **marks)
