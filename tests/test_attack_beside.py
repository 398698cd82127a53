"""A task beside another: its result comes back, its fault is told here, and one processor does both in turn."""

from __future__ import annotations

import os

import pytest

from scr_analysis.attack.collect.beside import beside
from scr_analysis.attack.facts import Said
from scr_analysis.errors import Fault, FaultsFound

FACT = Said("briefing.pdf: text", ("s", "b", "all", "all"), "n", "3", by_name=True)
forks = pytest.mark.skipif(
    not hasattr(os, "fork") or (os.cpu_count() or 1) < 2, reason="no second process can be begun here"
)


@forks
def test_a_task_is_done_in_another_process() -> None:
    result = beside(lambda: (os.getpid(), [FACT] * 20_000))  # more than a pipe holds at once
    process, found = result()
    assert process != os.getpid()
    assert found == [FACT] * 20_000


def test_a_fault_is_raised_where_the_result_is_asked_for() -> None:
    def damaged() -> None:
        raise FaultsFound([Fault("estimates.csv", "", "the file is damaged", "run snakemake")])

    result = beside(damaged)
    with pytest.raises(FaultsFound, match="the file is damaged"):
        result()


@forks
def test_what_cannot_be_told_between_processes_is_done_here() -> None:
    result = beside(lambda: lambda: os.getpid())
    assert result()() == os.getpid()


def test_one_processor_does_it_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    done: list[int] = []
    result = beside(lambda: done.append(os.getpid()))
    assert done == []
    result()
    assert done == [os.getpid()]
