"""Deaths against the child population, with and without the file of the population, from the delivery to the table."""

from __future__ import annotations

import csv
import shutil
from functools import cache
from pathlib import Path

import pytest

from core_run import WILSON, core_run, study, study_in
from scr_analysis.estimate import estimate
from scr_analysis.ingest import ingest
from scr_analysis.present.tables import KINDS, layout
from scr_analysis.protect import protect
from scr_analysis.study import Study

YEARS = {
    "2003–05": (2003, 2004), "2005–07": (2005, 2006), "2007–09": (2007, 2008), "2009–11": (2009, 2010),
    "2011–14": (2011, 2012, 2013),
}  # fmt: skip
Rows = list[list[str]]


def table_of(folder: Path, declared: Study, population: Path) -> tuple[Rows, list[str]]:
    """The rows of the table, and the marks that it explains."""
    estimate(declared, core_run().analysis, population, WILSON, folder / "restricted")
    protect(declared, "synthetic", core_run().analysis, folder / "restricted", folder)
    laid = layout(declared, declared.tables["death_rates"], KINDS["rows"][0](folder), "")
    return [[row["label"], *row["cells"]] for row in laid["rows"] if "cells" in row], [
        mark for mark, _ in laid["legend"]
    ]


@cache
def children() -> dict[int, int]:
    """Mid-year children by year, added up from the file as delivered."""
    found: dict[int, int] = {}
    with (core_run().twin / "child_population.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            found[int(row["year"])] = found.get(int(row["year"]), 0) + int(row["population"])
    return found


def test_where_the_population_is_delivered_each_period_has_its_rate(tmp_path: Path) -> None:
    rows, marks = table_of(tmp_path, study(), core_run().population)
    assert [row[0] for row in rows] == [*YEARS, *YEARS]
    for label, n, child_years, rate, _ in rows:
        exposed = sum(children()[year] for year in YEARS[label])
        assert child_years == f"{exposed:,}"
        assert float(rate) == pytest.approx(int(n) / exposed * 100_000, abs=0.005)
    assert marks == []
    assert [row[1] for row in rows[:5]] == ["106", "124", "152", "119", "197"]  # deaths of the periods, as printed


def test_where_it_is_not_delivered_the_counts_stand_and_the_rates_are_marked(tmp_path: Path) -> None:
    """The release names no such file, and its folder holds none."""
    raw = tmp_path / "data/raw/synthetic"
    shutil.copytree(core_run().twin, raw)
    (raw / "child_population.csv").unlink()
    text = (Path(__file__).parents[1] / "study/releases.yaml").read_text(encoding="utf-8")
    bare = "\n".join(line for line in text.splitlines() if "child_population" not in line)
    declared = study_in(tmp_path, releases=bare)
    ingest(declared, declared.release("synthetic"), tmp_path, tmp_path / "ingest")
    rows, marks = table_of(tmp_path, declared, tmp_path / "ingest/child_population.csv")
    assert {tuple(row[2:]) for row in rows} == {("[x]", "[x]", "[x]")}
    assert [row[1] for row in rows[:5]] == ["106", "124", "152", "119", "197"]
    assert marks == ["[x]"]
