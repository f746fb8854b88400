"""Epigraphs in plain text: short lines right after a heading that end in a signature, or stand far to the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.readers.people import is_person
from publisher.readers.plain.headings.finder import HeadingFinder
from publisher.readers.plain.headings.ranks import Rank
from publisher.readers.plain.lines.rows import ENDED, Row, Shape
from publisher.readers.plain.stanzas import StanzaFinder
from publisher.readers.plain.verse import DASH

_MOST_LINES = 40
_LONGEST_LINE = 80
_LONG = 60
_START = re.compile(r"[«\"„(…]*[A-ZА-ЯЁІЇЄҐЎѢѲ]")
_SOURCE = re.compile(
    r".*\b(?:песня|пословица|поговорка|былина|сказка|присказка|легенда|стих|загадка|романс|евангелие|библия|псалом|"
    r"апокалипсис|откровение|коран|екклезиаст|притчи)\b.*|то же|из [а-яё«].*|неизвестный автор|"
    r".{3,30}, [IVXLC]+, \d+.*",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?:Кн|Гр|Бар|Св|Ап|Еп|Лорд|Ген)\.?\s.*")
_WITH_WORK = re.compile(r"(?:[А-ЯЁA-Z]\.\s?){1,2}[А-ЯЁA-Z][а-яёa-z-]+[.,]\s.*")
_LONGEST_SIGNATURE = 60


@dataclass(frozen=True, slots=True)
class Epigraph:
    """Lines and the one that says where they come from."""

    lines: tuple[Row, ...]
    signature: Row | None

    @property
    def in_lines(self) -> bool:
        """Verse or dialogue, whose line ends stay; otherwise prose that was only typed in short lines."""
        begun = sum(bool(_START.match(row.chars) or DASH.match(row.chars)) for row in self.lines)
        return len(self.lines) > 1 and begun >= 0.75 * len(self.lines)


class EpigraphFinder:
    """Looks for epigraphs below headings and at the beginning of a text."""

    def __init__(self, rows: Sequence[Row], finder: HeadingFinder, stanzas: StanzaFinder) -> None:
        self.rows = rows
        self.finder = finder
        self.typing = finder.typing
        self._stanzas = stanzas

    def at(self, start: int) -> tuple[list[Epigraph], int]:
        """The epigraphs that begin at a row, and the row behind them."""
        deep = self.typing.is_deep(self.rows[start])
        if self.typing.shape is Shape.VERSE and not deep:
            return [], start
        run = self._run(start, deep=deep)
        rows = [self.rows[index] for index in run]
        certain = self.typing.shape is not Shape.INDENTED and not deep  # there every paragraph may be short lines
        unsigned = deep and not self._stanzas.is_verse(rows)
        found = epigraphs(rows, certain=certain, unsigned=unsigned)
        return found, run[-1] + 1 if run else start

    def _run(self, start: int, *, deep: bool) -> list[int]:
        """Short rows from `start` on: all deep ones, or all flush ones up to an empty row."""
        run: list[int] = []
        across = self.typing.shape is Shape.INDENTED or deep
        for index in range(start, len(self.rows)):
            row = self.rows[index]
            if row.blank:
                if across or not run:
                    continue
                break
            fits = self.typing.is_deep(row) if deep else self.typing.is_flush(row)
            found = self.finder.at(index)
            if not fits or len(row.chars) > _LONGEST_LINE or (found and found.rank is not Rank.TITLE):
                break
            if (not across and len(row.chars) > _LONG) or len(run) == _MOST_LINES:
                return []
            run.append(index)
        return run


def epigraphs(rows: Sequence[Row], *, certain: bool, unsigned: bool = False) -> list[Epigraph]:
    """Cut a run of short lines after a heading into epigraphs; empty when it does not end in a signature.

    Args:
        certain: ask for a signature that is one without doubt: a name, «Пословица», «Из песни».
        unsigned: the lines stand far to the right: they are an epigraph also without a signature.
    """
    weak = not certain and len(rows) > 1 and (len(rows) > 3 or bool(ENDED.search(rows[-2].chars)))
    signed = len(rows) > 1 and _is_signature(rows[-1].chars, last=weak)
    if not signed and not (unsigned and rows and ENDED.search(rows[-1].chars)):
        return []
    found: list[Epigraph] = []
    lines: list[Row] = []
    for number, row in enumerate(rows):
        if lines and _is_signature(row.chars, last=weak and number == len(rows) - 1):
            found.append(Epigraph(tuple(lines), row))
            lines = []
        else:
            lines.append(row)
    if lines:
        found.append(Epigraph(tuple(lines), None))
    return found


def _is_signature(chars: str, *, last: bool) -> bool:
    words = chars.strip("()—–- ").rstrip(".")
    if len(words) > _LONGEST_SIGNATURE:
        return False
    if is_person(words) or any(pattern.fullmatch(words) for pattern in (_SOURCE, _TITLED, _WITH_WORK)):
        return True
    begun = words[:1].isupper()
    return last and begun and len(words.split()) <= 4 and not chars.endswith((",", ";", ":", "!", "?", "…"))
