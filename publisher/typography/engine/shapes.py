"""Chunks of text (what stands between two spaces) and their shapes: what rules can tell about a chunk.

Language repeats itself. Rules know of a plain word only what kind it is, how it is capitalised and whether it has one,
two, three or more letters; all chunks that agree in this have one *shape*, and every decision about them is the same.
A shape is written as one character, so a paragraph's shapes are a string, and the regular expressions of the standard
library find in it, at the speed of C, the few places where anything has to be decided.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publisher.typography import alphabet as ab
from publisher.typography.engine.mending import mending
from publisher.typography.kinds import (
    BEFORE_NAME,
    BEFORE_NUMBER,
    CENTURIES,
    CYRILLIC,
    DOTTED,
    ELIDED,
    FORM,
    INITIAL,
    MONTH,
    NAME,
    PARTICLE,
    PLURAL,
    REMEMBERED,
    SHORT,
    SHORT_2,
    SHORT_3,
    TAIL,
    UNIT,
    WORD,
    YEARS,
    classes,
)
from publisher.typography.languages import Language, vocabulary
from publisher.typography.protect import SUSPECT
from publisher.typography.rulebook import Rulebook
from publisher.typography.tokens import token_pattern

PLAIN_WORD = "абвгд"
"""A word that nothing is known of."""
BORDER, SILENT_BORDER = "\x01", "\x02"
"""Between two blocks; behind a silent one there are no replies (in a heading, in a cell)."""
ODD = "\x04"
"""A chunk that nobody writes twice: too long, or one shape too many. Its block is looked at as a whole."""
SOILED = "\x05"
"""A chunk that mending has to see."""
_TO_BE_MENDED = frozenset({SOILED, BORDER, SILENT_BORDER})
_LONGEST = 100
"""Characters of a chunk that is worth remembering."""
PLAIN, CAPITAL, STOPPED, LEANING, LISTED, INVOLVED, SUSPICIOUS = 0x20, 0x200, 0x400, 0x800, 0x1000, 0x10000, 0x80000
"""First characters of the ranges: plain words in small letters, other ones, ones before a full stop; words that lean
on the one beside them; words on another list;
everything that rules have to look at; and the same with letters or signs of which addresses and codes are made."""
SURROGATES, LAST = 0xD800, 0x10FFFF
_ENDS = {
    PLAIN: CAPITAL,
    CAPITAL: STOPPED,
    STOPPED: LEANING,
    LEANING: LISTED,
    LISTED: SURROGATES,
    INVOLVED: SUSPICIOUS,
    SUSPICIOUS: LAST,
}
"""Where the characters of a range run out: nobody writes so many shapes, and the rest is looked at as a whole."""

_LEANS = SHORT | SHORT_2 | SHORT_3 | PARTICLE
"""Words that hang on the one beside them and make no chain."""
_ABBREVIATED = DOTTED | BEFORE_NAME | BEFORE_NUMBER | UNIT | FORM | YEARS | CENTURIES | MONTH | INITIAL
_COMMONPLACE = WORD | CYRILLIC | NAME | PLURAL | TAIL
"""Kinds of words that are on no list."""
_LIKE = {";": ","}
"""Marks that are of one kind."""
_ENOUGH = 4
"""Letters that rules count: a word of four is as long as any."""
_MARKS = ",;:.!?"
_COMMON = re.compile(
    '^([«„“"(—–-]{0,4})([А-ЯЁа-яё][а-яё]{3,40})([»“”").,:;!?…—–-]{0,8})$',
    re.MULTILINE,
)
"""A word of four letters or more between marks, none of which makes it suspect: on its letters nothing hangs."""
_SIMPLE = re.compile(rf"([{ab.CYRILLIC}]+(?:-[{ab.CYRILLIC}]+)*)([,;:.!?]?)")


class Shapes(dict[str, str]):
    """Chunk → shape, worked out when a chunk is first met."""

    def __init__(self, rules: Rulebook, language: Language) -> None:
        super().__init__()
        self.rules = rules
        self.kinds = classes(language)
        self.example: dict[str, str] = {}
        """Shape → a chunk of this shape."""
        self.marks: dict[str, str] = {}
        """Shape of a plain chunk → the mark behind its word."""
        self._mending = mending(rules.on)
        self._known: dict[tuple[object, ...], str] = {}
        self._usual: dict[tuple[str, int, str], str] = {}
        self._vocabulary = vocabulary(language)
        self._places: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._next = {first: first for first in _ENDS}
        self._keep_borders()

    def spelled(self, chunks: Sequence[str]) -> list[str]:
        """The shape of every chunk."""
        found = list(map(self.get, chunks))
        if None in found:
            self._forget()
            self._learn({chunk for chunk, shape in zip(chunks, found, strict=True) if shape is None})
            return list(map(self.__getitem__, chunks))
        return found  # type: ignore[return-value]

    def soiled(self, chars: str) -> list[str]:
        """The chunks of a text that mending has to see. Only what is no text has borders in it."""
        chunks = chars.split(" ")
        shapes = self.spelled(chunks)
        if _TO_BE_MENDED.isdisjoint(shapes):
            return []
        return [chunk for chunk, shape in zip(chunks, shapes, strict=True) if shape in _TO_BE_MENDED]

    def _learn(self, chunks: set[str]) -> None:
        """Remember the shapes of longer words that are on no list, which most new chunks are, all at once."""
        if self._mending.restores_yo:
            return
        vocabulary, usual = self._vocabulary, self._usual
        found = _COMMON.findall("\n".join(chunks))
        kinds = self.kinds.of_common([word for _, word, _ in found])
        for (before, word, behind), kind in zip(found, kinds, strict=True):
            if not kind or word.lower() in vocabulary:
                continue
            chunk, look = before + word + behind, (before, kind, behind)
            if look in usual:
                self[chunk] = usual[look]
            else:
                usual[look] = self[chunk]

    def __missing__(self, chunk: str) -> str:
        self._forget()
        shape = self[chunk] = self._soiled(chunk) or self._simple(chunk) or self._involved(chunk)
        return shape

    def _soiled(self, chunk: str) -> str | None:
        return SOILED if self._mending.is_suspect(chunk) else None

    def _forget(self) -> None:
        """Begin anew when too much is remembered."""
        if len(self) > REMEMBERED:
            self.clear()
            self._keep_borders()

    def _keep_borders(self) -> None:
        self.update({BORDER: BORDER, SILENT_BORDER: SILENT_BORDER})

    def _simple(self, chunk: str) -> str | None:
        """The shape of a word that no rule wants to see, or one with which only its neighbours are concerned."""
        match = _SIMPLE.fullmatch(chunk)
        if match is None:
            return None
        word, mark = match.groups()
        kind = self.kinds[word]
        if kind & ELIDED or not self.rules.is_glue_only(kind):
            return None
        if mark == "." and (kind & _ABBREVIATED or len(word) < _ENOUGH):
            return None
        case = _case(word)
        if case is None:
            return None
        seen = kind & self.rules.triggers
        range_ = LISTED if seen & ~_LEANS else LEANING if seen else _range(case, mark)
        key = (kind, case, min(len(word), _ENOUGH), _LIKE.get(mark, mark))
        shape = self._shape(range_, chunk, key)
        self.marks[shape] = mark
        return shape

    def _involved(self, chunk: str) -> str:
        if len(chunk) > _LONGEST or chunk == ".":  # dots with spaces between may begin at the end of a plain word
            return ODD
        key: list[object] = []
        found = token_pattern().findall(chunk)
        for (gap, token), (_, following) in zip(found, (*found[1:], ("", "")), strict=True):
            key += (gap, self._class(token, following)) if gap else (self._class(token, following),)
        return self._shape(SUSPICIOUS if SUSPECT.search(chunk) else INVOLVED, chunk, tuple(key))

    def _class(self, token: str, following: str) -> object:
        """What rules can tell about a token: for a word what its list and its looks are, for all else itself.

        A short word before a full stop may be part of an abbreviation.
        """
        if not token.isalpha() or (len(token) < _ENOUGH and following == "."):
            return token
        kind = self.kinds[token]
        case = _case(token)
        if kind & ELIDED or case is None or not self.rules.is_glue_only(kind):
            return token
        return kind, case, min(len(token), _ENOUGH)

    def _shape(self, range_: int, chunk: str, key: tuple[object, ...]) -> str:
        shape = self._known.get(key)
        if shape is None:
            number = self._next[range_]
            if number == _ENDS[range_]:
                return ODD
            self._next[range_] += 1
            shape = self._known[key] = chr(number)
            self.example[shape] = chunk
        return shape

    def left_of(self, shape: str) -> str:
        """The shape that stands for `shape` in front of a run: nothing is known of a plain word behind its mark."""
        mark = self.marks.get(shape, "")
        if mark and shape < chr(LISTED):
            return self[f"{PLAIN_WORD}{mark}"]
        return self._plainest(shape)

    def right_of(self, shape: str, last: str) -> str:
        """The shape that stands for `shape` behind a run that ends with `last`: no rule looks past a word to its mark.

        What a word may be counted by is asked behind numbers only.
        """
        shape = self.without_mark(shape)
        return shape if last >= chr(SUSPICIOUS) else self._plainest(shape)

    def without_mark(self, shape: str) -> str:
        """The shape of a plain word alone."""
        return self[self.example[shape].rstrip(_MARKS)] if self.marks.get(shape) else shape

    def _plainest(self, shape: str) -> str:
        """The shape of a plain word that has no more in common with the words of `shape` than its capitals."""
        word = self.example.get(shape, "")
        if len(word) < _ENOUGH or not word.isalpha() or self.kinds[word] & ~_COMMONPLACE:
            return shape
        return self[PLAIN_WORD if word.islower() else PLAIN_WORD.upper() if word.isupper() else PLAIN_WORD.capitalize()]

    def starts(self, chunk: str) -> tuple[int, ...]:
        """Offsets of the tokens in a chunk; the last one is its length."""
        return self._tokens(chunk)[0]

    def gaps(self, chunk: str) -> tuple[int, ...]:
        """Offsets of what stands in front of the tokens: white space, or nothing."""
        return self._tokens(chunk)[1]

    def _tokens(self, chunk: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        found = self._places.get(chunk)
        if found is None:
            if len(self._places) > REMEMBERED:
                self._places.clear()
            matches = list(token_pattern().finditer(chunk))
            found = tuple([match.start(2) for match in matches]), tuple([match.start() for match in matches])
            self._places[chunk] = found
        return found


def _range(case: int, mark: str) -> int:
    """The range of a plain word."""
    return STOPPED if mark == "." else CAPITAL if case else PLAIN


def _case(word: str) -> int | None:
    """How a word is capitalised: small, like a name, in capitals; None in any other way."""
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else None
