"""What a reader would call each estimate: the words that tie a number nearby to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from scr_analysis.english import typeset
from scr_analysis.estimates import ALL, Key
from scr_analysis.study import Study

SHORTEST = 5  # letters: "All" or "One" would tie every sentence


@dataclass
class Names:
    """The names of hidden and shown estimates, and the numbers that shown ones print."""

    study: Study
    hidden: Collection[Key]
    printed: Mapping[Key, Collection[str]]
    _labels: dict[str, dict[str, str]] = field(default_factory=dict)
    _titles: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._labels = self.study.codebook.analysis_columns()
        for name, statistic in self.study.statistics.items():
            self._titles[name] = {statistic.title, statistic.short}
        for table in self.study.tables.values():
            for row in getattr(table, "rows", ()):
                self._titles.setdefault(row.statistic, set()).add(row.label)
        self._named = {key: self.of(key) for key in self.hidden}
        words = sorted({word for sets in self._named.values() if sets for word in sets[0]})
        self._mentions = re.compile("|".join(map(re.escape, words)) or r"(?!)", re.IGNORECASE)
        self.numbers = frozenset().union(*self.printed.values()) if self.printed else frozenset()

    def of(self, key: Key) -> list[frozenset[str]]:
        """What must be said for an estimate to be meant: one of the words of each set."""
        statistic = self.study.statistics[key[0]]
        if statistic.of and key[3] in self._labels.get(statistic.of, {}):
            words = {self._labels[statistic.of][key[3]]}
        else:
            words = self._titles[key[0]]
        sets = [words]
        for pair in key[2].split(";") if key[2] != ALL else ():
            column, code = pair.split("=", 1)
            sets.append({self._labels[column][code]})
        told = [frozenset(typeset(word).lower() for word in one if len(word) >= SHORTEST) for one in sets]
        return told if all(told) else []

    def meant(self, text: str, among: Iterable[str] | None = None) -> list[Key]:
        """The hidden estimates that a text speaks of; ``among`` names the statistics it can be about."""
        if not self._mentions.search(text):
            return []
        low = text.lower()
        return [
            key
            for key, sets in self._named.items()
            if sets and (among is None or key[0] in among) and all(any(word in low for word in one) for one in sets)
        ]

    def accounted(self, number: str, text: str, key: Key) -> bool:
        """Whether a shown estimate of the same statistic that the text also names prints a number."""
        low = text.lower()
        same = (other for other in self.printed if other[0] == key[0] and number in self.printed[other])
        return any(sets and all(any(word in low for word in one) for one in sets) for sets in map(self.of, same))
