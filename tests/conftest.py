"""What tests of whole stages share: one synthetic delivery a session, and a copy of the project for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from building import ALL_STAGES, copied, ran
from scr_analysis.study import load_study
from scr_analysis.synthetic import make_twin

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic delivery, made once a session. Not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("twin")
    make_twin(load_study(ROOT, "codebook").codebook, folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project without data and results."""
    return copied(tmp_path / "project")


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
