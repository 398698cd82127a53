"""Which test runs which line of a stage: so a mutant meets only the tests that could notice it, the likeliest first."""

from __future__ import annotations

import ast
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

Line = tuple[str, int]
"""A module of the package and a line of it."""
START = 0.2  # seconds of processor time that pytest takes for a file, whatever it holds
SPARE = 3.0  # seconds of processor time that a test may take beyond five times what it took


@dataclass
class Ran:
    """What a file of tests ran: all lines, among them those of imports; and each test's own, with its seconds."""

    file: str
    lines: set[Line] = field(default_factory=set)
    tests: dict[str, set[Line]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


class Recorder:
    """Follows the lines of one package while pytest runs."""

    def __init__(self, package: str, ran: Ran) -> None:
        self.package, self.ran, self.now = package, ran, ran.lines

    def trace(self, frame: FrameType, *_: object) -> Any:
        """Note the line, where it is one of the package's."""
        module = str(frame.f_globals.get("__name__", ""))
        if not module.startswith(self.package):
            return None
        self.now.add((module, frame.f_lineno))
        return self.trace

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Note what a test runs, apart."""
        self.now = self.ran.tests.setdefault(item.nodeid, set())
        begun = time.process_time()
        done = yield
        self.ran.seconds[item.nodeid] = time.process_time() - begun
        self.ran.lines |= self.now
        self.now = self.ran.lines
        return done


class Likeliest:
    """Puts first the tests that run the changed line, quick ones before slow ones; ends a test that runs on and on."""

    def __init__(self, hits: Collection[str], seconds: Mapping[str, float]) -> None:
        self.hits, self.seconds = hits, seconds

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """The order in which tests are run."""
        items.sort(key=lambda item: (item.nodeid not in self.hits, self.seconds.get(item.nodeid, 0.0)))

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Set the time that the test has."""
        signal.setitimer(signal.ITIMER_PROF, SPARE + 5 * self.seconds.get(item.nodeid, 0.0))


def quiet() -> None:
    """Send what pytest prints nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def record(package: str, plain: Sequence[str], file: str) -> Ran:
    """Run a file of tests and note what it runs. Raises RuntimeError where a test fails as it is."""
    quiet()
    ran = Ran(file)
    recorder = Recorder(package, ran)
    sys.settrace(recorder.trace)
    code = int(pytest.main([*plain, file], plugins=[recorder]))
    sys.settrace(None)
    if code:
        raise RuntimeError(f"{Path(file).name} fails on the software as it is")
    return ran


def recorded(package: str, plain: Sequence[str], files: Sequence[str], jobs: int) -> list[Ran]:
    """What each file runs; each in a process of its own."""
    with get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
        return pool.map(partial(record, package, plain), files, chunksize=1)


@dataclass(frozen=True)
class Choice:
    """The tests of a mutant: the seconds of each test, file by file, and the tests that run its line."""

    files: Mapping[str, Mapping[str, float]]
    hits: frozenset[str]

    @property
    def seconds(self) -> dict[str, float]:
        """What each test usually takes."""
        return {name: took for tests in self.files.values() for name, took in tests.items()}


class Learnt:
    """Which files of tests have noticed mutants of which module so far: those that did, and are quick, come first."""

    def __init__(self) -> None:
        self.met: Counter[tuple[str, str]] = Counter()
        self.noticed: Counter[tuple[str, str]] = Counter()

    def ordered(self, module: str, choice: Choice) -> Choice:
        """The choice with the files that run the line first, in the order of what they notice for each second."""

        def place(file: str) -> tuple[bool, float]:
            hits = [took for name, took in choice.files[file].items() if name in choice.hits]
            share = (self.noticed[module, file] + 1) / (self.met[module, file] + 2)
            return not hits, -share / (START + sum(hits))

        return Choice({file: choice.files[file] for file in sorted(choice.files, key=place)}, choice.hits)

    def note(self, module: str, files: Iterable[str], place: int) -> None:
        """Of files run in this order, the one at a place noticed the mutant, counted from 1; at 0 none did."""
        for number, file in enumerate(files, start=1):
            self.met[module, file] += 1
            self.noticed[module, file] += number == place
            if number == place:
                return


def chosen(ran: Sequence[Ran], module: str, source: str, line: int) -> Choice:
    """The tests of a changed line: the files that run any line of the function around it.

    The whole function, since a line of a long expression may not be told apart; whole files, since what one test makes
    others may look at.
    """
    first, last = _around(source, line)
    near = {(module, number) for number in range(first, last + 1)}
    held = [one for one in ran if near & one.lines]
    tests = [(name, lines) for one in held for name, lines in one.tests.items()]
    hits = {name for name, lines in tests if (module, line) in lines} or {name for name, lines in tests if near & lines}
    return Choice({one.file: one.seconds for one in held}, frozenset(hits))


def _around(source: str, line: int) -> tuple[int, int]:
    """The lines of the innermost function around a line; the whole module where there is none."""
    spans = [
        (node.lineno, node.end_lineno or node.lineno)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return max(spans, default=(1, len(source.splitlines())))
