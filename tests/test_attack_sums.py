"""The intruder's arithmetic: percentages turned back, sums between counts, and limits against every table there is."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core_run import study
from scr_analysis.attack.boxes import Boxes
from scr_analysis.attack.columns import Columns, Impossible, Knowledge, knowledge
from scr_analysis.attack.exact import spans
from scr_analysis.attack.facts import Said, counts_of_limits, counts_of_percent, counts_of_share
from scr_analysis.attack.intruder import Intruder
from scr_analysis.attack.spoken import Spoken
from scr_analysis.attack.system import UNKNOWN, Contradiction, Limits, Sum, narrowed, sums
from scr_analysis.derive import RULES
from scr_analysis.intervals import METHODS
from scr_analysis.validate.rules import RULES as VALIDITY

Box = tuple[tuple[int, int], ...]


def half_up(n: int, base: int) -> int:
    """A whole percentage by decimal arithmetic, apart from the package's own."""
    whole, rest = divmod(100 * n, base)
    return whole + (2 * rest >= base)


def test_a_phrase_that_is_a_claim_too_stands_for_all_that_either_does() -> None:
    """``words()`` says "more than half" of 54 to 58 %, ``claim()`` of anything above a half: the reader cannot tell."""
    spoken = Spoken(study().wording)
    assert spoken.counts("words", "more than half", (100, 100)) == (50, 100)
    assert spoken.counts("words", "about two thirds", (100, 100)) == (66, 68)


@given(st.integers(1, 400).flatmap(lambda base: st.tuples(st.just(base), st.integers(0, base))))
def test_a_percentage_is_turned_back_into_every_count_that_prints_it(drawn: tuple[int, int]) -> None:
    base, n = drawn
    percent = half_up(n, base)
    fitting = [count for count in range(base + 1) if half_up(count, base) == percent]
    assert counts_of_percent(percent, base) == (fitting[0], fitting[-1])


def test_of_seventeen_every_percentage_gives_its_count_away() -> None:
    assert counts_of_percent(12, 17) == (2, 2)
    assert counts_of_percent(12, 293) == (34, 36)
    assert counts_of_percent(13, 17) is None  # no count of seventeen prints it
    assert counts_of_share("0.117647", 17) == (2, 2)


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None, max_examples=25)
@given(st.integers(1, 300), st.integers(-1, 101), st.integers(-1, 101), st.booleans())
def test_limits_are_turned_back_into_every_count_that_prints_them(
    method: str, base: int, low: int, high: int, decimals: bool
) -> None:
    """Every count of the base is tried; of limits that no count prints, and of one limit alone, too."""
    printed = [
        tuple(
            f"{limit:.6f}" if decimals else f"{int(limit * 100 + 0.5 + 1e-9)}%"
            for limit in METHODS[method](n, base, 0.95)
        )
        for n in range(base + 1)
    ]
    texts = [printed[min(base, max(0, low))][0], printed[min(base, max(0, high))][1]]
    for asked in (tuple(texts), (texts[0], ""), ("", texts[1])):
        fitting = [
            n for n, both in enumerate(printed)
            if all(not text or text == one for text, one in zip(asked, both, strict=True))
        ]  # fmt: skip
        expected = (fitting[0], fitting[-1]) if fitting else None
        assert counts_of_limits(asked, method, 0.95, base) == expected


def test_an_interval_gives_its_count_away() -> None:
    # 15 of 17 by Wilson is 66 % to 97 % (R: prop.test(15, 17, correct = FALSE) gives 0.6566 to 0.9671)
    assert counts_of_limits(("66%", "97%"), "wilson", 0.95, 17) == (15, 15)
    assert counts_of_limits(("", "97%"), "wilson", 0.95, 17) == (15, 15)


@pytest.fixture(scope="module")
def boxes() -> Boxes:
    return Boxes(study(), knowledge(RULES, VALIDITY))


R = "reviews_2011_14"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a proportion and a level of a distribution
        (("below_threshold", R, "all", "all"), ("involvement", R, "all", "below_threshold")),
        # a base and a group
        (("involvement", R, "all", "open"), ("involvement_by_period", "database", "period=p2011_14", "open")),
        # one derived variable in the words of another
        (("infants", R, "all", "all"), ("age_group", R, "all", "under_1")),
        # what only a rule of validity makes equal: a suicide is a death
        (("suicides", R, "all", "all"), ("death_category", "deaths_2011_14", "all", "suicide")),
    ],
)
def test_counts_that_are_one_have_one_box(boxes: Boxes, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    first, second = boxes.of(one)["n"], boxes.of(other)["n"]  # type: ignore[arg-type]
    assert first is not None
    assert first == second


def test_the_denominator_of_one_is_the_count_of_another(boxes: Boxes) -> None:
    whole = boxes.of(("final_reports_available", R, "all", "all"))["n"]
    assert boxes.of(("domestic_abuse", "final_reports_2011_14", "all", "all"))["denominator"] != whole  # stays silent
    assert (
        boxes.of(("all_reviews", "database", "period=p2011_14", "all"))["n"]
        == boxes.of(("involvement", R, "all", "open"))["denominator"]
        or boxes.of(("involvement", R, "all", "open"))["missing_not_known"]
    )


def test_columns_tied_too_widely_stay_apart() -> None:
    tie = Impossible(("AGE_MTHS", "INC_DATE"), lambda _: False)
    columns = Columns(study().codebook, {"AGE_MTHS", "INC_DATE"}, Knowledge({}, [tie]))
    assert len(columns.roots) == 2


def test_every_sum_of_two_crossed_columns_is_found_once(boxes: Boxes) -> None:
    """Groups beside all, levels beside all, and each group's levels: by rows and by columns, no sum twice."""
    sex, disabled = (boxes.columns.root(name) for name in ("SEX", "DISAB"))
    some, few = 0b01, 0b10  # male, of all; yes, of all
    every = {root: (1 << boxes.whole(root)) - 1 for root in (sex, disabled)}
    inner = [
        tuple(sorted(((sex, a), (disabled, b))))
        for a in (some, every[sex] ^ some)
        for b in (few, every[disabled] ^ few)
    ]
    counts = [(), ((sex, some),), ((disabled, few),), *inner]
    found = sums(boxes, counts)
    assert len(found) == len(set(found)) == 6
    assert {one.whole for one in found} >= {(), ((sex, some),), ((disabled, few),)}
    assert all(len(one.parts) == 2 for one in found)


# A two-way table: rows 1 and 2, columns 1 and 2, with totals; boxes are (row, column) as bits of two roots.
def cell(row: int, column: int) -> Box:
    return tuple(pair for pair in ((0, row), (1, column)) if pair[1] != 0b11)


TABLE = [
    *(Sum(cell(row, 0b11), (cell(row, 1), cell(row, 2))) for row in (1, 2, 0b11)),
    *(Sum(cell(0b11, column), (cell(1, column), cell(2, column))) for column in (1, 2, 0b11)),
]


def test_the_margin_gives_a_hidden_count_back() -> None:
    """The leak that ACRO's documents name: 150 and 60 of a row of 213 shown, 3 hidden."""
    parts = [((0, 1 << number),) for number in range(3)]
    known: dict[Box, Limits] = {(): (213, 213), parts[0]: (150, 150), parts[1]: (60, 60), parts[2]: UNKNOWN}
    assert narrowed([Sum((), tuple(parts))], known)[parts[2]] == (3, 3)


MOST = 9


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 2), min_size=4, max_size=4), st.sets(st.integers(0, 8), max_size=7))
def test_limits_are_those_of_all_tables_that_agree_with_what_is_shown(inner: list[int], shown: set[int]) -> None:
    """Every 2 x 2 table is tried; the solver must find the least and the most of each count, no more and no less."""

    def nine(a: int, b: int, c: int, d: int) -> dict[Box, int]:
        rows = {cell(1, 1): a, cell(1, 2): b, cell(2, 1): c, cell(2, 2): d}
        return rows | {cell(1, 3): a + b, cell(2, 3): c + d, cell(3, 1): a + c, cell(3, 2): b + d, (): a + b + c + d}

    truth = nine(*inner)
    order = list(truth)
    known = {box: (truth[box], truth[box]) if number in shown else (0, MOST) for number, box in enumerate(order)}
    limits = narrowed(TABLE, known)
    for box in order:
        assert limits[box][0] <= truth[box] <= limits[box][1]
    found = spans(TABLE, limits, dict.fromkeys(order, 100))
    tables = (nine(*cells) for cells in product(range(MOST + 1), repeat=4) if sum(cells) <= MOST)
    agreeing = [other for other in tables if all(other[order[one]] == truth[order[one]] for one in shown)]
    assert found == {box: (min(o[box] for o in agreeing), max(o[box] for o in agreeing)) for box in order}


def test_what_cannot_all_be_true_is_said() -> None:
    with pytest.raises(Contradiction):
        narrowed(TABLE, {(): (5, 5), cell(1, 3): (4, 4), cell(2, 3): (2, 2)})


def test_two_levels_hidden_and_one_percentage_left(boxes: Boxes) -> None:
    """The percentage of a hidden level gives its count, and through the total that of the other one."""
    levels = ("open", "closed", "below_threshold", "never_known")
    key = {level: ("involvement", R, "all", level) for level in levels}
    said = [Said("t", key[level], "denominator", "293") for level in levels]
    said += [Said("t", key[level], "missing_not_known", "0") for level in levels]
    said += [Said("t", key["open"], "missing_blank", "0")]
    said += [Said("t", key["open"], "n", "200"), Said("t", key["closed"], "n", "86")]
    hidden = [(key["below_threshold"], "n"), (key["never_known"], "n")]
    assert Intruder(boxes, Spoken(study().wording), said, hidden).limits(4) == {hidden[0]: (0, 7), hidden[1]: (0, 7)}
    told = [*said, Said("alt", key["never_known"], "percent", "1%")]
    assert Intruder(boxes, Spoken(study().wording), told, hidden).limits(4) == {hidden[0]: (3, 5), hidden[1]: (2, 4)}


def test_a_study_is_attacked_without_any_knowledge_of_its_program() -> None:
    boxes = Boxes(study(), Knowledge())
    assert boxes.of(("infants", R, "all", "all"))["n"] != boxes.of(("age_group", R, "all", "under_1"))["n"]
