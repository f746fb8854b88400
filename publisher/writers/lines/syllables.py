"""Division of words by syllables, for languages without hyphenation patterns.

Kazakh, Kyrgyz, Tatar and Bashkir have syllables V, VC, CV, CVC, VCC and CVCC: none begins with two consonants, so the
last consonant before a vowel goes with it («бас-па», «құрт-тар», «тау-ық»). Their rules of spelling divide words by
syllables, leave no letter alone, and keep ь and ъ with what stands before them. Tajik and Uzbek divide alike; in
Macedonian any point between the consonants is allowed, so the same one will do. Two vowels side by side are never
divided: they may be one long vowel (Kyrgyz «тоо»).
"""

from __future__ import annotations

from itertools import pairwise

_CYRILLIC_VOWELS = "аәеёиіоөуұүыэюя" + "ӣӯ" + "ў" + "ѐѝ"
VOWELS = frozenset(_CYRILLIC_VOWELS)
_SIGNS = frozenset("ьъ")
_GLIDE = "у"
"""Kazakh writes у for a consonant, too: behind a vowel it is one («та-уық»)."""

LANGUAGES = frozenset({"kk", "ky", "tt", "ba", "tg", "uz", "mk"})


def divisions(word: str, language: str) -> tuple[int, ...]:
    """Offsets at which `word` (letters only) may be divided, without any minimum of letters.

    A word with letters of another script is not divided.
    """
    letters = word.lower()
    if not all("\u0400" <= letter <= "\u052f" for letter in letters):
        return ()
    vowels = [at for at in range(len(letters)) if _is_vowel(letters, at, language)]
    points = []
    for before, after in pairwise(vowels):
        at = after - 1
        while at > before and letters[at] in _SIGNS:
            at -= 1
        if at > before and after - 1 == at:
            points.append(at)
        elif at > before:  # a sign stands in front of the vowel: «объект» is divided behind it
            points.append(after)
    return tuple(points)


def _is_vowel(letters: str, at: int, language: str) -> bool:
    if letters[at] == _GLIDE and language == "kk" and at and letters[at - 1] in VOWELS:
        return False
    return letters[at] in VOWELS
