"""The synthetic twin delivered as if its cases were real: recorded with checksums, under a profile its owner signed."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

REAL = "real"


def deliver(project: Path, twin: Path, profile: str) -> None:
    """Put the twin into a project as a release of real cases, and sign it for a profile."""
    folder = project / "data/raw" / REAL
    shutil.copytree(twin, folder)
    _added(project / "study/releases.yaml", lambda declared: _recorded(declared["synthetic"], folder))
    _added(
        project / "study/disclosure.yaml",
        lambda declared: _signed(declared["releases"]["synthetic"], profile),
        "releases",
    )


def _recorded(synthetic: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The delivery as the twin's, with the checksum of each file."""
    files = {
        name: {**file, "sha256": sha256((folder / file["path"]).read_bytes()).hexdigest()}
        for name, file in synthetic["files"].items()
    }
    return {**synthetic, "title": "A delivery", "synthetic": False, "folder": f"data/raw/{REAL}", "files": files}


def _signed(synthetic: dict[str, Any], profile: str) -> dict[str, Any]:
    """The agreement of the twin under its own profile; under another, a profile and who signed for it."""
    if profile == synthetic["profile"]:
        return synthetic
    return {name: synthetic[name] for name in ("owner", "date", "reason")} | {"profile": profile}


def _added(path: Path, made: Any, under: str = "") -> None:
    """Add the release to a study file."""
    declared = yaml.safe_load(path.read_text(encoding="utf-8"))
    (declared[under] if under else declared)[REAL] = made(declared)
    path.write_text(yaml.safe_dump(declared, allow_unicode=True, sort_keys=False), encoding="utf-8")
