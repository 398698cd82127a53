"""Which files of a release may leave: what is published, and so what an intruder can read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

# The log of decisions tells which counts are small and which were hidden for their sake: it is for the output checker.
STAYS = frozenset(("restricted", "decisions.csv"))
# Written by the attack, or after it: from what it has read, or (the workflow, for the crate) from no data at all.
MADE_LATER = frozenset(
    ("audit/attack.json", "audit/manifest.json", "audit/workflow/Snakefile", "ro-crate-metadata.json")
)


def leaving(results: Path) -> list[Path]:
    """The files of a results folder that may leave, in order of their names."""
    files = (path for path in sorted(results.rglob("*")) if path.is_file())
    return [path for path in files if STAYS.isdisjoint(path.relative_to(results).parts)]


def file_digests(results: Path) -> dict[str, str]:
    """The SHA-256 of every file that may leave, by its name."""
    return {path.relative_to(results).as_posix(): sha256(path.read_bytes()).hexdigest() for path in leaving(results)}
