"""The figures that are stated by hand for GNU PSPP: headline figures, and others of every shape, from the data dictionary.

``pspp_syntax`` runs them on the delivered files; nothing here is taken from the declarations.
"""

from __future__ import annotations

from collections.abc import Mapping

from pspp_syntax import HEADINGS, Hand, Tally

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
}  # fmt: skip


# Of final reports, of those on adolescents and of suicides: what the reports record, a variable each. A statistic and what
# it must be 1 in; "either" and "both" as SPSS has them.
EITHER, BOTH = "substance", "{} = 1 AND {} = 1"
OF_REPORTS = {
    "parental_mental_ill_health": "ANY(PAR_MH, 1)", "parental_alcohol": "ANY(PAR_ALC, 1)",
    "parental_drugs": "ANY(PAR_DRUG, 1)", "parental_criminal_record": "ANY(PAR_CRIM, 1)",
    "multiple_partners": "ANY(PARTNERS, 1)", "acrimonious_separation": "ANY(SEPARATN, 1)",
    "social_isolation": "ANY(ISOLATED, 1)", "poverty": "ANY(POVERTY, 1)", "neglect_feature": "ANY(NEGLECT, 1)",
    "missed_appointments": "ANY(MISSAPPT, 1)", "closed_after_non_engagement": "ANY(CLOSED_NE, 1)",
}  # fmt: skip
# Combinations rest on four variables: where a report is silent on one of them, none of them is known.
FOUR = "(DOM_ABUSE + PAR_MH + PAR_ALC + PAR_DRUG)"
COMBINED = {
    "any_domestic_abuse": "DOM_ABUSE = 1", "any_mental_ill_health": "PAR_MH = 1", "any_alcohol": "PAR_ALC = 1",
    "any_drugs": "PAR_DRUG = 1", "abuse_with_ill_health": BOTH.format("DOM_ABUSE", "PAR_MH"),
    "abuse_with_alcohol": BOTH.format("DOM_ABUSE", "PAR_ALC"), "abuse_with_drugs": BOTH.format("DOM_ABUSE", "PAR_DRUG"),
    "ill_health_with_alcohol": BOTH.format("PAR_MH", "PAR_ALC"), "ill_health_with_drugs": BOTH.format("PAR_MH", "PAR_DRUG"),
    "alcohol_with_drugs": BOTH.format("PAR_ALC", "PAR_DRUG"),
    "all_four_factors": "DOM_ABUSE + PAR_MH + PAR_ALC + PAR_DRUG = 4",
}  # fmt: skip
OF_YOUNG_PEOPLE = {
    "adolescent_social_media": "ANY(SOCMEDIA, 1)", "adolescent_self_harm": "ANY(SELFHARM, 1)",
    "adolescent_camhs": "ANY(CAMHS, 1)", "adolescent_school_exclusion": "ANY(SCH_EXCL, 1)",
}  # fmt: skip
OF_CHILDREN = {
    "child_neglect": "ANY(NEGLECT, 1)", "child_self_harm": "ANY(SELFHARM, 1)", "child_camhs": "ANY(CAMHS, 1)",
    "child_school_exclusion": "ANY(SCH_EXCL, 1)", "child_social_media": "ANY(SOCMEDIA, 1)",
    "child_exploitation": "ANY(VALUE(HARMCAT), 3) OR ANY(CSE, 1)",
}  # fmt: skip
OF_SUICIDES = {
    "suicide_self_harm": "ANY(SELFHARM, 1)", "suicide_domestic_abuse": "ANY(DOM_ABUSE, 1)",
    "suicide_separation": "ANY(SEPARATN, 1)", "suicide_substance_misuse": EITHER,
    "suicide_school_exclusion": "ANY(SCH_EXCL, 1)",
    "history_abuse": "ANY(DOM_ABUSE, 1)", "history_mental_ill_health": "ANY(PAR_MH, 1)", "history_substances": EITHER,
    "history_separation": "ANY(SEPARATN, 1)", "history_neglect": "ANY(NEGLECT, 1)", "history_self_harm": "ANY(SELFHARM, 1)",
    "history_camhs": "ANY(CAMHS, 1)", "history_exclusion": "ANY(SCH_EXCL, 1)", "history_social_media": "ANY(SOCMEDIA, 1)",
}  # fmt: skip
CODED_FOR_EACH = {
    "suicide_known_to_social_care": "ANY(CSC_INV, 1, 2)", "history_known": "ANY(CSC_INV, 1, 2)",
    "history_open": "ANY(CSC_INV, 1)", "history_girls": "ANY(SEX, 2)", "history_age_16": "AGE_MTHS >= 192",
    "history_looked_after": "ANY(PLACEMT, 3, 4)", "history_cases": "1",
}  # fmt: skip
YOUNG = "reports = 1 AND AGE_MTHS >= 132"
EXPLOITED = "reports = 1 AND (ANY(VALUE(HARMCAT), 3) OR ANY(CSE, 1))"
HISTORY = {name: answer for name, answer in OF_SUICIDES.items() if name.startswith("history")}
HISTORY_CODED = {name: answer for name, answer in CODED_FOR_EACH.items() if name.startswith("history")}
for _base, _cases, _figures, _stays in (
    (REPORTS, "reports = 1", OF_REPORTS | OF_CHILDREN, SILENT_STAYS),
    ("adolescent_reports_2011_14", YOUNG, OF_YOUNG_PEOPLE | OF_CHILDREN, SILENT_STAYS),
    (REPORTS, "reports = 1", {"child_disability": "ANY(DISAB, 1)", "child_looked_after": "ANY(PLACEMT, 3, 4)"}, ()),
    ("adolescent_reports_2011_14", YOUNG, {"child_looked_after": "ANY(PLACEMT, 3, 4)", "child_reports": "1"}, ()),
    (SUICIDES, "suicide = 1", OF_SUICIDES, SILENT_STAYS),
    (SUICIDES, "suicide = 1", CODED_FOR_EACH, ()),
    ("exploited_reports_2011_14", EXPLOITED, HISTORY, SILENT_STAYS),
    ("exploited_reports_2011_14", EXPLOITED, HISTORY_CODED, ()),
    (PERIOD, "latest = 1", {"plan_ever": "ANY(status, 1, 2)"}, ()),
):
    FIGURES |= {(name, _base, "all"): (Hand(_cases, answer), _stays) for name, answer in _figures.items()}
FIGURES |= {  # a sum with a missing part is missing, and so is what is added to it and taken away again
    (name, REPORTS, "all"): (Hand("reports = 1", f"({answer}) + {FOUR} - {FOUR}"), ())
    for name, answer in COMBINED.items()
}

EIGHT = "(DOM_ABUSE + PAR_MH + PAR_ALC + PAR_DRUG + PAR_ACE + PAR_CRIM + PARTNERS + SEPARATN)"
SAMPLE = {
    ("sample_size", "all"): "1", ("sample_fatal", "all"): "ANY(OUTCOME, 1)", ("sample_sex", "male"): "ANY(SEX, 1)",
    ("sample_age", "y1_to_5"): "RANGE(AGE_MTHS, 12, 71)", ("sample_region", "south_east"): "ANY(REGION, 8)",
}  # fmt: skip
# A level of each distribution, and whole bases: a base that is exchanged shows in either.
FIGURES |= {
    ("reviews_by_year", PERIOD, "y2012_13"): (
        Hand("latest = 1", "RANGE(INC_DATE, DATE.DMY(1, 4, 2012), DATE.DMY(31, 3, 2013))"), (),
    ),
    ("involvement", PERIOD, "never_known"): (Hand("latest = 1", "ANY(CSC_INV, 4)"), ()),
    ("known_by_period", "database", "all"): (Hand("everyone = 1", "ANY(CSC_INV, 1, 2)"), ()),
    ("aware_by_period", "database", "all"): (Hand("everyone = 1", "ANY(CSC_INV, 1, 2, 3)"), ()),
    ("all_plans", "plans_in_database", "all"): (Hand("ANY(status, 1, 2)", "1"), ()),
    ("age_by_sex", PERIOD, "m3_to_11"): (Hand("latest = 1", "RANGE(AGE_MTHS, 3, 11)"), ()),
    ("all_ages", PERIOD, "all"): (Hand("latest = 1", "1"), ()),
    ("placement", PERIOD, "hospital"): (Hand("latest = 1", "ANY(PLACEMT, 5)"), ()),
    ("death_category", DEATHS, "covert_filicide"): (Hand("died = 1", "ANY(VALUE(DEATHCAT), 3)"), ()),
    ("harm_category", "serious_harm_2011_14", "neglect"): (
        Hand("latest = 1 AND OUTCOME = 2", "ANY(VALUE(HARMCAT), 4)"), (),
    ),
    ("adolescent_death_category", "adolescent_deaths_2011_14", "suicide"): (
        Hand("died = 1 AND AGE_MTHS >= 132", "ANY(VALUE(DEATHCAT), 8)"), (),
    ),
    ("age_by_death_category", DEATHS, "under_1"): (Hand("died = 1", "AGE_MTHS < 12"), ()),
    ("parental_factors", REPORTS, "none"): (Hand("reports = 1", f"{EIGHT} = 0"), SILENT_STAYS),
    ("several_parental_factors", REPORTS, "all"): (Hand("reports = 1", f"{EIGHT} >= 2"), SILENT_STAYS),
    ("parental_combinations", REPORTS, "none"): (Hand("reports = 1", f"{FOUR} = 0"), ()),
    ("child_reports", REPORTS, "all"): (Hand("reports = 1", "1"), ()),
    ("child_disability", "adolescent_reports_2011_14", "all"): (Hand(YOUNG, "ANY(DISAB, 1)"), ()),
    ("suicide_sex", SUICIDES, "female"): (Hand("suicide = 1", "ANY(SEX, 2)"), ()),
    ("suicide_age", SUICIDES, "y16_plus"): (Hand("suicide = 1", "AGE_MTHS >= 192"), ()),
    **{
        (name, base, level): (Hand(cases, answer), ())
        for base, cases in (
            (PERIOD, "latest = 1"), (REPORTS, "reports = 1"), ("in_depth_2011_14", "reports = 1 AND INDEPTH = 1"),
        )
        for (name, level), answer in SAMPLE.items()
    },
}  # fmt: skip

# Plans for neglect, of both sources; whole bases; headings of the reports read in depth.
NEGLECT, SIX_YEARS = "ANY(plan, 1, 5)", "RANGE(INC_DATE, DATE.DMY(1, 4, 2005), DATE.DMY(31, 3, 2011))"
FIGURES |= {
    **{
        ("plan_category", "plans_in_database", level): (Hand("ANY(status, 1, 2)", f"ANY(plan, {code})"), ())
        for level, code in {"neglect": 1, "sexual": 3, "emotional": 4, "multiple_with_neglect": 5}.items()
    },
    ("plan_neglect", "plans_2011_14", "all"): (Hand("latest = 1 AND ANY(status, 1, 2)", NEGLECT), ()),
    ("neglect_plan_share", "plans_in_database", "all"): (Hand("ANY(status, 1, 2)", NEGLECT), ()),
    ("neglect_plan_past", "database", "all"): (Hand("everyone = 1", f"status = 2 AND {NEGLECT}"), ()),
    ("neglect_plan_current_by_period", "database", "all"): (Hand("everyone = 1", f"status = 1 AND {NEGLECT}"), ()),
    ("sex_of_neglect_plans_2005_11", "neglect_plan_children_2005_11", "female"): (
        Hand(f"{SIX_YEARS} AND ANY(status, 1, 2) AND {NEGLECT}", "ANY(SEX, 2)"), (),
    ),
    ("all_reviews_2005_11", "reviews_2005_11", "all"): (Hand(SIX_YEARS, "1"), ()),
    ("all_by_age", PERIOD, "all"): (Hand("latest = 1", "1"), ()),
    ("all_deaths", "deaths_in_database", "all"): (Hand("ANY(OUTCOME, 1)", "1"), ()),
    ("age_median", PERIOD, "p50"): (Hand("latest = 1", "AGE_MTHS >= 0"), ()),
    ("neglect_in_reports", REPORTS, "all"): (Hand("reports = 1", "ANY(NEGLECT, 1)"), SILENT_STAYS),
    **{
        (f"speaks_of_{statistic}", "in_depth_2011_14", "all"): (
            Hand("INDEPTH = 1", f"NOT MISSING({name}) AND {name} = 1"), (),
        )
        for name, statistic in HEADINGS.items()
    },
}  # fmt: skip

# Rates: the events by hand, over the children of the years from April of the first to March after the last.
YEARS = {"reviews_2003_05": (2003, 2), "reviews_2005_07": (2005, 2), "reviews_2007_09": (2007, 2),
         "reviews_2009_11": (2009, 2), PERIOD: (2011, 3)}  # fmt: skip
EVENTS = {"death_rate": "ANY(OUTCOME, 1)", "maltreatment_death_rate": "RANGE(DEATHCAT, 1, 5)"}
RATES = {
    (statistic, base, "all"): (
        Hand(f"RANGE(INC_DATE, DATE.DMY(1, 4, {first}), DATE.DMY(31, 3, {first + many}))", event), (first, many),
    )
    for statistic, event in EVENTS.items() for base, (first, many) in YEARS.items()
}  # fmt: skip
HANDS = {" ".join(key): hand for key, (hand, _) in [*FIGURES.items(), *RATES.items()]}


def stated(
    tallies: Mapping[str, Tally], children: Mapping[int, int]
) -> dict[tuple[str, str, str], tuple[int, int, int]]:
    """What PSPP finds of each figure: count, denominator and missing cases."""
    found = {}
    for key, (_, stays) in FIGURES.items():
        one = tallies[" ".join(key)]  # where a kind of missing stays, no other occurs here
        found[key] = (one.yes, one.base if stays else one.known, one.base - one.known)
    for key, (_, (first, many)) in RATES.items():
        one = tallies[" ".join(key)]
        found[key] = (one.yes, sum(children[first + year] for year in range(many)), one.base - one.known)
    return found
