"""The twin's files as SPSS and spreadsheets leave them: labels, missing codes, encodings, the same bytes every time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pyreadstat
import pytest

from scr_analysis.errors import FaultsFound
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declared import typed
from scr_analysis.study.yaml_file import read_source
from scr_analysis.synthetic import make_cases, make_twin
from twin_reading import ROOT, sav, write_twin

FILES = (
    "scr_database.sav",
    "cpd_plans.csv",
    "final_reports.sav",
    "themes.csv",
    "child_population.csv",
    "double_coding.csv",
)


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_twin(tmp_path_factory.mktemp("twin"))


def test_sav_carries_what_spss_carries(twin: Path) -> None:
    meta: Any = pyreadstat.read_sav(twin / "scr_database.sav", user_missing=True)[1]
    assert meta.file_label == "SYNTHETIC: not real cases"
    assert meta.column_names_to_labels["CSC_INV"] == "Children's social care involvement at the incident"
    assert meta.variable_value_labels["SEX"] == {1: "Male", 2: "Female", 9: "Not known"}
    missing = {name: [limits["lo"] for limits in ranges] for name, ranges in meta.missing_ranges.items()}
    assert missing == {
        "REGION": [99], "DEATHCAT": [98], "HARMCAT": [98], "AGE_MTHS": [999], "SEX": [9], "ETHNIC": [9], "DISAB": [9],
        "PLACEMT": [9], "NSIBS": [99], "CSC_INV": [9], "CPPLAN": [9], "CPCAT": [98],
    }  # fmt: skip
    formats = meta.original_variable_types
    assert [formats[name] for name in ("SCR_ID", "INC_DATE", "AGE_MTHS", "SEX")] == ["A8", "DATE11", "F3.0", "F1.0"]
    measures = meta.variable_measure
    assert [measures[name] for name in ("SEX", "PERIOD", "AGE_MTHS")] == ["nominal", "ordinal", "scale"]


def test_reading_carelessly_would_lose_the_missing(twin: Path) -> None:
    """The trap of pyreadstat's default: not known becomes blank, and a denominator changes without a word."""
    careless, _ = pyreadstat.read_sav(twin / "scr_database.sav")
    careful, _ = pyreadstat.read_sav(twin / "scr_database.sav", user_missing=True)
    assert careful["NSIBS"].isna().sum() == 4
    assert careless["NSIBS"].isna().sum() > 30


def test_encodings(twin: Path) -> None:
    plans, themes = (twin / "cpd_plans.csv").read_bytes(), (twin / "themes.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        plans.decode("utf-8")
    assert b"\xa0\r\n" in plans
    assert plans.count(b"\r\n") == plans.count(b"\n")
    assert themes.startswith(b"\xef\xbb\xbf")
    assert "’" in themes.decode("utf-8-sig")


def test_same_bytes_in_another_process(twin: Path, tmp_path: Path) -> None:
    """Another hash seed, another time zone, another second of the clock."""
    code = (
        "import sys; from pathlib import Path; from scr_analysis.study import load_study; "
        "from scr_analysis.synthetic import make_twin; "
        "make_twin(load_study(Path(sys.argv[1]), 'codebook').codebook, Path(sys.argv[2]))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", code, str(ROOT), str(tmp_path)], check=True, env=environment, timeout=60)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (twin / name).read_bytes(), name


@pytest.mark.parametrize("name", ["scr_database.sav", "final_reports.sav"])
def test_header_holds_a_fixed_date(twin: Path, name: str) -> None:
    _, meta = pyreadstat.read_sav(twin / name, metadataonly=True)
    assert meta.creation_time == datetime(2015, 5, 1, 9, 0)
    assert (twin / name).read_bytes()[84:109] == b"\x00\x00\x00\x00\x00\x00Y@01 May 1509:00:00"


def test_another_seed_gives_other_cases_and_the_same_counts() -> None:
    one, other = make_cases(), make_cases(7)
    assert [case.values for case in one] != [case.values for case in other]
    for count in (_open_in_2011_14, _domestic_abuse):
        assert count(one) == count(other)


def _open_in_2011_14(cases: list[Any]) -> int:
    return sum(case.period == "p2011_14" and case.values["CSC_INV"] == "open" for case in cases)


def _domestic_abuse(cases: list[Any]) -> int:
    return sum(case.period == "p2011_14" and case.recorded("DOM_ABUSE") for case in cases)


def test_pspp_reads_the_same_counts(twin: Path, tmp_path: Path) -> None:
    """SPSS syntax on the same file, by an implementation that is not ours."""
    pspp = shutil.which("pspp")
    if pspp is None:
        pytest.skip(
            "NOT CHECKED AGAINST PSPP: the program 'pspp' is not installed (Debian and Ubuntu: apt install pspp)"
        )
    syntax = tmp_path / "check.sps"
    syntax.write_text(
        f"GET FILE='{twin}/scr_database.sav'.\nSELECT IF PERIOD = 5.\nFREQUENCIES CSC_INV OUTCOME ETHNIC.\n"
        f"GET FILE='{twin}/final_reports.sav'.\nFREQUENCIES DOM_ABUSE.\n"
        f"SYSFILE INFO FILE='{twin}/scr_database.sav'.\n"
    )
    done = subprocess.run(
        [pspp, "-O", "format=csv", "-o", "-", "check.sps"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "warning" not in done.stderr + done.stdout
    for line in ("Open case,132,45.1%", "Never known,64,21.8%", "Death,197,67.2%", "Not known,32"):
        assert line in done.stdout, line
    assert "SYNTHETIC: not real cases" in done.stdout


# --- the codebook is the contract --------------------------------------------------------------------------------


def changed(path: tuple[str, ...], value: Any) -> Codebook:
    """The codebook with one place changed, or taken away."""
    whole = read_source(ROOT / "study/codebook.yaml").value
    place = whole
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return typed(Codebook, whole)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("scr_database", "columns", "SEX", "codes", "2", "name"), "woman", "needs a code 'female' for SEX"),
        (("scr_database", "columns", "LIVEDWITH"), {"label": "x", "kind": "number"}, "has no values for 'LIVEDWITH'"),
        (("final_reports", "columns", "PAR_ACE"), None, "makes 'PAR_ACE', which is not there"),
        (
            ("cpd_plans", "columns", "category", "codes", "MUL", "name"),
            "several",
            "needs a code 'multiple' for category",
        ),
        (("themes", "columns", "code"), None, "makes 'code', which is not there"),
    ],
)
def test_a_codebook_that_says_otherwise_is_refused(path: Any, value: Any, message: str, tmp_path: Path) -> None:
    with pytest.raises(FaultsFound, match=message):
        make_twin(changed(("tables", *path), value), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_codebook_that_numbers_otherwise_is_followed(tmp_path: Path) -> None:
    codes = {"5": {"name": "male", "label": "Male"}, "6": {"name": "female", "label": "Female"}}
    make_twin(changed(("tables", "scr_database", "columns", "SEX", "codes"), codes), tmp_path)
    assert {row["SEX"] for row in sav(tmp_path / "scr_database.sav")} == {5, 6, 9}
