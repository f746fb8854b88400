"""Dates of texts as people write them → the days they may mean."""

from __future__ import annotations

import re
from typing import NamedTuple

_MONTHS: tuple[tuple[str, ...], ...] = (
    ("янв", "січ", "студз", "jan"),
    ("фев", "лют", "feb"),
    ("мар", "бер", "сак", "mar"),
    ("апр", "кві", "крас", "apr"),
    ("май", "мая", "тра", "may"),
    ("июн", "чер", "чэр", "jun"),
    ("июл", "лип", "ліп", "jul"),
    ("авг", "сер", "жні", "aug"),
    ("сен", "вер", "sep"),
    ("окт", "жов", "кас", "oct"),
    ("ноя", "лис", "ліс", "nov"),
    ("дек", "гру", "сне", "dec"),
)
"""Beginnings of names of months in Russian, Ukrainian, Belarusian and English."""

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[t ][\d:.,z+-]*)?")
_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s*г\.?)?")
_WORDS = re.compile(r"(?:(\d{1,2})\s+)?([а-яёіўґa-z]{3,})[\s,]+(\d{4})\b.*")
_DECADE = re.compile(r"(\d{3}0)(?:-?[а-яё]{1,2}\b|s\b)")
_YEARS = re.compile(r"\d{4}(?:\s?[-–—]\s?\d{4})?\s?(?:г\.|гг\.|год\w{0,3}|р\.|рр\.|рок\w{0,2})?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


class Day(NamedTuple):
    """A day of a calendar; which one is nobody's business here: dates are only compared."""

    year: int
    month: int
    day: int


class Span(NamedTuple):
    """The first and the last day that a date may mean: «1889» is the whole year."""

    first: Day
    last: Day

    def meets(self, other: Span) -> bool:
        """Whether there is a day in both."""
        return self.first <= other.last and other.first <= self.last


def is_exact(date: str) -> bool:
    """Whether a date says no more than a day, a month, a year, or the first and the last year: «около 1850» does."""
    date = " ".join(date.lower().split())
    if _WORDS.fullmatch(date):
        span = span_of(date)
        return span is not None and (span.first.month, span.last.month) != (1, 12)
    return any(form.fullmatch(date) for form in (_ISO, _NUMERIC, _YEARS))


def span_of(date: str) -> Span | None:
    """The days that a date may mean: `1901-05-03`, `1901-05`, `1901`, «3 мая 1901», «03.05.1901», «1889–1891»,
    «1820-е», «около 1850 г.»; None when no year is said.
    """
    date = " ".join(date.lower().split())
    if match := _ISO.fullmatch(date):
        return _span(match[1], match[2], match[3])
    if match := _NUMERIC.fullmatch(date):
        return _span(match[3], match[2], match[1])
    if match := _WORDS.fullmatch(date):
        month = next((n for n, names in enumerate(_MONTHS, 1) if match[2].startswith(names)), None)
        if month is not None and len(_YEAR.findall(date)) == 1:
            return _span(match[3], str(month), match[1])
    years = [int(year) for year in _YEAR.findall(date)]
    if not years:
        return None
    decades = [int(match[1]) + 9 for match in _DECADE.finditer(date)]
    return Span(Day(min(years), 1, 1), Day(max(*years, *decades, min(years)), 12, 31))


def _span(year: str, month: str | None, day: str | None) -> Span:
    """What is no month or day of the calendar says nothing."""
    y, m, d = int(year), int(month or 0), int(day or 0)
    if not 1 <= m <= 12:
        return Span(Day(y, 1, 1), Day(y, 12, 31))
    return Span(Day(y, m, d), Day(y, m, d)) if 1 <= d <= 31 else Span(Day(y, m, 1), Day(y, m, 31))
