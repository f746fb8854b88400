"""Words that were read in a wrong encoding and stand so in a text that is itself well-formed: `Ïðèâåò` for «Привет».

Every kind of damage has a look of its own. What looks so is read again: the bytes behind the characters, in the
encodings that make this look. A reading is proposed when it is a plausible Russian word: letters of the alphabet only,
capitals where words have them, a vowel; of several the one with the commoner letters. Nothing of this is certain
enough to be carried out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from publisher.typography import alphabet as ab
from publisher.typography.letters.scripts import has_latin_twin, is_cased, is_cyrillic, is_deliberate, is_latin

_WESTERN = "\u00c0-\u00ff¸¨£³²¿¯ºª"
_DOS = "ЏЂЃЊЌЋЉЎўҐЁЄЇ"
_DRAWN = "\u2550-\u256c"
_BEYOND = bytes(range(0x80, 0xC0)).decode("cp1251", "ignore")
"""How the second bytes of UTF-8 look in Windows Cyrillic, and below, in Windows Western."""
_BEYOND_WESTERN = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")


class _Damage(NamedTuple):
    """A look (a pattern), and as what the bytes were read and should have been, most likely first."""

    look: str
    pairs: tuple[tuple[str, str], ...]


def _word(letters: str) -> str:
    """Such characters and no letters beside them."""
    return f"(?<![{ab.LETTERS}])(?:{letters})(?![{ab.LETTERS}])"


_DAMAGES = (
    _Damage(f"(?:[РС][{_BEYOND}]){{2,40}}", (("cp1251", "utf-8"),)),
    _Damage(f"(?:[ÐÑ][{_BEYOND_WESTERN}\x80-\x9f]){{2,40}}", (("cp1252", "utf-8"),)),
    _Damage(_word(f"[{_WESTERN}×÷]{{3,40}}"), (("cp1252", "cp1251"), ("cp1252", "koi8-r"))),
    _Damage(_word("[а-яё][А-ЯЁЈ]{3,40}"), (("cp1251", "koi8-r"), ("koi8-r", "cp1251"))),
    _Damage(_word(f"[а-яА-Я{_DOS}]{{0,20}}[{_DOS}][а-яА-ЯЎўҐЁЄЇ]{{3,20}}"), (("cp1251", "cp866"),)),
    _Damage(
        _word(f"[{ab.CYRILLIC}]{{0,40}}[{_DRAWN}][{ab.CYRILLIC}{_DRAWN}]{{0,40}}"),
        (("koi8-r", "koi8-u"), ("cp866", "cp1251")),
    ),
)
_HINT = re.compile(f"[\u00c0-\u00ff\u0401-\u040f\u0452-\u045f{_DRAWN}]|[РС][{_BEYOND}]|[а-яё][А-ЯЁЈ]{{3}}")
"""What every such word has, and few others: quick to find."""
_WIDE = _DAMAGES[:2]
"""Those with two characters a letter."""

_COMMON = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіѣ"
"""Russian letters, the most frequent first."""
_VOWELS = frozenset("аеёиоуыэюяіѣ")
_LEAD = 2.0
"""By so many ranks the letters of a reading must be commoner than those of a word that may be typed with Caps Lock."""
_ENDINGS = frozenset("аеиоуыюя")


@cache
def _compiled(*looks: str) -> re.Pattern[str]:
    """One pattern for several looks, compiled when the first text with a hint of them is met: few texts have any."""
    return re.compile("|".join(looks))


def looks_garbled(chars: str) -> bool:
    """Whether there may be such a word."""
    return bool(_HINT.search(chars) and _compiled(*(damage.look for damage in _DAMAGES)).search(chars))


def garbled(chars: str, *, wide: bool = False) -> Iterator[tuple[int, int, str]]:
    """Garbled words, in order and without overlaps: their offsets, and what they were.

    `wide`: only those with two characters a letter, some of which are no letters but dirt to other rules.
    """
    if not _HINT.search(chars):
        return
    damages = _WIDE if wide else _DAMAGES
    pattern = _compiled(*(damage.look for damage in damages))
    at = 0
    while found := pattern.search(chars, at):
        at = found.start() + 1
        for damage in damages:
            match = _compiled(damage.look).match(chars, found.start())
            if match and (word := _reading(match.group(), damage)):
                at = match.start() + word[0]
                yield match.start(), at, word[1]
                break


def _reading(word: str, damage: _Damage) -> tuple[int, str] | None:
    """How many characters of a word have such a damage, and what they were.

    None when nothing plausible comes out, or nothing is wrong with the word. The last two characters may not belong
    to it: a rule may have made one of them.
    """
    if is_cased(word) and all(map(is_cyrillic, word)):
        return None
    for part in (word, word[:-2]) if damage in _WIDE else (word,):
        readings = [reading for pair in damage.pairs if (reading := _reread(part, *pair)) and _is_word(reading)]
        best = min((reading for reading in readings if reading != part), key=_rank, default=None)
        if best is None:
            continue
        if damage.pairs[0] == ("cp1251", "koi8-r") and _rank(best) + _LEAD >= _rank(part):
            return None
        return len(part), best
    return None


def with_accents(word: str) -> str | None:
    """A Latin word whose accented letters have become Cyrillic: `poлtica` for «poëtica»; None for other words."""
    letters = [c for c in word if c.isalpha()]
    strange = [c for c in letters if is_cyrillic(c)]
    if is_deliberate(word) or not 0 < len(strange) <= len(letters) / 2 or len(letters) < 3:
        return None
    if is_cased(word) and all(map(has_latin_twin, strange)):
        return None
    if strange == [word[-1]] and word[-1] in _ENDINGS:
        return None
    for encoding in ("cp1251", "koi8-r"):
        new = "".join(_reread(c, encoding, "cp1252") or "?" if is_cyrillic(c) else c for c in word)
        if all(is_latin(c) for c in new) and is_cased(new):
            return new
    return None


def _reread(chars: str, wrong: str, right: str) -> str:
    """The characters' bytes in one encoding, read in another; empty when that can't be done.

    KOI8-U differs from KOI8-R in a few letters only: what is no sign for drawing stays as it is.
    """
    try:
        if right == "koi8-u":
            return "".join(c.encode(wrong).decode(right) if "\u2550" <= c <= "\u256c" else c for c in chars)
        return b"".join(_bytes(c, wrong) for c in chars).decode(right)
    except UnicodeError:
        return ""


def _bytes(char: str, encoding: str) -> bytes:
    """A byte that the encoding leaves undefined stands in texts as the character with its number."""
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return char.encode("latin-1")


def _is_word(reading: str) -> bool:
    """Whether a reading has Russian letters only, a vowel, and capitals in their places."""
    low = reading.lower()
    return all(c in _COMMON for c in low) and not _VOWELS.isdisjoint(low) and is_cased(reading)


def _rank(reading: str) -> float:
    """Mean place of the letters among the Russian letters by frequency: about 7 for real text."""
    places = [_COMMON.find(c) for c in reading.lower()]
    return sum(place if place >= 0 else len(_COMMON) for place in places) / len(places)
