"""How much there is to read: учётно-издательские листы."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from publisher.model.edition import Book
from publisher.model.text import Text
from publisher.model.work import Block, Code, ListBlock, Quotation, Verse, Work, texts_of

CHARACTERS = 40_000
VERSE_LINES = 700
PICTURES = 3_000
"""In one sheet: characters with spaces, lines of verse, square centimetres of pictures (ГОСТ Р 7.0.3-2006)."""


def publishers_sheets(book: Book, contents: Iterable[str], pictures: float) -> Decimal:
    """Учётно-издательские листы of a book: title matter, contents and notes count as the text does.

    Args:
        contents: lines of the contents.
        pictures: square centimetres that pictures take on the pages.
    """
    own = (book.title, book.subtitle, book.description, *(p.name for p in (*book.authors, *book.editors)))
    characters = sum(len(text.chars) for text in own if text) + sum(map(len, contents))
    lines = 0
    for entry in book.entries:
        characters += sum(_characters(entry.work))
        lines += sum(_verse_lines(_all_blocks(entry.work)))
    return Decimal(characters) / CHARACTERS + Decimal(lines) / VERSE_LINES + Decimal(str(round(pictures, 1))) / PICTURES


def _all_blocks(work: Work) -> Iterator[Block]:
    for block in (*work.blocks, *(block for note in work.notes for block in note.blocks)):
        yield from _nested(block)


def _nested(block: Block) -> Iterator[Block]:
    """The blocks that hold text themselves."""
    if isinstance(block, ListBlock):
        for item in block.items:
            for inner in item:
                yield from _nested(inner)
        return
    if isinstance(block, Quotation):
        for inner in block.blocks:
            yield from _nested(inner)
    yield block


def _characters(work: Work) -> Iterator[int]:
    meta = work.metadata
    head = (meta.title, meta.subtitle, meta.epigraph, *(p.name for p in (*meta.authors, *meta.translators)))
    yield from (len(text.chars) for text in head if text)
    for block in _all_blocks(work):
        yield from (len(text.chars) for text in _prose(block))
        if isinstance(block, Code):
            yield len(block.chars)


def _prose(block: Block) -> Iterator[Text]:
    """Texts of a block without those of the blocks in it, and without lines of verse."""
    if isinstance(block, Quotation | Verse):
        if block.attribution:
            yield block.attribution
    else:
        yield from texts_of(block)


def _verse_lines(blocks: Iterable[Block]) -> Iterator[int]:
    for block in blocks:
        if isinstance(block, Verse):
            yield sum(len(stanza) for stanza in block.stanzas)
