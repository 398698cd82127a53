"""The release rule of models: shown only where no count that could be worked out of it is small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scr_analysis.models import ModelTerm
from scr_analysis.study.disclosure import Profile

RESIDUAL = 10
DIGITS = 3


def decision(counts: Sequence[Mapping[str, str]], threshold: int) -> str:
    """The rule that hides a model, in words; empty where it may be shown.

    Odds ratios of categories give back, with the margins, the counts behind them. So each count of a level, with the
    outcome and without it, must be one that may itself be shown, and the model must not be so full that it repeats the
    cases: ten degrees of freedom are left over (Griffiths and others 2019, Handbook on Statistical Disclosure Control
    for Outputs, rule for regressions).
    """
    if not counts or min(int(row["residual_df"]) for row in counts) < RESIDUAL:
        return f"fewer than {RESIDUAL} degrees of freedom are left"
    if any(int(row[part]) < threshold for row in counts for part in ("with_outcome", "without")):
        return f"a level has fewer than {threshold} cases with the outcome or without it"
    return ""


def cleared(term: ModelTerm, rule: str, profile: Profile) -> ModelTerm:
    """A term as it may be shown: hidden whole by the rule, else with no more digits than are printed."""
    if rule:
        return replace(
            term, cases=None, left_out=None, coefficient=None, odds_ratio=None, low=None, high=None, p=None,
            status="hidden", rule=rule,
        )  # fmt: skip
    return replace(
        term, cases=_rounded(term.cases, profile), left_out=_rounded(term.left_out, profile),
        coefficient=_short(term.coefficient), odds_ratio=_short(term.odds_ratio), low=_short(term.low),
        high=_short(term.high), p=_short(term.p), status="shown",
    )  # fmt: skip


def _rounded(count: int | None, profile: Profile) -> int | None:
    """A count as the profile prints counts; None where it is too small to be shown."""
    if count is None or 0 < count < profile.threshold:
        return None
    return (2 * count + profile.round_to) // (2 * profile.round_to) * profile.round_to


def _short(number: float | None) -> float | None:
    """Three digits: more would help nobody but who works back to counts."""
    return None if number is None else float(f"{number:.{DIGITS}g}")
