"""Some final reports coded a second time by another coder, who sometimes reads them otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from scr_analysis.files import csv_text
from scr_analysis.study.codebook import Codebook
from scr_analysis.synthetic import printed, supposed
from scr_analysis.synthetic.cases import Case
from scr_analysis.synthetic.contract import agree, coded, delivered
from scr_analysis.synthetic.dealing import pick

LATEST = printed.PERIODS[-1]


def double_coding_csv(codebook: Codebook, rng: Random, cases: Sequence[Case]) -> bytes:
    """One row a case and variable, both coders' codes, in plain UTF-8."""
    header = agree(codebook, "double_coding", ("case_id", "variable", "coder_a", "coder_b"))
    reports = [case for case in cases if case.period == LATEST and case.has_report]
    twice = pick(rng, reports, supposed.CODED_TWICE)
    rows = []
    for variable, (missed, found) in supposed.READ_OTHERWISE.items():
        codes = delivered(codebook.column("final_reports", variable))
        for case in twice:
            first = str(case.report[variable])
            chance = {"recorded": missed, "not_mentioned": found}.get(first, 0.0)
            other = {"recorded": "not_mentioned", "not_mentioned": "recorded"}.get(first, first)
            second = other if rng.random() < chance else first
            both = (coded(codes, answer, variable) for answer in (first, second))
            rows.append((case.values["SCR_ID"], variable, *both))
    return csv_text(header, rows).encode("utf-8")
