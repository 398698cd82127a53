"""What is made from cases beside the estimates: models, imputed shares, agreement of coders, and the log of clearance.

None of it can be made again from published estimates, so each column is held to what it may say, and counts are counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import exp
from pathlib import Path

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.estimates import ALL, HIDDEN, Key
from scr_analysis.files import read_rows

DIGITS = {"models.csv": 3, "imputed.csv": 4, "agreement.csv": 2}  # that are published; more could carry a count
RESIDUAL = 10  # degrees of freedom that the rule for models asks for
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e[+-]?\d+)?")
_NOT_NUMBERS = ("", HIDDEN)


def models_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What models say: the cases that they rest on and leave out are together the base; ratios follow coefficients."""
    for row in read_rows(path):
        place = f"{row['model']}, {row['term']} {row['level']}".strip()
        if row["model"] not in context.study.models or row["base"] not in context.study.bases:
            yield Loose(name, f"{place}: the study declares no such model")
        yield from _digits(name, place, row, ("coefficient", "odds_ratio", "low", "high", "p"))
        yield from _counts(context, name, place, row, ("cases", "left_out"))
        if not _follows(row["coefficient"], row["odds_ratio"]):
            yield Loose(name, f"{place}: the odds ratio does not follow from the coefficient")
        key = _whole(context, row["base"])
        if key and row["cases"].isdigit() and row["left_out"].isdigit():
            yield Said(name, key, "n", str(int(row["cases"]) + int(row["left_out"])))


def _follows(coefficient: str, ratio: str) -> bool:
    """Whether an odds ratio is the power of a coefficient, both as they are rounded."""
    if coefficient in _NOT_NUMBERS or ratio in _NOT_NUMBERS:
        return coefficient == ratio
    middle, room = float(coefficient), 0.006 * max(1.0, abs(float(coefficient)))
    return exp(middle - room) <= float(ratio) * 1.006 and float(ratio) <= exp(middle + room) * 1.006


def _whole(context: Context, base: str) -> Key | None:
    """The estimate that counts every case of a base."""
    found = (one.id for one in context.study.statistics.values() if one.numerator == "all" and base in one.base)
    return next(((statistic, base, ALL, ALL) for statistic in found), None)


def shares_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What imputed shares say: nothing new of a figure that is shown exactly; of any other they say too much."""
    hidden = set(context.names.hidden)
    for row in read_rows(path):
        key, place = (row["statistic"], row["base"], row["group"], row["level"]), row["statistic"]
        yield from _digits(name, place, row, ("least", "most", "low", "high"))
        if row["least"] != HIDDEN and (key in hidden or context.rounded_to > 1):
            yield Loose(name, f"{place}: a share of a figure that is hidden or rounded")
        yield from context.said(f"{name}: assumption", row["assumption"].replace("20 imputations", ""), alone=False)


def agreement_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What the agreement of coders says: how many cases were coded twice and kappa, and nothing of the codes."""
    coded = context.study.codebook.analysis_columns()
    for row in read_rows(path):
        if row["variable"] not in coded or row["smallest_margin"]:
            yield Loose(name, f"{row['variable']}: more than the agreement of a variable of the codebook")
        yield from _digits(name, row["variable"], row, ("kappa", "low", "high"))
        yield from _counts(context, name, row["variable"], row, ("cases",))


def clearance_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What the log of clearance says: in its rules stand the thresholds of profiles and no other number."""
    profiles = context.study.disclosure.profiles.values()
    let = {f"fewer than {number}" for number in (RESIDUAL, *(one.threshold for one in profiles))}
    for row in read_rows(path):
        rule = re.sub(r"fewer than \d+\b", lambda hit: "" if hit.group() in let else hit.group(), row["rule"])
        yield from context.said(f"{name}: rule", rule, alone=False)


def _digits(name: str, place: str, row: dict[str, str], columns: tuple[str, ...]) -> Iterator[Loose]:
    """Numbers that are no numbers, or have more digits than are published."""
    for column in columns:
        text = row[column]
        plain = text.lower().partition("e")[0].replace(".", "").replace("-", "").lstrip("0")
        if text not in _NOT_NUMBERS and (not _NUMBER.fullmatch(text) or len(plain) > DIGITS[name]):
            yield Loose(name, f"{place}: {column} is no number of {DIGITS[name]} digits")


def _counts(context: Context, name: str, place: str, row: dict[str, str], columns: tuple[str, ...]) -> Iterator[Loose]:
    """Counts that are not rounded as those of the estimates are."""
    for column in columns:
        if row[column] != HIDDEN and (not row[column].isdigit() or int(row[column]) % context.rounded_to):
            yield Loose(name, f"{place}: {column} is no count as this release prints counts")
