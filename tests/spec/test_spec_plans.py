"""Child protection plan at the incident: what the plan episodes say, what the researchers say, and which one wins."""

from __future__ import annotations

from small import derives_plans

RESEARCHERS_FIRST = ("CPPLAN", "cpd_plans")


def test_cp_plan_episodes() -> None:
    """Current: begun by the incident and not ended before it. Past: all that had begun had ended. Never: none begun."""
    derives_plans(
        """
        SCR_ID          INC_DATE   CPPLAN CPCAT          | cp_plan_episodes
        starts_on_day   2012-06-15 never  not_applicable | current
        starts_next_day 2012-06-15 never  not_applicable | never
        ends_on_day     2012-06-15 never  not_applicable | current
        ended_eve       2012-06-15 never  not_applicable | past
        one_day_plan    2012-06-15 never  not_applicable | current
        open_plan       2012-06-15 never  not_applicable | current
        open_later      2012-06-15 never  not_applicable | never
        past_and_open   2012-06-15 never  not_applicable | current   # one that is current outweighs any that ended
        overlapping     2012-06-15 never  not_applicable | current   # the longer of two that overlap still ran
        two_ended       2012-06-15 never  not_applicable | past
        past_and_later  2012-06-15 never  not_applicable | past      # what came after the incident says nothing
        none_delivered  2012-06-15 never  not_applicable | never
        """,
        """
        case_id         plan_start plan_end   category
        starts_on_day   2012-06-15 2012-12-01 neglect
        starts_next_day 2012-06-16 2012-12-01 neglect
        ends_on_day     2011-01-10 2012-06-15 neglect
        ended_eve       2011-01-10 2012-06-14 neglect
        one_day_plan    2012-06-15 2012-06-15 neglect
        open_plan       2010-03-01 blank      neglect
        open_later      2012-07-01 blank      neglect
        past_and_open   2008-02-01 2009-02-01 neglect
        past_and_open   2012-05-01 blank      neglect
        overlapping     2011-01-01 2012-12-31 neglect
        overlapping     2011-06-01 2011-12-31 neglect
        two_ended       2008-02-01 2009-02-01 neglect
        two_ended       2010-02-01 2011-02-01 neglect
        past_and_later  2008-02-01 2009-02-01 neglect
        past_and_later  2012-09-01 blank      neglect
        """,
    )


EPISODES = """
    case_id    plan_start plan_end   category
    is_on      2012-01-01 blank      neglect
    was_on     2010-01-01 2011-01-01 neglect
    later_only 2012-09-01 blank      neglect
"""


def test_cp_plan_status() -> None:
    """The first source in the declared precedence that has something to say; here the Child Protection Database."""
    derives_plans(
        """
        SCR_ID     INC_DATE   CPPLAN    CPCAT          | cp_plan_status
        is_on      2012-06-15 current   neglect        | current
        is_on      2012-06-15 past      neglect        | current    # in conflict: the episodes win
        is_on      2012-06-15 never     not_applicable | current
        is_on      2012-06-15 not_known not_applicable | current
        was_on     2012-06-15 current   neglect        | past
        later_only 2012-06-15 current   neglect        | never      # delivered, so the database does speak
        no_episode 2012-06-15 current   neglect        | current    # nothing delivered: the researchers' code stands
        no_episode 2012-06-15 past      neglect        | past
        no_episode 2012-06-15 never     not_applicable | never
        no_episode 2012-06-15 not_known not_applicable | not_known  # nobody speaks: the kind of missing stays
        no_episode 2012-06-15 blank     blank          | blank
        """,
        EPISODES,
        precedence=("cpd_plans", "CPPLAN"),
    )


def test_cp_plan_status_with_researchers_first() -> None:
    """The other way round: the episodes speak only where the researchers do not."""
    derives_plans(
        """
        SCR_ID     INC_DATE   CPPLAN    CPCAT          | cp_plan_status
        is_on      2012-06-15 past      neglect        | past       # in conflict: the researchers win
        is_on      2012-06-15 never     not_applicable | never
        is_on      2012-06-15 not_known not_applicable | current    # the researchers do not know: the episodes speak
        was_on     2012-06-15 blank     not_applicable | past
        later_only 2012-06-15 not_known not_applicable | never
        no_episode 2012-06-15 current   neglect        | current
        no_episode 2012-06-15 not_known not_applicable | not_known
        """,
        EPISODES,
        precedence=RESEARCHERS_FIRST,
    )


def test_plan_category() -> None:
    """The researchers' category; where they give none, that of the episode that decides the status."""
    derives_plans(
        """
        SCR_ID     INC_DATE   CPPLAN    CPCAT                    | cp_plan_status plan_category
        is_on      2012-06-15 current   emotional                | current        emotional    # the researchers' own
        is_on      2012-06-15 current   multiple_without_neglect | current        multiple_without_neglect
        is_on      2012-06-15 never     not_applicable           | current        physical     # the later of the current ones
        is_on      2012-06-15 current   blank                    | current        physical
        was_on     2012-06-15 past      not_applicable           | past           sexual       # the last that had ended
        many       2012-06-15 current   not_applicable           | current        multiple_with_neglect
        unnamed    2012-06-15 current   not_applicable           | current        blank
        no_episode 2012-06-15 current   not_applicable           | current        not_known    # a plan, and nobody says of what kind
        no_episode 2012-06-15 never     not_applicable           | never          not_applicable
        later_only 2012-06-15 current   neglect                  | never          not_applicable
        no_episode 2012-06-15 not_known not_applicable           | not_known      not_known
        no_episode 2012-06-15 blank     blank                    | blank          blank
        """,
        """
        case_id    plan_start plan_end   category
        is_on      2009-01-01 2010-01-01 sexual
        is_on      2012-03-01 blank      physical
        is_on      2012-01-01 blank      neglect     # not in order of date: the order is the software's work
        is_on      2012-09-01 blank      emotional
        was_on     2010-06-01 2011-01-01 sexual
        was_on     2008-01-01 2009-01-01 neglect
        was_on     2012-09-01 blank      emotional
        many       2012-01-01 blank      multiple
        unnamed    2012-01-01 blank      blank
        later_only 2012-09-01 blank      emotional
        """,
    )
