"""Numbers and where they come from: a release under a strict profile leaves none untied, and one moved or changed is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from building import copied, snakemake
from real_release import REAL, deliver

from scr_analysis.attack.collect import collected
from scr_analysis.attack.collect.own import Own, of_scale, unowned
from scr_analysis.attack.facts import Loose
from scr_analysis.attack.remade import remade
from scr_analysis.remaking import remake
from scr_analysis.study import Study, load_study


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory, twin: Path) -> Path:
    """A project in which the twin is built as a release of real cases under the strictest profile."""
    project = copied(tmp_path_factory.mktemp("strict"))
    deliver(project, twin, "secure-lab")
    snakemake(project, "--config", f"release={REAL}")
    return project


@pytest.fixture(scope="module")
def declared(strict: Path) -> Study:
    return load_study(strict)


@pytest.fixture
def results(strict: Path, tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("restricted", "decisions.csv")
    return Path(shutil.copytree(strict / "results" / REAL, tmp_path / "results", ignore=ignored))


def untied(strict: Path, declared: Study, results: Path) -> list[Loose]:
    """What is tied to nothing in the files of a release; nothing is solved."""
    again = remade(results, partial(remake, declared, REAL, strict, 0.95))
    return collected(declared, results, again)[1]


def changed(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Change a text of a file, the first one like it."""

    def change(results: Path) -> None:
        path = results / name
        text = path.read_text(encoding="utf-8")
        found, times = re.subn(old, new, text, count=1, flags=re.DOTALL)
        assert times == 1, f"{old} is not in {name}"
        path.write_text(found, encoding="utf-8")

    return change


# Each a number in a place where a true one stands: the file that must be named, and how it gets there.
PLANTED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "an axis label that is broken over lines": (
        "charts/age.svg", changed("charts/age.svg", "11 to 15</text>", "11 to 17</text>")),
    "the same in the page": ("briefing.html: text", changed("briefing.html", "11 to 15</text>", "11 to 17</text>")),
    "a mark of a scale": ("charts/age_by_death.svg", changed("charts/age_by_death.svg", ">25%</text>", ">23%</text>")),
    "a bar's number twice": (
        "charts/age.svg", changed("charts/age.svg", r">(\d+)</text>(.*?)>(\d+)</text>", r">\1</text>\2>\1</text>")),
    "a size of a bar": ("charts/age_by_death.svg", changed("charts/age_by_death.svg", "n = 85", "n = 86")),
    "how many values an alternative text tells": (
        "briefing.html: svg aria-label", changed("briefing.html", "11 values shown", "7 values shown")),
    "how many combinations are not shown": (
        "supplement.html: svg aria-label",
        changed("supplement.html", r"\d+ combinations not shown", "7 combinations not shown")),
    "how many tests, in a table's note": (
        "supplement.html: text", changed("supplement.html", "for 13 tests", "for 7 tests")),
    "another family's number of tests": (
        "supplement.html: text", changed("supplement.html", "for 13 tests", "for 14 tests")),
    "how many tests, in the account of words": (
        "audit/claims.csv: figure", changed("audit/claims.csv", "for 13 tests", "for 7 tests")),
    "a cell's key": (
        "supplement.html: td data-key", changed("supplement.html", r'data-key="claims\|([^|"]*)\|1"', r'data-key="claims|\1|7"')),
    "another attribute of data": (
        "supplement.html: td data-was", changed("supplement.html", "<td data-key", '<td data-was="7" data-key')),
    "a heading's size": ("supplement.html: table", changed("supplement.html", "n = 190</span></th>", "n = 187</span></th>")),
    "a heading": ("supplement.html: table", changed("supplement.html", ">p, Holm</th>", ">p, Holm (7)</th>")),
    "a label": ("supplement.html: table", changed("supplement.html", '<th scope="row">Death</th>', '<th scope="row">Death 7</th>')),
    "a cell of an undeclared layout": (
        "supplement.html: table nature_by_period", changed("supplement.html", r">120 \(63%\)</a>", ">117 (62%)</a>")),
    "two cells changed for one another": (
        "supplement.html: table nature_by_period",
        changed("supplement.html", r">120 \(63%\)(.*?)>195 \(66%\)", r">195 (66%)\1>120 (63%)")),
    "an assumption about coders": (
        "supplement.html: text", changed("supplement.html", "sensitivity 1, specificity 1", "sensitivity 1, specificity 7")),
    "a base": ("supplement.html: text", changed("supplement.html", r"\(n = 170\)", "(n = 173)")),
    "a comparison's count": ("comparisons.csv", changed("comparisons.csv", "105;125", "106;125")),
    "a comparison's difference": ("comparisons.csv", changed("comparisons.csv", "0.232162", "0.241772")),
    "an association": ("associations.csv", changed("associations.csv", "53.088235", "53.1")),
    "a correction": ("coding.csv", changed("coding.csv", "0.6331", "0.6340")),
    "a contract": ("audit/contracts.csv", changed("audit/contracts.csv", "190 [+] 40", "189 + 41")),
    "a sign-off": ("audit/signoffs.csv", changed("audit/signoffs.csv", "not signed", "not signed 7")),
    "the syntax": ("audit/spss/statistics.sps", changed("audit/spss/statistics.sps", "ANY[(]VALUE[(]period_d[)], 5[)]", "ANY(VALUE(period_d), 7)")),
    "a chart's data": ("charts/age.csv", changed("charts/age.csv", "120", "119")),
    "a chart's description": ("charts/charts.json", changed("charts/charts.json", "11 values shown", "7 values shown")),
    "a laid table": ("tables/tables.json", changed("tables/tables.json", "for 13 tests", "for 7 tests")),
    "a table's file": ("tables/change_since_2009.csv", changed("tables/change_since_2009.csv", "0.559", "0.561")),
}  # fmt: skip


def test_nothing_of_a_release_is_untied(strict: Path, declared: Study, results: Path) -> None:
    assert untied(strict, declared, results) == []


@pytest.mark.parametrize("kind", PLANTED)
def test_a_number_in_the_place_of_another_is_found(strict: Path, declared: Study, results: Path, kind: str) -> None:
    file, plant = PLANTED[kind]
    plant(results)
    found = [one.channel for one in untied(strict, declared, results)]
    assert any(channel.startswith(file) for channel in found), found


OWN = Own(frozenset(("11 to 15 years", "Number of reviews")))


def test_lines_of_a_drawing_are_put_together() -> None:
    assert list(unowned(OWN, ["Number of reviews", "11 to 15", "years"])) == []
    assert list(unowned(OWN, ["11 to 15", "months"])) == ["11 to 15", "months"]


def test_each_number_of_the_data_may_stand_once() -> None:
    own = Own(numbers=OWN.numbers.__class__(["12%", "12%", "40"]))
    assert list(unowned(own, ["12%", "40", "12%"])) == []
    assert list(unowned(own, ["12%", "12%", "12%", "40", "40"])) == ["12%", "40"]


def test_a_scale_stands_whole_or_not_at_all() -> None:
    assert of_scale(["0%", "20%", "40%"]) == {"0%", "20%", "40%"}
    assert of_scale(["20%", "40%"]) == set()
    assert of_scale(["0%", "20%", "40%", "35%"]) == {"0%", "20%", "40%"}
