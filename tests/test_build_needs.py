"""A build needs no more than requirements.lock brings, though the tests' own packages lie beside it."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from building import ROOT, copied, snakemake

# Read by every Python that starts: a package that the tests alone brought is as if it were not there.
BLOCKER = """
import sys
ABSENT = {absent!r}
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
"""


def absent() -> set[str]:
    """The modules of packages that only the tests need."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {_plain(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)} | {"scr-analysis", "pip"}
    return {module for module, brought in packages_distributions().items() if not pinned & {*map(_plain, brought)}}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project in which only what the lock brings can be imported."""
    project = copied(tmp_path / "alone")
    (project / "src/sitecustomize.py").write_text(BLOCKER.format(absent=absent()), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(project / "src"))
    return project


@pytest.mark.usefixtures("alone")
def test_the_tests_packages_are_kept_out() -> None:
    assert {"pandas", "statsmodels", "pytest", "hypothesis"} <= absent()
    asked = subprocess.run([sys.executable, "-c", "import pandas"], capture_output=True, text=True, check=False)
    assert "No module named 'pandas'" in asked.stderr


def test_a_build_and_its_report(alone: Path) -> None:
    snakemake(alone)
    assert (alone / "results/synthetic/audit/manifest.json").is_file()
    snakemake(alone, "--report", "report.html")
    assert (alone / "report.html").stat().st_size > 100_000
