"""compare: protected estimates → comparisons.csv, every declared comparison with its test.

Reads what is public and nothing else, so a comparison of a hidden count is hidden itself, and none gives away more than
the counts that are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from scr_analysis.breaks import parted
from scr_analysis.compare.families import adjusted
from scr_analysis.compare.samples import with_departure
from scr_analysis.compare.shares import with_difference, with_trend
from scr_analysis.compare.sides import sides_of
from scr_analysis.compare.terms import Terms
from scr_analysis.comparisons import BREAK, ROUNDED, Comparison, comparisons_csv, places_of
from scr_analysis.estimates import ALL, Estimate, Key, read_estimates
from scr_analysis.files import write_all
from scr_analysis.small_bases import USUAL, SmallBases
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison


def compare(study: Study, estimates: Path, confidence: float, out: Path, small: SmallBases = USUAL) -> list[Comparison]:
    """Make every declared comparison and write them; gives them all."""
    found, terms = read_estimates(estimates), Terms(confidence, small)
    made = [
        compared(study, declared, level, found, terms)
        for declared in study.comparing.comparisons
        for level in declared.levels or [ALL]
    ]
    done = adjusted(made, terms)
    write_all({out / "comparisons.csv": comparisons_csv(done)})
    return done


def compared(
    study: Study, declared: DeclaredComparison, level: str, found: Mapping[Key, Estimate], terms: Terms
) -> Comparison:
    """One part of a declared comparison, not yet adjusted for the others of its family."""
    places = places_of(study, declared)
    made = _made(study, declared, level, found, terms)
    if any(
        one.rounded and (one.base, one.group) in places for one in found.values() if one.statistic == made.statistic
    ):
        return replace(made, warning="; ".join(filter(None, [made.warning, ROUNDED])))
    return made


def _made(
    study: Study, declared: DeclaredComparison, level: str, found: Mapping[Key, Estimate], terms: Terms
) -> Comparison:
    """The comparison of the counts as they are shown."""
    sides = sides_of(study, declared, level, found)
    broken = parted(study, study.statistics[declared.statistic], places_of(study, declared))
    bare = Comparison(
        declared.id,
        level,
        declared.kind,
        declared.family,
        declared.statistic,
        sides,
        confidence=f"{terms.confidence:g}",
        mark=BREAK if broken else "",
    )
    if declared.kind == "trend":
        return with_trend(bare, declared.scores, terms)
    if declared.kind == "standardised_difference":
        return with_departure(study, declared, bare, found, terms)
    nested = bool(declared.bases) and study.lies_within(*declared.bases)
    return with_difference(bare, nested, terms)
