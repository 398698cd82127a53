"""How figures stand with their sign-offs: names and days are the ledger's, digests those of what is shown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.digests import short
from scr_analysis.estimates import Estimate
from scr_analysis.files import read_rows
from scr_analysis.fingerprint import PARTS, Fingerprint, value_digest
from scr_analysis.signed import DEFINITION, ROLES, STATES, UNSIGNED, Look, Standing, standing_row
from scr_analysis.study.signing import latest

MORE = "a row that says more than how a figure stands"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def standing_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """Nothing of any count, where each row is what the ledger and the published estimates make of it.

    A fingerprint is of a definition and of no data; it is held to its form alone.
    """
    shown: defaultdict[str, list[Estimate]] = defaultdict(list)
    for one in context.estimates.values():
        shown[one.statistic].append(one)
    for row in read_rows(path):
        known = row["statistic"] in context.study.statistics and _DIGEST.fullmatch(row["fingerprint"])
        if not known or _as_it_must_be(context, row, shown) != list(row.values()):
            yield Loose(name, MORE)


def _as_it_must_be(context: Context, row: Mapping[str, str], shown: Mapping[str, Sequence[Estimate]]) -> list[str]:
    """The row made again; only the fingerprint, the states and the names of parts that moved are taken from it."""
    looks = tuple(_look(context, row, role) for role in ROLES)
    value = short(value_digest(shown.get(row["statistic"], [])))
    return standing_row(Standing(row["statistic"], Fingerprint({}), value, looks), row["fingerprint"])


def _look(context: Context, row: Mapping[str, str], role: str) -> Look:
    entry = latest(context.study.ledger.entries, row["statistic"], role)
    state = row[f"{role}_state"] if entry and row[f"{role}_state"] in STATES else UNSIGNED
    told = re.search(rf"{role} [^;]*definition changed \(([a-z, ]+)\)", row["why"]) if state == DEFINITION else None
    return Look(role, state, entry, tuple(part for part in told.group(1).split(", ") if part in PARTS) if told else ())
