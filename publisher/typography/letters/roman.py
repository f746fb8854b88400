"""Roman numerals typed with Cyrillic letters: `ХVI в.`, `ХХ век`, `ХУШ столетие`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from publisher.typography import alphabet as ab

_LATIN = str.maketrans("ХСМІУVIXLCDM", "XCMIVVIXLCDM")
_SCANNED = _LATIN | str.maketrans({"П": "II", "Ш": "III"})
"""What scanners see in II and III."""
_NUMERAL = re.compile(r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_LETTERS = re.compile("[ХСМІУVIXLCDM]{2,12}")
_PLAINLY_ROMAN = re.compile("[IV]|[ХX]+\\Z")

_TOKEN = "[ХУСМІПШIVXLCDM]{1,8}"
_ENDING = "(?:-(?:й|го|м|му|е|х|я|ый|ого|ом))?"
_JOINT = "(?:[ \u00a0]?[-–—−/][ \u00a0]?|,[ \u00a0]|[ \u00a0](?:и|или|по)[ \u00a0])"
_NOUN = "(?:вв?\\.|век|столети|съезд|том(?:|а|у|ом|е|ов|ах)\\b|сесси|пленум|олимпи|годовщин)"
_BEFORE = f"(?<![{ab.LETTERS}\\d])({_TOKEN}{_ENDING}(?:{_JOINT}{_TOKEN}{_ENDING}){{0,3}})[ \u00a0]+{_NOUN}"
_AFTER = (
    "(?<![А-Яа-яЁё])(?i:глав|част|книг|раздел|песн|том)(?i:[а-яё]{0,3})[ \u00a0]+(ХХХ?)" + f"(?![{ab.LETTERS}\\d-])"
)
_ONE = re.compile(_TOKEN)
_CYRILLIC = re.compile("(?:[ХСМІУПШ]*Х[ХСМІУПШ]*|У[ПШ]|У[ПШ]?І+|ІУ)\\Z")
"""All in Cyrillic letters: an Х makes it a numeral, or a У with what is read as II or III."""
LOOKS_ROMAN = re.compile(f"(?<![{ab.LETTERS}])(?:[ХСМІУПШ]*Х[ХСМІУПШ]*|У[ПШ]+)(?![{ab.LETTERS}])")
"""What may be a numeral if the words beside it say so."""
_LARGEST = 50
"""No century, congress or volume has a higher number."""


def numeral(word: str) -> str | None:
    """A numeral of letters from both scripts in Latin letters; None when the word may be anything else."""
    if not _LETTERS.fullmatch(word) or not _PLAINLY_ROMAN.search(word):
        return None
    new = word.translate(_LATIN)
    return new if _NUMERAL.fullmatch(new) else None


def numerals_in_context(chars: str) -> Iterator[tuple[int, int, str]]:
    """Numerals in Cyrillic letters beside a word like «век»: their offsets and Latin letters."""
    if not LOOKS_ROMAN.search(chars):
        return
    found: dict[int, tuple[int, str]] = {}
    for context in _contexts():
        for match in context.finditer(chars):
            for token in _ONE.finditer(chars, *match.span(1)):
                new = token.group().translate(_SCANNED)
                if _CYRILLIC.match(token.group()) and _NUMERAL.fullmatch(new) and _value(new) <= _LARGEST:
                    found[token.start()] = token.end(), new
    for start, (end, new) in sorted(found.items()):
        yield start, end, new


@cache
def _contexts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compiled when a text has what looks like a numeral: most have none, and that takes as long as to read a page."""
    return re.compile(_BEFORE), re.compile(_AFTER)


_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def _value(roman: str) -> int:
    values = [_VALUES[c] for c in roman]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
