"""Show the output checker, on one page, whether a release may leave."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from scr_analysis.clearing import Clearing, clearing
from scr_analysis.commands import Answer, release_of, release_option
from scr_analysis.files import json_text
from scr_analysis.study import load_study


def options(parser: argparse.ArgumentParser) -> None:
    """In which form it is told."""
    parser.add_argument("--json", action="store_true", help="as JSON, for a machine")
    release_option(parser)


def answer(given: argparse.Namespace) -> Answer:
    """The page; exit code 1 where anything is red."""
    found = clearing(load_study(Path(), "releases", "disclosure", compiled=False), release_of(given), Path())
    text = json_text(found.as_json()).rstrip() if given.json else "\n".join(page(found))
    return Answer(text, int(bool(found.red)))


def page(found: Clearing) -> Iterator[str]:
    """The page, line by line."""
    yield f"Release {found.release}: {'MAY NOT LEAVE' if found.red else 'may leave'}"
    yield from (f"  red: {reason}" for reason in found.red)
    yield f"\nProfile      {found.profile}, signed by {found.owner}"
    yield f"Exceptions   {len(found.exceptions) or 'none'}"
    yield from (f"  {one['statistic']}, until {one['expires']} ({one['owner']})" for one in found.exceptions)
    yield f"Hidden       {found.hidden['primary']} primary, {found.hidden['secondary']} secondary"
    yield f"Attack       {_attack(found)}"
    published = ", ".join(found.ledger["releases"]) or "nothing yet"
    yield f"Ledger       {found.ledger['state']}; published before: {published}"
    yield f"Edition      {'draft' if found.draft else 'not a draft'}"
    signed = ", ".join(f"{count} {state}" for state, count in found.signed.items())
    yield f"Sign-off     {signed or 'not known'}"
    yield f"\nFiles that may leave ({len(found.files)}), with their SHA-256"
    yield from (f"  {digest[:16]}  {name}" for name, digest in found.files.items())


def _attack(found: Clearing) -> str:
    made = found.attack
    if made["result"] is None:
        return "not made"
    counts = f"{made['narrowed']} of {made['hidden']} hidden counts narrowed, {made['between']} between releases"
    return f"{made['result']}; {counts}, {made['untied']} untied numbers"
