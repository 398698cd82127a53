"""What the derived variables of children's social care involvement mean: open, closed, below threshold, never known."""

from __future__ import annotations

from small import derives


def test_social_care_involvement() -> None:
    """As coded by the researchers from the notification."""
    derives(
        "social_care_involvement",
        """
        CSC_INV         | social_care_involvement
        open            | open
        closed          | closed
        below_threshold | below_threshold
        never_known     | never_known
        not_known       | not_known
        blank           | blank
        """,
    )


def test_known_to_social_care() -> None:
    """Yes where the case was open at the time or had been closed before: the 64 % of the briefing."""
    derives(
        "known_to_social_care",
        """
        social_care_involvement | known_to_social_care
        open                    | yes
        closed                  | yes
        below_threshold         | no    # referred, but no service followed
        never_known             | no
        not_known               | not_known
        blank                   | blank
        """,
    )


def test_aware_of_child() -> None:
    """Yes also where the child had been referred or assessed without a service: 64 and 14 make the 78 %."""
    derives(
        "aware_of_child",
        """
        social_care_involvement | aware_of_child
        open                    | yes
        closed                  | yes
        below_threshold         | yes
        never_known             | no
        not_known               | not_known
        blank                   | blank
        """,
    )
