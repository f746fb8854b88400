"""What in a plain text is a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from publisher.readers.plain.closings import is_closing
from publisher.readers.plain.headings.ranks import (
    LONGEST,
    Found,
    Rank,
    by_words,
    in_capitals,
    is_letter_date,
    is_title_line,
    named_number,
    roman,
    year,
)
from publisher.readers.plain.lines.pages import counting
from publisher.readers.plain.lines.rows import ENDED, Row, Shape, Typing
from publisher.readers.plain.settings import TextSettings

_SPEECH = re.compile(r"[-–—]")
_CALL = re.compile(r"(?<=\S)\s?(?:[\[{(]\d{1,3}[\]})]|\*{1,3})$")
_SEVERAL = 3
_SPEAKER = 3
"""Lines in capitals that come back so often are names of speakers or signs, not headings."""
_FAR = 50
"""Rows over which nobody looks back to the end of a sentence."""
_MOST_TITLES = 0.3
"""Short lines may be titles while they are fewer than this share of all paragraphs."""
_SHORT = 60


class HeadingFinder:
    """Knows the rows of one text and what recurs in them."""

    def __init__(self, rows: Sequence[Row], typing: Typing, settings: TextSettings | None = None) -> None:
        self.rows = rows
        self.typing = typing
        self.settings = settings or TextSettings()
        self._dropped: set[int] = set()
        self._known: dict[int, Found | None] = {}
        self._short = [i for i, row in enumerate(rows) if 0 < len(row.chars) <= LONGEST]
        self._chapters = counting(rows)
        self._romans = self._rising_romans()
        self._dates = self._recurring_dates()
        self._capitals = Counter(row.chars for row in rows if 3 < len(row.chars) <= 40 and row.chars.isupper())
        self._has_titles = self.settings.headings == "auto" and self._are_title_lines_rare()

    def at(self, index: int) -> Found | None:
        """The heading that begins in row `index`, or None when none does."""
        if index not in self._known:
            row = self.rows[index]
            short = not row.blank and len(row.chars) <= LONGEST
            self._known[index] = self._found(index, row) if short else None
        return self._known[index]

    def drop(self, index: int) -> None:
        """This row is no part of the text: it counts as empty, and what stands below it is judged anew."""
        self._dropped.add(index)
        self._known.pop(index + 1, None)

    def _found(self, index: int, row: Row) -> Found | None:
        row = _without_call(row)
        if isinstance(self.settings.headings, tuple):
            for level, pattern in enumerate(self.settings.headings, 1):
                if pattern.search(row.chars):
                    return Found(Rank.STATED, 0, True, min(level, 6))
            return None
        before, after = self.gap_before(index), self.gap_after(index)
        crowded = not before and not after
        if self.settings.headings == "none" or (crowded and len(row.chars) > 8) or _SPEECH.match(row.chars):
            return None
        out = self.typing.stands_out(row)
        if found := roman(row.chars):
            return found if (before and after) or (out and (before or after)) or index in self._romans else None
        if crowded:
            return None
        if (found := by_words(row.chars)) and not self._is_lonely(found):
            return found if found.rank is not Rank.SECTION or out or (before and after) else None
        if index in self._chapters:
            return Found(Rank.ARABIC, int(row.chars.rstrip(".")))
        if index in self._dates:
            return Found(Rank.CHAPTER, 0, True)
        return self._between_gaps(index, row, out=out) if before else None

    def _is_lonely(self, found: Found) -> bool:
        """«Второй рассказ», and no other story counts here: a title like any other."""
        return bool(found.loose) and self._loose[found.loose] < 2

    @cached_property
    def _loose(self) -> Counter[str]:
        """How often words that only together make chapters stand with a number."""
        found = (by_words(_without_call(self.rows[i]).chars) for i in self._short)
        return Counter(each.loose for each in found if each)

    def _between_gaps(self, index: int, row: Row, *, out: bool) -> Found | None:
        """Headings that only the empty lines around them tell from other lines."""
        if in_capitals(row.chars):
            return self._in_capitals(index, row)
        if not self.gap_after(index):
            return None
        if (out or self._gaps_are_rare) and (found := named_number(row.chars)):
            return None if self._is_list(index, found) else found
        if self._has_titles and self._may_be_title(index, row):
            return Found(Rank.TITLE, 0, True)
        return None

    def _in_capitals(self, index: int, row: Row) -> Found | None:
        """Up to three lines in capitals between empty lines. Those within a sentence or coming back are no headings."""
        if not (self.typing.stands_out(row) or self._gaps_are_rare) or self._capitals[row.chars] >= _SPEAKER:
            return None
        end = index + 1
        while end < len(self.rows) and end - index < 4 and in_capitals(self.rows[end].chars):
            end += 1
        if end - index > 3 or not self.gap_after(end - 1) or not self._is_between_sentences(index, end):
            return None
        return Found(Rank.CAPITALS, 0, True, rows=end - index)

    def opens_collection(self, index: int) -> bool:
        """Whether the row is the title of the first of several works that have chapters of their own."""
        held = self._holds(index)
        return held is not None and self._last_holder.get(held, -1) > index

    @cached_property
    def _last_holder(self) -> dict[Rank, int]:
        """The last title above chapters of each rank."""
        return {held: index for index in self._short if (held := self._holds(index)) is not None}

    def _holds(self, index: int) -> Rank | None:
        """The rank of the headings that begin to count right below this title without a number."""
        found = self.at(index)
        if found is None or found.rank not in (Rank.TITLE, Rank.CAPITALS):
            return None
        after = self._written_after(index + found.rows)
        below = self.at(after) if after is not None else None
        return below.rank if below is not None and below.rank.is_numbered and below.number == 1 else None

    def gap_before(self, index: int) -> bool:
        return index == 0 or self.rows[index - 1].blank or index - 1 in self._dropped

    def gap_after(self, index: int) -> bool:
        return index + 1 >= len(self.rows) or self.rows[index + 1].blank

    @property
    def _gaps_are_rare(self) -> bool:
        """Empty lines are no ordinary thing between paragraphs here."""
        return self.typing.shape not in (Shape.BLANK, Shape.WRAPPED_BLANK) and self.typing.figures.get("blank", 0) < 0.2

    def _written_before(self, index: int) -> Row | None:
        last = max(index - _FAR, 0)
        index -= 1
        while index >= last and (self.rows[index].blank or index in self._dropped):
            index -= 1
        return self.rows[index] if index >= last else None

    def _written_after(self, index: int) -> int | None:
        while index < len(self.rows) and self.rows[index].blank:
            index += 1
        return index if index < len(self.rows) else None

    def _is_between_sentences(self, index: int, end: int) -> bool:
        before, after = self._written_before(index), self._written_after(end)
        if before is not None and before.chars[-1] in ":,;—–-":
            return False
        return after is None or not self.rows[after].chars[0].islower()

    def _is_list(self, index: int, found: Found) -> bool:
        """The next written row has the next number: items, not chapters."""
        after = self._written_after(index + 1)
        other = named_number(self.rows[after].chars) if after is not None else None
        before = self._written_before(index)
        previous = named_number(before.chars) if before is not None else None
        return any(
            o is not None and o.rank is found.rank and abs(o.number - found.number) == 1 for o in (other, previous)
        )

    def _rising_romans(self) -> set[int]:
        """Roman numbers alone in their lines that count on, three at least: headings without any empty line."""
        shorter = ((i, self.rows[i].chars) for i in self._short if len(self.rows[i].chars) < 9)
        alone = [(i, found.number) for i, chars in shorter if (found := roman(chars))]
        rising: set[int] = set()
        run: list[int] = []
        last = 0
        for index, number in alone:
            if not 0 < number - last <= 2:
                run = []
            run.append(index)
            last = number
            if len(run) >= _SEVERAL:
                rising.update(run[-_SEVERAL:])
        return rising

    def _recurring_dates(self) -> set[int]:
        """Dates of letters and diaries, years of chronicles: when there are several of them alone in their lines."""
        dates = {i for i in self._short if is_letter_date(self.rows[i].chars)}
        found = {i for i in dates if self.gap_before(i) and self.gap_after(i) and self.typing.stands_out(self.rows[i])}
        years = [
            (i, n) for i in self._short if (n := year(self.rows[i].chars)) and self.gap_before(i) and self.gap_after(i)
        ]
        rising = len(years) >= _SEVERAL and all(b >= a for (_, a), (_, b) in pairwise(years))
        return (found if len(found) >= _SEVERAL else set()) | ({i for i, _ in years} if rising else set())

    def _are_title_lines_rare(self) -> bool:
        """Titles are fewer than paragraphs; where every other line looks like one, none is."""
        may_be = [self.rows[i].chars for i in self._short if self._may_be_title(i, self.rows[i])]
        candidates = sum(not (in_capitals(chars) or roman(chars) or by_words(chars)) for chars in may_be)
        paragraphs = self.typing.figures.get("lines", 0)
        if self.typing.shape.is_wrapped:
            paragraphs = sum(not a.blank and b.blank for a, b in pairwise(self.rows)) + 1
        return candidates <= max(2, _MOST_TITLES * paragraphs)

    def _may_be_title(self, index: int, row: Row) -> bool:
        """A short line between empty ones that is no sentence, with text below."""
        if len(row.chars) < 2 or not (self.gap_before(index) and self.gap_after(index) and is_title_line(row.chars)):
            return False
        after = self._written_after(index + 1)
        if not self.typing.stands_out(row) or after is None or not self._is_between_sentences(index, index + 1):
            return False
        if is_closing(row.chars) or not any(char.isalpha() for char in row.chars):
            return False
        below = self.rows[after]
        if self.typing.shape.has_indents:
            return True
        if self.typing.shape is Shape.VERSE:
            return len(row.chars) <= 40 and not self.gap_after(after)
        if roman(below.chars) or by_words(below.chars):
            return True
        before = self._written_before(index)
        ended = before is None or bool(ENDED.search(before.chars[-3:]))
        long_below = len(below.chars) >= min(100, 0.8 * self.typing.width)
        return ended and long_below and len(row.chars) <= _SHORT and not _SPEECH.match(below.chars)


def _without_call(row: Row) -> Row:
    """The row without the call of a note at its end."""
    if row.chars[-1] not in ")]}*":
        return row
    return row._replace(chars=_CALL.sub("", row.chars))
