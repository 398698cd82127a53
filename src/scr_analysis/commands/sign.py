"""Record that you looked at figures, as analyst or assurer.

The review is kept in study/signoffs.yaml with what each figure means and is today. When one of the two moves, the
figure needs a new look: scr status says so.
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from scr_analysis.commands import Answer, release_of, release_option
from scr_analysis.errors import Fault, nearest, refuse
from scr_analysis.estimates import read_estimates
from scr_analysis.files import read_rows, write_all
from scr_analysis.signed import SIGNED, UNSIGNED, Standing, short_parts, standings
from scr_analysis.study import Study, load_study
from scr_analysis.study.signing import latest, ledger_yaml, same_person, with_entry

LEDGER = Path("study/signoffs.yaml")


def options(parser: argparse.ArgumentParser) -> None:
    """Which figures, and who looked at them."""
    parser.add_argument("figures", metavar="ID", nargs="+", help="the ids of statistics, such as known_to_social_care")
    role = "analyst: made the figure; assurer: another person, who checked it"
    parser.add_argument("--as", dest="role", required=True, choices=("analyst", "assurer"), help=role)
    # Not `name`: that is what the command line calls the command itself.
    parser.add_argument("--name", dest="who", metavar="NAME", required=True, help="your name, in quotes")
    parser.add_argument("--note", default="", help="a remark to keep with the review")
    parser.add_argument("--date", type=_day, help="the day of the review, such as 2016-05-01; today if left out")
    release_option(parser)


def answer(given: argparse.Namespace) -> Answer:
    """Add an entry for each figure, at the end of the ledger."""
    from scr_analysis.assure import prose_of

    release = release_of(given)
    study = load_study(Path(), "comparisons", "wording", "signoffs")
    results = Path("results") / release
    known = {
        one.statistic: one for one in standings(study, prose_of(Path()), read_estimates(results / "estimates.csv"))
    }
    refuse(_unsignable(given, study, known, results))
    day = given.date or datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    ledger, said = study.ledger, []
    for name in dict.fromkeys(given.figures):
        look = next(look for look in known[name].looks if look.role == given.role)
        if look.state == SIGNED and look.entry and same_person(look.entry.name, given.who):
            said.append(f"{name}: you signed it on {look.entry.date}, and nothing has moved since")
            continue
        ledger = with_entry(
            ledger, statistic=name, release=release, role=given.role, name=" ".join(given.who.split()), date=day,
            definition=short_parts(known[name].definition), value=known[name].value, note=given.note,
        )  # fmt: skip
        said.append(f"{name}: signed as {given.role}{_after(look.state)}")
    write_all({LEDGER: ledger_yaml(ledger)})
    return Answer("\n".join(said))


def _after(state: str) -> str:
    return "" if state in (SIGNED, UNSIGNED) else f", after: {state}"


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a day such as 2016-05-01") from None


def _unsignable(given: argparse.Namespace, study: Study, known: dict[str, Standing], results: Path) -> Iterator[Fault]:
    """Names that cannot sign, figures that are not there, and figures that were built from another definition."""
    if len("".join(given.who.split())) < 3:
        yield Fault("scr sign", "--name", "this is no name", 'give your name in quotes: --name "A. Person"')
    yield from _unknown(given.figures, known)
    other = "assurer" if given.role == "analyst" else "analyst"
    built = {row["statistic"]: row["fingerprint"] for row in read_rows(results / "audit/signoffs.csv")}
    for name in dict.fromkeys(given.figures):
        seen = latest(study.ledger.entries, name, other)
        if seen and same_person(seen.name, given.who):
            problem = f"you signed '{name}' as {other}, and analyst and assurer are two people"
            yield Fault("scr sign", "--name", problem, f"have somebody else sign as {given.role}")
        if name in known and built.get(name) != known[name].definition.whole:
            problem = f"the definition of '{name}' was edited after the results were built"
            yield Fault("scr sign", "", problem, "run make briefing, look at the figure, then sign")


def _unknown(figures: Sequence[str], known: dict[str, Standing]) -> Iterator[Fault]:
    for name in dict.fromkeys(figures):
        if name not in known:
            yield Fault("study/statistics.yaml", "", f"no statistic is called '{name}'", nearest(name, known))
