"""What the output checker needs to know of a release before it leaves, on one page, and whether anything is red."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scr_analysis.errors import FaultsFound
from scr_analysis.files import read_json, read_rows
from scr_analysis.leaving import MADE_LATER, file_digests
from scr_analysis.ledger import LEDGER, read_ledger
from scr_analysis.study import Study


@dataclass(frozen=True)
class Clearing:
    """The state of a release: what protects it, what was tried on it, what may leave, and what speaks against it."""

    release: str
    profile: str
    practice: str
    owner: str
    date: str
    reason: str
    exceptions: list[dict[str, str]]
    hidden: dict[str, int]
    attack: dict[str, Any]
    loose: list[str]
    ledger: dict[str, Any]
    draft: bool
    signed: dict[str, int]
    files: dict[str, str]
    red: list[str]

    def as_json(self) -> dict[str, Any]:
        """The page as data."""
        return asdict(self)


def clearing(study: Study, release: str, root: Path) -> Clearing:
    """Look at a release as it was last built."""
    results = root / "results" / release
    agreement = study.disclosure.agreement(release)
    attack: Any = read_json(results / "audit/attack.json") if (results / "audit/attack.json").is_file() else {}
    decided = Counter(row["decision"] for row in read_rows(results / "decisions.csv"))
    files = file_digests(results)
    draft = _draft(results)
    ledger, broken = _ledger(root)
    exceptions = [
        {"statistic": one.statistic, "owner": one.owner, "expires": one.expires.isoformat(), "reason": one.reason}
        for one in agreement.exceptions
    ]
    red = [*_red(attack, files, draft), *broken, *_unchosen(study, release)]
    return Clearing(
        release, agreement.profile, study.disclosure.profile(release).practice,
        agreement.owner, agreement.date.isoformat(), agreement.reason, exceptions,
        {"primary": decided["primary"], "secondary": decided["secondary"]},
        {name: attack.get(name) for name in ("result", "hidden", "narrowed", "untied", "between")},
        attack.get("loose", []), ledger, draft, _signed(results), files, red,
    )  # fmt: skip


def _red(attack: Mapping[str, Any], files: Mapping[str, str], draft: bool) -> Iterator[str]:
    if not attack:
        yield "no attack was made on this release: run snakemake"
        return
    if attack["result"] != "held":
        found = f"{attack['narrowed']} hidden counts, {attack['between']} more by what was published before"
        yield f"the attack narrowed {found}, and found {attack['untied']} numbers of unknown origin"
    changed = [name for name, seen in attack["files"].items() if files.get(name) != seen]
    new = [name for name in files if name not in attack["files"] and name not in MADE_LATER]
    if changed or new:
        yield f"{len(changed) + len(new)} files are not those that were attacked ({', '.join([*changed, *new][:3])})"
    if draft:
        yield "this is a draft edition: build it without --draft"


def _unchosen(study: Study, release: str) -> Iterator[str]:
    if release not in study.disclosure.releases:
        yield "no data owner has chosen a profile for this release: see 'releases' in study/disclosure.yaml"


def _draft(results: Path) -> bool:
    path = results / "text/figures.json"
    about: Any = read_json(path).get("release", {}) if path.is_file() else {}
    return bool(about.get("draft"))


def _signed(results: Path) -> dict[str, int]:
    """How many figures stand in each state of sign-off."""
    path = results / "audit/signoffs.csv"
    return dict(Counter(row["state"] for row in read_rows(path))) if path.is_file() else {}


def _ledger(root: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        entries = read_ledger(root)
    except FaultsFound as found:
        return {"releases": [], "state": "broken"}, [str(fault).splitlines()[0] for fault in found.faults]
    return {"releases": [one.release for one in entries], "state": "whole", "file": LEDGER}, []
