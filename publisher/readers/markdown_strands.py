"""Where the content of a Markdown block stands: the parser strips prefixes and blanks, here they are found again.

Every line of a block's content is the end of its source line, because containers (`> `, `- `, indents) only take
characters away in front. Only headings (`# … #`) and table cells are cut at their end, too.
"""

from __future__ import annotations

import re

from publisher.readers.strand import UNPARSEABLE, Line, Strand

_EMPTY = re.compile(r"(?:\s|[>*+#-]|\d{1,9}[.)])*")
_BLANK = re.compile(r"[^\S\n]")


def parser_view(line: str) -> str:
    """A line as the parser may see it, character for character.

    The parser takes a no-break space for a letter when it looks for blank lines, and for a blank when it strips
    paragraphs: a line that holds nothing else but marks of containers would go missing. Here it is blank.
    """
    seen = UNPARSEABLE.sub("\ufffd", line)
    return _BLANK.sub(" ", seen) if _EMPTY.fullmatch(seen) else seen


class Strands:
    """Finds content in the lines of one source."""

    def __init__(self, source: str, lines: list[Line]) -> None:
        self.source = source
        self.lines = lines
        self._row = -1
        self._column = 0

    def line(self, number: int) -> str:
        """The characters of line `number` as the parser saw them."""
        line = self.lines[number]
        return parser_view(self.source[line.start : line.end])

    def block(self, content: str, first: int) -> Strand:
        """Content whose lines are the ends of the source lines from `first` on."""
        parts = []
        for number, chars in enumerate(content.split("\n"), first):
            if number >= len(self.lines):
                break
            parts.append(self._tail(chars, number))
        return Strand.joined(parts)

    def _tail(self, chars: str, number: int) -> tuple[str, int]:
        whole = self.line(number)
        start = self.lines[number].start
        for wanted in (chars, chars.lstrip(" \t")):  # the parser turns tabs in front into spaces
            for line in (whole, whole.rstrip(" \t\r\f\v"), whole.rstrip()):
                if line.endswith(wanted):
                    return wanted, start + len(line) - len(wanted)
        at = max(whole.rfind(chars.strip()), 0)
        return chars.strip(), start + at

    def heading(self, content: str, number: int) -> Strand:
        """The content of `## content ##`."""
        line = self.line(number).rstrip(" \t")
        if not line.endswith(content):
            line = line.rstrip("#").rstrip(" \t")
        at = len(line) - len(content) if line.endswith(content) else max(line.rfind(content), 0)
        return Strand(content, [(0, self.lines[number].start + at)])

    def cell(self, content: str, number: int) -> Strand:
        """The next cell of the table row in line `number`; `\\|` stands for a bar."""
        if number != self._row:
            self._row, self._column = number, 0
        parts = content.split("|")
        raw = "\\|".join(parts)
        at = self.line(number).find(raw, self._column)
        if not content or at < 0:
            return Strand(content, [(0, self.lines[number].start)])
        self._column = at + len(raw)
        pieces = []
        start, source = 0, self.lines[number].start + at
        for index, part in enumerate(parts):
            bar = 1 if index else 0
            pieces.append((start, source))
            start += len(part) + bar
            source += len(part) + bar + 1
        return Strand(content, pieces)
