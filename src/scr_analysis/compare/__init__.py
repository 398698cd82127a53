"""compare: protected estimates → comparisons.csv, every declared comparison with its test.

Reads what is public and nothing else, so a comparison of a hidden count is hidden itself, and none gives away more than
the counts that are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scr_analysis.breaks import parted
from scr_analysis.compare.families import alone
from scr_analysis.compare.rounded import noted, settled
from scr_analysis.compare.samples import with_departure
from scr_analysis.compare.shares import with_difference, with_trend
from scr_analysis.compare.sides import sides_of
from scr_analysis.compare.terms import Terms
from scr_analysis.compare.worlds import Part
from scr_analysis.comparisons import BREAK, Comparison, comparisons_csv, places_of
from scr_analysis.estimates import ALL, Estimate, Key, read_estimates
from scr_analysis.files import write_all
from scr_analysis.small_bases import USUAL, SmallBases
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison


def compare(study: Study, estimates: Path, confidence: float, out: Path, small: SmallBases = USUAL) -> list[Comparison]:
    """Make every declared comparison and write them; gives them all."""
    done = comparisons_of(study, read_estimates(estimates), Terms(confidence, small))
    write_all({out / "comparisons.csv": comparisons_csv(done)})
    return done


def comparisons_of(study: Study, found: Mapping[Key, Estimate], terms: Terms) -> list[Comparison]:
    """Every declared comparison of the estimates, adjusted within its family and told in a word."""

    def make(part: Part, counts: Mapping[Key, Estimate]) -> Comparison:
        return noted(study, part, alone(_made(study, *part, counts, terms), terms), counts)

    parts = [(one, level) for one in study.comparing.comparisons for level in one.levels or [ALL]]
    return settled(study, parts, [make(part, found) for part in parts], found, make, terms)


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
