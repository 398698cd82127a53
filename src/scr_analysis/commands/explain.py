"""Show how a printed figure was made: base, counts and sources.

Reads what the build left in the results folder; nothing is computed again.
"""

from __future__ import annotations

import argparse

from scr_analysis.commands import Answer, release_option, results_of
from scr_analysis.errors import Fault, FaultsFound, nearest
from scr_analysis.estimates import HIDDEN, Estimate, read_estimates


def options(parser: argparse.ArgumentParser) -> None:
    """What is asked about."""
    parser.add_argument("figure", metavar="ID", help="the id of a statistic, such as known_to_social_care")
    release_option(parser)


def answer(given: argparse.Namespace) -> Answer:
    """The estimates of one statistic."""
    estimates = read_estimates(results_of(given) / "estimates.csv").values()
    found = [one for one in estimates if one.statistic == given.figure]
    if not found:
        remedy = nearest(given.figure, {one.statistic for one in estimates})
        raise FaultsFound([Fault("study/statistics.yaml", "", f"no statistic is called '{given.figure}'", remedy)])
    return Answer("\n".join([given.figure, *(f"  {_line(one)}" for one in found)]))


def _line(one: Estimate) -> str:
    n, of = (HIDDEN if count is None else f"{count:,}" for count in (one.n, one.denominator))
    return f"{one.base}, {one.group}, {one.level}: {n} of {of}"
