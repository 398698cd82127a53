"""``make bench-protect``: processor time of protection and attack against the number of linked counts.

Tables of four variables are drawn from a fixed seed, each with its margins, unions and a nested base, and protected
under the strictest profile without its rounding, which is the harder case; then what would be published is attacked.
One line a size; nothing is kept.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from scr_analysis.attack import hidden_cells
from scr_analysis.attack.boxes import Boxes
from scr_analysis.attack.collect import keyed
from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.columns import Knowledge
from scr_analysis.attack.facts import Said
from scr_analysis.attack.intruder import Intruder
from scr_analysis.attack.spoken import Spoken
from scr_analysis.estimate import Method, evaluate
from scr_analysis.estimate.cells import Cells
from scr_analysis.estimates import Estimate, estimates_csv
from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import counts_of
from scr_analysis.protect.decisions import Cell
from scr_analysis.protect.linking import linked
from scr_analysis.protect.primary import primary_decisions
from scr_analysis.protect.secondary import plan
from scr_analysis.protect.showing import protected_estimate
from scr_analysis.protect.task import task_of
from scr_analysis.study import Study, load_study
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Base, Statistic
from scr_analysis.study.declared import plain, typed

SIZES = (100, 300, 1000, 3000, 10_000, 20_000)
ROWS, CODES, SEED = 4000, 8, 20141


def drawn(tables: int) -> tuple[Study, list[dict[str, str]]]:
    """A study of so many cross tables, all of them on the same cases and tied by their margins."""
    names = [f"V{number}" for number in range(tables + 1)]
    codes = [f"c{number}" for number in range(CODES)]
    dice = random.Random(SEED)
    weights = [[dice.uniform(0.2, 3.0) ** 2 for _ in codes] for _ in names]
    rows = [{name: dice.choices(codes, one)[0] for name, one in zip(names, weights, strict=True)} for _ in range(ROWS)]
    statistics = [
        Statistic(id=f"t{number}", title="t", kind="distribution", base=["everyone", "some"], of=one, by=[other])
        for number, (one, other) in enumerate(pairwise(names))
    ] + [
        Statistic(id=f"u{number}", title="u", base=["everyone"], numerator={name: codes[:3]})
        for number, name in enumerate(names)
    ]
    real = load_study(Path(), "disclosure", "wording")
    derived = {
        name: {"label": name, "from": [], "rule": "drawn", "codes": {code: code for code in codes}} for name in names
    }
    book = typed(Codebook, plain(real.codebook, defaults=True) | {"derived": derived})
    bases = {
        "everyone": Base(id="everyone", title="e"),
        "some": Base(id="some", title="s", within="everyone", include={"V0": codes[:4]}),
    }
    strict = replace(real.disclosure.profiles["secure-lab"], round_to=1, zeros="shown")
    default = replace(real.disclosure.default, profile="it")
    agreed = replace(real.disclosure, profiles={"it": strict}, default=default, releases={})
    study = Study(
        book, bases=bases, statistics={one.id: one for one in statistics}, _disclosure=agreed, _wording=real.wording
    )
    return study, rows


@dataclass(frozen=True)
class Measured:
    """One point of the curve: counts of each kind, and seconds of processor time of protection and of attack.

    ``proved``: the further counts hidden are proved the cheapest. ``held``: the attack narrows none of the small ones.
    """

    linked: int
    small: int
    further: int
    proved: bool
    held: bool
    protect: float
    attack: float


def measured(tables: int) -> Measured:
    """One point of the curve."""
    study, rows = drawn(tables)
    raw: list[Estimate] = [
        one
        for each in study.statistics.values()
        for one in evaluate(study, each, Cells(rows), [], Method("wilson", 0.95))
    ]
    begun = time.process_time()
    cases, first = Cases(rows), [one for one in primary_decisions(study, "any", raw) if one.hides]
    web = linked(cases, counts_of(study, cases, raw))
    task = task_of(study, study.disclosure.profile("any"), web, raw, first)
    found = plan(task)
    protected = time.process_time()
    hidden = {
        *(one.cell for one in first),
        *(cell for node in (*task.first, *found.further) for cell in web.cells[node]),
    }
    small = {one.cell for one in first if not one.cell[1].startswith("missing_")}
    published = time.process_time()
    held = attacked(study, raw, hidden, small)
    spent = time.process_time() - published
    return Measured(
        sum(map(bool, web.cells)), len(task.sensitive), len(found.further), found.proved, held, protected - begun, spent
    )


def attacked(study: Study, raw: Sequence[Estimate], hidden: Collection[Cell], small: Collection[Cell]) -> bool:
    """Whether the attack on the estimates as they are published leaves every small count as wide as it must be."""
    profile = study.disclosure.profile("any")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "estimates.csv"
        path.write_text(
            estimates_csv([protected_estimate(study, profile, one, hidden) for one in raw]), encoding="utf-8"
        )
        said = [one for one in keyed.said(Context(study, path.parent), path, path.name) if isinstance(one, Said)]
        cells = hidden_cells(path.parent)
    limits = Intruder(Boxes(study, Knowledge()), Spoken(study.wording), said, cells).limits(profile.protection)
    return all(high - low >= profile.protection for cell, (low, high) in limits.items() if cell in small)


def lines(most: int) -> Iterator[str]:
    """The curve, a line a size."""
    yield "linked counts | small | hidden for their sake | proved | held | protect, s | attack, s"
    for size in SIZES:
        if size <= most:
            one = measured(max(1, round(size / 143)))
            proved, held = ("yes" if true else "no" for true in (one.proved, one.held))
            yield (
                f"{one.linked:13,} | {one.small:5,} | {one.further:21,} | {proved:6} | {held:4} | "
                f"{one.protect:10.2f} | {one.attack:9.2f}"
            )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=SIZES[-1], help="the largest number of linked counts")
    import highspy  # noqa: F401  (its import is not part of the curve)

    for line in lines(options.parse_args().most):
        print(line)
        sys.stdout.flush()
