"""Lonely numbers in a plain text: chapters, or what recognition of printed pages left behind."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise

from publisher.readers.plain.lines.rows import Row, runs_on

_NUMBER = re.compile(r"(\d{1,4})\.?")
_DASHED = re.compile(r"[-–—]\s*(\d{1,4})\s*[-–—]|\[?\s*(?:стр|с)\.\s*(\d{1,4})\s*\]?", re.IGNORECASE)
_FEWEST = 3
_STEP = 10
"""Some numbers get lost in recognition, but not so many in a row."""
_PAGE_CHARS = (800, 5_000)
"""What a printed page holds."""
_EVEN = 0.35
"""Pages are about equally long, chapters are not: standard deviation by mean."""


def page_numbers(rows: Sequence[Row]) -> set[int]:
    """The rows that are numbers of pages.

    `- 12 -` is always one. Of plain numbers those are chapters that count 1, 2, 3 … between empty lines; others are
    pages when three at least rise in small steps, and most have text directly above or below.
    """
    dashed = {i for i, row in enumerate(rows) if 0 < len(row.chars) < 16 and _DASHED.fullmatch(row.chars)}
    plain = _lonely(rows)
    chapters = _counting(rows, plain)
    if _evenly_spaced(rows, [i for i, _ in plain if i in chapters]):
        chapters = set()
    others = [(i, n) for i, n in plain if i not in chapters]
    return dashed | _pages_among(rows, others, even=not chapters)


def counting(rows: Sequence[Row]) -> set[int]:
    """The rows with a lonely number that counts chapters: 1, 2, 3 … between empty lines."""
    return _counting(rows, _lonely(rows))


def _lonely(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Rows that are nothing but a number, and the number."""
    short = ((i, row.chars) for i, row in enumerate(rows) if 0 < len(row.chars) < 6 and row.chars[0].isdigit())
    return [(i, int(match[1])) for i, chars in short if (match := _NUMBER.fullmatch(chars))]


def _counting(rows: Sequence[Row], plain: Sequence[tuple[int, int]]) -> set[int]:
    """Numbers between empty lines that rise by one from 1; a new part may begin with 1 again."""
    found: list[int] = []
    last = 0
    for index, number in plain:
        restarts = number == 1 and last > 1
        if _is_alone(rows, index) and (number == last + 1 or restarts):
            found.append(index)
            last = number
    return set(found) if len(found) > 1 else set()


def _is_alone(rows: Sequence[Row], index: int) -> bool:
    before = index == 0 or rows[index - 1].blank
    return before and (index + 1 >= len(rows) or rows[index + 1].blank)


def _evenly_spaced(rows: Sequence[Row], numbers: Sequence[int]) -> bool:
    """As many characters between them as a printed page holds, again and again."""
    if len(numbers) < 6:
        return False
    lengths = [rows[b].start - rows[a].end for a, b in pairwise(numbers)]
    mean = statistics.fmean(lengths)
    return _PAGE_CHARS[0] <= mean <= _PAGE_CHARS[1] and statistics.pstdev(lengths) < _EVEN * mean


def _pages_among(rows: Sequence[Row], others: Sequence[tuple[int, int]], *, even: bool) -> set[int]:
    """Those of the numbers that follow each other in small steps, three at least, when the text crowds around them."""
    crowded = sum(not _is_alone(rows, index) for index, _ in others)
    if 2 * crowded <= len(others) and not (even and _evenly_spaced(rows, [index for index, _ in others])):
        return set()
    found: set[int] = set()
    run: list[int] = []
    last = 0
    for index, number in others:
        if run and not 0 < number - last <= _STEP:
            run = []
        run.append(index)
        last = number
        if len(run) >= _FEWEST:
            found.update(run[-_FEWEST:])
    return found


def without_pages(rows: Sequence[Row], pages: set[int]) -> list[Row]:
    """The rows without page numbers; empty rows around one go where the sentence runs on over the page."""
    if not pages:
        return list(rows)
    kept: list[Row] = []
    index = 0
    while index < len(rows):
        if index not in pages:
            kept.append(rows[index])
            index += 1
            continue
        after = index
        while after < len(rows) and (rows[after].blank or after in pages):
            after += 1
        before = len(kept)
        while before and kept[before - 1].blank:
            before -= 1
        if before and after < len(rows) and _goes_over(kept[before - 1], rows[after]):
            del kept[before:]
        else:
            kept += [rows[i] for i in range(index, after) if i not in pages]
        index = after
    return kept


def _goes_over(before: Row, row: Row) -> bool:
    return runs_on(before, row) or (before.chars.endswith("-") and row.chars[0].islower())
