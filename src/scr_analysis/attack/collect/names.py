"""What a reader would call each estimate: the words that tie a number nearby to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from scr_analysis.english import typeset
from scr_analysis.estimates import ALL, Key
from scr_analysis.study import Study

Words = tuple[frozenset[str], ...]  # one of the words of each set
SHORTEST = 8  # letters: "All", "Abuse" or "Other" would tie every sentence


@dataclass
class Names:
    """The names of hidden and shown estimates, and the numbers that shown ones print."""

    study: Study
    hidden: Collection[Key]
    printed: Mapping[Key, Collection[str]]
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    _titles: dict[str, set[str]] = field(default_factory=dict)
    _shared: set[str] = field(default_factory=set)
    _ways: dict[str, list[Words]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.labels = self.study.codebook.analysis_columns()
        for name, statistic in self.study.statistics.items():
            self._titles[name] = {statistic.title, statistic.short}
        for table in self.study.tables.values():
            for row in getattr(table, "rows", ()):
                self._titles.setdefault(row.statistic, set()).add(row.label)
        self._shared = _said_of_several(self._titles)
        self._named = {key: self.of(key) for key in self.hidden}
        self._printing: dict[str, list[Key]] = {}
        for key, numbers in self.printed.items():
            for number in numbers:
                self._printing.setdefault(number, []).append(key)
        self._words = sorted({word for sets in self._named.values() if sets for word in sets[0]})
        self.numbers = frozenset().union(*self.printed.values()) if self.printed else frozenset()

    def of(self, key: Key) -> list[frozenset[str]]:
        """What must be said for an estimate to be meant: one of the words of each set."""
        statistic = self.study.statistics[key[0]]
        if statistic.of and key[3] in self.labels.get(statistic.of, {}):
            words = {self.labels[statistic.of][key[3]]}
        else:
            words = self._titles[key[0]] - self._shared
        sets = [words]
        for pair in key[2].split(";") if key[2] != ALL else ():
            column, code = pair.split("=", 1)
            sets.append({self.labels[column][code]})
        told = [frozenset(typeset(word).lower() for word in one if len(word) >= SHORTEST) for one in sets]
        return told if all(told) else []

    def meant(self, text: str, among: Iterable[str] | None = None) -> list[Key]:
        """The hidden estimates that a text speaks of; ``among`` names the statistics it can be about."""
        low = text.lower()
        said = [*filter(low.__contains__, self._words)]
        return [
            key
            for key in (self.hidden if said else ())
            if (sets := self._named[key])
            and not sets[0].isdisjoint(said)
            and (among is None or key[0] in among)
            and all(any(word in low for word in one) for one in sets[1:])
        ]

    def mentioned(self, low: str) -> bool:
        """Whether a text in small letters holds any word that a hidden estimate goes by."""
        return any(map(low.__contains__, self._words))

    def accounted(self, number: str, text: str) -> bool:
        """Whether an estimate that the text also names prints a number among what is shown of it."""
        low = text.lower()
        return any(all(any(word in low for word in one) for one in sets) for sets in self._printed_by(number))

    def _printed_by(self, number: str) -> list[Words]:
        """What must be said for an estimate that prints a number to be meant, each way once."""
        if number not in self._ways:
            ways = (tuple(self._named_once(key)) for key in self._printing.get(number, ()))
            self._ways[number] = [sets for sets in dict.fromkeys(ways) if sets]
        return self._ways[number]

    def _named_once(self, key: Key) -> list[frozenset[str]]:
        if key not in self._named:
            self._named[key] = self.of(key)
        return self._named[key]


def _said_of_several(titles: Mapping[str, set[str]]) -> set[str]:
    """Names that more than one statistic bears: they tie a number to none."""
    found = Counter(word for words in titles.values() for word in words)
    return {word for word, uses in found.items() if uses > 1}
