"""Kinds of tokens, as bits: what a token is, and what a word is known for. Worked out once a spelling."""

from __future__ import annotations

import re
from functools import cache

from publisher.typography import alphabet as ab
from publisher.typography.languages import Language

NONE, SPACE, BREAK = 0, 1, 2
"""What stands before a token."""

WORD = 1 << 0
NUMBER = 1 << 1
RANGE = 1 << 2
"""Two numbers, times or Roman numerals with a dash between, tight."""
QUOTE = 1 << 3
APOSTROPHE = 1 << 4
"""A single mark that is not inside a word: apostrophe, single quotation mark, prime."""
DASH = 1 << 5
STOP = 1 << 6
COMMA = 1 << 7
"""Comma or semicolon."""
COLON = 1 << 8
MARK = 1 << 9
"""Question and exclamation marks, dots behind them included."""
ELLIPSIS = 1 << 10
OPEN = 1 << 11
CLOSE = 1 << 12
SIGN = 1 << 13
"""№ and §."""
PERCENT = 1 << 14
"""% and its relatives."""
DEGREE = 1 << 15
PROTECTED = 1 << 16
SYMBOL = 1 << 17

SHORT = 1 << 18
PARTICLE = 1 << 19
INITIAL = 1 << 20
NAME = 1 << 21
"""A capital letter followed by small ones: may be a name."""
UNIT = 1 << 22
BEFORE_NAME = 1 << 23
BEFORE_NUMBER = 1 << 24
ROMAN = 1 << 25
ELIDED = 1 << 26
"""A word with an apostrophe inside."""
CYRILLIC = 1 << 27
YEARS = 1 << 28
CENTURIES = 1 << 29
MONTH = 1 << 30
COUNTED = 1 << 31
FORM = 1 << 32
"""ООО, ЗАО …: stands before a name in quotation marks."""
TIGHT_UNIT = 1 << 33
"""A unit that nobody takes for anything else when it is glued to a number."""
DOTTED = 1 << 34
"""The first part of an abbreviation like «т. е.»."""
DOTS = 1 << 35
"""Two full stops."""

TALK = WORD | NUMBER | RANGE | PROTECTED
"""What a sentence is made of, its marks apart."""

_SINGLE = {
    ".": STOP, "..": DOTS, ",": COMMA, ";": COMMA, ":": COLON, "…": ELLIPSIS,
    "%": PERCENT, "‰": PERCENT, "‱": PERCENT, "°": DEGREE,
    "№": SIGN, "§": SIGN, "№№": SIGN, "§§": SIGN,
    "'": APOSTROPHE, "’": APOSTROPHE, "‘": APOSTROPHE, "‚": QUOTE, "`": APOSTROPHE, "´": APOSTROPHE,
    "ʼ": APOSTROPHE, "′": APOSTROPHE, "″": APOSTROPHE, "": 0,
}  # fmt: skip
_ROMAN = re.compile(r"[IVXLCDM]+(?![^IVXLCDM])")
_ROMAN_RANGE = re.compile(r"[IVXLCDM]+[-–—−][IVXLCDM]+")
_IN_WORD = frozenset("'’ʼ`´")
_FIRST_LETTER_CYRILLIC = re.compile(f"[{ab.CYRILLIC}]")
REMEMBERED = 200_000
"""Spellings kept at most: a text of random characters must not fill the memory."""


class Classes(dict[str, int]):
    """Kind of a token by its spelling, in one language."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language
        self.dotted = frozenset(group[0] for group in language.dotted)

    def __missing__(self, token: str) -> int:
        if len(self) > REMEMBERED:
            self.clear()
        kind = self[token] = self._kind(token)
        return kind

    def _kind(self, token: str) -> int:
        if token in _SINGLE:
            return _SINGLE[token]
        if token in ab.QUOTE_GLYPHS:
            return QUOTE
        if token in ab.DASH_GLYPHS:
            return DASH
        first = token[0]
        if first == ab.MASK:
            return PROTECTED
        if first.isdecimal():
            return RANGE if any(dash in token for dash in "-–—−") else NUMBER
        if first in "?!":
            return MARK
        if first in ".…":
            return ELLIPSIS
        if first in "([{":
            return OPEN
        if first in ")]}":
            return CLOSE
        if first.isalpha() or first == ab.STRESS:
            return RANGE if _ROMAN_RANGE.fullmatch(token) else self._word(token)
        return SYMBOL

    def _word(self, token: str) -> int:
        language = self.language
        kind = WORD
        if _FIRST_LETTER_CYRILLIC.match(token):
            kind |= CYRILLIC
        elif _ROMAN.fullmatch(token):
            kind |= ROMAN
        if not _IN_WORD.isdisjoint(token):
            kind |= ELIDED
        lower = token.lower()
        is_lower = token == lower
        if token[0].isupper():
            if len(token) == 1:
                kind |= INITIAL
            elif token[1:2].islower():
                kind |= NAME
                if token in language.digrams:
                    kind |= INITIAL
        if lower in language.short and (is_lower or token[1:] == lower[1:] or len(token) < 2):
            kind |= SHORT
        if lower in language.particles and is_lower:
            kind |= PARTICLE
        if token in language.units:
            kind |= UNIT
        if token in language.tight_units:
            kind |= TIGHT_UNIT
        if token in language.forms:
            kind |= FORM
        if lower in language.before_number:
            kind |= BEFORE_NUMBER
        if lower in self.dotted:
            kind |= DOTTED
        if lower in language.months:
            kind |= MONTH
        if is_lower:
            if lower in language.before_name:
                kind |= BEFORE_NAME
            if lower in language.years:
                kind |= YEARS
            if lower in language.centuries:
                kind |= CENTURIES
            if lower in language.counted:
                kind |= COUNTED
        elif lower in language.before_name and len(token) > 1 and token[1:].islower():
            kind |= BEFORE_NAME
        return kind


@cache
def classes(language: Language) -> Classes:
    """The remembered kinds of one language."""
    return Classes(language)
