"""The manifest and the crate of a release: everything public is told by its checksum, and nothing restricted is."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import rdflib.plugins.shared.jsonld.context as jsonld
import rocrate
from rocrate.rocrate import ROCrate
from rocrate_validator import models, services
from rocrate_validator.utils.http import HttpRequester

from building import ROOT, snakemake
from scr_analysis.manifest import write_manifest
from scr_analysis.study.config import load_project
from scr_analysis.study.declared import plain

RESULTS = "results/synthetic"


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def manifest(project: Path) -> Any:
    return read(project / RESULTS / "audit/manifest.json")


def crate(project: Path) -> dict[str, Any]:
    """The crate's entities by their id."""
    return {one["@id"]: one for one in read(project / RESULTS / "ro-crate-metadata.json")["@graph"]}


def own(name: str) -> bool:
    return name in ("audit/manifest.json", "ro-crate-metadata.json", "audit/workflow/Snakefile")


def test_every_public_result_is_told_by_its_checksum_and_no_restricted_one(built: Path) -> None:
    results = built / RESULTS
    names = {path.relative_to(results).as_posix() for path in results.rglob("*") if path.is_file()}
    public = {name for name in names if not name.startswith("restricted/") and not own(name)}
    assert len(names) > len(public) > 30
    told = {one["name"]: one["sha256"] for one in manifest(built)["outputs"]}
    assert told == {name: sha256((results / name).read_bytes()).hexdigest() for name in public}
    whole = (results / "audit/manifest.json").read_text("utf-8") + (results / "ro-crate-metadata.json").read_text(
        "utf-8"
    )
    assert "restricted" not in whole
    for path in (results / "restricted").rglob("*"):
        if path.is_file() and (code := sha256(path.read_bytes()).hexdigest()) in whole:
            assert code in told.values(), path.name  # passed on as it is, and public by its own rule


def test_inputs_have_a_role_and_a_checksum_and_no_place(built: Path) -> None:
    folder = built / "data/raw/synthetic"
    told = {one["role"]: one for one in manifest(built)["inputs"]}
    assert told.keys() == {"scr_database", "cpd_plans", "final_reports", "themes", "double_coding", "child_population"}
    assert told["scr_database"]["sha256"] == sha256((folder / "scr_database.sav").read_bytes()).hexdigest()
    assert all(one.keys() == {"role", "title", "sha256"} for one in told.values())
    text = (built / RESULTS / "audit/manifest.json").read_text(encoding="utf-8")
    assert not re.search(r"data/raw|\.sav|cpd_plans\.csv", text)


def test_the_config_really_used_and_the_software_are_told(built: Path, tmp_path: Path) -> None:
    told = manifest(built)
    assert told["config"]["interval"] == "wilson"
    assert told["command"] == "snakemake --cores all --config release=synthetic"
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert told["software"]["packages"].keys() == {re.split(r"[<>=]", one)[0] for one in needed}
    assert told["software"]["packages"]["snakemake"] == version("snakemake")
    project = tmp_path / "project"
    shutil.copytree(built, project)
    snakemake(project, "--config", "interval=jeffreys")
    assert manifest(project)["config"]["interval"] == "jeffreys"
    assert manifest(project)["study"] == told["study"]


def test_an_edit_of_study_or_code_changes_its_digest_alone(built: Path, tmp_path: Path) -> None:
    before = manifest(built)
    for path, part, other in (("study/bases.yaml", "study", "code"), ("src/scr_analysis/rounding.py", "code", "study")):
        project = tmp_path / part
        shutil.copytree(built, project)
        with (project / path).open("a", encoding="utf-8") as file:
            file.write("# edited\n")
        config, study = load_project(project, {})
        write_manifest(study, plain(config, defaults=True), project, project / RESULTS)
        assert manifest(project)[part]["sha256"] != before[part]["sha256"]
        assert manifest(project)[other] == before[other]
        assert manifest(project)["outputs"] == before["outputs"]


def test_by_products_of_running_are_not_told(built: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(built, project)
    before = manifest(project)
    (project / "src/scr_analysis/__pycache__").mkdir(exist_ok=True)
    for name in ("src/scr_analysis/__pycache__/x.cpython-311.pyc", f"{RESULTS}/.briefing.pdf.part", "study/.bases.swp"):
        (project / name).write_bytes(b"0")
    config, study = load_project(project, {})
    write_manifest(study, plain(config, defaults=True), project, project / RESULTS)
    assert manifest(project) == before


def test_the_crate_describes_the_run(built: Path) -> None:
    told, entities = manifest(built), crate(built)
    run = entities["#run"]
    assert run["@type"] == "CreateAction"
    assert run["instrument"] == {"@id": "audit/workflow/Snakefile"}
    assert [entities[one["@id"]]["sha256"] for one in run["object"]] == [one["sha256"] for one in told["inputs"]]
    assert [one["@id"] for one in run["result"]] == [one["name"] for one in told["outputs"]]
    assert all(one["@id"].startswith("ni:///sha-256;") for one in run["object"])
    assert entities["./"]["datePublished"] == told["config"]["briefing"]["date"]
    copy = built / RESULTS / "audit/workflow/Snakefile"
    assert copy.read_bytes() == (built / "Snakefile").read_bytes()


def test_the_crate_is_read_by_the_library_for_crates(built: Path) -> None:
    read_back = ROCrate(built / RESULTS)
    assert read_back.mainEntity.id == "audit/workflow/Snakefile"
    assert read_back.mainEntity["programmingLanguage"]["name"] == "Snakemake"
    assert read_back.publisher.id == read_back.get("#run")["agent"].id
    named = {one["name"] for one in manifest(built)["outputs"]}
    assert named <= {one.id for one in read_back.root_dataset["hasPart"]}


class Answered:
    """What the web would answer for the context of RO-Crate, without the web: the one that ``rocrate`` carries."""

    status_code, url = 200, ""
    headers = {"Content-Type": "application/ld+json"}

    def __init__(self) -> None:
        carried = read(Path(rocrate.__file__).parent / "data/ro-crate.jsonld")
        # The context of version 1.1, which the crate names, has Bioschemas' own address for a workflow.
        carried["@context"]["ComputationalWorkflow"] = "https://bioschemas.org/ComputationalWorkflow"
        self.context = carried

    def json(self) -> Any:
        return self.context

    def raise_for_status(self) -> None:
        """The answer is there."""


def issues(results: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What roc-validator, whose profiles are inside its wheel, finds against a profile's MUSTs."""
    answer = Answered()
    monkeypatch.setattr(jsonld, "source_to_json", lambda *_, **__: (answer.context, None))
    monkeypatch.setattr(HttpRequester, "get", lambda *_, **__: answer, raising=False)
    settings = services.ValidationSettings(
        rocrate_uri=str(results),
        profile_identifier="workflow-run-crate",
        requirement_severity=models.Severity.REQUIRED,
        offline=True,
    )
    return [f"{one.check.identifier} {one.message}" for one in services.validate(settings).get_issues()]


def test_the_crate_is_valid(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The profile takes those of Process Run Crate and Workflow RO-Crate in."""
    assert issues(built / RESULTS, monkeypatch) == []


def test_the_validator_finds_what_is_wrong(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = tmp_path / "results"
    shutil.copytree(built / RESULTS, results)
    path = results / "ro-crate-metadata.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"instrument"', '"instrumnt"'), encoding="utf-8")
    (results / "briefing.pdf").unlink()
    found = "\n".join(issues(results, monkeypatch))
    assert "instrument" in found
    assert "briefing.pdf" in found
