"""The configuration, and what a person sees of a fault who runs Snakemake: our message first, and no traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from broken import contents, discreet, edit, held
from scr_analysis.errors import FaultsFound
from scr_analysis.study.config import load_project

BROKEN = {
    "misspelt": [("interval:", "intervl:"), ("subtitle:", "subtitel:")],
    "types": [
        ("interval: wilson", "interval: wilso"),
        ("confidence: 0.95", "confidence: 95"),
        ("date: 2016-05-01", "date: May 2016"),
        ("release: synthetic", "release: 2016"),
        ("publisher: SCR analysis", "publisher:"),
    ],
    "key_left_out": [("interval: wilson", "#"), ("publisher: SCR analysis", "#")],
    "key_twice": [("interval: wilson", "interval: wilson\ninterval: jeffreys")],
    "syntax": [("interval: wilson", "interval: [wilson")],
    "unknown_release": [("release: synthetic", "release: synthetics")],
}
OVERRIDES: dict[str, dict[str, Any]] = {
    "overridden_with_unknown_key": {"intervl": "wilson"},
    "overridden_with_wrong_value": {"interval": "wilso", "confidence": "high"},
    "overridden_with_unknown_release": {"release": "nope"},
    "overridden_in_a_block": {"briefing": {"titel": "Learning"}},
}


def refused(root: Path, name: str, overrides: Mapping[str, Any] | None = None) -> None:
    with pytest.raises(FaultsFound) as found:
        load_project(root, overrides or {})
    said = found.value.report() + "\n"
    discreet(said)
    held(f"config_{name}", said, root)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_configuration(project: Path, name: str) -> None:
    for old, new in BROKEN[name]:
        edit(project, "config.yaml", old, new)
    refused(project, name)


@pytest.mark.parametrize("name", OVERRIDES)
def test_what_the_command_line_sets(project: Path, name: str) -> None:
    """The message leads to the command line, not to a line of config.yaml where nothing is wrong."""
    refused(project, name, OVERRIDES[name])


@pytest.mark.parametrize(("name", "text"), [("empty", "# nothing\n"), ("shape", "- release\n")])
def test_a_configuration_of_another_shape(project: Path, name: str, text: str) -> None:
    (project / "config.yaml").write_text(text, encoding="utf-8")
    refused(project, name)


def test_a_missing_configuration(project: Path) -> None:
    (project / "config.yaml").unlink()
    refused(project, "missing")


def test_faults_of_configuration_and_study_are_in_one_message(project: Path) -> None:
    edit(project, "config.yaml", *BROKEN["misspelt"][0])
    edit(project, "study/charts.yaml", "kind: split", "knd: split")
    refused(project, "and_study")


def test_a_sound_configuration_passes(project: Path) -> None:
    config, study = load_project(project, {"interval": "jeffreys", "briefing": {"title": "Another"}})
    assert (config.interval, config.briefing.title, config.briefing.funder[:5]) == ("jeffreys", "Another", "None.")
    assert study.release(config.release).synthetic


def snakemake(root: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output, and standard error without what Snakemake says of its own sources."""
    command = [sys.executable, "-m", "snakemake", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=120)
    own = ("Using workflow specific profile", "Config file config.yaml is extended")
    said = [line for line in done.stderr.splitlines(keepends=True) if not line.startswith(own)]
    return done.returncode, done.stdout, "".join(said)


def made(root: Path) -> set[Path]:
    """Everything below the project but what Python, Snakemake and the study keep for themselves."""
    return {path for path in contents(root) if not {".snakemake", "__pycache__", "build"} & set(path.parts)}


def test_snakemake_shows_our_message_and_nothing_else(project: Path) -> None:
    edit(project, "config.yaml", *BROKEN["misspelt"][0])
    edit(project, "study/charts.yaml", "kind: split", "knd: split")
    before = made(project)
    code, out, said = snakemake(project)
    assert (code, out) == (1, "")
    held("config_and_study", said, project)
    assert made(project) == before


def test_snakemake_with_an_unknown_release(project: Path) -> None:
    before = made(project)
    code, _, said = snakemake(project, "--config", "release=nope")
    assert code == 1
    assert "Traceback" not in said
    held("config_overridden_with_unknown_release", said, project)
    assert made(project) == before


def test_snakemake_with_a_configuration_that_is_no_yaml(project: Path) -> None:
    edit(project, "config.yaml", *BROKEN["syntax"][0])
    code, out, said = snakemake(project, "-n")
    assert (code, out) == (1, "")
    held("config_syntax", said, project)


def real_release(root: Path, twin: Path) -> Path:
    """The synthetic files as a release that is called real, its checksums recorded; gives its folder."""
    folder = root / "data/raw/real"
    shutil.copytree(twin, folder)
    lines = ["real:", "  title: A test", "  date: 2016-05-01", "  folder: data/raw/real", "  files:"]
    for table, ending in (("scr_database", "sav"), ("cpd_plans", "csv"), ("final_reports", "sav"), ("themes", "csv")):
        name = f"{table}.{ending}"
        digest = sha256((folder / name).read_bytes()).hexdigest()
        encoding = ", encoding: cp1252" if table == "cpd_plans" else ""
        lines.append(f"    {table}: {{path: {name}, sha256: '{digest}'{encoding}}}")
    with (root / "study/releases.yaml").open("a", encoding="utf-8") as file:
        file.write("\n".join([*lines, ""]))
    return folder


def test_snakemake_with_a_stage_that_fails(project: Path, twin: Path) -> None:
    """A real release with one file missing and another that is not the one recorded."""
    folder = real_release(project, twin)
    (folder / "themes.csv").unlink()
    (folder / "cpd_plans.csv").write_bytes((folder / "cpd_plans.csv").read_bytes() + b"SYN-0001,01/02/2013,,NEG\r\n")
    before = made(project)
    code, out, said = snakemake(project, "--config", "release=real")
    log = (project / "logs/real/ingest.log").read_text(encoding="utf-8")
    assert code == 1
    discreet(log)
    assert "Traceback" not in out + said
    assert "SYN-" not in out + said
    held("config_failing_stage", log)
    # Snakemake's own words on the failed job come after ours.
    assert 0 <= said.index(log) < said.index("CalledProcessError")
    # The SPSS syntax is made from declarations alone, and may stand already when the stage that reads cases fails.
    syntax = {Path("logs/real/spss_syntax.log"), Path("results/real/audit/spss/statistics.sps")}
    assert made(project) - before - syntax == {Path("logs/real/ingest.log")}
