"""Linking a table to the database: what matched, what did not, and whether it adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields


@dataclass(frozen=True)
class Match:
    """The match of one table (right) with the database (left), in rows and in ids."""

    table: str
    left_rows: int
    left_matched: int
    left_only: int
    right_rows: int
    right_matched: int
    right_only: int
    one_to_many: int
    many_to_many: int

    def row(self) -> tuple[str | int, ...]:
        """The match as a row of the match report."""
        return astuple(self)

    def does_not_add_up(self) -> str:
        """What fails to add up, or nothing."""
        if self.left_matched + self.left_only != self.left_rows:
            return "matched and left-only rows do not make the database's rows"
        if self.right_matched + self.right_only != self.right_rows:
            return "matched and right-only rows do not make the table's rows"
        return ""


MATCH_COLUMNS = [field.name for field in fields(Match)]


def match(table: str, left: Sequence[str], right: Sequence[str]) -> Match:
    """Match by id: each id may stand several times on either side."""
    lefts, rights = Counter(left), Counter(right)
    both = lefts.keys() & rights.keys()
    return Match(
        table=table,
        left_rows=len(left),
        left_matched=sum(lefts[one] for one in both),
        left_only=sum(count for one, count in lefts.items() if one not in both),
        right_rows=len(right),
        right_matched=sum(rights[one] for one in both),
        right_only=sum(count for one, count in rights.items() if one not in both),
        one_to_many=sum(lefts[one] == 1 and rights[one] > 1 for one in both),
        many_to_many=sum(lefts[one] > 1 and rights[one] > 1 for one in both),
    )
