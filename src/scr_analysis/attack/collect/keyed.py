"""Files whose rows name their estimate: estimates.csv, and the audit's lists of what is printed and decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.comparative import figure
from scr_analysis.estimates import HIDDEN
from scr_analysis.files import read_rows

KEY = ("statistic", "base", "group", "level")
# What each column says, by its heading. Columns of words and names say nothing of a count by themselves.
MEASURES = {
    **{name: name for name in ("n", "denominator", "low", "high", "bound_low", "bound_high")},
    "estimate": "share",
    "printed": "printed",
    **{name: name for name in ("rule", "method", "confidence")},
}
_TEXTS = frozenset(("sentence", "why", "figure", "words_there", "other_bases"))
_FIGURE = re.compile(r"([\d,]+) of [\d,]+, \d+%")
_WORDS = frozenset(
    (
        *KEY,
        "warning",
        "status",
        "decision",
        "reason",
        "owner",
        "anchor",
        "section",
        "page",
        "use",
        "comparison",
        "part",
        "call",
    )
)

_AGREED = frozenset(("n", "denominator", "missing", "value"))


def said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What every cell of such a file says of the estimate that its row names."""
    for row in read_rows(path):
        key = (row["statistic"], row["base"], row["group"], row["level"])
        for column, text in row.items():
            measure = column if column.startswith("missing_") else MEASURES.get(column)
            if measure == "share" and context.study.statistics[key[0]].kind == "rate":
                measure = "rate"
            if measure and text not in ("", HIDDEN):
                yield Said(name, key, measure, text)
            elif column in _TEXTS:
                yield from context.said(f"{name}: {column}", _without_comparison(context, row, text))
                counted = _FIGURE.fullmatch(text)
                if counted:
                    yield Said(name, key, "n", counted.group(1))
            elif not measure and column not in _WORDS and re.search(r"\d", text):
                yield Loose(name, f"column {column}")


def _without_comparison(context: Context, row: dict[str, str], text: str) -> str:
    """A text without what the comparison says that the row names: that follows from counts that are shown."""
    one = context.compared.get((row.get("comparison", ""), row.get("part", "")))
    if one is None:
        return text
    return "" if text == figure(one) else text.replace(f"adjusted for {one.tests_in_family} tests", "adjusted")


def counted_again_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What a second engine agrees on: of each statistic the number of its figures, which estimates.csv tells too."""
    figures = Counter(row["statistic"] for row in context.rows)
    for row in read_rows(path):
        expected = {"statistic": row["statistic"], "figures": str(figures[row["statistic"]]), "agrees_on": ""}
        if {**row, "agrees_on": ""} != expected or not set(row["agrees_on"].split("; ")) <= _AGREED:
            yield Loose(name, "a row that says more than on what two engines agree, in how many figures")
