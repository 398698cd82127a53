"""No number is typed in prose: digits stand only in what is declared as a plain fact."""

from __future__ import annotations

import re
from collections.abc import Sequence

import jinja2

from scr_analysis.errors import Fault
from scr_analysis.plain import undeclared
from scr_analysis.study.vocabulary import PlainFact

_DIGIT = re.compile(r"\d")
_REMEDY = (
    "print it with pct(), count(), words() or claim(); "
    "a year or a statute: declare it under plain_facts in study/wording.yaml"
)


def typed_digits(source: str, file: str, plain: Sequence[PlainFact]) -> list[Fault]:
    """Every digit typed in the text of a template, or typed into a print statement, as a fault with its line."""
    try:
        tokens = list(jinja2.Environment().lex(source))
    except jinja2.TemplateSyntaxError:
        return []  # rendering reports it, with its line
    found: list[Fault] = []
    previous = ""
    for line, kind, value in tokens:
        if kind == "data":
            for at, digits in undeclared(value, line, plain):
                found.append(Fault(file, f"line {at}", f"a digit is typed in prose: '{digits}'", _REMEDY))
        elif kind in ("integer", "float") or (
            kind == "string" and previous in ("variable_begin", "~", "+") and _DIGIT.search(value)
        ):
            found.append(Fault(file, f"line {line}", f"a number is typed into the print statement: {value}", _REMEDY))
        if kind != "whitespace":
            previous = value if kind == "operator" else kind
    return found
