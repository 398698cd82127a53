"""Write docs/methods.md from the spec tests of the methods, so that the page says what the tests hold.

``python tools/methods.py`` (or ``make methods``) reads every ``tests/spec/test_method_*.py`` without running it:

* the module's docstring: its first line is the title, then paragraphs that begin with the words of ``PARTS``;
* ``CHAPTER``, one of ``CHAPTERS`` by its key;
* ``EXAMPLE``, a drawn table: left of the bar what is given, right of it what the method must give.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PAGE = Path("docs/methods.md")
SPECS = Path("tests/spec")
PARTS = ("Purpose", "Formula", "Assumes", "Source", "Example")
CHAPTERS = {
    "figures": "One figure",
    "comparisons": "Comparing figures",
    "interaction": "Risk factors together",
    "missing": "What is not known",
    "coding": "How the cases were coded",
    "disclosure": "What may be shown",
}
INTRODUCTION = """\
# Methods

<!-- Written by `make methods` from tests/spec/test_method_*.py. Edit those, not this page. -->

How every figure is made, for a statistician. Each method has its purpose, formula, assumptions and source, and an
example: what is given stands left, what the method must give stands right, in **bold**. The examples are tests: the
build server computes each and compares it with what is printed here, and the values come from the independent source
that the entry names, or are worked by hand, and never from this software.

Serious case reviews are nearly a census of what was reviewed, not a sample. An interval says how far a figure could
move by chance if the same process ran again; it does not speak of cases that were never reviewed, of what reports
leave out, or of how cases were coded. The last two have chapters of their own.
"""


class SpecError(Exception):
    """A spec test that does not say what the page needs."""


@dataclass(frozen=True)
class Method:
    """One method as its spec test describes it."""

    title: str
    chapter: str
    paragraphs: Sequence[str]
    example: str
    path: str


def page(folder: Path = SPECS) -> str:
    """The whole page. Raises SpecError, naming every spec test that is not as it must be."""
    methods = read_methods(folder)
    parts = [INTRODUCTION, "\n".join(_contents(methods))]
    for key, heading in CHAPTERS.items():
        inside = [method for method in methods if method.chapter == key]
        if inside:
            parts += [f"## {heading}", *(_section(method) for method in inside)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def read_methods(folder: Path = SPECS) -> list[Method]:
    """Every method, by chapter and title."""
    methods, faults = [], []
    for path in sorted(folder.glob("test_method_*.py")):
        try:
            methods.append(read_method(path))
        except SpecError as fault:
            faults.append(str(fault))
    if faults:
        raise SpecError("\n".join(faults))
    return sorted(methods, key=lambda method: (list(CHAPTERS).index(method.chapter), method.title))


def read_method(path: Path) -> Method:
    """One method from the text of its spec test."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    title, _, rest = (ast.get_docstring(tree) or "").partition("\n")
    constants = dict(_constants(tree))
    paragraphs = [paragraph.strip() for paragraph in rest.strip().split("\n\n")]
    if constants.get("CHAPTER") not in CHAPTERS:
        raise SpecError(f"{path.name}: CHAPTER must be one of {', '.join(CHAPTERS)}")
    for part in PARTS:
        if not any(paragraph.startswith(f"{part}: ") for paragraph in paragraphs):
            raise SpecError(f"{path.name}: the docstring has no paragraph that begins with '{part}: '")
    if "|" not in constants.get("EXAMPLE", ""):
        raise SpecError(f"{path.name}: EXAMPLE must be a drawn table with a bar")
    return Method(title.strip().rstrip("."), constants["CHAPTER"], paragraphs, constants["EXAMPLE"], path.name)


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The module's constants that are plain text."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = node.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield node.targets[0].id, value.value


def _contents(methods: Sequence[Method]) -> Iterator[str]:
    for key, heading in CHAPTERS.items():
        inside = [method for method in methods if method.chapter == key]
        if inside:
            yield f"- [{heading}](#{_anchor(heading)})"
            yield from (f"  - [{method.title}](#{_anchor(method.title)})" for method in inside)


def _anchor(heading: str) -> str:
    """A heading's anchor, as code hosts make it."""
    kept = "".join(letter for letter in heading if letter.isalnum() or letter in " -_")
    return kept.strip().lower().replace(" ", "-")


def _section(method: Method) -> str:
    body = [_led(paragraph) for paragraph in method.paragraphs]
    return "\n\n".join([f"### {method.title}", *body, _table(method.example), f"<sub>Held by `{method.path}`</sub>"])


def _led(paragraph: str) -> str:
    """A paragraph with the word that it begins with set off."""
    lead, colon, rest = paragraph.partition(": ")
    return f"**{lead}:** {rest}" if colon and lead in PARTS else paragraph


def _table(drawing: str) -> str:
    """A drawn table as Markdown; what is expected is bold, a remark stands in a last column."""
    rows = [_cells(line) for line in drawing.splitlines() if line.split("#")[0].strip()]
    remarks = any(remark for *_, remark in rows)
    (given, expected, _), *body = rows
    header = [*given, *(f"**{name}**" for name in expected), *([""] if remarks else [])]
    lines = [_row(header).replace("_", " "), _row(["---"] * len(header))]
    for left, right, remark in body:
        lines.append(_row([*left, *(f"**{cell}**" for cell in right), *([remark] if remarks else [])]))
    return "\n".join(lines)


def _cells(line: str) -> tuple[list[str], list[str], str]:
    drawn, _, remark = line.partition("#")
    left, _, right = drawn.partition("|")
    return left.split(), right.split(), remark.strip()


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    try:
        PAGE.write_text(page(), encoding="utf-8")
    except SpecError as fault:
        sys.exit(str(fault))
