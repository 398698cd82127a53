"""Dealing out exact counts: the quota is always met, and who meets it goes by weighted chance.

Only ``Random.random`` is used: of Python's generator it alone is promised to stay the same from version to version.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, step: str) -> Random:
    """A generator of its own for each step, so that a change to one step leaves the others as they were."""
    return Random(f"{seed} {step}")


def shuffled(rng: Random, items: Iterable[T]) -> list[T]:
    """The items in a random order."""
    keyed = [(rng.random(), place, item) for place, item in enumerate(items)]
    return [item for _, _, item in sorted(keyed, key=lambda entry: entry[:2])]


def pick(rng: Random, items: Sequence[T], count: int, weight: Callable[[T], float] = lambda _: 1.0) -> list[T]:
    """Exactly ``count`` of the items, the likelier the greater their weight; weight zero is never picked.

    Weighted sampling without replacement by exponential keys (Efraimidis and Spirakis, 2006).
    """
    draws = [(rng.random(), place, item, weight(item)) for place, item in enumerate(items)]
    keyed = [(-math.log(1.0 - draw) / w, place, item) for draw, place, item, w in draws if w > 0]
    if len(keyed) < count:
        raise ValueError(f"{count} are wanted, and only {len(keyed)} could be picked")
    first = sorted(keyed, key=lambda entry: entry[:2])[:count]
    return [item for _, _, item in sorted(first, key=lambda entry: entry[1])]


def for_code(weight: Callable[[T, str], float], code: str) -> Callable[[T], float]:
    """The weight of an item for one code, out of a weight for any code."""
    return lambda item: weight(item, code)


def share_out(
    rng: Random, items: Sequence[T], quotas: Mapping[str, int], weight: Callable[[T, str], float]
) -> dict[T, str]:
    """One code an item, each code exactly as often as its quota says; the last code takes those left over."""
    if sum(quotas.values()) != len(items):
        raise ValueError(f"the quotas {dict(quotas)} do not add up to {len(items)}")
    *named, last = quotas
    dealt: dict[T, str] = {}
    left = list(items)
    for code in named:
        for item in pick(rng, left, quotas[code], for_code(weight, code)):
            dealt[item] = code
        left = [item for item in left if item not in dealt]
    return dealt | dict.fromkeys(left, last)


def apportion(shares: Mapping[str, float], total: int) -> dict[str, int]:
    """Whole counts in proportion to the shares that add up to the total (largest remainders)."""
    whole = sum(shares.values())
    exact = {code: share / whole * total for code, share in shares.items()}
    counts = {code: int(value) for code, value in exact.items()}
    by_remainder = sorted(exact, key=lambda code: counts[code] - exact[code])
    for code in by_remainder[: total - sum(counts.values())]:
        counts[code] += 1
    return counts


def choose(rng: Random, weights: Mapping[T, float]) -> T:
    """One of the keys, by weight."""
    mark = rng.random() * sum(weights.values())
    for key, weight in weights.items():
        mark -= weight
        if mark < 0:
            return key
    return next(reversed(list(weights)))


def whole(rng: Random, first: int, last: int) -> int:
    """A whole number from ``first`` to ``last``, both possible."""
    return first + int(rng.random() * (last - first + 1))


def normal(rng: Random) -> float:
    """Nearly normal, mean 0 and variance 1, never beyond 3: twice the sum of three uniform draws about zero."""
    return 2 * (rng.random() + rng.random() + rng.random()) - 3


def spread(rng: Random, items: Sequence[T], count: int, traits: Callable[[T], tuple[str, ...]]) -> list[T]:
    """A purposive selection that reaches over all traits: small groups get more than their share.

    Each group is wanted by the square root of its size; the next item is the one whose groups lag furthest behind.
    """
    left = shuffled(rng, items)
    sizes = Counter(trait for item in items for trait in traits(item))
    seen: Counter[str] = Counter()
    chosen: list[T] = []
    while len(chosen) < count:
        behind = min(left, key=lambda item: sum(seen[trait] / math.sqrt(sizes[trait]) for trait in traits(item)))
        left.remove(behind)
        seen.update(traits(behind))
        chosen.append(behind)
    return chosen
