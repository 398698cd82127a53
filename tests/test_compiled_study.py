"""The study kept between processes: always what the files say, whatever has happened to what is kept."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from scr_analysis.errors import FaultsFound
from scr_analysis.modules import modules_of
from scr_analysis.study import Study, compiled, load_study
from scr_analysis.study.config import as_option, fits, load_config, load_project
from scr_analysis.study.parts import NEEDS, file_of

ROOT = Path(__file__).parents[1]
KEPT = compiled.FOLDER
FRESH = load_study(ROOT, compiled=False)
# A stage that needs all of a study, and options that config.yaml gives; then which of the readers were loaded.
STAGE = """
import sys
from scr_analysis.__main__ import main
code = main(["spss_syntax", "--out", "syntax"])
from scr_analysis.options import edition
edition(sys.argv[1])
print(code, sorted(set(sys.argv[2:]) & set(sys.modules)))
"""
READERS = ("yaml", "pydantic")
# What only messages, help and other stages need: a build would pay for it two dozen times.
IDLE = ("difflib", "traceback", "shutil", "statistics", "urllib.request", "jinja2", "numpy")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's study and configuration, kept as the workflow keeps them."""
    place = tmp_path / "project"
    shutil.copytree(ROOT / "study", place / "study")
    shutil.copy(ROOT / "config.yaml", place)
    load_project(place, {})
    return place


def kept(place: Path) -> Study | None:
    return compiled.kept_study(place, list(NEEDS))


def stage(place: Path, package: Path = ROOT / "src", asked: Sequence[str] = READERS) -> str:
    """Which of the modules asked about the stage has loaded, run in the project by a package."""
    edition = as_option(load_config(ROOT, {}).briefing)
    command = [sys.executable, "-c", STAGE, edition, *asked]
    environment = os.environ | {"PYTHONPATH": str(package)}
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


def test_what_is_kept_is_what_was_read(project: Path) -> None:
    assert kept(project) == FRESH
    assert load_study(project) == FRESH
    assert load_study(project, "charts") == load_study(ROOT, "charts", compiled=False)
    assert load_project(project, {})[0] == load_config(ROOT, {})


def test_a_stage_then_loads_neither_pydantic_nor_yaml(project: Path) -> None:
    assert stage(project) == "0 []"
    syntax = (project / "syntax").read_bytes()
    shutil.rmtree(project / "build")
    assert stage(project) == "0 ['pydantic', 'yaml']"
    assert (project / "syntax").read_bytes() == syntax
    assert not (project / "build").exists(), "a stage reads a part of the study, and keeps nothing"


def test_a_stage_begins_with_little(project: Path) -> None:
    assert stage(project, asked=IDLE) == "0 []"


@pytest.mark.parametrize("part", NEEDS)
def test_an_edit_of_any_file_is_seen(project: Path, part: str) -> None:
    path = project / file_of(part)
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    assert kept(project) is None
    path.write_bytes(before)
    assert kept(project) == FRESH


def test_the_words_of_an_edit_are_read(project: Path) -> None:
    path = project / "study/statistics.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: Changed ", 1), encoding="utf-8")
    changed = next(iter(load_study(project, "statistics").statistics.values()))
    assert changed.title.startswith("Changed ")
    load_project(project, {})
    assert kept(project) not in (None, FRESH)


def test_a_fault_is_found_and_nothing_of_it_is_kept(project: Path) -> None:
    path = project / "study/wording.yaml"
    before, entries = path.read_bytes(), {one.name: one.read_bytes() for one in (project / KEPT).iterdir()}
    path.write_bytes(before + b"agread: here\n")
    with pytest.raises(FaultsFound, match="did you mean 'agreed'"):
        load_project(project, {})
    assert entries == {one.name: one.read_bytes() for one in (project / KEPT).iterdir()}


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut within the seal": lambda entry: entry[:20],
    "cut after the seal": lambda entry: entry[:32],
    "cut in the middle": lambda entry: entry[: len(entry) // 2],
    "one bit of the pickle": lambda entry: entry[:-5] + bytes([entry[-5] ^ 1]) + entry[-4:],
    "one bit of the seal": lambda entry: bytes([entry[0] ^ 1]) + entry[1:],
    "longer": lambda entry: entry + b"\n",
    "another program's": lambda _: b"\x00" * 2000,
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_entry_does_not_matter(project: Path, how: str) -> None:
    entry = project / KEPT / "tables"
    entry.write_bytes(DAMAGE[how](entry.read_bytes()))
    assert kept(project) is None
    assert load_study(project) == FRESH
    assert kept(project) == FRESH, "the next run of the workflow mends it"


def test_entries_that_changed_places(project: Path) -> None:
    shutil.copy(project / KEPT / "bases", project / KEPT / "charts")
    assert kept(project) is None
    assert load_study(project) == FRESH


def test_a_folder_in_the_place_of_an_entry(project: Path) -> None:
    (project / KEPT / "tables").unlink()
    (project / KEPT / "tables").mkdir()
    assert load_study(project) == FRESH
    assert not list((project / KEPT).glob(".*")), "no half of an entry stays behind"


@pytest.mark.parametrize("blocked", ["build", "build/study"])
def test_where_nothing_can_be_kept(project: Path, blocked: str) -> None:
    shutil.rmtree(project / "build")
    (project / blocked).parent.mkdir(exist_ok=True)
    (project / blocked).write_text("a file", encoding="utf-8")
    assert load_project(project, {})[1] == FRESH
    assert stage(project) == "0 ['pydantic', 'yaml']"


def test_a_folder_that_may_not_be_written(project: Path) -> None:
    shutil.rmtree(project / "build")
    project.chmod(0o555)
    try:
        if os.access(project, os.W_OK):
            pytest.skip("this user may write everywhere")
        assert load_project(project, {})[1] == FRESH
    finally:
        project.chmod(0o755)


def test_another_version_of_the_package_reads_again(project: Path, tmp_path: Path) -> None:
    package = tmp_path / "src"
    shutil.copytree(ROOT / "src/scr_analysis", package / "scr_analysis", ignore=shutil.ignore_patterns("__pycache__"))
    assert stage(project, package) == "0 []"
    for edited in ("study/cross_checks.py", "estimates.py"):
        path = package / "scr_analysis" / edited
        before = path.read_text(encoding="utf-8")
        path.write_text(before + "\n# another version\n", encoding="utf-8")
        assert stage(project, package) == "0 ['pydantic', 'yaml']", edited
        path.write_text(before, encoding="utf-8")


def test_every_module_that_reads_the_study_is_sealed_in() -> None:
    names = [f"study.{path.stem}" for path in (ROOT / "src/scr_analysis/study").glob("*.py")]
    read = {Path(path).resolve() for path in modules_of("study", *names)}
    beside = {path.stem for path in read if path.parent.name == "scr_analysis"}
    assert beside == set(compiled.BESIDE), "say in BESIDE what study/ imports of the package"
    assert {path.parent.name for path in read} == {"scr_analysis", "study"}


def test_a_copy_of_the_folder_reads_again(project: Path, tmp_path: Path) -> None:
    """So that nothing that somebody sends along is taken for what the files say."""
    shutil.copytree(project, tmp_path / "sent")
    assert kept(tmp_path / "sent") is None
    assert load_study(tmp_path / "sent") == FRESH


class Asks:
    """What a forged pickle would do if it were let."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("done",)


@pytest.mark.parametrize("forged", [Asks(), Path("x"), compiled.keep, Study])
def test_nothing_but_declarations_is_made(project: Path, monkeypatch: pytest.MonkeyPatch, forged: object) -> None:
    monkeypatch.chdir(project)
    ground = compiled.foundation(project, b"")
    compiled.keep(project, "forged", ground, forged)
    assert (project / KEPT / "forged").is_file()
    assert compiled.kept(project, "forged", ground) is None
    assert not (project / "done").exists()


def test_what_leaves_rests_on_the_files_alone(project: Path) -> None:
    """Somebody who can write here could also forge: the release check and ``scr publish`` read the files."""
    disclosure = load_study(project, "disclosure").disclosure
    forged = pickle.loads(pickle.dumps(disclosure))
    forged.__dict__["releases"] = {}
    contents = [(project / file_of(part)).read_bytes() for part in NEEDS]
    compiled.keep(project, "disclosure", compiled.foundation(project, *contents), forged)
    assert load_study(project, "disclosure").disclosure != disclosure
    assert load_study(project, "disclosure", compiled=False).disclosure == disclosure


def test_rules_look_only_at_what_is_loaded_for_them() -> None:
    """The other parts would be there on the first run, and missing on the next."""
    rules = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "workflow/rules").glob("*.smk"))
    wired = re.search(r"^WIRED = \((.*)\)$", rules, re.MULTILINE)
    assert wired
    names = re.findall(r'"(\w+)"', wired[1])
    assert set(names) <= NEEDS.keys()
    assert set(re.findall(r"STUDY\.(\w+)", rules)) - {"release"} <= set(names)


def test_who_names_parts_is_told_of_faults_in_others(project: Path) -> None:
    assert load_project(project, {}, "codebook", "releases")[1].releases == FRESH.releases
    path = project / "study/charts.yaml"
    path.write_bytes(path.read_bytes().replace(b"kind: split", b"knd: split"))
    with pytest.raises(FaultsFound, match="did you mean 'kind'"):
        load_project(project, {}, "codebook", "releases")


def test_many_at_once(project: Path) -> None:
    shutil.rmtree(project / "build")
    with ProcessPoolExecutor(4) as processes:
        found = list(processes.map(load_study, [project] * 8))
    assert all(one == FRESH for one in found)
    assert kept(project) == FRESH
    assert not list((project / KEPT).glob(".*"))


def test_the_command_line_goes_over_the_configuration(project: Path) -> None:
    assert load_config(project, {"draft": True}).draft
    assert not load_config(project, {}).draft
    assert load_config(project, {"draft": True}).draft


def test_an_option_typed_by_hand_is_checked(project: Path) -> None:
    config = load_config(project, {})
    text = as_option(config.briefing)
    assert fits(type(config.briefing), text, project)
    assert fits(type(config.briefing), json.dumps(json.loads(text), indent=2), project)
    for wrong in ("", "[]", "{}", text[:-1], json.dumps(json.loads(text) | {"date": "soon"}), as_option(config)):
        assert not fits(type(config.briefing), wrong, project)


def test_git_does_not_see_it() -> None:
    done = subprocess.run(["git", "check-ignore", str(KEPT / "tables")], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0
