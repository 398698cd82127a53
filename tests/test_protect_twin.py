"""protect on the synthetic twin: the protected file and its log beside the raw one, and who signed for which profile."""

from __future__ import annotations

import csv
from pathlib import Path

from core_run import core_run
from core_run import study as real_study
from scr_analysis.protect import protect
from scr_analysis.protect.decisions import LOG


def test_a_release_nobody_signed_for_falls_under_the_strictest_profile() -> None:
    agreed = real_study().disclosure
    assert agreed.agreement("delivery_2014").profile == "secure-lab"
    assert not agreed.agreement("delivery_2014").exceptions
    assert agreed.profile("synthetic").title == "The national analyses of serious case reviews"


def test_protected_files_of_the_twin(tmp_path: Path) -> None:
    """The raw file read as text beside the protected one: same rows, all decisions logged, nothing else touched."""
    raw = read_csv(core_run().restricted / "estimates.csv")
    done = protect(real_study(), "synthetic", core_run().analysis, core_run().restricted, tmp_path)
    rows, lines = read_csv(tmp_path / "estimates.csv"), read_csv(tmp_path / "decisions.csv")
    assert len(done) == len(raw) == len(rows)
    assert tuple(lines[0]) == LOG
    assert (lines[0]["decision"], lines[0]["rule"]) == ("profile", "published-series")
    logged = {(line["statistic"], line["base"], line["group"], line["level"]): line["decision"] for line in lines[1:]}
    excepted = {"suicide_camhs", "history_camhs"}  # one count under two names
    sensitive = {named.statistic for named in real_study().disclosure.agreement("synthetic").sensitive}
    for before, after in zip(raw, rows, strict=True):
        key = (before["statistic"], before["base"], before["group"], before["level"])
        n, of = int(before["n"]), int(before["denominator"])
        if key[0] in sensitive and (0 < n < 5 or 0 < of - n < 5 or 0 < of < 5):
            assert logged[key] == ("exception" if key[0] in excepted and key[1] == "suicides_2011_14" else "primary"), (
                key
            )
        if logged.get(key, "exception") == "exception":
            assert (after["n"], after["estimate"]) == (before["n"], before["estimate"]), key
        else:
            assert (after["n"], after["estimate"], after["low"]) == ("[c]", "[c]", "[c]"), key


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))
