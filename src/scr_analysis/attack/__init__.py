"""attack: everything that would be published → whether a hidden count can be worked out from it.

Somebody who has every published file, the study's declarations and the program, and nothing else, tries to narrow each
hidden count. Gives ``audit/attack.json`` (whether the release held, and what was read) and, for eyes that may see
cases, the limits of every hidden count in ``restricted/attack.csv``, which is written and never read here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scr_analysis.attack.between import joined_since, moved, told_of_joined, with_all
from scr_analysis.attack.blame import blamed
from scr_analysis.attack.boxes import Box, Boxes
from scr_analysis.attack.collect import collected
from scr_analysis.attack.columns import Knowledge
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.attack.intruder import Cell, Intruder
from scr_analysis.attack.ordered import values_said
from scr_analysis.attack.remade import remade
from scr_analysis.attack.spoken import Spoken
from scr_analysis.attack.system import Limits
from scr_analysis.errors import Fault
from scr_analysis.estimates import ALL, HIDDEN
from scr_analysis.files import csv_text, json_text, read_rows, write_all
from scr_analysis.leaving import MADE_LATER, file_digests
from scr_analysis.ledger import Entry
from scr_analysis.study import Study

HIDE_MORE = "take the number out, or hide another count with it; restricted/attack.csv has the limits"
TIE = "take it out, or print it from its figure"
COLUMNS = ("statistic", "base", "group", "level", "count", "least", "most", "channels")


@dataclass(frozen=True)
class Narrowed:
    """A hidden count that can be worked out too closely: its limits, and the files that together give it away."""

    cell: Cell
    least: int
    most: int
    channels: tuple[str, ...]


@dataclass(frozen=True)
class Attack:
    """What came of the attack on a release."""

    said: Sequence[Said]
    loose: Sequence[Loose]
    hidden: Sequence[Cell]
    narrowed: Sequence[Narrowed]
    between: Sequence[Narrowed] = ()

    @property
    def held(self) -> bool:
        """Whether every hidden count stayed as wide as it must be, and no number stands untied."""
        return not self.narrowed and not self.loose and not self.between

    def faults(self, untied: bool) -> Iterator[Fault]:
        """What must be put right: each count that is given away, with the files that do it, and untied numbers."""
        for one in (*self.narrowed, *self.between):
            place = ", ".join(part for part in (*one.cell[0], one.cell[1]) if part != ALL)
            yield Fault("; ".join(one.channels), place, "a hidden count can be worked out", HIDE_MORE)
        for loose in self.loose if untied else ():
            yield Fault(loose.channel, "", f"what stands there is tied to no figure that is shown: {loose.place}", TIE)


def attack(study: Study, release: str, knowledge: Knowledge, results: Path, published: Sequence[Entry] = ()) -> Attack:
    """Attack the release in a results folder, with what was published before it, and write what came of it."""
    again = remade(results, knowledge.remake) if knowledge.remake else {}
    said, loose = collected(study, results, again)
    hidden = hidden_cells(results)
    protection = study.disclosure.profile(release).protection
    limits: dict[Cell, tuple[int, int]] = {}
    narrow: list[Narrowed] = []
    between: list[Narrowed] = []
    if hidden or published:
        intruder = Intruder(Boxes(study, knowledge, values_said(study, said)), Spoken(study.wording), said, hidden)
        limits = intruder.limits(protection)
        loose += dict.fromkeys(intruder.contradictions)
        small = small_cells(results)
        need = {cell: protection if small is None or cell in small else 1 for cell in limits}
        close = [cell for cell, (least, most) in limits.items() if most - least < need[cell]]
        channels = blamed(intruder, close, protection) if close else {}
        narrow = [Narrowed(cell, *limits[cell], channels[cell]) for cell in close]
        already = [cell for cell, (least, most) in limits.items() if most - least < protection]
        known = intruder.known() if published else {}
        told = with_all(intruder, known, published, protection)
        for entry, together in zip(published, told, strict=True):
            between += _between(together, entry, need, already, protection)
            between += _differing(study, release, intruder, known, entry)
    done = Attack(said, loose, hidden, narrow, between)
    write_all(
        {
            results / "audit/attack.json": _public(done, results),
            results / "restricted/attack.csv": _limits(done, limits),
        }
    )
    return done


def _between(
    together: Mapping[tuple[str, Cell], Limits],
    entry: Entry,
    need: Mapping[Cell, int],
    close: Sequence[Cell],
    protection: int,
) -> Iterator[Narrowed]:
    """Counts of either release that the two together narrow, though each hides them.

    Of the new one each as far as it needs; of the earlier one nobody can tell which were small.
    """
    for (which, cell), (least, most) in together.items():
        if most - least < (need.get(cell, protection) if which == "this" else protection) and cell not in close:
            where = f"the release {entry.release}, published before"
            yield Narrowed(cell, least, most, (where, "estimates.csv") if which == "this" else (where,))


def _differing(
    study: Study, release: str, intruder: Intruder, limits: Mapping[Box, Limits], entry: Entry
) -> Iterator[Narrowed]:
    """Small differences of counts that both releases show: of a changed definition, or of the few cases that joined.

    Only of counts that the profile protects. Where more cases joined than it hides, each is one among many.
    """
    agreed, profile = study.disclosure.agreement(release), study.disclosure.profile(release)
    found = moved(intruder, limits, entry)
    if joined_since(intruder, limits, entry) <= profile.hide_upto:
        found |= told_of_joined(intruder, limits, entry)
    for cell, difference in found.items():
        guarded = profile.applies_to == "all" or any(one.names(cell[0]) for one in agreed.sensitive)
        if guarded and difference <= profile.hide_upto and agreed.exception_for(cell[0]) is None:
            where = f"the release {entry.release}, published before"
            yield Narrowed(cell, difference, difference, (where, "estimates.csv"))


def hidden_cells(results: Path) -> list[Cell]:
    """The counts that the published estimates hide: n, denominators and missing answers."""
    found: list[Cell] = []
    for row in read_rows(results / "estimates.csv"):
        key = (row["statistic"], row["base"], row["group"], row["level"])
        counts = ("n", "denominator", *(name for name in row if name.startswith("missing_")))
        found += [(key, one) for one in counts if row[one] == HIDDEN or (one == "n" and row["status"] == "hidden")]
    return found


def small_cells(results: Path) -> set[Cell] | None:
    """The counts that were hidden for what they are; None where no log of decisions says so.

    The attack does not use the log. It is for the verdict: a count hidden for the sake of others tells of no child, and
    only must not be given outright. Nor does a count of missing answers.
    """
    if not (results / "decisions.csv").is_file():
        return None
    rows = [row for row in read_rows(results / "decisions.csv") if row["decision"] == "primary"]
    named = (((row["statistic"], row["base"], row["group"], row["level"]), row["count"]) for row in rows)
    return {(key, "n" if count == "remainder" else count) for key, count in named if not count.startswith("missing_")}


def _public(done: Attack, results: Path) -> str:
    """The outcome without a single limit: what may be said of it outside."""
    read = Counter(one.channel for one in done.said)
    return json_text(
        {
            "result": "held" if done.held else "failed",
            "hidden": len(done.hidden),
            "narrowed": len(done.narrowed),
            "untied": len(done.loose),
            "between": len(done.between),
            "loose": [f"{one.channel}: {one.place}" for one in done.loose],
            "files": {name: seen for name, seen in file_digests(results).items() if name not in MADE_LATER},
            "read": dict(sorted(read.items())),
        }
    )


def _limits(done: Attack, limits: dict[Cell, tuple[int, int]]) -> str:
    channels = {one.cell: "; ".join(one.channels) for one in (*done.between, *done.narrowed)}
    return csv_text(
        COLUMNS, [(*cell[0], cell[1], *span, channels.get(cell, "")) for cell, span in sorted(limits.items())]
    )
