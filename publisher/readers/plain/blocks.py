"""The texts of blocks that plain text can be, in reading order: to look at, or to put others in their places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from publisher.model.text import Edit, Mark, Text
from publisher.model.work import Block, Heading, ListBlock, Paragraph, Quotation, Verse, texts_of


def mapped(block: Block, visit: Callable[[Text], Text]) -> Block:
    """The block with every text replaced by what `visit` returns for it; called in reading order."""
    match block:
        case Paragraph(text=text) | Heading(text=text):
            return replace(block, text=visit(text))
        case Quotation(blocks=blocks, attribution=attribution):
            inner = tuple(mapped(each, visit) for each in blocks)
            return replace(block, blocks=inner, attribution=visit(attribution) if attribution else None)
        case Verse(stanzas=stanzas):
            lines = tuple(tuple(replace(line, text=visit(line.text)) for line in stanza) for stanza in stanzas)
            return replace(block, stanzas=lines)
        case ListBlock(items=items):
            return replace(block, items=tuple(tuple(mapped(each, visit) for each in item) for item in items))
        case _:
            return block


def offset_of(block: Block) -> int:
    """Where the first text of a block stands in the source; 0 when it has none."""
    first: Iterator[Text] = texts_of(block)
    return next((text.source_offset(0) or 0 for text in first), 0)


def placer(text: Text) -> Callable[[int, int], tuple[int, int] | None]:
    """`text.source_range` for many ranges of one text, each found by search."""
    origin = tuple(text.origin)
    starts = [run.start for run in origin]

    def placed(start: int, end: int) -> tuple[int, int] | None:
        first = max(bisect_right(starts, start) - 1, 0)
        return Text("", (), origin[first : bisect_left(starts, end)]).source_range(start, end)

    return placed


def with_notes_at(text: Text, ranges: Sequence[tuple[int, int, str]], code: str) -> Text:
    """The text with the anchor of note `id` in place of each `(start, end, id)`; ranges are sorted and disjoint."""
    edits: list[Edit] = []
    anchors: list[Mark] = []
    gone = 0
    for start, end, id in ranges:
        edits.append(Edit(start, end, "", code))
        anchors.append(Mark(start - gone, start - gone, "note", id))
        gone += end - start
    if not edits:
        return text
    shorter = text.apply(edits)
    return replace(shorter, marks=tuple(sorted((*shorter.marks, *anchors), key=lambda m: (m.start, -m.end))))
