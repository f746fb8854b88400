"""Numbers with a check digit: ISBN, ISSN, EAN-13, ИНН."""

from __future__ import annotations

import re

_MEANINGLESS = re.compile(r"[\s\u00a0\u2010\u2011-]")


def valid_isbn(isbn: str) -> str:
    """The digits of an ISBN-10 or -13 whose check digit is right (ISO 2108), or an empty string."""
    digits = _bare(isbn, "ISBN")
    if re.fullmatch(r"97[89]\d{10}", digits, re.A):
        return digits if ean_check(digits[:12]) == digits[12] else ""
    if re.fullmatch(r"\d{9}[\dX]", digits, re.A):
        right = sum(_digit(d) * (10 - i) for i, d in enumerate(digits)) % 11 == 0
        return digits if right else ""
    return ""


def valid_issn(issn: str) -> str:
    """The eight digits (the last may be X) of an ISSN whose check digit is right (ISO 3297), or an empty string."""
    digits = _bare(issn, "ISSN")
    if not re.fullmatch(r"\d{7}[\dX]", digits, re.A):
        return ""
    return digits if sum(_digit(d) * (8 - i) for i, d in enumerate(digits)) % 11 == 0 else ""


def valid_inn(inn: str) -> str:
    """The digits of a Russian taxpayer's number, 10 of a company or 12 of a person, or an empty string.

    Check digits: sum of digits by weights, modulo 11, modulo 10 (приказ ФНС; the last one of 10, the last two of 12).
    """
    digits = _bare(inn, "ИНН")
    if not re.fullmatch(r"\d{10}|\d{12}", digits, re.A):
        return ""
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    for place in (9,) if len(digits) == 10 else (10, 11):
        total = sum(w * int(d) for w, d in zip(weights[-place:], digits[:place], strict=True))
        if total % 11 % 10 != int(digits[place]):
            return ""
    return digits


def ean_of_isbn(isbn: str) -> str:
    """The 13 digits under the bars of a book; empty when the ISBN is wrong."""
    digits = valid_isbn(isbn)
    if len(digits) == 10:
        stem = "978" + digits[:9]
        return stem + ean_check(stem)
    return digits


def ean_of_issn(issn: str) -> str:
    """The 13 digits under the bars of a serial: 977, seven digits of the ISSN, 00 for the common price (ISO 3297)."""
    digits = valid_issn(issn)
    stem = f"977{digits[:7]}00"
    return stem + ean_check(stem) if digits else ""


def ean_check(twelve: str) -> str:
    """The thirteenth digit (GS1: weights 1 and 3 by turns)."""
    return str(-sum(int(d) * (1 + 2 * (i % 2)) for i, d in enumerate(twelve)) % 10)


def _bare(number: str, prefix: str) -> str:
    """Without spaces, hyphens and what it is called; a Cyrillic Х counts as X."""
    digits = _MEANINGLESS.sub("", number.upper()).removeprefix(prefix).removeprefix(":")
    return digits.replace("Х", "X")


def _digit(char: str) -> int:
    return 10 if char == "X" else int(char)
