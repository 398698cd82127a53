"""``make bench-protect``: processor time of secondary suppression against the number of linked counts.

Tables of four variables are drawn from a fixed seed, each with its margins, unions and a nested base, and protected
under the strictest profile without its rounding, which is the harder case. One line a size; nothing is kept.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from scr_analysis.estimate import Method, evaluate
from scr_analysis.estimate.cells import Cells
from scr_analysis.estimates import Estimate
from scr_analysis.protect.cases import Cases
from scr_analysis.protect.counts import counts_of
from scr_analysis.protect.linking import linked
from scr_analysis.protect.primary import primary_decisions
from scr_analysis.protect.secondary import plan
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
    real = load_study(Path(), "disclosure")
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
    return Study(book, bases=bases, statistics={one.id: one for one in statistics}, _disclosure=agreed), rows


def measured(tables: int) -> tuple[int, int, int, bool, float]:
    """Linked counts, small ones, further ones hidden, whether proved, and seconds of processor time."""
    study, rows = drawn(tables)
    raw: list[Estimate] = [
        one
        for each in study.statistics.values()
        for one in evaluate(study, each, Cells(rows), [], Method("wilson", 0.95))
    ]
    started = time.process_time()
    cases, first = Cases(rows), [one for one in primary_decisions(study, "any", raw) if one.hides]
    web = linked(cases, counts_of(study, cases, raw))
    task = task_of(study, study.disclosure.profile("any"), web, raw, first)
    found = plan(task)
    taken = time.process_time() - started
    return sum(map(bool, web.cells)), len(task.sensitive), len(found.further), found.proved, taken


def lines(most: int) -> Iterator[str]:
    """The curve, a line a size."""
    yield "linked counts | small | hidden for their sake | proved | seconds"
    for size in SIZES:
        if size <= most:
            counts, small, further, proved, taken = measured(max(1, round(size / 165)))
            yield f"{counts:13,} | {small:5,} | {further:21,} | {'yes' if proved else 'no':6} | {taken:7.2f}"


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=SIZES[-1], help="the largest number of linked counts")
    import highspy  # noqa: F401  (its import is not part of the curve)

    for line in lines(options.parse_args().most):
        print(line)
        sys.stdout.flush()
