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
TIMES = 1 << 64
"""× and the letters that people type for it."""
FRACTION = 1 << 65
"""½, ¼, ¾, also as 1/2."""
NUMERO = 1 << 66
"""N, which may stand for №."""
CELSIUS = 1 << 67
"""C and F, which may stand for °C and °F."""
LENGTH = 1 << 68
"""A unit of length: м2 is м²."""
SQUARE = 1 << 69
"""«кв.» and «куб.» before a unit of length."""
COPYRIGHT = 1 << 70
REGISTERED = 1 << 71
TRADEMARK = 1 << 72
"""c, r, tm, which in brackets stand for a sign."""
PREPOSITION = 1 << 42
"""A short preposition: no dash follows it."""
SLASHED = 1 << 73
"""Conjunctions that a slash joins: и/или."""
ENDING = 1 << 74
"""An ending of ordinals that is written out too long: 25-ый."""
UNDOTTED = 1 << 75
"""A contraction or unit that takes no full stop: млн, кг."""
PLURAL = 1 << 76
"""Looks like a genitive plural: what stands behind a number of five and more."""

TALK = WORD | NUMBER | RANGE | PROTECTED
"""What a sentence is made of, its marks apart."""

_SINGLE = {
    ".": STOP, "..": DOTS, ",": COMMA, ";": COMMA, ":": COLON, "…": ELLIPSIS,
    "%": PERCENT, "‰": PERCENT, "‱": PERCENT, "°": DEGREE,
    "№": SIGN, "§": SIGN, "№№": SIGN, "§§": SIGN,
    "'": APOSTROPHE, "’": APOSTROPHE, "‘": APOSTROPHE, "‚": QUOTE, "`": APOSTROPHE, "´": APOSTROPHE,
    "ʼ": APOSTROPHE, "′": APOSTROPHE, "″": APOSTROPHE, "": 0, "×": SYMBOL | TIMES, "!=": SYMBOL, "+-": SYMBOL,
    "½": NUMBER | FRACTION, "¼": NUMBER | FRACTION, "¾": NUMBER | FRACTION,
    "1/2": NUMBER | FRACTION, "1/4": NUMBER | FRACTION, "3/4": NUMBER | FRACTION,
}  # fmt: skip
_LETTERS = {
    "x": TIMES, "х": TIMES, "N": NUMERO, "No": NUMERO, "C": CELSIUS | COPYRIGHT, "С": CELSIUS | COPYRIGHT, "F": CELSIUS,
    "c": COPYRIGHT, "с": COPYRIGHT, "r": REGISTERED, "R": REGISTERED, "tm": TRADEMARK, "TM": TRADEMARK,
    **dict.fromkeys(("мм", "см", "дм", "м", "км", "mm", "cm", "dm", "m", "km"), LENGTH),
    "кв": SQUARE, "куб": SQUARE,
}  # fmt: skip
"""Letters that may stand for a sign."""
_PLURAL = re.compile(r"[а-яё]{2,}(?:[оеё]в|ей|[ыи]х|[тцрлвдсз]ий|[еая]ний)")
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
        self.signs = _signs(language)

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
        kind = WORD | self.signs.get(token, 0)
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
            if kind & CYRILLIC and _PLURAL.fullmatch(token):
                kind |= PLURAL
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


def _signs(language: Language) -> dict[str, int]:
    """Kinds of the words that rules about numbers and symbols know by their exact spelling."""
    found = dict(_LETTERS)
    for words, bit in (
        (language.slashed, SLASHED),
        (language.undotted, UNDOTTED),
        (frozenset(group[0] for group in language.endings), ENDING),
        (language.prepositions, PREPOSITION),
        (frozenset(map(str.capitalize, language.prepositions)), PREPOSITION),
    ):
        for word in words:
            found[word] = found.get(word, 0) | bit
    return found


@cache
def classes(language: Language) -> Classes:
    """The remembered kinds of one language."""
    return Classes(language)
