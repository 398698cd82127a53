"""Figures printed before, as ``study/published.csv`` keeps them: where, of which base, beside which statistic."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from scr_analysis.errors import Fault, FaultsFound, nearest
from scr_analysis.estimates import ALL, group_name
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Statistic
from scr_analysis.study.declared import Declared
from scr_analysis.study.limits import Id, Limits
from scr_analysis.study.names import unknown
from scr_analysis.study.source import RESTORE, Source

FILE = "study/published.csv"
PERCENT = r"\d+(\.\d+)?"


class Printed(Declared):
    """A figure in print. What is not in print stays empty: nothing here is computed.

    ``percent`` keeps the digits as printed, so that "40" and "40.0" are told apart. ``statistic`` and the three after
    it name the estimate that it is compared with; ``calibrated`` says whether the synthetic twin was made to give it.
    """

    id: Id
    report: str
    period: str
    place: str = ""
    measure: str
    category: str = ""
    count: Annotated[int, Limits(ge=0)] | None = None
    denominator: Annotated[int, Limits(ge=1)] | None = None
    percent: str = ""
    statistic: str = ""
    base: str = ""
    group: str = ALL
    level: str = ALL
    calibrated: Literal["yes", "no"] | None = None
    doubt: str = ""
    note: str = ""
    source: str

    @property
    def name(self) -> str:
        """The figure in words: what was measured, and for which category."""
        name = self.measure if self.category in ("", "all") else f"{self.measure}: {self.category}"
        return name[:1].upper() + name[1:]


def read_published(path: Path) -> Source:
    """The rows of the file with their lines, empty cells left out. Raises FaultsFound."""
    try:
        source = Source(FILE, [], {(): 1}, content=path.read_bytes())
        text = io.StringIO(source.content.decode("utf-8-sig"), newline="")
        reader = csv.DictReader(text, strict=True, restkey="", restval="")
        for row in reader:
            source.lines[(len(source.value),)] = reader.line_num
            source.value.append({key: cell for key, cell in row.items() if cell})
    except FileNotFoundError:
        raise FaultsFound([Fault(FILE, "", "the file is not there", RESTORE)]) from None
    except UnicodeDecodeError:
        raise FaultsFound([Fault(FILE, "", "is not UTF-8 text", "save it again with the encoding UTF-8")]) from None
    except (OSError, csv.Error):
        raise FaultsFound([Fault(FILE, "", "cannot be read as CSV", "check quotes and commas")]) from None
    return source


def check_published(
    published: Mapping[str, Printed], statistics: Mapping[str, Statistic], codebook: Codebook, source: Source
) -> Iterator[Fault]:
    """Figures without a number, and figures set beside an estimate that the study does not declare."""
    for index, one in enumerate(published.values()):
        if one.count is None and not one.percent:
            problem = f"'{one.id}' has neither a count nor a percentage in print"
            yield source.fault((index,), problem, "give what is printed, or take the row out")
        if one.percent and not re.fullmatch(PERCENT, one.percent):
            yield source.fault((index,), "'percent' is not a percentage", "write its digits alone: 64 or 46.4")
        if not one.statistic:
            continue
        if not one.calibrated:
            problem = f"'{one.id}' does not say whether the synthetic twin was made to give it"
            yield source.fault((index,), problem, "write yes or no under 'calibrated'")
        yield from unknown([one.statistic], statistics, "statistic", source, (index, "statistic"))
        if one.statistic in statistics:
            yield from _key_faults(one, statistics[one.statistic], codebook, source, index)


def _key_faults(one: Printed, statistic: Statistic, codebook: Codebook, source: Source, index: int) -> Iterator[Fault]:
    if one.base or len(statistic.base) > 1:
        yield from unknown([one.base], statistic.base, "base", source, (index, "base"))
    coded = codebook.analysis_columns()
    levels = [ALL] if statistic.kind != "distribution" else statistic.levels or list(coded[str(statistic.of)])
    yield from unknown([one.level], levels, "level", source, (index, "level"))
    if one.group != ALL and one.group not in _groups(statistic, coded):
        known = nearest(one.group, _groups(statistic, coded)) or f"'{one.statistic}' is not counted by group"
        yield source.fault((index, "group"), f"unknown group '{one.group}'", known)


def _groups(statistic: Statistic, coded: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The groups of a statistic as estimates name them."""
    names: list[tuple[str, ...]] = [()]
    for column in statistic.by:
        names = [(*name, code) for name in names for code in coded[column]]
    return [group_name(statistic.by, name) for name in names] if statistic.by else []
