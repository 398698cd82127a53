"""Plan episodes and the researchers' code: two sources that mostly, and by design not always, agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from scr_analysis.synthetic import printed
from scr_analysis.synthetic.cases import Case, Episode
from scr_analysis.synthetic.dealing import choose, for_code, pick, whole

CENSUS = dict(
    zip(printed.CATEGORIES, ("neglect", "physical", "sexual", "emotional", "multiple", "multiple"), strict=True)
)
DELIVERED = date(2014, 12, 31)
BEFORE_BIRTH = 90  # days: a plan may begin for an unborn child


@dataclass(frozen=True)
class Story:
    """How the two sources came to say what they say of a child whose reconciled status is ``status``."""

    status: str
    researchers: str
    cases: tuple[int, int, int, int, int]
    needs_category: bool = False


# The number of cases runs over the periods. The first three are the conflicts: three in 2011-14, six in all.
STORIES = {
    "open_but_coded_past": Story("current", "past", (1, 0, 0, 0, 1)),
    "ended_but_coded_never": Story("past", "never", (0, 0, 1, 0, 1), needs_category=True),
    "later_but_coded_current": Story("never", "current", (0, 0, 0, 1, 1)),
    "current_not_coded": Story("current", "not_known", (1, 1, 1, 0, 2), needs_category=True),
    "past_not_coded": Story("past", "not_known", (0, 1, 1, 0, 1), needs_category=True),
    "later_not_coded": Story("never", "not_known", (0, 0, 0, 0, 1)),
    "current_not_delivered": Story("current", "current", (6, 4, 4, 2, 2)),
    "past_not_delivered": Story("past", "past", (6, 4, 5, 2, 3)),
    "starts_that_day": Story("current", "current", (0, 0, 1, 0, 1)),
    "ends_that_day": Story("current", "current", (0, 1, 0, 0, 1)),
    "ended_the_day_before": Story("past", "past", (0, 0, 0, 1, 1)),
    "later_plan": Story("never", "never", (2, 3, 5, 3, 6)),
}
CONFLICTS = ("open_but_coded_past", "ended_but_coded_never", "later_but_coded_current")
# Episodes of children who are in no review: the linkage must find them and set them aside.
STRAYS = (
    ("SYN-2001", Episode(date(2008, 5, 12), date(2009, 2, 3), "neglect")),
    ("SYN-2002", Episode(date(2011, 9, 26), date(2012, 6, 15), "emotional")),
    ("SYN-2003", Episode(date(2013, 11, 4), None, "physical")),
)


def give_plan_records(rng: Random, cases: list[Case]) -> None:
    """CPPLAN, CPCAT and the plan episodes of every case."""
    for place, period in enumerate(printed.PERIODS):
        members = [case for case in cases if case.period == period]
        for name, story in STORIES.items():
            for case in pick(rng, members, story.cases[place], for_code(_fits, name)):
                case.plan_story = name
    for case in cases:
        case.episodes = sorted(_episodes(rng, case), key=lambda episode: episode.start)
        case.values["CPPLAN"] = STORIES[case.plan_story].researchers if case.plan_story in STORIES else case.plan
        case.values["CPCAT"] = _researchers_category(rng, case)


def _fits(case: Case, name: str) -> float:
    """Whether a case may be told a story; a plan that starts after the incident needs a child who survived."""
    story = STORIES[name]
    fits = case.plan_story == "plain" and case.plan == story.status
    if name.startswith("later"):
        fits = fits and not case.fatal
    if name == "later_but_coded_current":
        fits = fits and case.values["CSC_INV"] == "open"
    if story.needs_category:  # the episode alone cannot say "multiple excluding neglect"
        fits = fits and case.plan_category != "multiple_without_neglect"
    return float(fits)


def _researchers_category(rng: Random, case: Case) -> str | None:
    """Blank where the researchers do not know of a plan, not applicable where they say there was none."""
    if case.values["CPPLAN"] == "not_known":
        return None
    if case.values["CPPLAN"] == "never":
        return "not_applicable"
    return case.plan_category or choose(rng, {"neglect": 3, "emotional": 2, "physical": 1})


def _episodes(rng: Random, case: Case) -> list[Episode]:
    story, incident, day = case.plan_story, case.incident, timedelta(days=1)
    if story.endswith("not_delivered"):
        return []
    if story.startswith("later"):
        return [_later(rng, case)]
    if case.plan not in ("current", "past") or case.plan_category is None:
        return []
    category = CENSUS[case.plan_category]
    if story == "starts_that_day":
        return [Episode(incident, _end_after(rng, case, incident), category)]
    if story in ("ends_that_day", "ended_the_day_before"):
        end = incident if story == "ends_that_day" else incident - day
        return [Episode(_start_before(rng, case, end), end, category)]
    deciding = _current(rng, case, category) if case.plan == "current" else _past(rng, case, category)
    return [deciding, *_earlier(rng, case, deciding)]


def _lived(case: Case, until: date) -> int:
    """Days in which a plan could have begun: the child's life, and the last months before birth."""
    return int(case.months * 30.4) + BEFORE_BIRTH - (case.incident - until).days


def _start_before(rng: Random, case: Case, end: date) -> date:
    return end - timedelta(days=whole(rng, 30, max(31, min(600, _lived(case, end)))))


def _end_after(rng: Random, case: Case, day: date) -> date | None:
    """Soon after a death, later otherwise; about a third were still open, or never closed, at delivery."""
    if rng.random() < 0.35:
        return None
    return min(DELIVERED, day + timedelta(days=whole(rng, 3, 45 if case.fatal else 420)))


def _current(rng: Random, case: Case, category: str) -> Episode:
    start = case.incident - timedelta(days=whole(rng, 1, min(600, _lived(case, case.incident))))
    return Episode(start, _end_after(rng, case, case.incident), category)


def _past(rng: Random, case: Case, category: str) -> Episode:
    gap = 2 + int(rng.random() ** 2 * min(1500, _lived(case, case.incident) // 2 - 5))
    end = case.incident - timedelta(days=gap)
    return Episode(_start_before(rng, case, end), end, category)


def _earlier(rng: Random, case: Case, later: Episode) -> list[Episode]:
    """A third of the older children had an earlier plan too."""
    end = later.start - timedelta(days=whole(rng, 40, 300))
    if rng.random() > 0.35 or _lived(case, end) < 200:
        return []
    category = choose(rng, {later.category: 4, "neglect": 2, "emotional": 1, "physical": 1})
    return [Episode(_start_before(rng, case, end), end, category)]


def _later(rng: Random, case: Case) -> Episode:
    start = case.incident + timedelta(days=whole(rng, 5, 90))
    category = choose(rng, {"neglect": 2, "physical": 2, "emotional": 1})
    end = min(DELIVERED, start + timedelta(days=whole(rng, 120, 420)))
    return Episode(start, None if rng.random() < 0.4 else end, category)
