"""Verse and epigraphs in plain text: runs of short lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.readers.people import is_person
from publisher.readers.text_lines import Row

_DASH = re.compile(r"(?:--?|[–—])(?!\w)")
_VERSE_START = re.compile(r"[«\"„(]*[A-ZА-ЯЁІЇЄ]")
_VERSE_END = re.compile(r"[,а-яёa-zіїє]$", re.IGNORECASE)
_SOURCE = re.compile(
    r".*\b(?:песня|пословица|поговорка|былина|сказка|присказка|легенда|стих)\b.*|то же|из [а-яё«].*", re.IGNORECASE
)
_TITLED = re.compile(r"(?:Кн|Гр|Бар|Св|Ап|Еп)\.\s.*")
_LONGEST_SIGNATURE = 50


def is_verse(rows: Sequence[Row]) -> bool:
    """At least four short lines, most with a capital in front, no dashes, many ending in a comma or a letter."""
    if len(rows) < 4 or any(_DASH.match(row.chars) or not 4 <= len(row.chars) <= 58 for row in rows):
        return False
    capital = sum(bool(_VERSE_START.match(row.chars)) for row in rows)
    open_end = sum(bool(_VERSE_END.search(row.chars)) for row in rows)
    return capital > 0.75 * len(rows) and open_end > 0.35 * len(rows)


def may_be_verse(row: Row) -> bool:
    """Whether a run of verse can go on with this line."""
    return 4 <= len(row.chars) <= 58 and not _DASH.match(row.chars)


@dataclass(frozen=True, slots=True)
class Epigraph:
    """Lines and the one that says where they come from."""

    lines: tuple[Row, ...]
    signature: Row | None

    @property
    def in_lines(self) -> bool:
        """Verse or dialogue, whose line ends stay; otherwise prose that was only typed in short lines."""
        begun = sum(bool(_VERSE_START.match(row.chars) or _DASH.match(row.chars)) for row in self.lines)
        return len(self.lines) > 1 and begun >= 0.75 * len(self.lines)


def epigraphs(rows: Sequence[Row], *, certain: bool) -> list[Epigraph]:
    """Cut a run of short lines after a heading into epigraphs; empty when it does not end in a signature.

    `certain` asks for a signature that is one without doubt: a name, «Пословица», «Из песни».
    """
    if len(rows) < 2 or not _is_signature(rows[-1].chars, last=not certain):
        return []
    found: list[Epigraph] = []
    lines: list[Row] = []
    for number, row in enumerate(rows):
        if lines and _is_signature(row.chars, last=number == len(rows) - 1):
            found.append(Epigraph(tuple(lines), row))
            lines = []
        else:
            lines.append(row)
    return found


def _is_signature(chars: str, *, last: bool) -> bool:
    words = chars.strip("()—–- ").rstrip(".")
    if len(words) > _LONGEST_SIGNATURE:
        return False
    if is_person(words) or _SOURCE.fullmatch(words) or _TITLED.fullmatch(words):
        return True
    begun = words[:1].isupper()
    return last and begun and len(words.split()) <= 4 and not chars.endswith((",", ";", ":", "!", "?", "…"))
