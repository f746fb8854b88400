"""Kinds of tokens, as bits: what a token is, and what a word is known for. Worked out once a spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from publisher.typography import alphabet as ab
from publisher.typography.languages import Language, anchor
from publisher.typography.letters.scripts import SEAM

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
"""The part at which an abbreviation like «т. е.» is recognised."""
DOTS = 1 << 35
"""Two full stops."""
SUFFIX = 1 << 36
"""What a hyphen joins to a word: -то, -либо, endings."""
PREFIX = 1 << 37
"""What a hyphen joins to the next word: кое-, по-, северо-."""
CONJUNCTION = 1 << 38
"""Joins equal parts: «одно- и двухэтажный»."""
SHORT_2 = 1 << 40
SHORT_3 = 1 << 41
"""Prepositions and conjunctions of two and three letters; SHORT ones have one."""
PREPOSITION = 1 << 42
CONTRAST = 1 << 43
"""«а», «но»: a comma stands before them."""
INDEFINITE = 1 << 44
"""«кто», «какой» …: with -то, -либо, -нибудь they are written with a hyphen."""
CONJUNCTIVE = 1 << 53
"""Of the same sort, but they may open a clause: «что», «как», «где»."""
HYPHENED = 1 << 54
"""«то»: behind those it takes a hyphen."""
LEAD = 1 << 55
"""«по», «во»: may have lost the hyphen behind them: «по русски»."""
SERVICE = 1 << 56
"""Prepositions, conjunctions and particles that nobody says twice."""
TITLE = 1 << 57
"""An abbreviation with a hyphen instead of a full stop: г-н."""
STREET = 1 << 58
"""A street, square, district: the name may stand on either side."""
PHRASAL = 1 << 45
"""Words beside which «что то», «как то» are no slips: «так что то, что», «как то есть»."""
TAIL = 1 << 46
"""A rare word at which a lost hyphen shows: «все таки», «чуть чуть»."""
STARTER = 1 << 47
"""A capitalised word that opens sentences and is nobody's name."""
LABEL = 1 << 48
"""«класс», «витамин»: a letter behind it is a label and no initial."""
NAMESAKE = 1 << 49
"""«завод», «театр»: may be named after somebody."""
WEEKDAY = 1 << 50
"""A day of the week with a capital letter."""
DOUBLED = 1 << 51
"""A mark set twice: ,, ;; :: !! ??"""
SHORTENED = 1 << 52
"""An abbreviation of four letters and more behind whose full stop a sentence goes on."""
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
SLASHED = 1 << 73
"""Conjunctions that a slash joins: и/или."""
ENDING = 1 << 74
"""An ending of ordinals that is written out too long: 25-ый."""
UNDOTTED = 1 << 75
"""A contraction or unit that takes no full stop: млн, кг."""
PLURAL = 1 << 76
"""Looks like a genitive plural: what stands behind a number of five and more."""
HOUSE = 1 << 77
"""«д.», «кв.»: the number behind it is an address."""
FROM = 1 << 78
"""«от»: behind the number of a paper stands its date."""
UNTIL = 1 << 79
"""«до»: in «до н. э.» years count down."""
ROUBLE = 1 << 85
"""«руб», «р»."""
NUMBERED = 1 << 84
"""«главы», «строки»: what numbers are given to."""
MIXED = 1 << 80
"""Letters of two scripts, or a single Latin letter that looks like a Russian preposition."""
LETTER = 1 << 82
"""A single Cyrillic letter that is no word."""
SCRIPTURE = 1 << 86
"""A book of the Bible, shortened as in references: Ин., Быт."""

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
    "кв": SQUARE | HOUSE, "куб": SQUARE, "руб": ROUBLE, "р": ROUBLE, "от": FROM, "від": FROM, "до": UNTIL,
    **dict.fromkeys(("д", "дом", "корп", "кор", "оф"), HOUSE),
}  # fmt: skip
"""Letters that may stand for a sign."""
_PLURAL = re.compile(r"[а-яё]{2,}(?:[оеё]в|ей|[ыи]х|[тцрлвдсз]ий|[еая]ний)")
_ROMAN = re.compile(r"[IVXLCDM]+(?![^IVXLCDM])")
_ROMAN_RANGE = re.compile(r"[IVXLCDM]+[-–—−][IVXLCDM]+")
_LONE = frozenset("aockyi")
"""Latin letters that look like Cyrillic words."""
_IN_WORD = frozenset("'’ʼ`´")
_FIRST_LETTER_CYRILLIC = re.compile(f"[{ab.CYRILLIC}]")
_SHORT = {1: SHORT, 2: SHORT_2, 3: SHORT_3}
_ADVERB = 5
"""An adverb like «по-русски» is longer."""
REMEMBERED = 200_000
"""Spellings kept at most: a text of random characters must not fill the memory."""


_HEAD = 4
"""Letters that tell most words from those that may be named after somebody."""
_COMMON_NAME = WORD | CYRILLIC | NAME
_TAIL = 4
"""Letters at a word's end that tell whether it is an adverb or looks like a plural."""


class _ByTail(dict[str, int]):
    """Kind of an unlisted word in small letters by its end; `is_long`: what stands before the end counts as well."""

    def __init__(self, language: Language, *, is_long: bool) -> None:
        super().__init__()
        self.adverbs = language.adverbs if is_long else ()
        self.lead = "а" * _ADVERB if is_long else ""

    def __missing__(self, tail: str) -> int:
        kind = WORD | CYRILLIC
        if _PLURAL.fullmatch(self.lead + tail):
            kind |= PLURAL
        if tail.endswith(self.adverbs):
            kind |= TAIL
        self[tail] = kind
        return kind


class Classes(dict[str, int]):
    """Kind of a token by its spelling, in one language."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language
        self.dotted = frozenset(group[anchor(group, language)].rstrip(".") for group in language.dotted)
        self.listed = _listed(language)
        self._heads = frozenset(beginning[:_HEAD] for beginning in language.namesakes)
        self._tails = _ByTail(language, is_long=True)
        self._short = _ByTail(language, is_long=False)

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
            return MARK | DOUBLED if token.rstrip(".…") in ("!!", "??") else MARK
        if token[:2] in (";;", "::"):
            return DOUBLED
        if first in ".…":
            return ELLIPSIS
        if first in "([{":
            return OPEN
        if first in ")]}":
            return CLOSE
        if first.isalpha() or first == ab.STRESS:
            return RANGE if _ROMAN_RANGE.fullmatch(token) else self._word(token)
        return SYMBOL

    def of_common(self, words: Iterable[str]) -> list[int]:
        """Kinds of Cyrillic words of four letters or more that are on no list, small but for their first letter.

        0 for one that needs a closer look.
        """
        heads, tails, short = self._heads, self._tails, self._short
        kinds = []
        for word in words:
            low = word.lower()
            if low[:_HEAD] in heads:
                kinds.append(0)
            elif word != low:
                kinds.append(_COMMON_NAME)
            else:
                kinds.append(tails[word[-_TAIL:]] if len(word) > _ADVERB else short[word])
        return kinds

    def _word(self, token: str) -> int:
        language = self.language
        kind = WORD
        if _FIRST_LETTER_CYRILLIC.match(token):
            kind |= CYRILLIC
        elif _ROMAN.fullmatch(token):
            kind |= ROMAN
        if not _IN_WORD.isdisjoint(token):
            kind |= ELIDED
        if SEAM.search(token) or token in _LONE:
            kind |= MIXED
        kind |= self.listed.get(token, 0)
        lower = token.lower()
        is_lower = token == lower
        if is_lower and lower.endswith(language.adverbs) and len(token) > _ADVERB:
            kind |= TAIL
        if lower.startswith(language.namesakes):
            kind |= NAMESAKE
        if token[0].isupper():
            if len(token) == 1:
                kind |= INITIAL
            elif token[1:2].islower():
                kind |= NAME
                if token in language.digrams:
                    kind |= INITIAL
        if lower in language.short and (is_lower or token[1:] == lower[1:] or len(token) < 2):
            kind |= _SHORT.get(len(token), 0)
        if len(token) == 1 and kind & CYRILLIC and not kind & (SHORT | PARTICLE) and lower != "я":
            kind |= LETTER
        if lower in language.before_number:
            kind |= BEFORE_NUMBER
        if lower in self.dotted or token in self.dotted:
            kind |= DOTTED
        if lower in language.months:
            kind |= MONTH
        if is_lower:
            if kind & CYRILLIC and _PLURAL.fullmatch(token):
                kind |= PLURAL
            if lower in language.before_name:
                kind |= BEFORE_NAME
        elif lower in language.before_name and len(token) > 1 and token[1:].islower():
            kind |= BEFORE_NAME
        return kind


def _listed(language: Language) -> dict[str, int]:
    """Kinds of the words that are looked up as they are spelled: as in their list, with a capital letter, or both."""
    small, capital = (str,), (str.capitalize,)
    found = dict(_LETTERS)
    for listed, bit, spellings in (
        (language.particles, PARTICLE, small),
        (language.units, UNIT, small),
        (language.tight_units, TIGHT_UNIT, small),
        (language.forms, FORM, small),
        (language.years, YEARS, small),
        (language.centuries, CENTURIES, small),
        (language.counted, COUNTED, small),
        (language.prepositions, PREPOSITION, small + capital),
        (language.contrasts, CONTRAST, small),
        (language.indefinite, INDEFINITE, small + capital),
        (language.suffixes, SUFFIX, small),
        (language.prefixes, PREFIX, small + capital),
        (language.conjunctions, CONJUNCTION, small),
        (language.phrasal, PHRASAL, small + capital),
        (language.conjunctive, CONJUNCTIVE, small + capital),
        (language.hyphened, HYPHENED, small),
        (language.leads, LEAD, small + capital),
        (language.service, SERVICE, small + capital),
        (language.streets, STREET, small),
        (frozenset(word for word in language.before_name if "-" in word), TITLE, small + capital),
        (language.tails, TAIL, small + capital),
        (language.labels, LABEL, small + capital),
        (language.shortened, SHORTENED, small),
        (language.starters, STARTER, capital),
        (language.weekdays, WEEKDAY, capital),
        (language.scriptures, SCRIPTURE, capital),
        (language.numbered, NUMBERED, small + capital),
        (language.slashed, SLASHED, small),
        (language.undotted, UNDOTTED, small),
        (frozenset(long for long, _ in language.endings), ENDING, small),
    ):
        for word in listed:
            for spelling in spellings:
                found[spelling(word)] = found.get(spelling(word), 0) | bit
    return found


@cache
def classes(language: Language) -> Classes:
    """The remembered kinds of one language."""
    return Classes(language)
