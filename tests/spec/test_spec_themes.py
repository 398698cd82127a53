"""What the theme variables mean: whether a report read in depth has a passage coded under a heading of the briefing."""

from __future__ import annotations

from small import derives_theme


def test_theme_working_together() -> None:
    """Agencies working together and sharing information: one coded passage is enough; a report that was not read in depth has none to code."""
    derives_theme(
        """
        SCR_ID INDEPTH | theme_working_together
        A      yes     | yes
        B      yes     | yes            # one passage or several
        C      yes     | no             # coded, but under another heading
        D      yes     | no             # read, and nothing coded
        E      no      | not_applicable
        F      blank   | blank
        """,
        """
        case_id theme
        A       working_together
        B       working_together
        B       working_together
        B       assessments
        C       assessments
        """,
    )


def test_theme_assessments() -> None:
    """Assessments: one coded passage is enough; a report that was not read in depth has none to code."""
    derives_theme(
        """
        SCR_ID INDEPTH | theme_assessments
        A      yes     | yes
        B      yes     | yes            # one passage or several
        C      yes     | no             # coded, but under another heading
        D      yes     | no             # read, and nothing coded
        E      no      | not_applicable
        F      blank   | blank
        """,
        """
        case_id theme
        A       assessments
        B       assessments
        B       assessments
        B       listening
        C       listening
        """,
    )


def test_theme_vulnerability_risk() -> None:
    """Vulnerability and risk: one coded passage is enough; a report that was not read in depth has none to code."""
    derives_theme(
        """
        SCR_ID INDEPTH | theme_vulnerability_risk
        A      yes     | yes
        B      yes     | yes            # one passage or several
        C      yes     | no             # coded, but under another heading
        D      yes     | no             # read, and nothing coded
        E      no      | not_applicable
        F      blank   | blank
        """,
        """
        case_id theme
        A       vulnerability_risk
        B       vulnerability_risk
        B       vulnerability_risk
        B       assessments
        C       assessments
        """,
    )


def test_theme_poor_engagement() -> None:
    """Uncertainty and poor engagement: one coded passage is enough; a report that was not read in depth has none to code."""
    derives_theme(
        """
        SCR_ID INDEPTH | theme_poor_engagement
        A      yes     | yes
        B      yes     | yes            # one passage or several
        C      yes     | no             # coded, but under another heading
        D      yes     | no             # read, and nothing coded
        E      no      | not_applicable
        F      blank   | blank
        """,
        """
        case_id theme
        A       poor_engagement
        B       poor_engagement
        B       poor_engagement
        B       listening
        C       listening
        """,
    )


def test_theme_listening() -> None:
    """Listening to children: one coded passage is enough; a report that was not read in depth has none to code."""
    derives_theme(
        """
        SCR_ID INDEPTH | theme_listening
        A      yes     | yes
        B      yes     | yes            # one passage or several
        C      yes     | no             # coded, but under another heading
        D      yes     | no             # read, and nothing coded
        E      no      | not_applicable
        F      blank   | blank
        """,
        """
        case_id theme
        A       listening
        B       listening
        B       listening
        B       domestic_abuse
        C       domestic_abuse
        """,
    )


def test_theme_domestic_abuse() -> None:
    """Domestic abuse and separation: one coded passage is enough; a report that was not read in depth has none to code."""
    derives_theme(
        """
        SCR_ID INDEPTH | theme_domestic_abuse
        A      yes     | yes
        B      yes     | yes            # one passage or several
        C      yes     | no             # coded, but under another heading
        D      yes     | no             # read, and nothing coded
        E      no      | not_applicable
        F      blank   | blank
        """,
        """
        case_id theme
        A       domestic_abuse
        B       domestic_abuse
        B       domestic_abuse
        B       suicide_cse
        C       suicide_cse
        """,
    )


def test_theme_suicide_cse() -> None:
    """The suicide and sexual exploitation of adolescents: one coded passage is enough; a report that was not read in depth has none to code."""
    derives_theme(
        """
        SCR_ID INDEPTH | theme_suicide_cse
        A      yes     | yes
        B      yes     | yes            # one passage or several
        C      yes     | no             # coded, but under another heading
        D      yes     | no             # read, and nothing coded
        E      no      | not_applicable
        F      blank   | blank
        """,
        """
        case_id theme
        A       suicide_cse
        B       suicide_cse
        B       suicide_cse
        B       domestic_abuse
        C       domestic_abuse
        """,
    )
