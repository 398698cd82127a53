"""Charts: the data behind them, their alternative text and notes, and the text and the bars of the drawing."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from scr_analysis.attack.collect.context import Context
from scr_analysis.attack.facts import Loose, Said
from scr_analysis.estimates import Key
from scr_analysis.files import read_json

_MEASURES = {"n": "n", "denominator": "denominator", "percent": "percent", "low": "low", "high": "high"}


def descriptions_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What the alternative texts, bases and notes of charts say."""
    for chart, about in read_json(path).items():
        held: Any = about
        for part in ("title", "alt", "base", "source", "notes"):
            texts = held.get(part, "")
            for text in [texts] if isinstance(texts, str) else texts:
                among = statistics(context, chart)
                yield from context.said(f"{name}: {part} of {chart}", text, among)


def statistics(context: Context, chart: str) -> list[str]:
    """The statistics that a chart draws."""
    declared = context.study.charts.get(chart)
    return [*declared.statistics, *declared.brackets] if declared else list(context.study.statistics)


def data_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What the data behind a chart say of hidden estimates: a row whose labels name one."""
    if path.stem not in context.study.charts:
        yield Loose(name, "a chart that the study does not declare")
    among = statistics(context, path.stem)
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        words = "; ".join(text for column, text in row.items() if column not in _MEASURES)
        for key in _drawn(context, words, among):
            for column, measure in _MEASURES.items():
                text = row.get(column, "")
                if re.fullmatch(r"[\d,.]+%?", text):
                    yield Said(name, key, measure, f"{text}%" if measure in ("percent", "low", "high") else text)


def _drawn(context: Context, words: str, among: list[str]) -> list[Key]:
    """The hidden estimates that a row of data names; where several do, those of the most words."""
    meant = context.names.meant(words, among)
    most = max((len(context.names.of(key)) for key in meant), default=0)
    return [key for key in meant if len(context.names.of(key)) == most]


def drawing_said(context: Context, path: Path, name: str) -> Iterator[Said | Loose]:
    """What a drawing says: its texts and descriptions, and a bar for what is hidden."""
    tree = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    told = [
        text
        for element in tree.iter()
        for text in (element.text or "", *(element.get(one, "") for one in ("aria-label", "alt", "title", "desc")))
    ]
    for one in context.around(f"{name}: text", f"chart-{path.stem}", told, None):
        if isinstance(one, Loose) or not _its_own(context, path.stem, one):
            yield one
    yield from bars_said(context, tree, path.stem, name)


def _its_own(context: Context, chart: str, said: Said) -> bool:
    """Whether the chart draws this very number under the same label: then it speaks of what it draws, and of no other.

    A label such as "6 to 10 years" is that of many statistics, of which the chart shows some and hides others.
    """
    own = statistics(context, chart)
    label = _label(context, said.key)
    return said.key[0] not in own and any(
        said.text in numbers
        for key, numbers in context.names.printed.items()
        if key[0] in own and label and _label(context, key) == label
    )


def _label(context: Context, key: Key) -> str:
    """How the level of an estimate is called; empty where it has none."""
    return context.names.labels.get(context.study.statistics[key[0]].of or "", {}).get(key[3], "")


def bars_said(context: Context, tree: ElementTree.Element, chart: str, name: str) -> Iterator[Said | Loose]:
    """Upright bars: one whose height fits no count that is shown, against the scale of those that are."""
    declared = context.study.charts.get(chart)
    if declared is None or declared.kind != "columns":
        return
    heights = list(_heights(tree))
    counts = _shown(context, declared.statistics[0])
    if not heights or not counts:
        return
    scale = max(heights) / max(counts)
    fitting = {round(count * scale, 1) for count in counts}
    hidden = [key for key in context.names.hidden if key[0] == declared.statistics[0]]
    for height in heights:
        if round(height, 1) not in fitting:
            for key in hidden:
                yield Said(f"{name}: bar", key, "n", str(round(height / scale)))
            if not hidden:
                yield Loose(f"{name}: bar", "a bar whose height fits no count shown")


def _heights(tree: ElementTree.Element) -> Iterator[float]:
    """The heights of the filled upright boxes of a drawing, the ground left out."""
    boxes = []
    for element in tree.iter():
        numbers = [float(one) for one in re.findall(r"-?\d+\.?\d*", element.get("d", ""))]
        if "fill: none" not in element.get("style", "") and len(numbers) == 8 and "C" not in element.get("d", ""):
            boxes.append((max(numbers[0::2]) - min(numbers[0::2]), max(numbers[1::2]) - min(numbers[1::2])))
    widths = [width for width, _ in boxes[1:]]
    usual = max(set(widths), key=widths.count) if widths else 0
    yield from (height for width, height in boxes[1:] if abs(width - usual) < 0.01 and height > 0)


def _shown(context: Context, statistic: str) -> list[int]:
    rows = (row for row in context.rows if row["statistic"] == statistic and row["group"] == "all")
    return [int(row["n"]) for row in rows if row["n"].isdigit()]
