"""What a study file must hold, in plain words: pydantic's findings as an analyst reads them.

The value found is never repeated: a newcomer needs the line and the form it should have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scr_analysis.errors import nearest

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "keys with their values",
    "dataclass_type": "keys with their values",
    "string_too_short": "text of at least {min_length} characters",
    "too_short": "a list of at least {min_length}",
    "too_long": "a list of at most {max_length}",
    "greater_than": "above {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "below {lt}",
    "less_than_equal": "at most {le}",
    "literal_error": "{expected}",
}
# The patterns that declarations use.
_PATTERNS = {
    "^[a-z][a-z0-9_]*$": "small letters, digits and underscores, a letter first",
    "^[0-9a-f]{64}$": "64 digits and letters from a to f, as sha256sum prints it",
}
_REMEDIES = {
    "list_type": "put it in square brackets, or begin each entry with a dash",
    "tuple_type": "put it in square brackets",
    "dict_type": "write 'key: value', in curly brackets or on lines of their own",
    "dataclass_type": "write 'key: value', in curly brackets or on lines of their own",
    "bool_type": "write true or false, without quotes",
    "bool_parsing": "write true or false, without quotes",
}


def must_be(found: Any) -> str:
    """What the value must be: "text", "a number", "'wilson', 'clopper-pearson' or 'jeffreys'"."""
    kind = found["type"]
    if kind.startswith("date"):
        return "a date written yyyy-mm-dd"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(found["ctx"]["pattern"], f"text of the form {found['ctx']['pattern']}")
    return _WANTED[kind].format(**found.get("ctx", {})) if kind in _WANTED else str(found["msg"])


def remedy_for(here: Sequence[Any]) -> str:
    """What to do, where that is not said by what the value must be."""
    first = here[0]
    if first["type"] == "string_type":
        return "put it in quotes" if isinstance(first["input"], (int, float)) else ""
    for one in here:
        if one["type"] == "literal_error" and isinstance(one["input"], str):
            hint = nearest(one["input"], (word.strip("'") for word in _words(one["ctx"]["expected"])))
            return hint if hint.startswith("did") else ""
    return _REMEDIES.get(first["type"], "")


def _words(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")
