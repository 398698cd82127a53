"""prose: the briefing's one text, with every number, word and claim printed from a protected estimate.

Takes ``report/briefing.md.j2``, estimates, comparisons, tables and charts; gives ``text/briefing.md``,
``text/figures.json`` and ``audit/claims.csv``, which says of every word told of a figure how firmly it stands.
Stops at an unknown id, a digit typed in prose, and a claim that the data do not support; every fault with its line.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jinja2

from scr_analysis.comparisons import read_comparisons
from scr_analysis.errors import Fault, FaultsFound, refuse
from scr_analysis.estimates import read_estimates
from scr_analysis.files import json_text, read_json, write_all
from scr_analysis.render.compared import Compared
from scr_analysis.render.digits import typed_digits
from scr_analysis.render.figures import Figures
from scr_analysis.render.finishing import broken_words, finished
from scr_analysis.render.guarding import undefined
from scr_analysis.render.lines import line_of
from scr_analysis.render.placing import Placing
from scr_analysis.render.printing import Printing
from scr_analysis.render.state import notices
from scr_analysis.render.telling import claims_csv
from scr_analysis.signed import signed_of
from scr_analysis.study import Study

TEMPLATE = "report/briefing.md.j2"


def render_prose(study: Study, release: str, edition: str, root: Path, results: Path, draft: bool = False) -> int:
    """Render the text of one release; gives how many numbers and claims it prints. Raises FaultsFound.

    A ``draft`` is made even where the data do not support a word: its sentence is marked, and the text says it is one.
    """
    source = _source(root)
    faults = typed_digits(source, TEMPLATE, study.wording.plain_facts)
    profile = study.disclosure.profile(release)
    figures = Figures(study, read_estimates(results / "estimates.csv"), profile)
    about = {"id": release, "title": study.release(release).title, "synthetic": study.release(release).synthetic}
    placing = Placing(source, read_json(results / "tables/tables.json"), read_json(results / "charts/charts.json"))
    compared = Compared(study, read_comparisons(results / "comparisons.csv"), figures.estimates)
    printing = Printing(study, figures, placing, compared, TEMPLATE, source)
    try:
        text = _rendered(source, printing, {"edition": json.loads(edition), "release": about})
    except FaultsFound as found:
        refuse([*found.faults, *faults])
        raise
    broken = broken_words(printing, text)
    unnoted = printing.rounding.missed(TEMPLATE)
    refuse([*faults, *printing.faults, *unnoted, *(() if draft else broken)])
    text, told = finished(printing, text)
    state = {"draft": draft, "notices": notices(draft, len(broken), signed_of(results / "audit/signoffs.csv"))}
    about_it = {"release": {**about, **state}, "edition": json.loads(edition)}
    written = {
        results / "text/briefing.md": text,
        results / "text/figures.json": json_text({**about_it, **figures.as_json(), **placing.as_json()}),
        results / "audit/claims.csv": claims_csv(told),
    }
    write_all(written)
    return figures.printed


def _source(root: Path) -> str:
    try:
        return (root / TEMPLATE).read_text(encoding="utf-8")
    except FileNotFoundError:
        fault = Fault(TEMPLATE, "", "the file is not there", "restore it: it is the briefing's text")
        raise FaultsFound([fault]) from None
    except UnicodeDecodeError:
        fault = Fault(TEMPLATE, "", "is not UTF-8 text", "save it again with the encoding UTF-8")
        raise FaultsFound([fault]) from None


def _rendered(source: str, printing: Printing, context: dict[str, Any]) -> str:
    """The template rendered; a mistake in its own syntax becomes a fault with its line."""
    functions = printing.functions()
    unknown = undefined(printing.fault, sorted(functions))
    environment = jinja2.Environment(undefined=unknown, trim_blocks=True, lstrip_blocks=True)
    try:
        template = environment.from_string(source)
        printing.line_of = template.get_corresponding_lineno
        return template.render(**context, **functions)
    except jinja2.TemplateSyntaxError as error:
        fault = Fault(
            TEMPLATE,
            f"line {error.lineno}",
            f"cannot be read: {error.message}",
            "check the braces and quotes there and above",
        )
    except (jinja2.UndefinedError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        line = line_of(error)
        fault = Fault(TEMPLATE, line, f"cannot be printed: {error}", "see docs/prose.md for what the prose may call")
    raise FaultsFound([fault, *printing.faults])
