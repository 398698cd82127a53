"""Whether a sample is like the cases it was not taken from: its standardised difference on one characteristic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scr_analysis.compare.sides import counts, sides_of
from scr_analysis.compare.standardised import limits, pearson, standardised
from scr_analysis.compare.terms import Terms
from scr_analysis.comparisons import A_LITTLE, CHANCE, DEPARTS, EMPTY, FEW, LIKE, WITHHELD, Comparison, Side
from scr_analysis.estimates import ALL, Estimate, Key
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison, Departures

Spread = list[int]


def with_departure(
    study: Study, declared: DeclaredComparison, bare: Comparison, found: Mapping[Key, Estimate], terms: Terms
) -> Comparison:
    """A sample against the cases of the base around it that are not in it, over all levels of a characteristic."""
    signed = study.statistics[declared.statistic].kind == "proportion"
    if not signed:
        bare = replace(bare, sides=_sides(declared.bases, _rows(study, declared, found)))
    spreads = sample_and_rest(study, declared, found)
    if spreads is None:
        return replace(bare, status=WITHHELD)
    sample, rest = spreads
    if not sum(sample) or not sum(rest):
        return replace(bare, status=EMPTY)
    return _departure(bare, sample, rest, study.comparing.departures, terms, signed)


def sample_and_rest(
    study: Study, declared: DeclaredComparison, found: Mapping[Key, Estimate]
) -> tuple[Spread, Spread] | None:
    """How a sample and the cases around it spread over the levels; None where a count is confidential."""
    if study.statistics[declared.statistic].kind == "proportion":
        pairs = counts(sides_of(study, declared, ALL, found))
        spreads = [[n, of - n] for n, of in pairs] if pairs else None
    else:
        spreads = shown_spreads(_rows(study, declared, found))
    if spreads is None:
        return None
    sample, whole = spreads
    return sample, [max(all_ - n, 0) for n, all_ in zip(sample, whole, strict=True)]  # rounded, they may cross a little


def levels_of(study: Study, declared: DeclaredComparison) -> list[str]:
    """The levels over which a sample is compared; of a proportion none but itself."""
    statistic = study.statistics[declared.statistic]
    if statistic.kind == "proportion":
        return [ALL]
    return statistic.levels or list(study.codebook.analysis_columns()[str(statistic.of)])


def _rows(study: Study, declared: DeclaredComparison, found: Mapping[Key, Estimate]) -> list[list[Estimate | None]]:
    levels = levels_of(study, declared)
    return [[found.get((declared.statistic, base, ALL, level)) for level in levels] for base in declared.bases]


def shown_spreads(rows: Sequence[Sequence[Estimate | None]]) -> list[Spread] | None:
    """The counts of each base over the levels that both show; what either withholds is taken together as one.

    Taken together from the denominator, so nothing is used that is not printed. None where a single level is withheld,
    since it alone would be what is left over, where all are, and where a denominator is. Where nothing is withheld,
    what rounding leaves over is no level.
    """
    withheld = {place for row in rows for place, one in enumerate(row) if one is not None and one.n is None}
    shown = {place for row in rows for place, one in enumerate(row) if one is not None} - withheld
    denominators = [next((one.denominator for one in row if one is not None), 0) for row in rows]
    if len(withheld) == 1 or (withheld and not shown) or None in denominators:
        return None
    spreads = [[one.n or 0 if one else 0 for place, one in enumerate(row) if place not in withheld] for row in rows]
    if not withheld and any(one.rounded for row in rows for one in row if one is not None):
        return spreads
    left = [max((of or 0) - sum(spread), 0) for of, spread in zip(denominators, spreads, strict=True)]
    return [[*spread, over] for spread, over in zip(spreads, left, strict=True)] if any(left) else spreads


def _sides(bases: Sequence[str], rows: Sequence[Sequence[Estimate | None]]) -> tuple[Side, ...]:
    """The bases with their sizes; there are many counts, and tables show them level by level."""
    sizes = [next((one.denominator for one in row if one is not None), 0) for row in rows]
    return tuple(Side(base, None, size) for base, size in zip(bases, sizes, strict=True))


def _departure(
    bare: Comparison, sample: Spread, rest: Spread, departures: Departures, terms: Terms, signed: bool
) -> Comparison:
    """The departure of a sample from the rest; signed for a yes or no, where it says which has more."""
    value = standardised(sample, rest)
    if value is None:
        return replace(bare, status=EMPTY, warning="no spread to measure the difference by")
    p, few = pearson(sample, rest)
    low, high = limits(value, sum(sample), sum(rest), terms.confidence) if signed else (None, None)
    value = value if signed else abs(value)
    word = departure_word(abs(value), departures)
    warnings = [
        terms.small.warning(min(sum(sample), sum(rest))),
        FEW if few else "",
        # By the p value as it is: adjusted, it would call the more samples like, the more are looked at.
        CHANCE if word != LIKE and p >= terms.level else "",
    ]
    return replace(
        bare,
        value=value,
        low=low,
        high=high,
        p=p,
        method="standardised difference, pearson, sample against the rest",
        direction=word,
        warning="; ".join(filter(None, warnings)),
    )


def departure_word(size: float, departures: Departures) -> str:
    """The word for a standardised difference of some size."""
    if size < departures.a_little:
        return LIKE
    return A_LITTLE if size < departures.departs else DEPARTS
