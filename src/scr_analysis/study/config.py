"""config.yaml, typed: which release to build, and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812  (the field of the cover is called date)
from pathlib import Path
from typing import Annotated, Any, Literal

from scr_analysis.errors import Fault, FaultsFound, refuse
from scr_analysis.study import Study, load_study
from scr_analysis.study.declared import Declared
from scr_analysis.study.findings import declare
from scr_analysis.study.limits import Limits
from scr_analysis.study.source import Source, read_source

Interval = Literal["wilson", "clopper-pearson", "jeffreys"]


class Edition(Declared):
    """What stands on the cover and on the last page."""

    title: str
    subtitle: str
    period: str
    series: str
    date: Date
    team: list[str]
    funder: str
    publisher: str


class Config(Declared):
    """The whole of config.yaml."""

    release: str
    draft: bool = False
    interval: Interval
    confidence: Annotated[float, Limits(gt=0.5, lt=1)]
    briefing: Edition


def load_project(root: Path, overrides: Mapping[str, Any]) -> tuple[Config, Study]:
    """The configuration and the whole study, every fault of both in one message; raises FaultsFound.

    ``overrides`` is what the command line sets over config.yaml.
    """
    faults: list[Fault] = []
    config = study = None
    try:
        source = overridden(read_source(root / "config.yaml", "config.yaml"), overrides)
        config = read_config(source.value, source)
    except FaultsFound as found:
        faults += found.faults
    try:
        study = load_study(root)
    except FaultsFound as found:
        faults += found.faults
    refuse(faults)
    assert config is not None
    assert study is not None
    study.release(config.release)
    return config, study


def read_config(value: Any, source: Source | None = None) -> Config:
    """A configuration, typed; raises FaultsFound."""
    faults: list[Fault] = []
    config = declare(Config, value, source or Source("config.yaml", value), (), faults)
    refuse(faults)
    assert config is not None
    return config


def overridden(source: Source, overrides: Mapping[str, Any]) -> Source:
    """The configuration's source with what the command line sets over it, block by block."""
    if not isinstance(source.value, dict):
        return source
    value = dict(source.value)
    for key, given in overrides.items():
        block = value.get(key)
        value[key] = {**block, **given} if isinstance(block, dict) and isinstance(given, Mapping) else given
    return Source(source.file, value, source.lines, frozenset(overrides))
