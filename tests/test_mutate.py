"""The mutation audit itself: it changes one thing at a time, and notices only what a test notices."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from covering import Choice, Learnt, Ran, chosen
from mutants import mutants

ROOT = Path(__file__).parents[1]
SOURCE = '''
"""A module."""
LIMIT = 3

def adolescent(months: "int", known: bool = True) -> str:
    """Whether it is so."""
    if not known and months >= LIMIT + 1:
        raise Fault("a word", "for people")
    problem = "told"
    return "yes" if months in (1, 2) else f"no {months}"
'''


def test_each_mutant_changes_one_thing_that_a_number_hangs_on() -> None:
    assert [(one.function, one.change) for one in mutants(SOURCE)] == [
        ("", "3 becomes 4"),
        ("adolescent", "the condition is always met"),
        ("adolescent", "the condition is never met"),
        ("adolescent", "and becomes or"),
        ("adolescent", "not is taken away"),
        ("adolescent", ">= becomes >"),
        ("adolescent", "+ becomes -"),
        ("adolescent", "1 becomes 2"),
        ("adolescent", "the condition is always met"),
        ("adolescent", "the condition is never met"),
        ("adolescent", "'yes' becomes another code"),
        ("adolescent", "in becomes not in"),
        ("adolescent", "1 becomes 2"),
        ("adolescent", "2 becomes 3"),
    ]


def test_a_mutant_is_undone_before_the_next() -> None:
    original = ast.unparse(ast.parse(SOURCE)).splitlines()
    for one in mutants(SOURCE):
        changed = one.source.splitlines()
        assert len(changed) == len(original)
        assert sum(new != old for new, old in zip(changed, original, strict=True)) == 1, one.change


def test_a_mutant_meets_the_files_that_run_its_function_and_first_the_tests_that_run_its_line() -> None:
    of, other = "scr_analysis.derive.child", "scr_analysis.derive.plans"
    here = Ran("a.py", {(of, 6), (of, 7)}, {"a::far": {(of, 6)}, "a::near": {(of, 7)}}, {"a::far": 1.0, "a::near": 2.0})
    there = Ran("b.py", {(of, 3), (other, 7)}, {"b::other": {(other, 7)}}, {"b::other": 1.0})
    assert chosen([there, here], of, SOURCE, 7) == Choice({"a.py": here.seconds}, frozenset({"a::near"}))
    assert chosen([there, here], of, SOURCE, 9).hits == {"a::far", "a::near"}, "where no test runs the line itself"
    outside = chosen([there, here], of, SOURCE, 3)
    assert [*outside.files] == ["b.py", "a.py"], "outside all functions, what loads the module"
    assert [*Learnt().ordered(of, outside).files] == ["a.py", "b.py"], "the file that runs the line, if slower"


def test_files_that_notice_mutants_come_first() -> None:
    choice = Choice({"quick.py": {"q": 0.1}, "slow.py": {"s": 0.2}}, frozenset({"q", "s"}))
    learnt = Learnt()
    assert [*learnt.ordered("m", choice).files] == ["quick.py", "slow.py"]
    for _ in range(4):
        learnt.note("m", ["quick.py", "slow.py"], 2)
    assert [*learnt.ordered("m", choice).files] == ["slow.py", "quick.py"]
    assert [*learnt.ordered("other", choice).files] == ["quick.py", "slow.py"], "each module for itself"


RUN = """
import sys
sys.path.insert(0, "tools")
import mutate
path = mutate.PACKAGE / "derive/involvement.py"
source = path.read_text(encoding="utf-8")
found = {one.change: one for one in mutate.mutants(source)}
same = mutate.Mutant(1, "", "nothing", source)
wrong = mutate.Mutant(1, "", "not Python", "def (")
cases = [mutate.Case(path, one, "") for one in (same, found["'closed' becomes another code"], wrong)]
ran = mutate.recorded("scr_analysis.derive", mutate.PLAIN, mutate.files(["spec/test_spec_[ci]*.py"]), 2)
met = [(one, mutate.chosen(ran, one.name, source, found["'closed' becomes another code"].line)) for one in cases]
print(sorted((case.mutant.change, noticed) for case, noticed in mutate.caught(met, 2)))
"""


def test_what_a_test_notices_is_noticed_and_nothing_else() -> None:
    done = subprocess.run([sys.executable, "-c", RUN], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (
        done.stdout.strip() == "[(\"'closed' becomes another code\", True), ('not Python', True), ('nothing', False)]"
    )
