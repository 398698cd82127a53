"""What a chart or a table says for itself, where it can be made again: its texts, its rows and its numbers.

Elsewhere these may stand beside it as they are and tell nothing more; what stands there and is not among them is looked
into. So a number is tied to the place that it comes from, and not to whatever happens to print the same digits.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

from scr_analysis.estimates import HIDDEN
from scr_analysis.files import read_json, read_rows
from scr_analysis.rounding import grouped

_LABELS = ("group", "label")
_QUOTES = str.maketrans("‘’“”\u00a0\u202f", "''\"\"  ", "\u200b\u200c\u200d\u2060\u00ad")
STANDS = ("holds", "fails", "see below", "stands in", HIDDEN)  # how a word may stand in the table of words told
WORDS_TOLD = ("Sentence", "Words", "Figure", "Across the interval", "Across the bounds")
VALUES, SUMS = ("Shown", "Number", "%"), "Sums of these"
ENDS, STEPS = range(10, 101, 10), (5, 10, 20, 25)  # of the scales of charts, in per cent


@dataclass(frozen=True)
class Own:
    """What one chart or table says for itself.

    ``rows``: the cells of a table row by row, labels and headings among them. ``numbers``: those that may stand alone,
    as beside a bar, and how often.
    """

    texts: frozenset[str] = frozenset()
    rows: frozenset[tuple[str, ...]] = frozenset()
    numbers: Counter[str] = field(default_factory=Counter)

    @cached_property
    def longest(self) -> int:
        """The words of the longest text, and so the most lines that one can be broken over."""
        return max((text.count(" ") + 1 for text in self.texts), default=1)


def same(text: str) -> str:
    """A text as it is compared: quotes, spaces and letters that nobody sees do not make another of it."""
    return " ".join((text if text.isascii() else text.translate(_QUOTES)).split())


class Owns:
    """What every chart and table of a release says for itself."""

    def __init__(self, results: Path, again: Collection[str]) -> None:
        self._results, self._again = results, again
        self._found: dict[str, Own | None] = {}

    def of(self, region: str) -> Own | None:
        """What the chart or the table of a region of a page says for itself; None where that cannot be made again."""
        if region not in self._found:
            kind, _, name = region.partition("-")
            made = {"chart": self._chart, "table": self._table}.get(kind)
            self._found[region] = made(name) if made else None
        return self._found[region]

    @cached_property
    def texts(self) -> frozenset[str]:
        """What any of them says for itself, in whole texts."""
        regions = [f"chart-{name}" for name in self._charts] + [f"table-{name}" for name in self._tables]
        return frozenset().union(*(own.texts for own in map(self.of, regions) if own))

    @cached_property
    def _tables(self) -> Mapping[str, Any]:
        return self._read("tables/tables.json")

    @cached_property
    def _charts(self) -> Mapping[str, Any]:
        return self._read("charts/charts.json")

    def _read(self, name: str) -> Mapping[str, Any]:
        return read_json(self._results / name) if name in self._again else {}

    def _words_told(self) -> Own:
        """The table of the words that the briefing tells, which is made of the audit's account of them."""
        path = self._results / "audit/claims.csv"
        told = read_rows(path) if path.is_file() else []
        keys = (f"claims|{row['use']}|{at}" for row in told for at in range(4))
        others = sorted({row["why"] for row in told if row["why"] and "fails" not in row["why"]})
        rows = (
            (row["sentence"], row["phrase"], figure, *stands)
            for row in told
            for figure in (row["figure"], HIDDEN)
            for stands in product(STANDS, repeat=2)
        )
        return Own(
            frozenset(map(same, (*keys, f"See below: {'; '.join(others)}."))),
            frozenset(tuple(map(same, row)) for row in (WORDS_TOLD, *rows)),
        )

    def _table(self, name: str) -> Own | None:
        if name == "words_told":
            return self._words_told()
        table = self._tables.get(name)
        if table is None:
            return None
        texts = [*_said_around(table), *(" ".join(pair) for pair in table["legend"])]
        heads = (f"{column['label']} {column.get('note', '')}" for column in table["columns"])
        rows = [[table["stub"], *heads]]
        for row in table["rows"]:
            rows.append([row["heading"]] if "heading" in row else [row["label"], *row["cells"]])
            texts += row.get("keys", [])
        return Own(frozenset(map(same, texts)), frozenset(tuple(map(same, row)) for row in rows))

    def _chart(self, name: str) -> Own | None:
        about, data = self._charts.get(name), f"charts/{name}.csv"
        if about is None or data not in self._again:
            return None
        with (self._results / data).open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        texts = [about["alt"], *_said_around(about)]
        labels = {row[column] for row in rows for column in _LABELS}
        texts += [*labels, *(f"{row['label']} {row['percent']}%" for row in rows)]
        texts += [f"{row['label']} ({_printed(row['n'])})" for row in rows]
        sizes = {_printed(row["denominator"]) for row in rows if row["denominator"]}
        texts += [f"n = {size}{mark}" for size in sizes for mark in ("", " [u]")]
        texts += [f"{group} (n = {size})" for group in labels for size in sizes]
        numbers = Counter([_printed(row["n"]) for row in rows] + [f"{row['percent']}%" for row in rows])
        return Own(frozenset(map(same, texts)), frozenset(_values(rows)), numbers)


def _values(rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, ...]]:
    """The rows of the table that stands below a chart: its head, what its groups are called, and each value."""
    yield VALUES
    for row in rows:
        of = f" of {_printed(row['denominator'])}" if row["denominator"] else ""
        yield (same(row["group"] or SUMS),)
        yield same(row["label"]), f"{_printed(row['n'])}{of}", row["percent"]


def _said_around(about: Mapping[str, Any]) -> list[str]:
    """The title, base, source and notes of a chart or a table, alone and as pages join them."""
    marks = [" ".join(pair) for pair in about.get("legend", ())]
    parts = [(about["base"], about["source"]), (about["base"], *about["notes"], *marks, about["source"])]
    joined = [" ".join(f"{one.rstrip('.')}." for one in each if one) for each in parts]
    return [about["title"], about["base"], about["source"], *joined, *about["notes"]]


def _printed(count: str) -> str:
    return grouped(int(count)) if count.isdigit() else count


def unowned(own: Own, lines: Sequence[str]) -> Iterator[str]:
    """What lines hold beside the texts, the numbers and the scale of a chart or a table: what must be looked into."""
    told = [one for one in map(same, lines) if one]
    if own.texts.issuperset(told):
        return
    left, marks = own.numbers.copy(), of_scale(told)
    for text in _joined(told, own):
        if text in own.texts:
            continue
        if text in marks:
            marks.discard(text)
        elif left[text] > 0:
            left[text] -= 1
        else:
            yield text


def of_scale(numbers: Sequence[str]) -> set[str]:
    """The marks of a scale of percentages among numbers of a drawing: all must be there, from nought to its end."""
    there = {int(one[:-1]) for one in numbers if re.fullmatch(r"\d{1,3}%", one)}
    scales = (range(0, end + 1, step) for end in ENDS for step in STEPS if 0 in there)
    return {f"{mark}%" for scale in scales if len(scale) > 1 and there.issuperset(scale) for mark in scale}


def _joined(lines: Sequence[str], own: Own) -> Iterator[str]:
    """Lines of a drawing, those that are one text of its own, broken over several, put together again."""
    at = 0
    while at < len(lines):
        ends = range(min(len(lines), at + own.longest), at, -1)
        end = next((one for one in ends if " ".join(lines[at:one]) in own.texts), at + 1)
        yield " ".join(lines[at:end])
        at = end
