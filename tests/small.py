"""A small table drawn as text, read into rows, so that a spec test draws its cases and reads as documentation.

::

    AGE_MTHS | age_band
    2        | under_3_months   # the last completed month before the band ends
    3        | m3_to_11

Cells are separated by spaces, as no code holds one. Left of the bar stands what is given, right of it what is expected;
a hash begins a remark.
"""

from __future__ import annotations

from collections.abc import Sequence

from scr_analysis.derive import RULES, episodes_by_case, themes_by_case, with_plans, with_themes

Row = dict[str, str]


def small(drawing: str) -> list[Row]:
    """The rows of a drawn table; a bar in it only guides the eye."""
    lines = [line.split("#")[0].replace("|", " ").split() for line in drawing.splitlines()]
    header, *rows = [cells for cells in lines if cells]
    return [dict(zip(header, row, strict=True)) for row in rows]


def given(drawing: str) -> list[Row]:
    """What stands left of the bar, row by row."""
    return small("\n".join(line.split("#")[0].partition("|")[0] for line in drawing.splitlines()))


def derives(name: str, drawing: str) -> None:
    """Hold a derived variable to its drawn column; the rule sees only the columns drawn left of the bar."""
    agree([{**row, name: RULES[name](row)} for row in given(drawing)], small(drawing))


def derives_plans(cases: str, episodes: str, precedence: Sequence[str] = ("cpd_plans", "CPPLAN")) -> None:
    """Hold the plan variables of drawn cases to the columns drawn right of the bar."""
    by_case = episodes_by_case(small(episodes))
    wanted = small(cases)
    made = [with_plans(row, by_case[row["SCR_ID"]], precedence) for row in given(cases)]
    agree([{name: row[name] for name in wanted[0]} for row in made], wanted)


def derives_theme(cases: str, passages: str) -> None:
    """Hold a theme variable to its drawn column; the coded passages are drawn apart."""
    coded = themes_by_case(small(passages))
    wanted = small(cases)
    made = [with_themes(row, coded[row["SCR_ID"]]) for row in given(cases)]
    agree([{key: row[key] for key in wanted[0]} for row in made], wanted)


def agree(made: Sequence[Row], drawn: Sequence[Row]) -> None:
    """Hold rows to the drawn ones, and show those that differ one below the other."""
    assert len(made) == len(drawn)
    wrong = [(is_, ought) for is_, ought in zip(made, drawn, strict=True) if is_ != ought]
    lines = [f"drawn {' '.join(ought.values())}\nmade  {' '.join(is_.values())}" for is_, ought in wrong]
    assert not wrong, "\n".join(lines)
