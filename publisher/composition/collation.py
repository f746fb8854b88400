"""Alphabetical order for Cyrillic: ё beside е, the letters of the neighbours beside their relatives, case last."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_ALPHABET = "аәӑбвгґғҕдђѓеєжҗзҙѕиіїӣйјкқҡҝлљмнңҥњоөпҧрсҫтћќуўұүӯфхҳһцчҷҹџшщъыьэюя"
_ORDER = {letter: rank for rank, letter in enumerate(_ALPHABET, 1)}
_OWN, _OTHER = 0x200000, 0x400000
"""Where the letters of the book's own script begin, and those of the others: behind all characters."""

_LATIN = frozenset({"en", "de", "fr", "it", "es", "pl", "cs", "la", "lt", "lv", "et", "fi", "sv", "tr", "uz", "az"})
"""Languages of books whose own letters are Latin."""

_NUMBER_OR_LETTER = re.compile(r"0*([0-9]+)|.", re.DOTALL)
_LONGEST_NUMBER = 40


def collation_key(text: str, language: str = "ru") -> tuple[list[int], list[bool], str]:
    """A key for `sorted`: first numbers by their value and letters alone, then ё against е, then case. Punctuation does
    not count. Numbers come first, then the letters of the script of the `language` of the book, then all others.
    """
    known = (c if c.isalnum() else " " if c.isspace() else "" for c in unicodedata.normalize("NFC", text.lower()))
    letters = " ".join("".join(known).split())
    return [*_ranks(letters, language)], [c == "ё" for c in letters], text


def _ranks(letters: str, language: str) -> Iterator[int]:
    is_latin = language.replace("_", "-").split("-", maxsplit=1)[0].lower() in _LATIN
    cyrillic, latin = (_OTHER, _OWN) if is_latin else (_OWN, _OTHER)
    for match in _NUMBER_OR_LETTER.finditer(letters):
        char = "е" if match[0] == "ё" else match[0]
        if number := match[1]:
            yield ord("0") + min(len(number), _LONGEST_NUMBER)  # a longer number is larger
            yield from map(ord, number)
        elif char in _ORDER:
            yield cyrillic + _ORDER[char]
        else:
            yield (latin if char.isalpha() else 0) + ord(char)
