"""Show the output checker, on one page, whether a release may leave."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import fill
from typing import Any

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.facts import Said
from scr_analysis.clearing import Clearing, clearing
from scr_analysis.commands import Answer, release_of, release_option
from scr_analysis.files import json_text
from scr_analysis.leaving import MADE_LATER
from scr_analysis.study import Study, load_study

PARTS = ("releases", "disclosure", "tables", "charts", "wording")
WIDE, NAMED, SHOWN = 100, 14, 5  # columns, those of a name, and places that are shown of many


def options(parser: argparse.ArgumentParser) -> None:
    """In which form it is told."""
    parser.add_argument("--json", action="store_true", help="as JSON, for a machine")
    release_option(parser)


def answer(given: argparse.Namespace) -> Answer:
    """The page; exit code 1 where anything is red."""
    found = checked(load_study(Path(), *PARTS, compiled=False), release_of(given), Path())
    text = json_text(found.as_json()).rstrip() if given.json else "\n".join(page(found))
    return Answer(text, int(bool(found.red)))


def checked(study: Study, release: str, root: Path) -> Clearing:
    """A release as it was last built, with what is red in files that were made after the attack."""
    found = clearing(study, release, root)
    return replace(found, red=[*found.red, *made_later(study, root / "results" / release, found.files)])


def made_later(study: Study, results: Path, files: dict[str, str]) -> Iterator[str]:
    """What is wrong with files that the attack could not read, because they are made of what it found."""
    context = Context(study, results)
    for name in sorted(MADE_LATER & files.keys()):
        texts = _texts((results / name).read_text(encoding="utf-8", errors="replace"))
        if any(isinstance(one, Said) for text in texts for one in context.said(name, text, untied=False)):
            yield f"{name} tells something of a hidden figure"
    manifest = "audit/manifest.json"
    if manifest in files:
        told = {one["name"]: one["sha256"] for one in json.loads((results / manifest).read_text("utf-8"))["outputs"]}
        changed = [name for name, seen in told.items() if name in files and files[name] != seen]
        if changed:
            yield f"{len(changed)} files are not those of the manifest ({', '.join(changed[:3])}): run snakemake"


def _texts(source: str) -> Iterator[str]:
    """Every text of a JSON file, each with what it is called; of any other file its lines."""
    try:
        waiting: list[Any] = [json.loads(source)]
    except ValueError:
        yield from source.splitlines()
        return
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from (f"{name}: {value}" for name, value in one.items() if not isinstance(value, dict | list))
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, str):
            yield one


def page(found: Clearing) -> Iterator[str]:
    """The page, line by line."""
    yield f"Release check of '{found.release}': {'MUST NOT LEAVE' if found.red else 'may leave'}"
    yield from (_line("  red", reason) for reason in found.red)
    yield ""
    yield _line("Profile", f"{found.profile}: {found.practice}")
    yield _line("", f"Signed by {found.owner}, {found.date}: {found.reason}")
    yield _line(
        "Exceptions",
        f"{len(found.exceptions)} figures are shown that the profile would hide" if found.exceptions else "none",
    )
    yield from (
        _line("", f"{one['statistic']}, until {one['expires']}, {one['owner']}: {one['reason']}")
        for one in found.exceptions
    )
    hidden = found.hidden
    yield _line("Hidden", f"{hidden['primary']} counts for what they are (primary)")
    yield _line("", f"{hidden['secondary']} more, so that those cannot be worked out (secondary)")
    yield from _attack(found)
    yield _line("Ledger", _ledger(found))
    yield _line("Edition", "a draft" if found.draft else "no draft")
    yield _line(
        "Sign-off", ", ".join(f"{count} figures {state}" for state, count in found.signed.items()) or "not known"
    )
    yield ""
    yield f"Files that may leave: {len(found.files)}, with their SHA-256 as sha256sum --check reads them"
    yield from (f"{digest}  {name}" for name, digest in found.files.items())


def _attack(found: Clearing) -> Iterator[str]:
    made = found.attack
    if made["result"] is None:
        yield _line("Attack", "not made")
        return
    narrowed, between, untied = (made[name] or "none" for name in ("narrowed", "between", "untied"))
    yield _line(
        "Attack", f"{made['result']}: of {made['hidden']} hidden counts {narrowed} can be worked out too closely,"
    )
    yield _line("", f"{between} by what was published before; numbers of unknown origin: {untied}")
    yield from (_line("", one) for one in found.loose[:SHOWN])
    if len(found.loose) > SHOWN:
        yield _line("", f"and {len(found.loose) - SHOWN} more, in audit/attack.json")


def _ledger(found: Clearing) -> str:
    published = found.ledger["releases"]
    return f"{found.ledger['state']}; published before: {', '.join(published) or 'nothing'}"


def _line(name: str, text: str) -> str:
    """A named text, broken over lines of the page and set in beside its name."""
    return fill(text, WIDE, initial_indent=f"{name:{NAMED}}", subsequent_indent=" " * NAMED)
