"""Verse on a page: its longest line stands in the middle; what does not fit on a line turns over to the right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from publisher.composition.inline import TURNOVER
from publisher.composition.measure import width_of
from publisher.model.layout import Face, Family, Layout
from publisher.model.text import Mark, Text
from publisher.model.work import Line, Verse

STEP = 1.5
"""em that a step of the indent of a line takes, as the stylesheet has it."""
_EDGE = 1.0
"""em that verse is moved in at least."""
_CALL = 0.4
"""em that the call of a note takes."""
_SURE = 0.15
"""em by which a line has to be too long for certain: emphasis is not measured."""


@dataclass(frozen=True, slots=True)
class VerseRoom:
    """The text face of a layout and the width of its column, in em."""

    face: Face
    measure: float

    def margin(self, verse: Verse) -> float:
        """em to the left of all lines, so that the longest of those that fit stands in the middle of the column."""
        fitting = [w for w in map(self.width, _lines(verse)) if w <= self.measure - _EDGE]
        return max(round((self.measure - max(fitting, default=self.measure)) / 2, 2), _EDGE)

    def width(self, line: Line) -> float:
        """em, with the indent of the line and the calls of its notes."""
        calls = sum(mark.kind == "note" for mark in line.text.marks)
        return width_of(line.text.chars, self.face) + STEP * min(line.indent, 6) + _CALL * calls

    def turned(self, line: Line, margin: float) -> Text:
        """The text of a line; if it is too long, a span holds what turns over: at least two words, if they fit."""
        room = self.measure - margin
        text, indent = line.text, STEP * min(line.indent, 6)
        words = text.chars.split(" ")
        if self.width(line) <= room + _SURE or len(words) < 3:
            return text
        for kept in range(len(words) - 2, 0, -1):
            head = " ".join(words[:kept])
            if width_of(head, self.face) + indent <= room:
                at = len(head)
                return replace(text, marks=(Mark(at, len(text.chars), "span", TURNOVER), *text.marks))
        return text


def verse_room(layout: Layout, family: Family) -> VerseRoom:
    text, margins = layout.typesetting, layout.margins
    gutters = (text.columns - 1) * text.gutter
    column = (layout.trim.width - margins.inner - margins.outer - gutters) / text.columns
    return VerseRoom(family.face() or family.faces[0], column / text.size)


def _lines(verse: Verse) -> Iterable[Line]:
    return (line for stanza in verse.stanzas for line in stanza)
