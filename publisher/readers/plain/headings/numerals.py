"""Numbers as headings write them: `XIV`, `14`, «четырнадцатая», also with Cyrillic letters for roman ones."""

from __future__ import annotations

import re

_ROMAN_LETTERS = str.maketrans("ІХСМУ", "IXCMV")
_ROMAN = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_UNITS = ("перв", "втор", "трет", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят")
_TEENS = (
    "десят", "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат",
    "восемнадцат", "девятнадцат",
)  # fmt: skip
_TENS = ("двадцат", "тридцат", "сороков", "пятидесят", "шестидесят", "семидесят", "восьмидесят", "девяност")
_ENDING = "(?:ая|ый|ой|ое|ий|ья|ье|ые|яя|аго|ого)"
_STEMS = [
    *((re.compile(stem + _ENDING), value) for value, stem in enumerate(_UNITS, 1)),
    *((re.compile(stem + _ENDING), value) for value, stem in enumerate(_TEENS, 10)),
    *((re.compile(stem + _ENDING), 10 * value) for value, stem in enumerate(_TENS, 2)),
]
_TENS_ALONE = {
    "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70,
    "восемьдесят": 80, "девяносто": 90, "сто": 100,
}  # fmt: skip

ROMAN = r"[IVXLCІХСУ]{1,9}"
"""What may be a roman number; `roman_value` judges."""
ORDINAL = rf"(?:(?:{'|'.join(_TENS_ALONE)})[ -])?[а-яё]+{_ENDING}"
NUMBER = rf"(?:{ROMAN}|\d{{1,3}}(?:-[а-я]{{1,2}})?|{ORDINAL}|последн(?:яя|ий|ее))"
"""A number in a heading, in any spelling."""


def roman_value(chars: str) -> int:
    """The value of a well-formed roman number up to 399; 0 for anything else."""
    letters = chars.upper().translate(_ROMAN_LETTERS)
    if not letters or not _ROMAN.fullmatch(letters):
        return 0
    values = [_VALUES[letter] for letter in letters]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def number_value(chars: str) -> int:
    """The value of a roman, arabic or spelt number; 0 when it has none («последняя»)."""
    if digits := re.match(r"\d{1,4}", chars):
        return int(digits[0])
    return roman_value(chars) or _ordinal_value(chars.lower())


def _ordinal_value(words: str) -> int:
    tens, _, unit = words.replace("-", " ").rpartition(" ")
    for pattern, value in _STEMS:
        if pattern.fullmatch(unit):
            return _TENS_ALONE.get(tens, 0) + value
    return 0
