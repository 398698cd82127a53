"""A small room for prose: a few statistics with estimates typed here, and a folder in which a text is rendered."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from core_run import study_in
from scr_analysis.comparisons import Comparison, Side, comparisons_csv
from scr_analysis.errors import FaultsFound
from scr_analysis.estimates import Estimate, estimates_csv
from scr_analysis.render.prose import render_prose
from scr_analysis.small_bases import TOO_SMALL
from scr_analysis.study import Study

STATISTICS = """
- {id: fatal, title: The child died, base: reviews_2011_14, numerator: {fatal: [yes]}}
- {id: camhs, title: Involved with CAMHS, base: suicides_2011_14, numerator: {CAMHS: [recorded]}}
- {id: secret, title: A small count, base: suicides_2011_14, numerator: {SEX: [female]}}
- {id: sex, title: Sex, kind: distribution, base: reviews_2011_14, of: SEX, by: period}
- {id: everywhere, title: On two bases, base: [reviews_2011_14, database], numerator: {SEX: [male]}}
- {id: crossed, title: By two, base: database, numerator: all, by: [period, SEX]}
- {id: middle, title: Median age, kind: quantile, base: reviews_2011_14, of: AGE_MTHS}
- {id: rate, title: A rate, kind: rate, base: reviews_2011_14, numerator: {fatal: [yes]}}
- {id: thirds, title: Of three, kind: distribution, base: reviews_2011_14, of: CPPLAN}
- {id: few, title: Of few, base: suicides_2011_14, numerator: {SEX: [male]}}
- {id: nobody, title: Nobody known, base: reviews_2011_14, numerator: {SEX: [male]}}
"""
COMPARISONS = """
families: {f: {title: A family}}
departures: {a_little: 0.1, departs: 0.2}
comparisons:
  - {id: since, title: Sex, kind: difference, family: f, statistic: sex, levels: [male, female], groups: [p2009_11, p2011_14]}
  - {id: kept, title: Sex, kind: difference, family: f, statistic: sex, levels: [male], groups: [p2009_11, p2011_14]}
  - {id: nested, title: Bases, kind: standardised_difference, family: f, statistic: everywhere, bases: [reviews_2011_14, database]}
"""
DISCLOSURE = """
profiles:
  it: {title: Of this test, practice: hides small counts, hide_upto: 4, zeros: shown, whole_groups: shown, protection: 4,
       remainders: hidden, missing: shown, percentages: exact, intervals: exact, rates: exact, ranks: RANKS}
default: {profile: it, owner: Data owner, date: 2016-05-01, reason: agreed for this test}
"""
PERIOD = "reviews_2011_14"
NONE_MISSING = (0, 0, 0, 0, 0, 0)
MEDIAN, PER_HEAD = "quantile", "poisson-exact"


def shown(statistic: str, n: int, of: int, base: str = PERIOD, group: str = "all", level: str = "all") -> Estimate:
    share = n / of if of else None
    key = (statistic, base, group, level)
    return Estimate(*key, n, of, NONE_MISSING, share, 0.2, 0.8, "wilson", "0.95", 0.3, 0.7, status="shown")


def hidden(statistic: str, of: int, base: str, level: str = "all") -> Estimate:
    rule = "count below 5"
    return Estimate(statistic, base, "all", level, None, of, NONE_MISSING, method="wilson", status="hidden", rule=rule)


ESTIMATES = [
    shown("fatal", 197, 293),
    shown("camhs", 15, 17, "suicides_2011_14"),
    hidden("secret", 17, "suicides_2011_14"),
    shown("sex", 162, 291, level="male"),
    shown("sex", 129, 291, level="female"),
    shown("sex", 1500, 2000, group="period=p2011_14", level="male"),
    shown("sex", 500, 2000, group="period=p2011_14", level="female"),
    shown("everywhere", 10, 20),
    shown("everywhere", 1, 8, "database"),
    shown("crossed", 7, 7, "database", "period=p2011_14;SEX=male"),
    Estimate("middle", PERIOD, "all", "p50", 290, 290, NONE_MISSING, 30.0, method=MEDIAN, status="shown"),
    Estimate("rate", PERIOD, "all", "all", 197, 34_000_000, NONE_MISSING, 0.58, method=PER_HEAD, status="shown"),
    replace(shown("few", 3, 7, "suicides_2011_14"), warning=TOO_SMALL),
    shown("nobody", 0, 0),
    shown("sex", 95, 100, group="period=p2009_11", level="male"),
    replace(hidden("sex", 100, PERIOD, "female"), group="period=p2009_11"),
    replace(shown("sex", 0, 10, group="period=p2003_05", level="male"), rule="rounded to the nearest 10"),
    replace(shown("sex", 0, 0, group="period=p2005_07", level="male"), rule="rounded to the nearest 10"),
    *(shown("thirds", 1, 3, level=level) for level in ("current", "past", "never")),
]
SIDES = (Side("p2009_11", 900, 2000), Side("p2011_14", 1500, 2000))
COMPARED = [
    Comparison("since", "male", "difference", "f", "sex", SIDES, 0.3, 0.27, 0.33, p=1e-9, p_holm=2e-9, tests_in_family=2,
               confidence="0.95", direction="higher"),
    Comparison("since", "female", "difference", "f", "sex", SIDES[::-1], -0.3, -0.33, -0.27, p=1e-9, p_holm=2e-9,
               tests_in_family=2, confidence="0.95", direction="lower"),
    Comparison("kept", "male", "difference", "f", "sex", (Side("p2009_11", None, 20), SIDES[1]), status="hidden"),
    Comparison("nested", "all", "standardised_difference", "f", "everywhere", (Side(PERIOD, 10, 20), Side("database", 1, 8)),
               0.02, -0.2, 0.3, p=0.9, p_holm=0.9, tests_in_family=1, confidence="0.95", direction="like"),
]  # fmt: skip
EDITION = {"title": "T", "date": "2016-05-01", "team": []}


def places(name: str) -> list[str]:
    return ["supplement"] if name.endswith("_apart") else ["briefing", "supplement"]


def table(name: str) -> dict[str, Any]:
    """A laid table; one whose name ends in "_apart" is not for the briefing."""
    text = {"title": f"Title of {name}", "base": "Base: all.", "source": "Source: test.", "stub": "Stub"}
    cells = {"columns": [{"label": "Number"}], "rows": [{"label": "a", "cells": ["1"]}]}
    return {"id": name, "printed_in": places(name), **text, **cells, "notes": [], "legend": [], "wide": False}


def chart(name: str) -> dict[str, Any]:
    text = {"title": f"Title of {name}", "alt": "Bars.", "base": "Base: all.", "source": "Source: test."}
    return {"id": name, "printed_in": places(name), **text, "notes": [], "wide": False, "width_mm": 80, "height_mm": 60}


@dataclass
class Prose:
    """A study of a few statistics and a folder in which a text is rendered from typed estimates."""

    study: Study
    root: Path
    tables: Sequence[str] = ()
    charts: Sequence[str] = ()

    def __call__(self, text: str) -> str:
        """The text as printed, without links: what a reader reads."""
        return re.sub(r"\[\[(.*?)\]\(#.*?\)\]\{.*?\}", r"\1", self.raw(text)).strip()

    def raw(self, text: str, draft: bool = False) -> str:
        """The text as rendered."""
        (self.root / "report").mkdir(exist_ok=True)
        (self.root / "report/briefing.md.j2").write_text(text, encoding="utf-8")
        for name, kinds, make in (("tables", self.tables, table), ("charts", self.charts, chart)):
            (self.root / name).mkdir(exist_ok=True)
            (self.root / name / f"{name}.json").write_text(json.dumps({one: make(one) for one in kinds}), "utf-8")
        (self.root / "comparisons.csv").write_text(comparisons_csv(COMPARED), encoding="utf-8")
        (self.root / "audit").mkdir(exist_ok=True)
        (self.root / "audit/signoffs.csv").write_text("statistic,state\nfatal,signed\ncamhs,not signed\n", "utf-8")
        (self.root / "estimates.csv").write_text(estimates_csv(ESTIMATES), encoding="utf-8")
        render_prose(self.study, "synthetic", json.dumps(EDITION), self.root, self.root, draft)
        return (self.root / "text/briefing.md").read_text(encoding="utf-8")

    def figures(self) -> Any:
        return json.loads((self.root / "text/figures.json").read_text(encoding="utf-8"))

    def refuses(self, text: str) -> list[str]:
        """What is found wrong with a text, a line each; nothing is written."""
        with pytest.raises(FaultsFound) as found:
            self.raw(text)
        assert not (self.root / "text").exists()
        return [f"{fault.place}: {fault.problem}; {fault.remedy}" for fault in found.value.faults]


def prose_in(folder: Path, ranks: str = "shown") -> Prose:
    """The room, with no table or chart declared."""
    files = {"tables": "[]\n", "charts": "[]\n", "comparisons": COMPARISONS, "statistics": STATISTICS}
    files["disclosure"] = DISCLOSURE.replace("RANKS", ranks)
    study = study_in(folder, "comparisons", "tables", "charts", "wording", "releases", "disclosure", **files)
    return Prose(study, folder)
