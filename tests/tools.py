"""Tools that tests need beyond Python: a missing one skips loudly on a laptop and fails in CI."""

from __future__ import annotations

import os
import shutil

import pytest


def needs(tool: str) -> str:
    """The path of a program; without it the test is skipped, or fails where CI is set."""
    path = shutil.which(tool)
    if path is None:
        reason = f"{tool} is not installed, so this check did not run (.ci/run installs it)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path
