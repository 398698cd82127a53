"""Where tables and charts stand in the text, with their numbers; what the prose does not place comes at the end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import jinja2
from jinja2 import nodes

from scr_analysis.figure_list import COLUMNS, HEAD, section

FURTHER = "Further tables and charts"
APPENDIX = "\x04"
APPENDIX_TITLE = "How each figure was made"
APPENDIX_LEAD = (
    "Every number and every word for a number in the text has a row here, and each row links back to the places where "
    "it is printed. The whole proof of each stands in the trail, audit/index.html, which lies beside the PDF. The "
    "interval is the confidence interval of the method named; the bounds are what the share would be if every missing "
    "answer were a no, and if every one were a yes."
)


class Placing:
    """Tables and charts numbered in the order in which the template places them."""

    def __init__(self, source: str, tables: Mapping[str, Any], charts: Mapping[str, Any]) -> None:
        self.tables, self.charts = _of_briefing(tables), _of_briefing(charts)
        self.elsewhere = {*tables, *charts} - {*self.tables, *self.charts}
        self.placed: list[str] = []
        self.has_appendix = False
        order = list(_called(source))
        self._order = {"Table": _in_order(self.tables, order), "Chart": _in_order(self.charts, order)}

    def reference(self, name: str) -> str:
        """A link to a table or chart by its number."""
        kind = "Table" if name in self.tables else "Chart"
        prefix = "table" if kind == "Table" else "chart"
        return f"[{kind} {self._number(name)}](#{prefix}-{name})"

    def place(self, name: str) -> str:
        """The blocks of one table or chart, one a format."""
        self.placed.append(name)
        number = self._number(name)
        if name in self.tables:
            return "\n".join(_blocks("table", name, number, _word_table(self.tables[name], number)))
        return "\n".join(_blocks("chart", name, number, _word_chart(self.charts[name], number)))

    def appendix(self) -> str:
        """A mark where the appendix of figures comes, once all figures are printed."""
        self.has_appendix = True
        return APPENDIX

    def with_further(self, text: str) -> str:
        """The text with what is declared but not placed put before the appendix, under a heading of its own."""
        waiting = [name for names in self._order.values() for name in names if name not in self.placed]
        further = "\n\n".join([f"# {FURTHER}", *(self.place(name) for name in waiting)]) if waiting else ""
        head, mark, tail = text.partition(APPENDIX)
        return f"{head}{further}\n\n{mark}{tail}" if mark else f"{head}\n\n{further}\n"

    def as_json(self) -> dict[str, list[str]]:
        """Tables and charts in the order of their numbers."""
        return {"tables": self._order["Table"], "charts": self._order["Chart"]}

    def _number(self, name: str) -> int:
        return self._order["Table" if name in self.tables else "Chart"].index(name) + 1


def _of_briefing(declared: Mapping[str, Any]) -> dict[str, Any]:
    """Those that the briefing prints; the others stand in the supplement alone."""
    return {name: one for name, one in declared.items() if "briefing" in one["printed_in"]}


def _in_order(declared: Mapping[str, Any], order: Sequence[str]) -> list[str]:
    """What the text places, in its order, then what it leaves out."""
    return [*(name for name in order if name in declared), *(name for name in declared if name not in order)]


def _called(source: str) -> Iterator[str]:
    """The names that the template's table() and chart() calls give, in the order of the text."""
    try:
        tree = jinja2.Environment().parse(source)
    except jinja2.TemplateSyntaxError:
        return  # rendering reports it, with its line
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("table", "chart") and call.args:
            name = call.args[0]
            if isinstance(name, nodes.Const):
                yield str(name.value)


def _blocks(kind: str, name: str, number: int, word: Sequence[str]) -> Iterator[str]:
    yield from ("", "```{=typst}", f"#scr-{kind}({json.dumps(name)}, number: {number})", "```", "")
    yield from ("```{=html}", f"<!-- scr:{kind} {name} {number} -->", "```", "")
    yield from ("::: {.only-docx}", *word, ":::", "")


def _word_table(table: Mapping[str, Any], number: int) -> list[str]:
    """A table as pandoc reads it, for the Word edition."""
    heads = [f"{column['label']} {column.get('note', '')}".strip() for column in table["columns"]]
    rows: list[list[str]] = []
    for row in table["rows"]:
        rows.append([row["heading"], *[""] * len(heads)] if "heading" in row else [row["label"], *row["cells"]])
    lines = pipe_table([table["stub"], *heads], rows, f"Table {number}. {table['title']}")
    legend = (f"{mark} {meaning}." for mark, meaning in table["legend"])
    return [*lines, "", *_paragraph([table["base"], *table["notes"], *legend, table["source"]])]


def _word_chart(chart: Mapping[str, Any], number: int) -> list[str]:
    caption = escaped(f"Chart {number}. {chart['title']}")
    attributes = f"alt={json.dumps(chart['alt'], ensure_ascii=False)} width={chart['width_mm']}mm"
    image = f"![{caption}](charts/{chart['id']}.png){{{attributes}}}"
    return [image, "", *_paragraph([chart["base"], *chart["notes"], chart["source"]])]


def _paragraph(sentences: Sequence[str]) -> list[str]:
    return [" ".join(escaped(one) for one in sentences if one), ""]


def appendix_blocks(figures: Sequence[Mapping[str, Any]]) -> str:
    """The appendix: its heading, and the table of figures for each format."""
    told = [*COLUMNS.values()][1:]
    rows = [[_word_title(row), *(escaped(row[name]) for name in told), _word_uses(row)] for row in figures]
    word = pipe_table(HEAD, rows, "", ready=True)
    return "\n".join(
        [
            *(f"# {APPENDIX_TITLE} {{#how-each-figure-was-made}}", "", APPENDIX_LEAD, ""),
            *("```{=typst}", "#scr-figures()", "```", "", "```{=html}", "<!-- scr:figures -->", "```", ""),
            *("::: {.only-docx}", *word, ":::", ""),
        ]
    )


def _word_title(row: Mapping[str, Any]) -> str:
    return f"[{escaped(row['title'])}]{{#fig-{row['slug']}}}"


def _word_uses(row: Mapping[str, Any]) -> str:
    return ", ".join(f"[{escaped(section(use))}](#{use['anchor']})" for use in row["uses"])


def pipe_table(header: Sequence[str], rows: Sequence[Sequence[str]], caption: str, ready: bool = False) -> list[str]:
    """A pandoc pipe table: first column left and wide, the others right-aligned; left where cells are ``ready``."""
    rule = ["-" * 40, *("-" * 14 if ready else "-" * 13 + ":" for _ in header[1:])]
    cells = rows if ready else [[escaped(one) for one in row] for row in rows]
    lines = ["| " + " | ".join(line) + " |" for line in ([escaped(one) for one in header], rule, *cells)]
    return [*lines, "", *([f": {escaped(caption)}"] if caption else [])]


def escaped(text: str) -> str:
    """Text from data as Markdown that means just that text."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]()#+!|<>~^$@'\"" else letter for letter in text)
