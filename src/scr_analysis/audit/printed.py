"""Every printed number is followed back to its estimate, in every edition.

Takes the three editions and the register of figures; gives ``audit/printed.csv``, one row a printed number with its
place, the page of the PDF, and its estimate; and ``audit/pages.csv``, the page of each number, table and chart. Stops
if an edition lacks a number, prints another one, or prints a number that leads nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scr_analysis.editions import PdfNumbers, docx_numbers, html_edition, pdf_numbers
from scr_analysis.errors import Fault, refuse
from scr_analysis.estimates import HIDDEN, Estimate, Key, read_estimates
from scr_analysis.files import csv_text, read_json, write_all
from scr_analysis.plain import undeclared
from scr_analysis.rounding import grouped
from scr_analysis.study import Study

COLUMNS = ("anchor", "section", "page", "printed", "statistic", "base", "group", "level", "n", "denominator", "status")

# Anchors of numbers, tables and charts; the others are headings.
PLACES = ("use-", "table-", "chart-")


def audit(study: Study, results: Path) -> int:
    """Trace every printed number of a release; gives how many. Raises FaultsFound."""
    figures: Any = read_json(results / "text/figures.json")["figures"]
    estimates = read_estimates(results / "estimates.csv")
    pdf = pdf_numbers(results / "briefing.pdf")
    page, prose = html_edition(results / "briefing.html")
    refuse(
        [
            *_untraced(figures, estimates),
            *_differing(figures, page, results),
            *_unlinked(figures, pdf),
            *_loose(study, prose),
        ]
    )
    rows = [
        (
            use["anchor"],
            use["section"],
            pdf.pages[use["anchor"]],
            use["printed"],
            *row["key"],
            row["n"],
            row["denominator"],
            estimates[_key(row)].status,
        )
        for row in figures
        for use in row["uses"]
    ]
    pages = [(anchor, page) for anchor, page in pdf.pages.items() if anchor.startswith(PLACES)]
    write_all(
        {
            results / "audit/printed.csv": csv_text(COLUMNS, rows),
            results / "audit/pages.csv": csv_text(("anchor", "page"), pages),
        }
    )
    return len(rows)


def _key(row: Mapping[str, Any]) -> Key:
    statistic, base, group, level = row["key"]
    return statistic, base, group, level


def _untraced(figures: list[dict[str, Any]], estimates: Mapping[Key, Estimate]) -> Iterator[Fault]:
    """Figures whose estimate is not there, or says something else."""
    for row in figures:
        one = estimates.get(_key(row))
        if one is None or row["n"] != (HIDDEN if one.n is None else grouped(one.n)):
            problem = f"the figure '{row['slug']}' is not the one in estimates.csv"
            yield Fault("text/figures.json", "", problem, "delete the results folder and run snakemake again")


def _differing(figures: list[dict[str, Any]], page: Mapping[str, str], results: Path) -> Iterator[Fault]:
    """Numbers that an edition does not print as the text does."""
    wanted = {use["anchor"]: use["printed"] for row in figures for use in row["uses"]}
    printed = {
        "briefing.html": page,
        "briefing.docx": docx_numbers(results / "briefing.docx", wanted),
    }
    for edition, numbers in printed.items():
        for anchor in wanted.keys() | numbers.keys():
            if wanted.get(anchor) != numbers.get(anchor):
                has, should = numbers.get(anchor, "nothing"), wanted.get(anchor, "nothing")
                problem = f"prints '{has}', the text has '{should}'"
                yield Fault(
                    edition, anchor, problem, "run snakemake again; if it stays, report it as an error of the software"
                )


def _unlinked(figures: list[dict[str, Any]], pdf: PdfNumbers) -> Iterator[Fault]:
    """Numbers of the PDF without a place that the trail can lead to, or without a link to their entry in it."""
    remedy = "run snakemake again; if it stays, report it as an error of the software"
    for row in figures:
        if any(use["anchor"] not in pdf.pages for use in row["uses"]):
            yield Fault("briefing.pdf", row["slug"], "a printed number has no place with a name", remedy)
        # One link a number and one from the appendix; a link over two lines counts twice, so there may be more.
        wanted = Counter(use["entry"] or f"fig-{row['slug']}" for use in row["uses"])
        if row["uses"] and pdf.links[f"fig-{row['slug']}"] <= wanted[f"fig-{row['slug']}"]:
            yield Fault("briefing.pdf", row["slug"], "a printed number has no link to its entry in the trail", remedy)
        elif any(pdf.links[entry] < count for entry, count in wanted.items()):
            yield Fault("briefing.pdf", row["slug"], "a printed word has no link to the comparison behind it", remedy)


def _loose(study: Study, prose: str) -> Iterator[Fault]:
    """Digits in the prose of the HTML edition that are neither a traced number nor a plain fact."""
    for _, digits in undeclared(prose, 1, study.wording.plain_facts):
        yield Fault(
            "briefing.html",
            "",
            f"the printed number '{digits}' has no trail",
            "print it with pct(), count(), words() or claim()",
        )
