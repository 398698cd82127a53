"""The digest of a value: the same whatever the order of its keys."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any


def digest(value: Any) -> str:
    """SHA-256 of a value as JSON, its keys sorted."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8")).hexdigest()


def short(whole: str) -> str:
    """The first sixteen letters of a digest: enough that two do not meet by chance, and short enough to read."""
    return whole[:16]
