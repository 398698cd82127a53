"""The analysis table reduced to distinct combinations of codes with their counts.

Every statistic is evaluated on such combinations, never on cases: a few dozen instead of a thousand (or millions), and
counts of combinations add up over any partition of the cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

Combination = tuple[str, ...]
Inclusion = Mapping[str, frozenset[str]]


class Cells:
    """Coded columns of the analysis table, counted by combination on demand."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        names = rows[0].keys() if rows else ()
        self._columns = {name: [row[name] for row in rows] for name in names}
        self._rows = len(rows)
        self._counted: dict[Combination, Counter[Combination]] = {}

    def counted(self, columns: Sequence[str]) -> Counter[Combination]:
        """How many cases hold each combination of codes of the columns."""
        wanted = tuple(columns)
        if wanted not in self._counted:
            held = zip(*(self._columns[name] for name in wanted), strict=True) if wanted else iter([()] * self._rows)
            self._counted[wanted] = Counter(held)
        return self._counted[wanted]

    def size(self, inclusion: Inclusion) -> int:
        """How many cases a base's inclusion rule admits."""
        return sum(self.within(inclusion, ()).values())

    def within(self, inclusion: Inclusion, columns: Sequence[str]) -> Counter[Combination]:
        """The combinations of the columns, counted over the cases that the inclusion rule admits."""
        rule = list(inclusion)
        counts: Counter[Combination] = Counter()
        for combination, count in self.counted([*rule, *columns]).items():
            if all(code in inclusion[name] for name, code in zip(rule, combination, strict=False)):
                counts[combination[len(rule) :]] += count
        return counts
