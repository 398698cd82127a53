"""The briefing itself: it prints every figure of the source, computed, and each number leads to its row and back."""

from __future__ import annotations

import csv
import json
import re
import shutil
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from core_run import ROOT, core_run, study
from scr_analysis.assure import assure
from scr_analysis.present.tables import present_tables
from scr_analysis.render.prose import render_prose

Links = list[tuple[str, str, str]]
LINK = re.compile(r"\[\[([^\]]*)\]\(#fig-([\w-]+)\)\]\{#(use-[\w-]+) \.figure[^}]*\}")
EDITION = ("title", "subtitle", "period", "series", "date", "funder", "publisher")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The text of this repository on the protected estimates of the twin; charts only by their names."""
    folder = tmp_path_factory.mktemp("briefing")
    for public in core_run().results.glob("*.csv"):
        shutil.copy(public, folder)
    present_tables(study(), "synthetic", folder)
    chart = {"alt": "Bars.", "base": "", "source": "", "notes": [], "width_mm": 80, "height_mm": 60}
    charts = {
        name: {"id": name, "title": declared.title, "printed_in": declared.printed_in, **chart}
        for name, declared in study().charts.items()
    }
    (folder / "charts").mkdir()
    (folder / "charts/charts.json").write_text(json.dumps(charts), encoding="utf-8")
    assure(study(), ROOT, folder)
    render_prose(study(), "synthetic", json.dumps({**dict.fromkeys(EDITION, "words"), "team": ["words"]}), ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def links(results: Path) -> Links:
    """What is printed, the row it leads to, and its own anchor, in the order of the text."""
    return LINK.findall((results / "text/briefing.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures(results: Path) -> dict[str, Any]:
    found = json.loads((results / "text/figures.json").read_text(encoding="utf-8"))
    return {row["slug"]: row for row in found["figures"]}


SOURCE = [
    # Printed by the source briefing, and the row that must stand behind it here.
    ("55%", "not_involved_at_incident"),
    ("64%", "known_to_social_care"),
    ("14%", "below_threshold"),
    ("78%", "aware_of_child"),
    ("12%", "plan_current"),
    ("12%", "plan_past"),
    ("67%", "fatal"),
    ("more than half", "domestic_abuse"),
    ("17", "suicides"),
    ("just over half", "suicide_open_to_social_care"),
    ("all but two", "suicide_camhs"),
    ("293", "reviews_in_period"),
    ("175", "final_reports_available"),
    ("66", "read_in_depth"),
    ("1,100", "reviews_in_database"),
]


@pytest.mark.parametrize(("printed", "slug"), SOURCE)
def test_figure_of_the_source_is_printed_from_its_estimate(links: Links, printed: str, slug: str) -> None:
    assert (printed, slug) in {(text, row) for text, row, _ in links}


def test_anchors_are_unique_and_lead_to_a_row_and_back(links: Links, figures: dict[str, Any]) -> None:
    anchors = [anchor for _, _, anchor in links]
    assert len(set(anchors)) == len(anchors) > 60
    for printed, slug, anchor in links:
        assert {"anchor": anchor, "printed": printed} in [
            {"anchor": use["anchor"], "printed": use["printed"]} for use in figures[slug]["uses"]
        ]
    assert sum(len(row["uses"]) for row in figures.values()) == len(links)


def test_every_row_stands_once_in_the_appendix(results: Path, figures: dict[str, Any]) -> None:
    text = (results / "text/briefing.md").read_text(encoding="utf-8")
    for slug in figures:
        assert text.count(f"{{#fig-{slug}}}") == 1, slug


def test_every_percentage_is_its_estimate_half_up(results: Path, links: Links, figures: dict[str, Any]) -> None:
    """Computed again from the protected file, by decimal arithmetic."""
    with (results / "estimates.csv").open(encoding="utf-8") as handle:
        rows = {(row["statistic"], row["base"], row["group"], row["level"]): row for row in csv.DictReader(handle)}
    percentages = [(printed, slug) for printed, slug, _ in links if printed.endswith("%")]
    assert len(percentages) > 30
    for printed, slug in percentages:
        row = rows[tuple(figures[slug]["key"])]
        share = Decimal(100) * int(row["n"]) / int(row["denominator"])
        assert printed == f"{share.quantize(Decimal(1), ROUND_HALF_UP)}%", slug


def test_hidden_figures_print_no_digit(links: Links, figures: dict[str, Any]) -> None:
    for printed, slug, _ in links:
        if figures[slug]["n"] == "[c]":
            assert not re.search(r"\d", printed)


def test_tables_and_charts_are_numbered_as_they_come(results: Path) -> None:
    text = (results / "text/briefing.md").read_text(encoding="utf-8")
    for kind in ("table", "chart"):
        found = re.findall(rf"<!-- scr:{kind} (\w+) (\d+) -->", text)
        assert [int(number) for _, number in found] == list(range(1, len(found) + 1))
        declared = [*(study().tables if kind == "table" else study().charts).values()]
        assert {name for name, _ in found} == {one.id for one in declared if "briefing" in one.printed_in}
        numbers = dict(found)
        references = re.findall(rf"\[{kind.capitalize()} (\d+)\]\(#{kind}-(\w+)\)", text)
        assert references
        assert all(numbers[name] == number for number, name in references)


def test_every_section_of_the_source_is_there(results: Path) -> None:
    """The headings that the source has, in our own words."""
    text = (results / "text/briefing.md").read_text(encoding="utf-8").lower()
    headings = " | ".join(re.findall(r"^#+ (.+?)(?: \{.*)?$", text, re.MULTILINE))
    for words in (
        "why", "aim|set out", "how it was done", "key findings", "sharing information", "assessment",
        "vulnerability and risk", "engagement", "listening to children", "domestic abuse and separation", "suicide",
        "sexual exploitation", "limitations", "team and funder",
    ):  # fmt: skip
        assert re.search(words, headings), words
    assert text.count("**recommendations**") >= 8
