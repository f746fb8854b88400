"""A source file, decoded: the characters that origins point into, and how to write them back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from publisher.model.finding import Place
from publisher.model.packing import numbers_in, packed_numbers
from publisher.model.text import Edit

LINE_END = re.compile(r"\r\n|\r|\n")
"""What editors count lines by."""


@dataclass(frozen=True, slots=True)
class Source:
    """The decoded characters of one file, line ends as they stand there (`\\r\\n` kept), without byte order mark.

    `path` is what the user called it; `encoding` a Python codec name, `bom` the bytes in front of the text.
    `derived`: the characters were taken out of a package (docx, odt, epub); they can't be written back, and a line is a
    paragraph of the document.
    """

    path: str
    chars: str
    encoding: str = "utf-8"
    bom: bytes = b""
    derived: bool = False
    _lines: list[int] = field(default_factory=list, repr=False, compare=False)
    _lengths: bytes = field(default=b"", repr=False, compare=False)
    """Lengths of the lines, packed, where the characters themselves are gone."""

    def place(self, offset: int) -> Place:
        """Line and column (from 1, in characters) of the character at `offset`; derived sources have no columns."""
        self._index()
        number = bisect_right(self._lines, offset)
        column = 0 if self.derived else offset - self._lines[number - 1] + 1
        return Place(self.path, number, column)

    def for_places(self) -> Source:
        """The same source without its characters: it can only tell places, which is all that a cleaned text wants."""
        ends = [0, *(end.end() for end in LINE_END.finditer(self.chars))]
        lengths = packed_numbers([b - a for a, b in pairwise(ends)])
        return replace(self, chars="", _lines=[], _lengths=self._lengths or lengths)

    def _index(self) -> None:
        """Find out where the lines begin."""
        if not self._lines:
            self._lines.append(0)
            self._lines.extend(accumulate(numbers_in(self._lengths)))
            self._lines.extend(end.end() for end in LINE_END.finditer(self.chars))

    def patched(self, edits: Iterable[Edit]) -> str:
        """The characters with `edits` carried out, whose offsets refer to this source and do not overlap."""
        pieces: list[str] = []
        at = 0
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            pieces += (self.chars[at : edit.start], edit.new)
            at = edit.end
        pieces.append(self.chars[at:])
        return "".join(pieces)

    def encoded(self, chars: str) -> bytes:
        """`chars` as bytes in this file's own encoding.

        Raises:
            UnicodeEncodeError: the encoding (cp1251, koi8-r, cp866 …) has no such character.
        """
        return self.bom + chars.encode(self.encoding)
