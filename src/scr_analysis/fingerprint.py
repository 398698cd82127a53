"""The fingerprint of a statistic: what it means, apart from the data. It changes when its meaning may have changed.

Five parts, each with a digest of its own, so that a change can be named: the declaration; its bases and the bases
around them; the functions that derive its variables; the codebook's entries; the rules of the words that the prose uses
of it. A declaration is taken as what it says: layout, comments, and keys that stand at their default change nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scr_analysis.derivations import derivation
from scr_analysis.digests import digest
from scr_analysis.estimates import HIDDEN, Estimate
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic
from scr_analysis.study.declared import Declared, plain

PARTS = ("declaration", "base", "derivation", "codebook", "wording")


@dataclass(frozen=True)
class Fingerprint:
    """The digest of each part of a definition; ``whole`` is that of all parts."""

    parts: Mapping[str, str]

    @property
    def whole(self) -> str:
        """One digest of the whole definition."""
        return digest([self.parts[part] for part in PARTS])

    def moved_from(self, earlier: Mapping[str, str]) -> list[str]:
        """The parts that differ from an earlier fingerprint's."""
        return [part for part in PARTS if self.parts[part] != earlier.get(part)]


def fingerprint(study: Study, statistic: str, words: Collection[str] = ()) -> Fingerprint:
    """The fingerprint of one statistic; ``words`` are the phrases that the prose uses of it (``words_used``)."""
    return Fingerprint({part: digest(value) for part, value in definition(study, statistic, words).items()})


def definition(study: Study, statistic: str, words: Collection[str] = ()) -> dict[str, Any]:
    """What the fingerprint is taken of, part by part."""
    declared = study.statistics[statistic]
    bases = _bases(study, declared)
    variables = _variables(study, declared, bases)
    made = {name: derivation(name) for name in variables if name in study.codebook.derived}
    return {
        "declaration": plain(declared),
        "base": {name: plain(study.bases[name]) for name in bases},
        "derivation": made,
        "codebook": {name: _entry(study, name) for name in variables},
        "wording": {phrase: _rule(study, phrase) for phrase in sorted(words)},
    }


def analysis_digest(declared: Iterable[Declared], definitions: Iterable[str]) -> str:
    """The fingerprint of what is worked out of statistics: its own declarations, and the fingerprints of theirs."""
    return digest([[plain(one) for one in declared], list(definitions)])


def value_digest(estimates: Iterable[Estimate]) -> str:
    """A digest of a statistic's protected estimates: what is shown of it, and nothing that is hidden."""
    return digest([_shown(one) for one in sorted(estimates, key=lambda one: one.key)])


def _bases(study: Study, declared: Statistic) -> list[str]:
    """The statistic's bases, and the bases around them."""
    found: list[str] = []
    for name in declared.base:
        around: str | None = name
        while around is not None and around not in found:
            found.append(around)
            around = study.bases[around].within
    return found


def _variables(study: Study, declared: Statistic, bases: Collection[str]) -> list[str]:
    """Every variable that the statistic and its bases rest on, with those that they are derived from."""
    waiting = [*declared.columns(), *declared.by, *(column for base in bases for column in study.bases[base].include)]
    found: list[str] = []
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            derived = study.codebook.derived.get(name)
            waiting.extend(derived.inputs if derived else [])
    return sorted(found)


def _entry(study: Study, name: str) -> Any:
    """What the codebook says of a variable, and of the kinds of missing that it may have."""
    book = study.codebook
    if name in book.derived:
        entry, kinds = plain(book.derived[name]), list(book.derived[name].missing)
    else:
        table = next((table for table in book.tables if name in book.tables[table].columns), None)
        if table is None:  # a whole table, such as the plan episodes, may feed a rule
            return plain(book.tables[name]) if name in book.tables else {}
        column = book.column(table, name)
        entry, kinds = plain(column), [*column.missing.values(), *([column.blank] if column.blank else [])]
    known = {kind: plain(book.missing_kinds[kind]) for kind in sorted(set(kinds)) if kind in book.missing_kinds}
    return {"entry": entry, "missing_kinds": known}


def _rule(study: Study, phrase: str) -> Any:
    """The rule of a phrase of ``claim()``; for ``words()`` all phrases and broad words, since the data choose."""
    if phrase == "words()":
        broad = (study.wording.claims[name] for name in study.wording.broad)
        return [plain(one) for one in (*study.wording.shares, *broad)]
    return plain(study.wording.claims[phrase]) if phrase in study.wording.claims else None


def _shown(one: Estimate) -> list[Any]:
    counts = [HIDDEN if count is None else count for count in (one.n, one.denominator, *one.missing)]
    limits = [one.estimate, one.low, one.high, one.bound_low, one.bound_high]
    told = ["" if value is None else f"{value:.6f}" for value in limits]
    return [*one.key, *counts, *told, one.method, one.confidence, one.status]
