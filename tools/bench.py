"""``make bench``: how long the builds take, as ratios to a plain import measured in the same run, and how much memory.

Every run builds in a fresh copy of the project, and the kinds of run take turns, so that a busy machine slows all of
them alike. The median is printed. Nothing in the project itself is touched.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = (".venv", ".git", ".snakemake", ".mypy_cache", ".ruff_cache", ".pytest_cache", "results", "logs", "build",
            "processed", "__pycache__")  # fmt: skip
SNAKEMAKE = str(Path(sys.executable).with_name("snakemake"))
IMPORT, VERSION = "import of pandas, scipy.stats, pyplot", "snakemake --version"
EMPTY = "nothing to do in a workflow of one rule"
COLD, NOOP, PROSE, STATISTIC = "cold full build", "nothing to do", "a word of the prose", "one more statistic"
STANDARDS = {IMPORT: [sys.executable, "-c", "import pandas, scipy.stats, matplotlib.pyplot"],
             VERSION: [SNAKEMAKE, "--version"]}  # fmt: skip
# What each run is measured against, and how many times as long it may take.
AIMS = {
    EMPTY: (VERSION, None),
    COLD: (IMPORT, 4.0),
    NOOP: (VERSION, 1.3),
    PROSE: (IMPORT, 2.0),
    STATISTIC: (IMPORT, None),
}
MEMORY_AIM = 350
# What proves the figures, and only that: their share of a cold build is aimed at no more than one import.
PROVING = ("contracts", "assure", "spss_file", "spss_syntax", "audit", "trail", "manifest")
# Read by every Python that starts in the traced build; a stage notes what it took when it ends. Linux says what the
# process itself held at most; elsewhere the figure may include what it shared with Snakemake before it began.
TRACER = """
import atexit, os, re, resource, sys, time
_begun = time.perf_counter()
def _peak():
    try:
        with open("/proc/self/status") as status:
            return int(re.search(r"VmHWM:\\s+(\\d+)", status.read()).group(1))
    except OSError:
        size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return size // 1024 if sys.platform == "darwin" else size
def _note():
    if os.path.basename(sys.argv[0]) in ("scr", "__main__.py") and len(sys.argv) > 1:
        took, cpu = time.perf_counter() - _begun, time.process_time()
        with open(os.environ["BENCH_TRACE"], "a") as trace:
            print(sys.argv[1], took, cpu, _peak(), file=trace)
atexit.register(_note)
"""


@dataclass(frozen=True)
class Took:
    """One run: seconds on the clock and of the processors, and the largest memory of any process in megabytes."""

    seconds: float
    cpu: float
    megabytes: float


def timed(command: Sequence[str], folder: Path, environment: dict[str, str]) -> Took:
    """Run a command to its end; it must succeed."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{said.read().decode(errors='replace')}")
    return Took(
        seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    )


def copied(folder: Path) -> Path:
    """A copy of the project with nothing built and no extracts in it."""
    project = folder / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*LEFT_OUT))
    shutil.rmtree(project / "data")
    (project / "data" / "raw").mkdir(parents=True)
    return project


def environment_of(project: Path) -> dict[str, str]:
    """An environment in which the package is the copy's own."""
    return os.environ | {"PYTHONPATH": str(project / "src")}


def one_rule(folder: Path) -> Path:
    """A workflow of one rule, built: what Snakemake takes for itself, whatever the project does."""
    empty = folder / "empty"
    shutil.copytree(ROOT / "profiles", empty / "profiles")
    (empty / "Snakefile").write_text("rule one:\n    output: 'one'\n    shell: 'touch {output}'\n", encoding="utf-8")
    timed([SNAKEMAKE, "--quiet", "all"], empty, dict(os.environ))
    return empty


def round_of(folder: Path) -> Iterator[tuple[str, Took]]:
    """One round: the two standards, then a build, and what an author or analyst does after it."""
    project = copied(folder)
    environment, build = environment_of(project), [SNAKEMAKE, "--quiet", "all", "--config", "release=synthetic"]
    for name, command in STANDARDS.items():
        yield name, timed(command, project, environment)
    yield EMPTY, timed(build[:3], one_rule(folder), environment)
    yield COLD, timed(build, project, environment)
    yield NOOP, timed(build, project, environment)
    prose = project / "report" / "briefing.md.j2"
    prose.write_text(prose.read_text(encoding="utf-8").replace(" and ", " and also ", 1), encoding="utf-8")
    yield PROSE, timed(build, project, environment)
    with (project / "study" / "statistics.yaml").open("a", encoding="utf-8") as declared:
        declared.write("- {id: one_more, title: One more, base: database, numerator: all}\n")
    yield STATISTIC, timed(build, project, environment)


def traced(folder: Path) -> list[tuple[str, float, float, float]]:
    """Each stage of a cold build: its name, seconds, processor seconds and megabytes."""
    project, trace = copied(folder), folder / "trace"
    (project / "src" / "sitecustomize.py").write_text(TRACER, encoding="utf-8")
    environment = environment_of(project) | {"BENCH_TRACE": str(trace)}
    timed([SNAKEMAKE, "--quiet", "all", "--config", "release=synthetic", "--cores", "1"], project, environment)
    lines = (line.split() for line in trace.read_text(encoding="utf-8").splitlines())
    return [(name, float(took), float(cpu), float(size) / 1024) for name, took, cpu, size in lines]


def report(rounds: Sequence[dict[str, Took]]) -> Iterator[str]:
    """The medians, each beside its aim."""
    middle = {name: statistics.median(one[name].seconds for one in rounds) for name in rounds[0]}
    cpu = {name: statistics.median(one[name].cpu for one in rounds) for name in rounds[0]}
    yield f"{'':<62}{'cpu':>8}{'seconds':>8}{'times':>8}{'aim':>8}"
    for name in STANDARDS:
        yield f"{name:<62}{cpu[name]:>8.2f}{middle[name]:>8.2f}"
    for name, (standard, aim) in AIMS.items():
        # The ratio is taken within each round, where both ran under the same load.
        ratio = statistics.median(one[name].seconds / one[standard].seconds for one in rounds)
        against = "import" if standard == IMPORT else "version"
        verdict = "" if aim is None else f"{f'<= {aim:g}':>8}  {'reached' if ratio <= aim else 'MISSED'}"
        yield f"{f'{name}, against the {against}':<62}{cpu[name]:>8.2f}{middle[name]:>8.2f}{ratio:>8.2f}{verdict}"
    peak = max(one[name].megabytes for one in rounds for name in AIMS)
    verdict = "reached" if peak <= MEMORY_AIM else "MISSED"
    yield f"{'peak memory of any process, MB':<62}{peak:>8.0f}{'':>16}{f'<= {MEMORY_AIM}':>8}  {verdict}"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3, help="rounds; the median is printed")
    runs = options.parse_args().runs
    rounds = []
    for number in range(runs):
        print(f"round {number + 1} of {runs} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(dict(round_of(Path(folder))))
    print(f"Median of {runs} rounds on {os.cpu_count()} processors, Python {sys.version.split()[0]}\n")
    print("\n".join(report(rounds)))
    with tempfile.TemporaryDirectory() as folder:
        stages = traced(Path(folder))
    print(f"\n{'where the time of a cold build goes':<62}{'seconds':>8}{'cpu':>8}{'MB':>8}")
    print("\n".join(f"{name:<62}{took:>8.2f}{cpu:>8.2f}{size:>8.0f}" for name, took, cpu, size in stages))
    proving = sum(cpu for name, _, cpu, _ in stages if name in PROVING)
    times = proving / statistics.median(one[IMPORT].cpu for one in rounds)
    verdict = "reached" if times <= 1.0 else "MISSED"
    print(f"{'what proves the figures, against the import, cpu':<62}{times:>8.2f}{proving:>8.2f}{'<= 1':>8}  {verdict}")
    print("One stage at a time here. The rest of a build is Snakemake itself and the start of each process.")


if __name__ == "__main__":
    main()
