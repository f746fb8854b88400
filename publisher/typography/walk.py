"""Takes a work apart into passages, in reading order, and puts cleaned ones back in their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from publisher.model.text import Text
from publisher.model.work import (
    Block,
    Figure,
    Heading,
    ListBlock,
    Metadata,
    Paragraph,
    Person,
    Quotation,
    Table,
    Verse,
    Work,
)
from publisher.typography.engine.engine import Passage

Visit = Callable[[Passage], Text]
"""Gets a passage, returns the text to put in its place."""


def mapped(work: Work, visit: Visit) -> Work:
    """The work with every Text replaced by what `visit` returns for it; called in reading order."""
    return replace(
        work,
        metadata=_metadata(work.metadata, visit),
        blocks=_blocks(work.blocks, visit),
        notes=tuple(replace(note, blocks=_blocks(note.blocks, visit)) for note in work.notes),
        repeated=tuple(visit(Passage(text, replies=False)) for text in work.repeated),
    )


def _metadata(meta: Metadata, visit: Visit) -> Metadata:
    def each(text: Text | None) -> Text | None:
        return visit(Passage(text, replies=False)) if text else text

    def people(persons: tuple[Person, ...]) -> tuple[Person, ...]:
        return tuple(replace(p, name=visit(Passage(p.name, replies=False))) for p in persons)

    return replace(
        meta,
        title=each(meta.title) or meta.title,
        subtitle=each(meta.subtitle),
        short_title=each(meta.short_title),
        authors=people(meta.authors),
        translators=people(meta.translators),
        description=each(meta.description),
        epigraph=each(meta.epigraph),
    )


def _blocks(blocks: tuple[Block, ...], visit: Visit) -> tuple[Block, ...]:
    """Sibling paragraphs belong together: a quotation may run from one into the next. Everything else is a border."""
    result: list[Block] = []
    follows = False
    for block in blocks:
        if isinstance(block, Paragraph):
            result.append(replace(block, text=visit(Passage(block.text, border=not follows))))
            follows = True
        else:
            result.append(_other(block, visit))
            follows = False
    return tuple(result)


def _other(block: Block, visit: Visit) -> Block:
    match block:
        case Heading(text=text):
            return replace(block, text=visit(Passage(text, replies=False)))
        case ListBlock(items=items):
            return replace(block, items=tuple(_blocks(item, visit) for item in items))
        case Quotation(blocks=blocks, attribution=attribution):
            inner = _blocks(blocks, visit)
            return replace(block, blocks=inner, attribution=_optional(attribution, visit))
        case Verse():
            return _verse(block, visit)
        case Table():
            head = tuple(tuple(visit(Passage(cell, replies=False)) for cell in row) for row in block.head)
            rows = tuple(tuple(visit(Passage(cell, replies=False)) for cell in row) for row in block.rows)
            return replace(block, head=head, rows=rows, caption=_optional(block.caption, visit))
        case Figure(caption=caption):
            return replace(block, caption=_optional(caption, visit))
        case _:
            return block


def _verse(verse: Verse, visit: Visit) -> Verse:
    stanzas = []
    first = True
    for stanza in verse.stanzas:
        lines = []
        for line in stanza:
            lines.append(replace(line, text=visit(Passage(line.text, border=first))))
            first = False
        stanzas.append(tuple(lines))
    return replace(verse, stanzas=tuple(stanzas), attribution=_optional(verse.attribution, visit))


def _optional(text: Text | None, visit: Visit) -> Text | None:
    return visit(Passage(text)) if text else text
