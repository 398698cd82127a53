"""What is said, turned into limits of counts: percentages inverted, rounding undone, words taken at their word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scr_analysis.attack.events import counts_of_rate, counts_of_rate_limits
from scr_analysis.attack.facts import Fact, Range, Said, counts_of_limits, counts_of_share, whole_number
from scr_analysis.attack.ordered import counts_of_quartile, is_value
from scr_analysis.attack.spoken import Spoken
from scr_analysis.estimates import Key
from scr_analysis.intervals import METHODS
from scr_analysis.quartiles import METHOD as QUARTILE

_ROUNDED = re.compile(r"rounded to the nearest (\d+)")
_RULE = re.compile(r"\b(count|remainder|base) below (\d+)")
Told = tuple[str, int, int]  # "n", "denominator", "missing_<kind>" or a part of a quartile, with its least and its most


@dataclass
class Reading:
    """Everything said, by estimate, and what the release says of how it prints.

    Much is said by many files in the same words: each such thing is looked at once, with the places that say it.
    """

    said: list[Said]
    spoken: Spoken
    method: dict[Key, str] = field(default_factory=dict)
    confidence: dict[Key, float] = field(default_factory=dict)
    to: dict[Key, int] = field(default_factory=dict)
    _once: dict[tuple[Key, str, str, bool], list[int]] = field(default_factory=dict)
    _limits: dict[tuple[Key, str, str], list[int]] = field(default_factory=dict)
    _pairing: list[str] = field(default_factory=list)

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
        self._gather()

    def _gather(self) -> None:
        """What is said, each thing once; of limits those that one file prints together."""
        pairs: dict[tuple[str, Key], list[str]] = {}
        told = (one for one in self.said if one.measure == "n" and not one.by_name and one.key not in self.to)
        outright = {one.key for one in told if self.method.get(one.key) != QUARTILE}
        for place, one in enumerate(self.said):
            if one.key in outright and one.measure not in ("n", "denominator") and "missing_" not in one.measure:
                continue
            if one.measure in ("low", "high"):
                pairs.setdefault((one.channel, one.key), ["", ""])[one.measure == "high"] = one.text
            else:
                self._once.setdefault((one.key, one.measure, one.text, one.by_name), []).append(place)
        self._pairing = [channel for channel, _ in pairs]
        for place, ((_, key), (low, high)) in enumerate(pairs.items(), len(self.said)):
            self._limits.setdefault((key, low, high), []).append(place)

    def channel(self, place: int) -> str:
        """The channel of a place: of something said, or, beyond, of two limits that it prints together."""
        return self.said[place].channel if place < len(self.said) else self._pairing[place - len(self.said)]

    def facts(self, denominators: Mapping[Key, Range], told: Collection[Key] = ()) -> Iterator[Fact]:
        """The facts. A share gives counts where its denominator is known and its count is not said outright.

        ``told``: the estimates of which all facts but those tied by a name are known already.
        """
        for (key, measure, text, by_name), places in self._once.items():
            if key in told and not by_name:
                continue
            of = denominators.get(key)
            if self.method.get(key) == QUARTILE and is_value(measure, by_name):
                counts: Iterable[Told] = self._of_quartile(key, text, of)
            else:
                counts = self._tells(key, *self.spoken.measure(measure, text), of)
            for part, least, most in counts:
                yield Fact(key, part, least, most, places, by_name)
        for (key, low, high), places in self._limits.items():
            if key in told:
                continue
            for part, least, most in self._of_limits(key, (low, high), denominators.get(key)):
                yield Fact(key, part, least, most, places)

    def _tells(self, key: Key, measure: str, text: str, of: Range | None) -> Iterator[Told]:
        if measure in ("n", "denominator") or measure.startswith("missing_"):
            number = whole_number(text)
            if number is not None:
                yield measure, *self.unrounded(key, number)
        elif of and (spoken := self.spoken.counts(measure, text, of)) is not None:
            yield from self._n(key, [spoken])
        elif measure in ("percent", "share") and of and self.method.get(key, "wilson") in METHODS:
            found = [counts for base in self._bases(key, of) if (counts := counts_of_share(text, base))]
            yield from self._n(key, found)
        elif measure == "rate" and of:
            yield from self._n(key, [counts for counts in [counts_of_rate(text, of[0])] if counts])
        elif measure == "rule" and of:
            yield from _ruled(text, of)

    def _of_quartile(self, key: Key, text: str, of: Range | None) -> list[Told]:
        """The value of a quartile tells of the cases at or below it, as far as it is known how many are known."""
        return (
            counts_of_quartile(key[3], text, (self.unrounded(key, of[0])[0], self.unrounded(key, of[1])[1]))
            if of
            else []
        )

    def _of_limits(self, key: Key, limits: tuple[str, str], of: Range | None) -> Iterator[Told]:
        if not of or key not in self.method or key not in self.confidence:
            return
        method, confidence = self.method[key], self.confidence[key]
        if method == "poisson-exact":
            held = [counts_of_rate_limits(limits, confidence, of[0])]
        else:
            held = [counts_of_limits(limits, method, confidence, base) for base in self._bases(key, of)]
        yield from self._n(key, [one for one in held if one])

    def _n(self, key: Key, held: Sequence[Range]) -> Iterator[Told]:
        if held:
            low, high = min(one[0] for one in held), max(one[1] for one in held)
            to = self.to.get(key, 1)
            first, last = -(-low // to) * to, high // to * to
            if first <= last:  # a share is made of counts that are rounded already
                low, high = self.unrounded(key, first)[0], self.unrounded(key, last)[1]
            yield "n", low, high

    def _bases(self, key: Key, of: Range) -> list[int]:
        """The denominators that a share may be printed of: rounded ones, where counts are rounded."""
        return [base for base in _few(of) if base % self.to.get(key, 1) == 0]

    def unrounded(self, key: Key, number: int) -> Range:
        """The counts that are printed as a number: itself, or all that round to it, halves up."""
        to = self.to.get(key, 1)
        if to == 1 or number % to:
            return number, number
        return max(0, number - to // 2), number + (to - 1) // 2


def _ruled(text: str, of: Range) -> Iterator[Told]:
    """A rule that is printed beside a hidden count tells how small it is."""
    rule = _RULE.search(text)
    if rule and "exception" not in text:
        what, below = rule.group(1), int(rule.group(2))
        if what == "count":
            yield "n", 1, below - 1
        elif what == "remainder":
            yield "n", max(0, of[0] - below + 1), of[1] - 1
        else:
            yield "denominator", 1, below - 1


def _few(of: Range) -> range:
    """The denominators between two limits; of many, none: a share of them says little."""
    return range(of[0], of[1] + 1) if of[1] - of[0] <= 40 else range(0)
