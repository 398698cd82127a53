"""The counts that a printed quartile bounds: the cases at or below its value, and those below it.

Nobody prints them, but who reads that half of 20 children were at most 11 months old knows that ten were infants.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from scr_analysis.estimates import Estimate
from scr_analysis.missing import is_missing
from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import Count, whole_of
from scr_analysis.protect.linking import Web
from scr_analysis.quartiles import needed
from scr_analysis.study import Study

UPTO, BELOW = "upto", "below"


def quartile_counts(study: Study, cases: Cases, raw: Sequence[Estimate], counts: Sequence[Count]) -> Iterator[Count]:
    """What the quartiles among the estimates bound, as counts beside all others."""
    columns: dict[str, list[Estimate]] = {}
    for one in raw:
        if study.statistics[one.statistic].kind == "quantile" and one.estimate is not None:
            columns.setdefault(str(study.statistics[one.statistic].of), []).append(one)
    variables = {name for count in counts for name in count.box}
    for column, quartiles in columns.items():
        values = sorted({int(one.estimate or 0) for one in quartiles})
        name, classes = _cut(cases, column, [cut for value in values for cut in (value - 1, value)], variables)
        for one in quartiles:
            for part, most in ((UPTO, int(one.estimate or 0)), (BELOW, int(one.estimate or 0) - 1)):
                codes = frozenset(
                    code for value, code in classes.items() if not is_missing(value) and int(value) <= most
                )
                if codes:  # below the least value is nobody, as anybody knows
                    box = {**whole_of(study, one), name: codes}
                    yield Count((one.key, part), box, cases.within(box), printed=False)


def tell(web: Web, told: Sequence[Count]) -> None:
    """Add to the web what quartiles tell of such counts, as nodes of their own that can be hidden alone."""
    for cell in (count.cell for count in told):
        web.sums.append((len(web.sizes), (web.at[cell],)))
        web.sizes.append(web.sizes[web.at[cell]])
        web.cells.append([cell])
        web.at[cell] = len(web.cells) - 1


def _cut(cases: Cases, column: str, cuts: Sequence[int], variables: Collection[str]) -> tuple[str, dict[str, str]]:
    """A variable of the ranges of a number that the cuts, and the variables made of it, tell apart, and its codes."""
    told = [implied for name in sorted(variables) if (implied := cases.mapping(column, name)) is not None]
    ranges: dict[tuple[object, ...], str] = {}
    classes: dict[str, str] = {}
    for value in cases.codes(column):
        sides = [value] if is_missing(value) else [int(value) <= cut for cut in cuts]
        classes[value] = ranges.setdefault((*sides, *(implied[value] for implied in told)), value)
    name = f"ranges: {column}"
    cases.add(name, [classes[value] for value in cases.column(column)])
    return name, classes


def bounds(one: Estimate, part: str, known: tuple[int, int]) -> tuple[int, int]:
    """The least and the most that such a count can be, by how many known cases there can be."""
    low, high = known
    return (needed(one.level, low), high) if part == UPTO else (0, max(0, needed(one.level, high) - 1))
