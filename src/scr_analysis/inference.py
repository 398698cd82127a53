"""The stage commands of inference: models of cases, what may be shown of them, and what follows from what is shown."""

from __future__ import annotations

import argparse
from pathlib import Path

ROOT = Path()


def model(options: argparse.Namespace) -> str:
    """Fit the declared models on the cases, and impute what is missing."""
    from scr_analysis.model import model as stage
    from scr_analysis.study import load_study

    study = load_study(ROOT, "models", "sensitivity")
    done = stage(study, options.analysis, options.double_coding, options.confidence, options.restricted)
    return f"{len(done)} terms; models: {len(study.models)}"


def clear(options: argparse.Namespace) -> str:
    """Decide what of models and imputed shares may be shown, and log every decision."""
    from scr_analysis.clear import clear as stage
    from scr_analysis.study import load_study

    study = load_study(ROOT, "disclosure", "models")
    shown = stage(study, options.release, options.restricted, options.out)
    return f"models shown: {shown} of {len(study.models)}; decisions in {options.out}/clearance.csv"


def assess(options: argparse.Namespace) -> str:
    """Set what is recorded together against chance, and correct for coder error, from protected estimates."""
    from scr_analysis.assess import assess as stage
    from scr_analysis.study import load_study

    return f"{stage(load_study(ROOT, 'associations', 'sensitivity'), options.results)} associations"
