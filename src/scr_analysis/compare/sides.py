"""What a declared comparison sets against each other, found among the protected estimates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scr_analysis.comparisons import Side, places_of
from scr_analysis.estimates import Estimate, Key
from scr_analysis.study import Study
from scr_analysis.study.comparing import DeclaredComparison

Pair = tuple[int, int]


def sides_of(study: Study, declared: DeclaredComparison, level: str, found: Mapping[Key, Estimate]) -> tuple[Side, ...]:
    """Each group or base with its count at one level. A group that holds no case has a denominator of nought."""
    statistic = study.statistics[declared.statistic]
    names = declared.compared(statistic, study.codebook)
    sides = []
    for name, (base, group) in zip(names, places_of(study, declared), strict=True):
        one = found.get((statistic.id, base, group, level))
        sides.append(Side(name, one.n, one.denominator) if one else Side(name, 0, 0))
    return tuple(sides)


def counts(sides: Sequence[Side]) -> list[Pair] | None:
    """The counts and denominators; None where one of them is confidential."""
    shown = [(side.n, side.denominator) for side in sides if side.n is not None and side.denominator is not None]
    return shown if len(shown) == len(sides) else None


def rest(sample: Pair, whole: Pair) -> Pair:
    """The cases of a base that are not in the sample taken from it; counts that are rounded may cross by a little."""
    of = max(whole[1] - sample[1], 0)
    return min(max(whole[0] - sample[0], 0), of), of
