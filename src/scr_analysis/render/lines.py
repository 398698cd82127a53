"""The line of the template that is being rendered: a fault is told where the author finds it."""

from __future__ import annotations

import sys

TEMPLATE_CODE = "<template>"  # what Jinja2 calls the code that it makes of a template


def line_being_rendered() -> int:
    """The line of the template's code, found on the call stack; the template knows which of its own that is."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename != TEMPLATE_CODE:
        frame = frame.f_back
    return frame.f_lineno


def line_of(error: BaseException) -> str:
    """The line of the template in which an error arose, as its traceback has it; empty where it did not."""
    trace, found = error.__traceback__, ""
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == TEMPLATE_CODE:
            found = f"line {trace.tb_lineno}"
        trace = trace.tb_next
    return found
