"""Study files with a slip of the keyboard: the message names file, line, and the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from broken import READS, Stage, edit

# A text of each file, and the same with one key misspelt: at the top where there is one, and further in.
MISSPELT = {
    "codebook": [
        ("missing_kinds:", "mising_kinds:"),
        ("key: SCR_ID\n    links:", "kye: SCR_ID\n    links:"),
        ("label: Date of the incident, kind", "lable: Date of the incident, kind"),
        ("{name: male, label: Male}", "{name: male, labbel: Male}"),
        ("precedence: [", "precedense: ["),
    ],
    "bases": [("title: Reviews of a death by suicide", "titel: Reviews of a death by suicide")],
    "statistics": [
        ("numerator: {period: [p2011_14]}", "numerater: {period: [p2011_14]}"),
        ("levels: [y2011_12", "level: [y2011_12"),
    ],
    "comparisons": [
        ("families:", "famillies:"),
        ("departures: {a_little", "departures: {little"),
        ("statistic: plan_status\n    levels: [current, past, never]", "statistic: plan_status\n    level: [current]"),
    ],
    "associations": [("together:", "togather:")],
    "contracts": [("at_most: known_to_social_care", "atmost: known_to_social_care")],
    "sensitivity": [
        ("imputations: 20", "imputation: 20"),
        ("    assumption: Whether a child died", "    assumtion: Whether a child died"),
    ],
    "models": [("outcome:", "outcom:"), ("levels: [{codes: [male]}]", "levels: [{code: [male]}]")],
    "tables": [
        ("title: Age and sex", "titles: Age and sex"),
        ("heading: Each child counted once", "headings: Each child counted once"),
    ],
    "charts": [("kind: split", "knd: split")],
    "wording": [
        ("agreed:", "agred:"),
        ("{phrase: none, to:", "{phrase: none, too:"),
        ("most: {share: {above: 0.5}}", "most: {share: {abov: 0.5}}"),
    ],
    "disclosure": [
        ("hide_upto: 5", "hide_up_to: 5"),
        ("      - statistic: suicide_camhs", "      - statistik: suicide_camhs"),
        ("default:\n  profile", "default:\n  profil"),
    ],
    "releases": [("folder:", "foldr:"), ("path: cpd_plans.csv, encoding", "path: cpd_plans.csv, enconding")],
}

WRONG_TYPE = {
    "codebook": [
        ("unknown: false", "unknown: perhaps"),
        ("kind: number, min: 0, max: 215", "kind: numbr, min: low, max: 215"),
        ("codes: {current: Current, past: Past, never: Never}", "codes: Current"),
    ],
    "bases": [
        ("title: Reviews of a death by suicide, 2011-14", "title: 2014"),
        ("window: [2009-04-01, 2011-03-31]", "window: [2009-04-31]"),
        ("include: {suicide: [yes]}", "include: {suicide: yes}"),
    ],
    "statistics": [
        ("numerator: {period: [p2011_14]}", "numerator: every"),
        ("levels: [y2011_12, y2012_13, y2013_14]", "levels: y2011_12"),
        ("- id: suicides\n", "- id: Suicides 2011\n"),
        ("numerator: {INDEPTH: [yes]}", "numerator: {INDEPTH: yes}"),
        ("kind: distribution\n  base: database\n  of: period", "kind: histogram\n  base: [1, database]\n  of: period"),
    ],
    "comparisons": [
        ("departs: 0.2", "departs: much"),
        ("title: Child protection plans over the periods\n    kind: trend", "title: Plans\n    kind: trends"),
        ("levels: [current, past]\n    groups: [p2009_11, p2011_14]", "levels: [current, past]\n    groups: p2011_14"),
    ],
    "associations": [("factors: [any_domestic_abuse,", "factors: any_domestic_abuse #")],
    "contracts": [
        ("sum: [plan_current, plan_past]", "sum: plan_current and plan_past"),
        ("equals: aware_of_child", "equals: Aware of child"),
    ],
    "sensitivity": [("imputations: 20", "imputations: 2"), ("sensitivity: [0.95, 1.0]", "sensitivity: [0.95]")],
    "models": [
        ("levels: [{codes: [male]}]", "levels: [male]"),
        ("outcome: {fatal: [yes]}", "outcome: {fatal: yes}\n  firth: never"),
    ],
    "tables": [
        ("stub: Involvement\n  show: [n, pct, interval]", "stub: Involvement\n  show: [n, percent, interval]"),
        ("    - {statistic: reviews_in_period,", "    - suicides\n    - {statistic: reviews_in_period,"),
    ],
    "charts": [
        ("kind: split", "kind: pie"),
        ("across: death_group\n  wide: true", "across: [death_group]\n  wide: maybe"),
    ],
    "wording": [
        ("agreed: ", "agreed: #"),
        ("most: {share: {above: 0.5}}", "most: {share: {above: half}}"),
        ("{rank: 1}", "{rank: 1.5}"),
    ],
    "disclosure": [
        ("hide_upto: 5", "hide_upto: -1"),
        ("zeros: hidden", "zeros: sometimes"),
        ("reason: Nobody", "reason: So #"),
        ("expires: 2021-05-01", "expires: never"),
    ],
    "releases": [
        ("date: 2016-05-01", "date: 1 May 2016"),
        ("rows: 1100", "rows: many"),
        ("encoding: cp1252", "encoding: cp1253"),
        ("path: themes.csv", "sha256: abc, path: themes.csv"),
    ],
}


@pytest.fixture
def stage(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(project, capsys, monkeypatch)


def edit_all(root: Path, part: str, edits: list[tuple[str, str]]) -> None:
    for old, new in edits:
        edit(root, f"study/{part}.yaml", old, new)


@pytest.mark.parametrize("part", MISSPELT)
def test_a_misspelt_key(stage: Stage, part: str) -> None:
    edit_all(stage.root, part, MISSPELT[part])
    stage.refuses(READS[part], f"study_misspelt_{part}")


@pytest.mark.parametrize("part", WRONG_TYPE)
def test_a_value_of_the_wrong_type(stage: Stage, part: str) -> None:
    edit_all(stage.root, part, WRONG_TYPE[part])
    stage.refuses(READS[part], f"study_type_{part}")


@pytest.mark.parametrize("part", READS)
def test_an_empty_file(stage: Stage, part: str) -> None:
    (stage.root / f"study/{part}.yaml").write_text("# All that is left is a comment.\n", encoding="utf-8")
    stage.refuses(READS[part], f"study_empty_{part}")


@pytest.mark.parametrize("part", READS)
def test_a_missing_file(stage: Stage, part: str) -> None:
    (stage.root / f"study/{part}.yaml").unlink()
    stage.refuses(READS[part], f"study_missing_{part}")


@pytest.mark.parametrize("part", READS)
def test_a_file_of_another_shape(stage: Stage, part: str) -> None:
    """A list where keys are wanted, keys where a list is wanted."""
    is_list = part in ("bases", "statistics", "associations", "contracts", "models", "tables", "charts")
    (stage.root / f"study/{part}.yaml").write_text("one: two\n" if is_list else "- one\n- two\n", encoding="utf-8")
    stage.refuses(READS[part], f"study_shape_{part}")


BROKEN_YAML = {
    "unclosed_bracket": ("include: {suicide: [yes]}", "include: {suicide: [yes}"),
    "unquoted_colon": ("title: Reviews of a death by suicide", "title: Reviews: a death by suicide"),
    "indentation": ("  include: {suicide: [yes]}", "   include: {suicide: [yes]}"),
    "tab": ("  include: {suicide: [yes]}", "\tinclude: {suicide: [yes]}"),
    "unquoted_braces": ("title: Reviews of a death by suicide", "title: {{suicide}}"),
    "invisible_character": ("title: Reviews of a death by suicide", "title: Reviews of a\x07 death by suicide"),
    "key_twice": ("include: {suicide: [yes]}", "include: {suicide: [yes]}\n  unit: review\n  include: {fatal: [yes]}"),
    "id_twice": ("- id: suicides_2011_14", "- id: database"),
    "endless_alias": ("include: {suicide: [yes]}", "include: &rule {suicide: *rule}"),
    "entry_that_is_a_word": ("- id: suicides_2011_14", "- suicides\n- id: suicides_2011_14"),
    "value_left_out": ("title: Reviews of a death by suicide, 2011-14", "title:"),
    "key_left_out": ("title: Reviews of a death by suicide, 2011-14", "unit: review"),
}


@pytest.mark.parametrize("name", BROKEN_YAML)
def test_broken_yaml(stage: Stage, name: str) -> None:
    edit(stage.root, "study/bases.yaml", *BROKEN_YAML[name])
    stage.refuses(READS["bases"], f"study_yaml_{name}")


def test_a_file_in_another_encoding(stage: Stage) -> None:
    path = stage.root / "study/bases.yaml"
    path.write_bytes(path.read_bytes().replace(b"Reviews of a death", "Reviews of a d\u00e9ath".encode("cp1252")))
    stage.refuses(READS["bases"], "study_encoding")


def test_a_folder_in_place_of_a_file(stage: Stage) -> None:
    path = stage.root / "study/bases.yaml"
    path.unlink()
    path.mkdir()
    stage.refuses(READS["bases"], "study_folder")


def test_faults_of_all_files_are_in_one_message(stage: Stage) -> None:
    """A file that cannot be read at all does not keep the faults of the others back, and brings none in its train."""
    edit(stage.root, "study/bases.yaml", *BROKEN_YAML["tab"])
    for part in ("codebook", "statistics", "tables", "charts", "wording", "releases"):
        edit_all(stage.root, part, MISSPELT[part][:1])
    stage.refuses(READS["wording"], "study_several")
