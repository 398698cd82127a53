"""Factors together: each declared combination against what independence of its factors would give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from scr_analysis.associations import CoOccurrence
from scr_analysis.estimates import ALL, Estimate, Key
from scr_analysis.independence import observed_against_expected
from scr_analysis.study import Study
from scr_analysis.study.associations import Association, combined

METHOD = "delta method on the log ratio"


def co_occurrences(study: Study, one: Association, estimates: Mapping[Key, Estimate]) -> Iterator[CoOccurrence]:
    """One row for each statistic of factors together, in the order declared."""
    base = study.statistics[one.factors[0]].base[0]
    found = {name: estimates[name, base, ALL, ALL] for name in (*one.factors, *one.together)}
    factors = {name: tuple(combined(one, name, study.statistics)) for name in one.together}
    counts = {factors[name]: found[name].n for name in one.together}
    for name in one.together:
        pairs = [counts.get(pair) for pair in combinations(factors[name], 2)]
        yield _row(one, found[name], factors[name], [found[factor] for factor in factors[name]], pairs)


def _row(
    one: Association,
    together: Estimate,
    factors: tuple[str, ...],
    alone: list[Estimate],
    pairs: list[int | None],
) -> CoOccurrence:
    """The counts as they may be shown; a hidden one takes everything with it, a hidden pair the limits."""
    names = (one.id, together.statistic, factors, together.base)
    counts, total = [factor.n for factor in alone], together.denominator
    if together.n is None or total is None or None in counts or not total:
        return CoOccurrence(*names, None, None, None, None, None, None, "", "", "hidden")
    known = [count for count in pairs if count is not None]
    against = observed_against_expected(
        together.n,
        [count for count in counts if count is not None],
        known if len(known) == len(pairs) else None,
        total,
        float(together.confidence),
    )
    limits = (against.low, against.high)
    method = METHOD if against.low is not None else ""
    return CoOccurrence(
        *names, together.n, against.expected, total, against.ratio, *limits, method, together.confidence, "shown"
    )
