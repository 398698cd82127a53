"""Which words the prose uses of which statistic: read from the template, so that no data are needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

WORDS = "words()"


def words_used(prose: str, compared: Mapping[str, str]) -> dict[str, set[str]]:
    """For each statistic the phrases of its ``claim()`` calls, and ``words()`` where the vocabulary chooses.

    ``compared``: the statistic of each comparison, since a claim of a comparison is told of that. A template that
    cannot be read uses none: the prose stage reports it.
    """
    import jinja2
    from jinja2 import nodes

    used: defaultdict[str, set[str]] = defaultdict(set)
    try:
        calls = list(jinja2.Environment().parse(prose).find_all(nodes.Call))
    except jinja2.TemplateSyntaxError:
        return {}
    for call in calls:
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        given = [str(one.value) for one in call.args if isinstance(one, nodes.Const)]
        named = {one.key: str(one.value.value) for one in call.kwargs if isinstance(one.value, nodes.Const)}
        if name == "words" and given:
            used[given[0]].add(WORDS)
        elif name == "claim" and given:
            statistic = compared.get(named.get("comparison", ""), "") or "".join(given[1:2])
            used[statistic].add(given[0])
    used.pop("", None)
    return dict(used)
