"""The workflow as its users meet it: what reruns after an edit, what does not, and what survives being killed.

Every test works on a copy of the project with a build of its own, since Snakemake writes beside its Snakefile.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from building import ALL_STAGES, ROOT, SNAKEMAKE, copied, digests, planned, ran, replace, snakemake


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the built project, times of files kept."""
    copy = tmp_path / "project"
    shutil.copytree(built, copy)
    yield copy
    shutil.rmtree(copy)


def test_nothing_is_done_after_a_build(project: Path) -> None:
    assert planned(project) == []


def test_an_edit_of_the_prose_reruns_render_and_audit_only(project: Path) -> None:
    replace(project / "report/briefing.md.j2", "# Why this study matters", "# Why this briefing matters")
    # The words that the prose uses of a figure are part of what is signed, and every cover tells how much is.
    rendered = ["prose", "pdf", "html", "docx", "supplement", "ods"]
    assert ran(project) == ["assure", *rendered, "audit", "trail", "attack", "manifest"]
    assert "Why this briefing matters" in (project / "results/synthetic/briefing.html").read_text(encoding="utf-8")


def test_an_edit_of_one_statistic_reruns_from_estimate_on(project: Path) -> None:
    replace(project / "study/statistics.yaml", "- id: fatal\n", "- id: fatal\n  note: as printed\n")
    assert planned(project)[0] == "estimate"


def test_a_new_statistic_shows_in_the_briefing(project: Path) -> None:
    declared = (
        "- id: girls_in_depth\n  title: The child was a girl, among reports read in depth\n"
        "  base: in_depth_2011_14\n  numerator: {SEX: [female]}\n"
    )
    path = project / "study/statistics.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + declared, encoding="utf-8")
    assert ran(project)[0] == "estimate"
    page = (project / "results/synthetic/briefing.html").read_text(encoding="utf-8")
    assert "The child was a girl, among reports read in depth" in page


def test_a_new_table_and_chart_show_in_the_briefing_without_an_edit_of_the_prose(project: Path) -> None:
    table = "- id: sexes\n  title: Girls and boys alone\n  stub: Sex\n  rows: [{statistic: sex}]\n"
    chart = "- id: sexes_drawn\n  title: Girls and boys drawn\n  kind: columns\n  statistics: [sex]\n"
    for name, declared in (("tables", table), ("charts", chart)):
        path = project / f"study/{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + declared, encoding="utf-8")
    done = ran(project)
    assert "estimate" not in done
    assert {"tables", "charts", "prose"} <= set(done)
    page = (project / "results/synthetic/briefing.html").read_text(encoding="utf-8")
    assert "Girls and boys alone" in page
    assert "Girls and boys drawn" in page


@pytest.mark.parametrize(
    ("module", "first"),
    [
        ("ingest/cells.py", "ingest"),
        ("validate/links.py", "validate"),
        ("derive/plans.py", "derive"),
        ("intervals.py", "estimate"),
        ("protect/primary.py", "protect"),
        ("render/printing.py", "prose"),
        ("render/pdf.py", "pdf"),
        ("audit/printed.py", "audit"),
        ("audit/flow.py", "trail"),
        ("attack/exact.py", "attack"),
    ],
)
def test_an_edit_of_a_module_reruns_the_stages_that_use_it(project: Path, module: str, first: str) -> None:
    path = project / "src/scr_analysis" / module
    path.write_text(path.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    assert planned(project)[0] == first


def test_a_dry_run_does_not_use_an_edit_up_and_one_taken_back_reruns_nothing(project: Path) -> None:
    """The list of a stage's files is written as the workflow is read, by a dry run too."""
    path = project / "src/scr_analysis/audit/flow.py"
    source = path.read_text(encoding="utf-8")
    path.write_text(f"{source}\n# edited\n", encoding="utf-8")
    assert planned(project) == planned(project) == ["trail", "attack", "manifest"]
    path.write_text(source, encoding="utf-8")
    assert planned(project) == []


def test_lists_of_files_that_were_lost_rerun_nothing(project: Path) -> None:
    shutil.rmtree(project / "build")
    assert planned(project) == []


def test_an_edit_of_the_comparisons_reruns_compare_and_what_follows_from_it(project: Path) -> None:
    """Nothing is counted, protected or drawn again: a comparison is made of the estimates that are public."""
    replace(
        project / "study/comparisons.yaml", "title: Whether the reports that were read", "title: Whether the reports"
    )
    told = ["compare", "tables", "assure", "prose", "pdf", "html", "docx", "supplement", "ods"]
    assert planned(project) == [*told, "audit", "trail", "attack", "manifest"]


def test_an_option_reruns_only_what_takes_it(project: Path) -> None:
    replace(project / "config.yaml", "interval: wilson", "interval: jeffreys")
    assert planned(project)[0] == "estimate"


def test_the_cover_reruns_render_only(project: Path) -> None:
    replace(project / "config.yaml", "title: Learning", "title: What we learn")
    assert planned(project) == [
        "prose",
        "pdf",
        "html",
        "docx",
        "supplement",
        "ods",
        "audit",
        "trail",
        "attack",
        "manifest",
    ]


def test_two_clean_builds_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    other = copied(tmp_path / "a folder with spaces")
    ran(other)
    assert digests(other) == digests(built)


def test_killed_at_any_moment_and_started_again_it_ends_with_the_same_bytes(built: Path, tmp_path: Path) -> None:
    killed = copied(tmp_path / "killed")
    for seconds in (2.2, 3.2, 4.2, 5.4):
        process = subprocess.Popen(
            SNAKEMAKE, cwd=killed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    ran(killed)
    assert digests(killed) == digests(built)


def test_lint_finds_nothing(built: Path) -> None:
    assert "Congratulations" in snakemake(built, "--lint")


def test_report_is_made(project: Path) -> None:
    snakemake(project, "--report", "report.html")
    assert (project / "report.html").stat().st_size > 100_000


def test_no_result_holds_a_path_or_the_name_of_this_machine(built: Path) -> None:
    here = [str(built).encode(), str(ROOT).encode(), os.uname().nodename.encode()]
    for path in (built / "results").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [word for word in here if len(word) > 3 and word in content], path


def test_logs_hold_a_line_for_each_stage(built: Path) -> None:
    logs = {path.stem for path in (built / "logs").rglob("*.log")}
    assert logs == set(ALL_STAGES)
