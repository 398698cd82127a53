"""The core of the pipeline, run once on the synthetic twin for all tests, and studies with parts replaced.

Nothing here is shared with the package but the stages' own entry points, called in their order.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from scr_analysis.assess import assess
from scr_analysis.clear import clear
from scr_analysis.compare import compare
from scr_analysis.comparisons import Comparison, read_comparisons
from scr_analysis.derive import derive
from scr_analysis.estimate import Method, estimate
from scr_analysis.estimates import Estimate, Key, read_estimates
from scr_analysis.ingest import ingest
from scr_analysis.model import model
from scr_analysis.protect import protect
from scr_analysis.study import Study, load_study
from scr_analysis.synthetic import make_twin
from scr_analysis.validate import validate

NO_SENSITIVITY = (
    "imputation: {seed: 1, imputations: 5, cycles: 1, predictors: [SEX], statistics: []}\ncoder_error: []\n"
)
ROOT = Path(__file__).parents[1]
WILSON = Method("wilson", 0.95)
NO_COMPARISONS = "families: {}\ndepartures: {a_little: 0.1, departs: 0.2}\ncomparisons: []\n"


@dataclass(frozen=True)
class Run:
    """Where a run left its files. ``keep`` holds the folder until the tests end."""

    folder: Path
    keep: TemporaryDirectory[str]

    @property
    def twin(self) -> Path:
        return self.folder / "data/raw/synthetic"

    @property
    def analysis(self) -> Path:
        return self.folder / "derive/analysis.csv"

    @property
    def population(self) -> Path:
        return self.folder / "ingest/child_population.csv"

    @property
    def restricted(self) -> Path:
        return self.folder / "results/restricted"

    @property
    def results(self) -> Path:
        return self.folder / "results"

    def raw(self) -> dict[Key, Estimate]:
        return read_estimates(self.restricted / "estimates.csv")

    def compared(self) -> dict[tuple[str, str], Comparison]:
        return read_comparisons(self.results / "comparisons.csv")

    def protected(self) -> dict[Key, Estimate]:
        return read_estimates(self.results / "estimates.csv")


@cache
def study() -> Study:
    """The study of this repository."""
    return load_study(ROOT)


@cache
def core_run() -> Run:
    """One run from the twin to the protected estimates and their comparisons."""
    keep = TemporaryDirectory(prefix="scr-core-")
    run = Run(Path(keep.name), keep)
    book = study().codebook
    make_twin(book, run.twin)
    ingest(study(), study().release("synthetic"), run.folder, run.folder / "ingest")
    validate(book, run.folder / "ingest", run.folder / "validate", run.restricted)
    derive(book, run.folder / "validate", run.folder / "derive", run.restricted)
    estimate(study(), run.analysis, run.population, WILSON, run.restricted)
    protect(study(), "synthetic", run.analysis, run.restricted, run.results)
    compare(study(), run.results / "estimates.csv", WILSON.confidence, run.results)
    assess(study(), run.results)
    model(study(), run.analysis, run.folder / "ingest/double_coding.csv", WILSON.confidence, run.restricted)
    clear(study(), "synthetic", run.restricted, run.results)
    return run


def study_in(folder: Path, *parts: str, **replaced: str) -> Study:
    """The study with the files named replaced by a text; ``statistics="+…"`` adds to the file instead."""
    target = folder / "study"
    shutil.copytree(ROOT / "study", target, dirs_exist_ok=True)
    if not replaced.get("statistics", "+").startswith("+"):  # what rests on the statistics of the repository goes
        replaced = {"associations": "[]\n", "sensitivity": NO_SENSITIVITY, "comparisons": NO_COMPARISONS, **replaced}
    if not replaced.get("bases", "+").startswith("+"):
        replaced = {"models": "[]\n", **replaced}
    for name, text in replaced.items():
        path = target / f"{name}.yaml"
        before = path.read_text(encoding="utf-8") if text.startswith("+") else ""
        path.write_text(before + text.removeprefix("+"), encoding="utf-8")
    return load_study(folder, *parts)
