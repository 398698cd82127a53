"""Show how a printed figure was made: base, counts and sources.

Asked by its id (known_to_social_care, or death_category-suicide for one row of a distribution), by what a reader sees
("64%"), or by the page of the PDF. Reads what the build left in the results folder; nothing is computed again.
"""

from __future__ import annotations

import argparse

from scr_analysis.commands import Answer, release_option


def options(parser: argparse.ArgumentParser) -> None:
    """What is asked about, and how it is to be told."""
    parser.add_argument("figure", nargs="?", metavar="FIGURE", help="an id, or what is printed: 64%%")
    parser.add_argument("--page", type=int, metavar="N", help="every figure printed on a page of the PDF")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--cases", action="store_true", help="the ids of the cases counted, where the data are at hand")
    release_option(parser)


def answer(given: argparse.Namespace) -> Answer:
    """The figure, or a list of the figures that are meant. Raises FaultsFound where nothing is."""
    from scr_analysis.commands.explain.answering import answered

    return answered(given)
