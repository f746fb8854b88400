"""In which language is a text, judged by the letters that only some Cyrillic alphabets have."""

from __future__ import annotations

from collections import Counter

_OWN = {
    "kk": frozenset("қғңөұүәһі"),
    "uk": frozenset("іїєґ"),
    "be": frozenset("ўі"),
}
_TELLING = {"kk": frozenset("қғңұүә"), "uk": frozenset("їєґ"), "be": frozenset("ў")}
"""Letters that none of the others has; `і` alone decides nothing (old Russian spelling has it too)."""

_FOREIGN = {"kk": frozenset(), "uk": frozenset("ыэъё"), "be": frozenset("ищъ")}
_SHARE = {"kk": 0.10, "uk": 0.04, "be": 0.04}
"""So many of the letters must be a language's own; real texts have about twice that."""


def guessed(chars: str) -> str:
    """`kk`, `uk` or `be` when the letters say so convincingly, `ru` otherwise."""
    letters = Counter(char for char in chars.lower() if char.isalpha())
    total = letters.total()
    if not total:
        return "ru"
    for language, own in _OWN.items():
        telling = sum(letters[char] for char in _TELLING[language])
        foreign = sum(letters[char] for char in _FOREIGN[language])
        share = sum(letters[char] for char in own) / total
        if telling and share >= _SHARE[language] and foreign <= total * 0.01 and telling >= min(3, total * 0.01):
            return language
    return "ru"
