"""model: analysis rows → models of them, and shares with missing answers imputed.

Case rows are read here, so all of it lies left of the line. Takes the analysis table, ``study/models.yaml`` and
``study/sensitivity.yaml``; gives ``models.csv``, ``model_cells.csv`` and ``imputed.csv``, all restricted; what of them
may be shown is decided by ``clear``. Stops where a model asks more of the cases than they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scr_analysis.agreement import Agreement, agreement_csv
from scr_analysis.errors import Fault, refuse
from scr_analysis.files import csv_text, read_rows, write_all
from scr_analysis.model import profile
from scr_analysis.model.agreement import Pairs, coded_twice, cohens_kappa, smallest_margin, unknown_variables
from scr_analysis.model.design import Counted, cells, counted
from scr_analysis.model.impute import imputed
from scr_analysis.model.logistic import Cells, Fit, firth, maximum_likelihood, rank_of
from scr_analysis.models import CONSTANT, ModelTerm, models_csv
from scr_analysis.sensitivity import assumed_csv
from scr_analysis.study import Study
from scr_analysis.study.modelling import Model

CELL_COLUMNS = ("model", "term", "level", "with_outcome", "without", "residual_df")


def model(study: Study, analysis: Path, double_coding: Path, confidence: float, restricted: Path) -> list[ModelTerm]:
    """Fit every declared model and write what it comes to. Raises FaultsFound."""
    rows = read_rows(analysis)
    found = {one.id: counted(one, study.inclusion(one.base), rows) for one in study.models.values()}
    made = {one.id: cells(one, found[one.id]) for one in study.models.values()}
    twice = coded_twice(read_rows(double_coding), {row["SCR_ID"] for row in rows})
    refuse(
        [
            *(fault for one in study.models.values() for fault in _unfit(one, made[one.id])),
            *unknown_variables(twice, study.codebook.tables["final_reports"].columns),
        ]
    )
    terms = [term for one in study.models.values() for term in fitted(one, found[one.id], made[one.id], confidence)]
    counts = [line for one in study.models.values() for line in level_counts(one, found[one.id])]
    shares = imputed(study, study.sensitivity.imputation, rows, confidence)
    write_all(
        {
            restricted / "models.csv": models_csv(terms),
            restricted / "model_cells.csv": csv_text(CELL_COLUMNS, counts),
            restricted / "imputed.csv": assumed_csv(shares),
            restricted / "agreement.csv": agreement_csv(agreements(twice, confidence)),
        }
    )
    return terms


def agreements(twice: Mapping[str, Pairs], confidence: float) -> Iterator[Agreement]:
    """Kappa of each variable that was coded twice."""
    for name, pairs in twice.items():
        found = cohens_kappa(pairs, confidence)
        yield Agreement(name, found.cases, found.kappa, found.low, found.high, smallest_margin(pairs))


def _unfit(one: Model, made: Cells) -> Iterator[Fault]:
    """A model of an outcome that never varies, or with a level that no case has or that another term repeats."""
    place = f"model {one.id}"
    events, cases = made.events.sum(), made.cases.sum()
    if not 0 < events < cases:
        problem = "all its cases have the same outcome, or it has none"
        yield Fault("study/models.yaml", place, problem, "choose another outcome, base or terms")
    elif rank_of(made.design) < one.parameters:
        problem = "some level has no case, or repeats what the others say, so its odds ratio is not defined"
        yield Fault("study/models.yaml", place, problem, "put that level together with another, or drop a term")


def fitted(one: Model, found: Counted, made: Cells, confidence: float) -> Iterator[ModelTerm]:
    """The constant and every level of every term, with profile intervals."""
    fit = maximum_likelihood(made)
    if one.firth == "always" or fit.separated:
        method = "Firth, for separation" if fit.separated else "Firth"
        fit = firth(made)
    else:
        method = "maximum likelihood"
    names = [(CONSTANT, ""), *((term.of, level.name) for term in one.terms for level in term.levels)]
    for place, (term, level) in enumerate(names):
        yield _term(one, found, made, fit, (place, term, level, f"{method}, profile interval"), confidence)


def _term(
    one: Model, found: Counted, made: Cells, fit: Fit, named: tuple[int, str, str, str], confidence: float
) -> ModelTerm:
    place, term, level, method = named
    low, high = profile.interval(made, fit, place, confidence)
    return ModelTerm(
        one.id, term, level, one.base, found.cases.total(), found.left_out,
        float(fit.coefficients[place]), profile.odds(float(fit.coefficients[place])), profile.odds(low),
        profile.odds(high), profile.p_value(made, fit, place), method, f"{confidence:g}",
    )  # fmt: skip


def level_counts(one: Model, found: Counted) -> Iterator[Sequence[object]]:
    """How many cases of each level have the outcome and how many do not: what the release rule looks at."""
    residual = found.cases.total() - one.parameters
    for number, term in enumerate(one.terms):
        for place, level in enumerate((term.reference, *term.levels)):
            yield (one.id, term.of, level.name, *found.by_level(number, place), residual)
