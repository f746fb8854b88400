"""A work → what a book has to know of it before it opens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.composition.labels import label_of
from publisher.composition.markup import headings_of
from publisher.composition.places import first_lines, index_calls, named_places, note_calls, page_references
from publisher.model.finding import Place
from publisher.model.passages import passages
from publisher.model.summary import HeadingFact, PictureFact, WorkSummary
from publisher.model.text import Text
from publisher.model.work import Block, Code, Figure, ListBlock, Quotation, Verse, Work, texts, texts_of

OWN_FORMS = {"bg": "вгджзийклмнптцшщъьюя", "sr": "бгдпт", "mk": "бгдптѓ"}
"""Language → letters that have forms of their own there, upright or in italics."""


def summary_of(work: Work) -> WorkSummary:
    """What is stored with a work, or else found out now."""
    return work.summary or summarised(work)


def path_of(work: Work) -> str | None:
    """The path of its source, as the user named it; None without one. No work is opened for it."""
    if work.summary:
        return work.summary.path or None
    return work.source.path if work.source else None


def summarised(work: Work) -> WorkSummary:
    found = list(texts(work))
    chars = {*"".join(text.chars for text in found)}
    chars.update(*(passage.chars for passage in passages(work) if isinstance(passage, Code)))
    return WorkSummary(
        path=work.source.path if work.source else "",
        letters=sum(len(text.chars) for text in found),
        characters=sum(_characters(work)),
        verse_lines=sum(_verse_lines(_all_blocks(work))),
        chars="".join(sorted(chars)),
        headings=tuple(HeadingFact(h.id, h.level, label_of(h)) for h in headings_of(work.blocks)),
        pictures=tuple(_pictures(work)),
        languages=tuple(languages_of(work)),
        refers=any(mark.kind == "link" and ":" not in mark.value for text in found for mark in text.marks),
        index_calls=tuple(index_calls(work)),
        named_places=tuple(named_places(work)),
        note_calls=tuple(note_calls(work)),
        first_lines=tuple(first_lines(work)),
        page_references=tuple(page_references(work)),
    )


def _pictures(work: Work) -> Iterator[PictureFact]:
    told: set[str] = set()
    for src, offset in images_of(work):
        if src not in told:
            told.add(src)
            place = work.source.place(offset) if work.source else Place("")
            yield PictureFact(src, place, src in work.pictures)


def images_of(work: Work) -> Iterator[tuple[str, int]]:
    """`src` and offset in the source of every picture of a work."""
    blocks = [*work.blocks, *(block for note in work.notes for block in note.blocks)]
    for block in blocks:
        yield from _figures(block)
        for text in texts_of(block):
            for mark in text.marks:
                if mark.kind == "image":
                    yield mark.value, text.source_offset(mark.start) or 0


def _figures(block: Block) -> Iterator[tuple[str, int]]:
    match block:
        case Figure(src=src, offset=offset):
            yield src, offset
        case ListBlock(items=items):
            for item in items:
                for inner in item:
                    yield from _figures(inner)
        case Quotation(blocks=blocks):
            for inner in blocks:
                yield from _figures(inner)


def languages_of(work: Work) -> Iterator[tuple[str, Place | None]]:
    """The languages of a work that have forms of their own, and where the first word of each stands."""
    source = work.source
    told = {own} if (own := primary(work.metadata.language)) in OWN_FORMS else set()
    if told:
        yield own, Place(source.path) if source else None
    for text in texts(work):
        for mark in text.marks:
            language = primary(mark.value) if mark.kind == "language" else ""
            if language in OWN_FORMS and language not in told:
                told.add(language)
                offset = text.source_offset(mark.start)
                yield language, source.place(offset) if source and offset is not None else None


def primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


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
