"""Where each estimate is printed: in the text, in tables and in charts, with the edition, the section and the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from scr_analysis import english
from scr_analysis.audit.sentences import sentences
from scr_analysis.estimates import Key
from scr_analysis.files import read_json, read_rows

OPENING = "Opening"
# What a cell's key begins with where it shows a row of an analysis, and the measures that are shares under assumptions.
ANALYSES = ("comparisons", "associations", "models", "agreement")
ASSUMED = ("imputed", "coding")
_HEADING = re.compile(r"^#{1,6} (.+?)(?: \{.*\})?$", re.MULTILINE)
_PLACED = re.compile(r"<!-- scr:(table|chart) (\S+) (\d+) -->")
_MARKUP = re.compile(r"\[\[?([^\]]*)\](?:\([^)]*\)\])?(?:\{[^}]*\}|\([^)]*\))?")

Place = dict[str, Any]


def in_text(results: Path) -> dict[Key, list[Place]]:
    """Each number of the briefing's prose, with its sentence."""
    said = sentences((results / "text/briefing.md").read_text(encoding="utf-8"))
    order = {anchor: number for number, anchor in enumerate(said)}
    found: dict[Key, list[Place]] = {}
    for row in read_rows(results / "audit/printed.csv"):
        key = (row["statistic"], row["base"], row["group"], row["level"])
        place = {
            "kind": "text",
            "edition": "briefing",
            "anchor": row["anchor"],
            "section": row["section"] or OPENING,
            "page": int(row["page"]),
            "printed": row["printed"],
            "sentence": english.typeset(said[row["anchor"]]),
            "order": order[row["anchor"]],
        }
        found.setdefault(key, []).append(place)
    return found


def in_tables(results: Path) -> dict[Key, list[Place]]:
    """Each estimate that a table prints: one place a row, with all that the row prints of it."""
    placed = _placed(results)
    tables: Any = read_json(results / "tables/tables.json")
    found: dict[Key, list[Place]] = {}
    for name, table in tables.items():
        for key, label, printed in _rows(table):
            for place in _exhibit("table", name, table, placed):
                found.setdefault(key, []).append({**place, "row": label, "printed": printed})
    return found


def of_analyses(results: Path, in_text: Mapping[Key, Iterable[Place]]) -> dict[str, list[Place]]:
    """By the anchor of each row of an analysis: the words that the text tells of it, and the tables that print it."""
    by_use = {place["anchor"]: place for places in in_text.values() for place in places if place["kind"] == "text"}
    found: dict[str, list[Place]] = {}
    for told in read_rows(results / "audit/claims.csv"):
        if told["comparison"]:
            anchor = f"at.comparisons.{told['comparison']}.{told['part']}"
            found.setdefault(anchor, []).append(by_use[told["use"]])
    placed = _placed(results)
    tables: Any = read_json(results / "tables/tables.json")
    for name, table in tables.items():
        for anchor, label, printed in _analysis_rows(table):
            for place in _exhibit("table", name, table, placed):
                found.setdefault(anchor, []).append({**place, "row": label, "printed": printed})
    return found


def in_charts(results: Path) -> dict[Key, list[Place]]:
    """Each estimate that a chart draws: one place a mark, with what it is called there and the count behind it."""
    placed = _placed(results)
    drawn: Any = read_json(results / "charts/charts.json")
    found: dict[Key, list[Place]] = {}
    for name, chart in drawn.items():
        rows = read_rows(results / "charts" / f"{name}.csv")
        for row, goal in zip(rows, chart["goals"], strict=True):
            if goal:
                _, statistic, base, group, level = goal.split(".")
                label = ", ".join(part for part in (row["group"], row["label"]) if part)
                for place in _exhibit("chart", name, chart, placed):
                    mark = {**place, "row": label, "printed": [row["n"]]}
                    found.setdefault((statistic, base, group, level), []).append(mark)
    return found


def _exhibit(kind: str, name: str, made: Mapping[str, Any], placed: Mapping[str, Mapping[str, Any]]) -> list[Place]:
    """A table or chart in each edition that prints it."""
    place = {"kind": kind, "anchor": f"{kind}-{name}", "title": made["title"]}
    where = {"briefing": placed.get(name, {}), "supplement": {"section": made["section"]}}
    return [{**place, "edition": edition, **where[edition]} for edition in made["printed_in"]]


def gathered(places: Iterable[Place]) -> list[Place]:
    """Places put together for a reader: the numbers of one sentence, the rows of one table."""
    found: dict[tuple[str, ...], Place] = {}
    for place in places:
        if place["kind"] == "text":
            own = {name: place[name] for name in ("kind", "edition", "section", "page", "sentence")}
            key = ("text", place["section"], place["sentence"] or place["anchor"])
            number = {name: place[name] for name in ("printed", "anchor")}
            found.setdefault(key, {**own, "numbers": []})["numbers"].append(number)
        else:
            own = {name: value for name, value in place.items() if name not in ("row", "printed")}
            key = (place["kind"], place["edition"], place["anchor"])
            rows = [{"row": place["row"], "printed": place["printed"]}] if "row" in place else []
            found.setdefault(key, {**own, "rows": []})["rows"].extend(rows)
    return sorted(found.values(), key=lambda place: ("text", "table", "chart").index(place["kind"]))


def _rows(table: Mapping[str, Any]) -> Iterator[tuple[Key, str, list[str]]]:
    """Each estimate in each row of a table, with the row's label and the cells that print it."""
    for row in table["rows"]:
        cells: dict[Key, list[str]] = {}
        for text, place in zip(row.get("cells", []), row.get("keys", []), strict=False):
            parts = place.split("|")
            if len(parts) == 5:
                cells.setdefault((parts[0], parts[1], parts[2], parts[3]), []).append(text)
        for key, printed in cells.items():
            yield key, row["label"], printed


def _analysis_rows(table: Mapping[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Each row of an analysis in each row of a table, with the row's label and the cells that print it."""
    for row in table["rows"]:
        cells: dict[str, list[str]] = {}
        for text, place in zip(row.get("cells", []), row.get("keys", []), strict=False):
            *key, measure = place.split("|")
            if key and key[0] in ANALYSES:
                cells.setdefault("at." + ".".join(key), []).append(text)
            elif measure in ASSUMED:
                cells.setdefault(".".join(("at", measure, *key)), []).append(text)
        for anchor, printed in cells.items():
            yield anchor, row["label"], printed


def _placed(results: Path) -> dict[str, dict[str, Any]]:
    """Each table and chart of the briefing, with its number, the section that it stands in, and its page."""
    text = (results / "text/briefing.md").read_text(encoding="utf-8")
    headings = [(hit.start(), _MARKUP.sub(r"\1", hit.group(1))) for hit in _HEADING.finditer(text)]
    pages = {row["anchor"]: int(row["page"]) for row in read_rows(results / "audit/pages.csv")}
    placed = {}
    for hit in _PLACED.finditer(text):
        kind, name, number = hit.groups()
        section = next((title for start, title in reversed(headings) if start < hit.start()), OPENING)
        placed[name] = {"number": int(number), "section": section, "page": pages[f"{kind}-{name}"]}
    return placed
