"""The stage commands that prove numbers: the SPSS twin, what must add up, and the manifest.

Each imports only what it needs, since imports are most of the time on a thousand cases.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

ROOT = Path()


def spss_file(options: argparse.Namespace) -> str:
    """Write the analysis table as an SPSS file (restricted)."""
    from scr_analysis.spss.file import write_file
    from scr_analysis.study import load_study

    study = load_study(ROOT, "codebook", "releases")
    label = study.release(options.release).title
    return f"{write_file(study.codebook, options.analysis, label, options.out)} variables in {options.out}"


def spss_syntax(options: argparse.Namespace) -> str:
    """Write every statistic as SPSS syntax (public: it holds no data)."""
    from scr_analysis.spss.syntax import write_syntax
    from scr_analysis.study import load_study

    return f"{write_syntax(load_study(ROOT, 'statistics'), options.out)} statistics in {options.out}"


def spss_check(options: argparse.Namespace) -> str:
    """Count every statistic again with GNU PSPP, and compare."""
    from scr_analysis.spss.check import check as stage
    from scr_analysis.study import load_study

    study, given = load_study(ROOT, "statistics"), (options.syntax, options.file, options.estimates)
    done = stage(study, *given, options.out, options.agreed)
    return f"{done:,} estimates counted again by PSPP, and every count agrees"


def contracts(options: argparse.Namespace) -> str:
    """Hold the counts and percentages that are shown to the contracts of arithmetic."""
    from scr_analysis.contracts.record import record
    from scr_analysis.study import load_study

    done = record(load_study(ROOT, "contracts"), options.estimates, options.out)
    return f"{sum(done.values()):,} sums: {', '.join(f'{count:,} {outcome}' for outcome, count in done.items())}"


def manifest(options: argparse.Namespace) -> str:
    """Record what went in, what came out, and what made it."""
    from scr_analysis.manifest import write_manifest
    from scr_analysis.study import load_study

    config = json.loads(options.config)
    done = write_manifest(load_study(ROOT, "codebook", "releases"), config, ROOT, options.results)
    return f"{done} public files, told by their checksums in {options.results / 'audit/manifest.json'}"
