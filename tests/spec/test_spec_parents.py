"""What the derived variables of the parents mean. "Not mentioned" and a silent report are two different things."""

from __future__ import annotations

from small import derives


def test_substance_misuse() -> None:
    """Yes where alcohol or drugs are recorded; no where neither is and the report speaks of both."""
    derives(
        "substance_misuse",
        """
        PAR_ALC       PAR_DRUG      | substance_misuse
        recorded      recorded      | yes
        recorded      not_mentioned | yes
        not_mentioned recorded      | yes
        not_mentioned not_mentioned | no
        recorded      report_silent | yes             # one yes settles it, whatever the other is
        blank         recorded      | yes
        not_mentioned report_silent | report_silent   # the other might have been a yes
        report_silent not_mentioned | report_silent
        report_silent report_silent | report_silent
        no_report     no_report     | no_report
        report_silent blank         | blank           # the first kind in the order of precedence names the reason
        no_report     report_silent | report_silent
        """,
    )


def test_parental_factors() -> None:
    """How many of the eight are recorded; five and more are put together; missing where any of them is."""
    derives(
        "parental_factors",
        """
        DOM_ABUSE     PAR_MH        PAR_ALC       PAR_DRUG      PAR_ACE       PAR_CRIM      PARTNERS      SEPARATN      | parental_factors
        not_mentioned not_mentioned not_mentioned not_mentioned not_mentioned not_mentioned not_mentioned not_mentioned | none
        recorded      not_mentioned not_mentioned not_mentioned not_mentioned not_mentioned not_mentioned not_mentioned | one
        not_mentioned not_mentioned not_mentioned not_mentioned not_mentioned not_mentioned not_mentioned recorded      | one
        not_mentioned recorded      recorded      not_mentioned not_mentioned not_mentioned not_mentioned not_mentioned | two
        not_mentioned not_mentioned recorded      recorded      recorded      not_mentioned not_mentioned not_mentioned | three
        not_mentioned not_mentioned not_mentioned not_mentioned recorded      recorded      recorded      recorded      | four
        recorded      recorded      recorded      recorded      recorded      not_mentioned not_mentioned not_mentioned | five_plus
        recorded      recorded      recorded      recorded      recorded      recorded      not_mentioned not_mentioned | five_plus
        recorded      recorded      recorded      recorded      recorded      recorded      recorded      recorded      | five_plus
        report_silent report_silent report_silent report_silent report_silent report_silent report_silent report_silent | report_silent
        recorded      recorded      not_mentioned not_mentioned report_silent not_mentioned not_mentioned not_mentioned | report_silent
        no_report     no_report     no_report     no_report     no_report     no_report     no_report     no_report     | no_report
        recorded      not_mentioned blank         not_mentioned report_silent not_mentioned not_mentioned not_mentioned | blank
        """,
    )


def test_parental_combination() -> None:
    """Which of domestic abuse (d), mental ill-health (m), alcohol (a) and drugs (g) are recorded together."""
    derives(
        "parental_combination",
        """
        DOM_ABUSE     PAR_MH        PAR_ALC       PAR_DRUG      | parental_combination
        not_mentioned not_mentioned not_mentioned not_mentioned | none
        recorded      not_mentioned not_mentioned not_mentioned | d
        not_mentioned recorded      not_mentioned not_mentioned | m
        not_mentioned not_mentioned recorded      not_mentioned | a
        not_mentioned not_mentioned not_mentioned recorded      | g
        recorded      recorded      not_mentioned not_mentioned | dm
        recorded      not_mentioned recorded      not_mentioned | da
        recorded      not_mentioned not_mentioned recorded      | dg
        not_mentioned recorded      recorded      not_mentioned | ma
        not_mentioned recorded      not_mentioned recorded      | mg
        not_mentioned not_mentioned recorded      recorded      | ag
        recorded      recorded      recorded      not_mentioned | dma
        recorded      recorded      not_mentioned recorded      | dmg
        recorded      not_mentioned recorded      recorded      | dag
        not_mentioned recorded      recorded      recorded      | mag
        recorded      recorded      recorded      recorded      | dmag
        report_silent report_silent report_silent report_silent | report_silent
        recorded      recorded      report_silent not_mentioned | report_silent   # not known to be "dm" alone
        no_report     no_report     no_report     no_report     | no_report
        recorded      blank         report_silent not_mentioned | blank
        """,
    )
