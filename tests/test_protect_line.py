"""The line in the sand: nothing right of protect takes, names or needs a restricted file."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest

from core_run import ROOT, core_run, study
from scr_analysis.estimates import read_estimates
from scr_analysis.present.tables import present_tables

RIGHT = ("compare", "assess", "present", "render", "audit")
FORBIDDEN = re.compile(r"restricted|data/(raw|processed)|\bdata/")


def rules(name: str) -> dict[str, dict[str, str]]:
    """Each rule of a rule file with the text of its sections."""
    text = (ROOT / f"workflow/rules/{name}.smk").read_text(encoding="utf-8")
    found = {}
    for block in re.split(r"^rule ", text, flags=re.MULTILINE)[1:]:
        parts = re.split(r"^    (\w+):$", block, flags=re.MULTILINE)
        found[parts[0].split(":")[0]] = dict(zip(parts[1::2], parts[2::2], strict=True))
    return found


def rules_right_of_protect() -> dict[str, dict[str, str]]:
    """The rules of every file that the Snakefile includes after protect."""
    snakefile = (ROOT / "Snakefile").read_text(encoding="utf-8")
    order = re.findall(r'include: "workflow/rules/(\w+)\.smk"', snakefile)
    assert order.index("protect") > order.index("estimate")
    line = order.index("protect")
    assert order[line : line + 2] == ["protect", "clear"]  # both stand on the line
    after = order[line + 2 :]
    assert set(RIGHT) <= set(after)
    return {rule: sections for name in after for rule, sections in rules(name).items()}


def test_rules_right_of_protect_take_protected_files_only() -> None:
    found = rules_right_of_protect()
    allowed = {"protect", "clear", *found}
    assert len(found) >= 6
    for rule, sections in found.items():
        for part in ("input", "params", "shell"):
            assert not FORBIDDEN.search(sections.get(part, "")), f"{rule}: {part}"
        assert set(re.findall(r"rules\.(\w+)", sections["input"])) <= allowed, rule
        assert not FORBIDDEN.search(sections["output"]), rule


def test_rules_left_of_protect_write_restricted_files_only() -> None:
    for name in ("ingest", "validate", "derive", "estimate", "model"):
        for rule, sections in rules(name).items():
            for path in re.findall(r'"([^"]+/[^"]+)"', sections["output"]):
                assert path.startswith("data/") or "/restricted/" in path, f"{rule}: {path}"
    for name in ("protect", "clear"):
        (own,) = rules(name).values()
        assert not FORBIDDEN.search(own["output"])


@pytest.mark.parametrize(
    "path",
    sorted(
        file
        for name in RIGHT
        for file in [*(ROOT / "src/scr_analysis").glob(f"{name}.py"), *(ROOT / "src/scr_analysis").glob(f"{name}/*.py")]
    ),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_modules_right_of_protect_name_no_restricted_place(path: Path) -> None:
    """Not in a string, not in a name: what these modules open is handed to them, or stands below results."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not FORBIDDEN.search(node.value), node.value
        if isinstance(node, ast.Name | ast.Attribute | ast.arg):
            word = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else node.arg
            assert word != "restricted"


def test_tables_are_made_where_no_restricted_file_is(tmp_path: Path) -> None:
    for public in core_run().results.glob("*.csv"):
        shutil.copy(public, tmp_path)
    assert present_tables(study(), "synthetic", tmp_path) == len(study().tables)
    hidden = [one for one in read_estimates(tmp_path / "estimates.csv").values() if one.hidden]
    assert hidden
    assert "[c]" in (tmp_path / "tables/plans.csv").read_text(encoding="utf-8")
