"""Arithmetic between estimates: the declared contracts, and what must hold of any levels, groups and nested bases.

The same is asked of raw counts, of protected counts and of the percentages as they are printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from scr_analysis.errors import Fault
from scr_analysis.estimates import ALL, Estimate, Key
from scr_analysis.rounding import COUNTS_NOTE, NOTE, whole_percent
from scr_analysis.study import Study
from scr_analysis.study.contracts import WHOLE, Contract, parted, shared_bases

Estimates = Mapping[Key, Estimate]
COUNTED = ("proportion", "distribution")


@dataclass(frozen=True)
class Sum:
    """Counts whose sum is held to another one; ``whole`` None stands for the denominator.

    ``beside``: kinds of missing that stay in that denominator, so that they are parts of it. ``exact``: whether the sum
    must be reached, or only not passed.
    """

    contract: str
    says: str
    parts: tuple[Key, ...]
    whole: Key | None
    exact: bool
    beside: tuple[str, ...] = ()
    declared: bool = False

    def compared(self) -> tuple[Key, ...]:
        """Every estimate that is compared."""
        return self.parts if self.whole is None else (*self.parts, self.whole)


def sums(study: Study, estimates: Estimates) -> Iterator[Sum]:
    """Every sum that the estimates allow to check, the declared ones first."""
    for contract in study.contracts.values():
        yield from _declared(study, contract, estimates)
    yield from _levels(study, estimates)
    yield from _groups(study, estimates)
    yield from _bases(study, estimates)


def _declared(study: Study, contract: Contract, estimates: Estimates) -> Iterator[Sum]:
    """A contract on each base that its statistics share, for all cases and for each group they have in common."""
    for base in shared_bases(contract, study.statistics):
        groups = dict.fromkeys(key[2] for key in estimates if key[0] == parted(contract.sum[0])[0] and key[1] == base)
        for group in groups:
            keys = {term: (parted(term)[0], base, group, parted(term)[1]) for term in contract.terms()}
            if all(key in estimates for key in keys.values()):
                parts = tuple(keys[term] for term in contract.sum)
                whole = None if contract.whole == WHOLE else keys[contract.whole]
                yield Sum(contract.id, contract.says, parts, whole, contract.equals is not None, declared=True)


def _levels(study: Study, estimates: Estimates) -> Iterator[Sum]:
    """The levels of a distribution and the missing cases that stay make up the denominator."""
    coded = study.codebook.analysis_columns()
    spread: defaultdict[tuple[str, str, str], list[Key]] = defaultdict(list)
    for key in estimates:
        if study.statistics[key[0]].kind == "distribution":
            spread[key[:3]].append(key)
    for (name, _, _), parts in spread.items():
        statistic = study.statistics[name]
        every_code = {key[3] for key in parts} == set(coded[str(statistic.of)])
        says = f"The levels of {name} make up its denominator"
        yield Sum("levels", says, tuple(parts), None, every_code, tuple(statistic.stays))


def _groups(study: Study, estimates: Estimates) -> Iterator[Sum]:
    """The groups of a statistic have no more cases together than all of them."""
    parts: defaultdict[Key, list[Key]] = defaultdict(list)
    for key in estimates:
        if key[2] != ALL and study.statistics[key[0]].kind in COUNTED:
            parts[key[0], key[1], ALL, key[3]].append(key)
    for whole, groups in parts.items():
        yield Sum("groups", f"The groups of {whole[0]} lie within all its cases", tuple(groups), whole, False)


def _bases(study: Study, estimates: Estimates) -> Iterator[Sum]:
    """What is counted on a base that lies within another one is no more than on that."""
    for key in estimates:
        around = study.bases[key[1]].within
        while around is not None:
            whole = (key[0], around, key[2], key[3])
            if whole in estimates and study.statistics[key[0]].kind in COUNTED:
                yield Sum("bases", f"{key[1]} lies within {around}", (key,), whole, False)
            around = study.bases[around].within


def sides(one: Sum, estimates: Estimates) -> tuple[list[int], int] | None:
    """The counts that are added and the count they are held to; None where one of them is hidden."""
    first = estimates[one.parts[0]]
    counts = [estimates[key].n for key in one.parts] + [first.missing_of(kind) for kind in one.beside]
    whole = first.denominator if one.whole is None else estimates[one.whole].n
    known = [count for count in counts if count is not None]
    return (known, whole) if whole is not None and len(known) == len(counts) else None


def holds(one: Sum, counts: list[int], whole: int) -> bool:
    """Whether the counts add up as they must."""
    return sum(counts) == whole if one.exact else sum(counts) <= whole


def rounded(one: Sum, estimates: Estimates) -> bool:
    """Whether protection has rounded a count, so that nothing need add up."""
    return any(estimates[key].rounded for key in one.compared())


def broken(found: Iterable[Sum], estimates: Estimates) -> Iterator[Fault]:
    """Comparisons that the counts contradict; what is hidden or rounded cannot contradict anything."""
    for one in found:
        counts = sides(one, estimates)
        if counts is None or rounded(one, estimates) or holds(one, *counts):
            continue
        parts, whole = counts
        added = " + ".join(f"{part:,}" for part in parts)
        sums_to = f" is {sum(parts):,}" if len(parts) > 1 else ""
        problem = f"{one.says}, but {added}{sums_to}, {'not' if one.exact else 'more than'} {whole:,}"
        _, base, group, _ = one.parts[0]
        place = ", ".join([one.contract, base, *([group] if group != ALL and one.contract != "groups" else [])])
        remedy = "mend the declarations of its statistics, or the contract, if it claims too much"
        yield Fault("study/contracts.yaml" if one.declared else "study/statistics.yaml", place, problem, remedy)


def percentages(one: Sum, estimates: Estimates) -> tuple[list[int], int] | None:
    """The two sides as they are printed; None where they need not meet, are hidden, or differ in base."""
    found = sides(one, estimates)
    denominators = {estimates[key].denominator for key in one.compared()}
    of = denominators.pop()
    if found is None or not one.exact or denominators or not of:
        return None
    counts, whole = found
    return [whole_percent(count, of) for count in counts], whole_percent(whole, of)


def misses(one: Sum, estimates: Estimates) -> bool:
    """Whether percentages that make up a whole do not add up once each is rounded."""
    printed = percentages(one, estimates)
    return printed is not None and sum(printed[0]) != printed[1]


def counts_miss(one: Sum, estimates: Estimates) -> bool:
    """Whether counts no longer make up, or pass, what they are held to, because protection has rounded them."""
    counts = sides(one, estimates)
    return counts is not None and rounded(one, estimates) and not holds(one, *counts)


def rounding_note(study: Study, estimates: Estimates, counts: Collection[Key], percents: Collection[Key]) -> str:
    """What must be said of counts, or of percentages, that are shown together and do not add up; else nothing.

    ``counts`` and ``percents``: the estimates of which each is shown.
    """
    protected = any(estimates[key].rounded for key in counts if key in estimates)
    if protected and any(counts_miss(one, estimates) for one in _shown_together(study, counts, estimates)):
        return COUNTS_NOTE
    missed = [one for one in _shown_together(study, percents, estimates) if misses(one, estimates)]
    if any(rounded(one, estimates) for one in missed):
        return COUNTS_NOTE
    return NOTE if missed else ""


def _shown_together(study: Study, shown: Collection[Key], estimates: Estimates) -> Iterator[Sum]:
    """The sums of which both sides are shown."""
    seen = {key: estimates[key] for key in shown if key in estimates}
    for one in sums(study, seen):
        if all(key in seen for key in one.compared()) and not _beside(one, seen):
            yield one


def _beside(one: Sum, estimates: Estimates) -> bool:
    """Whether cases without an answer are a part of the whole: they are not shown beside its levels."""
    return any(estimates[one.parts[0]].missing_of(kind) for kind in one.beside)
