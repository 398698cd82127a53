"""Which words the prose uses of which statistic: read from the template, so that no data are needed."""

from __future__ import annotations

from collections import defaultdict

import jinja2
from jinja2 import nodes

WORDS = "words()"


def words_used(prose: str) -> dict[str, set[str]]:
    """For each statistic the phrases of its ``claim()`` calls, and ``words()`` where the vocabulary chooses.

    A template that cannot be read uses none: the prose stage reports it.
    """
    used: defaultdict[str, set[str]] = defaultdict(set)
    try:
        calls = list(jinja2.Environment().parse(prose).find_all(nodes.Call))
    except jinja2.TemplateSyntaxError:
        return {}
    for call in calls:
        given = [one.value for one in call.args if isinstance(one, nodes.Const)]
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if name == "words" and given:
            used[given[0]].add(WORDS)
        elif name == "claim" and len(given) > 1:
            used[given[1]].add(given[0])
    return dict(used)
