"""Building a copy of the project with Snakemake, as a user does, and comparing what comes out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS = ("Snakefile", "config.yaml", "environment.yml", "profiles", "report", "src", "study", "tests/spec", "workflow")
SNAKEMAKE = [sys.executable, "-m", "snakemake"]
COMPARED = (
    *("briefing.pdf", "briefing.html", "briefing.docx", "estimates.csv", "decisions.csv"),
    *("comparisons.csv", "restricted/estimates.csv", "tables/tables.json", "audit/printed.csv"),
    *("associations.csv", "coding.csv", "models.csv", "imputed.csv", "agreement.csv", "clearance.csv"),
    *("supplement.html", "tables.ods", "audit/trail.json", "audit/index.html", "audit/contracts.csv"),
    *("restricted/spss/analysis.sav", "audit/spss/statistics.sps"),
    *("audit/claims.csv", "audit/manifest.json", "ro-crate-metadata.json"),
    *("audit/attack.json",),
)
ALL_STAGES = [
    *("synthetic", "ingest", "validate", "derive", "estimate", "spss_file", "spss_syntax"),
    *("model", "protect", "clear", "compare", "assess", "contracts", "tables", "charts"),
    "assure",
    *("prose", "pdf", "html", "docx", "supplement", "ods"),
    *("audit", "trail"),
    *("attack", "manifest"),
]


def copied(destination: Path) -> Path:
    """A copy of the project without anything that was built."""
    destination.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, destination / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy2(source, destination / part)
    return destination


def snakemake(project: Path, *arguments: str) -> str:
    """Run Snakemake in a project; gives all it printed."""
    done = subprocess.run(
        [*SNAKEMAKE, *arguments], cwd=project, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def planned(project: Path) -> list[str]:
    """The rules that a dry run says are to be run, in the order of the stages."""
    said = snakemake(project, "-n")
    if "Nothing to be done" in said:
        return []
    names = set(re.findall(r"^(?:local)?rule (\w+):", said, re.MULTILINE)) - {"all"}
    return [stage for stage in ALL_STAGES if stage in names]


def ran(project: Path) -> list[str]:
    """Build; gives the rules that really ran."""
    names = set(re.findall(r"Finished jobid: \d+ \(Rule: (\w+)\)", snakemake(project))) - {"all"}
    return [stage for stage in ALL_STAGES if stage in names]


def digests(project: Path, release: str = "synthetic") -> dict[str, str]:
    """A digest of every result that must be the same from build to build."""
    results = project / "results" / release
    charts = sorted(path.relative_to(results).as_posix() for path in (results / "charts").iterdir())
    return {name: sha256((results / name).read_bytes()).hexdigest() for name in (*COMPARED, *charts)}


def replace(path: Path, old: str, new: str) -> None:
    """Edit a file as a person would: the text must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
