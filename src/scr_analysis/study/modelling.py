"""Models as an analyst declares them: an outcome, and the terms that it is set against, as columns and codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from scr_analysis.errors import Fault
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Base, Codes
from scr_analysis.study.declared import Declared
from scr_analysis.study.limits import Id, Limits, NotEmpty
from scr_analysis.study.names import codes, twice, unknown
from scr_analysis.study.source import Source


class Level(Declared):
    """Some codes of a variable taken together; a single code needs no label of its own."""

    codes: Annotated[list[str], NotEmpty]
    label: str = ""

    @property
    def name(self) -> str:
        """What stands for it in the file of models."""
        return "+".join(self.codes)


class Term(Declared):
    """One variable of a model: each level is compared with the reference."""

    of: str
    label: str = ""
    reference: Level
    levels: Annotated[list[Level], NotEmpty]

    def level_of(self, code: str) -> int | None:
        """The place of a code: nought for the reference, then the levels; None where it is in none of them."""
        for place, level in enumerate((self.reference, *self.levels)):
            if code in level.codes:
                return place
        return None


class Model(Declared):
    """A logistic model of a yes or no: cases of the base whose outcome and terms are all known.

    ``limitation`` is printed below every table of it.
    """

    id: Id
    title: str
    base: str
    outcome: Annotated[Codes, NotEmpty]
    terms: Annotated[list[Term], NotEmpty]
    firth: Literal["always", "if_separated"] = "if_separated"
    limitation: Annotated[str, Limits(min_length=20)]

    @property
    def parameters(self) -> int:
        """How many coefficients it has, the constant among them."""
        return 1 + sum(len(term.levels) for term in self.terms)


def check_models(
    models: Mapping[str, Model], bases: Mapping[str, Base], codebook: Codebook, source: Source
) -> Iterator[Fault]:
    """Models of an unknown base, variable or code, or that name a variable or code twice."""
    for index, model in enumerate(models.values()):
        yield from unknown([model.base], bases, "base", source, (index, "base"))
        yield from codes(model.outcome, codebook, source, (index, "outcome"))
        yield from twice([*model.outcome, *(term.of for term in model.terms)], "variable", source, (index, "terms"))
        for number, term in enumerate(model.terms):
            named = [code for level in (term.reference, *term.levels) for code in level.codes]
            yield from codes({term.of: named}, codebook, source, (index, "terms", number))
            yield from twice(named, f"code of {term.of}", source, (index, "terms", number))
