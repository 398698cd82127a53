"""The house: documents, locks, commands and files agree with one another and give nothing of a machine away."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import build
import methods
import study_keys

ROOT = Path(__file__).parent.parent

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("report/**/*.md")])
NAME = re.compile(r"[A-Za-z0-9._-]+")
LOCKED = re.compile(
    r"^([a-z0-9._-]+)==\S+(?: ;[^\\]*)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)
# Written so that this file does not hold what it looks for.
HOSTS = re.compile(r"pypi[.]org|python" r"hosted|npmjs[.]|anaconda[.]org|(?:deb|security)[.]debian")
MACHINE = re.compile(r"(?<![\w.<-])/(?:home|Users|root|work|opt|tmp)/\w|(?<!\w)[A-Z]:\\\\?\w")


def files() -> list[Path]:
    """What git holds or would hold."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("this copy of the project is not in git, so its list of files was not checked")
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    found = {}
    for path in files():
        try:
            found[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def name_of(requirement: str) -> str:
    found = NAME.match(requirement)
    assert found, requirement
    return normal(found.group())


def conda() -> list[str]:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    through_pip = [name for part in listed if isinstance(part, dict) for name in part["pip"]]
    return [*(part for part in listed if isinstance(part, str)), *through_pip]


def test_conda_file_names_what_the_package_needs() -> None:
    python = f"python{PROJECT['requires-python']}"
    needed = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"], python, "pip"]
    assert sorted(conda()) == sorted(needed)


def test_conda_file_uses_conda_forge_alone() -> None:
    channels = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["channels"]
    assert channels == ["conda-forge", "nodefaults"]


EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "requirements.lock": [*PROJECT["dependencies"], *EXTRAS["build"]],
    "requirements-dev.lock": [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["dev"]],
}


@pytest.mark.parametrize(("lock", "needed"), LOCKS.items(), ids=LOCKS)
def test_lock_holds_every_dependency_with_its_hashes(lock: str, needed: list[str]) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    hashed = {normal(name) for name, _ in LOCKED.findall(text)}
    assert {name_of(one) for one in needed} - hashed == set()
    pinned = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert len(pinned) == len(hashed), "a line is not a pinned package with hashes"


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--index-url|--extra-index|--find-links|--trusted-host| @ |\.\.?/", text)


def test_both_locks_pin_the_same_versions() -> None:
    pins = [set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)) for lock in LOCKS]
    assert pins[0] <= pins[1]


def test_every_command_in_the_documents_exists() -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        (page.name, command)
        for page in PAGES
        for command in re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {command for _, command in named} >= {"briefing", "test"}
    assert [one for one in named if one[1] not in made] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'src="([^"]+)"', text)]
    for link in links:
        if re.match(r"\w+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in anchors(target), f"no heading of {target.name} has the anchor {anchor}"


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#{1,6} (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8")))
    assert listed == {page.name for page in folder.glob("*.md")} - {"README.md"}


def test_every_direct_dependency_has_its_reason() -> None:
    page = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8").lower()
    needed = [*PROJECT["dependencies"], *EXTRAS["build"], *EXTRAS["dev"]]
    assert [one for one in needed if not re.search(rf"\b{re.escape(str(NAME.match(one)[0]).lower())}\b", page)] == []  # type: ignore[index]


def test_the_picture_of_the_first_page_is_small() -> None:
    picture = ROOT / "docs" / "briefing-page-1.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 200_000


def test_licence_and_citation_agree_with_the_package() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "license"} <= cited.keys()
    assert (cited["version"], cited["license"]) == (PROJECT["version"], PROJECT["license"])
    assert PROJECT["version"] in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = [
        f"{name}, line {number}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if HOSTS.search(line) or MACHINE.search(line)
    ]
    assert found == []


def test_no_data_and_no_results_are_kept() -> None:
    kept = [path.relative_to(ROOT).as_posix() for path in files()]
    made = [name for name in kept if name.startswith(("data/", "results/", "logs/", ".snakemake/"))]
    assert [name for name in made if not name.endswith("/.gitkeep")] == []
    assert [name for name in kept if name.endswith((".sav", ".zsav", ".por"))] == []


def test_study_files_page_agrees_with_the_models() -> None:
    page = (ROOT / study_keys.PAGE).read_text(encoding="utf-8")
    assert study_keys.mended(page) == page, "run: python tools/study_keys.py"
    assert not re.search(r"\|\s*\|$", page, re.MULTILINE), "a key has no meaning yet"


def test_methods_page_is_what_the_spec_tests_say() -> None:
    page = (ROOT / methods.PAGE).read_text(encoding="utf-8")
    assert methods.page(ROOT / methods.SPECS) == page, "run: python tools/methods.py"


def test_study_files_page_shows_every_model() -> None:
    shown = set(study_keys.MARKED.findall((ROOT / study_keys.PAGE).read_text(encoding="utf-8")))
    declared = {
        f"{path.stem}.{name}"
        for path in (ROOT / "src/scr_analysis/study").glob("*.py")
        for name in re.findall(r"^class (\w+)\((?:Declared|Named)\)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {name for _, name, _ in shown} == declared - {"disclosure.Named"}  # what two others share


def test_build_server_runs_the_test_command_of_the_readme() -> None:
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert run.read_text(encoding="utf-8").rstrip().endswith("make test")
    workflow = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    assert "make briefing" in workflow
    assert "make test" in workflow
    assert all(re.search(r"@v\d+$", line) for line in workflow.splitlines() if "uses:" in line)


SAID = """Building DAG of jobs...
job        count
-------  -------
ingest         1
prose          1
all            1
total          3

Execute 1 jobs...
ingest     1,100 rows of scr_database
[Mon Nov 23 11:59:23 2026]
Finished jobid: 7 (Rule: ingest)
1 of 3 steps (33%) done
prose: 1 thing must be put right:
  report/briefing.md.j2, line 4: a digit is typed in prose: '17'
RuleException:
CalledProcessError in file "workflow/rules/render.smk", line 28:
Something nobody has seen before
"""


def test_progress_shows_stages_faults_and_what_is_new_and_nothing_else() -> None:
    assert list(build.shown(SAID.splitlines())) == [
        "  1 of 2  ingest     1,100 rows of scr_database",
        "prose: 1 thing must be put right:",
        "  report/briefing.md.j2, line 4: a digit is typed in prose: '17'",
        "Something nobody has seen before",
    ]
