"""Cyrillic names in Latin letters."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia i i ie g u".split(),  # noqa: SIM905  side by side they can be compared
        strict=True,
    )
)
_LETTERS["ь"] = ""
"""ICAO Doc 9303, as in Russian passports."""


def latin(name: str) -> str:
    """A name of a file in ASCII: Cyrillic transliterated, accents dropped, the rest as hyphens."""
    spelt = "".join(_spelt(letter) for letter in unicodedata.normalize("NFC", name))
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.") or "file"


def _spelt(letter: str) -> str:
    latin_letters = _LETTERS.get(letter.lower(), letter)
    return latin_letters.capitalize() if letter.isupper() and latin_letters != letter else latin_letters
