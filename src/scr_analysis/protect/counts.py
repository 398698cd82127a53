"""Every printed count as a rule on cases, so that its ties to all other counts can be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scr_analysis.answers import answer
from scr_analysis.estimates import ALL, Estimate
from scr_analysis.missing import COLUMNS, is_missing
from scr_analysis.protect.cases import Box, Cases
from scr_analysis.protect.decisions import REMAINDER, Cell
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic

YES = frozenset({"yes"})
MARGIN = "margin"
PARTS = ("n", "denominator", *(f"missing_{kind}" for kind in COLUMNS))


@dataclass(frozen=True)
class Count:
    """One count: where it stands, its rule and its cases. A remainder is not ``printed``, but follows from what is."""

    cell: Cell
    box: Box
    cases: int
    printed: bool


def counts_of(study: Study, cases: Cases, raw: Sequence[Estimate]) -> list[Count]:
    """Every count of every estimate. One that is not what the estimate says would be an error of the software."""
    found = []
    for one in (*raw, *_margins(raw)):
        said = dict(zip(PARTS, (one.n, one.denominator, *one.missing), strict=True))
        for part, box in _parts(study, study.statistics[one.statistic], one, cases):
            held, printed = cases.within(box), part != REMAINDER and one.status != MARGIN
            assert not printed or said[part] == held.bit_count(), f"{one.statistic}: {part} is counted otherwise"
            found.append(Count((one.key, part), box, held, printed))
    return found


def _margins(raw: Sequence[Estimate]) -> Iterator[Estimate]:
    """The groups of one variable alone, where groups of two are printed: they tie the groups to all cases."""
    pairs = (pair for one in raw if ";" in one.group for pair in one.group.split(";"))
    crossed = {(one.statistic, one.base, one.level): one for one in raw if ";" in one.group}
    names = dict.fromkeys(pairs)
    own: dict[tuple[str, str], set[str]] = {}
    for one in raw:
        own.setdefault(one.key[:2], set()).update(one.group.split(";"))
    for one in crossed.values():
        yield from (replace(one, group=pair, status=MARGIN) for pair in names if pair in own[one.key[:2]])


def _parts(study: Study, statistic: Statistic, one: Estimate, cases: Cases) -> Iterator[tuple[str, Box]]:
    """The rule of each count of an estimate; a count that stands on several variables has two forms of its rule."""
    whole = whole_of(study, one)
    if statistic.numerator == "all":
        yield "n", whole
        yield "denominator", whole
        return
    variable, wanted = _answered(statistic, one.level, cases)
    codes = frozenset(cases.codes(variable))
    known = frozenset(code for code in codes | wanted if not is_missing(code) or code in wanted)
    yield "n", _and(whole, {variable: wanted})
    if isinstance(statistic.numerator, dict) and variable not in statistic.numerator:
        yield "n", _and(whole, {column: frozenset(named) for column, named in statistic.numerator.items()})
    if statistic.kind == "rate":
        return
    of = known | frozenset(statistic.stays)
    # Where nobody lacks an answer, which the counts of missing ones tell, everybody is in the denominator.
    yield "denominator", whole if of >= codes else _and(whole, {variable: of})
    if of - wanted:
        yield REMAINDER, _and(whole, {variable: of - wanted})
    for kind in COLUMNS:
        if kind not in wanted and kind in codes:
            yield f"missing_{kind}", _and(whole, {variable: frozenset({kind})})


def whole_of(study: Study, one: Estimate) -> Box:
    """The base and group of an estimate as a rule."""
    pairs = [] if one.group == ALL else [pair.split("=", 1) for pair in one.group.split(";")]
    return _and(study.inclusion(one.base), {column: frozenset({code}) for column, code in pairs})


def _and(box: Box, further: Box) -> Box:
    return {**box, **{name: box[name] & codes if name in box else codes for name, codes in further.items()}}


def _answered(statistic: Statistic, level: str, cases: Cases) -> tuple[str, frozenset[str]]:
    """The variable that an estimate counts answers of, and the answers it counts.

    A numerator on several variables is answered by a variable of its own, since a missing answer to one of them may
    leave the whole unknown; so is a number, which is known or not.
    """
    if statistic.kind == "distribution":
        return str(statistic.of), frozenset({level})
    if statistic.kind == "quantile":
        name = f"known: {statistic.of}"
        if name not in cases:
            cases.add(name, [code if is_missing(code) else "yes" for code in cases.column(str(statistic.of))])
        return name, YES
    numerator = statistic.numerator if isinstance(statistic.numerator, dict) else {}
    if len(numerator) == 1 and not any(is_missing(code) for codes in numerator.values() for code in codes):
        ((variable, codes),) = numerator.items()
        return variable, frozenset(codes)
    name = f"answer: {statistic.id}"
    if name not in cases:
        columns = list(zip(*(cases.column(variable) for variable in numerator), strict=True))
        answers = {codes: answer(codes, list(numerator.values())) for codes in dict.fromkeys(columns)}
        cases.add(name, [answers[codes] for codes in columns])
    return name, YES
