"""The solver of linear and integer programmes, HiGHS, by its own package: scipy's would cost half a second to import.

All that protection and attack have in common: each poses its own questions.
One thread and a fixed seed, so that the same programme has the same answer everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Columns:
    """The unknowns of a programme: what each costs, and its least and greatest value."""

    costs: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


class Infeasible(ArithmeticError):  # noqa: N818  (it says what was found)
    """Nothing meets all the rows of a programme at once."""


def model_of(
    columns: Columns,
    rows: Sequence[Mapping[int, float]],
    least: Sequence[float],
    most: Sequence[float],
    *,
    whole: bool = False,
) -> Any:
    """A programme that asks for the least cost; each row is a weighted sum of columns between two limits."""
    import highspy
    import numpy as np

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(columns.costs), len(rows)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = (
        np.array(each, float) for each in (columns.costs, columns.low, columns.high)
    )
    lp.row_lower_, lp.row_upper_ = np.array(least, float), np.array(most, float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    lp.a_matrix_.index_ = np.array([column for row in rows for column in row], np.int32)
    lp.a_matrix_.value_ = np.array([weight for row in rows for weight in row.values()], float)
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(columns.costs)
    model: Any = vars(highspy)["_Highs"]()  # Highs itself prints a line as it is made; untyped by its package
    settings = {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0}
    for option, value in settings.items():
        model.setOptionValue(option, value)
    model.passModel(lp)
    return model


def search(model: Any, costs: Sequence[float]) -> tuple[list[float], list[float], list[float]]:
    """The columns' values of least cost, the price of each row, and by how much each column's bounds hold it."""
    import numpy as np

    model.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), np.array(costs, float))
    answer = _run(model)
    return list(answer.col_value), list(answer.row_dual), list(answer.col_dual)


def chosen(model: Any) -> list[float]:
    """The values of least cost of a programme in whole numbers."""
    return list(_run(model).col_value)


def _run(model: Any) -> Any:
    import highspy

    model.run()
    status = model.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        infeasible = status == highspy.HighsModelStatus.kInfeasible
        said = f"a linear programme ended as: {model.modelStatusToString(status)}"
        raise Infeasible(said) if infeasible else ArithmeticError(said)
    return model.getSolution()
