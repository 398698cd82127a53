"""Quartiles turned into counts: how many cases lie at or below a printed value, and how many below it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from scr_analysis.attack.facts import Range, Said
from scr_analysis.estimates import Key
from scr_analysis.quartiles import needed
from scr_analysis.study import Study


def is_value(measure: str, by_name: bool) -> bool:
    """Whether a quartile's value is told: in the estimates, as editions print it, or beside its name.

    Else n is how many are known.
    """
    return measure in ("share", "printed") or (by_name and measure == "n")


def value_of(text: str) -> int | None:
    """The value of a quartile as printed; None where the text is something else."""
    try:
        value = float(text)
    except ValueError:
        return None
    return int(value) if value.is_integer() and value >= 0 else None


def values_said(study: Study, said: Iterable[Said]) -> dict[Key, list[int]]:
    """The values that are told of each quartile."""
    quantiles = {one.id for one in study.statistics.values() if one.kind == "quantile"}
    found: dict[Key, set[int]] = {}
    for one in said:
        if one.key[0] in quantiles and is_value(one.measure, one.by_name):
            value = value_of(one.text)
            found.setdefault(one.key, set()).update([] if value is None else [value])
    return {key: sorted(values) for key, values in found.items()}


def cuts(study: Study, values: Mapping[Key, Collection[int]]) -> dict[str, list[int]]:
    """Where each number that has quartiles is cut in two by the values told of them."""
    found: dict[str, set[int]] = {str(one.of): set() for one in study.statistics.values() if one.kind == "quantile"}
    for key, told in values.items():
        found[str(study.statistics[key[0]].of)].update(cut for value in told for cut in (value - 1, value))
    return {column: sorted(held) for column, held in found.items()}


def counts_of_quartile(level: str, text: str, known: Range) -> list[tuple[str, int, int]]:
    """What a quartile of so many known cases tells of the cases at or below its value, and of those below it."""
    value = value_of(text)
    if value is None:
        return []
    low, high = known
    return [(upto(value), needed(level, low), high), (below(value), 0, max(0, needed(level, high) - 1))]


def upto(value: int) -> str:
    """The part of an estimate that counts the cases at or below a value."""
    return f"to {value}"


def below(value: int) -> str:
    """The part of an estimate that counts the cases below a value."""
    return f"below {value}"
