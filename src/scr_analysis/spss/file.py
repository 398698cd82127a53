"""The analysis table as an SPSS file, with variable labels, value labels and user-missing codes. It holds cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from scr_analysis.errors import Fault, refuse
from scr_analysis.files import read_rows, write_all
from scr_analysis.spss.codes import HIGHEST, LOWEST, MISSING, answers, names
from scr_analysis.spss.system_file import Cell, Variable, system_file
from scr_analysis.study.codebook import Codebook

Row = Mapping[str, str]


def write_file(codebook: Codebook, analysis: Path, label: str, out: Path) -> int:
    """Write the analysis table as an SPSS file; gives how many variables. Raises FaultsFound."""
    rows = read_rows(analysis)
    refuse(_below_nought(codebook, rows))
    write_all({out: _sav(codebook, rows, label)})
    return len(names(codebook)) + 2


def _below_nought(codebook: Codebook, rows: Sequence[Row]) -> list[Fault]:
    """Numbers that would be read as a kind of missing."""
    problem = "a number below nought, which in the SPSS file is a code of missing"
    return [
        Fault("study/codebook.yaml", f"variable {name}", problem, "give it 'min: 0', or derive a coded variable")
        for name in codebook.number_columns()
        if any(row[name].startswith("-") for row in rows)
    ]


def _sav(codebook: Codebook, rows: Sequence[Row], label: str) -> bytes:
    named, coded = names(codebook), answers(codebook)
    ids = [row["SCR_ID"] for row in rows]
    width = max(len(one.encode()) for one in ids)
    variables = [
        Variable("SCR_ID", codebook.label("SCR_ID"), "A", width, "nominal"),
        Variable("INC_DATE", codebook.label("INC_DATE"), "DATE", 11, "scale"),
        *(_variable(codebook, column, name, coded) for column, name in named.items()),
    ]
    columns: list[Sequence[Cell]] = [
        ids,
        [date.fromisoformat(row["INC_DATE"]) for row in rows],
        *(_numbers([row[column] for row in rows], coded.get(column)) for column in named),
    ]
    return system_file(variables, columns, label)


def _variable(codebook: Codebook, column: str, name: str, coded: Mapping[str, Mapping[str, int]]) -> Variable:
    measure = "nominal" if column in coded else "scale"
    meanings = _labels(codebook, column, coded)
    return Variable(name, codebook.label(column), "F", 5, measure, meanings, between=(LOWEST, HIGHEST))


def _numbers(cells: Sequence[str], codes: Mapping[str, int] | None) -> list[float]:
    """The numeric codes of the cells of a coded variable; a number stands for itself."""
    known = {**MISSING, **(codes or {})}
    return [float(known[cell]) if codes is not None or cell in known else float(cell) for cell in cells]


def _labels(codebook: Codebook, column: str, coded: Mapping[str, Mapping[str, int]]) -> dict[float, str]:
    found = codebook.analysis_columns().get(column, {})
    labels = {float(coded[column][answer]): label for answer, label in found.items()}
    return labels | {float(code): codebook.missing_kinds[kind].label for kind, code in MISSING.items()}
