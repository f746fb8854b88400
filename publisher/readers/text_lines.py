"""How a plain text is typed: which line ends are paragraphs and which only come from wrapping.

The thresholds come from 108 Russian texts of old text libraries (research notes, §8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from publisher.model.waiver import Directive, directive_of_line
from publisher.readers.strand import lines_of

BLANKS = " \t\u00a0\ufeff\x00"
_TAB = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A line without the blanks around it: `chars` stand at `start:end` of the source."""

    chars: str
    start: int
    end: int
    indent: int

    @property
    def blank(self) -> bool:
        return not self.chars


class Shape(Enum):
    """What begins a paragraph."""

    INDENTED = "every line is a paragraph, indented; headings are flush"
    FLUSH = "every line is a paragraph"
    WRAPPED_INDENTED = "lines are wrapped, an indent begins a paragraph"
    WRAPPED = "lines are wrapped, an empty line parts paragraphs"


@dataclass(frozen=True, slots=True)
class Typing:
    """The habits of one file: `indent` is what a line must exceed to begin a paragraph, `width` the usual length."""

    shape: Shape
    indent: int
    width: int


def rows_of(chars: str) -> list[Row]:
    """All lines of the source but those that speak to the cleanup: they are no part of the text."""
    rows = []
    for line in lines_of(chars):
        written = chars[line.start : line.end]
        if directive_of_line(written, line.start):
            continue
        stripped = written.lstrip(BLANKS)
        start = line.start + len(written) - len(stripped)
        before = written[: len(written) - len(stripped)]
        indent = len(before.expandtabs(_TAB)) - before.count("\ufeff") - before.count("\x00")
        stripped = stripped.rstrip(BLANKS)
        rows.append(Row(stripped, start, start + len(stripped), indent))
    return rows


def directives_of(chars: str) -> list[Directive]:
    """What the lines of the source say to the cleanup."""
    if "<!--" not in chars:
        return []
    said = (directive_of_line(chars[line.start : line.end], line.start) for line in lines_of(chars))
    return [directive for directive in said if directive]


def typing_of(rows: Sequence[Row]) -> Typing:
    """Judge a file by the lengths of its lines and the share of indented ones."""
    written = [row for row in rows if not row.blank]
    if not written:
        return Typing(Shape.FLUSH, 0, 0)
    lengths = sorted(len(row.chars) + row.indent for row in written)
    width = lengths[min(len(lengths) * 95 // 100, len(lengths) - 1)]
    indented = sum(row.indent >= 2 for row in written) / len(written)
    if width > 100:
        return Typing(Shape.INDENTED if indented > 0.5 else Shape.FLUSH, 1, width)
    if indented >= 0.95:
        usual = Counter(row.indent for row in written).most_common(1)[0][0]
        deeper = sum(row.indent > usual for row in written) / len(written)
        return Typing(Shape.WRAPPED_INDENTED if deeper >= 0.03 else Shape.FLUSH, usual, width)
    if indented > 0.05 and len(written) >= 8:
        return Typing(Shape.WRAPPED_INDENTED, 1, width)
    blanks = sum(row.blank for row in rows) / len(rows)
    return Typing(Shape.WRAPPED if blanks > 0.03 and width > 50 else Shape.FLUSH, 1, width)
