"""Who looked at which figure, as ``study/signoffs.yaml`` keeps it: a chain of entries, added at the end only.

Each entry carries the digest of the one before it and its own; the file names the last. So an entry that was edited,
removed or put in another place is noticed, and named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from scr_analysis.digests import digest
from scr_analysis.errors import Fault
from scr_analysis.study.declared import Declared, plain, typed
from scr_analysis.study.limits import Limits
from scr_analysis.study.source import Source

NONE = "none"
RESTORE = (
    "put the file back as it was; git diff study/signoffs.yaml shows what was changed\n"
    "a correction is a new entry, made with scr sign"
)
HEAD = """\
# Who looked at which figure. Written by `scr sign`, never by hand: each entry carries the digest of the one before it,
# so that an entry that is edited, removed or moved is noticed. A correction is a new entry.
"""

Role = Literal["analyst", "assurer"]


class SignOff(Declared):
    """One review: who looked at a figure in which role, and what the figure meant and was at that time."""

    statistic: str
    release: str
    role: Role
    name: Annotated[str, Limits(min_length=3)]
    date: date
    definition: dict[str, str]
    value: str
    note: str = ""
    follows: str
    digest: str

    def own_digest(self) -> str:
        """The digest that the entry must carry, of everything else that it says."""
        return digest({key: value for key, value in plain(self).items() if key != "digest"})


class Ledger(Declared):
    """Every review, in the order in which they were made."""

    last: str
    entries: list[SignOff] = []


def check_ledger(ledger: Ledger, source: Source) -> Iterator[Fault]:
    """Entries that were edited, removed or moved, and reviews of one person in both roles."""
    before = NONE
    for index, entry in enumerate(ledger.entries):
        called = f"entry {index + 1} ({entry.statistic}, {entry.role})"
        if entry.digest != entry.own_digest():
            yield source.fault(("entries", index), f"{called} was edited after it was made", RESTORE)
        if entry.follows != before:
            problem = f"before {called} an entry was removed, added or moved"
            yield source.fault(("entries", index), problem, RESTORE)
        before = entry.digest
    if ledger.last != before:
        yield source.fault(("last",), "entries at the end were removed, added or moved", RESTORE)
    yield from _both_roles(ledger.entries, source)


def _both_roles(entries: Sequence[SignOff], source: Source) -> Iterator[Fault]:
    for index, entry in enumerate(entries):
        other = latest(entries[:index], entry.statistic, "assurer" if entry.role == "analyst" else "analyst")
        if other and same_person(other.name, entry.name):
            problem = f"entry {index + 1}: analyst and assurer of '{entry.statistic}' are the same person"
            yield source.fault(("entries", index), problem, RESTORE)


def latest(entries: Sequence[SignOff], statistic: str, role: str) -> SignOff | None:
    """The last review of a figure in a role."""
    found = (one for one in reversed(entries) if (one.statistic, one.role) == (statistic, role))
    return next(found, None)


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals and spaces."""
    return one.casefold().split() == other.casefold().split()


def with_entry(ledger: Ledger, **facts: object) -> Ledger:
    """The ledger with one more review at its end."""
    draft = typed(SignOff, {**facts, "follows": ledger.last, "digest": ""})
    entry = replace(draft, digest=draft.own_digest())
    return Ledger(last=entry.digest, entries=[*ledger.entries, entry])


def ledger_yaml(ledger: Ledger) -> str:
    """The ledger as text: one form for one content."""
    lines = [f"last: {ledger.last}", "entries:" if ledger.entries else "entries: []"]
    for entry in ledger.entries:
        pairs = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in plain(entry).items()]
        lines += [f"{'  - ' if place == 0 else '    '}{pair}" for place, pair in enumerate(pairs)]
    return HEAD + "\n".join(lines) + "\n"
