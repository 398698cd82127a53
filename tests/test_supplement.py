"""The supplementary tables: every table of the series, by section, on one page that stands alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from page_tags import Tags
from scr_analysis.errors import FaultsFound
from scr_analysis.render.sections import in_sections
from scr_analysis.render.supplement import build_supplement
from small_edition import REPORT, ROOT, changed, copied

IMPRINT = {
    "title": "Learning from reviews", "subtitle": "What the reviews tell us", "period": "2011-14", "series": "Briefing",
    "team": ["A team"], "funder": "A funder", "publisher": "A publisher", "date": "2016-05-01",
}  # fmt: skip
STATE = {"draft": False, "notices": []}
SYNTHETIC = {"title": "Synthetic twin", "synthetic": True, **STATE}
REAL = {"title": "Delivery", "synthetic": False, **STATE}


def made(results: Path, release: dict[str, Any] = SYNTHETIC) -> str:
    build_supplement(release, IMPRINT, results, REPORT)
    return (results / "supplement.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    return made(copied(tmp_path_factory.mktemp("supplement")))


@pytest.fixture(scope="module")
def tags(source: str) -> Tags:
    return Tags(source)


def item(name: str, section: str = "One", printed_in: tuple[str, ...] = ("supplement",)) -> Any:
    return {"id": name, "section": section, "printed_in": list(printed_in)}


def test_sections_keep_the_order_in_which_they_are_first_named() -> None:
    """What names a section later joins it; numbers follow the page, and charts are numbered apart."""
    tables = [item("a"), item("b", "Two"), item("c"), item("d", "Two", ("briefing",))]
    charts = [item("x", "Three"), item("y", "Two"), item("z", "One", ("briefing",))]
    found = in_sections(tables, charts)
    held = [(one.title, [n + t["id"] for n, t in one.tables], [n + c["id"] for n, c in one.charts]) for one in found]
    assert held == [("One", ["S1a", "S2c"], []), ("Two", ["S3b"], ["S1y"]), ("Three", [], ["S2x"])]
    assert [one.id for one in found] == ["section-one", "section-two", "section-three"]


def test_it_needs_no_other_file_and_no_script(source: str, tags: Tags) -> None:
    assert not tags.all("script", "link", "img", "iframe")
    assert re.findall(r"url\((?!data:)(?!#)[^)]*\)", source) == []


def test_headings_ids_and_links_are_whole(tags: Tags) -> None:
    levels = [int(tag[1]) for tag, _ in tags.found if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    goals = [link["href"][1:] for link in tags.all("a") if link["href"].startswith("#")]
    assert set(goals) <= set(ids)
    assert {"tables", "about", "section-the-children", "table-involvement", "table-plans", "chart-age"} <= set(goals)


def test_each_table_has_caption_headers_and_keys(tags: Tags) -> None:
    assert len(tags.all("table")) == len(tags.all("caption")) == 4, "two tables, and one below each chart"
    assert {head["scope"] for head in tags.all("th")} == {"col", "row", "rowgroup"}
    keys = [cell["data-key"] for cell in tags.all("td") if "data-key" in cell]
    assert len(keys) == len(tags.all("td")) - 2 * 3
    assert all(re.fullmatch(r"\w+\|\w+\|all\|level\d\|m\d", key) for key in keys)


def test_what_is_said_in_words_may_run_over_lines(tmp_path: Path) -> None:
    """And its column has its head to the left as well; numbers and marks keep to the right."""
    results = copied(tmp_path)
    said = {"label": "Open", "cells": ["132", "no clear difference"], "keys": ["a", "b"]}
    changed(results / "tables/tables.json", lambda held: held["involvement"].update(rows=[said]))
    tags = Tags(made(results))
    assert [cell.get("class", "") for cell in tags.all("td")][:2] == ["", "words"]
    assert [head.get("class", "") for head in tags.all("th")][:3] == ["", "", "words"]


def test_marks_are_explained_once_at_the_top(tags: Tags) -> None:
    words = "".join(tags.words)
    assert words.index("Marks in place of a number") < words.index("[c] confidential") < words.index("Table S1")


def test_what_is_for_the_briefing_alone_is_not_printed(tmp_path: Path) -> None:
    results = copied(tmp_path)
    changed(results / "tables/tables.json", lambda held: held["plans"].update(printed_in=["briefing"]))
    changed(results / "charts/charts.json", lambda held: held["age"].update(printed_in=["briefing"]))
    tags = Tags(made(results))
    assert len(tags.all("table")) == 2
    assert [one["aria-label"] for one in tags.all("span") if one.get("role") == "img"] == [
        "Bars. Current plan: 12%; <past> & never: 88%."
    ]


def test_text_from_data_is_escaped(source: str, tags: Tags) -> None:
    assert "Plans #by $period$ & <category>" in "".join(tags.words)
    assert "<category>" not in source


def test_only_a_synthetic_release_says_so(source: str, tmp_path: Path) -> None:
    assert source.count("Synthetic data: not real cases") >= 3, "on the screen, on each printed page, at the end"
    assert "Synthetic data: not" not in made(copied(tmp_path), REAL)


def test_a_drawing_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    results = copied(tmp_path)
    (results / "charts/age.svg").unlink()
    with pytest.raises(FaultsFound):
        made(results)
    assert not (results / "supplement.html").exists()


def test_another_process_makes_the_same_bytes(source: str, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "import test_supplement as t; t.made(Path(sys.argv[2]))"
    )
    results = copied(tmp_path)
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT / "src")}
    here = str(Path(__file__).parent)
    subprocess.run([sys.executable, "-c", code, here, str(results)], check=True, env=environment, cwd=tmp_path)
    assert (results / "supplement.html").read_text(encoding="utf-8") == source
