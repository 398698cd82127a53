"""derive: checked tables → one analysis row a case, every derived variable beside the delivered ones.

Each derived variable is one function of a case, named as in the codebook and listed in ``RULES``. Gives the analysis
table, the conflicts between the researchers' plan code and the plan episodes (restricted), and their counts. Stops if a
derived value is neither a code nor a kind of missing that the codebook allows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from scr_analysis.derive import child, involvement, parents, plans, themes
from scr_analysis.derive.plans import Episode
from scr_analysis.errors import Fault, nearest, refuse
from scr_analysis.files import csv_text, read_rows, write_all
from scr_analysis.study.codebook import Codebook

Case = dict[str, str]

# In the order of the codebook: a rule may use what stands above it.
RULES: dict[str, Callable[[Case], str]] = {
    "period": child.period,
    "year": child.year,
    "fatal": child.fatal,
    "age_band": child.age_band,
    "age_group": child.age_group,
    "infant": child.infant,
    "adolescent": child.adolescent,
    "social_care_involvement": involvement.social_care_involvement,
    "known_to_social_care": involvement.known_to_social_care,
    "aware_of_child": involvement.aware_of_child,
    "suicide": child.suicide,
    "death_group": child.death_group,
    "sexual_exploitation": child.sexual_exploitation,
    "substance_misuse": parents.substance_misuse,
    "parental_factors": parents.parental_factors,
    "parental_combination": parents.parental_combination,
    "looked_after": child.looked_after,
    "sibling_group": child.sibling_group,
}
# These also need the plan episodes of the case, so they are made by ``with_plans``.
PLAN_VARIABLES = ("cp_plan_episodes", "cp_plan_status", "plan_category")
# And these its coded passages, by ``with_themes``.
THEME_VARIABLES = tuple(themes.HEADINGS)


def derive(codebook: Codebook, checked: Path, out: Path, restricted: Path) -> dict[str, int]:
    """Derive every variable of every case in ``checked``; gives the number of cases and of plan conflicts."""
    cases = read_rows(checked / "cases.csv")
    episodes = episodes_by_case(read_rows(checked / "episodes.csv"))
    coded = themes_by_case(read_rows(checked / "themes.csv"))
    refuse(_unmade(codebook))
    precedence = codebook.derived["cp_plan_status"].precedence
    analysis = [
        with_themes(with_plans(with_rules(case), episodes[case["SCR_ID"]], precedence), coded[case["SCR_ID"]])
        for case in cases
    ]
    refuse(_unmapped(codebook, analysis))
    conflicts = [case for case in analysis if plans.in_conflict(case, bool(episodes[case["SCR_ID"]]))]
    header = [*cases[0], *codebook.derived]
    write_all(
        {
            out / "analysis.csv": csv_text(header, ([case[name] for name in header] for case in analysis)),
            restricted / "plan_conflicts.csv": _conflicts_csv(conflicts),
            restricted / "plan_reconciliation.csv": _reconciliation_csv(analysis, episodes),
        }
    )
    return {"cases": len(analysis), "conflicts": len(conflicts)}


def with_rules(case: Case) -> Case:
    """The case with every variable of ``RULES`` added."""
    whole = dict(case)
    for name, rule in RULES.items():
        whole[name] = rule(whole)
    return whole


def with_plans(case: Case, episodes: Sequence[Episode], precedence: Sequence[str]) -> Case:
    """The case with its plan variables: from the episodes, then reconciled with the researchers' code."""
    status = plans.cp_plan_episodes(case["INC_DATE"], episodes)
    whole = {**case, "cp_plan_episodes": status}
    whole["cp_plan_status"] = plans.cp_plan_status(case["CPPLAN"], status, bool(episodes), precedence)
    whole["plan_category"] = plans.plan_category(whole, episodes)
    return whole


def with_themes(case: Case, coded: Collection[str]) -> Case:
    """The case with its theme variables, from the headings under which its passages are coded."""
    return {**case, **{name: themes.theme(case, coded, heading) for name, heading in themes.HEADINGS.items()}}


def themes_by_case(rows: Sequence[Case]) -> defaultdict[str, set[str]]:
    """The headings under which passages of each case are coded."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row["case_id"]].add(row["theme"])
    return found


def episodes_by_case(rows: Sequence[Case]) -> defaultdict[str, list[Episode]]:
    """The plan episodes of each case, in order of their start."""
    found: defaultdict[str, list[Episode]] = defaultdict(list)
    for row in rows:
        found[row["case_id"]].append(Episode(row["plan_start"], row["plan_end"], row["category"]))
    for episodes in found.values():
        episodes.sort()
    return found


def _unmade(codebook: Codebook) -> list[Fault]:
    made = {*RULES, *PLAN_VARIABLES, *THEME_VARIABLES}
    return [
        Fault("study/codebook.yaml", f"derived {name}", "no function derives this variable", nearest(name, made))
        for name in codebook.derived
        if name not in made
    ]


def _unmapped(codebook: Codebook, analysis: Sequence[Case]) -> list[Fault]:
    faults = []
    for name, derived in codebook.derived.items():
        allowed = {*derived.codes, *derived.missing}
        count = sum(case[name] not in allowed for case in analysis)
        if count:
            problem = f"{count:,} cases get neither a code nor a kind of missing that the codebook allows"
            remedy = f"add it to 'codes' or 'missing' of {name}, or mend the rule in src/scr_analysis/derive"
            faults.append(Fault("study/codebook.yaml", f"derived {name}", problem, remedy))
    return faults


def _conflicts_csv(conflicts: Sequence[Case]) -> str:
    columns = ("SCR_ID", "period", "CPPLAN", "cp_plan_episodes", "cp_plan_status")
    return csv_text(columns, ([case[name] for name in columns] for case in conflicts))


def _reconciliation_csv(analysis: Sequence[Case], episodes: Mapping[str, Sequence[Episode]]) -> str:
    """How the two sources met: a count for each combination, plans coded without a delivered episode among them."""
    columns = ("period", "CPPLAN", "cp_plan_episodes", "cp_plan_status")
    counted = Counter(
        (*(case[name] for name in columns), "delivered" if episodes[case["SCR_ID"]] else "none") for case in analysis
    )
    return csv_text((*columns, "episodes", "cases"), ((*key, count) for key, count in sorted(counted.items())))
