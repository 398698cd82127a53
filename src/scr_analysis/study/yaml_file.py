"""Study files as YAML with line numbers: every key keeps the line it stands on, so that a fault can name it."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from scr_analysis.errors import Fault, FaultsFound, refuse
from scr_analysis.study.source import RESTORE, Place, Source


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2 in what matters here: ``yes`` and ``no`` are words, as in the codebook, and dates stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[-1] not in ("bool", "timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), ["t", "f"])


def read_source(path: Path, shown_as: str | None = None) -> Source:
    """Read one YAML file; raises FaultsFound where it is missing, empty, broken or repeats a key."""
    name = shown_as or path.as_posix()
    source = Source(name, None, content=_content(path, name))
    faults: list[Fault] = []
    try:
        source.value = _plain(_composed(name, _text(source)), (), source, faults)
    except RecursionError:
        raise _refused(name, "is nested without end", "take out the alias (*) inside its own anchor (&)") from None
    refuse(faults)
    return source


def _content(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise _refused(name, "the file is not there", RESTORE) from None
    except OSError as error:
        problem = f"the file cannot be read: {(error.strerror or 'no reason is given').lower()}"
        raise _refused(name, problem, "check what stands at this path") from None


def _text(source: Source) -> str:
    try:
        return io.TextIOWrapper(io.BytesIO(source.content), encoding="utf-8").read()
    except UnicodeDecodeError:
        raise _refused(source.file, "is not UTF-8 text", "save it again with the encoding UTF-8") from None


def _composed(name: str, text: str) -> yaml.Node:
    """The tree of nodes, which still knows its lines."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        problem = f"is not readable as YAML: {error.problem}"
        raise FaultsFound(
            [Fault(name, line, problem, "check indentation, colons and quotes there and above")]
        ) from None
    except yaml.YAMLError:
        raise _refused(name, "holds a character that YAML does not allow", "remove it: it may be invisible") from None
    if node is None:
        raise _refused(name, "the file is empty", RESTORE)
    return node


def _refused(name: str, problem: str, remedy: str) -> FaultsFound:
    return FaultsFound([Fault(name, "", problem, remedy)])


def _plain(node: yaml.Node, place: Place, source: Source, faults: list[Fault]) -> Any:
    """The node as plain Python, its lines noted on the way; keys are always text."""
    source.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*place, index), source, faults) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, child in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                line = f"line {key_node.start_mark.line + 1}"
                problem = "a key must be a word, not a list or a mapping"
                faults.append(Fault(source.file, line, problem, "put text that begins with { or [ in quotes"))
                continue
            key = str(key_node.value)
            source.lines[(*place, key)] = key_node.start_mark.line + 1
            if key in mapping:
                faults.append(source.fault((*place, key), f"the key '{key}' is given twice", "keep one of the two"))
            mapping[key] = _plain(child, (*place, key), source, faults)
        return mapping
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    """A word, number, truth value or nothing. What only old YAML reads as a number, such as 10:30, stays text."""
    kind, text = node.tag.rsplit(":", 1)[-1], str(node.value)
    if kind == "bool":
        return text == "true"
    if kind == "null":
        return None
    if kind in ("int", "float"):
        with suppress(ValueError):
            return int(text) if kind == "int" else float(text)
    return text
