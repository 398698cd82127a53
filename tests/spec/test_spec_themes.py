"""What the theme variables mean: whether a report read in depth has a passage coded under a heading of the briefing."""

from __future__ import annotations

import pytest

from small import derives_theme

CASES = """
SCR_ID INDEPTH | theme_{theme}
A      yes     | yes
B      yes     | yes            # one passage or several
C      yes     | no             # coded, but under another heading
D      yes     | no             # read, and nothing coded
E      no      | not_applicable
F      blank   | blank
"""
PASSAGES = """
case_id theme
A       {theme}
B       {theme}
B       {theme}
B       {other}
C       {other}
"""


@pytest.mark.parametrize(
    ("theme", "other"),
    [
        ("working_together", "assessments"),
        ("assessments", "listening"),
        ("vulnerability_risk", "assessments"),
        ("poor_engagement", "listening"),
        ("listening", "domestic_abuse"),
        ("domestic_abuse", "suicide_cse"),
        ("suicide_cse", "domestic_abuse"),
    ],
)
def test_theme(theme: str, other: str) -> None:
    """One passage coded under the heading is enough; a report that was not read in depth has none to code."""
    derives_theme(CASES.format(theme=theme), PASSAGES.format(theme=theme, other=other))
