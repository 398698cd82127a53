"""Logistic regression, and Firth's penalised likelihood where it separates

Purpose: how the odds of one outcome against the other differ with several terms at once. Where some level has the
outcome always or never (separation), the likelihood has no maximum and an odds ratio would be infinite; Firth's
penalised likelihood has a finite maximum there, and finite profile limits, if wide ones.

Formula: maximise ℓ(β) = Σ y log π + (n − y) log(1 − π), logit π = xβ, by Newton's method; under Firth
ℓ*(β) = ℓ(β) + ½ log det I(β), with I the Fisher information. Limits are those of the profile (penalised) likelihood:
the values of a coefficient for which twice the fall of ℓ or ℓ* is at most z², the others refitted. The p value is that
of the same test at nought, χ² with one degree of freedom. Separation is recognised by steps that do not vanish.

Assumes: cases are independent; the log odds are a sum of the terms, with no interaction but what is declared. Cases
with any term not known are left out. The odds ratio of one term is not its effect, and no model of these cases predicts
harm: all of them are cases of death or serious harm.

Source: D. Firth (1993), *Biometrika* 80: 27-38; G. Heinze and M. Schemper (2002), *Statistics in Medicine* 21:
2409-2419; profile limits, D. J. Venzon and S. H. Moolgavkar (1988), *Applied Statistics* 37: 87-94; separation, A.
Albert and J. A. Anderson (1984), *Biometrika* 71: 1-10.

Example: the data `sex2` of Heinze and Schemper (urinary tract infection and contraceptives, 239 women; every user of
`dia` is a case, so maximum likelihood has no estimate of it), as R's `logistf` prints them in its documentation.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from scr_analysis.model.logistic import Cells, Fit, firth, maximum_likelihood
from scr_analysis.model.profile import interval, p_value
from small import small

CHAPTER = "interaction"
EXAMPLE = """
    term      | coefficient low     high    p
    intercept | 0.1203      -0.8186 1.0732  0.8020
    age       | -1.1060     -1.9738 -0.3074 0.0061
    oc        | -0.0688     -0.9414 0.7892  0.8752
    vic       | 2.2689      1.2730  3.4354  0.0000
    vicl      | -2.1114     -3.2609 -1.1177 0.0000
    vis       | -0.7883     -1.6081 0.0152  0.0545
    dia       | 3.0960      0.7746  8.0303  0.0050   # separated
"""
SEX2 = """
    age oc vic vicl vis dia women cases
    0   0  0   0    1   0   2     1
    0   0  1   0    0   0   16    14
    0   0  1   0    1   0   4     3
    0   0  1   1    0   0   18    10
    0   0  1   1    1   0   30    12
    0   0  1   1    1   1   1     1
    0   1  0   0    0   0   86    44
    0   1  0   0    0   1   3     3
    0   1  0   0    1   0   1     0
    0   1  1   0    0   0   16    15
    0   1  1   0    0   1   1     1
    0   1  1   0    1   0   2     2
    0   1  1   1    0   0   12    7
    0   1  1   1    1   0   9     3
    1   0  1   0    0   0   2     2
    1   0  1   0    1   0   1     1
    1   0  1   0    1   1   1     1
    1   0  1   1    0   0   3     1
    1   0  1   1    1   0   4     0
    1   0  1   1    1   1   1     1
    1   1  0   0    0   0   19    5
    1   1  0   0    1   0   1     0
    1   1  1   0    0   0   4     3
    1   1  1   1    1   0   2     0
"""
ORDER = [row["term"] for row in small(EXAMPLE)]


@cache
def sex2() -> Cells:
    rows = small(SEX2)
    design = [[1, *(int(row[term]) for term in ORDER[1:])] for row in rows]
    women, cases = ([float(row[name]) for row in rows] for name in ("women", "cases"))
    return Cells(np.array(design, dtype=np.float64), np.array(women), np.array(cases))


@cache
def penalised() -> Fit:
    return firth(sex2())


@pytest.mark.parametrize("row", small(EXAMPLE))
def test_firth(row: dict[str, str]) -> None:
    place = ORDER.index(row["term"])
    low, high = interval(sex2(), penalised(), place, 0.95)
    made = (penalised().coefficients[place], low, high, p_value(sex2(), penalised(), place))
    assert [f"{number:.4f}" for number in made] == [row[name] for name in ("coefficient", "low", "high", "p")]


def test_maximum_likelihood_separates_there_and_nowhere_else() -> None:
    assert [name for name, grows in zip(ORDER, maximum_likelihood(sex2()).infinite, strict=True) if grows] == ["dia"]
