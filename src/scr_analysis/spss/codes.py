"""Names and numeric codes of the analysis table in SPSS."""

from __future__ import annotations

from functools import cache
from typing import Final

from scr_analysis.study.codebook import Codebook

# The reasons for which a case gives no answer: the same codes for every variable, all user-missing. Where several
# variables are missing in one case, the lowest code names the reason, so that MIN finds it.
MISSING: Final = {
    "blank": -6,
    "not_known": -5,
    "not_recorded": -4,
    "report_silent": -3,
    "no_report": -2,
    "not_applicable": -1,
}
LOWEST, HIGHEST = min(MISSING.values()), max(MISSING.values())
# Words that SPSS keeps for itself, and the names that the syntax gives to what it counts.
RESERVED = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"})
WORKING = frozenset({"answer", "every_case", "place", "known", "denominator", "n"})


@cache
def names(codebook: Codebook) -> dict[str, str]:
    """The SPSS name of each variable. ``PERIOD`` and ``period`` are one to SPSS: the derived one is ``period_d``."""
    taken, found = {*RESERVED, *WORKING}, {}
    for variable in [*codebook.number_columns(), *codebook.analysis_columns()]:
        name = variable
        while name.lower() in taken:
            name = f"{name}_d"
        taken.add(name.lower())
        found[variable] = name
    return found


@cache
def answers(codebook: Codebook) -> dict[str, dict[str, int]]:
    """The numeric code of each answer of each coded variable.

    Delivered variables keep the codes of the codebook; derived ones have 1 for yes and 0 for no, else the place in the
    codebook's list.
    """
    delivered = {
        name: _numbers([*column.codes], [code.name for code in column.codes.values()])
        for table in ("scr_database", "final_reports")
        for name in codebook.tables[table].columns
        if (column := codebook.column(table, name)).kind == "code"
    }
    return delivered | {name: _derived(list(derived.codes)) for name, derived in codebook.derived.items()}


def _numbers(codes: list[str], answers: list[str]) -> dict[str, int]:
    """The delivered codes, where all are whole numbers from nought; else the place in the list."""
    if all(code.isdecimal() for code in codes):
        return {answer: int(code) for code, answer in zip(codes, answers, strict=True)}
    return {answer: place for place, answer in enumerate(answers, start=1)}


def _derived(answers: list[str]) -> dict[str, int]:
    if set(answers) == {"yes", "no"}:
        return {"yes": 1, "no": 0}
    return {answer: place for place, answer in enumerate(answers, start=1)}
