"""protect: estimates → protected estimates and the log of every decision. The line in the sand runs here.

Primary suppression by the rule of ``study/disclosure.yaml``: a small count, or a small remainder, is hidden together
with its percentage, interval, bounds and bar. Named exceptions are shown, with their reason and owner in the log.
Nothing here stops a hidden count from being worked out of a total shown beside it: that is secondary suppression, which
this stage does not do, and the log says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scr_analysis.estimates import Estimate, estimates_csv, read_estimates
from scr_analysis.files import csv_text, write_all
from scr_analysis.study import Study
from scr_analysis.study.agreements import Disclosure, Exemption

LOG = ("statistic", "base", "group", "level", "decision", "rule", "reason", "owner")


def protect(study: Study, restricted: Path, out: Path) -> list[Estimate]:
    """Write the protected estimates and the decision log; gives the estimates."""
    raw = list(read_estimates(restricted / "estimates.csv").values())
    protected = [protected_estimate(one, study.disclosure) for one in raw]
    write_all(
        {
            out / "estimates.csv": estimates_csv(protected),
            out / "decisions.csv": csv_text(LOG, decisions(protected, study.disclosure)),
        }
    )
    return protected


def protected_estimate(one: Estimate, disclosure: Disclosure) -> Estimate:
    """The estimate as it may be shown: as it is, or with everything that states its count taken away."""
    rule = primary_rule(one, disclosure)
    if not rule:
        return replace(one, status="shown", rule="")
    exception = exception_for(one, disclosure.exceptions)
    if exception:
        return replace(one, status="shown", rule=f"exception to: {rule}")
    return hidden(one, rule, disclosure.threshold)


def primary_rule(one: Estimate, disclosure: Disclosure) -> str:
    """The rule that hides the estimate, in words; empty where none does."""
    n, of, threshold = one.n, one.denominator, disclosure.threshold
    if n is None or of is None:
        return ""
    if 0 < of < threshold:
        return f"base below {threshold}"
    if 0 < n < threshold:
        return f"count below {threshold}"
    if disclosure.hide_remainders and 0 < of - n < threshold:
        return f"remainder below {threshold}"
    return ""


def exception_for(one: Estimate, exceptions: Sequence[Exemption]) -> Exemption | None:
    """The exception that names this estimate: what it leaves out, it leaves open."""
    for exception in exceptions:
        wanted = (exception.statistic, exception.base, exception.group, exception.level)
        if all(want is None or want == have for want, have in zip(wanted, one.key, strict=True)):
            return exception
    return None


def hidden(one: Estimate, rule: str, threshold: int) -> Estimate:
    """The estimate with its count and all that follows from it taken away; a small base goes too."""
    base = None if one.denominator is not None and one.denominator < threshold else one.denominator
    return replace(
        one, n=None, denominator=base, estimate=None, low=None, high=None, bound_low=None, bound_high=None,
        status="hidden", rule=rule,
    )  # fmt: skip


def decisions(protected: Sequence[Estimate], disclosure: Disclosure) -> list[tuple[str, ...]]:
    """One line for each estimate that is hidden or shown by exception, and one for the profile itself."""
    lines: list[tuple[str, ...]] = [
        ("*", "*", "*", "*", "profile", f"threshold {disclosure.threshold}; primary suppression only, no secondary",
         disclosure.reason, disclosure.owner)
    ]  # fmt: skip
    for one in protected:
        if one.hidden:
            lines.append((*one.key, "hidden", one.rule, disclosure.reason, disclosure.owner))
        elif one.rule:
            exception = exception_for(one, disclosure.exceptions)
            assert exception is not None
            lines.append((*one.key, "shown", one.rule, exception.reason, exception.owner))
    return lines
