"""Alphabetical order for Cyrillic: ё beside е, the letters of the neighbours beside their relatives, case last."""

from __future__ import annotations

import unicodedata

_ALPHABET = "аәӑбвгґғҕдђѓеєжҗзҙѕиіїӣйјкқҡҝлљмнңҥњоөпҧрсҫтћќуўұүӯфхҳһцчҷҹџшщъыьэюя"
_ORDER = {letter: rank for rank, letter in enumerate(_ALPHABET, 1)}
_FIRST_CYRILLIC = 0x10000
"""Cyrillic sorts behind digits and Latin."""


def collation_key(text: str) -> tuple[list[int], list[int], str]:
    """A key for `sorted`: first letters alone, then ё against е, then case. Punctuation does not count."""
    known = (c if c.isalnum() else " " if c.isspace() else "" for c in unicodedata.normalize("NFC", text.lower()))
    letters = " ".join("".join(known).split())
    primary = [_FIRST_CYRILLIC + _ORDER[p] if (p := "е" if c == "ё" else c) in _ORDER else ord(c) for c in letters]
    return primary, [c == "ё" for c in letters], text
