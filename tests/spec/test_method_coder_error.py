"""Coder error: the correction of Rogan and Gladen

Purpose: the database is nearly a census, so chance is not the main risk: coding is. What would the share be, if coders
miss some of what is there and find some of what is not?

Formula: with p the recorded share, sensitivity s (the chance that what is there is recorded) and specificity c (the chance
that what is not there is not), the share behind it is (p + c − 1) / (s + c − 1), cut to nought and one. It is given over the
whole declared range of s and c; its extremes lie at the corners of that range. The limits of the interval are corrected
alike.

Assumes: errors do not depend on anything else of the case; the declared range holds the truth. It is an assumption in
words and numbers, in `study/sensitivity.yaml`, until cases are coded twice.

Source: W. J. Rogan and B. Gladen (1978), *American Journal of Epidemiology* 107: 71-76.

Example: the first two rows are the examples in the documentation of `epi.prev` in R's `epiR`: brucellosis in a herd, and
*Helicobacter pylori* in small children, whose corrected share is below nought and so is given as nought. The last two by
hand.
"""

from __future__ import annotations

import pytest

from scr_analysis.misclassification import corrected
from small import small

CHAPTER = "coding"
EXAMPLE = """
    recorded of  sensitivity specificity | per_hundred
    23       150 0.96        0.89        | 5.1
    6        151 0.964       0.927       | 0.0
    50       100 1           1           | 50.0
    50       100 0.9         0.9         | 50.0       # as many missed as wrongly found
"""


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_coder_error(row: dict[str, str]) -> None:
    share = int(row["recorded"]) / int(row["of"])
    made = corrected(share, float(row["sensitivity"]), float(row["specificity"]))
    assert f"{100 * made:.1f}" == row["per_hundred"]
