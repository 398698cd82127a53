"""The variables of a statistic told in a terminal: rule, function and codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill, indent
from typing import Any

from scr_analysis.commands.explain.layout import WIDTH


def told_variables(variables: Mapping[str, Any], examples: Mapping[str, Any]) -> Iterator[str]:
    """Each variable, with what it is made from below it."""
    for number, (name, variable) in enumerate(variables.items()):
        if number:
            yield ""
        yield fill(f"{name}: {variable['label']}", WIDTH, initial_indent="  ", subsequent_indent="      ")
        if variable["kind"] == "derived":
            yield from _derived(variable, examples.get(name, []))
        else:
            yield from _delivered(variable)


def _derived(variable: Mapping[str, Any], examples: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    made = f"{variable['rule']} Made from {', '.join(variable['from'])}."
    if variable["precedence"]:
        made += f" Where sources differ, the first that speaks: {', then '.join(variable['precedence'])}."
    yield _inset(made)
    yield from _codes(variable)
    for example in examples:
        yield _inset(f"Examples. {example['says']}")
        for table in example["tables"]:
            yield indent(table["text"], " " * 6)
    for source in variable["function"]:
        yield _inset(f"{source['file']}, {source['name']}:")
        yield indent(source["text"], " " * 6)


def _delivered(variable: Mapping[str, Any]) -> Iterator[str]:
    holds = f", {variable['holds']}" if variable["holds"] else ""
    blank = f" An empty cell means: {variable['blank']}." if variable["blank"] else ""
    yield _inset(f"As delivered in {variable['table']} ({variable['file']}){holds}.{blank}")
    yield from _codes(variable)


def _codes(variable: Mapping[str, Any]) -> Iterator[str]:
    rows = [(code.get("code", ""), code["name"], code["label"]) for code in variable["codes"]]
    rows += [(code.get("code", ""), code["kind"], f"missing: {code['label']}") for code in variable["missing"]]
    numbers = max((len(code) for code, _, _ in rows), default=0)
    names = max((len(name) for _, name, _ in rows), default=0)
    for code, name, label in rows:
        first = f"    {code:>{numbers}} {name:<{names}}  ".replace("     ", "    ", 1 if not numbers else 0)
        yield fill(label, WIDTH, initial_indent=first, subsequent_indent=" " * len(first))


def _inset(text: str) -> str:
    return fill(text, WIDTH, initial_indent="    ", subsequent_indent="    ")
