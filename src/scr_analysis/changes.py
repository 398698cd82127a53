"""What changed in print since an earlier release: the note that goes with a new one.

From the ledger of what was published and the estimates that would be published now, so that it tells nothing that the
two do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scr_analysis.estimates import HIDDEN, Estimate, Key
from scr_analysis.ledger import Entry
from scr_analysis.rounding import grouped, whole_percent

CHANGED, NEW, GONE, NOW_HIDDEN, NOW_SHOWN = "changed", "new", "no longer given", "now hidden", "now shown"
KINDS = (CHANGED, NOW_HIDDEN, NOW_SHOWN, NEW, GONE)


class Printed(NamedTuple):
    """A count and its denominator as they are printed; None where hidden."""

    n: int | None
    denominator: int | None

    def told(self, as_share: bool) -> str:
        """In print: "94 of 175, 54%"; of a rate or a quartile the counts behind it: "94 of 175"."""
        if self.n is None:
            return HIDDEN
        if not self.denominator:
            return grouped(self.n)
        share = f", {whole_percent(self.n, self.denominator)}%" if as_share else ""
        return f"{grouped(self.n)} of {grouped(self.denominator)}{share}"


@dataclass(frozen=True)
class Change:
    """A figure that is printed otherwise than before."""

    key: Key
    kind: str
    before: Printed | None
    now: Printed | None


def changes(entry: Entry, estimates: Mapping[Key, Estimate]) -> Iterator[Change]:
    """Every figure that an earlier release printed otherwise, in the order of the estimates, then what is gone."""
    before = _printed_before(entry)
    for key, one in estimates.items():
        now = Printed(None if one.hidden else one.n, one.denominator)
        if key not in before:
            yield Change(key, NEW, None, now)
        elif before[key] != now:
            yield Change(key, _kind(before[key], now), before[key], now)
    for key, printed in before.items():
        if key not in estimates:
            yield Change(key, GONE, printed, None)


def _kind(before: Printed, now: Printed) -> str:
    if (before.n is None) == (now.n is None):
        return CHANGED
    return NOW_HIDDEN if now.n is None else NOW_SHOWN


def _printed_before(entry: Entry) -> dict[Key, Printed]:
    keys = dict.fromkeys(key for key, _ in entry.facts)
    return {key: Printed(entry.facts.get((key, "n")), entry.facts.get((key, "denominator"))) for key in keys}
