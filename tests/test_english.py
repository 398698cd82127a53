"""Declarations in English: what is counted, in which group, what is missing, and limits as printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core_run import core_run, study, study_in
from scr_analysis import english
from scr_analysis.estimates import Estimate


@pytest.mark.parametrize(
    ("statistic", "level", "text"),
    [
        ("fatal", "all", "The child died: Died"),
        (
            "known_to_social_care", "all",
            "Children's social care involvement at the time of the incident: Open case or closed case, known before",
        ),
        (
            "abuse_and_separation", "all",
            "Domestic abuse: Recorded; and Acrimonious separation: Recorded",
        ),
        ("sex", "female", "Sex: Female"),
        ("age_median", "p25", "Age at the incident in completed months: lower quartile"),
        ("age_median", "p50", "Age at the incident in completed months: median"),
        ("age_median", "p75", "Age at the incident in completed months: upper quartile"),
        ("reviews_in_database", "all", "Every review"),
    ],
)  # fmt: skip
def test_what_an_estimate_counts(statistic: str, level: str, text: str) -> None:
    assert english.counted(study(), study().statistics[statistic], level) == text


def test_every_estimate_can_be_said() -> None:
    for one in core_run().raw().values():
        said = english.counted(study(), study().statistics[one.statistic], one.level)
        assert said
        assert "_" not in said + english.group(study(), one.group)


@pytest.mark.parametrize(
    ("words", "text"),
    [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c"), (["a", "b", "c", "d"], "a, b, c or d")],
)
def test_words_in_a_row(words: list[str], text: str) -> None:
    assert english.listed(words) == text
    assert english.listed(words, "and") == text.replace(" or ", " and ")


@pytest.mark.parametrize(
    ("group", "text"),
    [
        ("all", ""),
        ("period=p2009_11", "2009-11"),
        ("SEX=female", "Female"),
        ("period=p2009_11;SEX=female", "2009-11, Female"),
    ],
)
def test_group(group: str, text: str) -> None:
    assert english.group(study(), group) == text


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Closed case", "closed case"),
        ("Severe and persistent cruelty", "severe and persistent cruelty"),
        ("A child", "A child"),  # one letter: it might be a name's
        ("CSE in the report", "CSE in the report"),  # an abbreviation keeps its capitals
        ("London", "London"),
        ("North East", "North East"),  # so does a name of two words
        ("South West", "South West"),
    ],
)
def test_label_inside_a_sentence(label: str, text: str) -> None:
    assert english.lowered(label) == text


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ("london, south_east, north_west", "London, South East or North West"),
        ("london, east_of_england", "London or East of England"),
        ("london, yorkshire_humber", "London or Yorkshire and The Humber"),
    ],
)
def test_regions_keep_their_names(tmp_path: Path, codes: str, said: str) -> None:
    entry = f"- {{id: it, title: It, base: database, numerator: {{REGION: [{codes}]}}}}\n"
    declared = study_in(tmp_path, "statistics", statistics=entry)
    counted = english.counted(declared, declared.statistics["it"], "all")
    assert counted == f"Government office region: {said}"


ONE = Estimate("s", "b", "all", "all", 3, 10, (0,) * 6, low=0.125, high=0.595, bound_low=0.005, bound_high=0.995)


def test_limits_as_printed() -> None:
    """Half up: 12.5 is 13, 59.5 is 60, 0.5 is 1, 99.5 is 100."""
    assert english.interval(ONE) == "13% to 60%"
    assert english.bounds(ONE) == "1% to 100%"
    rate = replace(ONE, method="poisson-exact", low=0.51, high=0.678)
    assert english.interval(rate) == "0.51 to 0.68"


def test_limits_that_are_hidden_or_not_there() -> None:
    nothing = replace(ONE, low=None, high=None, bound_low=None, bound_high=None)
    assert (english.interval(nothing), english.bounds(nothing)) == ("", "")
    hidden = replace(nothing, status="hidden")
    assert (english.interval(hidden), english.bounds(hidden)) == ("[c]", "[c]")
    still_there = replace(ONE, status="hidden")  # the status decides, whatever a field holds
    assert (english.interval(still_there), english.bounds(still_there)) == ("[c]", "[c]")


def test_missing_by_kind() -> None:
    """In the order of the columns of the estimates: not known, not recorded, report silent, …, blank."""
    assert english.missing(study(), ONE) == "none"
    some = replace(ONE, missing=(1200, 0, 5, 0, 0, 2))
    labels = [study().codebook.missing_kinds[kind].label for kind in ("not_known", "report_silent", "blank")]
    assert english.missing(study(), some) == f"1,200 {labels[0]}, 5 {labels[1]}, 2 {labels[2]}"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2011-14", "2011–14"),
        ("Children's social care", "Children’s social care"),
        ("Risk-taking", "Risk-taking"),
        ("mid-2012 to 2013", "mid-2012 to 2013"),
    ],
)
def test_typeset(text: str, printed: str) -> None:
    assert english.typeset(text) == printed
