"""The page of methods is what the spec tests say, and a spec test that says too little is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

import methods

ROOT = Path(__file__).parents[1]
WHOLE = '''"""Sum of two numbers.

Purpose: to add.

Formula: a + b.

Assumes: nothing.

Source: a book.

Example: by hand.
"""

CHAPTER = "figures"
EXAMPLE = """
    a_first b | sum
    1       2 | 3    # three
    2       2 | 4
"""
'''


def spec(folder: Path, text: str) -> Path:
    (folder / "test_method_sum.py").write_text(text, encoding="utf-8")
    return folder


def test_method_becomes_a_section(tmp_path: Path) -> None:
    page = methods.page(spec(tmp_path, WHOLE))
    assert "- [One figure](#one-figure)\n  - [Sum of two numbers](#sum-of-two-numbers)" in page
    assert "## One figure\n\n### Sum of two numbers\n\n**Purpose:** to add.\n\n**Formula:** a + b." in page
    table = [
        "| a first | b | **sum** |  |",
        "| --- | --- | --- | --- |",
        "| 1 | 2 | **3** | three |",
        "| 2 | 2 | **4** |  |",
    ]
    assert "\n".join(table) in page


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Source: a book.", "Sources: a book.", "no paragraph that begins with 'Source: '"),
        ('"figures"', '"numbers"', "CHAPTER must be one of figures"),
        ("|", "", "EXAMPLE must be a drawn table with a bar"),
    ],
)
def test_spec_that_says_too_little_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(methods.SpecError, match=r"test_method_sum\.py: ") as refused:
        methods.page(spec(tmp_path, WHOLE.replace(old, new)))
    assert said in str(refused.value)


def test_every_example_is_used_by_its_test() -> None:
    """An example that no test parses would be a claim that nothing holds."""
    for path in sorted((ROOT / methods.SPECS).glob("test_method_*.py")):
        text = path.read_text(encoding="utf-8")
        assert "small(EXAMPLE)" in text or "given(EXAMPLE)" in text, path.name
