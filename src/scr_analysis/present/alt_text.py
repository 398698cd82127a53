"""The alternative text of a chart, written from the data that are drawn.

Every value is said if there are few; of many, the largest and the smallest. A hidden value is said to be not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from scr_analysis.present.chart_model import Bar, ChartData
from scr_analysis.present.dots import in_order
from scr_analysis.present.lines import Series, series_of
from scr_analysis.present.segments import percent
from scr_analysis.present.upset import in_order as combinations_in_order
from scr_analysis.rounding import grouped, half_up

_FEW = 6


def alt_text(chart: ChartData) -> str:
    """Return the alternative text of a chart that is safe to show."""
    say = {
        "columns": _columns,
        "stacked": _stacked,
        "split": _split,
        "dots": _dots,
        "upset": _upset,
        "lines": _lines,
        "panels": _lines,
        "pyramid": _pyramid,
    }[chart.kind]
    sentences = [say(chart), chart.base]
    return " ".join(sentence.rstrip(".") + "." for sentence in sentences if sentence)


def _columns(chart: ChartData) -> str:
    """Say the counts."""
    return f"Column chart, number of {chart.unit}. {_values(chart.bars, _count)}"


def _dots(chart: ChartData) -> str:
    """Say the percentages, with their intervals if they are few, the largest first."""
    parts = [
        (f"{group.label}: " if group.label else "") + _values(in_order(group.bars), _with_interval)
        for group in chart.groups
    ]
    level = half_up(chart.confidence)
    return f"Dot chart, percentage of {chart.unit} with {level}% intervals. " + ". ".join(parts)


def _lines(chart: ChartData) -> str:
    """Say where each line begins and ends, and its highest and lowest value between."""
    kind = "Line chart" if chart.kind == "lines" else "Small panels on one scale, a line in each"
    level = half_up(chart.confidence)
    said = [f"{one.label}: {_course(chart, one)}" for one in series_of(chart)]
    return f"{kind}, percentage of {chart.unit} with {level}% intervals. " + ". ".join(said)


def _course(chart: ChartData, one: Series) -> str:
    """The values of a line: all of a few, of more the first, the last and the extremes."""
    values = [(bar, group.label) for bar, group in zip(one.bars, chart.groups, strict=True)]
    if len(values) <= _FEW // 2 or any(bar.hidden for bar, _ in values):
        return ", ".join(f"{'not shown' if bar.hidden else percent(bar)} in {name}" for bar, name in values)
    (first, begins), *between, (last, ends) = values
    (least, least_in), (most, most_in) = min(between, key=_share), max(between, key=_share)
    span = f"{percent(least)} ({least_in}) to {percent(most)} ({most_in})"
    if percent(least) == percent(most):
        span = f"{percent(least)} throughout"
    return f"{percent(first)} in {begins}, then {span}, {percent(last)} in {ends}"


def _share(value: tuple[Bar, str]) -> float:
    return value[0].share or 0.0


def _pyramid(chart: ChartData) -> str:
    """Say the counts of both sides, level by level."""
    left, right = chart.groups
    pairs = zip(left.bars, right.bars, strict=True)
    said = "; ".join(f"{one.label}: {_count(one)} and {_count(other)}" for one, other in pairs)
    return f"Pyramid, number of {chart.unit}, {left.label} and {right.label}. {said}"


def _split(chart: ChartData) -> str:
    """Say the parts, then the sums."""
    start = f"One bar of 100% of {chart.unit}, divided. {_values(chart.groups[0].bars, percent)}"
    shown = [bracket.value for bracket in chart.brackets if not bracket.value.hidden]
    return f"{start}. Brackets mark the sums: {_values(shown, percent)}" if shown else start


def _upset(chart: ChartData) -> str:
    """Say the factors, then the commonest combinations; those that are hidden are counted."""
    factors = _values([bracket.value for bracket in chart.brackets], _count)
    bars = combinations_in_order(chart.bars)
    shown = [bar for bar in bars if not bar.hidden]
    said = "; ".join(f"{bar.label}: {_count(bar)}" for bar in shown[:_FEW])
    hidden = len(bars) - len(shown)
    start = (
        f"UpSet chart, number of {chart.unit} with each combination of {len(chart.brackets)} factors. "
        f"Each factor, alone or with others: {factors}"
    )
    if not hidden:
        return f"{start}. The commonest of {len(bars)} combinations: {said}"
    rest = f"{hidden} {'combination' if hidden == 1 else 'combinations'} not shown"  # they may hold more than these
    return (
        f"{start}. The commonest of the {len(shown)} combinations shown: {said}. {rest}"
        if shown
        else f"{start}. {rest}"
    )


def _stacked(chart: ChartData) -> str:
    """Say every part of a few bars; of many, how far each level reaches over the bars."""
    start = f"Stacked bars of 100% of {chart.unit}, one for each of {len(chart.groups)} groups"
    if len(chart.bars) <= _FEW:
        said = [f"{group.label}: {_values(group.bars, percent)}" for group in chart.groups]
    else:
        said = [_reach(chart, level) for level in chart.groups[0].bars]
    withheld = [group.label for group in chart.groups if all(bar.hidden for bar in group.bars)]
    partly = [group.label for group in chart.groups if group.hidden and group.label not in withheld]
    tail = [f"Not shown: {', '.join(withheld)}"] if withheld else []
    tail += [f"Partly not shown: {', '.join(partly)}"] if partly else []
    return ". ".join([start, *said, *tail])


def _reach(chart: ChartData, level: Bar) -> str:
    """Say between which groups one level of a stacked chart ranges."""
    shares = [(group.label, bar) for group in chart.groups for bar in group.bars if bar.key == level.key]
    shown = sorted(((bar.share, name, bar) for name, bar in shares if bar.share is not None), key=lambda item: item[0])
    if not shown:
        return f"{level.label}: not shown"
    low, high = percent(shown[0][2]), percent(shown[-1][2])
    if len(shown) == 1:
        return f"{level.label}: {low} ({shown[0][1]})"
    if low == high:
        return f"{level.label}: {low} in every bar shown"
    return f"{level.label}: from {low} ({_first(shown, low)}) to {high} ({_first(reversed(shown), high)})"


def _first(shown: Iterable[tuple[float, str, Bar]], printed: str) -> str:
    """Name the group that prints this percentage, and say if others do."""
    names = [name for _, name, bar in shown if percent(bar) == printed]
    return names[0] if len(names) == 1 else f"{names[0]} and others"


def _values(bars: Sequence[Bar], say: Callable[[Bar], str]) -> str:
    """Say every value of a few bars, or the extremes of many."""
    shown = [bar for bar in bars if not bar.hidden]
    hidden = [bar.label for bar in bars if bar.hidden]
    said = [f"{bar.label}: {say(bar)}" for bar in shown] if len(bars) <= _FEW else _extremes(shown, say)
    return "; ".join([*said, *(f"{label}: not shown" for label in hidden)])


def _extremes(shown: Sequence[Bar], say: Callable[[Bar], str]) -> list[str]:
    """Say the largest and the smallest of the values shown, and where others are printed alike."""
    ranked = sorted(shown, key=lambda bar: -(bar.n or 0) if say is _count else -(bar.share or 0.0))
    if len(ranked) < 2:
        return [f"{bar.label}: {say(bar)}" for bar in ranked]
    ends = (ranked[0], ranked[-1])
    alike = [sum(say(bar) == say(end) for bar in ranked) > 1 for end in ends]
    largest, smallest = (
        f"{end.label}{' and others' if tied else ''}: {say(end)}" for end, tied in zip(ends, alike, strict=True)
    )
    return [f"{len(ranked)} values shown, the largest {largest}, the smallest {smallest}"]


def _count(bar: Bar) -> str:
    """Return a count as printed."""
    return "not shown" if bar.n is None else grouped(bar.n)


def _with_interval(bar: Bar) -> str:
    """Return a percentage with its interval."""
    if bar.low is None or bar.high is None:
        return percent(bar)
    return f"{percent(bar)} ({half_up(bar.low)}% to {half_up(bar.high)}%)"
