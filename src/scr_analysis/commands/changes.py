"""List what is printed otherwise than in a release that was published.

For the note that goes with a new release. Compares the counts of the last build with the ledger of what was published,
which holds no quartiles, models and comparisons; a changed definition is told by scr status.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from scr_analysis import english
from scr_analysis.changes import KINDS, Change, changes
from scr_analysis.commands import Answer, release_option, results_of
from scr_analysis.errors import Fault, FaultsFound
from scr_analysis.estimates import ALL, Key, read_estimates
from scr_analysis.files import json_text
from scr_analysis.ledger import LEDGER, Entry, read_ledger
from scr_analysis.study import Study, load_study

HEADINGS = dict(zip(KINDS, ("Changed", "Hidden now", "Shown now", "New", "No longer given"), strict=True))


def options(parser: argparse.ArgumentParser) -> None:
    """Since when, and in which form it is told."""
    parser.add_argument("--since", metavar="NAME", help="a published release; without it the last one")
    parser.add_argument("--json", action="store_true", help="as JSON, for a machine")
    release_option(parser)


def answer(given: argparse.Namespace) -> Answer:
    """The list. Raises FaultsFound where nothing was published by that name, or nothing is built."""
    entry = _since(read_ledger(Path()), given.since)
    estimates = read_estimates(results_of(given) / "estimates.csv")
    found = list(changes(entry, estimates))
    study = load_study(Path(), "statistics", compiled=False)
    if given.json:
        return Answer(json_text({"since": entry.release, "changes": [_row(study, one) for one in found]}).rstrip())
    return Answer("\n".join(_page(study, entry, found, len(estimates))))


def _since(entries: Sequence[Entry], name: str | None) -> Entry:
    known = [one for one in entries if name in (None, one.release)]
    if not known:
        published = ", ".join(dict.fromkeys(one.release for one in entries)) or "nothing"
        problem = f"no release '{name}' was published" if name else "no release was published yet"
        raise FaultsFound([Fault(LEDGER, "", problem, f"published so far: {published}; scr publish adds one")])
    return known[-1]


def _row(study: Study, one: Change) -> dict[str, object]:
    names = dict(zip(("statistic", "base", "group", "level"), one.key, strict=True))
    both = {"before": one.before, "now": one.now}
    return {**names, "change": one.kind, **{name: at and at.told(_share(study, one.key)) for name, at in both.items()}}


def _share(study: Study, key: Key) -> bool:
    """Whether what is printed is a share of its denominator."""
    return key[0] in study.statistics and study.statistics[key[0]].kind in ("proportion", "distribution")


def _page(study: Study, entry: Entry, found: Sequence[Change], figures: int) -> Iterator[str]:
    kinds = Counter(one.kind for one in found)
    told = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])
    yield f"Since the release '{entry.release}': {told or 'nothing changed'}; {figures} figures in all"
    for kind in KINDS:
        if kinds[kind]:
            yield f"\n{HEADINGS[kind]} ({kinds[kind]}):"
        for one in (one for one in found if one.kind == kind):
            share = _share(study, one.key)
            both = (at.told(share) for at in (one.before, one.now) if at is not None)
            yield f"  {_named(study, one.key)}: {' → '.join(both)}"


def _named(study: Study, key: Key) -> str:
    """What a figure is called: its title, base, group and level; its names where the study no longer has it."""
    statistic, base = study.statistics.get(key[0]), study.bases.get(key[1])
    try:
        if statistic and base:
            level = english.counted(study, statistic, key[3]) if key[3] != ALL else ""
            parts = (statistic.title, base.title, english.group(study, key[2]), level)
            return f"{key[0]} ({'; '.join(english.typeset(part) for part in parts if part)})"
    except KeyError:  # a code of then that the codebook no longer has
        return ", ".join(key)
    return ", ".join(key)
