"""Numbers with a check digit."""

from __future__ import annotations

import pytest

from publisher.model.identifiers import ean_of_isbn, ean_of_issn, valid_inn, valid_isbn, valid_issn


@pytest.mark.parametrize(
    ("isbn", "digits"),
    [
        ("978-5-00-000000-7", "9785000000007"),
        ("ISBN 978-5-00-000000-7", "9785000000007"),
        ("978-5-00-000000-9", ""),
        ("5-02-013850-9", "5020138509"),
        ("5-02-013850-8", ""),
        ("0-306-40615-2", "0306406152"),
        ("080442957Х", "080442957X"),
        ("977-5-00-000000-7", ""),
        ("нет", ""),
        ("", ""),
        ("٩٧٨-5-00-000000-7", ""),
    ],
)
def test_isbn_needs_the_right_check_digit(isbn: str, digits: str) -> None:
    assert valid_isbn(isbn) == digits


@pytest.mark.parametrize(
    ("issn", "digits"), [("0378-5955", "03785955"), ("ISSN 2434-561X", "2434561X"), ("0378-5954", ""), ("", "")]
)
def test_issn_needs_the_right_check_digit(issn: str, digits: str) -> None:
    assert valid_issn(issn) == digits


@pytest.mark.parametrize(
    ("inn", "digits"),
    [
        ("7707083893", "7707083893"),
        ("ИНН 7707083893", "7707083893"),
        ("7707083894", ""),
        ("500100732259", "500100732259"),
        ("500100732258", ""),
        ("500100732249", ""),
        ("77070838", ""),
    ],
)
def test_inn_needs_the_right_check_digits(inn: str, digits: str) -> None:
    assert valid_inn(inn) == digits


def test_what_stands_under_the_bars() -> None:
    assert ean_of_isbn("0-306-40615-2") == "9780306406157"
    assert ean_of_isbn("978-0-306-40615-7") == "9780306406157"
    assert ean_of_issn("0317-8471") == "9770317847001"
    assert ean_of_isbn("978-0-306-40615-6") == ean_of_issn("") == ""
