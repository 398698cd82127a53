"""validate: typed tables → the same, checked and linked, one row a case.

Takes ``ingest``'s tables; gives ``cases.csv`` (a review with its final report beside it), ``episodes.csv`` and
``themes.csv`` (of known cases only), the match report and the table of rules. Stops if any rule of severity *error*
fails; all failures are counted first and reported together, as counts by rule and variable, never as case values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from scr_analysis.errors import Fault, refuse
from scr_analysis.files import csv_text, read_rows, write_all
from scr_analysis.study.codebook import Codebook
from scr_analysis.validate.links import MATCH_COLUMNS, Match, match
from scr_analysis.validate.rules import RULES, Finding, Rule, Tables

Row = dict[str, str]


def validate(codebook: Codebook, typed: Path, out: Path, restricted: Path) -> list[Match]:
    """Check and link the typed tables in ``typed``; gives the matches. Raises FaultsFound, all rules at once."""
    tables: Tables = {name: read_rows(typed / f"{name}.csv") for name in codebook.tables}
    matches = link_all(codebook, tables)
    findings = [(rule, rule.find(tables)) for rule in RULES]
    refuse(_faults(findings, matches))
    known = {row["SCR_ID"] for row in tables["scr_database"]}
    cases = joined(codebook, tables)
    write_all(
        {
            out / "cases.csv": _csv(cases, list(cases[0])),
            out / "episodes.csv": _csv(_of(known, tables["cpd_plans"]), list(codebook.tables["cpd_plans"].columns)),
            out / "themes.csv": _csv(_of(known, tables["themes"]), list(codebook.tables["themes"].columns)),
            restricted / "match_report.csv": csv_text(MATCH_COLUMNS, (one.row() for one in matches)),
            restricted / "rules.csv": _rules_csv(findings),
        }
    )
    return matches


def link_all(codebook: Codebook, tables: Tables) -> list[Match]:
    """Every table that links to the database, matched with it."""
    ids = [row["SCR_ID"] for row in tables["scr_database"]]
    return [
        match(name, ids, [row[spec.links] for row in tables[name]])
        for name, spec in codebook.tables.items()
        if spec.links
    ]


def joined(codebook: Codebook, tables: Tables) -> list[Row]:
    """One row a case: the review's own columns, then its final report's, ``no_report`` where there is none."""
    reports = {row["SCR_ID"]: row for row in tables["final_reports"]}
    columns = [name for name in codebook.tables["final_reports"].columns if name != "SCR_ID"]
    silent = dict.fromkeys(columns, "no_report")
    return [
        {**case, **{name: reports.get(case["SCR_ID"], silent)[name] for name in columns}}
        for case in tables["scr_database"]
    ]


def _of(known: set[str], rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["case_id"] in known]


def _faults(findings: list[tuple[Rule, list[Finding]]], matches: list[Match]) -> list[Fault]:
    faults = [
        Fault(rule.table, rule.variable, finding.says(rule), rule.remedy)
        for rule, found in findings
        for finding in found
        if rule.severity == "error"
    ]
    for one in matches:
        problem = one.does_not_add_up()
        if problem:
            faults.append(Fault(one.table, "", problem, "report this as an error of the software"))
        if one.many_to_many:
            ids = "1 id stands" if one.many_to_many == 1 else f"{one.many_to_many:,} ids stand"
            problem = f"{ids} several times here and in the database, so rows cannot be linked one to one"
            faults.append(Fault(one.table, "", problem, "the database holds one row a review: remove the copies"))
    return faults


def _rules_csv(findings: list[tuple[Rule, list[Finding]]]) -> str:
    rows = [
        (rule.id, rule.severity, rule.table, rule.variable, sum(finding.count for finding in found), rule.requires)
        for rule, found in findings
    ]
    return csv_text(("rule", "severity", "table", "variable", "failures", "requires"), rows)


def _csv(rows: Sequence[Mapping[str, str]], header: Sequence[str]) -> str:
    return csv_text(header, ([row[name] for name in header] for row in rows))
