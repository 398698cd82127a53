"""Canaries: case ids and a rare combination planted in a delivery come out nowhere but in the restricted folders.

The whole build is run on a copy of the synthetic twin in which every case id is a canary, then every file that the
build leaves behind is searched: results, logs, Snakemake's own records, temporary files. So is a build that fails.
"""

from __future__ import annotations

import base64
import csv
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pyreadstat
import pytest
from building import ROOT, SNAKEMAKE, copied

CANARY = "KESTREL"
# Where case ids may stand: the delivery, everything left of protect, and nothing else.
ALLOWED = ("data/", "results/canary/restricted/")


def planted(text: str) -> str:
    return text.replace("SYN-", f"{CANARY}-")


@pytest.fixture(scope="module")
def aviary(tmp_path_factory: pytest.TempPathFactory, twin: Path) -> Path:
    """A project with a release whose every case id is a canary, and a temporary folder of its own."""
    project = copied(tmp_path_factory.mktemp("aviary"))
    folder = project / "data/raw/canary"
    folder.mkdir(parents=True)
    for name in ("cpd_plans.csv", "themes.csv", "child_population.csv", "double_coding.csv"):
        encoding = "cp1252" if name == "cpd_plans.csv" else "utf-8"
        content = planted((twin / name).read_bytes().decode(encoding))
        (folder / name).write_bytes(content.encode(encoding))
    for name in ("scr_database.sav", "final_reports.sav"):
        frame, meta = pyreadstat.read_sav(str(twin / name), user_missing=True)
        frame["SCR_ID"] = frame["SCR_ID"].map(planted)
        pyreadstat.write_sav(frame, str(folder / name), missing_ranges=meta.missing_ranges)
    releases = project / "study/releases.yaml"
    text = releases.read_text(encoding="utf-8")
    entry = text[text.index("synthetic:\n") :].replace("synthetic:\n", "canary:\n", 1)
    releases.write_text(text + "\n" + entry.replace("data/raw/synthetic", "data/raw/canary"), encoding="utf-8")
    (project / "tmp").mkdir()
    return project


def build(project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SNAKEMAKE, "--config", "release=canary"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "TMPDIR": str(project / "tmp"), "XDG_CACHE_HOME": str(project / "cache")},
    )


def contents(path: Path) -> Iterator[bytes]:
    """Everything a file says: its bytes, its name where that is written in base64, what a zip or a PDF holds."""
    yield path.read_bytes()
    if ".snakemake" in path.parts:  # metadata are kept under the output's name in base64
        padded = path.name + "=" * (-len(path.name) % 4)
        yield base64.urlsafe_b64decode(padded) if re.fullmatch(r"[\w=-]{8,}", path.name) else b""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    if path.suffix == ".pdf":
        with pikepdf.open(path) as document:
            for held in document.objects:
                yield held.read_bytes() if isinstance(held, pikepdf.Stream) else str(held).encode()


def sung(project: Path) -> list[str]:
    """The files outside the restricted folders in which a canary can be heard."""
    found = []
    for path in sorted(project.rglob("*")):
        name = path.relative_to(project).as_posix()
        if path.is_file() and not path.is_symlink() and not name.startswith(ALLOWED):
            letters = [CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be")]
            if any(letter in content for content in contents(path) for letter in letters):
                found.append(name)
    return found


@pytest.fixture(scope="module")
def built_aviary(aviary: Path) -> tuple[Path, str]:
    done = build(aviary)
    assert done.returncode == 0, done.stdout + done.stderr
    return aviary, done.stdout + done.stderr


def test_the_canaries_are_in_the_restricted_folders(built_aviary: tuple[Path, str]) -> None:
    project, _ = built_aviary
    analysis = (project / "data/processed/canary/derive/analysis.csv").read_text(encoding="utf-8")
    assert analysis.count(CANARY) == 1100
    assert CANARY in (project / "results/canary/restricted/plan_conflicts.csv").read_text(encoding="utf-8")


def test_no_canary_is_heard_outside_them(built_aviary: tuple[Path, str]) -> None:
    project, said = built_aviary
    assert CANARY not in said
    assert sung(project) == []


def test_no_date_of_a_case_is_told_outside_them(built_aviary: tuple[Path, str]) -> None:
    """Not the day of an incident nor of a plan, in the forms in which people write days."""
    project, said = built_aviary
    analysis = project / "data/processed/canary/derive/analysis.csv"
    with analysis.open(encoding="utf-8", newline="") as handle:
        days = {row["INC_DATE"] for row in csv.DictReader(handle)}
    told = [*(project / "study").iterdir(), *(project / "tests/spec").glob("*.py")]  # the trail prints worked examples
    declared = "".join(path.read_text(encoding="utf-8") for path in told)
    days = {day for day in days if day not in declared}
    assert len(days) > 500
    forms = {day.encode() for day in days} | {"/".join(day.split("-")[::-1]).encode() for day in days}
    written = re.compile(rb"(?<!\d)(?:\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4})(?!\d)")
    assert not forms & set(written.findall(said.encode()))
    parts = ("results", "logs", "build", ".snakemake", "tmp", "cache")
    telling = [
        name
        for part in parts
        for path in sorted((project / part).rglob("*"))
        if path.is_file() and not (name := path.relative_to(project).as_posix()).startswith(ALLOWED)
        if any(forms & set(written.findall(content)) for content in contents(path))
    ]
    assert telling == []


def test_a_build_leaves_nothing_in_the_temporary_folder(built_aviary: tuple[Path, str]) -> None:
    project, _ = built_aviary
    assert [path.name for path in (project / "tmp").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "command", [("explain", "fatal"), ("status",), ("release-check",), ("release-check", "--json")]
)
def test_no_canary_is_heard_from_the_commands(built_aviary: tuple[Path, str], command: tuple[str, ...]) -> None:
    project, _ = built_aviary
    done = subprocess.run(
        [sys.executable, "-m", "scr_analysis", *command, "--release", "canary"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert len(done.stdout + done.stderr) > 100
    assert "Traceback" not in done.stderr
    assert "usage:" not in done.stderr
    assert CANARY not in done.stdout + done.stderr


def test_a_failing_build_keeps_them_too(built_aviary: tuple[Path, str]) -> None:
    project, _ = built_aviary
    path = project / "data/raw/canary/cpd_plans.csv"
    rows = list(csv.reader(path.read_bytes().decode("cp1252").splitlines()))
    rows[3][1], rows[4][2], rows[5][3] = "31/02/2012", "01/01/1999", "XYZ"
    path.write_bytes("\r\n".join(",".join(row) for row in rows).encode("cp1252"))
    done = build(project)
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "must be put right" in said
    assert not re.search(rf"{CANARY}|31/02/2012|XYZ", said)
    assert sung(project) == []
    assert [path.name for path in (project / "tmp").rglob("*") if path.is_file()] == []
