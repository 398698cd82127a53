"""A task done in a process beside this one, where the machine has a second processor for it."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def beside(task: Callable[[], T]) -> Callable[[], T]:
    """Begin a task beside what comes next; gives what waits for its result.

    Where no process can be begun, or the other one fails, the task is done here once its result is asked for, so that
    a fault is told as ever.
    """
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return task
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(task, writer)
    os.close(writer)

    def result() -> T:
        with os.fdopen(reader, "rb") as told:
            answer = told.read()
        done = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        return pickle.loads(answer) if done else task()

    return result


def _answer(task: Callable[[], object], writer: int) -> None:
    """In the other process: do the task, tell its result and end there, whatever happens."""
    code = 1
    try:
        with os.fdopen(writer, "wb") as out:
            out.write(pickle.dumps(task()))
        code = 0
    finally:
        os._exit(code)
