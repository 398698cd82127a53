"""SPSS system files written by hand: each byte is the one that ReadStat writes, and readers find what was put in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas
import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyreadstat.pyclasses import MissingRange

from scr_analysis.spss.system_file import CREATED, PRODUCT, Cell, Variable, system_file

AFTER_PRODUCT, STAMPED = 64, slice(92, 92 + len(CREATED))
LABELS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=25)
TEXTS = st.text(st.sampled_from("aé Ω-0"), max_size=40).map(str.strip)
# Whole numbers around those that one byte can tell, and others.
NUMBERS = st.sampled_from([-101.0, -100.0, -99.0, -1.0, 0.0, 150.0, 151.0, 152.0, 1e9, 0.5, -2.25])
DAYS = st.dates(date(1583, 1, 1), date(2100, 12, 31))


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Variable], list[list[Cell]]]:
    """Variables of every kind, with cells that are missing in both ways."""
    cases = draw(st.integers(1, 12))
    variables, columns = [], list[list[Cell]]()
    for place in range(draw(st.integers(1, 12))):
        name, label = f"{draw(st.sampled_from(['v', 'variable_']))}{place}", draw(LABELS)
        kind = draw(st.sampled_from(["A", "F", "DATE"]))
        if kind == "A":
            texts = draw(st.lists(TEXTS, min_size=cases, max_size=cases))
            width = max(1, *(len(text.encode()) for text in texts))
            variables.append(Variable(name, label, kind, width, "nominal"))
            columns.append([*texts])
        elif kind == "DATE":
            variables.append(Variable(name, label, kind, 11, "scale"))
            columns.append(draw(st.lists(DAYS, min_size=cases, max_size=cases)))
        else:
            missing = draw(st.lists(NUMBERS, max_size=2, unique=True))
            between = (-6.0, -1.0) if len(missing) < 2 and draw(st.booleans()) else None
            answers = draw(st.dictionaries(NUMBERS, LABELS.filter(bool), max_size=4))
            measure = draw(st.sampled_from(["nominal", "ordinal", "scale"]))
            variables.append(Variable(name, label, kind, 5, measure, answers, missing, between))
            columns.append(draw(st.lists(st.none() | NUMBERS, min_size=cases, max_size=cases)))
    return variables, columns


def of_readstat(variables: Sequence[Variable], columns: Sequence[Sequence[Cell]], label: str, path: Path) -> bytes:
    """The same file, written by ReadStat."""
    cells = [[math.nan if cell is None else cell for cell in column] for column in columns]
    series = [
        pandas.Series(column, dtype=float if one.kind == "F" else object)
        for one, column in zip(variables, cells, strict=True)
    ]
    codes: dict[str, list[int | float | str | MissingRange]] = {one.name: [*one.missing] for one in variables}
    for one in variables:
        codes[one.name][:0] = [{"lo": one.between[0], "hi": one.between[1]}] if one.between else []
    pyreadstat.write_sav(
        pandas.DataFrame(dict(zip((one.name for one in variables), series, strict=True))),
        path,
        file_label=label,
        row_compress=True,
        column_labels={one.name: one.label for one in variables},
        variable_value_labels={one.name: dict(one.answers) for one in variables if one.answers},
        missing_ranges={name: found for name, found in codes.items() if found},
        variable_measure={one.name: one.measure for one in variables},
        variable_format={one.name: f"{one.kind}{one.width}" + (".0" if one.kind == "F" else "") for one in variables},
    )
    return path.read_bytes()


@settings(max_examples=60, deadline=None)
@given(table=tables(), label=LABELS)
def test_each_byte_is_the_one_of_readstat(
    table: tuple[list[Variable], list[list[Cell]]], label: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    theirs = bytearray(of_readstat(*table, label, tmp_path_factory.mktemp("readstat") / "table.sav"))
    theirs[STAMPED] = CREATED
    assert system_file(*table, label)[AFTER_PRODUCT:] == bytes(theirs[AFTER_PRODUCT:])


def test_the_file_says_who_wrote_it() -> None:
    written = system_file([Variable("a", "", "F", 5, "scale")], [[1.0]], "")
    assert written[:AFTER_PRODUCT] == b"$FL2" + PRODUCT.encode().ljust(60)


def test_a_reader_finds_what_was_put_in(tmp_path: Path) -> None:
    long = Variable(
        "a_name_of_many_letters", "é" * 300, "F", 5, "nominal", {1.0: "é" * 300, -5.0: "not known"}, (), (-6.0, -1.0)
    )
    other = Variable("a_name_of_many_others", "", "A", 255, "nominal")
    text = "x" * 253 + "é"
    path = tmp_path / "read.sav"
    path.write_bytes(system_file([long, other], [[1.0, -5.0, None], [text, "", "y"]], "é" * 60))
    columns, meta = pyreadstat.read_sav(path, user_missing=True, output_format="dict")
    assert list(columns) == ["a_name_of_many_letters", "a_name_of_many_others"]
    assert [*columns["a_name_of_many_letters"][:2]] == [1.0, -5.0]
    assert columns["a_name_of_many_letters"][2] is None or math.isnan(columns["a_name_of_many_letters"][2])
    assert [*columns["a_name_of_many_others"]] == [text, "", "y"]
    assert meta.file_label == "é" * 32
    assert meta.column_labels == ["é" * 127, None], "cut between two letters, where the format ends"
    assert meta.variable_value_labels["a_name_of_many_letters"] == {1.0: "é" * 60, -5.0: "not known"}
    assert meta.missing_ranges["a_name_of_many_letters"] == [{"lo": -6.0, "hi": -1.0}]


def test_a_text_that_the_format_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="255 bytes"):
        system_file([Variable("a", "", "A", 256, "nominal")], [["x" * 256]], "")
