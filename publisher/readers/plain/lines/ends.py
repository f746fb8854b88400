"""Which ends of lines are ends of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from publisher.readers.plain.lines.divisions import is_divided
from publisher.readers.plain.lines.rows import ENDED, Row, Shape, Typing, runs_on
from publisher.readers.plain.settings import TextSettings

_SPEECH = re.compile(r"(?:--?|[–—])(?=[\s«\"„A-ZА-ЯЁ])")
_NUMBERED = re.compile(r"(?:\[\d{1,4}\]|\{\d{1,4}\}|\d{1,3}[.)](?=\s+[«\"A-ZА-ЯЁ]))\s*(?=\S)")
"""A note or an item; wrapping brings such a thing to the front of a line only within a sentence."""
_UNFINISHED = re.compile(r"[\w,]$")
_LONG = 60
"""Characters of a line that is surely no title and no line of an address."""


class LineEnds:
    """Judges the line ends of one text."""

    def __init__(self, rows: Sequence[Row], typing: Typing, settings: TextSettings) -> None:
        self.rows = rows
        self.typing = typing
        self.every_line = settings.lines == "paragraph"

    def goes_on(self, before: Row, row: Row) -> bool:
        """Whether `row` belongs to the paragraph of the row before it; no empty row is between them."""
        if self.every_line:
            return False
        match self.typing.shape:
            case Shape.INDENTED:
                return self._stray(before, row)
            case Shape.FLUSH | Shape.BLANK:
                return self._continues(before, row)
            case Shape.WRAPPED_INDENTED | Shape.WRAPPED_DEEPER:
                return row.indent <= self.typing.margin and not self._is_next_item(before, row)
            case Shape.WRAPPED_BLANK:
                return self._wrapped(before, row)
            case _:
                return False

    def _continues(self, before: Row, row: Row) -> bool:
        """The sentence or the word runs over the line end."""
        return runs_on(before, row) or (is_divided(before, row) and row.chars[0].islower())

    def _stray(self, before: Row, row: Row) -> bool:
        """A line end by accident, where every line ought to be a paragraph."""
        continues = self._continues(before, row)
        if row.indent > self.typing.margin:
            return continues and len(before.chars) > _LONG // 2 and bool(ENDED.search(row.chars[-3:]))
        return continues or (len(before.chars) > _LONG and bool(_UNFINISHED.search(before.chars)))

    def _wrapped(self, before: Row, row: Row) -> bool:
        """Where only empty lines part paragraphs, replies and short lines of an address stand alone as well."""
        if (row.indent > self.typing.margin and self.typing.is_deep(row)) or self._is_next_item(before, row):
            return False
        speech = _SPEECH.match(row.chars)
        lower = row.chars[speech.end() if speech else 0 :].lstrip()[:1].islower()
        if speech and ENDED.search(before.chars[-3:]):
            return not self._replies_break and not self._has_room(before, row)
        return lower or (self.typing.is_full(before) and (not speech or not self._has_room(before, row)))

    def _is_next_item(self, before: Row, row: Row) -> bool:
        return bool(_NUMBERED.match(row.chars) and ENDED.search(before.chars[-3:]))

    def _has_room(self, before: Row, row: Row) -> bool:
        """The first word of a row would have found room in the row before: the line was ended on purpose."""
        return before.indent + len(before.chars) + 1 + len(row.chars.split(maxsplit=1)[0]) <= self.typing.width

    @cached_property
    def _replies_break(self) -> bool:
        """Replies stand right below each other here: where wrapping may have brought one to the front, it did not."""
        replies = ((a, b) for a, b in pairwise(self.rows) if a.chars and _SPEECH.match(b.chars))
        pairs = [(a, b) for a, b in replies if ENDED.search(a.chars[-3:])]
        return 2 * sum(self._has_room(a, b) for a, b in pairs) > len(pairs)
