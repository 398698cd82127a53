"""The words of the briefing as a table: which of them survive the interval, and which the missing answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scr_analysis.files import read_rows
from scr_analysis.render.edition import Table, curly
from scr_analysis.verdicts import BROKEN, OPEN, ROBUST, WITHHELD

SECTION = "How far the figures can be trusted"
HOLDS, FAILS, WITHHELD_MARK = "holds", "fails", "[c]"
COLUMNS = ("Words", "Figure", "Across the interval", "Across the bounds")
ELSEWHERE, STANDS_IN = "see below", "stands in"


def firmness(results: Path, source: str) -> Table | None:
    """Each word that the briefing tells of a figure, with where it holds; nothing where it tells none."""
    told = read_rows(results / "audit/claims.csv")
    if not told:
        return None
    table: Table = {
        "id": "words_told",
        "title": "Which words of the briefing survive chance and missing answers",
        "section": SECTION,
        "printed_in": ["supplement"],
        "base": "Base: every word in the briefing that stands for a figure",
        "source": source,
        "notes": list(_notes(told)),
        "legend": [],
        "stub": "Sentence",
        "columns": [{"label": label} for label in COLUMNS],
        "rows": [
            {
                "label": row["sentence"],
                "cells": list(_cells(row)),
                "keys": [f"claims|{row['use']}|{at}" for at in range(4)],
            }
            for row in told
        ],
        "wide": True,
    }
    made: Table = curly(table)
    return made


def _cells(row: Mapping[str, str]) -> Iterator[str]:
    yield row["phrase"]
    if row["verdict"] == WITHHELD:
        yield from (WITHHELD_MARK,) * 3
        return
    yield row["figure"]
    yield from (_across(row, "interval"), _across(row, "missing case"))


def _across(row: Mapping[str, str], words: str) -> str:
    """Whether a word holds wherever the figure may lie; what cannot be said of one of the two is said below."""
    if row["verdict"] == ROBUST:
        return HOLDS
    if row["verdict"] == OPEN:
        return STANDS_IN
    if row["verdict"] == BROKEN or words in row["why"]:
        return FAILS
    return HOLDS if "fails" in row["why"] else ELSEWHERE


def _notes(told: Sequence[Mapping[str, str]]) -> Iterator[str]:
    yield (
        "Across the interval: whether the word holds at both ends of it. Across the bounds: whether it holds if every "
        "missing answer were a no, and if every one were a yes. A word that fails there is no error; it stands for the "
        "figure as it is, and a reader may know how far it carries."
    )
    if any(row["verdict"] == OPEN for row in told):
        yield "Stands in: rounded counts leave open whether the word meant for this place holds, so another is told."
    others = {row["why"] for row in told if ELSEWHERE in _cells(row)}
    if others:
        yield f"See below: {'; '.join(sorted(others))}."
