"""What other stages found of each statistic: claims in words, sums, sign-offs, SPSS syntax, figures in print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scr_analysis import english
from scr_analysis.estimates import Estimate, Key
from scr_analysis.files import read_rows
from scr_analysis.in_print import agreement, in_print, key_of, recomputed
from scr_analysis.study import Study

Record = dict[str, Any]
By = dict[str, list[Record]]

_SYNTAX = re.compile(r"^\* ([a-z][a-z0-9_]*): .*?(?=^\* [a-z][a-z0-9_]*: |\Z)", re.MULTILINE | re.DOTALL)


def claims(results: Path) -> By:
    """Each word for a number, and whether the data bear it: robust, fragile or broken."""
    found: By = {}
    for row in read_rows(results / "audit/claims.csv"):
        if row["statistic"]:
            told = {name: row[name] for name in ("phrase", "figure", "verdict", "why")}
            rests_on = f"at.comparisons.{row['comparison']}.{row['part']}" if row["comparison"] else ""
            found.setdefault(row["statistic"], []).append({**told, "anchor": row["use"], "rests_on": rests_on})
    return found


def contracts(results: Path) -> By:
    """Each sum that must come out, with the counts that are shown."""
    found: By = {}
    for row in read_rows(results / "audit/contracts.csv"):
        counts = row["counts"].replace("<=", "≤")
        told = {"says": english.typeset(row["says"]), "counts": counts, "outcome": row["outcome"]}
        for statistic in row["statistics"].split("; "):
            found.setdefault(statistic, []).append(told)
    return found


def signoffs(results: Path) -> dict[str, Record]:
    """The state of sign-off, and who signed when."""
    return {row["statistic"]: dict(row) for row in read_rows(results / "audit/signoffs.csv")}


def syntax(results: Path) -> dict[str, str]:
    """The SPSS syntax that counts each statistic again."""
    text = (results / "audit/spss/statistics.sps").read_text(encoding="utf-8")
    return {hit.group(1): hit.group(0).strip() for hit in _SYNTAX.finditer(text)}


def counted_again(results: Path) -> dict[str, Record]:
    """Which statistics GNU PSPP counted again, how many figures of each, and on what it agrees."""
    rows = read_rows(results / "audit/spss/counted_again.csv")
    return {
        row["statistic"]: {
            "engine": "GNU PSPP",
            "figures": int(row["figures"]),
            "agrees_on": english.listed(row["agrees_on"].split("; "), "and"),
        }
        for row in rows
    }


def published(study: Study, estimates: Mapping[Key, Estimate]) -> By:
    """Each figure in print that a statistic gives again, beside what it gives."""
    found: By = {}
    for one in study.published.values():
        if one.statistic:
            estimate = estimates.get(key_of(one, study))
            told = {"name": one.name, "where": ", ".join(part for part in (one.report, one.period, one.place) if part)}
            told |= {"printed": in_print(one), "recomputed": recomputed(estimate)}
            told |= {"agreement": agreement(one, estimate), "calibrated": one.calibrated or "", "doubt": one.doubt}
            found.setdefault(one.statistic, []).append({name: english.typeset(text) for name, text in told.items()})
    return found
