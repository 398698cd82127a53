"""The headline figures, and others of every shape, counted again by GNU PSPP from the delivered files.

PSPP reads the .sav files itself and knows nothing of this package. Without it the tests are skipped, aloud; on CI they
fail.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from core_run import core_run
from pspp_syntax import Hand, Tally, tallied

PERIOD, REPORTS, DEATHS, SUICIDES = "reviews_2011_14", "final_reports_2011_14", "deaths_2011_14", "suicides_2011_14"
SILENT_STAYS = ("report_silent",)
EXPLOITED = "exploited_reports_2011_14"
EXPLOITATION = "reports = 1 AND (ANY(VALUE(HARMCAT), 3) OR ANY(CSE, 1))"

# statistic, base, level -> SPSS by hand, and which kinds of missing stay in the denominator (statistics.yaml, heading).
FIGURES: dict[tuple[str, str, str], tuple[Hand, tuple[str, ...]]] = {
    ("not_involved_at_incident", PERIOD, "all"): (Hand("latest = 1", "ANY(CSC_INV, 2, 3, 4)"), ()),
    ("known_to_social_care", PERIOD, "all"): (Hand("latest = 1", "ANY(CSC_INV, 1, 2)"), ()),
    ("below_threshold", PERIOD, "all"): (Hand("latest = 1", "ANY(CSC_INV, 3)"), ()),
    ("aware_of_child", PERIOD, "all"): (Hand("latest = 1", "ANY(CSC_INV, 1, 2, 3)"), ()),
    ("plan_current", PERIOD, "all"): (Hand("latest = 1", "ANY(status, 1)"), ()),
    ("plan_past", PERIOD, "all"): (Hand("latest = 1", "ANY(status, 2)"), ()),
    ("fatal", PERIOD, "all"): (Hand("latest = 1", "ANY(OUTCOME, 1)"), ()),
    ("domestic_abuse", REPORTS, "all"): (Hand("reports = 1", "ANY(DOM_ABUSE, 1)"), SILENT_STAYS),
    ("suicide_open_to_social_care", SUICIDES, "all"): (Hand("suicide = 1", "ANY(CSC_INV, 1)"), ()),
    ("suicide_camhs", SUICIDES, "all"): (Hand("suicide = 1", "ANY(CAMHS, 1)"), SILENT_STAYS),
    # ten more: missing data of each kind, several columns, "or", nested bases, levels, a group of an earlier period
    ("suicides", PERIOD, "all"): (Hand("latest = 1", "ANY(VALUE(DEATHCAT), 8)"), ()),
    ("infants", PERIOD, "all"): (Hand("latest = 1", "AGE_MTHS < 12"), ()),
    ("infants_under_3_months", "infants_2011_14", "all"): (Hand("latest = 1 AND AGE_MTHS < 12", "AGE_MTHS < 3"), ()),
    ("adolescents", PERIOD, "all"): (Hand("latest = 1", "AGE_MTHS >= 132"), ()),
    ("looked_after", PERIOD, "all"): (Hand("latest = 1", "ANY(PLACEMT, 3, 4)"), ()),
    ("disability", PERIOD, "all"): (Hand("latest = 1", "ANY(DISAB, 1)"), ()),
    ("ethnicity", PERIOD, "white"): (Hand("latest = 1", "ANY(ETHNIC, 1)"), ()),
    ("sex", PERIOD, "female"): (Hand("latest = 1", "ANY(SEX, 2)"), ()),
    ("age_group", PERIOD, "y6_to_10"): (Hand("latest = 1", "RANGE(AGE_MTHS, 72, 131)"), ()),
    ("maltreatment_deaths", DEATHS, "all"): (Hand("died = 1", "RANGE(DEATHCAT, 1, 5)"), ()),
    ("sudden_infant_deaths", "infant_deaths_2011_14", "all"): (
        Hand("died = 1 AND AGE_MTHS < 12", "ANY(DEATHCAT, 7)"), (),
    ),
    ("substance_misuse", REPORTS, "all"): (Hand("reports = 1", "substance"), SILENT_STAYS),
    ("parental_adversity", REPORTS, "all"): (Hand("reports = 1", "ANY(PAR_ACE, 1)"), SILENT_STAYS),
    ("abuse_and_separation", REPORTS, "all"): (Hand("reports = 1", "DOM_ABUSE = 1 AND SEPARATN = 1"), SILENT_STAYS),
    ("abuse_illness_and_misuse", REPORTS, "all"): (
        Hand("reports = 1", "DOM_ABUSE = 1 AND PAR_MH = 1 AND substance"), SILENT_STAYS,
    ),
    ("sexual_exploitation", REPORTS, "all"): (
        Hand("reports = 1", "ANY(VALUE(HARMCAT), 3) OR ANY(CSE, 1)"), SILENT_STAYS,
    ),
    ("cooperation_mistaken", "known_reports_2011_14", "all"): (
        Hand("reports = 1 AND ANY(CSC_INV, 1, 2)", "ANY(COOPMIST, 1)"), SILENT_STAYS,
    ),
    ("sample_region", "in_depth_2011_14", "london"): (Hand("reports = 1 AND INDEPTH = 1", "ANY(REGION, 7)"), ()),
    ("involvement_by_period", "database", "open"): (Hand("everyone = 1", "ANY(CSC_INV, 1)"), ()),
    ("plan_status", "database", "never"): (Hand("everyone = 1", "ANY(status, 3)"), ()),
    # the further tables of the series: siblings, categories in groups, plans for neglect, periods, the file of themes
    ("siblings", PERIOD, "none"): (Hand("latest = 1", "ANY(NSIBS, 0)"), ()),
    ("siblings", PERIOD, "four_plus"): (Hand("latest = 1", "NSIBS >= 4"), ()),
    ("disability_by_age", PERIOD, "no"): (Hand("latest = 1", "ANY(DISAB, 0)"), ()),
    ("nature_by_period", "database", "serious_harm"): (Hand("everyone = 1", "ANY(OUTCOME, 2)"), ()),
    ("region_by_period", "database", "south_west"): (Hand("everyone = 1", "ANY(REGION, 9)"), ()),
    ("death_group_by_period", "deaths_in_database", "risk_or_extra_familial"): (
        Hand("ANY(OUTCOME, 1)", "ANY(DEATHCAT, 6, 9)"), (),
    ),
    ("neglect_plan_current", "database", "all"): (Hand("everyone = 1", "status = 1 AND ANY(plan, 1, 5)"), ()),
    ("neglect_in_reports", "final_reports_2009_11", "all"): (
        Hand("earlier = 1 AND REPORT = 1", "ANY(NEGLECT, 1)"), SILENT_STAYS,
    ),
    ("history_cases", EXPLOITED, "all"): (Hand(EXPLOITATION, "everyone = 1"), ()),
    ("history_girls", EXPLOITED, "all"): (Hand(EXPLOITATION, "ANY(SEX, 2)"), ()),
    ("history_substances", EXPLOITED, "all"): (Hand(EXPLOITATION, "substance"), SILENT_STAYS),
    ("child_self_harm", "adolescent_reports_2011_14", "all"): (
        Hand("reports = 1 AND AGE_MTHS >= 132", "ANY(SELFHARM, 1)"), SILENT_STAYS,
    ),
    ("speaks_of_listening", "in_depth_2011_14", "all"): (
        Hand("INDEPTH = 1", "NOT MISSING(listening) AND listening = 1"), (),
    ),
    ("speaks_of_suicide_cse", "in_depth_2011_14", "all"): (
        Hand("INDEPTH = 1", "NOT MISSING(suicide_cse) AND suicide_cse = 1"), (),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def tallies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tally]:
    if shutil.which("pspp") is None:
        message = "NOT CHECKED AGAINST PSPP: install GNU PSPP (Debian and Ubuntu: apt install pspp) and run again"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    hands = {" ".join(key): hand for key, (hand, _) in FIGURES.items()}
    return tallied(hands, core_run().twin, Path(tmp_path_factory.mktemp("pspp")))


@pytest.mark.parametrize("key", FIGURES, ids=" ".join)
def test_figure_is_the_one_of_pspp(key: tuple[str, str, str], tallies: dict[str, Tally]) -> None:
    statistic, base, level = key
    tally, stays = tallies[" ".join(key)], FIGURES[key][1]
    one = core_run().raw()[statistic, base, "all", level]
    assert (one.n, sum(count or 0 for count in one.missing)) == (tally.yes, tally.base - tally.known)
    assert one.denominator == tally.known + sum(one.missing_of(kind) or 0 for kind in stays)
    if stays:  # nothing else is missing here: the denominator is the whole base
        assert one.denominator == tally.base
