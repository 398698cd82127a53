"""The CSV extracts, each with the habits of the office it comes from: encoding, line ends, dates, stray spaces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from scr_analysis.files import csv_text
from scr_analysis.study.codebook import Codebook
from scr_analysis.synthetic import supposed
from scr_analysis.synthetic.cases import Case, Episode
from scr_analysis.synthetic.contract import agree, coded, delivered
from scr_analysis.synthetic.plans import STRAYS

HARD_SPACE = "\u00a0"  # spreadsheets leave it behind a copied cell; one byte in cp1252, and no UTF-8
PADDED_EVERY = 11


def cpd_plans_csv(codebook: Codebook, cases: Iterable[Case]) -> bytes:
    """Plan episodes: cp1252, CRLF, day first, some categories with a hard space behind them."""
    header = agree(codebook, "cpd_plans", ("case_id", "plan_start", "plan_end", "category"))
    codes = delivered(codebook.column("cpd_plans", "category"))
    episodes = [(str(case.values["SCR_ID"]), episode) for case in cases for episode in case.episodes]
    known = sorted([*episodes, *STRAYS], key=lambda pair: (pair[0], pair[1].start))
    rows = [_episode_row(place, case_id, episode, codes) for place, (case_id, episode) in enumerate(known, start=1)]
    text = csv_text(header, rows)
    return text.replace("\n", "\r\n").encode("cp1252")


def _episode_row(place: int, case_id: str, episode: Episode, codes: Mapping[str, str]) -> list[str]:
    padding = HARD_SPACE if place % PADDED_EVERY == 0 else ""
    return [case_id, _day(episode.start), _day(episode.end), coded(codes, episode.category, "category") + padding]


def themes_csv(codebook: Codebook, cases: Iterable[Case]) -> bytes:
    """Qualitative codes: UTF-8 with the byte order mark that spreadsheets put there."""
    header = agree(codebook, "themes", ("case_id", "theme", "code"))
    codes = delivered(codebook.column("themes", "theme"))
    rows = [
        (case.values["SCR_ID"], coded(codes, theme, "theme"), code) for case in cases for theme, code in case.themes
    ]
    return csv_text(header, rows).encode("utf-8-sig")


def child_population_csv(codebook: Codebook) -> bytes:
    """Children in England by year and age band, in plain UTF-8."""
    header = agree(codebook, "child_population", ("year", "age_band", "population"))
    rows = [
        (year, band, thousands * 1000)
        for year, counts in supposed.POPULATION.items()
        for band, thousands in zip(supposed.POPULATION_BANDS, counts, strict=True)
    ]
    return csv_text(header, rows).encode("utf-8")


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
