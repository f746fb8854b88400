"""The name of a chapter in the rows below its number."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.readers.plain.epigraphs import EpigraphFinder, epigraphs
from publisher.readers.plain.headings.finder import HeadingFinder
from publisher.readers.plain.headings.ranks import Found, Rank, is_title_line
from publisher.readers.plain.lines.rows import Row
from publisher.readers.plain.verse import DASH

_MOST_ROWS = 3
_MOST_EMPTY = 2
_LONGEST = 60

Rows = tuple[int, int]
"""From which row to which; none when both are equal."""


class NameFinder:
    """Looks below the numbers of chapters."""

    def __init__(self, rows: Sequence[Row], finder: HeadingFinder, found: EpigraphFinder) -> None:
        self.rows = rows
        self.finder = finder
        self.typing = finder.typing
        self._epigraphs = found

    def below(self, at: int, found: Found, number: Row) -> Rows:
        """The rows with the name that belongs to the heading `found`, whose last row `number` stands right before `at`.

        It is in capitals, or a title between empty rows, or stands right below with an empty row behind it.
        """
        start = at
        while start < len(self.rows) and self.rows[start].blank and start - at <= _MOST_EMPTY:
            start += 1
        if found.named or start >= len(self.rows) or self.rows[start].blank:
            return at, at
        title = self.finder.at(start)
        if title and title.rank is Rank.CAPITALS:
            return start, start + title.rows
        if title and title.rank is Rank.TITLE:
            is_name = self.rows[start].chars.isupper() or not self._begins_epigraph(start)
            return start, start + is_name
        if title is None and start == at:
            return start, self._end_of_name(start, number)
        if title is None and self._is_like_number(start, number):
            return start, start + 1
        return at, at

    def _is_like_number(self, start: int, number: Row) -> bool:
        """A short row alone that is no sentence, as deep as the number above it, where paragraphs begin as well."""
        row = self.rows[start]
        alike = self.typing.shape.has_indents and row.indent == number.indent and len(row.chars) <= _LONGEST
        return alike and self.finder.gap_after(start) and is_title_line(row.chars) and not DASH.match(row.chars)

    def _begins_epigraph(self, start: int) -> bool:
        """A line that may be a name is the first one of an epigraph, and what follows would be no epigraph alone."""
        if not self._epigraphs.at(start)[0]:
            return False
        index = start + 1
        while index < len(self.rows) and self.rows[index].blank:
            index += 1
        alone = self._epigraphs.at(index)[0] if index < len(self.rows) else []
        return not alone or len(alone[0].lines) > 1

    def _end_of_name(self, start: int, number: Row) -> int:
        """Behind up to three short rows from `start` on that are a name; `start` itself when they are none."""
        end = start
        while end < len(self.rows) and not self.rows[end].blank and end - start <= _MOST_ROWS:
            end += 1
        rows = self.rows[start:end]
        short = len(rows) <= _MOST_ROWS and all(len(row.chars) <= _LONGEST for row in rows)
        apart = all(self.typing.stands_out(row) and self.finder.at(i) is None for i, row in enumerate(rows, start))
        if not (short and apart) or epigraphs(rows, certain=True):
            return start
        if len(rows) > 1 and self.typing.shape.is_wrapped and self.typing.is_full(rows[0]):
            return start
        return end if self._is_name(rows, number) else start

    def _is_name(self, rows: Sequence[Row], number: Row) -> bool:
        """No sentence; but behind «Глава первая,» it may tell what happens, and several rows may end in a full stop."""
        first, last = rows[0].chars, rows[-1].chars
        goes_on = number.chars.endswith(",")
        if goes_on or (self.typing.shape.has_indents and len(rows) > 1):
            last = last.removesuffix(".")
        begun = goes_on or is_title_line(first.removesuffix(",") if len(rows) > 1 else last)
        return begun and is_title_line(f"А{last}")
