"""What stands before and after the text itself: dedications, dates and places, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publisher.model.text import Text
from publisher.model.work import Block, Heading, Paragraph, SceneBreak
from publisher.readers.people import is_person

_MONTH = (
    r"(?i:январ[ья]|феврал[ья]|марта?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|августа?|сентябр[ья]|октябр[ья]|ноябр[ья]|"
    r"декабр[ья]|весна|лето|осень|зима)"
)
_YEAR = r"(?:1\d|20)\d\d"
_YEARS = rf"{_YEAR}(?:\s?[-–—]\s?\d{{2,4}})?(?:\s?(?:гг?\.?|год[аы]?))?"
_DAY = r"(?:\d{1,2}(?:\s?[-–—]\s?\d{1,2})?(?:-го)?\s)?"
_DATE = rf"(?:{_DAY}{_MONTH},?\s{_YEARS}|{_DAY}{_MONTH}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|{_YEARS})"
_PLACE = r"(?:(?:г|гор|с|д|дер|ст|о)\.\s?)?[А-ЯЁA-Z][\w.-]*(?:\s[А-ЯЁA-Z][\w.-]*){0,2}"
_PLACES = rf"{_PLACE}(?:\s?[,–—-]\s?{_PLACE}){{0,3}}"
_CLOSING = re.compile(rf"[(<]?(?:{_PLACES}[.,]?\s{_DATE}|{_DATE}(?:[.,]?\s{_PLACES})?)\.?[)>]?")
_HAS_DATE = re.compile(rf"\b(?:{_YEAR}|{_MONTH})\b")
_DEDICATION = re.compile(
    r"(?:посвящ(?:ается|аю|ено|ение)\b|памяти\s+[А-ЯЁ]|(?:моей|моему|моим|дорогой|дорогому)\s.*посвящ).*", re.IGNORECASE
)
_INITIALS = re.compile(r"(?:[А-ЯЁA-Z]\.\s?){1,3}|[А-ЯЁ][а-яё]?(?:\*{1,3})?\.?\s[А-ЯЁ]\.")
_LONGEST = 60
_LAST = 4
"""Blocks at the end among which a date or a signature is looked for."""


def is_closing(chars: str) -> bool:
    """«Москва, 1880», «12 мая 1901 г.», «Ялта. 1899», «1857—1861»."""
    return len(chars) <= _LONGEST and bool(_HAS_DATE.search(chars)) and bool(_CLOSING.fullmatch(chars))


def is_dedication(chars: str) -> bool:
    """«Посвящается Н. Н.», «Памяти друга»."""
    return len(chars) <= 2 * _LONGEST and bool(_DEDICATION.fullmatch(chars))


def with_closings(blocks: Sequence[Block]) -> tuple[list[Block], dict[str, int]]:
    """Blocks with classes on dedications at the beginning, dates and signatures at the ends; how many of each."""
    found = list(blocks)
    counts = {"dedication": 0, "closing-date": 0, "signature": 0}
    ends = [i for i, block in enumerate(found) if isinstance(block, Heading) and block.level == 1] + [len(found)]
    for number, end in enumerate(ends):
        start = ends[number - 1] + 1 if number else 0
        for index in _opening(found, start, end):
            found[index] = _classed(found[index], "dedication")
            counts["dedication"] += 1
        for index, name in _closing(found, start, end):
            found[index] = _classed(found[index], name)
            counts[name] += 1
    return found, counts


def _opening(blocks: Sequence[Block], start: int, end: int) -> list[int]:
    first = [i for i in range(start, min(start + 2, end)) if isinstance(blocks[i], Paragraph)]
    return [i for i in first if is_dedication(_text(blocks[i]).chars)]


def _closing(blocks: Sequence[Block], start: int, end: int) -> list[tuple[int, str]]:
    """The date and the signature among the last blocks of a division, from the end on."""
    found: list[tuple[int, str]] = []
    for index in range(end - 1, max(start + 1, end - _LAST) - 1, -1):
        block = blocks[index]
        if isinstance(block, SceneBreak):
            continue
        if not isinstance(block, Paragraph) or len(block.text.chars) > _LONGEST:
            break
        if is_closing(block.text.chars):
            found.append((index, "closing-date"))
        elif is_person(block.text.chars.rstrip(".")) or _INITIALS.fullmatch(block.text.chars):
            found.append((index, "signature"))
        else:
            break
    return found


def _text(block: Block) -> Text:
    assert isinstance(block, Paragraph)
    return block.text


def _classed(block: Block, name: str) -> Block:
    assert isinstance(block, Paragraph)
    return replace(block, classes=(name,))
