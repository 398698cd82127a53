"""Sign-off as data: who looked at which figure, what needs a new look after a change, and a ledger that notices edits."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broken import held
from building import copied
from building import replace as edited
from core_run import ROOT, core_run
from scr_analysis.__main__ import main
from scr_analysis.assure import assure
from scr_analysis.errors import FaultsFound
from scr_analysis.fingerprint import PARTS
from scr_analysis.study import load_study
from scr_analysis.study.declared import typed
from scr_analysis.study.signing import NONE, Ledger, SignOff, check_ledger, latest, ledger_yaml, with_entry
from scr_analysis.study.source import Source
from scr_analysis.study.yaml_file import read_source

ANALYST, ASSURER = "Ada Analyst", "Ben Assurer"
KNOWN = "known_to_social_care"
LEDGER = "study/signoffs.yaml"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project with the results that a sign-off rests on."""
    project = copied(tmp_path / "project")
    results = project / "results/synthetic"
    results.mkdir(parents=True)
    shutil.copy(core_run().results / "estimates.csv", results / "estimates.csv")
    build(project)
    return project


def build(project: Path) -> None:
    """What the stage assure does in a build."""
    study = load_study(project, "comparisons", "wording", "signoffs")
    assure(study, project, project / "results/synthetic")


@pytest.fixture
def scr(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command as a person gives it in the project's folder; gives its exit code and what it prints."""

    def run(*arguments: str) -> tuple[int, str]:
        with monkeypatch.context() as patch:
            patch.chdir(folder)
            capsys.readouterr()
            code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def signed(scr: Run, *figures: str) -> None:
    """Both look at the figures."""
    for role, name in (("analyst", ANALYST), ("assurer", ASSURER)):
        code, said = scr("sign", *figures, "--as", role, "--name", name, "--date", "2016-04-01")
        assert code == 0, said


def state(folder: Path, figure: str = KNOWN) -> tuple[str, str]:
    build(folder)
    rows = csv.DictReader((folder / "results/synthetic/audit/signoffs.csv").read_text(encoding="utf-8").splitlines())
    return next((row["state"], row["why"]) for row in rows if row["statistic"] == figure)


# --- Signing, and what a change asks for
def test_both_must_look(folder: Path, scr: Run) -> None:
    assert state(folder) == ("not signed", "analyst: not signed; assurer: not signed")
    scr("sign", KNOWN, "--as", "assurer", "--name", ASSURER, "--date", "2016-04-01")
    assert state(folder) == ("not signed", "analyst: not signed")
    scr("sign", KNOWN, "--as", "analyst", "--name", ANALYST, "--date", "2016-04-02")
    assert state(folder) == ("signed", "")


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("study/statistics.yaml", "social_care_involvement: [open, closed]}\n- id: below", "social_care_involvement: [open]}\n- id: below", "declaration"),
        ("study/bases.yaml", "title: Serious case reviews, 2011-14", "title: Reviews, 2011-14", "base"),
        ("study/codebook.yaml", "label: Review period of the incident", "label: Review cycle", "codebook"),
        ("study/wording.yaml", "{phrase: almost two thirds, from: 0.62,", "{phrase: nearly two thirds, from: 0.62,", "wording"),
        ("report/briefing.md.j2", '{{ words("known_to_social_care") }}', '{{ claim("most", "known_to_social_care") }}', "wording"),
    ],
)  # fmt: skip
def test_a_changed_definition_asks_both_again(folder: Path, scr: Run, file: str, old: str, new: str, why: str) -> None:
    signed(scr, KNOWN, "suicides")
    edited(folder / file, old, new)
    said = f"definition changed ({why}) since 2016-04-01"
    assert state(folder) == ("definition changed", f"analyst {ANALYST}: {said}; assurer {ASSURER}: {said}")


def test_only_what_moved_needs_a_new_look(folder: Path, scr: Run) -> None:
    """A new label of parental factors touches neither social care nor suicides."""
    signed(scr, KNOWN, "parental_factors")
    edited(folder / "study/codebook.yaml", "label: Number of parental risk factors", "label: How many risk factors")
    assert state(folder) == ("signed", "")
    assert state(folder, "parental_factors")[0] == "definition changed"


def test_new_data_ask_for_a_look_at_the_value(folder: Path, scr: Run) -> None:
    signed(scr, KNOWN, "suicides")
    row = re.compile(rf"^{KNOWN},reviews_2011_14,all,all,\d+,", re.MULTILINE)
    path = folder / "results/synthetic/estimates.csv"
    text, changed = row.subn(f"{KNOWN},reviews_2011_14,all,all,189,", path.read_text(encoding="utf-8"))
    assert changed == 1
    path.write_text(text, encoding="utf-8")
    assert state(folder)[0] == "value changed"
    assert state(folder, "suicides") == ("signed", "")
    code, said = scr("status")
    assert code == 1
    assert f"{KNOWN}: analyst {ANALYST}: value changed since 2016-04-01" in said
    signed(scr, KNOWN)
    assert state(folder) == ("signed", "")
    assert scr("status")[0] == 0


def test_signing_twice_changes_nothing(folder: Path, scr: Run) -> None:
    signed(scr, KNOWN)
    before = (folder / LEDGER).read_bytes()
    _, said = scr("sign", KNOWN, "--as", "analyst", "--name", "ada  analyst", "--date", "2016-05-01")
    assert said == f"{KNOWN}: you signed it on 2016-04-01, and nothing has moved since\n"
    assert (folder / LEDGER).read_bytes() == before


def test_the_day_is_that_of_signing(folder: Path, scr: Run) -> None:
    days = {date.today()}
    scr("sign", KNOWN, "--as", "analyst", "--name", ANALYST)
    days.add(date.today())
    entry = latest(load_study(folder, "signoffs").ledger.entries, KNOWN, "analyst")
    assert entry
    assert entry.date in days


def test_what_status_says(folder: Path, scr: Run) -> None:
    signed(scr, KNOWN, "suicides")
    scr("sign", "fatal", "--as", "analyst", "--name", ANALYST, "--date", "2016-04-01")
    edited(folder / "study/statistics.yaml", "title: The young person died by suicide\n", "title: Suicide\n")
    code, said = scr("status")
    assert code == 1
    count = len(load_study(folder, "statistics").statistics)
    rest = r"  reviews_in_database, reviews_in_period, .*(?:\n .*)* and \d+ more \(scr status --all\)"
    moved = "definition changed (declaration) since 2016-04-01"
    assert (
        re.sub(rest, "  …", said)
        == f"""\
synthetic: 1 of {count} figures are signed off by an analyst and an assurer

Need a new look (1):
  suicides: analyst {ANALYST}: {moved}; assurer {ASSURER}: {moved}
  look at them (scr explain ID), then: scr sign ID … --as ROLE --name NAME

Not signed yet by an analyst or an assurer ({count - 3}):
  …

Not signed yet by an assurer (1):
  fatal
  to sign what you have looked at: scr sign ID … --as analyst --name "Your Name"
"""
    )
    assert "neglect_feature" in scr("status", "--all")[1]


# --- What cannot be signed, told as golden texts
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("same_person", [KNOWN, "--as", "assurer", "--name", "ada ANALYST"]),
        ("unknown_figure", ["known_to_socialcare", KNOWN, "--as", "assurer", "--name", ASSURER]),
        ("no_name", [KNOWN, "--as", "assurer", "--name", " B"]),
        ("edited_after_the_build", ["suicides", "--as", "assurer", "--name", ASSURER]),
    ],
)
def test_what_cannot_be_signed(folder: Path, scr: Run, name: str, arguments: list[str]) -> None:
    scr("sign", KNOWN, "--as", "analyst", "--name", ANALYST, "--date", "2016-04-01")
    edited(folder / "study/statistics.yaml", "title: The young person died by suicide\n", "title: Suicide\n")
    before = (folder / LEDGER).read_bytes()
    code, said = scr("sign", *arguments)
    assert code == 1
    held(f"sign_{name}", said)
    assert (folder / LEDGER).read_bytes() == before


def test_before_the_first_build(folder: Path, scr: Run) -> None:
    shutil.rmtree(folder / "results")
    for arguments in (["status"], ["sign", KNOWN, "--as", "analyst", "--name", ANALYST]):
        code, said = scr(*arguments)
        assert code == 1
        assert "results/synthetic/estimates.csv: the file is not there\n      run snakemake" in said


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("edited", lambda text: text.replace(ASSURER, "Ben Other")),
        ("removed", lambda text: without(text, 2)),
        ("removed_at_the_end", lambda text: without(text, 4)),
        ("moved", lambda text: moved(text)),
        ("both_roles", lambda _: both_roles()),
    ],
)
def test_a_ledger_that_was_touched(folder: Path, scr: Run, name: str, damage: Callable[[str], str]) -> None:
    """Every command that reads it stops, and names the entry."""
    ledger = Ledger(last=NONE)
    for role, who in (("analyst", ANALYST), ("assurer", ASSURER)):
        for statistic in (KNOWN, "suicides"):
            ledger = with_entry(ledger, **facts(role, who, statistic))
    (folder / LEDGER).write_text(damage(ledger_yaml(ledger)), encoding="utf-8")
    code, said = scr("status")
    assert code == 1
    held(f"ledger_{name}", said, folder)


def parts(text: str) -> list[str]:
    """The head of the ledger, then its entries."""
    return re.split(r"(?=^  - )", text, flags=re.MULTILINE)


def without(text: str, entry: int) -> str:
    found = parts(text)
    return "".join(found[:entry] + found[entry + 1 :])


def moved(text: str) -> str:
    head, first, second, *rest = parts(text)
    return "".join([head, second, first, *rest])


def both_roles() -> str:
    """A chain that is whole, in which one person holds both roles: not made by the command."""
    ledger = with_entry(Ledger(last=NONE), **facts("analyst", ANALYST))
    return ledger_yaml(with_entry(ledger, **facts("assurer", ANALYST)))


def facts(role: str, name: str, statistic: str = KNOWN, note: str = "") -> dict[str, object]:
    definition = dict.fromkeys(PARTS, "0" * 16)
    about = {"statistic": statistic, "release": "synthetic", "date": date(2016, 4, 1), "note": note}
    return {**about, "role": role, "name": name, "definition": definition, "value": "1" * 16}


# --- The chain, as properties
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]), st.sampled_from(["analyst", "assurer"]),
        st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=3, max_size=8), st.text("ab:\"'\n ", max_size=6),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


def chained(entries: list[tuple[str, str, str, str]]) -> Ledger:
    ledger = Ledger(last=NONE)
    for place, (statistic, role, name, note) in enumerate(entries):
        ledger = with_entry(ledger, **facts(role, f"{name}{place}", statistic, note))
    return ledger


def faults(ledger: Ledger) -> list[str]:
    return [fault.problem for fault in check_ledger(ledger, Source(LEDGER, None))]


@given(ENTRIES)
@settings(deadline=None)
def test_a_ledger_reads_back_as_written(entries: list[tuple[str, str, str, str]]) -> None:
    ledger = chained(entries)
    path = Path(core_run().keep.name) / "ledger.yaml"
    path.write_text(ledger_yaml(ledger), encoding="utf-8")
    again = typed(Ledger, read_source(path).value)
    assert again == ledger
    assert ledger_yaml(again) == ledger_yaml(ledger)
    assert faults(again) == []


@given(ENTRIES, st.integers(0, 5), st.sampled_from(["edit", "remove", "swap", "double"]))
@settings(deadline=None)
def test_no_touch_goes_unnoticed(entries: list[tuple[str, str, str, str]], at: int, how: str) -> None:
    ledger = chained(entries)
    at %= len(ledger.entries)
    touched: list[SignOff] = list(ledger.entries)
    if how == "edit":
        touched[at] = replace(touched[at], note=touched[at].note + "!")
    elif how == "remove":
        del touched[at]
    elif how == "double":
        touched.insert(at, touched[at])
    elif len(touched) > 1:
        touched[at], touched[at - 1] = touched[at - 1], touched[at]
    else:
        return
    assert faults(Ledger(last=ledger.last, entries=touched)) != []


def test_the_ledger_of_the_repository_is_whole() -> None:
    try:
        load_study(ROOT, "signoffs")
    except FaultsFound as found:
        pytest.fail(found.report())
