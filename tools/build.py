"""What ``make briefing`` shows: Snakemake's run as one line a step, and at the end where the results are.

Lines known to say nothing to a person are left out; every other one is passed on. Where a run fails and no stage has
said what must be put right, everything that Snakemake said is shown.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

NOISE = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s*$",
        r"(Using workflow specific profile|Assuming unrestricted|Building DAG|Using shell:|Conda environments:)",
        r"(Provided cores:|Rules claiming more|Job stats:|job +count|-+ +-+$|Config file .* is extended)",
        r"(Select jobs|Execute \d+ jobs|\[\w{3} \w{3} |Finished jobid|\d+ of \d+ steps|Complete log|Elapsed time)",
        r"(RuleException:|CalledProcessError in|Command ['\"]|Shutting down|Exiting because)",
        r"(WorkflowError|At least one job)",
        r" +File .*, line \d+, in <module>$",
    )
)
COUNTED = re.compile(r"(\w+) +(\d+)$")
FAULTS = re.compile(r"things? must be put right")
RESULTS = """
Ready, in results/{release}/
  briefing.pdf, briefing.html, briefing.docx   the three editions
  supplement.html, tables.ods                  every table of the series, as a web page and a spreadsheet
  audit/index.html                             the trail: how every figure was made; numbers lead to it
  audit/claims.csv                             each word told of a figure, and how firmly it stands
  estimates.csv, decisions.csv                 every estimate; what was hidden, or shown by exception
  tables/, charts/                             each table and chart, with its data
  restricted/                                  match report, conflicts, raw estimates: not for publication"""
STOPPED = "\nThe build stopped. What must be put right stands above, and in logs/. What was finished is kept."


def shown(said: Iterable[str]) -> Iterator[str]:
    """Of the lines that Snakemake says, those for a person; a stage's line carries its place in the run."""
    steps: dict[str, int] = {}
    done = 0
    for line in said:
        counted = COUNTED.match(line)
        if line.split(" ", 1)[0] in steps and not counted:
            done += 1
            yield f"{done:>3} of {steps['total'] - steps.get('all', 0)}  {line}"
        elif counted:
            steps[counted.group(1)] = int(counted.group(2))
        elif line.startswith("Nothing to be done"):
            yield "Nothing to do: every file is up to date."
        elif not any(pattern.match(line) for pattern in NOISE):
            yield line


def follow(command: list[str]) -> int:
    """Run the command and show it; gives its exit code."""
    everything: list[str] = []

    def kept(lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            everything.append(line.rstrip("\n"))
            yield everything[-1]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as run:
        assert run.stdout is not None
        for line in shown(kept(run.stdout)):
            print(line, flush=True)
    if run.returncode and not any(FAULTS.search(line) for line in everything):
        print("\n".join(["", "All that Snakemake said:", *everything]))
    return run.returncode


def release_of(arguments: Iterable[str]) -> str:
    """The release that is built: the one of the arguments, else the one of config.yaml."""
    for argument in arguments:
        if argument.startswith("release="):
            return argument.partition("=")[2]
    found = re.search(r"^release:\s*([\w-]+)", Path("config.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    return found.group(1) if found else ""


def main(arguments: list[str]) -> int:
    """Build; the arguments go to Snakemake."""
    snakemake = str(Path(sys.executable).with_name("snakemake"))
    try:  # targets come first: an option would take them for its own values
        code = follow([snakemake, *arguments, "--quiet", "rules", "host", "reason"])
    except KeyboardInterrupt:
        print("\nStopped. What was finished is kept; the same command goes on from there.")
        return 130
    print(STOPPED if code else RESULTS.format(release=release_of(arguments)))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
