"""The codebook as the twin meets it: both must know the same variables and codes, or the twin is not made."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

from scr_analysis.errors import Fault, FaultsFound, nearest, refuse
from scr_analysis.study.codebook import Codebook, Column

CODEBOOK = "study/codebook.yaml"
C = TypeVar("C")


def agree(codebook: Codebook, table: str, made: Collection[str]) -> list[str]:
    """The variables of a table, in the codebook's order; raises FaultsFound where the twin makes others."""
    known, place = list(codebook.tables[table].columns), f"tables.{table}"
    refuse(
        [
            *(
                Fault(
                    CODEBOOK,
                    place,
                    f"the synthetic twin has no values for '{name}'",
                    "add them in scr_analysis/synthetic",
                )
                for name in known
                if name not in made
            ),
            *(
                Fault(CODEBOOK, place, f"the synthetic twin makes '{name}', which is not there", nearest(name, known))
                for name in made
                if name not in known
            ),
        ]
    )
    return known


def delivered(column: Column) -> dict[str, str]:
    """Code names and kinds of missing, each with the code that stands for it in the extract."""
    codes = {code.name: key for key, code in column.codes.items()}
    return codes | {kind: key for key, kind in column.missing.items()}


def coded(codes: Mapping[str, C], answer: str, variable: str) -> C:
    """The code of an answer; raises FaultsFound where the codebook has none."""
    if answer not in codes:
        problem = f"the synthetic twin needs a code '{answer}' for {variable}"
        raise FaultsFound([Fault(CODEBOOK, variable, problem, nearest(answer, codes))])
    return codes[answer]
