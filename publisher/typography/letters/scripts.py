"""Words whose letters come from two scripts: which one was meant, and how certain that is.

A Latin `e` and a Cyrillic `е` look alike. Scanners, converters and hasty fingers mix them; searching, hyphenation,
speech and every word rule stumble over the result. A word is given back to one script only when each of its strange
letters has a *twin* there, so that nothing visible changes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from publisher.typography import alphabet as ab

LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
"""Inside of a character class."""

SEAM = re.compile(f"[{LATIN}](?:(?<=[{ab.CYRILLIC}].)|(?<=[{ab.CYRILLIC}]\u0301.)|(?=\u0301?[{ab.CYRILLIC}]))")
"""A Latin letter beside a Cyrillic one."""

LONE = re.compile('[«„“"(]?[aockyiABCKOY]\\Z')
"""From a chunk's start: a single Latin letter that looks like a preposition or a conjunction."""

_TWINS = dict(zip("aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ", strict=True))
"""Latin letter → the Cyrillic one that looks like it."""
_BACK = {cyrillic: latin for latin, cyrillic in _TWINS.items() if latin != "Y"}
_BACK |= dict(zip("іІјЈѕЅ", "iIjJsS", strict=True))
_COUSINS = {"k": "к", "Y": "У"}
"""Nearly alike: a scanner's `k` inside a Cyrillic word is certain; a Cyrillic `к` in a Latin one may be an `ê`."""

_I = {"i": "і", "I": "І"}
_OWN = {
    "uk": _I,
    "be": _I,
    "kk": {**_I, "h": "һ", "ə": "ә", "Ə": "Ә"},
    "sr": {"j": "ј", "J": "Ј"},
    "mk": {"j": "ј", "J": "Ј", "s": "ѕ", "S": "Ѕ"},
    "tt": {"h": "һ", "ə": "ә", "Ə": "Ә"},
    "ba": {"h": "һ", "ə": "ә", "Ə": "Ә"},
}
"""Twins that only these alphabets have."""
OLD = "ru-old"
"""Russian before 1918, whose alphabet has an і."""
_OWN[OLD] = _I

_ACCENTS = frozenset({"\u0301", "\u0300", "\u0308"})
_ENOUGH = 3
"""Letters in a row that may be a word, an abbreviation or a name of their own."""


class Reading(NamedTuple):
    """A word in one script, letter by letter; `certain`: nothing else can have been meant."""

    letters: tuple[str, ...]
    certain: bool

    @property
    def new(self) -> str:
        return "".join(self.letters)


def twin(letter: str, language: str) -> str:
    """What a Latin letter looks like in the Cyrillic alphabet of `language`, accents kept; empty without a twin."""
    own = _OWN.get(language, {})
    found = _TWINS.get(letter) or _COUSINS.get(letter) or own.get(letter)
    if found:
        return found
    decomposed = unicodedata.normalize("NFD", letter)
    base, mark = decomposed[0], decomposed[1:]
    if mark not in _ACCENTS:
        return ""
    if mark == "\u0308":
        if base in own and base in "iI":
            return unicodedata.normalize("NFC", own[base] + mark)
        return {"e": "ё", "E": "Ё"}.get(base, "")
    vowel = _VOWELS.get(base, "")
    return vowel + mark if vowel else ""


_VOWELS = dict(zip("aeioyAEOY", "аеиоуАЕОУ", strict=True))


def has_latin_twin(letter: str) -> bool:
    """Whether a Cyrillic letter looks like a Latin one."""
    return letter in _BACK


def is_cyrillic(letter: str) -> bool:
    """Whether a letter is Cyrillic."""
    return "\u0400" <= letter <= "\u052f"


def is_latin(letter: str) -> bool:
    """Whether a letter is Latin."""
    return letter.isalpha() and (letter <= "\u007f" or "\u00c0" <= letter <= "\u024f")


def mixed_words(chars: str) -> Iterator[tuple[int, str]]:
    """Runs of letters from both scripts, with their offsets. Those that touch a digit are names of things: `А4c`."""
    done = 0
    for seam in SEAM.finditer(chars):
        if seam.start() < done:
            continue
        start, end = seam.start(), seam.end()
        while start > done and _belongs(chars[start - 1]):
            start -= 1
        while end < len(chars) and _belongs(chars[end]):
            end += 1
        done = end
        if not touches(chars[start - 1 : start]) and not touches(chars[end : end + 1]):
            yield start, chars[start:end]


def _belongs(c: str) -> bool:
    return c.isalpha() or "\u0300" <= c <= "\u036f"


def touches(c: str) -> bool:
    """Whether a character beside a run of letters makes it part of a name or a code."""
    return c.isdecimal() or c in ("_", ab.MASK)


def unmixed(word: str, language: str, *, latin_around: bool = False, trusted: bool = False) -> Reading | None:
    """One script for a word of letters from two, or None when some letter has no twin.

    Args:
        word: letters and the marks that combine with them; no hyphens, no apostrophes.
        language: code of the block's language, or `OLD`.
        latin_around: the words beside it are Latin.
        trusted: the manuscript is full of such words; what would be doubtful alone is certain then.
    """
    if not all(is_latin(c) or is_cyrillic(c) or not c.isalpha() for c in word):
        return None
    cyrillic = tuple(twin(c, language) if is_latin(c) else c for c in word)
    latin = tuple(_BACK.get(c, "") if is_cyrillic(c) else c for c in word)
    doubtful = not is_cased(word)
    if all(cyrillic) and all(latin):
        # The more numerous letters tell, if the neighbours don't object.
        surplus = sum(map(is_latin, word)) - sum(map(is_cyrillic, word))
        if latin_around:
            return Reading(latin, surplus >= 0 and not doubtful)
        return Reading(cyrillic, surplus <= 0 and not doubtful)
    if all(cyrillic):
        return Reading(cyrillic, not doubtful and (trusted or not _is_compound(word)))
    if all(latin):
        return Reading(latin, not doubtful and (word.isupper() or _is_inside(word, trusted=trusted)))
    return None


def _is_inside(word: str, *, trusted: bool) -> bool:
    """Whether Cyrillic letters stand inside of a Latin word: at its end they may be an ending, in front a prefix."""
    return is_latin(word[-1]) and (trusted or is_latin(word[0]) or is_latin(word[1]))


def is_cased(word: str) -> bool:
    """Whether the capitals stand where words have them: nowhere, in front, everywhere."""
    return word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())


def _is_compound(word: str) -> bool:
    """Whether a word falls into two halves of one script each that may both be meant: `expoцентр`."""
    return _shorter_half(word) >= _ENOUGH


def is_deliberate(word: str) -> bool:
    """Whether the scripts meet once, with two letters on either side: `PRщик`, `facebookом` are meant so."""
    return _shorter_half(word) > 1


def _shorter_half(word: str) -> int:
    """Letters of the shorter half of a word that falls into two halves of one script each; 0 for other words."""
    letters = [is_latin(c) for c in word if c.isalpha()]
    latin = sum(letters)
    return min(latin, len(letters) - latin) if sum(a != b for a, b in pairwise(letters)) == 1 else 0
