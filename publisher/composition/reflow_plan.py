"""How a work is divided into the documents of an e-book, before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.composition.linked import LinkedMarkup
from publisher.composition.markup import headings_of
from publisher.model.text import Text
from publisher.model.work import Block, Code, Heading, Note, Paragraph, texts_of

LONG = 64_000
"""Bytes. A work longer than this is divided at its highest headings, so that chapters begin on a new page."""

LONGEST = 240_000
"""Bytes, estimated. Reading systems built on Adobe's engine take no document above 260 KB (calibre's limit)."""

_BLOCK, _TEXT = 60, 40
"""Bytes of tags, estimated: round a block, round a text in it."""
_BARE = _BLOCK + _TEXT


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that become one document. `first_heading` counts the headings of the work before it."""

    name: str
    blocks: tuple[Block, ...]
    first_heading: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts of a work, and the document in which each of its ids stands."""

    parts: tuple[Part, ...]
    documents: Mapping[str, str]


def first_document(entry: str) -> str:
    """The document with which the work begins that has this id in the book."""
    return f"{entry}.xhtml"


def plan(markup: LinkedMarkup, title_page: str = "") -> Plan:
    """Divide the work of `markup`; a note goes with the document that calls it first.

    `title_page` is the document with the title of the work, if that is not its first part.
    """
    entry_id, meta = markup.entry.id, markup.entry.work.metadata
    first = first_document(entry_id)
    documents = {markup.title_id: first}

    def place_notes(texts: Iterable[Text | None], name: str) -> None:
        if not (markup.notes or markup.wanted):
            return
        told = [text for text in texts if text]
        if markup.wanted:
            documents.update({target: name for text in told for target in markup.wanted_in(text)})
        for note in _called(told, markup):
            documents.setdefault(markup.note_id(markup.numbers[note.id]), name)
            home = documents[markup.note_id(markup.numbers[note.id])]
            inside = (text for block in note.blocks for text in texts_of(block))
            documents.update({target: home for text in inside for target in markup.wanted_in(text)})

    place_notes((meta.title, meta.subtitle), title_page or first)
    place_notes((meta.epigraph,), first)
    parts: list[Part] = []
    heading = 0
    pieces = _divided(markup.entry.work.blocks, markup)
    if len(pieces) > 1 and not title_page and isinstance(pieces[0][0], Heading):
        pieces.insert(0, ())  # the title of a long work stands alone, chapters begin on the next page
    for number, blocks in enumerate(pieces, 1):
        name = first if number == 1 else f"{entry_id}-{number:02}.xhtml"
        parts.append(Part(name, tuple(blocks), heading))
        for _ in headings_of(blocks):
            heading += 1
            documents[markup.heading_id(heading)] = name
        telling = blocks if markup.wanted else [block for block in blocks if not _bare(block)]
        place_notes((text for block in telling for text in texts_of(block)), name)
    return Plan(tuple(parts), documents)


def _divided(blocks: Sequence[Block], markup: LinkedMarkup) -> list[Sequence[Block]]:
    sizes = [_BARE + len(bare.encode(errors="replace")) if (bare := _bare(b)) else _size(b, markup) for b in blocks]
    if sum(sizes) <= LONG:
        return [blocks]
    pieces: list[Sequence[Block]] = []
    for chapter in _at_highest_headings(blocks):
        pieces += _short_enough(blocks[chapter], sizes[chapter])
    return pieces


def _short_enough(blocks: Sequence[Block], sizes: Sequence[int]) -> Iterator[Sequence[Block]]:
    """`blocks` in pieces below LONGEST: divided at the next lower headings, else between any two blocks."""
    if sum(sizes) <= LONGEST:
        yield blocks
        return
    sections = _at_highest_headings(blocks)
    if len(sections) > 1:
        for section in sections:
            yield from _short_enough(blocks[section], sizes[section])
        return
    start = size = 0
    for index, step in enumerate(sizes):
        if size + step > LONGEST and index > start:
            yield blocks[start:index]
            start, size = index, 0
        size += step
    yield blocks[start:]


def _at_highest_headings(blocks: Sequence[Block]) -> list[slice]:
    """Divided before each heading of the highest level, but for the headings that open `blocks`."""
    levels = [(index, block.level) for index, block in enumerate(blocks) if isinstance(block, Heading)]
    opening = 0
    while opening < len(levels) and levels[opening][0] == opening:
        opening += 1
    highest = min((level for _, level in levels[opening:]), default=0)
    cuts = [index for index, level in levels[opening:] if level == highest]
    return [slice(a, b) for a, b in zip([0, *cuts], [*cuts, len(blocks)], strict=True)]


def _called(texts: Iterable[Text], markup: LinkedMarkup) -> Iterator[Note]:
    """Notes called by `texts`, and by those notes, each once."""
    seen: set[str] = set()
    pending = [text for text in texts if text.marks]
    while pending:
        for mark in pending.pop().marks:
            if mark.kind == "note" and mark.value in markup.notes and mark.value not in seen:
                seen.add(mark.value)
                note = markup.notes[mark.value]
                pending += [text for block in note.blocks for text in texts_of(block)]
                yield note


def _bare(block: Block) -> str:
    """The characters of a paragraph that holds nothing else, as most of prose does; else nothing."""
    return block.text.chars if isinstance(block, Paragraph) and not block.text.marks else ""


def _size(block: Block, markup: LinkedMarkup) -> int:
    """About how many bytes of XHTML a block and the notes it calls become."""
    own = len(block.chars.encode(errors="replace")) if isinstance(block, Code) else 0
    texts = list(texts_of(block))
    called = _called(texts, markup) if markup.notes else ()
    notes = sum(_text_size(text) for note in called for b in note.blocks for text in texts_of(b))
    return _BLOCK + own + sum(map(_text_size, texts)) + notes


def _text_size(text: Text) -> int:
    marks = sum(160 + len(mark.value) * 2 for mark in text.marks) if text.marks else 0
    return _TEXT + len(text.chars.encode(errors="replace")) + marks
