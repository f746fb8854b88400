"""What figures are worth: whether a range rises, whether a number is a year, a time of day, a date."""

from __future__ import annotations

import re
from functools import lru_cache

from publisher.typography.kinds import (
    BEFORE_NUMBER,
    CLOSE,
    COLON,
    COMMA,
    COUNTED,
    DASH,
    HOUSE,
    MARK,
    MONTH,
    NUMBER,
    RANGE,
    ROMAN,
    SHORT,
    STOP,
    UNIT,
    WORD,
    YEARS,
)
from publisher.typography.tokens import Block

CURRENCIES = frozenset("₽$€£¥₴₸₺₾֏₼")
MULTIPLES = frozenset({"тыс", "млн", "млрд", "трлн"})
"""What a number is counted by before its unit: `3 тыс. км`."""
_ENDING = 3
"""Letters that an ordinal's ending has at most: 20-е, 1-го, 7-ого."""
_MARKS = STOP | COMMA | COLON | MARK | CLOSE
EARLIEST, LATEST = 1000, 2200
"""Years that a number of four digits is taken for."""
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_TIME = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_DATE = re.compile(r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(\d{4})")
_DECIMAL = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?")
_QUARTERS = frozenset({"00", "15", "30", "45"})


def is_behind_number(block: Block, i: int) -> bool:
    """Whether a number stands before token i, an ordinal with its ending (`1-го`) included."""
    before = block.kind(i - 1)
    if before & (NUMBER | RANGE):
        return True
    is_ending = before & WORD and len(block.tokens[i - 1]) <= _ENDING and block.is_tight(i - 1)
    return bool(is_ending and block.kind(i - 2) & DASH and block.is_tight(i - 2) and block.kind(i - 3) & NUMBER)


def is_preposition(block: Block, i: int) -> bool:
    """Whether a letter that may be a unit or a century is a preposition: `5 с половиной`, `5 в день`, but not `5 с.`"""
    if not block.kind(i) & SHORT or not block.tokens[i].islower():
        return False
    return not (block.is_tight(i + 1) and block.kind(i + 1) & _MARKS)


def is_behind_multiple(block: Block, i: int) -> bool:
    """Whether a number of thousands or millions stands before token i: `3 тыс. км`, `5 млн руб.`"""
    last = i - 2 if block.kind(i - 1) & STOP and block.is_tight(i - 1) else i - 1
    return block.tokens[last] in MULTIPLES and bool(block.kind(last - 1) & (NUMBER | RANGE))


def is_unit_of(block: Block, i: int) -> bool:
    """Whether an abbreviation between two numbers is the unit of the first, not the label of the second.

    `т. 5 с. 10` has pages, `ст. 10 п. 2` items; `18 ч. 30 мин.` has hours.
    """
    if not block.kind(i) & (BEFORE_NUMBER | HOUSE) or not block.kind(i + 1) & STOP:
        return True
    is_labelled = block.kind(i - 2) & STOP and block.kind(i - 3) & (BEFORE_NUMBER | HOUSE)
    return not (is_labelled and block.is_tight(i - 2) and block.kind(i + 2) & (NUMBER | RANGE | ROMAN))


def is_label_of(block: Block, i: int) -> bool:
    """Whether an abbreviation is the label of the number behind it: not the hours of `18 ч. 30 мин.`"""
    is_unit = block.kind(i) & UNIT and block.kind(i - 1) & (NUMBER | RANGE)
    return not (is_unit and block.kind(i + 3) & (UNIT | COUNTED | YEARS | MONTH))


def is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and EARLIEST <= int(text) <= LATEST


def roman(text: str) -> int:
    """The value of a Roman numeral as it is written correctly; 0 for anything else."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    values = [_VALUES[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def rises(left: str, right: str) -> bool:
    """Whether a range of numbers goes up; `1941–45` counts from its century. A code that starts with 0 does not."""
    if left.isdecimal() and right.isdecimal():
        if len(right) < len(left):
            return len(right) == 2 and len(left) == 4 and int(left[-2:]) < int(right)
        return int(left) < int(right) and not (left[0] == "0" and len(left) > 2)
    if not (_DECIMAL.fullmatch(left) and _DECIMAL.fullmatch(right)):
        return False
    return float(left.replace(",", ".")) < float(right.replace(",", "."))


@lru_cache(maxsize=1024)
def is_time(text: str) -> bool:
    """`10:00`, and with a full stop only quarters of an hour: `10.30`, but not `10.5`."""
    match = _TIME.fullmatch(text)
    return bool(match) and (":" in text or (match is not None and match[2] in _QUARTERS))


def is_date(text: str) -> bool:
    """A day, month and year in figures: `05.01.2022`."""
    return bool(_DATE.fullmatch(text))


def day(text: str) -> tuple[int, int, int]:
    """Year, month, day of a date."""
    date, month, year = text.split(".")
    return int(year), int(month), int(date)


def looks_like_hour(left: str, right: str) -> bool:
    """Whether `10-30` may be half past ten."""
    return len(right) == 2 and right in _QUARTERS and left.isdecimal() and int(left) <= 24
