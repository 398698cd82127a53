"""A small study under a profile typed by hand, for tests of protection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scr_analysis.estimates import Estimate
from scr_analysis.missing import COLUMNS
from scr_analysis.study import Study
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Statistic
from scr_analysis.study.declared import typed
from scr_analysis.study.disclosure import Disclosure, Profile

SIGNED = {"owner": "Data owner", "date": "2016-05-01", "reason": "agreed for this test"}
PLAIN = {
    "title": "A profile of this test",
    "practice": "hides small counts and what is left over",
    "hide_upto": 4,
    "zeros": "shown",
    "whole_groups": "shown",
    "remainders": "hidden",
    "missing": "shown",
    "percentages": "exact",
    "intervals": "exact",
    "rates": "exact",
    "ranks": "shown",
    "protection": 4,
}


def profile(**changed: Any) -> Profile:
    """The plain profile with some keys changed; what is made of counts follows the rounding."""
    figures = dict.fromkeys(("percentages", "intervals", "rates"), "of_rounded") if "round_to" in changed else {}
    return typed(Profile, {**PLAIN, **figures, **changed})


def disclosure(
    profile: Profile,
    exceptions: Sequence[dict[str, str]] = (),
    sensitive: Sequence[str] = (),
    local: Sequence[str] = (),
) -> Disclosure:
    """A profile that the release ``test`` is signed for."""
    named = [{**SIGNED, "expires": "2017-05-01", **exception} for exception in exceptions]
    listed = [{"statistic": name, "reason": "sensitive in this test"} for name in sensitive]
    agreement = {"profile": "it", **SIGNED, "sensitive": listed, "exceptions": named}
    return typed(
        Disclosure,
        {
            "profiles": {"it": profile},
            "default": {"profile": "it", **SIGNED},
            "releases": {"test": agreement},
            "local": list(local),
        },
    )


def study(agreed: Disclosure, *statistics: Statistic) -> Study:
    """A study of nothing but the statistics given (by default a proportion ``s``) and the kinds of missing."""
    kinds = {kind: {"label": kind, "unknown": kind != "not_applicable"} for kind in COLUMNS}
    book = typed(
        Codebook, {"missing_kinds": kinds, "tables": {}, "recorded": {"codes": {}, "missing": {}}, "derived": {}}
    )
    declared = statistics or (statistic("s"), statistic("two"))
    return Study(book, statistics={one.id: one for one in declared}, _disclosure=agreed)


def statistic(name: str, **more: Any) -> Statistic:
    """A statistic of the base ``b``."""
    return typed(Statistic, {"id": name, "title": name, "base": "b", "numerator": {"X": ["yes"]}, **more})


def estimate(
    n: int, of: int, statistic: str = "s", group: str = "all", level: str = "all", missing: Sequence[int] = (0,) * 6
) -> Estimate:
    """An estimate with something in every place that follows from its count."""
    share = n / of if of else None
    return Estimate(
        statistic, "b", group, level, n, of, tuple(missing), estimate=share, low=share, high=share,
        method="wilson", confidence="0.95", bound_low=share, bound_high=share,
    )  # fmt: skip
