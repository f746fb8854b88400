"""Where a word may be divided: patterns (pyphen) or syllables, minima of letters, and what is never divided."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache, lru_cache
from itertools import accumulate

from publisher.writers.lines import syllables

_VOWELS = syllables.VOWELS | frozenset("єїѣѵ" + "aeiouyáàâäãåæéèêëíìîïóòôöõøœúùûüýÿąęıőű")
_NOT_FIRST = frozenset("ьъйы" + "\u0301")
"""No part of a divided Cyrillic word begins with these."""

_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages that write every noun with a capital: there it means no name."""

_LETTERS = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f'’ʼ][^\W\d_]*)*")
_ADDRESS = re.compile(r"[@/\\]|\w\.\w|\d")
_OPENING = "«„“‘\"'([—–-… \u00a0\u202f\u2060\ufffc"
_ABBREVIATION = re.compile(
    r"(?:^|[^\w])(?:\w{1,2}|гос|тов|проф|акад|доц|адм|ген|полк|архиеп|митр|mrs|prof|gen)\.$", re.I
)
_CLOSING = "»”’\"')]"
_AROUND = ".,:;!?…«»„“”()"
"""What stands around most words and says nothing of them."""


class Division(Enum):
    """How freely a word may be divided at a place: in long parts of compounds and in names only for want of others."""

    FREE = 0
    COMPOUND = 1
    NAME = 2


def divisions(
    chunk: str, language: str, minima: tuple[int, int, int], *, opens_sentence: bool
) -> tuple[tuple[int, Division], ...]:
    """Offsets in `chunk` (what stands between two spaces) where a hyphen may be put, and how freely.

    Acronyms, words with a capital inside, addresses and figures stay whole. A name has a capital where no sentence
    begins. A compound is divided at its own hyphen, or within a long part of it.

    Args:
        minima: letters of a word that is divided at all, in front of the hyphen, behind it.
    """
    whole, left, right = minima
    if len(chunk) < whole:
        return ()
    plain = chunk.strip(_AROUND)
    if plain.isalpha() and plain.islower():
        begin = chunk.index(plain)
        return tuple((begin + at, Division.FREE) for at in points(plain, language, left, right) if len(plain) >= whole)
    if _ADDRESS.search(chunk):
        return ()
    found: list[tuple[int, Division]] = []
    words = list(_LETTERS.finditer(chunk))
    compound = "-" in chunk.strip("-") and len(words) > 1
    for match in words:
        word = match[0]
        if len(word) < whole or (compound and len(word) < 10):
            continue
        if word[1:] != word[1:].lower():
            continue
        how = Division.COMPOUND if compound else Division.FREE
        if word[0].isupper() and not (opens_sentence and match is words[0]) and language[:2] not in _CAPITAL_NOUNS:
            how = Division.NAME
        found += ((match.start() + at, how) for at in points(word.lower(), language, left, right))
    return tuple(found)


@lru_cache(maxsize=100_000)
def points(word: str, language: str, left: int, right: int) -> tuple[int, ...]:
    """Offsets where `word` (lower case) may be divided; each part has a vowel and no letter that can't begin one."""
    patterns = _patterns(language)
    if patterns is not None:
        offsets = patterns.positions(word)
    elif language[:2] in syllables.LANGUAGES:
        offsets = syllables.divisions(word, language[:2])
    else:
        return ()
    vowels = [at for at, char in enumerate(word) if char in _VOWELS]
    if not vowels:
        return ()
    first, last = vowels[0] + 1, vowels[-1]
    if word.isalpha():
        first, last = max(first, left), min(last, len(word) - right)
        return tuple(at for at in offsets if first <= at <= last and word[at] not in _NOT_FIRST)
    letters = [*accumulate(map(str.isalpha, word), initial=0)]
    return tuple(
        at
        for at in offsets
        if first <= at <= last
        and letters[at] >= left
        and letters[-1] - letters[at] >= right
        and word[at] not in _NOT_FIRST
    )


class Patterns:
    """Liang's patterns for a language, as pyphen has read them, as an automaton that goes through a word once.

    After A. V. Aho and M. J. Corasick, «Efficient String Matching», Communications of the ACM 18 (1975): its state is
    the longest end of what was read that a pattern begins with. Steps become known when words take them; pyphen itself
    tries all lengths at every place.
    """

    def __init__(self, known: Mapping[str, tuple[int, Sequence[int]]]) -> None:
        self.known = known
        self.beginnings = {pattern[:end] for pattern in known for end in range(1, len(pattern) + 1)}
        self.letters = frozenset("".join(known))
        self.steps: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {}
        """State and letter → next state, what the patterns say that end there: weights, by places before the next
        letter."""

    def positions(self, word: str) -> tuple[int, ...]:
        """Offsets at which `word` (lower case) may be divided, without any minimum of letters but one on each side."""
        weights = [0] * (len(word) + 3)
        steps, state = self.steps, ""
        for end, letter in enumerate(f".{word}.", 1):
            step = state + letter
            state, found = steps[step] if step in steps else self._step(step)
            for back, weight in found:
                if weight > weights[end - back]:  # noqa: PLR1730  a call takes longer
                    weights[end - back] = weight
        return tuple(at - 1 for at in range(2, len(word) + 1) if weights[at] % 2)

    def _step(self, read: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        if read[-1] not in self.letters:  # texts have endless other ones: not remembered
            return "", ()
        begin = 0
        said: dict[int, int] = {}
        while begin < len(read) and read[begin:] not in self.beginnings:
            begin += 1
        for pattern in (read[start:] for start in range(begin, len(read))):
            offset, values = self.known.get(pattern, (0, ()))
            for back, value in enumerate(values, offset - len(pattern)):
                said[-back] = max(value, said.get(-back, 0))
        step = self.steps[read] = read[begin:], tuple((back, weight) for back, weight in said.items() if weight)
        return step


def read_patterns(language: str) -> None:
    """Have the patterns of a language at hand before they are needed."""
    _patterns(language)


@cache
def _patterns(language: str) -> Patterns | None:
    """The patterns for a language; None when it has none (Macedonian is not Serbian: ѓ, ќ and ѕ are missing)."""
    import pyphen

    found = pyphen.language_fallback(language) if language else None
    return Patterns(pyphen.Pyphen(lang=found).hd.patterns) if found else None


def opens_sentence(before: str) -> bool:
    """Whether a sentence may begin behind the text `before`: a point that only shortens a word ends none."""
    before = before[-40:].rstrip(_OPENING.replace("…", ""))
    before = before.rstrip(_CLOSING)
    if not before:
        return True
    return before[-1] in "!?…" or (before[-1] == "." and not _ABBREVIATION.search(before))
