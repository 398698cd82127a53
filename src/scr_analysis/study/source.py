"""Study files as YAML with line numbers: every key keeps the line it stands on, so that a fault can name it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scr_analysis.errors import Fault, FaultsFound

Place = tuple[str | int, ...]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2 in what matters here: ``yes`` and ``no`` are words, as in the codebook, and dates stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[-1] not in ("bool", "timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), ["t", "f"])


@dataclass
class Source:
    """One study file: its value, and the line of every place in it."""

    file: str
    value: Any
    lines: dict[Place, int] = field(default_factory=dict)

    def at(self, *place: str | int) -> str:
        """'line 12' for a place, or for the nearest place around it that has a line."""
        for end in range(len(place), -1, -1):
            if place[:end] in self.lines:
                return f"line {self.lines[place[:end]]}"
        return ""

    def fault(self, place: Place, problem: str, remedy: str = "") -> Fault:
        """A fault at a place of this file."""
        return Fault(self.file, self.at(*place), problem, remedy)


def read_source(path: Path, shown_as: str | None = None) -> Source:
    """Read one YAML file; raises FaultsFound where it is missing, empty, broken or repeats a key."""
    name = shown_as or path.as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FaultsFound(
            [Fault(name, "", "the file is not there", "restore it: every study file is needed")]
        ) from None
    except UnicodeDecodeError:
        raise FaultsFound([Fault(name, "", "is not UTF-8 text", "save it again with the encoding UTF-8")]) from None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}" if error.problem_mark else ""
        problem = f"is not readable as YAML: {error.problem}"
        raise FaultsFound([Fault(name, line, problem, "check the indentation, colons and quotes there")]) from None
    if node is None:
        raise FaultsFound([Fault(name, "", "the file is empty", "restore it: every study file is needed")])
    source = Source(name, None)
    faults: list[Fault] = []
    source.value = _plain(node, (), source, faults)
    if faults:
        raise FaultsFound(faults)
    return source


def _plain(node: yaml.Node, place: Place, source: Source, faults: list[Fault]) -> Any:
    """The node as plain Python, its lines noted on the way; keys are always text."""
    source.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*place, index), source, faults) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, child in node.value:
            key = str(key_node.value)
            source.lines[(*place, key)] = key_node.start_mark.line + 1
            if key in mapping:
                faults.append(source.fault((*place, key), f"the key '{key}' is given twice", "keep one of the two"))
            mapping[key] = _plain(child, (*place, key), source, faults)
        return mapping
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    kind = node.tag.rsplit(":", 1)[-1]
    if kind == "int":
        return int(str(node.value).replace("_", ""), 0) if not str(node.value).isdigit() else int(node.value)
    if kind == "float":
        return float(node.value)
    if kind == "bool":
        return node.value == "true"
    return None if kind == "null" else node.value
