"""The text of the editions before it is set, and the audit's account of it: every entry names its estimate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scr_analysis.attack.collect.cells import cell_said
from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.own import same
from scr_analysis.attack.collect.scan import TIED
from scr_analysis.attack.collect.sheets import tables_of
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.estimates import HIDDEN
from scr_analysis.figure_list import told_of
from scr_analysis.files import read_json, read_rows

SPARE = 9  # pages that may follow the last printed figure
_LINKED = re.compile(r"\[\[([^\]]*)\]\(#fig-([\w-]+)\)\]\{[^}]*\}")
_MARKUP = re.compile(r"```\{=\w+\}.*?```|\{[^}]*\}|\(#[\w-]+\)|::: .*", re.DOTALL)
_NAMED = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")
_RULE = re.compile(r"[|: -]+")
_SHARE = re.compile(r".+ \(([\d,]+) of ([\d,]+)\)")  # as analyses of the trail tell what they rest on
_SAYS = {"n": "n", "denominator": "denominator", "value": "percent", "interval": "interval", "bounds": "bounds"}


def figures_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What the register of figures says of each, and whatever it says that the published estimates do not give."""
    held: Any = read_json(path)
    for row in held["figures"]:
        key = tuple(row["key"])
        for part in ("n", "denominator", "interval", "bounds"):
            yield from cell_said(name, key, part, row[part])
        for use in row["uses"]:
            yield Said(name, key, "printed", use["printed"])
        if not _as_it_must_be(context, row):
            yield Loose(name, f"what it tells of {row['slug']} is not what the published estimates give")
    for text in (*held["edition"].values(), *held["release"].values()):
        if isinstance(text, str):
            yield from context.said(name, text, alone=False)


def _as_it_must_be(context: Context, row: Mapping[str, Any]) -> bool:
    """Whether a row of the register follows from the estimate that it names; its places of print tell no number."""
    one = context.estimates.get(tuple(row["key"]))
    if one is None:
        return False
    places = [
        (f"use-{row['slug']}-{place}", use["section"] in context.headings) for place, use in enumerate(row["uses"], 1)
    ]
    printed = "; ".join(dict.fromkeys(use["printed"] for use in row["uses"]))
    expected = {**told_of(context.study, one), "printed": printed, "uses": row["uses"]}
    return row == expected and places == [(use["anchor"], True) for use in row["uses"]]


def prose_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What the prose says: every linked number of its estimate, and what stands between them."""
    text = path.read_text(encoding="utf-8")
    for printed, slug in _LINKED.findall(text):
        if slug in context.slugs:
            yield Said(name, context.slugs[slug], "printed", printed)
    tables, figures = tables_of(context), {tuple(map(same, cells)) for cells in context.listed}
    for paragraph in _LINKED.sub(TIED, text).split("\n\n"):
        if "|" in paragraph:
            for cells in _rows(paragraph):
                if tables and cells not in figures and not tables.hold(cells):
                    yield Loose(name, f"a row that no table of the study holds: {'; '.join(cells)[:60]}")
        else:
            told = _MARKUP.sub(" ", paragraph).replace("\\", "")
            if same(told) not in context.owns.texts:
                yield from context.said(name, told, alone=False)


def _rows(paragraph: str) -> Iterator[tuple[str, ...]]:
    """The cells of the rows of a table in the text, links and names left out."""
    for line in paragraph.replace("\\", "").splitlines():
        if line.startswith("| ") and not _RULE.fullmatch(line):
            yield tuple(same(_NAMED.sub(r"\1", cell)) for cell in line[2:].removesuffix(" |").split(" |"))


def trail_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What the trail says of each estimate, in the sentences that it quotes, and where an analysis rests on it."""
    held: Any = read_json(path)
    for analysis in held["analyses"]:
        for share in (share for row in analysis["rows"] for share in row["compared"]):
            yield from _rested_on(context, share, name)
    for statistic in held["statistics"]:
        quartiles = context.study.statistics[statistic["id"]].kind == "quantile"
        says = {**_SAYS, "value": "value"} if quartiles else _SAYS
        for one in statistic["estimates"]:
            key = (statistic["id"], one["base"], one["group"], one["level"])
            for part, measure in says.items():
                yield from cell_said(name, key, measure, str(one.get(part, "")))
            for place in one["places"]:
                text = place.get("printed", "")
                if place.get("kind") == "text" and isinstance(text, str):
                    yield Said(name, key, "printed", text)


def _rested_on(context: Context, share: Mapping[str, str], name: str) -> Iterator[Said | Loose]:
    """A share that an analysis rests on: the count and the denominator of the estimate that it leads to."""
    key, told = context.slugs.get(share["anchor"].removeprefix("fig-")), _SHARE.fullmatch(share["text"])
    if key and told:
        yield from cell_said(name, key, "n", told[1])
        yield from cell_said(name, key, "denominator", told[2])
    elif key is None or share["text"] not in ("", HIDDEN):
        yield Loose(name, "an analysis rests on a share that is none of an estimate")


def pages_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """On which page of the PDF each thing stands: a printed figure as elsewhere, a chart or a table among them."""
    printed = {row["anchor"]: row["page"] for row in read_rows(context.results / "audit/printed.csv")}
    pages = {str(page) for page in range(1, max(map(int, filter(str.isdigit, printed.values())), default=0) + SPARE)}
    exhibits = {f"chart-{one}" for one in context.study.charts} | {f"table-{one}" for one in context.study.tables}
    for row in read_rows(path):
        known = row["page"] in pages if row["anchor"] in exhibits else printed.get(row["anchor"]) == row["page"]
        if not known:
            yield Loose(name, f"{row['anchor']}: no page of a printed figure, a chart or a table")
