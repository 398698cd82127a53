"""SPSS syntax for the headline figures, written by hand from the data dictionary, and its run by GNU PSPP.

Nothing is taken from the declarations or from the package: variables and codes are those of the data dictionary, "and"
and "or" are SPSS's own three-valued ones, user-missing codes are those that the .sav files declare.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

# The plan episodes: current if begun by the incident and not ended before it, past if begun and ended before it.
# A case with delivered episodes is decided by them, any other by the researchers' code.
TABLES = """
GET DATA /TYPE=TXT /FILE="cpd_plans.csv" /ENCODING="windows-1252" /ARRANGEMENT=DELIMITED /DELIMITERS="," /FIRSTCASE=2
  /VARIABLES=SCR_ID {id} plan_start EDATE10 plan_end EDATE10 category A8.
SORT CASES BY SCR_ID.
SAVE OUTFILE="plans.sav".
GET FILE="final_reports.sav".
SORT CASES BY SCR_ID.
SAVE OUTFILE="reports.sav".
GET FILE="scr_database.sav".
SORT CASES BY SCR_ID.
SAVE OUTFILE="database.sav".
MATCH FILES /FILE="plans.sav" /TABLE="database.sav" /IN=known /BY SCR_ID.
SELECT IF known = 1.
COMPUTE is_on = plan_start <= INC_DATE AND (MISSING(plan_end) OR plan_end >= INC_DATE).
COMPUTE was_on = plan_start <= INC_DATE AND NOT MISSING(plan_end) AND plan_end < INC_DATE.
SAVE OUTFILE="episodes.sav".
AGGREGATE /OUTFILE="status.sav" /BREAK=SCR_ID /any_on=MAX(is_on) /any_was=MAX(was_on).
* The category of the last episode that is current, or else of the last that has ended: multiple counts with neglect.
GET FILE="episodes.sav".
SELECT IF is_on = 1 OR was_on = 1.
RECODE category ("NEG" = 1) ("PHY" = 2) ("SAB" = 3) ("EMO" = 4) ("MUL" = 5) INTO episode.
SORT CASES BY SCR_ID is_on plan_start.
AGGREGATE /OUTFILE="deciding.sav" /BREAK=SCR_ID /episode=LAST(episode).
GET DATA /TYPE=TXT /FILE="themes.csv" /ENCODING="UTF-8" /ARRANGEMENT=DELIMITED /DELIMITERS="," /QUALIFIER='"'
  /FIRSTCASE=2 /VARIABLES=SCR_ID {id} theme A20 passage A80.
{headings}
SORT CASES BY SCR_ID.
AGGREGATE /OUTFILE="themes.sav" /BREAK=SCR_ID {coded}.
MATCH FILES /FILE="database.sav" /TABLE="reports.sav" /TABLE="status.sav" /TABLE="themes.sav" /TABLE="deciding.sav"
  /BY SCR_ID.
COMPUTE status = CPPLAN.
IF any_on = 1 status = 1.
IF any_on = 0 AND any_was = 1 status = 2.
IF any_on = 0 AND any_was = 0 status = 3.
COMPUTE latest = INC_DATE >= DATE.DMY(1, 4, 2011) AND INC_DATE <= DATE.DMY(31, 3, 2014).
COMPUTE reports = latest = 1 AND REPORT = 1.
COMPUTE died = latest = 1 AND OUTCOME = 1.
COMPUTE suicide = latest = 1 AND ANY(DEATHCAT, 8) = 1.
COMPUTE substance = PAR_ALC = 1 OR PAR_DRUG = 1.
COMPUTE earlier = INC_DATE >= DATE.DMY(1, 4, 2009) AND INC_DATE <= DATE.DMY(31, 3, 2011).
COMPUTE plan = CPCAT.
IF MISSING(CPCAT) plan = episode.
COMPUTE everyone = 1.
"""
# The headings of the file of themes, each with the name that it has here.
HEADINGS = {
    "together": "working_together", "assessed": "assessments", "at_risk": "vulnerability_risk",
    "engaged": "poor_engagement", "listening": "listening", "abused": "domestic_abuse", "suicide_cse": "suicide_cse",
}  # fmt: skip
# Children of each year of incidents, from April; and the middle of ages, which halves a base of an odd number of cases.
CHILDREN = """
GET DATA /TYPE=TXT /FILE="child_population.csv" /ENCODING="UTF-8" /ARRANGEMENT=DELIMITED /DELIMITERS="," /FIRSTCASE=2
  /VARIABLES=year F4.0 age_band A8 population F12.0.
AGGREGATE /OUTFILE=* /BREAK=year /children=SUM(population).
FORMATS children (F12.0).
SAVE TRANSLATE /OUTFILE="children.csv" /TYPE=CSV /FIELDNAMES.
"""
MIDDLE = """
GET FILE="scr_database.sav".
SELECT IF {base}.
COMPUTE everyone = 1.
AGGREGATE /OUTFILE=* /BREAK=everyone /middle=MEDIAN({variable}).
SAVE TRANSLATE /OUTFILE="middle.csv" /TYPE=CSV /FIELDNAMES.
"""
COUNT = """
COMPUTE base{place} = 0.
IF {base} base{place} = 1.
DO IF base{place} = 1.
COMPUTE yes{place} = {answer}.
COMPUTE known{place} = 1 - MISSING(yes{place}).
END IF.
"""


class Hand(NamedTuple):
    """One figure in SPSS's words: which cases, and what of them (1, 0, or missing)."""

    base: str
    answer: str


class Tally(NamedTuple):
    """Cases of the base, those that answer, and those that answer yes."""

    base: int
    known: int
    yes: int


def tallied(figures: dict[str, Hand], twin: Path, folder: Path) -> dict[str, Tally]:
    """Run the figures by PSPP on a copy of the delivered files."""
    for file in ("scr_database.sav", "final_reports.sav", "cpd_plans.csv", "themes.csv"):
        shutil.copy(twin / file, folder / file)
    parts = [
        COUNT.format(place=place, base=hand.base, answer=hand.answer) for place, hand in enumerate(figures.values())
    ]
    sums = " ".join(f"/b{n}=SUM(base{n}) /k{n}=SUM(known{n}) /y{n}=SUM(yes{n})" for n in range(len(figures)))
    end = f'AGGREGATE /OUTFILE=* /BREAK=everyone {sums}.\nSAVE TRANSLATE /OUTFILE="sums.csv" /TYPE=CSV /FIELDNAMES.'
    headings = "\n".join(f'COMPUTE is_{name} = RTRIM(theme) = "{code}".' for name, code in HEADINGS.items())
    coded = " ".join(f"/{name}=MAX(is_{name})" for name in HEADINGS)
    tables = TABLES.format(id=_width(folder), headings=headings, coded=coded)
    (row,) = _run("\n".join([tables, *parts, end]), folder, "sums.csv")
    return {name: Tally(*(int(float(row[f"{part}{place}"])) for part in "bky")) for place, name in enumerate(figures)}


def child_years(twin: Path, folder: Path) -> dict[int, int]:
    """The children of each year, of all ages together."""
    shutil.copy(twin / "child_population.csv", folder / "child_population.csv")
    return {int(row["year"]): int(row["children"]) for row in _run(CHILDREN, folder, "children.csv")}


def middle(variable: str, base: str, twin: Path, folder: Path) -> float:
    """The median of a variable of the database over the cases of a base, as SPSS has it."""
    shutil.copy(twin / "scr_database.sav", folder / "scr_database.sav")
    (row,) = _run(MIDDLE.format(variable=variable, base=base), folder, "middle.csv")
    return float(row["middle"])


def _run(syntax: str, folder: Path, result: str) -> list[dict[str, str]]:
    """The rows that PSPP leaves; it must find no error in the syntax."""
    (folder / "figures.sps").write_text("\n".join(line for line in syntax.splitlines() if line) + "\n", "utf-8")
    command = ["pspp", "-o", "out.txt", "figures.sps"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    said = (folder / "out.txt").read_text("utf-8") if (folder / "out.txt").exists() else ""
    assert done.returncode == 0, done.stdout + done.stderr + said
    assert "error" not in said, said
    with (folder / result).open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def _width(folder: Path) -> str:
    """The string format of a case id, as wide as the ids in the file of plans."""
    first = (folder / "cpd_plans.csv").read_text("cp1252").splitlines()[1]
    return f"A{len(first.split(',')[0])}"
