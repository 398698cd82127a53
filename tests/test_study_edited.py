"""What an analyst does without Python: declares a base, a statistic, a table or a chart, and finds it printed."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core_run import WILSON, core_run, study_in
from scr_analysis.assess import assess
from scr_analysis.assure import assure
from scr_analysis.clear import clear
from scr_analysis.compare import compare
from scr_analysis.estimate import estimate
from scr_analysis.estimates import read_estimates
from scr_analysis.model import model
from scr_analysis.present.charts import present_charts
from scr_analysis.present.tables import present_tables
from scr_analysis.protect import protect
from scr_analysis.render.prose import render_prose
from scr_analysis.study import Study

BASES = """+
- id: toddlers_2011_14
  title: Reviews of small children, 2011-14
  within: reviews_2011_14
  include: {age_group: [under_1, y1_to_5]}
"""
STATISTICS = """+
- id: toddlers_known
  title: The small child was known to social care
  base: toddlers_2011_14
  numerator: {known_to_social_care: [yes]}
- id: toddlers_placement
  title: Where the small child was living
  kind: distribution
  base: toddlers_2011_14
  of: PLACEMT
  levels: [parents, relatives]
- id: toddlers_by_sex
  title: The small child died
  base: toddlers_2011_14
  numerator: {fatal: [yes]}
  by: SEX
"""
TABLES = """+
- id: toddlers
  title: Small children
  stub: Small child
  show: [n, denominator, pct]
  rows: [{statistic: toddlers_known, label: Known before}, {statistic: toddlers_placement, heading: Home}]
- id: toddler_deaths
  title: Deaths of small children
  stub: Small child
  across: SEX
  show: [n_pct]
  rows: [{statistic: toddlers_by_sex}]
"""
CHARTS = """+
- {id: toddler_homes, title: Homes of small children, kind: columns, statistics: [toddlers_placement]}
"""
PROSE = """
Of the {{ count("fatal") }}, and {{ pct("toddlers_known") }} of small children were known ({{ ref("toddlers") }}).

{{ table("toddlers") }}

{{ figures() }}
"""


@dataclass(frozen=True)
class Edited:
    """The project after an analyst's edit, built from the analysis table to the text."""

    study: Study
    folder: Path

    def json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    @property
    def text(self) -> str:
        return (self.folder / "text/briefing.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    root = tmp_path_factory.mktemp("edited")
    declared = study_in(root, bases=BASES, statistics=STATISTICS, tables=TABLES, charts=CHARTS)
    estimate(declared, core_run().analysis, core_run().population, WILSON, root / "restricted")
    protect(declared, "synthetic", core_run().analysis, root / "restricted", root)
    compare(declared, root / "estimates.csv", WILSON.confidence, root)
    assess(declared, root)
    model(
        declared,
        core_run().analysis,
        core_run().folder / "ingest/double_coding.csv",
        WILSON.confidence,
        root / "restricted",
    )
    clear(declared, "synthetic", root / "restricted", root)
    present_tables(declared, "synthetic", root)
    present_charts(declared, "synthetic", root / "estimates.csv", root / "charts")
    (root / "report").mkdir()
    (root / "report/briefing.md.j2").write_text(PROSE, encoding="utf-8")
    assure(declared, root, root)
    render_prose(declared, "synthetic", "{}", root, root)
    return Edited(declared, root)


def small_children() -> list[dict[str, str]]:
    """Counted from the analysis table without the package: under six, incident in 2011-14."""
    with core_run().analysis.open(encoding="utf-8") as handle:
        rows = [row for row in csv.DictReader(handle) if row["INC_DATE"] >= "2011-04-01"]
    return [row for row in rows if row["AGE_MTHS"].isdigit() and int(row["AGE_MTHS"]) < 72]


def test_a_new_statistic_on_a_new_base_is_counted(edited: Edited) -> None:
    found = read_estimates(edited.folder / "restricted/estimates.csv")
    one = found["toddlers_known", "toddlers_2011_14", "all", "all"]
    known = [row for row in small_children() if row["CSC_INV"] in ("open", "closed")]
    assert (one.n, one.denominator) == (len(known), len(small_children()))
    assert [key[2] for key in found if key[0] == "toddlers_by_sex"] == ["all", "SEX=male", "SEX=female"]
    assert [key[3] for key in found if key[0] == "toddlers_placement"] == ["parents", "relatives"]


def test_a_new_base_is_in_the_case_flow(edited: Edited) -> None:
    flow = (edited.folder / "restricted/case_flow.csv").read_text(encoding="utf-8")
    assert f"toddlers_2011_14,reviews_2011_14,{len(small_children())},{293 - len(small_children())}\n" in flow


def test_a_new_table_is_laid_out(edited: Edited) -> None:
    table = edited.json("tables/tables.json")["toddlers"]
    labels = [row.get("heading") or row["label"] for row in table["rows"]]
    assert labels == ["Known before", "Home", "With a parent or parents", "With relatives"]
    assert table["rows"][0]["cells"][1] == str(len(small_children()))
    across = edited.json("tables/tables.json")["toddler_deaths"]
    assert [column["label"] for column in across["columns"]] == ["Male", "Female", "All"]
    assert (edited.folder / "tables/toddlers.csv").is_file()


def test_a_new_chart_is_drawn_with_its_alt_text(edited: Edited) -> None:
    chart = edited.json("charts/charts.json")["toddler_homes"]
    assert chart["title"] == "Homes of small children"
    assert chart["alt"]
    assert "<svg" in (edited.folder / "charts/toddler_homes.svg").read_text(encoding="utf-8")


def test_the_text_prints_and_places_what_is_new(edited: Edited) -> None:
    assert "](#fig-toddlers_known)]{#use-toddlers_known-1 .figure} of small children were known" in edited.text
    assert "([Table 1](#table-toddlers))" in edited.text
    rows = {row["slug"]: row for row in edited.json("text/figures.json")["figures"]}
    assert rows["toddlers_known"]["base"] == "Reviews of small children, 2011–14"
    assert rows["toddlers_known"]["denominator"] == str(len(small_children()))


def test_what_the_text_does_not_place_comes_at_its_end(edited: Edited) -> None:
    further = edited.text.index("# Further tables and charts")
    for mark in ("scr:table toddler_deaths", "scr:chart toddler_homes", "scr:chart age"):
        assert edited.text.index(mark) > further
    assert edited.text.index("scr:table toddlers ") < further < edited.text.index("# How each figure was made")
