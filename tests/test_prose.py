"""What the prose prints: numbers, words and claims of estimates typed by hand, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from prose_room import Prose, prose_in
from scr_analysis.files import read_rows


@pytest.fixture
def prose(tmp_path: Path) -> Prose:
    return prose_in(tmp_path)


@pytest.mark.parametrize(
    ("call", "printed"),
    [
        ('pct("fatal")', "67%"),
        ('count("fatal")', "197"),
        ('number("fatal")', "197"),
        ('number("crossed", group=("p2011_14", "male"))', "seven"),
        ('words("fatal")', "about two thirds"),
        ('claim("most", "fatal")', "most"),
        ('claim("all but", "camhs")', "all but two"),
        ('pct("sex", level="male")', "56%"),
        ('claim("the largest", "sex", level="male")', "the largest"),
        ('pct("sex", level="male", group="period=p2011_14")', "75%"),  # a group by the key's own form …
        ('pct("sex", level="male", group="p2011_14")', "75%"),  # … or by its code
        ('count("sex", level="male", group="p2011_14")', "1,500"),
        ('pct("everywhere", base="database")', "13%"),  # 1 of 8: half up
        ('pct("everywhere", base="reviews_2011_14")', "50%"),
        ('count("rate")', "197"),
        ('claim("rose", comparison="since", level="male")', "rose"),
        ('claim("fell", comparison="since", level="female")', "fell"),
        ('claim("much like", comparison="nested")', "much like"),
    ],
)
def test_prints(prose: Prose, call: str, printed: str) -> None:
    assert prose(f"{{{{ {call} }}}} of the children") == f"{printed} of the children"


@pytest.mark.parametrize(
    ("call", "printed"),
    [
        ('pct("secret")', "An undisclosed share"),
        ('count("secret")', "An undisclosed number"),
        ('number("secret")', "An undisclosed number"),
        ('words("secret")', "An undisclosed share"),
        ('claim("most", "secret")', "An undisclosed share"),
        ('claim("fewer than half", "secret")', "An undisclosed share"),  # true or false would both tell of the count
        ('claim("all but", "secret")', "An undisclosed share"),
        ('claim("the largest", "secret")', "One"),  # so would a rank
    ],
)
def test_a_hidden_figure_is_not_told(prose: Prose, call: str, printed: str) -> None:
    assert prose(f"{{{{ {call} }}}} of them") == f"{printed} of them"
    (row,) = (one for one in prose.figures()["figures"] if one["uses"])
    assert (row["n"], row["interval"], row["bounds"], row["denominator"]) == ("[c]", "[c]", "[c]", "17")
    assert row["printed"] == printed


@pytest.mark.parametrize(
    ("call", "printed"),
    [
        ("words(IT, group='p2003_05')", "at most a few"),  # 0 of 10, from 0 of 14 to 4 of 5: "some" could be false
        ("claim('none', IT, group='p2003_05')", "at most a few"),
        ("claim('all but', IT, group='p2003_05')", "at most a few"),
        ("pct(IT, group='p2003_05')", "0%"),
        ("number(IT, group='p2003_05')", "0"),
        ("words(IT, group='p2005_07')", "an undisclosed share"),  # 0 of 0, which may be two of four
        ("claim('none', IT, group='p2005_07')", "an undisclosed share"),
        ("pct(IT, group='p2005_07')", "an undisclosed share"),
        ("number(IT, group='p2005_07')", "an undisclosed number"),
    ],
)
def test_a_nought_on_a_small_rounded_base_does_not_stop_the_text(prose: Prose, call: str, printed: str) -> None:
    call = call.replace("IT", "'sex', level='male'")
    assert prose(f"Reports tell of {{{{ {call} }}}} of them.") == f"Reports tell of {printed} of them."


@pytest.mark.parametrize(
    ("claim", "printed"),
    [("rose", "may have changed"), ("no clear change", "no change that can be read from these figures")],
)
def test_a_hidden_comparison_is_not_told(prose: Prose, claim: str, printed: str) -> None:
    """True or false, a word would say something of the counts: what stands there is the same for both."""
    call = f'claim("{claim}", comparison="kept", level="male")'
    assert prose(f"Between the periods: {{{{ {call} }}}}.") == f"Between the periods: {printed}."
    (row,) = read_rows(prose.root / "audit/claims.csv")
    assert (row["verdict"], row["phrase"], row["figure"], row["why"], row["words_there"]) == (
        "withheld",
        "[c]",
        "[c]",
        "",
        "",
    )


RANKED = 'claim("the largest", "sex", level="male", group="p2009_11")'


@pytest.mark.parametrize(("ranks", "printed"), [("shown", "the largest"), ("hidden", "one")])
def test_a_rank_beside_a_hidden_count_follows_the_profile(tmp_path: Path, ranks: str, printed: str) -> None:
    """95 of 100 are the largest whatever the other count is; a profile that hides ranks does not say so."""
    room = prose_in(tmp_path, ranks)
    alone = 'claim("the largest", "sex", level="male")'  # beside no hidden count
    text = room(f"Boys were {{{{ {RANKED} }}}} group, and later {{{{ {alone} }}}}.")
    assert text == f"Boys were {printed} group, and later the largest."


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        ('pct("fatall")', "no statistic is called 'fatall'; did you mean 'fatal'?"),
        ('pct("sex", level="mal")', "'sex' has no estimate for base 'reviews_2011_14', level 'mal'"),
        ('pct("sex", level="mal")', "level: did you mean 'male'?"),
        ('pct("sex")', "'sex' has no estimate"),  # a distribution needs its level
        ('pct("everywhere")', "'everywhere' has several bases, and none is named"),
        ('pct("everywhere")', "add base= one of reviews_2011_14, database"),
        ('pct("everywhere", base="databse")', "base: did you mean 'database'?"),
        ('pct("sex", level="male", group="p2011")', "group: "),
        ('pct("crossed", group=("p2011_14", "female"))', "'crossed' has no estimate"),
        ('pct("nobody")', "'nobody' has no case in its denominator"),
        ('claim("mostly", "fatal")', "'mostly' is not a claim of study/wording.yaml; did you mean 'most'?"),
        ('claim("fewer than half", "fatal")', "the data do not support 'fewer than half' for fatal (197 of 293, 67%)"),
        ('claim("fewer than half", "fatal")', "these words hold: 'about two thirds', 'often', 'two thirds', 'most'"),
        ('claim("the largest", "sex", level="female")', "the data do not support 'the largest'"),
        ('claim("the largest", "fatal")', "the data do not support 'the largest'"),  # it has no levels to rank
        ('claim("fell", comparison="since", level="male")', "the data do not support 'fell' for 'since' (45% to 75%, p 2e-09 adjusted for 2 tests): the comparison shows higher"),
        ('claim("fell", comparison="since", level="male")', "these words hold: 'rose'"),
        ('claim("no clear change", comparison="since", level="male")', "these words hold: 'rose'"),
        ('claim("more often", comparison="since", level="male")', "'more often' compares groups, and 'since' compares times; one of: rose, fell, no clear change"),
        ('claim("rose", comparison="nested")', "'rose' compares times, and 'nested' compares groups"),
        ('claim("most", comparison="since", level="male")', "'most' says nothing of comparisons"),
        ('claim("rose", comparison="sinse", level="male")', "no comparison is called 'sinse'; did you mean 'since'?"),
        ('claim("rose", comparison="since", level="mal")', "the comparison 'since' has no level 'mal'; did you mean 'male'?"),
        ('claim("rose", comparison="since")', "the comparison 'since' has no level 'all'"),
        ('claim("rouse", comparison="since", level="male")', "'rouse' is not a claim of study/wording.yaml; did you mean 'rose'?"),
        ('claim("rose", "fatal")', "'rose' needs a comparison behind it, with its test; declare one in study/comparisons.yaml"),
        ('table("none_such")', "no table is called 'none_such'"),
        ('chart("none_such")', "no chart is called 'none_such'"),
        ('ref("none_such")', "no table or chart is called 'none_such'"),
        ('pct("middle", level="p50")', "'middle' is a quantile"),
        ('words("middle", level="p50")', "'middle' is a quantile"),
        ('count("middle", level="p50")', "'middle' is a quantile"),
        ('claim("most", "middle", level="p50")', "'middle' is a quantile"),
        ('pct("rate")', "'rate' is a rate"),
        ('words("rate")', "'rate' is a rate"),
        ('claim("most", "rate")', "'rate' is a rate"),
    ],
)  # fmt: skip
def test_refuses(prose: Prose, call: str, problem: str) -> None:
    (fault,) = prose.refuses(f"One line.\n\nOf these {{{{ {call} }}}} are children.\n")
    assert fault.startswith("line 3: ")
    assert problem in fault


def test_the_sentence_is_named(prose: Prose) -> None:
    (fault,) = prose.refuses(
        'A line, to begin.\n\nAnd {{ claim("fewer than half", "fatal") }} of {{ count("fatal") }} died.\n'
    )
    assert "in: “And fewer than half of 197 died.”" in fault


def test_all_faults_at_once(prose: Prose) -> None:
    faults = prose.refuses('{{ pct("a") }}\n{{ pct("b") }} and 12 more\n{{ claim("most", "c") }}\n')
    assert sorted(fault.split(":")[0] for fault in faults) == ["line 1", "line 2", "line 2", "line 3"]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("There were 12 of them.", "12"),
        ("It rose by 4.5%.", "4.5%"),
        ("In 2011-14 all was well.", "14"),  # 2011 is a plain fact, 14 is not
        ("In 2011% of cases", "2011%"),  # a plain fact is not a percentage
        ("From 12011 cases", "12011"),  # nor part of a number
        ("From 2011.5 on", "2011.5"),
        ("# Heading 3", "3"),
        ("Some{# 12 #} text and 7", "7"),
    ],
)
def test_a_digit_typed_in_prose(prose: Prose, text: str, digits: str) -> None:
    (fault,) = prose.refuses(f"A line.\n{text}\n")
    assert fault.startswith(f"line 2: a digit is typed in prose: '{digits}';")


@pytest.mark.parametrize("call", ['"64%"', "64", "4.5", '"64%" | upper', '"about " ~ "64%"', "60 + 4"])
def test_a_digit_typed_into_a_print_statement(prose: Prose, call: str) -> None:
    faults = prose.refuses(f"A line.\n\n{{{{ {call} }}}} of them\n")
    assert faults
    assert all(fault.startswith("line 3: a number is typed into the print statement") for fault in faults)


@pytest.mark.parametrize(
    "text",
    [
        "Incidents from April 2003, and the Serious Crime Act 2015.",
        "Between 2009 and 2011.",
        "{# 12 of them: a remark is not printed #}None.",
        '{{ pct("sex", level="male", group="period=p2011_14") }} of them',
    ],
)
def test_digits_that_may_stand(prose: Prose, text: str) -> None:
    prose.raw(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ pct('fatal' }}", "line 1: cannot be read:"),
        ("A\n{{ pcct('fatal') }}", "line 2: cannot be printed:"),
        ("A\n{{ pct() }}", "line 2: pct() takes other arguments than these"),
        ("A\n\n{{ pct('fatal', lvel='male') }}", "line 3: pct() takes no 'lvel'"),
        ("A\n\n{{ edition.titel }}", "line 3: the prose knows nothing called 'titel'"),
    ],
)
def test_a_mistake_in_the_template_names_its_line(prose: Prose, text: str, fault: str) -> None:
    assert prose.refuses(text)[0].startswith(fault)


THIRDS = " ".join(f'{{{{ pct("thirds", level="{level}") }}}}' for level in ("current", "past", "never"))


def test_the_note_on_rounding_stands_only_where_percentages_do_not_add_up(prose: Prose) -> None:
    assert prose(f"{THIRDS} {{{{ rounding() }}}}") == (
        "33% 33% 33% Percentages may not add up to their sum, because each of them is rounded."
    )
    # 56 and 44 make a hundred, and two of three levels claim no sum
    assert prose('{{ pct("sex", level="male") }} {{ pct("sex", level="female") }}{{ rounding() }}') == "56% 44%"
    assert prose('{{ pct("thirds", level="past") }} {{ pct("thirds", level="never") }}{{ rounding() }}') == "33% 33%"


def test_percentages_that_do_not_add_up_need_the_note(prose: Prose) -> None:
    assert prose.refuses(THIRDS) == [
        ": figures in the prose do not add up, because they are rounded, and nothing says so; "
        "write {{ rounding() }} where the note may stand"
    ]
