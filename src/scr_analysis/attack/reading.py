"""What is said, turned into limits of counts: percentages inverted, rounding undone, words taken at their word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from scr_analysis.attack.facts import Fact, Range, Said, counts_of_limits, counts_of_share, whole_number
from scr_analysis.attack.spoken import Spoken
from scr_analysis.estimates import Key
from scr_analysis.intervals import METHODS

_ROUNDED = re.compile(r"rounded to the nearest (\d+)")
_RULE = re.compile(r"\b(count|remainder|base) below (\d+)")


@dataclass
class Reading:
    """Everything said, by estimate, and what the release says of how it prints."""

    said: list[Said]
    spoken: Spoken
    method: dict[Key, str] = field(default_factory=dict)
    confidence: dict[Key, float] = field(default_factory=dict)
    to: dict[Key, int] = field(default_factory=dict)
    _told: dict[tuple[Key, str, str, Range | None], list[tuple[str, int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.said:
            rounded = _ROUNDED.search(one.text) if one.measure == "rule" else None
            if rounded:
                self.to[one.key] = int(rounded.group(1))
            elif one.measure == "method":
                self.method[one.key] = one.text
            elif one.measure == "confidence":
                self.confidence[one.key] = float(one.text)

        rounding = max(self.to.values(), default=1)
        for one in self.said:
            if one.measure == "rule" and one.key not in self.to and rounding > 1:
                self.to[one.key] = rounding  # a hidden count stands beside a base that is rounded

    def facts(self, denominators: Mapping[Key, Range]) -> Iterator[Fact]:
        """The facts. A share gives counts where its denominator is known and its count is not said outright."""
        pairs: dict[tuple[str, Key, str], list[str]] = {}
        outright = {one.key for one in self.said if one.measure == "n" and not one.by_name and one.key not in self.to}
        for one in self.said:
            if one.key in outright and one.measure not in ("n", "denominator") and "missing_" not in one.measure:
                continue
            if one.measure in ("low", "high"):
                pairs.setdefault((one.channel, one.key, "limits"), ["", ""])[one.measure == "high"] = one.text
            else:
                for part, least, most in self._counts(one, denominators.get(one.key)):
                    yield Fact(one.channel, one.key, part, least, most, one.by_name)
        for (channel, key, _), (low, high) in pairs.items():
            yield from self._limits(channel, key, (low, high), denominators.get(key))

    def _counts(self, one: Said, of: Range | None) -> list[tuple[str, int, int]]:
        """The parts that something said tells of, with their limits; what many files say is worked out once."""
        asked = (one.key, one.measure, one.text, of)
        if asked not in self._told:
            self._told[asked] = [(fact.part, fact.low, fact.high) for fact in self._fact(one, of)]
        return self._told[asked]

    def _fact(self, one: Said, of: Range | None) -> Iterator[Fact]:
        measure, text = self.spoken.measure(one)
        one = replace(one, measure=measure, text=text)
        number = whole_number(one.text)
        spoken = self.spoken.counts(measure, text, of) if of else None
        if spoken is not None:
            yield from self._n(one.channel, one.key, [spoken])
        elif one.measure in ("n", "denominator") or one.measure.startswith("missing_"):
            if number is not None:
                yield Fact(one.channel, one.key, one.measure, *self.unrounded(one.key, number))
        elif one.measure in ("percent", "share") and of and self.method.get(one.key, "wilson") in METHODS:
            found = [counts for base in self._bases(one.key, of) if (counts := counts_of_share(one.text, base))]
            yield from self._n(one.channel, one.key, found)
        elif one.measure == "rule" and of:
            yield from self._ruled(one, of)

    def _ruled(self, one: Said, of: Range) -> Iterator[Fact]:
        """A rule that is printed beside a hidden count tells how small it is."""
        rule = _RULE.search(one.text)
        if rule and "exception" not in one.text:
            what, below = rule.group(1), int(rule.group(2))
            if what == "count":
                yield Fact(one.channel, one.key, "n", 1, below - 1)
            elif what == "remainder":
                yield Fact(one.channel, one.key, "n", max(0, of[0] - below + 1), of[1] - 1)
            else:
                yield Fact(one.channel, one.key, "denominator", 1, below - 1)

    def _limits(self, channel: str, key: Key, limits: tuple[str, str], of: Range | None) -> Iterator[Fact]:
        if of and key in self.method and key in self.confidence:
            method, confidence = self.method[key], self.confidence[key]
            found = (counts_of_limits(limits, method, confidence, base) for base in self._bases(key, of))
            yield from self._n(channel, key, [one for one in found if one])

    def _n(self, channel: str, key: Key, found: Iterable[Range]) -> Iterator[Fact]:
        held = list(found)
        if held:
            low, high = min(one[0] for one in held), max(one[1] for one in held)
            to = self.to.get(key, 1)
            first, last = -(-low // to) * to, high // to * to
            if first <= last:  # a share is made of counts that are rounded already
                low, high = self.unrounded(key, first)[0], self.unrounded(key, last)[1]
            yield Fact(channel, key, "n", low, high)

    def _bases(self, key: Key, of: Range) -> list[int]:
        """The denominators that a share may be printed of: rounded ones, where counts are rounded."""
        return [base for base in _few(of) if base % self.to.get(key, 1) == 0]

    def unrounded(self, key: Key, number: int) -> Range:
        """The counts that are printed as a number: itself, or all that round to it, halves up."""
        to = self.to.get(key, 1)
        if to == 1 or number % to:
            return number, number
        return max(0, number - to // 2), number + (to - 1) // 2


def _few(of: Range) -> range:
    """The denominators between two limits; of many, none: a share of them says little."""
    return range(of[0], of[1] + 1) if of[1] - of[0] <= 40 else range(0)
