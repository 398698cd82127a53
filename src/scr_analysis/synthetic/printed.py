"""The figures the twin must give: counts in print, and the counts that printed percentages stand for.

Sources, in short:
  page    the list "Figures the synthetic twin must give exactly" that comes with the extracts
  RR023   2003-05 biennial analysis         RR226   2009-11 biennial analysis
  NSPCC   Neglect and serious case reviews, 2005-11 (2013)
  RR545   2011-14 triennial analysis        G287    ADC 2016, 101 Suppl 1, A161 (deaths 2011-13)
A tuple over the periods runs in the order of ``PERIODS``.
"""

from __future__ import annotations

from datetime import date

PERIODS = ("p2003_05", "p2005_07", "p2007_09", "p2009_11", "p2011_14")
SPANS = {
    "p2003_05": (date(2003, 4, 1), date(2005, 3, 31)),
    "p2005_07": (date(2005, 4, 1), date(2007, 3, 31)),
    "p2007_09": (date(2007, 4, 1), date(2009, 3, 31)),
    "p2009_11": (date(2009, 4, 1), date(2011, 3, 31)),
    "p2011_14": (date(2011, 4, 1), date(2014, 3, 31)),
}
# page: 161, 189, 268, 189, 293
REVIEWS = {"p2003_05": 161, "p2005_07": 189, "p2007_09": 268, "p2009_11": 189, "p2011_14": 293}

BANDS = {  # completed months, first and last
    "under_1": (0, 11),
    "y1_to_5": (12, 71),
    "y6_to_10": (72, 131),
    "y11_to_15": (132, 191),
    "y16_plus": (192, 215),
}
# RR023 for 2003-05: under 1 47 %, over 11 25 %, of these over 16 9 %.
# NSPCC for 2005-11: under 1 30 % of 101 and 45 % of 544, so 276; 1 to 5 24 %, so 155; 6 to 10 64.
AGES = {
    "p2003_05": {"under_1": 75, "y1_to_5": 32, "y6_to_10": 14, "y11_to_15": 25, "y16_plus": 15},
    "p2005_07": {"under_1": 82, "y1_to_5": 46, "y6_to_10": 18, "y11_to_15": 28, "y16_plus": 15},
    "p2007_09": {"under_1": 116, "y1_to_5": 65, "y6_to_10": 27, "y11_to_15": 39, "y16_plus": 21},
    "p2009_11": {"under_1": 78, "y1_to_5": 47, "y6_to_10": 19, "y11_to_15": 29, "y16_plus": 16},
}
# The two middle periods have 276 deaths between them: the printed 0.63 per 100,000 a year counts these.
FATAL = {"p2003_05": 106, "p2005_07": 124, "p2007_09": 152, "p2009_11": 119}

# 2011-14, by age band in the order of BANDS. page: 197 deaths, 30 sudden unexpected deaths, 17 suicides, which lead
# among adolescents. RR545: 86 deaths directly from maltreatment in the family (the first five rows). G287: outside
# the family 5 %, not related 4 %, unclear 2 %. The age of each category is supposed.
DEATHS = {
    "fatal_physical_abuse": (20, 16, 2, 0, 0),
    "severe_cruelty": (1, 5, 1, 1, 0),
    "covert_filicide": (5, 4, 2, 0, 0),
    "overt_filicide": (2, 9, 10, 3, 0),
    "extreme_neglect": (2, 2, 0, 1, 0),
    "extra_familial": (0, 1, 1, 4, 4),
    "sudi": (30, 0, 0, 0, 0),
    "suicide": (0, 0, 0, 9, 8),
    "risk_taking_accident": (0, 3, 2, 6, 5),
    "other_related": (9, 8, 2, 3, 3),
    "not_related": (3, 2, 1, 1, 1),
    "unclear": (3, 1, 0, 1, 0),
}
HARMS = {
    "physical_abuse": (38, 6, 1, 0, 0),
    "sexual_abuse_family": (0, 1, 2, 5, 2),
    "sexual_exploitation": (0, 0, 0, 6, 5),
    "neglect": (5, 5, 2, 1, 0),
    "risk_taking_violent": (0, 0, 0, 6, 5),
    "other_harm": (2, 1, 1, 1, 1),
}

# page for 2011-14 (45, 19, 14, 22 %); RR226 for 2009-11 (42, 23, 14, 21 %), none not known in either.
INVOLVEMENT = {
    "p2009_11": {"never_known": 40, "below_threshold": 27, "not_known": 0, "closed": 43, "open": 79},
    "p2011_14": {"never_known": 64, "below_threshold": 41, "not_known": 0, "closed": 56, "open": 132},
}
# page: "just over half" of the 17 suicides were open to social care.
SUICIDES_INVOLVEMENT = {"never_known": 2, "below_threshold": 2, "closed": 4, "open": 9}

# Plans after reconciliation, by category in the order below.
# page for 2011-14: 35 and 35. RR226: current 10 % in 2009-11, 16 % before.
# NSPCC for 2005-11: any plan 175, of them neglect 73, physical 32, sexual 12, emotional 19, multiple 28 with and 11
# without neglect; a plan for neglect (alone or among several) current 59 (12, 9, 6 % of the periods), past 42.
CATEGORIES = ("neglect", "physical", "sexual", "emotional", "multiple_with_neglect", "multiple_without_neglect")
PLANS = {
    "p2003_05": {"current": (11, 4, 1, 3, 5, 1), "past": (8, 5, 2, 2, 2, 1)},
    "p2005_07": {"current": (17, 3, 1, 2, 6, 1), "past": (10, 5, 3, 2, 4, 1)},
    "p2007_09": {"current": (17, 8, 3, 5, 7, 3), "past": (12, 9, 3, 4, 5, 3)},
    "p2009_11": {"current": (9, 3, 0, 3, 3, 1), "past": (8, 4, 2, 3, 3, 2)},
    "p2011_14": {"current": (15, 4, 1, 11, 3, 1), "past": (15, 6, 3, 6, 3, 2)},
}

# page: 175 final reports of the 293, 66 read in depth; NSPCC: 139 reports in 2009-11, 43 of them non-fatal.
# G287: reports were had for 126 deaths. All 17 suicides were studied, so all have a report.
REPORTS_FATAL = {"p2009_11": 96, "p2011_14": 126}
REPORTS_HARM = {"p2009_11": 43, "p2011_14": 49}
IN_DEPTH = 66

# Characteristics recorded in the final reports. page, of the 175: domestic abuse 94, mental ill-health 93, alcohol
# 65, drugs 66, either 82, so both 49. The 2009-11 counts are supposed.
RECORDED_PARENTS = {
    "p2009_11": {"DOM_ABUSE": 74, "PAR_MH": 72},
    "p2011_14": {"DOM_ABUSE": 94, "PAR_MH": 93},
}
SUBSTANCES = {  # both, alcohol only, drugs only
    "p2009_11": (35, 14, 13),
    "p2011_14": (49, 16, 17),
}
# NSPCC: neglect a feature of 83 of 139, 27 of them among the 43 non-fatal; about 62 % of the 175.
NEGLECT_FATAL = {"p2009_11": 56, "p2011_14": 78}
NEGLECT_HARM = {"p2009_11": 27, "p2011_14": 31}
# page: 15 of the 17 who died by suicide were in touch with CAMHS.
SUICIDES_CAMHS = 15
