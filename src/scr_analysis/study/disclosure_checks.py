"""What the data owner lets out, checked: profiles that hold together, exceptions that exist and have not expired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scr_analysis.errors import Fault
from scr_analysis.study.agreements import Release
from scr_analysis.study.codebook import Codebook
from scr_analysis.study.declarations import Statistic
from scr_analysis.study.disclosure import Agreement, Disclosure, Exemption, Named, Profile
from scr_analysis.study.names import unknown
from scr_analysis.study.source import Place, Source


def check_disclosure(
    disclosure: Disclosure,
    statistics: Mapping[str, Statistic],
    releases: Mapping[str, Release],
    codebook: Codebook,
    source: Source,
) -> Iterator[Fault]:
    """Profiles that contradict themselves, agreements on what does not exist, exceptions that no longer hold."""
    for name, profile in disclosure.profiles.items():
        yield from _profile(profile, source, ("profiles", name))
    yield from unknown(disclosure.local, codebook.analysis_columns(), "variable", source, ("local",))
    yield from unknown(disclosure.releases, releases, "release", source, ("releases",))
    agreements: dict[Place, Agreement] = {("default",): disclosure.default}
    agreements |= {("releases", name): agreement for name, agreement in disclosure.releases.items()}
    for place, agreement in agreements.items():
        yield from unknown([agreement.profile], disclosure.profiles, "profile", source, (*place, "profile"))
        yield from _agreement(agreement, disclosure, source, place)
        for part, entries in (("sensitive", agreement.sensitive), ("exceptions", agreement.exceptions)):
            yield from _named(entries, statistics, codebook, source, (*place, part))
    yield from _expired(disclosure, releases, source)
    yield from _default(disclosure, source)


def _profile(profile: Profile, source: Source, place: Place) -> Iterator[Fault]:
    for figure in ("percentages", "intervals", "rates"):
        chosen = getattr(profile, figure)
        if chosen == "exact" and profile.round_to > 1:
            problem = f"exact {figure} would give back the counts that are rounded to {profile.round_to}"
            yield source.fault((*place, figure), problem, "write 'of_rounded'")
        if chosen == "of_rounded" and profile.round_to == 1:
            problem = f"{figure} cannot be made of rounded counts: no count is rounded"
            yield source.fault((*place, figure), problem, "write 'exact', or give the profile a 'round_to'")


def _agreement(agreement: Agreement, disclosure: Disclosure, source: Source, place: Place) -> Iterator[Fault]:
    profile = disclosure.profiles.get(agreement.profile)
    if profile and agreement.sensitive and profile.applies_to == "all":
        problem = f"the profile '{agreement.profile}' is applied to every statistic, named or not"
        yield source.fault((*place, "sensitive"), problem, "remove the list, or choose another profile")


def _named(
    entries: Sequence[Named], statistics: Mapping[str, Statistic], codebook: Codebook, source: Source, within: Place
) -> Iterator[Fault]:
    """Statistics, bases or levels that do not exist: the entry would do nothing, without a word."""
    for index, entry in enumerate(entries):
        place = (*within, index)
        yield from unknown([entry.statistic], statistics, "statistic", source, (*place, "statistic"))
        if entry.statistic in statistics:
            statistic = statistics[entry.statistic]
            if entry.base is not None:
                yield from unknown([entry.base], statistic.base, "base", source, (*place, "base"))
            if entry.level is not None:
                levels = {"all", "p25", "p50", "p75", *codebook.analysis_columns().get(statistic.of or "", {})}
                yield from unknown([entry.level], levels, "level", source, (*place, "level"))


def _expired(disclosure: Disclosure, releases: Mapping[str, Release], source: Source) -> Iterator[Fault]:
    """Exceptions that no longer hold on the day of the release: its recorded date, not today's."""
    for name, agreement in disclosure.releases.items():
        for index, exception in enumerate(agreement.exceptions):
            place = ("releases", name, "exceptions", index, "expires")
            if exception.expires < exception.date:
                problem = f"the exception for '{exception.statistic}' ends before it begins"
                yield source.fault(place, problem, "exchange the two dates")
            elif name in releases and exception.expires < releases[name].date:
                problem = f"the exception for '{exception.statistic}' had expired on the date of the release"
                yield source.fault(place, problem, f"remove it, or have it renewed: {_ask(exception)}")


def _ask(exception: Exemption) -> str:
    return f"{exception.owner} decided on it"


def _default(disclosure: Disclosure, source: Source) -> Iterator[Fault]:
    """A default that hides less than another profile: whoever forgets to choose must not publish more."""
    default = disclosure.profiles.get(disclosure.default.profile)
    strictest = max(disclosure.profiles.items(), key=lambda item: item[1].hide_upto, default=None)
    if default and strictest and default.hide_upto < strictest[1].hide_upto:
        problem = f"the default profile hides less than '{strictest[0]}'"
        yield source.fault(("default", "profile"), problem, f"make the strictest the default: {strictest[0]}")
    if disclosure.default.exceptions:
        problem = "an exception holds for a release that is named, not for every one"
        yield source.fault(("default", "exceptions"), problem, "move it to the release under 'releases'")
