"""secondary suppression of small tables typed by hand: what is hidden beside the small counts, and why."""

from __future__ import annotations

import pytest

from disclosure_room import profile
from linked_tables import EVERYONE, Tables, crossed, in_reach
from scr_analysis.errors import FaultsFound


def rows(**counts: int) -> list[dict[str, str]]:
    return [{"A": code} for code, count in counts.items() for _ in range(count)]


@pytest.mark.parametrize("remainders", ["shown", "hidden"])
def test_margin_leak_of_acro(remainders: str) -> None:
    """ACRO 1.0.2 hides the 3 and prints 150, 60, their sum 210 and the one-way total 213: 213 - 210 gives it back."""
    tables = Tables(
        {"A": ["a", "b", "c"]},
        rows(a=150, b=60, c=3),
        [EVERYONE],
        [
            {"id": "of_a", "title": "A", "kind": "distribution", "base": "everyone", "of": "A"},
            {"id": "both", "title": "a or b", "base": "everyone", "numerator": {"A": ["a", "b"]}},
        ],
        profile(remainders=remainders),
    )
    kinds = {one.cell: one.kind for one in tables.decided}
    small, middle, large = ((("of_a", "everyone", "all", level), "n") for level in ("c", "b", "a"))
    assert kinds[small] == "primary"
    assert kinds[middle] == "secondary"  # 60 goes, not 150
    assert large not in kinds
    assert ("both", "everyone", "all", "all") in {key for key, _ in tables.hidden}  # 210 goes with them
    assert in_reach(tables) == []


def test_a_nested_base_gives_a_group_away_and_is_seen() -> None:
    """The deaths less the deaths of the young are the deaths of the old: tables of two bases, one hidden count."""
    tables = Tables(
        {"A": ["young", "old"], "B": ["died", "harmed"]},
        crossed({("young", "died"): 40, ("old", "died"): 3, ("young", "harmed"): 50, ("old", "harmed"): 60}),
        [EVERYONE, {"id": "deaths", "title": "Deaths", "within": "everyone", "include": {"B": ["died"]}}],
        [
            {"id": "outcome", "title": "B", "kind": "distribution", "base": "everyone", "of": "B"},
            {"id": "old_deaths", "title": "Old", "base": "deaths", "numerator": {"A": ["old"]}},
            {
                "id": "young_and_died",
                "title": "Young",
                "base": "everyone",
                "numerator": {"A": ["young"], "B": ["died"]},
            },
        ],
        profile(remainders="shown"),
    )
    assert ("young_and_died", "everyone", "all", "all") in {key for key, _ in tables.hidden}
    assert in_reach(tables) == []


def test_a_variable_that_another_decides_ties_their_tables() -> None:
    """Bands 1 and 2 are the young: hidden band 1 is the young less band 2."""
    bands = {"one": ("young", 2), "two": ("young", 50), "three": ("old", 40), "four": ("old", 30)}
    tables = Tables(
        {"band": list(bands), "age": ["young", "old"]},
        [{"band": band, "age": age} for band, (age, count) in bands.items() for _ in range(count)],
        [EVERYONE],
        [
            {"id": "bands", "title": "Band", "kind": "distribution", "base": "everyone", "of": "band"},
            {"id": "ages", "title": "Age", "kind": "distribution", "base": "everyone", "of": "age"},
        ],
        profile(),
    )
    secondary = {key[3] for key, count in tables.hidden if count == "n"} - {"one"}
    assert secondary == {"two"}, "within the young, or the ages would give it back"


def test_the_same_count_under_two_names_goes_in_both() -> None:
    tables = Tables(
        {"A": ["a", "b", "c"]},
        rows(a=50, b=40, c=3),
        [EVERYONE],
        [
            {"id": "of_a", "title": "A", "kind": "distribution", "base": "everyone", "of": "A"},
            {"id": "again", "title": "b", "base": "everyone", "numerator": {"A": ["b"]}},
        ],
        profile(),
    )
    hidden = {key for key, count in tables.hidden if count == "n"}
    assert (("of_a", "everyone", "all", "b") in hidden) == (("again", "everyone", "all", "all") in hidden)
    assert in_reach(tables) == []


def test_an_exception_for_a_count_that_is_hidden_under_another_name_is_refused() -> None:
    tables = Tables(
        {"A": ["a", "b"]},
        rows(a=3, b=20),
        [EVERYONE],
        [
            {"id": "of_a", "title": "A", "kind": "distribution", "base": "everyone", "of": "A"},
            {"id": "a", "title": "a", "base": "everyone", "numerator": {"A": ["a"]}},
        ],
        profile(hide_upto=3),
        [{"statistic": "of_a"}],
    )
    with pytest.raises(FaultsFound, match="can be worked out, whatever else is hidden"):
        tables.decided  # noqa: B018


def drawn(cells: dict[tuple[str, str], tuple[int, int]]) -> list[dict[str, str]]:
    """Cases of A and B, so many of each pair with C = p and so many with C = q."""
    return [
        {"A": a, "B": b, "C": c}
        for (a, b), both in cells.items()
        for c, count in zip("pq", both, strict=True)
        for _ in range(count)
    ]


BY_GROUP = {"id": "t", "title": "A", "kind": "distribution", "of": "A", "by": "B"}
SOME = {"id": "some", "title": "Some", "within": "everyone", "include": {"C": ["p"]}}
CODES = {"A": ["a", "b"], "B": list("wxyz"), "C": ["p", "q"]}


def test_groups_added_up_under_another_name_give_a_small_one_back() -> None:
    """59 of x and y less 46 of x are the 13 of y; with y hidden for the sake of the 3 of w, that gives these away.

    The groups of A by B are known to hold everybody with the code, since nobody lacks an answer to A.
    """
    cells = {
        ("a", "x"): (0, 40),
        ("a", "y"): (0, 5),
        ("a", "z"): (2, 20),
        ("a", "w"): (3, 0),
        ("b", "x"): (5, 1),
        ("b", "y"): (5, 3),
        ("b", "z"): (2, 5),
        ("b", "w"): (0, 0),
    }
    union = {"id": "u", "title": "x or y", "base": "everyone", "numerator": {"B": ["x", "y"]}}
    tables = Tables(
        CODES, drawn(cells), [EVERYONE, SOME], [{**BY_GROUP, "base": "everyone"}, union],
        profile(hide_upto=3, protection=3),
    )  # fmt: skip
    assert in_reach(tables) == []


def test_nobody_in_a_group_means_nobody_in_a_part_of_it() -> None:
    """A count of nought is hidden for what it leaves over; those of its part can be no more, and so are known too."""
    cells = {
        ("a", "x"): (20, 1),
        ("a", "y"): (0, 0),
        ("a", "z"): (20, 0),
        ("b", "x"): (2, 20),
        ("b", "y"): (5, 0),
        ("b", "z"): (0, 20),
    }
    of_a = {"id": "of_a", "title": "A", "kind": "distribution", "base": ["everyone", "some"], "of": "A"}
    tables = Tables(
        CODES, drawn(cells), [EVERYONE, SOME], [{**BY_GROUP, "base": ["everyone", "some"]}, of_a],
        profile(hide_upto=3, protection=3, zeros="hidden"),
    )  # fmt: skip
    assert in_reach(tables) == []


def test_nobody_in_a_group_means_nobody_in_a_part_of_it_that_is_not_printed() -> None:
    """Nobody is a and y; that nobody is so in the nested base is not printed, as the group has no cases there."""
    cells = {
        ("a", "x"): (2, 2),
        ("a", "y"): (0, 0),
        ("a", "z"): (20, 0),
        ("b", "x"): (3, 2),
        ("b", "y"): (0, 20),
        ("b", "z"): (20, 1),
    }
    of_a = {"id": "of_a", "title": "A", "kind": "distribution", "base": ["everyone", "some"], "of": "A"}
    tables = Tables(
        CODES, drawn(cells), [EVERYONE, SOME], [{**BY_GROUP, "base": ["everyone", "some"]}, of_a],
        profile(hide_upto=3, protection=3),
    )  # fmt: skip
    assert in_reach(tables) == []
