"""Change the software, the declarations and single cases on purpose, and report which changes some check notices.

``make mutate`` runs it all; ``python tools/mutate.py derive`` one part. A mutant of the code is a module with one thing
changed; the tests that run its lines meet it in a process of their own, forked from one that has loaded the libraries,
so a mutant costs about a second. One is caught where a test fails, and where it breaks the run or never ends.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.abc
import importlib.util
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import Phase, settings

from covering import Choice, Learnt, Likeliest, chosen, quiet, recorded
from equivalents import is_equivalent, stale
from mutants import Mutant, mutants

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src/scr_analysis"
TESTS = ROOT / "tests"
AIM = 0.95
SECONDS = 120  # of processor time that a mutant's tests may take together
# For each stage, the tests that could notice a mutant of it; those that do not run its lines are left out.
STAGES: dict[str, Sequence[str]] = {
    "derive": ["spec/test_spec_[!w]*.py", "test_estimate_printed.py", "test_derive.py"],
    "estimate": [
        *("spec/test_spec_[!w]*.py", "spec/test_method_bounds.py", "spec/test_method_quantile.py", "test_cells.py"),
        *("test_contracts.py", "test_estimate_faults.py", "test_estimate.py", "test_spss.py"),
    ],
    "protect": ["test_protect_[cilost]*.py", "test_protect.py", "test_secondary*.py"],
}
PLAIN = ("-x", "-q", "-p", "no:cacheprovider")
# The first failure is enough: no smaller one is sought.
settings.register_profile("mutants", phases=[Phase.explicit, Phase.generate], database=None, derandomize=True)
# Loaded once, before any mutant is: nothing of the stages themselves.
LIBRARIES = (
    *("hypothesis", "numpy", "pandas", "pyreadstat", "pydantic", "pytest", "yaml"),
    *(
        "highspy",
        "scr_analysis.study",
        "scr_analysis.intervals",
        "scr_analysis.english",
        "scr_analysis.synthetic",
    ),
)


@dataclass(frozen=True)
class Case:
    """One mutant of one module."""

    path: Path
    mutant: Mutant
    text: str  # the line that is changed, as it was

    @property
    def module(self) -> str:
        """Its file, in the package."""
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def name(self) -> str:
        """Its name, as Python imports it."""
        parts = self.path.relative_to(PACKAGE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def change(self) -> str:
        """What is changed, in words."""
        return self.mutant.change

    def __str__(self) -> str:
        return f"{self.module}:{self.mutant.line} {self.mutant.function or 'module'}: {self.change}"


class Changed(SourceFileLoader):
    """Loads a module from a changed source."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.source = source

    def get_code(self, _: str) -> CodeType:
        """The changed source, compiled."""
        return compile(self.source, self.path, "exec")


class Finder(importlib.abc.MetaPathFinder):
    """Finds the mutant in place of its module."""

    def __init__(self, case: Case) -> None:
        self.case, self.name = case, case.name

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Where the mutant is, for its own name only."""
        if name != self.name:
            return None
        loader = Changed(name, str(self.case.path), self.case.mutant.source)
        inside = [str(self.case.path.parent)] if self.case.path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            name, self.case.path, loader=loader, submodule_search_locations=inside
        )


def files(patterns: Sequence[str]) -> list[str]:
    """The test files of the patterns that there are, in order."""
    return [str(path) for pattern in patterns for path in sorted(TESTS.glob(pattern))]


def cases_of(stage: str) -> list[Case]:
    """Every mutant of a stage."""
    found = []
    for path in sorted(PACKAGE.glob(f"{stage}/**/*.py")):
        source = path.read_text(encoding="utf-8")
        lines = source.splitlines()
        found += [Case(path, one, lines[one.line - 1]) for one in mutants(source)]
    return found


def run(case: Case, tests: Choice, folder: Path) -> None:
    """In a process of its own: run the tests on a mutant, file after file until one notices it, then end."""
    quiet()
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    tempfile.tempdir = str(folder)
    sys.meta_path.insert(0, Finder(case))
    noticed = len(tests.files) + 1  # where the run itself breaks
    try:
        settings.load_profile("mutants")
        likeliest = Likeliest(tests.hits, tests.seconds)
        plain = [*PLAIN, f"--basetemp={folder / 'pytest'}"]
        places = enumerate(tests.files, start=1)
        noticed = next((place for place, file in places if pytest.main([*plain, file], plugins=[likeliest])), 0)
    finally:
        os._exit(noticed)


def caught(cases: Iterable[tuple[Case, Choice]], jobs: int) -> Iterator[tuple[Case, bool]]:
    """Each mutant with whether one of its tests notices it; ``jobs`` of them run at a time."""
    running: dict[int, tuple[Case, Path]] = {}
    orders: dict[int, Iterable[str]] = {}
    learnt = Learnt()
    waiting = iter(cases)
    while True:
        while len(running) < jobs and (following := next(waiting, None)) is not None:
            folder = Path(tempfile.mkdtemp(prefix="scr-mutant-"))
            case, tests = following[0], learnt.ordered(following[0].name, following[1])
            child = os.fork()
            if child == 0:
                run(case, tests, folder)
            running[child], orders[child] = (case, folder), tests.files
        if not running:
            return
        ended, status = os.wait()
        done, folder = running.pop(ended)
        learnt.note(done.name, orders.pop(ended), os.WEXITSTATUS(status))
        shutil.rmtree(folder, ignore_errors=True)
        yield done, status != 0


def audit(stage: str, jobs: int, every: int) -> tuple[int, list[Case]]:
    """Run the mutants of a stage (each n-th of them); gives how many there were and which nobody noticed.

    Those that are declared to change nothing are not among them.
    """
    there = cases_of(stage)
    for entry in stale({case.module for case in there}, there):
        print(f"{stage}: tools/equivalents.py names a change that there is not: {entry.module}, '{entry.line}'")
    cases = [case for case in there[::every] if not is_equivalent(case)]
    ran = recorded(f"scr_analysis.{stage}", PLAIN, files(STAGES[stage]), jobs)
    sources = {case.path: case.path.read_text(encoding="utf-8") for case in cases}
    met = [(case, chosen(ran, case.name, sources[case.path], case.mutant.line)) for case in cases]
    missed = [case for case, tests in met if not tests.files]
    for number, (case, noticed) in enumerate(caught([one for one in met if one[1].files], jobs), start=1):
        if not noticed:
            missed.append(case)
            print(f"\r{case}", file=sys.stderr)
        print(f"\r{stage}: {number} of {len(cases)}, {len(missed)} not noticed", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return len(cases), sorted(missed, key=str)


def told(stage: str, count: int, missed: Sequence[Case]) -> Iterator[str]:
    """The report of a stage: the share that is noticed, and each mutant that is not, with the statistics it touches."""
    share = (count - len(missed)) / count
    verdict = "" if share >= AIM else f", below the aim of {AIM:.0%}"
    yield f"{stage}: {count - len(missed)} of {count} mutants noticed, {share:.1%}{verdict}"
    for case in missed:
        touched = statistics_of(case.mutant.function)
        yield f"  not noticed: {case}" + (f" (touches {', '.join(touched)})" if touched else "")


def statistics_of(variable: str) -> list[str]:
    """The statistics that rest on a derived variable, itself or through a base."""
    from scr_analysis.study import load_study

    study = load_study(ROOT, "statistics")
    if variable not in study.codebook.derived:
        return []
    return [
        one.id
        for one in study.statistics.values()
        if variable in {*one.columns(), *one.by} or any(variable in study.inclusion(base) for base in one.base)
    ]


def told_of_study() -> Iterator[str]:
    """The report of declarations and single cases: the share that is noticed, and the statistics with a hole."""
    sys.path[:0] = [str(TESTS)]
    from mutate_study import Audit

    with tempfile.TemporaryDirectory() as folder:
        audited = Audit(Path(folder))
        for part, found in (("declarations", audited.declarations()), ("single cases", audited.cases())):
            changes = [one for one in found if one.counts]
            noticed = sum(one.noticed for one in changes)
            yield f"{part}: {noticed} of {len(changes)} changes noticed, {noticed / len(changes):.1%}"
            holes = dict.fromkeys(one.statistic for one in changes if not one.noticed)
            yield f"  proofs with a hole: {', '.join(holes) or 'none'}"


def main(arguments: Sequence[str]) -> int:
    """Audit what is named, or all; gives 1 where a stage is below the aim."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("parts", nargs="*", default=[*STAGES, "study"], help="derive, estimate, protect or study")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many run at a time")
    parser.add_argument("--every", type=int, default=1, help="each n-th mutant only")
    given = parser.parse_args(arguments)
    os.chdir(ROOT)
    sys.path.insert(0, str(PACKAGE.parent))  # the software of this folder, whatever is installed
    for name in LIBRARIES:
        importlib.import_module(name)
    below = False
    for part in given.parts:
        if part == "study":
            print("\n".join(told_of_study()), flush=True)
            continue
        count, missed = audit(part, given.jobs, given.every)
        below = below or (count - len(missed)) / count < AIM
        print("\n".join(told(part, count, missed)), flush=True)
    return int(below)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
