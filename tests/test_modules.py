"""The files a rule lists are the files its stage runs: against Python's own parser, and against what Python loads."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from scr_analysis.modules import code_of, digest, modules_of, recorded

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src/scr_analysis"
RULES = sorted((ROOT / "workflow/rules").glob("*.smk"))


def stages() -> list[str]:
    """The modules that the rules name."""
    text = "".join(path.read_text(encoding="utf-8") for path in RULES)
    calls = re.findall(r"code_of\((.*?)\)", text)
    return sorted({name for call in calls for name in re.findall(r'"([\w.]+)"', call)})


@cache
def imported(path: Path) -> frozenset[Path]:
    """The package's files that one file imports, by Python's own parser."""
    found: set[Path] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative imports would not be seen"
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [str(node.module)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "scr_analysis":
                found |= files(name)
    return frozenset(found)


def files(name: str) -> set[Path]:
    """The files that Python runs to import a module: its own and the ``__init__`` of each package around it."""
    parts = name.split(".")[1:]
    places = [PACKAGE.joinpath(*parts[:depth]) for depth in range(len(parts) + 1)]
    held = {place / "__init__.py" for place in places} | {places[-1].with_suffix(".py")}
    return {path for path in held if path.is_file()}


def closure(name: str) -> set[Path]:
    found, waiting = set[Path](), list(files(f"scr_analysis.{name}"))
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting.extend(imported(path))
    return found


def listed(name: str) -> set[Path]:
    return {Path(path).resolve() for path in modules_of(name)}


def test_every_stage_is_named_by_a_rule() -> None:
    wanted = {"synthetic", "ingest", "validate", "derive", "estimate", "protect", "clear", "compare"}
    wanted |= {"present.tables", "present.charts"}
    assert wanted <= set(stages())


@pytest.mark.parametrize("stage", stages())
def test_lists_what_the_stage_imports(stage: str) -> None:
    assert listed(stage) == closure(stage)
    assert PACKAGE.joinpath(*stage.split(".")).with_suffix(".py") in listed(stage) or (
        PACKAGE.joinpath(*stage.split("."), "__init__.py") in listed(stage)
    )


def test_lists_what_python_loads() -> None:
    """Whatever importing a stage loads of the package is listed; late imports may be listed besides."""
    stage = "estimate"
    script = (
        f"import sys, scr_analysis.{stage}\n"
        "own = [module for name, module in sys.modules.items() if name.startswith('scr_analysis')]\n"
        "print(*(module.__file__ for module in own), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {Path(line).resolve() for line in done.stdout.splitlines()}  # a folder's name may hold a space
    assert PACKAGE / "intervals.py" in loaded
    assert loaded <= listed(stage)


@pytest.mark.parametrize(
    ("statement", "needed"),
    [
        ("from scr_analysis import a", {"a.py"}),
        ("from scr_analysis import a, b", {"a.py", "b.py"}),
        ("from scr_analysis import a as first", {"a.py"}),
        ("from scr_analysis import (\n    a,\n    b,\n)", {"a.py", "b.py"}),
        ("from scr_analysis.inner import (\n    deep,\n)", {"inner/__init__.py", "inner/deep.py"}),
        ("from scr_analysis.inner.deep import thing  # a remark", {"inner/__init__.py", "inner/deep.py"}),
        ("from scr_analysis.inner import deep  # noqa: F401", {"inner/__init__.py", "inner/deep.py"}),
        ("import scr_analysis.inner.deep", {"inner/__init__.py", "inner/deep.py"}),
        ("import scr_analysis.a as first", {"a.py"}),
        ("def late():\n    from scr_analysis import b", {"b.py"}),
        ("from scr_analysis.a import *", {"a.py"}),
        ("text = 'from scr_analysis import nothing_of_the_kind'", set()),
    ],
)
def test_sees_every_form_of_import(tmp_path: Path, statement: str, needed: set[str]) -> None:
    for name in ("__init__.py", "a.py", "b.py", "inner/__init__.py", "inner/deep.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "stage.py").write_text(statement + "\n", encoding="utf-8")
    found = {Path(path).relative_to(tmp_path).as_posix() for path in modules_of("stage", package=tmp_path)}
    assert found == {"__init__.py", "stage.py"} | needed


def test_modules_that_import_one_another_end(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "one.py").write_text("from scr_analysis import two\n", encoding="utf-8")
    (tmp_path / "two.py").write_text("from scr_analysis import one\n", encoding="utf-8")
    assert len(modules_of("one", package=tmp_path)) == 3


def test_a_record_is_what_sha256sum_reads_and_changes_with_a_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.py").write_bytes(b"abc")
    record = Path(*recorded("stage", ["one.py"]))
    # The digest of "abc" that FIPS 180-2 prints, appendix B.1.
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert record.read_text(encoding="utf-8") == f"{known}  one.py\n"
    os.utime(record, ns=(1, 1))
    recorded("stage", ["one.py"])
    assert record.stat().st_mtime_ns == 1, "nothing changed, nothing written"
    digest.cache_clear()
    Path("one.py").write_bytes(b"abd")
    recorded("stage", ["one.py"])
    assert record.stat().st_mtime_ns > 1
    assert known not in record.read_text(encoding="utf-8")


def test_where_no_record_can_be_kept_the_files_themselves_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = modules_of("digests")
    monkeypatch.chdir(tmp_path)
    Path("build").write_text("a file stands here", encoding="utf-8")
    assert [Path(path).name for path in code_of("digests")] == [Path(path).name for path in expected]


LEFT = ("synthetic", "ingest", "validate", "derive", "estimate", "model")
STAGES = (*LEFT, "protect", "clear", "compare", "assess", "present", "render", "audit", "attack")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_stages_do_not_import_stages(path: Path) -> None:
    """Imports go one way: shared ideas ← stages. Only what calls them, the command line, imports them all."""
    own = path.relative_to(PACKAGE).with_suffix("").parts[0]
    if own in ("__main__", "commands", "inference", "proving", "remaking", "typesetting"):
        return
    others = {file.relative_to(PACKAGE).with_suffix("").parts[0] for file in imported(path)} & set(STAGES)
    assert others <= {own}
