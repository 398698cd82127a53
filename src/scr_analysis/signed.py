"""Which figures are signed off, and which need a new look because their definition or their value has moved since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scr_analysis.digests import short
from scr_analysis.estimates import Estimate, Key
from scr_analysis.files import csv_text, read_rows
from scr_analysis.study import Study

if TYPE_CHECKING:
    from scr_analysis.fingerprint import Fingerprint
    from scr_analysis.study.signing import SignOff

ROLES = ("analyst", "assurer")
SIGNED, VALUE, DEFINITION, UNSIGNED = "signed", "value changed", "definition changed", "not signed"
STATES = (SIGNED, VALUE, DEFINITION, UNSIGNED)  # from the best to the worst
COLUMNS = (
    *("statistic", "state", "why", "fingerprint", "value"),
    *(f"{role}{part}" for role in ROLES for part in ("", "_date", "_state")),
)


@dataclass(frozen=True)
class Look:
    """The last review of a figure in one role, and whether the figure still is what was reviewed."""

    role: str
    state: str
    entry: SignOff | None = None
    moved: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """What moved, since when; nothing where all stands."""
        if self.entry is None:
            return f"{self.role}: not signed"
        if self.state == SIGNED:
            return ""
        what = f"definition changed ({', '.join(self.moved)})" if self.moved else "value changed"
        return f"{self.role} {self.entry.name}: {what} since {self.entry.date}"


@dataclass(frozen=True)
class Standing:
    """One figure: what it means and is now, and the review of each role."""

    statistic: str
    definition: Fingerprint
    value: str
    looks: tuple[Look, ...]

    @property
    def state(self) -> str:
        """The worst of what the roles' reviews say."""
        return max((look.state for look in self.looks), key=STATES.index)

    @property
    def stale(self) -> bool:
        """Whether somebody signed what it no longer is."""
        return any(look.state in (DEFINITION, VALUE) for look in self.looks)

    @property
    def why(self) -> str:
        """What is missing or moved, role by role."""
        return "; ".join(look.why for look in self.looks if look.why)


def standings(study: Study, prose: str, estimates: Mapping[Key, Estimate]) -> list[Standing]:
    """How every declared statistic stands; ``prose`` is the text of the template."""
    from scr_analysis.fingerprint import fingerprint, value_digest
    from scr_analysis.study.signing import latest
    from scr_analysis.words_used import words_used

    used = words_used(prose, {one.id: one.statistic for one in study.comparing.comparisons})
    values: dict[str, list[Estimate]] = {name: [] for name in study.statistics}
    for one in estimates.values():
        values.setdefault(one.statistic, []).append(one)
    found = []
    for name in study.statistics:
        now, value = fingerprint(study, name, used.get(name, ())), short(value_digest(values[name]))
        looks = tuple(_look(role, latest(study.ledger.entries, name, role), now, value) for role in ROLES)
        found.append(Standing(name, now, value, looks))
    return found


def short_parts(definition: Fingerprint) -> dict[str, str]:
    """The digests of a definition's parts as the ledger keeps them."""
    return {part: short(whole) for part, whole in definition.parts.items()}


def _look(role: str, entry: SignOff | None, now: Fingerprint, value: str) -> Look:
    if entry is None:
        return Look(role, UNSIGNED)
    parts = short_parts(now)
    moved = tuple(part for part in parts if parts[part] != entry.definition.get(part))
    if moved:
        return Look(role, DEFINITION, entry, moved)
    return Look(role, SIGNED if value == entry.value else VALUE, entry)


def standings_csv(found: Iterable[Standing]) -> str:
    """The standings as CSV text, a row a statistic."""
    return csv_text(COLUMNS, (standing_row(one, one.definition.whole) for one in found))


def standing_row(one: Standing, fingerprint: str) -> list[str]:
    """The cells of a standing, in the order of ``COLUMNS``."""
    looks = [
        cell
        for look in one.looks
        for cell in (look.entry.name if look.entry else "", str(look.entry.date) if look.entry else "", look.state)
    ]
    return [one.statistic, one.state, one.why, fingerprint, one.value, *looks]


def signed_of(path: Path) -> tuple[int, int]:
    """How many figures of an ``audit/signoffs.csv`` are signed off, and of how many."""
    rows = read_rows(path)
    return sum(row["state"] == SIGNED for row in rows), len(rows)
