"""Single marks: which of them pair as quotation marks, and which are apostrophes.

In English ‘ ’ stand inside “ ”, in Serbian ’ ’ inside „ ”, and the closing one has the shape of an apostrophe. A mark
may open with a space on its left and a word on its right, and may close the other way round; a closing mark takes the
nearest open one. Behind a word that may be a possessive (`the dogs' bowl`) it waits for a better one. Whether a glyph
may open or close at all depends on the language alone, so the glyphs that are put there are read in the same way again.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from publisher.typography.kinds import (
    APOSTROPHE,
    CLOSE,
    COLON,
    COMMA,
    DASH,
    ELLIPSIS,
    MARK,
    NONE,
    NUMBER,
    OPEN,
    QUOTE,
    STOP,
    TALK,
    WORD,
)
from publisher.typography.languages import Language

TYPED = "'`´"
"""What people type for an apostrophe."""
_BEFORE_OPENING = OPEN | DASH | QUOTE | APOSTROPHE
_AFTER_OPENING = TALK | ELLIPSIS | OPEN | QUOTE | APOSTROPHE
_BEFORE_CLOSING = TALK | COMMA | STOP | MARK | ELLIPSIS | CLOSE | QUOTE | APOSTROPHE
_AFTER_CLOSING = COMMA | STOP | COLON | MARK | ELLIPSIS | CLOSE | DASH | QUOTE | APOSTROPHE


class Row(NamedTuple):
    """Tokens of a block with their kinds and the spaces in front of them, and the languages they are in."""

    tokens: list[str]
    kinds: list[int]
    space: list[int]
    languages: list[Language]

    def opens(self, i: int) -> bool:
        """Whether a mark at token i might open a quotation, whatever its glyph."""
        if self.space[i + 1] != NONE or not self.kinds[i + 1] & _AFTER_OPENING:
            return False
        behind = self.tokens[i + 1]
        if self.kinds[i + 1] & NUMBER or behind.lower() in self.languages[i].elided:
            return False  # ’90s, ’tis
        return self.space[i] != NONE or bool(self.kinds[i - 1] & _BEFORE_OPENING)

    def closes(self, i: int) -> bool:
        """Whether a mark at token i might close a quotation, whatever its glyph."""
        if self.space[i] != NONE or not self.kinds[i - 1] & _BEFORE_CLOSING:
            return False
        return self.space[i + 1] != NONE or bool(self.kinds[i + 1] & _AFTER_CLOSING)

    def is_possessive(self, i: int) -> bool:
        """Whether a mark that might close may as well belong to its word or number: `dogs' bowl`, `6' tall`."""
        before, behind = self.tokens[i - 1], self.kinds[i + 1]
        return bool(behind & WORD) and (before.endswith(("s", "S")) or bool(self.kinds[i - 1] & NUMBER))

    def is_apostrophe(self, i: int) -> bool:
        """Whether a single mark that does not pair clings to a word, or to the number of a decade, as `’` does."""
        language, token = self.languages[i], self.tokens[i]
        if not (self.kinds[i] & APOSTROPHE and language.single_marks[0]):
            return False
        behind = self.tokens[i + 1]
        follows = self.space[i] == NONE and bool(self.kinds[i - 1] & WORD)
        leads = self.space[i + 1] == NONE and bool(self.kinds[i + 1] & (WORD | NUMBER))
        leads = leads and (self.space[i] != NONE or not self.kinds[i - 1] & NUMBER)
        if token == "‘":
            return leads and (behind.lower() in language.elided or behind.isdecimal())
        return token in TYPED and (follows or leads)


def paired(row: Row, also: Collection[int] = ()) -> dict[int, str]:
    """Token → side for all single marks that pair. `also`: tokens to be looked at as if they were single marks."""
    openings: list[int] = []
    closings: list[int] = []
    for i, token in enumerate(row.tokens[:-1]):
        opening, closing = row.languages[i].single_marks
        if not row.kinds[i] & APOSTROPHE and i not in also:
            continue
        if token in opening and row.opens(i):
            openings.append(i)
        elif token in closing and row.closes(i):
            closings.append(i)
    return _matched(row, openings, closings)


def _matched(row: Row, openings: list[int], closings: list[int]) -> dict[int, str]:
    sides: dict[int, str] = {}
    waiting: list[int] = []
    marks = sorted([*openings, *closings])
    opens = frozenset(openings)
    for number, i in enumerate(marks):
        if i in opens:
            waiting.append(i)
        elif waiting:
            is_last = number + 1 == len(marks) or marks[number + 1] in opens
            if is_last or not row.is_possessive(i):
                sides[waiting.pop()] = "open"
                sides[i] = "close"
    return sides
