"""Say what is signed off and what needs a new look.

Says also why, and how firmly the words stand. Compares the study as it is now, and the results as last built, with the
reviews in study/signoffs.yaml.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import fill

from scr_analysis.commands import Answer, release_of, release_option
from scr_analysis.estimates import read_estimates
from scr_analysis.files import read_rows
from scr_analysis.signed import SIGNED, UNSIGNED, Standing, standings
from scr_analysis.study import load_study

FIRST = 10


def options(parser: argparse.ArgumentParser) -> None:
    """How much is listed."""
    parser.add_argument("--all", action="store_true", help=f"list every figure, not only the first {FIRST}")
    release_option(parser)


def answer(given: argparse.Namespace) -> Answer:
    """The summary; exit code 1 where a figure was signed off and has moved since."""
    from scr_analysis.assure import prose_of

    release = release_of(given)
    results = Path("results") / release
    study = load_study(Path(), "comparisons", "wording", "signoffs")
    found = standings(study, prose_of(Path()), read_estimates(results / "estimates.csv"))
    lines = [*_signed(found, release), *_moved(found), *_unsigned(found, given.all), *_words(results)]
    return Answer("\n".join(lines), int(any(one.stale for one in found)))


def _signed(found: Sequence[Standing], release: str) -> Iterator[str]:
    done = sum(one.state == SIGNED for one in found)
    yield f"{release}: {done} of {len(found)} figures are signed off by an analyst and an assurer"


def _moved(found: Sequence[Standing]) -> Iterator[str]:
    """Every figure that needs a new look, with what moved and who had looked."""
    moved = [one for one in found if one.stale]
    if moved:
        yield f"\nNeed a new look ({len(moved)}):"
        yield from (f"  {one.statistic}: {one.why}" for one in moved)
        yield "  look at them (scr explain ID), then: scr sign ID … --as ROLE --name NAME"


def _unsigned(found: Sequence[Standing], every: bool) -> Iterator[str]:
    """The figures that nobody has looked at yet, and those that wait for one of the two."""
    waiting: dict[str, list[str]] = {}
    for one in found:
        missing = [look.role for look in one.looks if look.state == UNSIGNED]
        if missing:
            waiting.setdefault(" or ".join(f"an {role}" for role in missing), []).append(one.statistic)
    for roles, names in waiting.items():
        listed = names if every else names[:FIRST]
        more = f" and {len(names) - len(listed)} more (scr status --all)" if len(names) > len(listed) else ""
        yield f"\nNot signed yet by {roles} ({len(names)}):"
        yield fill(
            f"{', '.join(listed)}{more}", 88, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
        )
    if waiting:
        yield '  to sign what you have looked at: scr sign ID … --as analyst --name "Your Name"'


def _words(results: Path) -> Iterator[str]:
    """How firmly the words of the last build stand; nothing before the prose was first built."""
    path = results / "audit/claims.csv"
    if path.is_file():
        verdicts = Counter(row["verdict"] for row in read_rows(path))
        told = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
        yield f"\nWords told of figures: {told or 'none'} (results/{results.name}/audit/claims.csv says why)"
