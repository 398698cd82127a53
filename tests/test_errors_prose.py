"""Prose that says what the data do not: the message names the line, the sentence, the figure, and what would hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from broken import PROSE, RESULTS, Stage

TEXTS = {
    "unknown_statistic": 'There were {{ count("suicide") }}.',
    "unknown_level": 'Of them {{ pct("involvement", level="opened") }} were open.',
    "level_left_out": 'Of them {{ pct("involvement") }} were open.',
    "unknown_group": 'Then {{ pct("involvement_by_period", level="open", group="p2011_13") }} were open.',
    "group_of_another_statistic": 'Of boys {{ pct("fatal", group="male") }} died.',
    "unknown_base": 'Then {{ pct("fatal", base="reviews_2011") }} died.',
    "several_bases": 'Then {{ pct("sample_fatal") }} died.',
    "typed_digit": "Of them 64% were known, and 188 in all.",
    "typed_number_in_a_call": "Of them {{ 64 }}% were known.",
    "typed_text_in_a_call": 'Of them {{ "64" }}% were known.',
    "unsupported_claim": 'Children with an open case: {{ claim("fewer than half", "known_to_social_care") }} were known.',
    "unsupported_rank": 'Neglect was {{ claim("the largest", "death_category", level="covert_filicide") }} category.',
    "unknown_claim": 'Here {{ claim("mots", "known_to_social_care") }} were known.',
    "unclosed_brace": 'Here {{ pct("fatal") }\ndied.',
    "unclosed_block": "{% if release.synthetic %}\nSynthetic.",
    "unclosed_quote": 'Here {{ pct("fatal) }} died.',
    "undefined_name": "A fine\n\nsentence by {{ authors }}.",
    "undefined_name_as_argument": "Here {{ pct(fatal) }} died.",
    "undefined_attribute": "By {{ edition.authors }}.",
    "unknown_function": 'Here {{ percent("fatal") }} died.',
    "argument_missing": "Here {{ pct() }} died.",
    "argument_misspelt": 'Here {{ pct("fatal", levels="yes") }} died.',
    "division": 'Here {{ 1 / 0 }} died.',
    "unknown_filter": 'Here {{ pct("fatal") | percent }} died.',
    "list_as_argument": 'Here {{ pct(["fatal"]) }} died.',
    "level_as_list": 'Here {{ pct("involvement", level=["open"]) }} died.',
    "group_as_number": 'Here {{ pct("involvement_by_period", level="open", group=release) }} died.',
    "unknown_table": 'See {{ table("age_sexes") }} and {{ chart("ages") }}, {{ ref("age_sexes") }}.',
    "table_placed_twice": '{{ table("age_sex") }}\n\n{{ table("age_sex") }}\n\n{{ chart("age") }}\n\n{{ chart("age") }}',
    "figures_placed_twice": "{{ figures() }}\n\n{{ figures() }}",
}  # fmt: skip
SOUND = 'Of the {{ count("reviews_in_period") }} reviews, {{ claim("most", "fatal") }} speak of a death.\n'


@pytest.fixture
def stage(project: Path, built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A project built as far as the prose needs it."""
    for name in ("estimates.csv", "tables/tables.json", "charts/charts.json", "audit/signoffs.csv", "comparisons.csv"):
        (project / RESULTS / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(built / RESULTS / name, project / RESULTS / name)
    return Stage(project, capsys, monkeypatch)


def write(stage: Stage, text: str) -> None:
    (stage.root / "report/briefing.md.j2").write_text(f"# Findings\n\n{SOUND}\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize("name", TEXTS)
def test_prose_that_cannot_stand(stage: Stage, name: str) -> None:
    write(stage, TEXTS[name])
    stage.refuses(PROSE, f"prose_{name}")


def test_all_faults_of_the_prose_are_in_one_message(stage: Stage) -> None:
    names = (
        "unknown_statistic",
        "unsupported_claim",
        "typed_digit",
        "unknown_level",
        "table_placed_twice",
        "undefined_name",
    )
    write(stage, "\n\n".join(TEXTS[name] for name in names))
    stage.refuses(PROSE, "prose_several")


def test_prose_that_is_missing(stage: Stage) -> None:
    (stage.root / "report/briefing.md.j2").unlink()
    stage.refuses(PROSE, "prose_missing")


def test_prose_in_another_encoding(stage: Stage) -> None:
    (stage.root / "report/briefing.md.j2").write_bytes("Children\u2019s".encode("cp1252"))
    stage.refuses(PROSE, "prose_encoding")


def test_sound_prose_passes(stage: Stage) -> None:
    write(stage, "")
    stage.passes(PROSE)
