"""The comparisons of one share: its trend over groups, its difference between two groups or bases."""

from __future__ import annotations

from dataclasses import replace

from scr_analysis.compare.difference import fisher_exact, katz, newcombe
from scr_analysis.compare.sides import counts, rest
from scr_analysis.compare.terms import Terms
from scr_analysis.compare.trend import cochran_armitage, exact_trend, is_feasible, small_counts, two_sided
from scr_analysis.comparisons import EMPTY, FEW, WITHHELD, Comparison


def with_trend(bare: Comparison, scores: list[float], terms: Terms) -> Comparison:
    """The trend of a share over its groups; exact where a count is small."""
    pairs = counts(bare.sides)
    if pairs is None:
        return replace(bare, status=WITHHELD)
    held, of = [n for n, _ in pairs], [of for _, of in pairs]
    places = scores or [float(place) for place in range(len(pairs))]
    z = cochran_armitage(held, of, places)
    if z is None or min(of) == 0:
        return replace(bare, status=EMPTY)
    few = small_counts(held, of)
    exact = few and is_feasible(held, of, places)
    return replace(
        bare,
        value=z,
        p=exact_trend(held, of, places) if exact else two_sided(z),
        method="cochran-armitage, exact" if exact else "cochran-armitage",
        warning=terms.small.warning(min(of)) or (FEW if few and not exact else ""),
    )


def with_difference(bare: Comparison, nested: bool, terms: Terms) -> Comparison:
    """The last share less the first; where the first base lies within the last, it is set against the rest of it."""
    pairs = counts(bare.sides)
    if pairs is None:
        return replace(bare, status=WITHHELD)
    # A sample is what is looked at, so the rest is what it is measured against.
    first, last = (rest(*pairs), pairs[0]) if nested else pairs
    if first[1] == 0 or last[1] == 0:
        return replace(bare, status=EMPTY)
    low, high = newcombe(first, last, terms.confidence)
    ratio, ratio_low, ratio_high = katz(first, last, terms.confidence) or (None, None, None)
    against = ", sample against the rest" if nested else ""
    return replace(
        bare,
        value=last[0] / last[1] - first[0] / first[1],
        low=low,
        high=high,
        ratio=ratio,
        ratio_low=ratio_low,
        ratio_high=ratio_high,
        p=fisher_exact(first, last),
        method=f"newcombe, katz, fisher-exact{against}",
        warning=terms.small.warning(min(first[1], last[1])),
    )
