"""The stage commands that set the text, its editions and the supplementary tables.

Each imports only what it needs, since imports are most of the time on a thousand cases.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

ROOT = Path()


def prose(options: argparse.Namespace) -> str:
    """Set every number and every claim into the prose."""
    from scr_analysis.render.prose import render_prose
    from scr_analysis.study import load_study

    study = load_study(
        ROOT, "comparisons", "tables", "charts", "contracts", "wording", "releases", "published", "disclosure"
    )
    printed = render_prose(study, options.release, options.edition, ROOT, options.results, options.draft)
    return f"{printed} numbers and claims printed"


def pdf(options: argparse.Namespace) -> str:
    """Set the PDF edition."""
    from scr_analysis.render.pdf import build_pdf

    build_pdf(options.results, ROOT / "report", options.results / "briefing.pdf")
    return str(options.results / "briefing.pdf")


def html(options: argparse.Namespace) -> str:
    """Set the HTML edition."""
    from scr_analysis.render.html import build_html

    build_html(options.results, ROOT / "report", options.results / "briefing.html")
    return str(options.results / "briefing.html")


def supplement(options: argparse.Namespace) -> str:
    """Set the supplementary tables as one web page."""
    from scr_analysis.render.supplement import build_supplement

    count = build_supplement(_about(options), json.loads(options.edition), options.results, ROOT / "report")
    return f"{count} tables in {options.results / 'supplement.html'}"


def ods(options: argparse.Namespace) -> str:
    """Write the supplementary tables as a spreadsheet."""
    from scr_analysis.render.ods import build_ods

    count = build_ods(_about(options), json.loads(options.edition), options.results)
    return f"{count} tables in {options.results / 'tables.ods'}"


def _about(options: argparse.Namespace) -> Mapping[str, object]:
    from scr_analysis.render.state import of_supplement
    from scr_analysis.signed import signed_of
    from scr_analysis.study import load_study

    release = load_study(ROOT, "releases").release(options.release)
    return of_supplement(release, options.draft, signed_of(options.results / "audit/signoffs.csv"))


def docx(options: argparse.Namespace) -> str:
    """Set the Word edition."""
    from scr_analysis.render.docx import build_docx

    build_docx(options.results, ROOT / "report", options.results / "briefing.docx")
    return str(options.results / "briefing.docx")
