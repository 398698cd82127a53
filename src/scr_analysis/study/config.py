"""config.yaml, typed: which release to build, and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812  (the field of the cover is called date)
from typing import Any, Literal

from pydantic import Field

from scr_analysis.errors import Fault, refuse
from scr_analysis.study.declared import Declared, declare
from scr_analysis.study.source import Source


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
    interval: Literal["wilson", "clopper-pearson", "jeffreys"]
    confidence: float = Field(gt=0.5, lt=1)
    briefing: Edition


def read_config(value: Mapping[str, Any], source: Source | None = None) -> Config:
    """The configuration as Snakemake hands it over (file and command line merged); raises FaultsFound."""
    faults: list[Fault] = []
    config = declare(Config, dict(value), source or Source("config.yaml", value), (), faults)
    refuse(faults)
    assert config is not None
    return config
