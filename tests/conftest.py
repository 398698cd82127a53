"""What tests of whole stages share: one synthetic delivery a session, and a copy of the project for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from building import ALL_STAGES, copied, ran

from scr_analysis.study import load_study
from scr_analysis.synthetic import make_twin

ROOT = Path(__file__).parents[1]
PARTS = ("study", "report", "workflow", "profiles", "src")


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic delivery, made once a session. Not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("twin")
    make_twin(load_study(ROOT, "codebook").codebook, folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project without data and results."""
    root = tmp_path / "project"
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for file in ("Snakefile", "config.yaml"):
        shutil.copy(ROOT / file, root / file)
    return root


@pytest.fixture
def delivered(project: Path, twin: Path) -> Path:
    """A copy of the project with the synthetic delivery in its place."""
    shutil.copytree(twin, project / "data/raw/synthetic")
    return project


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project built once a session by Snakemake. Not to be changed: copy it."""
    project = copied(tmp_path_factory.mktemp("built"))
    assert ran(project) == ALL_STAGES
    return project
