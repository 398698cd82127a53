"""Two releases of one small table, as what a new one says and as the ledger keeps an earlier one."""

from __future__ import annotations

from scr_analysis.attack.facts import Said
from scr_analysis.ledger import Entry

R = "reviews_2011_14"
LEVELS = ("open", "closed", "below_threshold", "never_known")


def told(**counts: int) -> list[Said]:
    """A release that shows some levels of involvement, and their total."""
    total = [Said("new", ("all_reviews", "database", "period=p2011_14", "all"), "n", str(counts.pop("total")))]
    whole = [Said("new", ("reviews_in_database", "database", "all", "all"), "n", str(counts.pop("database")))]
    keys = {level: ("involvement", R, "all", level) for level in LEVELS}
    silent = [Said("new", keys["open"], f"missing_{kind}", "0") for kind in ("not_known", "blank")]
    return [*total, *whole, *silent, *(Said("new", keys[level], "n", str(n)) for level, n in counts.items())]


def earlier(**counts: int | None) -> Entry:
    facts = {(("involvement", R, "all", level), "n"): n for level, n in counts.items() if level in LEVELS}
    facts[("all_reviews", "database", "period=p2011_14", "all"), "n"] = counts["total"]
    facts[("reviews_in_database", "database", "all", "all"), "n"] = counts["database"]
    return Entry("before", facts, "", "")


SHOWN_BEFORE = {"total": 260, "database": 1100, "open": 150, "closed": 60, "below_threshold": 30, "never_known": 20}
BELOW, NEVER = ((("involvement", R, "all", level), "n") for level in ("below_threshold", "never_known"))
