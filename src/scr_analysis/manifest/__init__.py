"""manifest: what went in, what came out, and what made it; the only place with facts of the run.

Takes everything that was built for a release; gives ``audit/manifest.json`` and ``ro-crate-metadata.json``. Files are
told by their checksums. The clock is not asked, so the same inputs on the same software give the same manifest.
Restricted results are not named: from the checksum of raw counts, and those that are shown, the hidden ones could be
found by trying.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from scr_analysis.errors import FaultsFound
from scr_analysis.files import json_text, missing_file, write_all
from scr_analysis.manifest.crate import CRATE, WORKFLOW, crate
from scr_analysis.study import Study

# What a build needs, as pyproject.toml says, which is not at hand wherever a build runs; a test holds the two equal.
PACKAGES = (
    *("font-source-sans-pro", "font-source-serif-pro", "highspy", "jinja2", "numpy", "pikepdf"),
    *("pydantic", "pygments", "pypandoc_binary", "pyreadstat", "pyyaml", "scipy", "snakemake", "typst"),
)
RESTRICTED = "restricted"
MANIFEST = Path("audit/manifest.json")
# What the software is made of, and what the study declares, from the project's folder.
CODE = ("Snakefile", "environment.yml", "profiles", "report", "src/scr_analysis", "workflow")
STUDY = ("study",)

Facts = dict[str, Any]


def write_manifest(study: Study, config: Facts, root: Path, results: Path) -> int:
    """Write the manifest and the crate of one release; gives how many public files they name. Raises FaultsFound."""
    release = study.release(str(config["release"]))
    public = [path for path in found(results, results) if _is_told(path.relative_to(results))]
    facts = {
        "release": {"name": config["release"], "title": release.title, "synthetic": release.synthetic},
        "command": f"snakemake --cores all --config release={config['release']}",
        "config": config,
        "software": software(),
        "code": {"sha256": digest(root, CODE)},
        "study": {"sha256": digest(root, STUDY), "files": checksums(found(root / "study", root), root)},
        "inputs": inputs(study, str(config["release"]), root),
        "outputs": checksums(public, results),
    }
    described = crate(facts, (root / "Snakefile").read_bytes())
    write_all(
        {
            results / MANIFEST: json_text(facts),
            results / CRATE: json_text(described),
            results / WORKFLOW: (root / "Snakefile").read_bytes(),
        }
    )
    return len(public)


def _is_told(name: Path) -> bool:
    """Whether a result is told of: not what is restricted, and not what is written here."""
    return name.parts[0] != RESTRICTED and name not in (MANIFEST, CRATE, WORKFLOW)


def inputs(study: Study, release: str, root: Path) -> list[Facts]:
    """The delivered files by role and checksum: a name or a folder of theirs may tell what nobody else need know."""
    declared = study.release(release)
    paths = {role: root / declared.folder / file.path for role, file in declared.files.items()}
    absent = [path for path in paths.values() if not path.is_file()]
    if absent:
        raise FaultsFound([missing_file(path) for path in absent])
    return [
        {"role": role, "title": study.codebook.tables[role].title, "sha256": checksum(path)}
        for role, path in paths.items()
    ]


def software() -> Facts:
    """The version of Python, and of each package that the build needs."""
    return {
        "python": ".".join(map(str, sys.version_info[:3])),
        "packages": {name: metadata.version(name) for name in PACKAGES},
    }


def found(folder: Path, root: Path) -> list[Path]:
    """The files of a folder (or the file itself), in the order of their names below ``root``."""
    paths = folder.rglob("*") if folder.is_dir() else [folder]
    kept = (path for path in paths if path.is_file() and not _passing(path))
    return sorted(kept, key=lambda path: path.relative_to(root).as_posix())


def _passing(path: Path) -> bool:
    """Whether a file is a by-product of running: compiled code, or a file that was being written."""
    return path.name.startswith(".") or path.suffix in (".pyc", ".part")


def checksums(paths: Iterable[Path], root: Path) -> list[Facts]:
    """Name, size and checksum of files, their names below ``root``."""
    return [
        {"name": path.relative_to(root).as_posix(), "bytes": path.stat().st_size, "sha256": checksum(path)}
        for path in paths
    ]


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


def digest(root: Path, parts: Iterable[str]) -> str:
    """One SHA-256 over the names and checksums of all files of the parts."""
    lines = [
        f"{checksum(path)}  {path.relative_to(root).as_posix()}" for part in parts for path in found(root / part, root)
    ]
    return sha256("\n".join(lines).encode()).hexdigest()
