"""Web pages: anchored numbers, tables, running text, attributes, comments and the text inside drawings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.collect.laid import grid_said
from scr_analysis.attack.collect.own import same
from scr_analysis.attack.collect.page import taken_apart
from scr_analysis.attack.facts import Loose, Said

# Its tables hold numbers of every kind; what it says of hidden estimates is read, and its other numbers are checked
# by the stages that it quotes.
TRAIL = "audit/index.html"
_LIST = ("Figure", "Base", "Counted", "n", "of", "Missing", "Interval", "Used in")  # heads of the list of figures


def about(context: Context, region: str) -> list[str] | None:
    """The statistics that a chart, a table or an entry of the trail is about; None where it may be any."""
    kind, _, name = region.partition("-")
    study = context.study
    if kind == "chart" and name in study.charts:
        return [*study.charts[name].statistics, *study.charts[name].brackets]
    if kind == "table" and name in study.tables and study.tables[name].rows:
        return [row.statistic for row in study.tables[name].rows]
    return [name] if kind == "statistic" and name in study.statistics else None


def page_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What a page says."""
    untied = name != TRAIL
    page = taken_apart(path.read_text(encoding="utf-8"), None if untied else context.names.mentioned)
    for anchor, text in page.anchored:
        key = context.slugs.get(re.sub(r"-\d+$", "", anchor.removeprefix("use-")))
        if key:
            yield Said(f"{name}: text", key, "printed", text.strip())
    for table, rows in page.tables:
        yield from _table_said(context, name, table, rows)
    for where, text, region in page.texts:
        if untied and region:
            yield from context.around(f"{name}: {where}", region, text.split("\n"), about(context, region))
        else:
            yield from context.said(f"{name}: {where}", text, about(context, region), untied, alone=False)


def _listed(row: Mapping[str, Any]) -> tuple[str, ...]:
    """A row of the register of figures as the page lists it, worked out here a second time."""
    uses = Counter(use["section"] for use in row["uses"])
    places = [
        f"↑ {section or 'Opening'}{''.join(f', {place}' for place in range(2, uses[section] + 1))}"
        for section in sorted(uses, key=str.lower)
    ]
    bounds = f" bounds {row['bounds']}" if row["missing"] != "none" else ""
    cells = [f"{row['printed'] or 'Proof'} {row['title']} {row['warning']}"]
    cells += [row[name] for name in ("base", "numerator", "n", "denominator")]
    cells += [f"{row['missing']}{bounds}", row["interval"], " ".join(places)]
    return tuple(map(same, cells))


def _table_said(context: Context, name: str, table: str, rows: list[list[str]]) -> Iterator[Said | Loose]:
    if rows and tuple(rows[0]) == _LIST:
        listed = {_listed(row) for row in context.figures}
        for row in rows[1:]:
            if tuple(map(same, row)) not in listed:
                yield Loose(f"{name}: list of figures", f"a row that the register does not give: {'; '.join(row)[:60]}")
        return
    region = table if table.startswith("chart-") else f"table-{table}"  # below a chart stand its values
    own, declared = context.owns.of(region), context.study.tables.get(table)
    if own and own.rows.issuperset(tuple(map(same, row)) for row in rows):
        return
    if own:
        yield from (
            Loose(f"{name}: table {table}", f"the row '{' | '.join(row)}', which the table does not hold")
            for row in rows
            if tuple(map(same, row)) not in own.rows
        )
    if declared is not None and declared.source == "rows" and rows:
        heads = [re.sub(r" ?\(?n = [\d,]+\)?$", "", head) for head in rows[0][1:]]
        body = [(row[0].strip(), row[1:]) for row in rows[1:] if len(row) > 1]
        yield from grid_said(context.study, declared, f"{name}: table {table}", heads, body)
        return
    for row in rows:  # what other tables print is held to the file that they are made from
        yield from context.said(f"{name}: table", "; ".join(row), untied=False)
