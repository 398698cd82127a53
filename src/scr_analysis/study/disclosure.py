"""What the data owner lets out: profiles of disclosure control, and which of them a release is published under."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from scr_analysis.study.declared import Declared
from scr_analysis.study.limits import Limits

Reason = Annotated[str, Limits(min_length=10)]
Owner = Annotated[str, Limits(min_length=3)]
Fate = Literal["shown", "hidden"]
Figure = Literal["exact", "of_rounded"]


class Profile(Declared):
    """A rule of disclosure control as a producer of statistics practises it.

    ``protection``: how far apart the least and the greatest value must lie that an intruder can work out for a
    hidden count from everything that is shown.
    """

    title: str
    practice: Reason
    applies_to: Literal["all", "sensitive"] = "all"
    hide_upto: Annotated[int, Limits(ge=0)]
    zeros: Fate
    whole_groups: Fate
    remainders: Fate
    missing: Fate
    round_to: Annotated[int, Limits(ge=1)] = 1
    round_local: bool = True
    percentages: Figure
    intervals: Figure | Literal["hidden"]
    rates: Figure | Literal["hidden"]
    ranks: Fate
    protection: Annotated[int, Limits(ge=1)]

    @property
    def threshold(self) -> int:
        """The lowest count above nought that is shown."""
        return self.hide_upto + 1


class Named(Declared):
    """Estimates by name: what is left out is left open."""

    statistic: str
    base: str | None = None
    group: str | None = None
    level: str | None = None

    def names(self, key: tuple[str, str, str, str]) -> bool:
        """Whether an estimate is meant."""
        wanted = (self.base, self.group, self.level)
        return self.statistic == key[0] and all(
            want in (None, have) for want, have in zip(wanted, key[1:], strict=True)
        )


class Sensitive(Named):
    """Estimates to which a profile that applies to sensitive ones is applied."""

    reason: Reason


class Exemption(Named):
    """Estimates that the data owner lets out although the profile would hide them, for a time."""

    reason: Reason
    owner: Owner
    date: datetime.date
    expires: datetime.date


class Agreement(Declared):
    """The profile under which a release is published, chosen and signed by its data owner."""

    profile: str
    owner: Owner
    date: datetime.date
    reason: Reason
    sensitive: list[Sensitive] = []
    exceptions: list[Exemption] = []

    def exception_for(self, key: tuple[str, str, str, str]) -> Exemption | None:
        """The first exception that names an estimate."""
        return next((one for one in self.exceptions if one.names(key)), None)


class Disclosure(Declared):
    """Every profile, the one that holds where no owner has chosen, and what owners have chosen.

    ``local``: variables whose codes are a local authority or less.
    """

    profiles: dict[str, Profile]
    default: Agreement
    releases: dict[str, Agreement] = {}
    local: list[str] = []

    def agreement(self, release: str) -> Agreement:
        """What holds for a release."""
        return self.releases.get(release, self.default)

    def profile(self, release: str) -> Profile:
        """The profile that a release is published under."""
        return self.profiles[self.agreement(release).profile]
