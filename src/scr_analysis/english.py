"""A declaration in English: what is counted, of which base, in which group."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scr_analysis.estimates import ALL, HIDDEN, Estimate
from scr_analysis.missing import COLUMNS
from scr_analysis.rounding import decimals, grouped, half_up, whole_percent
from scr_analysis.study import Study
from scr_analysis.study.declarations import Codes, Statistic
from scr_analysis.study.modelling import Level, Term


def typeset(text: str) -> str:
    """Set apostrophes and the dashes of ranges of years as a printer would."""
    return re.sub(r"(?<=\d)-(?=\d)", "–", text).replace("'", "’")


def listed(words: Sequence[str], last: str = "or") -> str:
    """Words in a row: "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def rule(study: Study, codes: Codes) -> str:
    """A rule of columns and codes: "Sex: Female; Nature of the incident: Death"."""
    coded = study.codebook.analysis_columns()
    parts = []
    for column, names in codes.items():
        labels = [coded[column][name] for name in names]
        others = [label if label[1:] != label[1:].lower() else lowered(label) for label in labels[1:]]
        parts.append(f"{study.codebook.label(column)}: {listed([labels[0], *others])}")
    return "; and ".join(parts)


def lowered(label: str) -> str:
    """A label inside a sentence; names ("North East") and abbreviations keep their capitals."""
    second = label.partition(" ")[2][:1]
    plain = label[1:2].islower() and " " in label[:12] and not second.isupper()
    return label[:1].lower() + label[1:] if plain else label


def counted(study: Study, statistic: Statistic, level: str) -> str:
    """What the numerator of an estimate counts."""
    if statistic.kind == "quantile":
        return f"{study.codebook.label(str(statistic.of))}: {QUANTILES[level]}"
    if statistic.of:
        return rule(study, {statistic.of: [level]})
    if isinstance(statistic.numerator, dict):
        return rule(study, statistic.numerator)
    return f"Every {study.bases[statistic.base[0]].unit}"


def level_label(study: Study, term: Term, level: Level) -> str:
    """What a level of a model's term is called: its own label, or those of its codes."""
    labels = study.codebook.analysis_columns()[term.of]
    return level.label or ", ".join(labels[code] for code in level.codes)


QUANTILES = {"p25": "lower quartile", "p50": "median", "p75": "upper quartile"}


def group(study: Study, name: str) -> str:
    """A group in English: "2009-11, Female"; nothing for all cases."""
    if name == ALL:
        return ""
    coded = study.codebook.analysis_columns()
    pairs = [pair.split("=", 1) for pair in name.split(";")]
    return ", ".join(coded[column][code] for column, code in pairs)


def missing(study: Study, estimate: Estimate) -> str:
    """The cases of the base that give no answer, by kind: "3 not known, 5 report silent on this"."""
    found = [
        f"{HIDDEN if count is None else grouped(count)} {study.codebook.missing_kinds[kind].label}"
        for kind, count in zip(COLUMNS, estimate.missing, strict=True)
        if count != 0
    ]
    return ", ".join(found) or "none"


def interval(estimate: Estimate) -> str:
    """The limits of the interval as printed: "58% to 69%"."""
    if estimate.hidden or estimate.low is None or estimate.high is None:
        return "[c]" if estimate.hidden else ""
    if estimate.method.startswith("poisson"):
        return f"{decimals(estimate.low, 2)} to {decimals(estimate.high, 2)}"
    return f"{half_up(estimate.low)}% to {half_up(estimate.high)}%"


def bounds(estimate: Estimate) -> str:
    """The share if every missing case were a no, and if every one were a yes."""
    if estimate.hidden or estimate.bound_low is None or estimate.bound_high is None:
        return HIDDEN if estimate.hidden or None in estimate.missing else ""
    return f"{half_up(estimate.bound_low)}% to {half_up(estimate.bound_high)}%"


def value(statistic: Statistic, one: Estimate) -> str:
    """The estimate as printed: a whole percentage, a rate to two places, or a quantile."""
    if one.hidden:
        return HIDDEN
    if one.estimate is None:
        return ""
    if statistic.kind in ("rate", "quantile"):
        return f"{one.estimate:.2f}".removesuffix(".00")
    if one.too_small:
        return f"{grouped(one.n or 0)} of {grouped(one.denominator or 0)}"
    return f"{whole_percent(one.n or 0, one.denominator or 1)}%"


def definition(study: Study, statistic: Statistic) -> str:
    """What a statistic is, in sentences made from its declaration."""
    unit = study.bases[statistic.base[0]].unit
    where = "each of its bases" if len(statistic.base) > 1 else f"the base “{study.bases[statistic.base[0]].title}”"
    by = listed([study.codebook.label(column) for column in statistic.by], "and") if statistic.by else ""
    apart = f", for all together and for each group by {lowered(by)}" if by else ""
    return f"{_what(study, statistic, unit, where)}{apart}. {_staying(study, statistic)}".strip()


def _what(study: Study, statistic: Statistic, unit: str, where: str) -> str:
    if statistic.kind == "distribution":
        return f"How the {unit}s of {where} divide among the answers to “{study.codebook.label(str(statistic.of))}”"
    if statistic.kind == "quantile":
        return (
            f"The quartiles and the median of “{study.codebook.label(str(statistic.of))}” over the {unit}s of {where}"
        )
    if not isinstance(statistic.numerator, dict):
        return f"Every {unit} of {where}"
    counted_where = condition(study, statistic.numerator)
    if statistic.kind == "rate":
        return f"For each 100,000 child-years of {where}, the {unit}s where {counted_where}"
    return f"Of the {unit}s of {where}, those where {counted_where}"


def condition(study: Study, codes: Codes) -> str:
    """A rule as a clause: "“Sex” is “Female” and “Nature of the incident” is “Death”"."""
    coded = study.codebook.analysis_columns()
    return " and ".join(
        f"“{study.codebook.label(column)}” is {listed([f'“{coded[column][name]}”' for name in names])}"
        for column, names in codes.items()
    )


def _staying(study: Study, statistic: Statistic) -> str:
    """Which missing answers leave the denominator."""
    if not statistic.columns():
        return ""
    if not statistic.stays:
        return "A case whose answer is missing leaves the denominator."
    kinds = listed([f"“{study.codebook.missing_kinds[kind].label}”" for kind in statistic.stays])
    return f"A case marked {kinds} stays in the denominator and is not counted; any other missing answer leaves it."
