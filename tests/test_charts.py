"""The charts: the same bytes every time, nothing clipped or covered, and nothing hidden given away."""

from __future__ import annotations

import json
import os
import re
import string
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.ft2font import FT2Font, LoadFlags
from PIL import Image

from scr_analysis.present import style
from scr_analysis.present.alt_text import alt_text
from scr_analysis.present.chart_model import Bar, Bracket, ChartData, Group, Kind, safe_to_show
from scr_analysis.present.chart_words import chart_csv
from scr_analysis.present.charts import DRAW, write_charts
from scr_analysis.present.drawing import Box, Dot, Drawing, Line, Text
from scr_analysis.present.lettering import width
from scr_analysis.present.paint import svg
from scr_analysis.present.segments import segments
from scr_analysis.typefaces import SANS, font_file

LEVELS = ("open", "closed", "below", "never")
INVOLVEMENT = (132, 56, 41, 64)
SUMS = {"known": ("open", "closed"), "aware": ("open", "closed", "below"), "not involved": ("closed", "below", "never")}
LONG = "Maltreatment-related: sudden unexpected death in infancy"


def bars(counts: Sequence[int | None], of: int, labels: Sequence[str] = LEVELS) -> tuple[Bar, ...]:
    return tuple(Bar(label, label, n, of) for label, n in zip(labels, counts, strict=True))


def chart(kind: Kind, *groups: Group, wide: bool = False, brackets: tuple[Bracket, ...] = ()) -> ChartData:
    base, source = "Base: 293 reviews.", "Source: test."
    return ChartData("c", "Title", kind, base, source, "reviews", groups, "Axis", brackets, (), wide)


def split(counts: Sequence[int | None] = INVOLVEMENT, wide: bool = True) -> ChartData:
    by_level = dict(zip(LEVELS, INVOLVEMENT, strict=True))
    brackets = tuple(
        Bracket(Bar(name, name, sum(by_level[level] for level in levels), 293), frozenset(levels))
        for name, levels in SUMS.items()
    )
    return chart("split", Group("", bars(counts, 293), 293), wide=wide, brackets=brackets)


def samples() -> list[ChartData]:
    """Every kind, narrow and wide, with long names, slivers, hidden values and kinds of missing."""
    periods = ("2003–05", "2005–07", "2007–09", "2009–11", "2011–14")
    names = (LONG, "Suicide", "Extra-familial homicide", "Unclear")
    unknown = Bar("not_known", "Not known", 3, 293, not_known=True)
    dots = tuple(Bar(name, name, n, 175, n / 200, n / 150) for name, n in zip(names, (94, 93, 12, 3), strict=True))
    stack = (
        Group("2003–05", (*bars(INVOLVEMENT, 293), unknown), 293),
        Group(LONG, (*bars((290, 2, 1, 0), 293), unknown), 293),
        Group("Two hidden", (*bars((100, None, None, 100), 293), unknown), 293),
        Group("One hidden", (*bars((100, 90, None, 100), 293), unknown), 293),
    )
    series = ("Open case", LONG, "Below the threshold", "Never known")
    counts = ((132, 56, 41, 64), (40, 39, 38, 41), (100, None, 3, 90), (0, 4, 5, 6))
    over = tuple(
        Group(period, tuple(replace(bar, low=(bar.n or 0) / 400, high=(bar.n or 0) / 220) if bar.n else bar
                            for bar in bars(row, 293, series)), 293)
        for period, row in zip(periods, counts, strict=False)
    )  # fmt: skip
    sides = tuple(
        Group(sex, bars(row, 150), 150) for sex, row in (("Male", (7, None, 0, 80)), ("Female", (1, 2, 3, 4)))
    )
    found = []
    for wide in (False, True):
        found += [
            chart("columns", Group("", bars((161, 189, 268, None, 1293), 1100, periods)), wide=wide),
            chart("columns", Group("", bars((42, 17, None, 0), 197, names)), wide=wide),
            chart("stacked", *stack, wide=wide),
            split(wide=wide),
            split((132, None, None, 64), wide=wide),
            chart("lines", *over, wide=wide),
            chart("panels", *over, wide=wide),
            chart("pyramid", *sides, wide=wide),
            chart("dots", Group("", (*dots, Bar("h", "Hidden", None, 175))), wide=wide),
            chart("dots", Group("One", dots), Group("Other", (Bar("s", "Small", 3, 9, 0.1, 1.0),)), wide=wide),
        ]
    return [replace(one, id=f"{one.kind}_{number}") for number, one in enumerate(found)]


def draw(one: ChartData) -> Drawing:
    return DRAW[one.kind](safe_to_show(one))


def words(drawing: Drawing) -> list[str]:
    return [text.words for text in drawing.texts]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("charts")
    write_charts(samples(), out)
    return out


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_another_process_writes_the_same_bytes(written: Path, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import test_charts as t;"
        "t.write_charts(t.samples(), pathlib.Path('out'))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    here = str(Path(__file__).parent)
    subprocess.run([sys.executable, "-c", code, here], cwd=tmp_path, env=environment, check=True)
    assert hashes(tmp_path / "out") == hashes(written)


def test_a_folder_holds_only_the_charts_declared_now(tmp_path: Path) -> None:
    write_charts([split()], tmp_path)
    write_charts([replace(split(), id="other")], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["charts.json", "other.csv", "other.png", "other.svg"]


@pytest.mark.parametrize("one", samples(), ids=lambda one: one.id)
def test_no_text_is_clipped_or_covers_another(one: ChartData) -> None:
    drawing = draw(one)
    for text in drawing.texts:
        left, top, right, bottom = text.extent
        assert left >= -0.01, text
        assert top >= 0, text
        assert right <= drawing.width + 0.01, text
        assert bottom <= drawing.height, text
        assert text.size >= style.SMALL
    for first, second in combinations(drawing.texts, 2):
        (a, b, c, d), (e, f, g, h) = first.extent, second.extent
        assert min(c, g) - max(a, e) <= 0.01 or min(d, h) - max(b, f) <= 0.01, (first, second)


@pytest.mark.parametrize("one", samples(), ids=lambda one: one.id)
def test_every_name_is_there(one: ChartData) -> None:
    said = " ".join(words(draw(one)))
    groups = (one.groups[0], one.groups[-1]) if one.kind == "panels" else one.groups  # small panels name the ends
    for name in {bar.label for bar in one.bars} | {group.label for group in groups}:
        assert all(word in said for word in name.split())


@pytest.mark.parametrize("face", ["Regular", "Semibold"])
def test_letters_are_as_wide_as_freetype_finds_them(face: str) -> None:
    font = FT2Font(str(font_file(SANS, face)))
    for letter in f"{string.printable.strip()}–−’“”≥é£½":
        glyph = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING | LoadFlags.NO_SCALE)
        assert width(letter, face) == pytest.approx(glyph.horiAdvance / 1000), letter
    assert width("one line", face) == pytest.approx(sum(width(letter, face) for letter in "one line"))


def test_a_drawing_holds_each_shape_once_at_its_place() -> None:
    drawing = Drawing(100, 50)
    drawing.add(Box(10, 20, 30, 25, "#123456", hatched=True), goal="at.a")
    drawing.add(Line(((0, 0), (25.4, 12.7)), "#000000", dotted=True), Dot(50, 25, 1.0, "#FFFFFF"))
    drawing.add(Text(5, 5, "5 < 6 & more", anchor="right"))
    tree = ElementTree.fromstring(svg(drawing, "c", 'said "so"'))
    space = "{http://www.w3.org/2000/svg}"
    assert (tree.get("aria-label"), tree.get("viewBox")) == ('said "so"', "0 0 283.465 141.732")
    ground, box, line = (path for path in tree.iter(f"{space}path") if "M -1" not in str(path.get("d")))
    assert ground.get("d") == "M 0 0 L 283.465 0 L 283.465 141.732 L 0 141.732 z"
    assert box.get("d") == "M 28.346 56.693 L 113.386 56.693 L 113.386 127.559 L 28.346 127.559 z"
    assert "url(#c-hatching)" in str(box.get("style"))
    assert (line.get("d"), "dasharray: 0.6 0.96" in str(line.get("style"))) == ("M 0 0 L 72 36", True)
    (link,) = tree.iter(f"{space}a")
    assert (link.get("{http://www.w3.org/1999/xlink}href"), [*link]) == ("../audit/index.html#at.a", [box])
    (text,) = tree.iter(f"{space}text")
    assert (text.text, "text-anchor: end" in str(text.get("style"))) == ("5 < 6 & more", True)
    assert len([*tree.iter(f"{space}circle")]) == 1


def test_pictures_are_whole_and_as_large_as_in_print(written: Path) -> None:
    told = json.loads((written / "charts.json").read_text(encoding="utf-8"))
    for name, one in told.items():
        picture = Image.open(written / f"{name}.png")
        picture.load()
        assert picture.info["dpi"] == pytest.approx((200, 200), abs=0.1)
        for length, side in zip(("width_mm", "height_mm"), picture.size, strict=True):
            assert side == pytest.approx(one[length] / 25.4 * 200, abs=1)


@pytest.mark.parametrize("steps", range(1, 10))
def test_colours_stay_apart_in_grey_and_carry_readable_type(steps: int) -> None:
    colours = style.ramp(steps)
    assert all(style.luminance(a) < style.luminance(b) for a, b in pairwise(colours))
    assert all(style.contrast(style.ink_on(colour), colour) >= 4.5 for colour in (*colours, style.NOT_KNOWN))


def test_percentages_round_half_up() -> None:
    eighths = chart("dots", Group("", bars((1, 3, 5, 7), 8)))
    assert {"13%", "38%", "63%", "88%"} <= set(words(draw(eighths)))
    assert [line.split(",")[5] for line in chart_csv(eighths).splitlines()[1:]] == ["13", "38", "63", "88"]


@pytest.mark.parametrize("wide", [True, False])
def test_the_split_shows_its_parts_and_the_given_sums(wide: bool) -> None:
    said = words(draw(split(wide=wide)))
    assert [one for one in said if one.endswith("%")] == ["45%", "19%", "14%", "22%", "78%", "64%", "55%"]
    other = Bracket(Bar("known", "known", 100, 293), frozenset(("open", "closed")))
    assert "34%" in words(draw(replace(split(), brackets=(other,))))  # the statistic's own sum, not ours


def everything(one: ChartData, folder: Path) -> str:
    """All that a reader gets of a chart, but for lengths and colours."""
    write_charts([one], folder)
    texts = re.findall(r"<text[^>]*>([^<]*)|aria-label=\"([^\"]*)", (folder / "c.svg").read_text(encoding="utf-8"))
    return f"{texts}\n" + "\n".join((folder / name).read_text(encoding="utf-8") for name in ("c.csv", "charts.json"))


def test_the_only_hidden_part_of_a_bar_takes_the_whole_bar_along(tmp_path: Path) -> None:
    group = Group("Group", bars((731, 57, None, 11), 803), 803)
    said = everything(chart("stacked", group, Group("Open", bars((1, 0, 0, 1), 2), 2)), tmp_path)
    assert not any(number in said for number in ("731", "57", "91%", "7%", "11"))
    assert "[c] not shown" in said
    assert "Not shown: Group" in said


def test_several_hidden_parts_share_one_stretch_at_the_end(tmp_path: Path) -> None:
    one = split((132, None, None, 64))
    said = everything(one, tmp_path)
    assert not any(number in said for number in ("56", "41", "19%", "14%", "64%", "55%", "78%"))
    hatched = [box for box in draw(one).shapes if isinstance(box, Box) and box.hatched]
    assert len(hatched) == 1
    assert hatched[0].x + hatched[0].width == pytest.approx(style.WIDE_MM - 0.4)
    assert "closed: not shown; below: not shown" in alt_text(safe_to_show(one))


@pytest.mark.parametrize("kind", ["columns", "dots"])
def test_a_hidden_value_is_its_mark_and_nothing_else(kind: Kind, tmp_path: Path) -> None:
    one = chart(kind, Group("", bars((132, None, 41, 64), 293)))
    open_to_all = chart(kind, Group("", bars(INVOLVEMENT, 293)))
    assert "[c]" in words(draw(one))
    assert len(draw(one).shapes) == len(draw(open_to_all).shapes) - 1  # its column or dot
    assert "bar,,closed,[c],293,[c],[c],[c]" in everything(one, tmp_path)
    assert "[c] confidential" in json.loads((tmp_path / "charts.json").read_text())["c"]["notes"][-1]


def test_dots_fall_from_the_largest_and_hidden_ones_keep_the_declared_order() -> None:
    names = ("a", "b", "c", "d")
    said = words(draw(chart("dots", Group("", bars((None, 0, None, 9), 20, names)))))
    assert [word for word in said if word in names] == ["d", "b", "a", "c"]


def test_few_values_are_all_said_and_of_many_the_extremes() -> None:
    few = "One bar of 100% of reviews, divided. open: 45%; closed: 19%; below: 14%; never: 22%."
    assert alt_text(split()).startswith(few)
    many = chart("columns", Group("", bars((5, 9, 7, 8, 6, 7, 7), 60, tuple("abcdefg"))))
    assert alt_text(many) == (
        "Column chart, number of reviews. 7 values shown, the largest b: 9, the smallest a: 5. Base: 293 reviews."
    )
    tied = chart("columns", Group("", bars((5, 9, 7, 8, 9, 7, 5), 60, tuple("abcdefg"))))
    assert "the largest b and others: 9, the smallest g and others: 5." in alt_text(tied)


def test_only_the_briefing_needs_a_picture_for_word(tmp_path: Path) -> None:
    first, second, *_ = samples()
    write_charts([replace(first, printed_in=("briefing",)), replace(second, printed_in=("supplement",))], tmp_path)
    assert [path.name for path in sorted(tmp_path.glob("*.png"))] == [f"{first.id}.png"]
    assert len(list(tmp_path.glob("*.svg"))) == 2


@pytest.mark.parametrize(
    ("counts", "of", "to", "ends"),
    [
        ((9, 8), 17, 1, [9 / 17, 1.0]),
        ((10, 10), 15, 5, [0.5, 1.0]),  # printed 67 % each: more than the bar holds
        ((10, 10), 25, 5, [0.5, 1.0]),  # and less: no part is missing
        ((10, 10, None, None), 15, 5, [0.48, 0.96, 1.0]),  # what is hidden keeps a place
        ((10, 5, None, None), 40, 5, [0.25, 0.375, 1.0]),
        ((0, 0), 10, 10, []),
    ],
)
def test_parts_of_rounded_counts_fill_their_bar(
    counts: tuple[int | None, ...], of: int, to: int, ends: list[float]
) -> None:
    parts = tuple(replace(bar, rounded=to > 1) for bar in bars(counts, of, LEVELS[: len(counts)]))
    placed = segments(Group("", parts, of), 10.0, 100.0)
    assert [(one.x + one.width - 10) / 100 for one in placed] == pytest.approx(ends)
    assert [one.x + one.width for one in placed[:-1]] == pytest.approx([one.x for one in placed[1:]])
