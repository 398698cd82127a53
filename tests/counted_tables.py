"""Statistics on cases typed by hand, with their counts as rules and the sums that tie them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from disclosure_room import profile
from linked_tables import EVERYONE, MISSING, Tables, crossed
from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import Count, counts_of
from scr_analysis.protect.linking import Web, linked

ANSWERS = [{"A": code} for code, count in (("a", 5), ("b", 7), (MISSING, 2)) for _ in range(count)]
PAIRS = crossed({("a", "x"): 10, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 40, ("a", MISSING): 6, ("b", MISSING): 7})


def tables(rows: Sequence[dict[str, str]], *statistics: Mapping[str, object], **codes: Sequence[str]) -> Tables:
    bases: list[Mapping[str, object]] = [
        EVERYONE,
        {"id": "some", "title": "Some", "within": "everyone", "include": {"A": ["a"]}},
    ]
    declared = [
        {"id": f"s{place}", "title": "s", "base": "everyone"} | dict(one) for place, one in enumerate(statistics)
    ]
    return Tables(codes, rows, bases, declared, profile())


def counts(of: Tables) -> list[Count]:
    return counts_of(of.study, Cases(of.rows), of.raw)


def web(of: Tables) -> Web:
    return linked(Cases(of.rows), counts(of))


def sums(of: Tables) -> set[tuple[int, tuple[int, ...]]]:
    """The sums of the web, by the sizes of what is added up."""
    found = web(of)
    return {(found.sizes[whole], tuple(sorted(found.sizes[part] for part in parts))) for whole, parts in found.sums}
