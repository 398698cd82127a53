"""estimate: analysis rows → estimates, every declared statistic evaluated by code that knows nothing of the study.

Takes the analysis table and the declarations; gives the raw ``estimates.csv`` and the case flow, both restricted.
Stops at a key given twice, a numerator above its denominator, a case flow that does not add up, or a contract of
arithmetic that the counts break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scr_analysis.contracts import broken, sums
from scr_analysis.errors import Fault, refuse
from scr_analysis.estimate.cells import Cells
from scr_analysis.estimate.count import Counts, counted, quantiles
from scr_analysis.estimates import ALL, NO_POPULATION, Estimate, estimates_csv
from scr_analysis.files import csv_text, read_rows, write_all
from scr_analysis.intervals import METHODS, PER, poisson_exact
from scr_analysis.missing import COLUMNS, is_missing
from scr_analysis.small_bases import USUAL, SmallBases
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic


@dataclass(frozen=True)
class Method:
    """How intervals are made (a name of ``intervals.METHODS``, and the confidence), and what bases are small."""

    name: str
    confidence: float
    small: SmallBases = USUAL


def estimate(study: Study, analysis: Path, population: Path, method: Method, restricted: Path) -> list[Estimate]:
    """Evaluate every statistic and write the raw estimates. Raises FaultsFound."""
    cells = Cells(read_rows(analysis))
    children = read_rows(population)
    found = [
        one for statistic in study.statistics.values() for one in evaluate(study, statistic, cells, children, method)
    ]
    flow = case_flow(study, cells)
    refuse([*_contradictions(found), *_flow_faults(flow), *_base_faults(study, found, flow)])
    keyed = {one.key: one for one in found}
    refuse(broken(sums(study, keyed), keyed))
    write_all(
        {
            restricted / "estimates.csv": estimates_csv(found),
            restricted / "case_flow.csv": csv_text(("base", "within", "cases", "left_out"), flow),
        }
    )
    return found


def evaluate(
    study: Study, statistic: Statistic, cells: Cells, children: Sequence[dict[str, str]], method: Method
) -> Iterator[Estimate]:
    """All estimates of one statistic: on each of its bases, for all cases and for each group."""
    for base in statistic.base:
        if statistic.kind == "quantile":
            yield from quantiles(study, statistic, base, cells)
            continue
        years = _child_years(study, base, children) if statistic.kind == "rate" else None
        for counts in counted(study, statistic, base, cells):
            yield _estimate(study, statistic, base, counts, method, years)


def _estimate(
    study: Study, statistic: Statistic, base: str, counts: Counts, method: Method, years: int | None
) -> Estimate:
    """A count with its share (or rate), interval and bounds."""
    kinds = study.codebook.missing_kinds
    unknown = sum(count for kind, count in counts.missing.items() if kinds[kind].unknown)
    whole = counts.known + sum(
        count for kind, count in counts.missing.items() if kinds[kind].unknown or kind in statistic.stays
    )
    denominator = counts.known + sum(counts.missing.get(kind, 0) for kind in statistic.stays)
    row = Estimate(
        statistic.id, base, counts.group, counts.level, counts.n, denominator,
        tuple(counts.missing.get(kind, 0) for kind in COLUMNS), confidence=f"{method.confidence:g}",
    )  # fmt: skip
    if statistic.kind == "rate":
        return _with_rate(row, counts.n, years, method)
    if counts.n > denominator:
        return row  # no share and no interval: the contradiction is reported with all others
    if denominator == 0:
        return replace(row, warning="no case in the denominator", method="", confidence="")
    low, high = METHODS[method.name](counts.n, denominator, method.confidence)
    return replace(
        row,
        estimate=counts.n / denominator,
        low=low,
        high=high,
        method=method.name,
        bound_low=counts.n / whole,
        bound_high=(counts.n + unknown) / whole,
        warning=method.small.warning(denominator),
    )


def _with_rate(row: Estimate, n: int, years: int | None, method: Method) -> Estimate:
    """Events per 100,000 child-years, where the child population is delivered."""
    if not years:
        return replace(row, warning=NO_POPULATION, confidence="")
    low, high = poisson_exact(n, method.confidence)
    scale = PER / years
    return replace(
        row, denominator=years, estimate=n * scale, low=low * scale, high=high * scale, method="poisson-exact"
    )


def _child_years(study: Study, base: str, children: Sequence[dict[str, str]]) -> int | None:
    """Child-years of a base's window: the mid-year populations of the years that begin in it, if all are there."""
    window = study.bases[base].window
    if window is None or not children:
        return None
    years = {str(year) for year in range(window[0].year, window[1].year)}
    held = [row for row in children if row["year"] in years]
    if {row["year"] for row in held} != years or any(is_missing(row["population"]) for row in held):
        return None  # a year left out would raise the rate without a word
    return sum(int(row["population"]) for row in held)


def case_flow(study: Study, cells: Cells) -> list[tuple[str, str, int, int]]:
    """Each base with its cases, and how many of the base around it are left out."""
    sizes = {name: cells.size(study.inclusion(name)) for name in study.bases}
    return [
        (name, base.within or "", sizes[name], sizes[base.within] - sizes[name] if base.within else 0)
        for name, base in study.bases.items()
    ]


def _flow_faults(flow: Sequence[tuple[str, str, int, int]]) -> Iterator[Fault]:
    for name, within, cases, left_out in flow:
        if left_out < 0:
            problem = f"{cases:,} cases, {-left_out:,} more than '{within}', which it lies within"
            yield Fault("study/bases.yaml", f"base {name}", problem, "mend its 'include' or 'within'")
        if cases == 0:
            yield Fault("study/bases.yaml", f"base {name}", "no case belongs to it", "mend its 'include' or remove it")


def _base_faults(study: Study, found: Sequence[Estimate], flow: Sequence[tuple[str, str, int, int]]) -> Iterator[Fault]:
    """Statistics whose denominator and missing cases do not make up the cases of their base."""
    sizes = {name: cases for name, _, cases, _ in flow}
    for one in found:
        statistic = study.statistics[one.statistic]
        if one.group == ALL and statistic.kind != "rate" and one.denominator is not None:
            outside = sum(
                count or 0 for kind, count in zip(COLUMNS, one.missing, strict=True) if kind not in statistic.stays
            )
            if one.denominator + outside != sizes[one.base]:
                problem = (
                    f"{one.denominator:,} cases and {outside:,} missing are not the {sizes[one.base]:,} of {one.base}"
                )
                yield Fault("study/statistics.yaml", one.statistic, problem, "report it as an error of the software")


def _contradictions(found: Sequence[Estimate]) -> Iterator[Fault]:
    seen: set[object] = set()
    for one in found:
        place = f"{one.statistic}, group {one.group}" if one.group != ALL else one.statistic
        if one.key in seen:
            yield Fault("study/statistics.yaml", place, "two estimates have the same key", "rename one")
        seen.add(one.key)
        if one.n is not None and one.denominator is not None and one.n > one.denominator:
            yield Fault("study/statistics.yaml", place, "the count is above its denominator", "mend the declaration")
