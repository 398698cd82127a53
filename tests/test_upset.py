"""UpSet charts: columns by size, dots by membership, and nothing hidden given away."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from core_run import study_in
from scr_analysis.errors import FaultsFound
from scr_analysis.present import style
from scr_analysis.present.alt_text import alt_text
from scr_analysis.present.chart_model import Bar, Bracket, ChartData, Group
from scr_analysis.present.chart_words import chart_csv, notes
from scr_analysis.present.drawing import Dot, Drawing, Line
from scr_analysis.present.upset import draw_upset, in_order

COUNTS = {"none": 30, "d": 19, "m": 20, "g": 7, "dm": 24, "dg": None, "mg": 0, "dmg": 33}
FACTORS = {"d": "Domestic abuse", "m": "Mental ill-health", "g": "Drug misuse"}


def upset(counts: dict[str, int | None]) -> ChartData:
    bars = tuple(Bar(name, f"Just {name}", n, 133) for name, n in counts.items())
    brackets = tuple(
        Bracket(Bar(letter, label, 70, 133), frozenset(name for name in counts if letter in name and name != "none"))
        for letter, label in FACTORS.items()
    )
    groups = (Group("", bars, 133),)
    return ChartData("c", "Title", "upset", "Base: 133.", "Source: test.", "reports", groups, "", brackets, (), True)


def dark_dots(drawing: Drawing) -> list[tuple[int, int]]:
    """Row and column of each dark dot, counted from the top left."""
    dots = [shape for shape in drawing.shapes if isinstance(shape, Dot)]
    rows, columns = sorted({dot.y for dot in dots}), sorted({dot.x for dot in dots})
    return sorted((columns.index(dot.x), rows.index(dot.y)) for dot in dots if dot.fill == style.ACCENT)


def test_columns_fall_and_hidden_ones_stand_last() -> None:
    assert [bar.key for bar in in_order(upset(COUNTS).bars)] == ["dmg", "none", "dm", "m", "d", "g", "dg"]
    hidden = dict.fromkeys(("a", "b"), None) | {"c": 1}
    assert [bar.key for bar in in_order(upset(hidden).bars)] == ["c", "a", "b"]


def test_dots_say_which_factors_a_column_holds() -> None:
    wanted = ["dmg", "", "dm", "m", "d", "g", "dg"]
    drawn = [(number, "dmg".index(letter)) for number, name in enumerate(wanted) for letter in name]
    drawing = draw_upset(upset(COUNTS))
    assert dark_dots(drawing) == sorted(drawn)
    joined = [shape for shape in drawing.shapes if isinstance(shape, Line) and shape.points_wide == 1.4]
    assert len(joined) == sum(len(name) > 1 for name in wanted)


def test_nothing_is_clipped_and_no_text_covers_another() -> None:
    sixteen = {f"dmg{number}": 100 - number if number % 3 else None for number in range(16)}
    for one in (upset(COUNTS), upset(sixteen), upset(dict.fromkeys(COUNTS, None))):
        drawing = draw_upset(one)
        for text in drawing.texts:
            left, top, right, bottom = text.extent
            assert min(left, top) >= 0
            assert right <= drawing.width
            assert bottom <= drawing.height
        for first, second in combinations(drawing.texts, 2):
            (a, b, c, d), (e, f, g, h) = first.extent, second.extent
            assert min(c, g) - max(a, e) <= 0.01 or min(d, h) - max(b, f) <= 0.01, (first, second)


def test_a_hidden_combination_is_its_mark_and_nothing_else() -> None:
    one = upset(COUNTS)
    assert [text.words for text in draw_upset(one).texts].count("[c]") == 1
    assert "bar,,Just dg,[c],133,[c],[c],[c]" in chart_csv(one)
    factor = one.brackets[0]
    withheld = replace(one, brackets=(replace(factor, value=factor.value.withheld()), *one.brackets[1:]))
    assert "Domestic abuse ([c])" in [text.words for text in draw_upset(withheld).texts]


def test_words_of_the_chart() -> None:
    assert alt_text(upset(COUNTS)) == (
        "UpSet chart, number of reports with each combination of 3 factors. "
        "Each factor, alone or with others: Domestic abuse: 70; Mental ill-health: 70; Drug misuse: 70. "
        "The commonest of the 6 combinations shown: Just dmg: 33; Just none: 30; Just dm: 24; Just m: 20; Just d: 19; Just g: 7. "
        "1 combination not shown. Base: 133."
    )
    assert notes(upset(COUNTS))[0] == "Combinations that no case has are not drawn."


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ("brackets: [any_drugs], wide: true", "names fewer than two factors"),
        ("brackets: [any_drugs, any_alcohol]", "add 'wide: true'"),
    ],
)
def test_refuses_what_cannot_be_drawn(tmp_path: Path, edit: str, said: str) -> None:
    entry = f"- {{id: x, title: X, kind: upset, statistics: [parental_combinations], {edit}}}\n"
    with pytest.raises(FaultsFound) as refused:
        study_in(tmp_path, "charts", charts=entry)
    assert said in str(refused.value)
