"""Which estimate the prose means: by its statistic, and by level, group and base where there are several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scr_analysis.errors import nearest
from scr_analysis.estimates import ALL, Estimate, Key, group_name
from scr_analysis.study import Study
from scr_analysis.study.declarations import Statistic

Refuse = Callable[[str, str], str]  # notes a problem and its remedy at the line being rendered


def named(
    study: Study,
    estimates: Mapping[Key, Estimate],
    refuse: Refuse,
    statistic: str,
    level: str = ALL,
    group: Any = ALL,
    base: str | None = None,
) -> Estimate | None:
    """The estimate that the prose names, or None and a fault."""
    declared = study.statistics.get(statistic)
    if declared is None:
        refuse(f"no statistic is called '{statistic}'", nearest(statistic, study.statistics))
        return None
    if base is None and len(declared.base) > 1:
        refuse(f"'{statistic}' has several bases, and none is named", f"add base= one of {', '.join(declared.base)}")
        return None
    key = (statistic, base or declared.base[0], _group(declared, group), level)
    if key not in estimates:
        refuse(f"'{statistic}' has no estimate for {_which(key[1:])}", _remedy(estimates, key))
        return None
    return estimates[key]


def _remedy(estimates: Mapping[Key, Estimate], key: Key) -> str:
    """The part of the key that is not known, with its nearest name."""
    known = [other for other in estimates if other[0] == key[0]]
    for part, name in ((1, "base"), (2, "group"), (3, "level")):
        names = {other[part] for other in known}
        if key[part] not in names:
            return f"{name}: {nearest(key[part], names)}"
    return "this combination holds no case"


def _group(statistic: Statistic, group: Any) -> str:
    """A group as the key writes it, from one code, several codes or the key's own form."""
    if group == ALL or (isinstance(group, str) and "=" in group):
        return str(group)
    codes: Sequence[str] = [group] if isinstance(group, str) else list(group)
    return group_name(statistic.by[: len(codes)], codes) if len(codes) <= len(statistic.by) else ";".join(codes)


def _which(parts: Sequence[str]) -> str:
    names = ("base", "group", "level")
    return ", ".join(f"{name} '{part}'" for name, part in zip(names, parts, strict=True) if part != ALL)
