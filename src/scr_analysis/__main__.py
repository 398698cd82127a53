"""The command line: ``scr COMMAND …``, for what people ask, and for the stages as Snakemake calls them.

Each command imports only what it needs, since imports are most of the time on a thousand cases.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from scr_analysis.command_line import FOLDER, SWITCH, TEXT, Stages, run
from scr_analysis.errors import refuse
from scr_analysis.inference import assess, clear, model
from scr_analysis.options import confidence, configuration, edition, interval, small_bases
from scr_analysis.proving import contracts, manifest, spss_check, spss_file, spss_syntax
from scr_analysis.typesetting import docx, html, ods, pdf, prose, supplement

ROOT = Path()


def synthetic(options: argparse.Namespace) -> str:
    """Make the synthetic twin."""
    from scr_analysis.study import load_study
    from scr_analysis.synthetic import make_twin

    make_twin(load_study(ROOT, "codebook").codebook, options.out)
    return f"the synthetic twin stands in {options.out}"


def ingest(options: argparse.Namespace) -> str:
    """Read a release's extracts into typed tables."""
    from scr_analysis.ingest import ingest as stage
    from scr_analysis.study import load_study

    study = load_study(ROOT, "codebook", "releases")
    rows = stage(study, study.release(options.release), ROOT, options.out)
    return ", ".join(f"{count:,} rows of {table}" for table, count in rows.items())


def validate(options: argparse.Namespace) -> str:
    """Check the typed tables and link them, one row a case."""
    from scr_analysis.study import load_study
    from scr_analysis.validate import validate as stage

    matches = stage(load_study(ROOT, "codebook").codebook, options.typed, options.out, options.restricted)
    linked = (f"{one.right_matched:,} of {one.right_rows:,} {one.table}" for one in matches)
    return f"linked to the database: {', '.join(linked)}"


def derive(options: argparse.Namespace) -> str:
    """Derive every variable of every case."""
    from scr_analysis.derive import derive as stage
    from scr_analysis.study import load_study

    done = stage(load_study(ROOT, "codebook").codebook, options.checked, options.out, options.restricted)
    return f"{done['cases']:,} cases; {done['conflicts']:,} conflicts of plan status, listed in {options.restricted}"


def estimate(options: argparse.Namespace) -> str:
    """Evaluate every declared statistic."""
    from scr_analysis.estimate import Method
    from scr_analysis.estimate import estimate as stage
    from scr_analysis.study import load_study

    study = load_study(ROOT, "statistics", "contracts")
    method = Method(options.interval, options.confidence, options.small)
    done = stage(study, options.analysis, options.population, method, options.restricted)
    return f"{len(done):,} estimates of {len(study.statistics):,} statistics"


def protect(options: argparse.Namespace) -> str:
    """Hide what may identify a child, and log every decision."""
    from scr_analysis.protect import protect as stage
    from scr_analysis.study import load_study

    study = load_study(ROOT, "disclosure")
    done = stage(study, options.release, options.analysis, options.restricted, options.out)
    hidden = sum(one.hidden for one in done)
    return f"{hidden:,} of {len(done):,} estimates hidden; decisions in {options.out}/decisions.csv"


def compare(options: argparse.Namespace) -> str:
    """Compare protected estimates: trends, differences and samples, as declared."""
    from scr_analysis.compare import compare as stage
    from scr_analysis.study import load_study

    done = stage(load_study(ROOT, "comparisons"), options.estimates, options.confidence, options.out, options.small)
    families = {one.family for one in done}
    return f"{len(done)} comparisons in {len(families)} families"


def tables(options: argparse.Namespace) -> str:
    """Lay out the declared tables from protected estimates."""
    from scr_analysis.present.tables import present_tables
    from scr_analysis.study import load_study

    count = present_tables(
        load_study(ROOT, "tables", "contracts", "releases", "published"), options.release, options.results
    )
    return f"{count} tables"


def charts(options: argparse.Namespace) -> str:
    """Draw the declared charts from protected estimates."""
    from scr_analysis.present.charts import present_charts
    from scr_analysis.study import load_study

    count = present_charts(load_study(ROOT, "charts", "releases"), options.release, options.estimates, options.out)
    return f"{count} charts"


def assure(options: argparse.Namespace) -> str:
    """Say which figures are signed off, and which need a new look."""
    from scr_analysis.assure import assure as stage
    from scr_analysis.signed import SIGNED
    from scr_analysis.study import load_study

    found = stage(load_study(ROOT, "comparisons", "wording", "signoffs"), ROOT, options.results)
    signed, stale = sum(one.state == SIGNED for one in found), sum(one.stale for one in found)
    return f"{signed} of {len(found)} figures signed off; {stale} need a new look"


def audit(options: argparse.Namespace) -> str:
    """Follow every printed number back to its estimate."""
    from scr_analysis.audit.printed import audit as stage
    from scr_analysis.study import load_study

    done = stage(load_study(ROOT, "wording"), options.results)
    return f"{done} printed numbers traced, the same in every edition"


def trail(options: argparse.Namespace) -> str:
    """Put together, for each statistic and each analysis of them, all that proves it."""
    from scr_analysis.audit.trail import trail as stage
    from scr_analysis.study import load_study

    study = load_study(ROOT, "tables", "charts", "published", "sensitivity")
    count = stage(study, ROOT, options.results, options.counted_again)
    return f"{count} entries, each with its proof, in {options.results}/audit/index.html"


def attack(options: argparse.Namespace) -> str:
    """Try to work out what is hidden from what would be published."""
    from scr_analysis.attack import attack as stage
    from scr_analysis.attack.columns import knowledge
    from scr_analysis.derive import RULES as DERIVED
    from scr_analysis.ledger import read_ledger
    from scr_analysis.remaking import PARTS, remake
    from scr_analysis.study import load_study
    from scr_analysis.validate.rules import RULES

    study = load_study(ROOT, "disclosure", "signoffs", *PARTS)
    known = knowledge(DERIVED, RULES, partial(remake, study, options.release, options.confidence))
    done = stage(study, options.release, known, options.results, read_ledger(ROOT))
    refuse(done.faults(untied=not study.release(options.release).synthetic))
    return f"{len(done.said):,} facts read; {len(done.narrowed):,} of {len(done.hidden):,} hidden counts narrowed"


# Each command with its options: name, and how its value is read.
COMMANDS: Stages = {
    synthetic: {"out": FOLDER},
    ingest: {"release": TEXT, "out": FOLDER},
    validate: {"typed": FOLDER, "out": FOLDER, "restricted": FOLDER},
    derive: {"checked": FOLDER, "out": FOLDER, "restricted": FOLDER},
    estimate: {
        "analysis": FOLDER,
        "population": FOLDER,
        "interval": interval,
        "confidence": confidence,
        "small": small_bases,
        "restricted": FOLDER,
    },
    spss_file: {"release": TEXT, "analysis": FOLDER, "out": FOLDER},
    spss_syntax: {"out": FOLDER},
    spss_check: {"syntax": FOLDER, "file": FOLDER, "estimates": FOLDER, "out": FOLDER, "agreed": FOLDER},
    model: {"analysis": FOLDER, "double_coding": FOLDER, "confidence": confidence, "restricted": FOLDER},
    clear: {"release": TEXT, "restricted": FOLDER, "out": FOLDER},
    protect: {"release": TEXT, "analysis": FOLDER, "restricted": FOLDER, "out": FOLDER, "small": small_bases},
    compare: {"estimates": FOLDER, "confidence": confidence, "small": small_bases, "out": FOLDER},
    assess: {"results": FOLDER},
    contracts: {"estimates": FOLDER, "out": FOLDER},
    tables: {"release": TEXT, "results": FOLDER},
    charts: {"release": TEXT, "estimates": FOLDER, "out": FOLDER},
    assure: {"results": FOLDER},
    prose: {"release": TEXT, "edition": edition, "results": FOLDER, "draft": SWITCH},
    pdf: {"results": FOLDER},
    html: {"results": FOLDER},
    docx: {"results": FOLDER},
    supplement: {"release": TEXT, "edition": edition, "results": FOLDER, "draft": SWITCH},
    ods: {"release": TEXT, "edition": edition, "results": FOLDER, "draft": SWITCH},
    audit: {"results": FOLDER},
    trail: {"results": FOLDER, "counted_again": SWITCH},
    attack: {"release": TEXT, "confidence": confidence, "results": FOLDER},
    manifest: {"config": configuration, "results": FOLDER},
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives 0, or 1 where the user has something to put right."""
    return run(COMMANDS, arguments)


if __name__ == "__main__":
    # A command lives for about a second and leaves hardly any cycles: looking for them is a tenth of its time, and once
    # more at its end.
    gc.disable()
    code = main()
    gc.freeze()
    sys.exit(code)
