"""Where verse stands among the rows of a plain text, and how its lines are indented."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from publisher.readers.plain.breaks import is_break
from publisher.readers.plain.closings import is_closing
from publisher.readers.plain.headings.finder import HeadingFinder
from publisher.readers.plain.lines.rows import Row, Shape
from publisher.readers.plain.verse import is_verse, may_be_verse, steps

_LOOKED_AGAIN = 4_000
"""Rows of one run of short lines that are looked at more than once, at most."""
_MOST_STANZAS_APART = 1
"""Empty lines between two stanzas of one poem."""
_ROOM = 0.85
"""A line of verse leaves room where wrapped lines would have none."""


class StanzaFinder:
    """Looks for verse row by row; never goes over the same rows more than a few times."""

    def __init__(self, rows: Sequence[Row], finder: HeadingFinder) -> None:
        self.rows = rows
        self.finder = finder
        self.typing = finder.typing
        self.wanted = finder.settings.verse
        self._prose_until = {True: 0, False: 0}
        self._looked = {True: (0, 0), False: (0, 0)}

    def at(self, start: int) -> list[list[Row]]:
        """The stanzas that begin at row `start`; none when no verse does."""
        if self.wanted is False:
            return []
        if self.typing.shape is Shape.VERSE:
            return self._run(start, lambda row: not is_closing(row.chars))[0]
        for deep in (True, False):
            if start < self._prose_until[deep] or self.typing.is_deep(self.rows[start]) < deep:
                continue
            stanzas, end = self._run(start, self._deep if deep else self._shallow)
            if found := self._verse(stanzas, deep=deep):
                return found
            self._try_later(start, end, deep=deep)
        return []

    def is_verse(self, rows: Sequence[Row]) -> bool:
        """Whether rows that stand deep look like verse."""
        return all(may_be_verse(row, deep=True) for row in rows) and is_verse(rows, deep=True)

    def steps(self, stanzas: Sequence[Sequence[Row]]) -> list[int]:
        """The steps of indentation of all lines, in order."""
        return steps([row for stanza in stanzas for row in stanza])

    def _deep(self, row: Row) -> bool:
        return self.typing.is_deep(row) and may_be_verse(row, deep=True)

    def _shallow(self, row: Row) -> bool:
        if not may_be_verse(row):
            return False
        if not self.typing.shape.is_wrapped:
            return True
        begins = self.typing.shape is Shape.WRAPPED_BLANK or row.indent > self.typing.margin
        return begins and not self.typing.is_full(row, _ROOM)

    def _run(self, start: int, goes_on: Callable[[Row], bool]) -> tuple[list[list[Row]], int]:
        """Rows from `start` on in stanzas, and the row behind the last one."""
        stanzas: list[list[Row]] = [[]]
        index = end = start
        while index < len(self.rows):
            row = self.rows[index]
            if row.blank:
                if index - end >= _MOST_STANZAS_APART or not stanzas[-1]:
                    break
                stanzas.append([])
            elif goes_on(row) and self.finder.at(index) is None and not is_break(row.chars):
                stanzas[-1].append(row)
                end = index + 1
            else:
                break
            index += 1
        return [stanza for stanza in stanzas if stanza], end

    def _verse(self, stanzas: list[list[Row]], *, deep: bool) -> list[list[Row]]:
        """The stanzas that together look like verse; single lines at either end do not belong to it."""
        if len(stanzas) > 1 and len(stanzas[0]) == 1 and not deep:
            return []
        while stanzas and len(stanzas[-1]) < 2 and not (deep and len(stanzas) > 1):
            stanzas.pop()
        if self.typing.shape is Shape.WRAPPED_BLANK and not deep and any(self._is_prose(stanza) for stanza in stanzas):
            return []
        return stanzas if is_verse([row for stanza in stanzas for row in stanza], deep=deep) else []

    def _is_prose(self, stanza: Sequence[Row]) -> bool:
        """Wrapped lines in a narrow column: most go on in lower case."""
        return 2 * sum(row.chars[0].islower() for row in stanza) > len(stanza)

    def _try_later(self, start: int, end: int, *, deep: bool) -> None:
        """The run of short lines up to `end` is no verse: look again after its next empty line, but not for ever."""
        last, rows = self._looked[deep]
        rows = rows + end - start if end == last else 0
        self._looked[deep] = (end, rows)
        until = start
        while until < end and not self.rows[until].blank:
            until += 1
        self._prose_until[deep] = end if rows > _LOOKED_AGAIN else until
