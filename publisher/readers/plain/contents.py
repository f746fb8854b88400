"""A list of contents inside a plain text: its lines name headings that come again, with or without page numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.readers.plain.lines.rows import Row

_TITLE = re.compile(r"(?:содержание|оглавление|зміст|змест|мазмұны|contents)[.:]?", re.IGNORECASE)
_PAGE = re.compile(r"(?:\s{2,}|[\s.…·_]*[.…·_\t]\s*)\d{1,4}$")
_ANY_PAGE = re.compile(r"\s\d{1,4}$")
_SENTENCE_END = re.compile(r"[,;:]$")
_LONGEST = 120
_MOST = 1_000
"""Lines; a longer list would be a book of its own."""
_GAP = 2
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows `start:end` are a list of contents: its title and `entries`; `sure`: they only repeat headings."""

    start: int
    end: int
    entries: tuple[int, ...]
    sure: bool


def contents_of(rows: Sequence[Row]) -> Contents | None:
    """The first list of contents of a text; None when it has none."""
    for index, row in enumerate(rows):
        if not 4 < len(row.chars) < 13 or not _TITLE.fullmatch(row.chars):
            continue
        if found := _list_below(rows, index):
            return found
    return None


def _list_below(rows: Sequence[Row], title: int) -> Contents | None:
    entries = _entries(rows, title)
    if len(entries) < 2:
        return None
    known = _lines_elsewhere(rows, title, entries[-1])
    chars = [rows[index].chars for index in entries]
    repeated = sum(_label(each) in known or _skeleton(_ANY_PAGE.sub("", each)) in known for each in chars)
    numbered = sum(_ANY_PAGE.search(each) is not None or _PAGE.search(each) is not None for each in chars)
    if repeated < 0.5 * len(entries) and numbered < 0.7 * len(entries):
        return None
    return Contents(title, entries[-1] + 1, tuple(entries), repeated >= _SURE * len(entries))


def _entries(rows: Sequence[Row], title: int) -> list[int]:
    """Short rows below the title, up to where the first of them comes again or something longer begins."""
    found: list[int] = []
    first = ""
    gap = 0
    for index in range(title + 1, min(len(rows), title + _MOST)):
        row = rows[index]
        if row.blank:
            gap += 1
            continue
        label = _label(row.chars)
        if len(row.chars) > _LONGEST or _SENTENCE_END.search(row.chars) or (found and label == first):
            break
        if len(found) > 1 and gap > _GAP:
            break
        first = first or label
        found.append(index)
        gap = 0
    return found


def _label(chars: str) -> str:
    """What an entry names: without leaders and the page, letters and figures only."""
    match = _PAGE.search(chars)
    return _skeleton(chars[: match.start()] if match and match.start() else chars)


def _skeleton(chars: str) -> str:
    return "".join(char for char in chars.casefold() if char.isalnum())


def _lines_elsewhere(rows: Sequence[Row], start: int, end: int) -> set[str]:
    """Skeletons of the short rows outside the list, alone and with the one below («Глава I», «Название»)."""
    found: set[str] = set()
    before = ""
    for index, row in enumerate(rows):
        if row.blank or start <= index <= end:
            continue
        if len(row.chars) > _LONGEST:
            before = ""
            continue
        skeleton = _skeleton(row.chars)
        found |= {skeleton, before + skeleton}
        before = skeleton
    return found
