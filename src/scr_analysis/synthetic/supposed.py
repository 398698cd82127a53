"""Plausible values where nothing is in print: shares, counts, and how strongly things go together."""

from __future__ import annotations

# Involvement before 2009, when some was not known.
INVOLVEMENT_EARLIER = {"never_known": 0.17, "below_threshold": 0.12, "not_known": 0.05, "closed": 0.20, "open": 0.46}
# Reviews whose plan status neither source gives; none in 2011-14.
PLAN_NOT_KNOWN = {"p2003_05": 4, "p2005_07": 3, "p2007_09": 5, "p2009_11": 2, "p2011_14": 0}
# Ages masked as not known, one review in each period before 2011.
AGE_NOT_KNOWN = {"p2003_05": 1, "p2005_07": 1, "p2007_09": 1, "p2009_11": 1, "p2011_14": 0}

# Reviews by year of the incident (from April), after the rise and fall of Ofsted's notifications.
YEARS = {
    "p2003_05": {2003: 0.48, 2004: 0.52},
    "p2005_07": {2005: 0.48, 2006: 0.52},
    "p2007_09": {2007: 0.50, 2008: 0.50},
    "p2009_11": {2009: 0.58, 2010: 0.42},
    "p2011_14": {2011: 0.30, 2012: 0.33, 2013: 0.37},
}

# Shares of the child population by region, and a little that is not known.
REGIONS = {
    "north_east": 0.05, "north_west": 0.13, "yorkshire_humber": 0.10, "east_midlands": 0.085, "west_midlands": 0.11,
    "east_of_england": 0.11, "london": 0.15, "south_east": 0.16, "south_west": 0.095, "not_known": 0.01,
}  # fmt: skip
SEX = {"not_known": 0.005, "female": 0.475, "male": 0.52}
SEX_2011_14 = {"not_known": 0.0, "female": 0.485, "male": 0.515}
# 11 % not known is in print; the groups are supposed.
ETHNIC = {"not_known": 0.11, "mixed": 0.075, "asian": 0.065, "black": 0.07, "other_group": 0.02, "white": 0.66}
DIVERSE_REGIONS = {"london": 4.0, "west_midlands": 1.8, "north_west": 1.1}
DISAB = {"not_recorded": 0.10, "yes": 0.12, "no": 0.78}
PLACEMT = {
    "foster_care": 0.025, "residential_secure": 0.02, "semi_independent": 0.028, "hospital": 0.037,
    "relatives": 0.04, "elsewhere": 0.02, "not_known": 0.02, "parents": 0.81,
}  # fmt: skip

# How much likelier a girl is than a boy among reviews of a category; 1 where none is named.
GIRLS = {
    "sexual_exploitation": 8.0, "sexual_abuse_family": 4.0, "sudi": 0.75, "extra_familial": 0.6,
    "risk_taking_accident": 0.6, "risk_taking_violent": 0.5, "fatal_physical_abuse": 0.8,
}  # fmt: skip

# How far a category shifts the family's latent need, in standard deviations.
NEED_SHIFT = {
    "overt_filicide": -0.5, "covert_filicide": -0.3, "not_related": -0.6, "extra_familial": -0.2, "sudi": 0.4,
    "extreme_neglect": 0.4, "severe_cruelty": 0.3, "neglect": 0.6, "sexual_exploitation": 0.3,
}  # fmt: skip

# Age in months at sudden unexpected death, and at other incidents in the first year: relative frequency of 0 to 11.
SUDI_MONTHS = (5, 8, 6, 4, 3, 2, 1.5, 1, 0.7, 0.5, 0.4, 0.3)
INFANT_MONTHS = (9, 10, 8, 6, 5, 4, 3, 3, 2, 2, 2, 2)

# Other characteristics of the final reports, of 139 and of 175.
RECORDED_FAMILY = {
    "p2009_11": {"PAR_ACE": 45, "PAR_CRIM": 42, "PARTNERS": 30, "SEPARATN": 33, "ISOLATED": 22, "POVERTY": 29},
    "p2011_14": {"PAR_ACE": 70, "PAR_CRIM": 58, "PARTNERS": 44, "SEPARATN": 49, "ISOLATED": 32, "POVERTY": 39},
}
RECORDED_ADOLESCENT = {  # CSE: beyond the reviews whose serious harm it was
    "p2009_11": {"SELFHARM": 16, "CAMHS": 14, "SCH_EXCL": 9, "SOCMEDIA": 3, "CSE": 4},
    "p2011_14": {"SELFHARM": 28, "CAMHS": 24, "SCH_EXCL": 15, "SOCMEDIA": 16, "CSE": 14},
}
SUICIDES_SELFHARM = 14
RECORDED_ENGAGEMENT = {
    "p2009_11": {"COOPMIST": 29, "MISSAPPT": 47, "CLOSED_NE": 28},
    "p2011_14": {"COOPMIST": 45, "MISSAPPT": 66, "CLOSED_NE": 40},
}
# Reports silent on the family as a whole, and beyond these on one characteristic.
SILENT = {"p2009_11": 4, "p2011_14": 5}
SILENT_ITEMS = {"PAR_ACE": 6, "PAR_CRIM": 4, "ISOLATED": 3, "POVERTY": 4}

# How a characteristic rises with latent need: the log of the odds for one standard deviation, roughly.
LOADINGS = {
    "DOM_ABUSE": 1.1, "PAR_MH": 0.8, "PAR_ACE": 0.8, "PAR_CRIM": 0.9, "PARTNERS": 1.0, "SEPARATN": 0.3,
    "ISOLATED": 0.4, "POVERTY": 0.7, "NEGLECT": 1.2, "COOPMIST": 0.5, "MISSAPPT": 0.8, "CLOSED_NE": 0.6,
    "SELFHARM": 0.2, "CAMHS": 0.2, "SCH_EXCL": 0.5, "SOCMEDIA": 0.0, "CSE": 0.3,
}  # fmt: skip

# Mid-year children in England, thousands, rounded to ten: synthetic approximations, not the ONS figures themselves.
# The mean of 2005 to 2008 is the 10.95 million that the printed 0.63 per 100,000 implies.
POPULATION_BANDS = ("<1", "1-5", "6-10", "11-15", "16-17")
POPULATION = {
    2003: (570, 2860, 3120, 3220, 1270), 2004: (580, 2860, 3060, 3210, 1290), 2005: (600, 2870, 3010, 3180, 1290),
    2006: (610, 2900, 2970, 3150, 1310), 2007: (630, 2950, 2930, 3120, 1320), 2008: (650, 3020, 2900, 3070, 1330),
    2009: (660, 3100, 2880, 3030, 1330), 2010: (670, 3180, 2890, 3000, 1310), 2011: (680, 3270, 2930, 2970, 1300),
    2012: (690, 3340, 3000, 2930, 1290), 2013: (680, 3410, 3080, 2890, 1280), 2014: (660, 3430, 3170, 2880, 1270),
}  # fmt: skip

# Final reports coded twice, and for each variable the chance that the second coder misses what the first recorded, and
# that the second records what the first did not.
CODED_TWICE = 60
READ_OTHERWISE = {
    "DOM_ABUSE": (0.06, 0.04), "PAR_MH": (0.12, 0.08), "PAR_ALC": (0.10, 0.05), "PAR_DRUG": (0.08, 0.04),
    "NEGLECT": (0.12, 0.12),
}  # fmt: skip
