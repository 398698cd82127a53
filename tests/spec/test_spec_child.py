"""What the derived variables of the child and the incident mean, case by case."""

from __future__ import annotations

from small import derives


def test_period() -> None:
    """A review belongs to the cycle of its incident date; a cycle begins on 1 April and ends on 31 March."""
    derives(
        "period",
        """
        INC_DATE   | period
        2003-04-01 | p2003_05   # the first day of the database
        2005-03-31 | p2003_05
        2005-04-01 | p2005_07
        2007-03-31 | p2005_07
        2007-04-01 | p2007_09
        2009-03-31 | p2007_09
        2009-04-01 | p2009_11
        2011-03-31 | p2009_11   # the last day before the period studied
        2011-04-01 | p2011_14   # and its first
        2012-02-29 | p2011_14
        2014-03-31 | p2011_14   # the last day of the series
        """,
    )


def test_year() -> None:
    """The twelve months from 1 April to 31 March in which the incident falls."""
    derives(
        "year",
        """
        INC_DATE   | year
        2003-04-01 | y2003_04
        2008-12-31 | y2008_09
        2009-03-31 | y2008_09
        2009-04-01 | y2009_10   # both halves of the name keep two digits
        2012-01-01 | y2011_12   # January belongs to the year that began in April before
        2012-03-31 | y2011_12
        2012-04-01 | y2012_13
        2014-03-31 | y2013_14
        """,
    )


def test_fatal() -> None:
    """Yes where the nature of the incident is death, no where it is serious harm."""
    derives(
        "fatal",
        """
        OUTCOME      | fatal
        death        | yes
        serious_harm | no
        """,
    )


def test_age_band() -> None:
    """Completed months grouped into bands: under 3 months, under 1, 1-5, 6-10, 11-15, 16 and over."""
    derives(
        "age_band",
        """
        AGE_MTHS  | age_band
        0         | under_3_months
        2         | under_3_months
        3         | m3_to_11
        11        | m3_to_11        # the month before the first birthday
        12        | y1_to_5
        71        | y1_to_5         # the month before the sixth
        72        | y6_to_10
        131       | y6_to_10        # the month before the eleventh
        132       | y11_to_15
        191       | y11_to_15       # the month before the sixteenth
        192       | y16_plus
        215       | y16_plus        # the month before the eighteenth
        not_known | not_known
        blank     | blank
        """,
    )


def test_age_group() -> None:
    """The age band, with the two bands of the first year put together."""
    derives(
        "age_group",
        """
        age_band       | age_group
        under_3_months | under_1
        m3_to_11       | under_1
        y1_to_5        | y1_to_5
        y6_to_10       | y6_to_10
        y11_to_15      | y11_to_15
        y16_plus       | y16_plus
        not_known      | not_known
        blank          | blank
        """,
    )


def test_infant() -> None:
    """Yes where the child was under 12 completed months old."""
    derives(
        "infant",
        """
        AGE_MTHS  | infant
        0         | yes
        2         | yes
        3         | yes
        11        | yes
        12        | no
        215       | no
        not_known | not_known
        blank     | blank
        """,
    )


def test_adolescent() -> None:
    """Yes from the eleventh birthday, 132 completed months, with no upper limit."""
    derives(
        "adolescent",
        """
        AGE_MTHS  | adolescent
        0         | no
        131       | no
        132       | yes
        191       | yes
        192       | yes
        215       | yes
        not_known | not_known
        blank     | blank
        """,
    )


def test_suicide() -> None:
    """Yes where the category of death is suicide; no for every other review, fatal or not."""
    derives(
        "suicide",
        """
        DEATHCAT             | suicide
        suicide              | yes
        risk_taking_accident | no
        unclear              | no
        not_applicable       | no      # serious harm: there is no death to have a category
        blank                | blank
        """,
    )


def test_death_group() -> None:
    """The twelve categories of death in five groups."""
    derives(
        "death_group",
        """
        DEATHCAT             | death_group
        fatal_physical_abuse | family_maltreatment
        severe_cruelty       | family_maltreatment
        covert_filicide      | family_maltreatment
        overt_filicide       | family_maltreatment
        extreme_neglect      | family_maltreatment
        extra_familial       | risk_or_extra_familial
        sudi                 | sudi
        suicide              | suicide
        risk_taking_accident | risk_or_extra_familial
        other_related        | other
        not_related          | other
        unclear              | other
        not_applicable       | not_applicable
        blank                | blank
        """,
    )


def test_sexual_exploitation() -> None:
    """Yes where the harm was sexual exploitation or the report records it; no only where the report speaks."""
    derives(
        "sexual_exploitation",
        """
        HARMCAT             CSE           | sexual_exploitation
        sexual_exploitation not_mentioned | yes             # either is enough
        not_applicable      recorded      | yes
        sexual_exploitation no_report     | yes             # whatever is missing of the other
        sexual_exploitation report_silent | yes
        blank               recorded      | yes
        physical_abuse      not_mentioned | no
        not_applicable      not_mentioned | no
        physical_abuse      report_silent | report_silent   # silence is not a no
        not_applicable      no_report     | no_report
        physical_abuse      blank         | blank
        blank               not_mentioned | blank           # the harm itself was left blank
        blank               no_report     | blank           # blank comes first in the order of kinds of missing
        """,
    )


def test_looked_after() -> None:
    """Yes where the child lived in foster care or in residential or secure care."""
    derives(
        "looked_after",
        """
        PLACEMT            | looked_after
        parents            | no
        relatives          | no
        foster_care        | yes
        residential_secure | yes
        hospital           | no
        semi_independent   | no
        elsewhere          | no
        not_known          | not_known
        blank              | blank
        """,
    )


def test_sibling_group() -> None:
    """How many siblings live in the household; four and more are put together."""
    derives(
        "sibling_group",
        """
        NSIBS     | sibling_group
        0         | none
        1         | one
        2         | two
        3         | three
        4         | four_plus
        12        | four_plus
        not_known | not_known
        blank     | blank
        """,
    )
