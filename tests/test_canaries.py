"""Canaries: case ids and a rare combination planted in a delivery come out nowhere but in the restricted folders.

The whole build is run on a copy of the synthetic twin in which every case id is a canary, then every file that the
build leaves behind is searched: results, logs, Snakemake's own records, temporary files. So is a build that fails.
"""

from __future__ import annotations

import base64
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from os import killpg
from pathlib import Path
from signal import SIGKILL
from threading import Event, Thread
from time import monotonic, sleep

import pikepdf
import pyreadstat
import pytest

from building import ROOT, SNAKEMAKE, copied
from days_told import days

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
    """Everything a file says: its bytes, what is written in base64 in its name or in it, what a zip or a PDF holds."""
    yield path.read_bytes()
    if ".snakemake" in path.parts:  # metadata are JSON kept under the output's name in base64, and may hold more of it
        for packed in (path.name.encode(), *re.findall(rb"[\w+/=-]{16,}", path.read_bytes())):
            with suppress(ValueError):
                yield base64.b64decode(packed + b"=" * (-len(packed) % 4), altchars=b"-_")
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


def keep(project: Path, done: Event) -> None:
    """Keep by another name whatever comes into the temporary folder for however short a time, until the build is done."""
    kept = project / "kept"
    kept.mkdir()
    while not done.wait(0.002):
        for folder, _, names in os.walk(project / "tmp"):
            for name in names:
                with suppress(OSError):  # it is gone again, or already kept
                    path = Path(folder, name)
                    os.link(path, kept / f"{path.stat().st_ino}-{name}")


@pytest.fixture(scope="module")
def built_aviary(aviary: Path) -> tuple[Path, str]:
    over = Event()
    watch = Thread(target=keep, args=(aviary, over))
    watch.start()
    try:
        done = build(aviary)
    finally:
        over.set()
        watch.join()
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


OUTSIDE = ("results", "logs", "build", ".snakemake", "tmp", "kept", "cache", "report.html")


def outside(project: Path) -> Iterator[tuple[str, bytes]]:
    """What was built outside the restricted folders, and what it says."""
    for part in OUTSIDE:
        for path in sorted([project / part, *(project / part).rglob("*")]):
            name = path.relative_to(project).as_posix()
            if path.is_file() and not name.startswith(ALLOWED):
                yield from ((name, content) for content in contents(path))


def delivered(project: Path, name: str) -> list[dict[str, str]]:
    path = project / "data/processed/canary" / name
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize(
    "text",
    [
        *("2013-02-27", "2013/02/27", "20130227", "27/02/2013", "27.2.2013", "27-02-2013", "27 February 2013"),
        *("27th February 2013", "27 Feb 2013", "February 27, 2013", "Feb 27 2013", "13581302400"),
    ],
)
def test_a_day_is_known_in_every_form(text: str) -> None:
    assert days(f"on {text}.") == {"2013-02-27"}


def test_no_date_of_a_case_is_told_outside_them(built_aviary: tuple[Path, str]) -> None:
    """Not the day of an incident, nor on which a plan began or ended, in the forms in which people write days."""
    project, said = built_aviary
    kept = {row["INC_DATE"] for row in delivered(project, "derive/analysis.csv")}
    kept |= {row[end] for row in delivered(project, "ingest/cpd_plans.csv") for end in ("plan_start", "plan_end")}
    told = [*(project / "study").iterdir(), *(project / "tests/spec").glob("*.py")]  # the trail prints worked examples
    kept -= days("".join(path.read_text(encoding="utf-8") for path in told)) | {""}
    assert len(kept) > 800
    assert not kept & days(said)
    assert [name for name, content in outside(project) if kept & days(content.decode("latin-1"))] == []


WINDOW = 5  # values beside each other
AGE = re.compile(r"\d\d+")  # or another number of two digits or more: codes alone are in every codebook


def windows(values: Sequence[str]) -> Iterator[tuple[str, ...]]:
    yield from (tuple(values[at : at + WINDOW]) for at in range(len(values) - WINDOW + 1))


def test_no_rare_combination_of_values_is_told_outside_them(built_aviary: tuple[Path, str]) -> None:
    """No five values in the order of a case's row that one case alone has, in whatever marks they are set."""
    project, said = built_aviary
    unique: set[tuple[str, ...]] = set()
    for name in ("ingest/scr_database.csv", "derive/analysis.csv"):
        rows = [[one for one in row.values() if re.fullmatch(r"[\w.-]+", one)] for row in delivered(project, name)]
        rare = Counter(window for row in rows for window in set(windows(row)))
        unique |= {one for one, times in rare.items() if times == 1 and any(map(AGE.fullmatch, one))}
    assert len(unique) > 1000

    def tells(text: str) -> bool:
        return not unique.isdisjoint(windows(re.findall(r"[\w.-]+", text)))

    spoken = json.dumps(rows[7][1:])  # a case as a program would write it is heard
    assert tells(spoken)
    assert not tells(said)
    assert [name for name, content in outside(project) if tells(content.decode("latin-1"))] == []


def test_the_report_of_snakemake_tells_of_no_case(built_aviary: tuple[Path, str]) -> None:
    """It embeds results, logs and the code of every rule."""
    project, _ = built_aviary
    done = subprocess.run(
        [*SNAKEMAKE, "--report", "report.html", "--config", "release=canary"],
        cwd=project, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "report.html").stat().st_size > 10_000
    assert CANARY not in done.stdout + done.stderr
    assert sung(project) == []


def test_what_stood_in_the_temporary_folder_for_a_moment_tells_of_no_case(built_aviary: tuple[Path, str]) -> None:
    project, _ = built_aviary
    assert any(path.name.endswith("estimates.csv") for path in (project / "kept").iterdir())  # something was kept
    assert not [name for name in sung(project) if name.startswith("kept/")]


def test_a_build_that_is_killed_leaves_no_canary(aviary: Path, tmp_path: Path) -> None:
    """Killed with all that it started, while cases are on their way."""
    unbuilt = ("results", "logs", "build", ".snakemake", "processed", "kept", "tmp", "cache", "report.html")
    project = Path(shutil.copytree(aviary, tmp_path / "killed", ignore=shutil.ignore_patterns(*unbuilt)))
    (project / "tmp").mkdir()
    running = subprocess.Popen(
        [*SNAKEMAKE, "--config", "release=canary"],
        cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "TMPDIR": str(project / "tmp"), "XDG_CACHE_HOME": str(project / "cache")},
    )  # fmt: skip
    analysis = project / "data/processed/canary/derive/analysis.csv"
    until = monotonic() + 120
    while running.poll() is None and not analysis.is_file() and monotonic() < until:
        sleep(0.02)
    killpg(running.pid, SIGKILL)
    running.wait()
    assert CANARY in analysis.read_text(encoding="utf-8")
    assert sung(project) == []


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
