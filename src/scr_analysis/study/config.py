"""config.yaml, typed: which release to build, and how."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date as Date  # noqa: N812  (the field of the cover is called date)
from pathlib import Path
from typing import Annotated, Any, Literal

from scr_analysis.errors import Fault, FaultsFound, refuse
from scr_analysis.study import Study, load_study
from scr_analysis.study.declared import Declared, plain
from scr_analysis.study.limits import Limits
from scr_analysis.study.source import Source

FILE = "config.yaml"
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


def load_project(root: Path, overrides: Mapping[str, Any], *parts: str) -> tuple[Config, Study]:
    """The configuration and the whole study, every fault of both in one message; raises FaultsFound.

    ``overrides`` is what the command line sets over config.yaml. Who names ``parts`` looks at those alone, the codebook
    and the releases among them; the others may be left out, but not their faults.
    """
    from scr_analysis.study.compiled import kept_study

    faults: list[Fault] = []
    config = study = None
    try:
        config = load_config(root, overrides)
    except FaultsFound as found:
        faults += found.faults
    try:
        study = (kept_study(root, parts) if parts else None) or load_study(root)
    except FaultsFound as found:
        faults += found.faults
    refuse(faults)
    assert config is not None
    assert study is not None
    study.release(config.release)
    return config, study


def load_config(root: Path, overrides: Mapping[str, Any]) -> Config:
    """The configuration with what the command line sets over it, as it was kept or from its file.

    Raises FaultsFound.
    """
    from scr_analysis.study.compiled import foundation, keep, kept

    said = json.dumps(overrides, sort_keys=True, default=repr).encode()
    with suppress(OSError):
        found: Config | None = kept(root, "config", foundation(root, (root / FILE).read_bytes(), said))
        if found:
            return found
    from scr_analysis.study.yaml_file import read_source

    source = read_source(root / FILE, FILE)
    config = read_config(overridden(source, overrides))
    keep(root, "config", foundation(root, source.content, said), config)
    for one in (config, config.briefing):
        keep(root, _option(type(one)), foundation(root, as_option(one).encode()), one)
    return config


def read_config(source: Source) -> Config:
    """A configuration, typed; raises FaultsFound."""
    from scr_analysis.study.findings import declare

    faults: list[Fault] = []
    config = declare(Config, source.value, source, (), faults)
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


def as_option(declared: Config | Edition) -> str:
    """The configuration, or the part that the editions print, as a stage takes it: JSON on one line."""
    return json.dumps(plain(declared, defaults=True))


def fits(model: type[Config] | type[Edition], text: str, root: Path = Path()) -> bool:
    """Whether an option is what it must be. What the workflow writes was checked by it, and is not checked again."""
    from scr_analysis.study.compiled import foundation, kept

    if kept(root, _option(model), foundation(root, text.encode())):
        return True
    from scr_analysis.study.declared import typed

    with suppress(ValueError):
        return bool(typed(model, json.loads(text)))
    return False


def _option(model: type[Config] | type[Edition]) -> str:
    return f"option-{model.__name__.lower()}"
