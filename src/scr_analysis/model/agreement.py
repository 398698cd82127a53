"""Agreement of two coders: Cohen's kappa of each variable that was coded twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from scr_analysis.errors import Fault
from scr_analysis.missing import is_missing

Pairs = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Kappa:
    """Kappa with its limits; None where chance alone would have the coders agree on everything."""

    cases: int
    kappa: float | None
    low: float | None
    high: float | None


def cohens_kappa(pairs: Pairs, confidence: float) -> Kappa:
    """Kappa (Cohen 1960, Educational and Psychological Measurement 20: 37-46) of pairs of codes, with its limits.

    The limits use the large-sample variance of Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72: 323-327,
    formula 13, and are cut at one.
    """
    cases = pairs.total()
    first, second = _margin(pairs, 0), _margin(pairs, 1)
    agreed = sum(count for (a, b), count in pairs.items() if a == b) / cases
    chance = sum(first[code] * second[code] for code in first) / cases**2
    if chance == 1:
        return Kappa(cases, None, None, None)
    kappa = (agreed - chance) / (1 - chance)
    same = other = 0.0
    for (a, b), count in pairs.items():
        if a == b:
            same += count / cases * (1 - (first[a] + second[a]) / cases * (1 - kappa)) ** 2
        else:
            other += count / cases * ((second[a] + first[b]) / cases) ** 2
    spread = same + (1 - kappa) ** 2 * other - (kappa - chance * (1 - kappa)) ** 2
    half = NormalDist().inv_cdf(0.5 + confidence / 2) * sqrt(max(spread, 0.0) / cases) / (1 - chance)
    return Kappa(cases, kappa, kappa - half, min(1.0, kappa + half))


def _margin(pairs: Pairs, place: int) -> Counter[str]:
    held: Counter[str] = Counter()
    for codes, count in pairs.items():
        held[codes[place]] += count
    return held


def coded_twice(rows: Iterable[Mapping[str, str]], known: Collection[str]) -> dict[str, Pairs]:
    """The pairs of codes of each variable, for cases that the database knows and both coders answered."""
    found: dict[str, Pairs] = {}
    for row in rows:
        codes = (row["coder_a"], row["coder_b"])
        if row["case_id"] in known and not any(is_missing(code) for code in codes):
            found.setdefault(row["variable"], Counter())[codes] += 1
    return found


def unknown_variables(found: Mapping[str, Pairs], variables: Collection[str]) -> Iterator[Fault]:
    """Variables that were coded twice and are no characteristic of a final report."""
    wrong = [pairs.total() for name, pairs in found.items() if name not in variables]
    if wrong:
        problem = f"{sum(wrong):,} rows are of a variable that is no characteristic of a final report"
        yield Fault("double_coding", "variable", problem, "name variables as the codebook does, in capitals")


def smallest_margin(pairs: Pairs) -> int:
    """The least number of cases that either coder gave any code: what the release rule looks at."""
    return min([*_margin(pairs, 0).values(), *_margin(pairs, 1).values()])
