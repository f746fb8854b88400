"""What in a plain text is a heading, and of which rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from publisher.readers.text_lines import Row, Shape, Typing

LONGEST = 80
"""Characters; a longer line is no heading."""


class Rank(IntEnum):
    """From the highest division to the lowest; those that a text uses become levels 1, 2, 3 …"""

    TITLE = 0
    VOLUME = 1
    BOOK = 2
    PART = 3
    CHAPTER = 4
    CAPITALS = 5
    ROMAN = 6
    ARABIC = 7


_ROMAN = r"[IVXLCDMХІ]{1,8}"
_ORDINAL = r"[а-яё]+(?:-[а-яё]+)?(?:ая|ый|ой|ое|ий|ья|ье)"
_DIVISIONS = {
    Rank.VOLUME: "том",
    Rank.BOOK: "книга",
    Rank.PART: "часть|отдел|раздел",
    Rank.CHAPTER: "глава|действие|акт|картина|песнь|лекция|беседа|письмо|тетрадь|рассказ",
    Rank.ARABIC: "явление|сцена|параграф",
}
_DIVISION = {
    rank: re.compile(rf"(?:{words})\s+(?:{_ROMAN}|\d{{1,3}}|{_ORDINAL})\b(?:[.:]?\s*$|[.:]?\s+\S.*)", re.IGNORECASE)
    for rank, words in _DIVISIONS.items()
}
_SECTION = re.compile(
    r"(?:эпилог|пролог|предисловие|послесловие|введение|вступление|заключение|примечания|сноски|приложение|посвящение|"
    r"от (?:автора|издателя|редакции|переводчика)|вместо (?:предисловия|эпилога|введения|заключения))\.?",
    re.IGNORECASE,
)
_ROMAN_ALONE = re.compile(rf"{_ROMAN}\.?")
_ARABIC_ALONE = re.compile(r"(\d{1,3})\.?")
_NUMBERED = re.compile(r"\d{1,2}\.\s+[«\"]?[A-ZА-ЯЁ].*[^.,;:!?…]")
_LETTER_DATE = re.compile(
    r"(?:\d{1,2}(?:-го)?\s+)?(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
    r"(?:,?\s+\d{1,2}(?:-го)?)?(?:,?\s+\d{4}(?:\s*г(?:\.|ода)?)?)?\.?",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"[-–—]")
_PAGE = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}")
_SENTENCE_END = re.compile(r"[.,;:!?…—–-][»\"”)]*$")


@dataclass(frozen=True, slots=True)
class Found:
    """The row with this index is a heading of this rank."""

    rank: Rank


class HeadingFinder:
    """Knows the rows of one text and what recurs in them.

    Attributes:
        pages: rows that are page numbers.
        dropped: rows that a reader left out; they count as empty.
    """

    def __init__(self, rows: Sequence[Row], typing: Typing) -> None:
        self.rows = rows
        self.typing = typing
        self.pages: set[int] = set()
        self.dropped: set[int] = set()
        self._chapters = self._rising_numbers()
        self._letters = self._letter_dates()

    def rank(self, index: int) -> Rank | None:
        """The rank of the heading in row `index`, or None when there is none."""
        row = self.rows[index]
        before, after = self.gap_before(index), self.gap_after(index)
        if row.blank or len(row.chars) > LONGEST or not (before or after) or _SPEECH.match(row.chars):
            return None
        flush = self.typing.shape is not Shape.INDENTED or row.indent <= self.typing.indent
        if _ROMAN_ALONE.fullmatch(row.chars) and ((before and after) or flush):
            return Rank.ROMAN
        for rank, pattern in _DIVISION.items():
            if pattern.fullmatch(row.chars):
                return rank if not _sentence(row.chars) else None
        if _SECTION.fullmatch(row.chars) and flush:
            return Rank.CHAPTER
        if index in self._chapters:
            return Rank.ARABIC
        if before and after and flush:
            if index in self._letters:
                return Rank.CHAPTER
            if _NUMBERED.fullmatch(row.chars):
                return Rank.ARABIC
            if in_capitals(row.chars):
                return Rank.CAPITALS
            if self.typing.shape is Shape.INDENTED and is_title_line(row.chars):
                return Rank.TITLE
        return None

    def gap_before(self, index: int) -> bool:
        return index == 0 or self.rows[index - 1].blank or index - 1 in self.dropped

    def gap_after(self, index: int) -> bool:
        return index + 1 >= len(self.rows) or self.rows[index + 1].blank

    def _rising_numbers(self) -> set[int]:
        """Rows with 1, 2, 3 … alone between empty lines; rows with other rising numbers are pages (`pages`)."""
        alone = [i for i, row in enumerate(self.rows) if _PAGE.fullmatch(row.chars)]
        chapters: set[int] = set()
        for index in alone:
            match = _ARABIC_ALONE.fullmatch(self.rows[index].chars)
            wanted = {1, len(chapters) + 1} if not chapters else {len(chapters) + 1}
            if match and int(match[1]) in wanted and self.gap_before(index) and self.gap_after(index):
                chapters.add(index)
        if len(chapters) < 2:
            chapters = set()
        others = [(i, int(re.sub(r"\D", "", self.rows[i].chars))) for i in alone if i not in chapters]
        rising = sum(b > a for (_, a), (_, b) in pairwise(others))
        dashed = {i for i, _ in others if not self.rows[i].chars.isdigit()}
        self.pages = {i for i, _ in others} if len(others) >= 3 and rising >= 0.9 * (len(others) - 1) else dashed
        return chapters

    def _letter_dates(self) -> set[int]:
        found = {i for i, row in enumerate(self.rows) if len(row.chars) <= 40 and _LETTER_DATE.fullmatch(row.chars)}
        return found if len(found) >= 3 else set()


def _sentence(chars: str) -> bool:
    """«Часть первая была прочитана.» is a sentence, «Глава первая. Начало» is not."""
    return len(chars.split()) > 4 and chars.endswith((".", ",", ";", ":")) and chars.count(".") < 2


def in_capitals(chars: str) -> bool:
    """At least four letters, all capitals."""
    letters = [char for char in chars if char.isalpha()]
    return len(letters) >= 4 and all(char.isupper() for char in letters)


def is_title_line(chars: str) -> bool:
    """Begins with a capital or a figure, does not end like a sentence."""
    head = chars.lstrip('«"„(')
    return bool(head) and (head[0].isupper() or head[0].isdigit()) and not _SENTENCE_END.search(chars[-3:])


def levels(ranks: Sequence[Rank]) -> dict[Rank, int]:
    """The level of each rank in use: the highest is 1."""
    return {rank: min(number, 6) for number, rank in enumerate(sorted(set(ranks)), 1)}
