"""How the options of stage commands are read: what config.yaml may not hold, the command line may not either."""

from __future__ import annotations

import argparse
import re
from typing import get_args

from scr_analysis.small_bases import SmallBases


def interval(text: str) -> str:
    """The name of an interval method, as config.yaml may give it."""
    from scr_analysis.study.config import Interval

    methods = get_args(Interval)
    if text not in methods:
        raise argparse.ArgumentTypeError(f"must be {', '.join(methods[:-1])} or {methods[-1]}")
    return text


def confidence(text: str) -> float:
    """The confidence of intervals, between a half and one."""
    if not re.fullmatch(r"0?\.\d+", text) or float(text) <= 0.5:
        raise argparse.ArgumentTypeError("must be a share above 0.5 and below 1, such as 0.95")
    return float(text)


def small_bases(text: str) -> SmallBases:
    """The smallest base of a percentage and that of a reliable one: ``10,20``."""
    if not re.fullmatch(r"[1-9]\d*,[1-9]\d*", text):
        raise argparse.ArgumentTypeError("must be two whole numbers with a comma between them, such as 10,20")
    return SmallBases(*(int(number) for number in text.split(",")))


def edition(text: str) -> str:
    """The ``briefing`` block of config.yaml, as JSON."""
    from scr_analysis.study.config import Edition, fits

    if not fits(Edition, text):
        raise argparse.ArgumentTypeError("must be the 'briefing' block of config.yaml, as JSON")
    return text


def configuration(text: str) -> str:
    """The whole of config.yaml as it is used, as JSON."""
    from scr_analysis.study.config import Config, fits

    if not fits(Config, text):
        raise argparse.ArgumentTypeError("must be the whole of config.yaml, as JSON")
    return text
