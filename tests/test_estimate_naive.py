"""Every estimate of the twin against a count made the long way round: one mask a statistic, nothing of the package.

The declarations are read as plain YAML and counted case by case on the analysis table; only the file of estimates comes
from the software. Names of kinds of missing and their order are typed here from the codebook.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy
import pandas
import pytest
import yaml

from core_run import ROOT, core_run

KINDS = ["blank", "not_known", "not_recorded", "report_silent", "no_report", "not_applicable"]
COULD_BE_YES = ["blank", "not_known", "not_recorded", "report_silent", "no_report"]
Mask = pandas.Series  # of truth values
Counted = dict[str, Any]
Key = tuple[str, str, str, str]


def declared(file: str) -> dict[str, Any]:
    """A list of declarations by id, every scalar as text."""
    text = (ROOT / f"study/{file}.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in yaml.load(text, Loader=yaml.BaseLoader)}


@cache
def cases() -> pandas.DataFrame:
    return pandas.read_csv(core_run().analysis, dtype=str, keep_default_na=False)


def in_base(name: str) -> Mask:
    base = declared("bases")[name]
    mask = in_base(base["within"]) if "within" in base else pandas.Series(True, index=cases().index)
    for column, codes in base.get("include", {}).items():
        mask = mask & cases()[column].isin(codes)
    return mask


def groups_of(by: Any) -> Iterator[tuple[str, Mask]]:
    """All cases, then each combination of codes that some case holds; a missing group is none."""
    yield "all", pandas.Series(True, index=cases().index)
    columns = [by] if isinstance(by, str) else by
    if columns:
        known = cases()[~cases()[columns].isin(KINDS).any(axis=1)]
        for combination in known[columns].drop_duplicates().itertuples(index=False):
            name = ";".join(f"{column}={code}" for column, code in zip(columns, combination, strict=True))
            yield name, (cases()[columns] == list(combination)).all(axis=1)


def answers(numerator: Any, among: Mask) -> tuple[int, int, dict[str, int]]:
    """Yes, no and missing by kind, for columns joined by a three-valued "and"."""
    rows = cases()[among]
    if numerator == "all":
        return len(rows), 0, {}
    wanted = pandas.DataFrame({column: rows[column].isin(codes) for column, codes in numerator.items()})
    unknown = rows[list(numerator)].isin(KINDS)
    yes = wanted.all(axis=1)
    no = (~wanted & ~unknown).any(axis=1)
    left = rows[list(numerator)][~yes & ~no]
    reasons = left.apply(lambda row: min(KINDS.index(code) for code in row if code in KINDS), axis=1)
    kinds = {kind: int((reasons == place).sum()) for place, kind in enumerate(KINDS)} if len(left) else {}
    return int(yes.sum()), int(no.sum()), {kind: count for kind, count in kinds.items() if count}


def with_bounds(n: int, no: int, kinds: dict[str, int], stays: list[str]) -> Counted:
    unknown = sum(count for kind, count in kinds.items() if kind in COULD_BE_YES)
    denominator = n + no + sum(kinds.get(kind, 0) for kind in stays)
    whole = n + no + unknown
    return {
        "n": n,
        "denominator": denominator,
        "missing": kinds,
        "estimate": n / denominator if denominator else None,
        "bounds": (n / whole, (n + unknown) / whole) if denominator else None,
    }


def counted(statistic: Any) -> Iterator[tuple[Key, Counted]]:
    name, kind, stays = statistic["id"], statistic.get("kind", "proportion"), statistic.get("stays", [])
    bases = [statistic["base"]] if isinstance(statistic["base"], str) else statistic["base"]
    for base in bases:
        for group, mask in groups_of(statistic.get("by", [])):
            among = in_base(base) & mask
            if not among.any():
                continue
            if kind == "distribution":
                yield from distributed(statistic, base, group, among)
            elif kind == "quantile":
                yield from quantiles(statistic, base, group, among)
            elif kind == "rate":
                yield (name, base, group, "all"), rated(statistic, base, among)
            else:
                yield (name, base, group, "all"), with_bounds(*answers(statistic["numerator"], among), stays)


def distributed(statistic: Any, base: str, group: str, among: Mask) -> Iterator[tuple[Key, Counted]]:
    """One row a code that the declaration chooses, or that the codebook has."""
    column = statistic["of"]
    for level in statistic.get("levels") or codes_of(column):
        yield (
            (statistic["id"], base, group, level),
            with_bounds(*answers({column: [level]}, among), statistic.get("stays", [])),
        )


def codes_of(column: str) -> list[str]:
    book = yaml.load((ROOT / "study/codebook.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    if column in book["derived"]:
        return list(book["derived"][column]["codes"])
    return [code["name"] for code in book["tables"]["scr_database"]["columns"][column]["codes"].values()]


def quantiles(statistic: Any, base: str, group: str, among: Mask) -> Iterator[tuple[Key, Counted]]:
    values = cases()[among][statistic["of"]]
    known = values[~values.isin(KINDS)].astype(int)
    kinds = {str(kind): int(count) for kind, count in values[values.isin(KINDS)].value_counts().items()}
    for level, share in (("p25", 0.25), ("p50", 0.5), ("p75", 0.75)):
        value = float(numpy.quantile(known, share, method="inverted_cdf"))
        yield (statistic["id"], base, group, level), {
            "n": len(known), "denominator": len(known), "missing": kinds, "estimate": value, "bounds": None,
        }  # fmt: skip


def rated(statistic: Any, base: str, among: Mask) -> Counted:
    first, last = (int(day[:4]) for day in declared("bases")[base]["window"])
    with (core_run().twin / "child_population.csv").open(encoding="utf-8") as handle:
        children = sum(int(row["population"]) for row in csv.DictReader(handle) if first <= int(row["year"]) < last)
    n, _, kinds = answers(statistic["numerator"], among)
    return {"n": n, "denominator": children, "missing": kinds, "estimate": n / children * 100_000, "bounds": None}


@cache
def estimated() -> dict[tuple[str, str, str, str], dict[str, str]]:
    with (core_run().restricted / "estimates.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    return {(row["statistic"], row["base"], row["group"], row["level"]): row for row in rows}


@pytest.mark.parametrize("statistic", sorted(declared("statistics")))
def test_every_count_is_the_naive_count(statistic: str) -> None:
    naive = dict(counted(declared("statistics")[statistic]))
    made = {key: row for key, row in estimated().items() if key[0] == statistic}
    assert made.keys() == naive.keys()
    for key, row in made.items():
        wanted = naive[key]
        missing = {kind: int(row[f"missing_{kind}"]) for kind in KINDS if row[f"missing_{kind}"] != "0"}
        assert (int(row["n"]), int(row["denominator"]), missing) == (
            wanted["n"], wanted["denominator"], wanted["missing"],
        ), key  # fmt: skip
        assert row["estimate"] == as_text(wanted["estimate"]), key
        low, high = wanted["bounds"] or (None, None)
        assert (row["bound_low"], row["bound_high"]) == (as_text(low), as_text(high)), key


def as_text(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"
