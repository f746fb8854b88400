"""Dates in words."""

from __future__ import annotations

import pytest

from publisher.composition.dates import written_date


@pytest.mark.parametrize(
    ("date", "language", "words"),
    [
        ("2022-01-05", "ru", "5\u00a0января 2022"),
        ("2022-01-05T10:00:00", "ru-RU", "5\u00a0января 2022"),
        ("2022-12-31 10:00", "uk", "31\u00a0грудня 2022"),
        ("2022-08-01", "kk", "2022\u00a0жылғы 1\u00a0тамыз"),
        ("1831-08", "ru", "август 1831"),
        ("1831-08", "be", "жнівень 1831"),
        ("1831-08", "kk", "1831\u00a0жылғы тамыз"),
        ("1911-06", "en", "June 1911"),
        ("1911-13", "en", "1911-13"),
        ("2022-13-01", "ru", "2022-13-01"),
        ("2022-01-45", "ru", "2022-01-45"),
        ("2022", "ru", "2022"),
        ("весна 1901", "ru", "весна 1901"),
        ("2022-01-05", "eo", "2022-01-05"),
        ("", "ru", ""),
    ],
)
def test_written_date(date: str, language: str, words: str) -> None:
    assert written_date(date, language) == words
