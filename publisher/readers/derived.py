"""A package (docx, odt, epub) read by way of HTML: what all of them do with the markup they have made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from publisher.model.source import Source
from publisher.model.text import Text
from publisher.model.work import Block, Heading, Note, Paragraph, texts_of
from publisher.readers.headings import with_title
from publisher.readers.html_blocks import HtmlBlocks
from publisher.readers.html_marks import InlineMarkup
from publisher.readers.manuscript import Entry, Manuscript
from publisher.readers.remarks import Remarks
from publisher.readers.strand import Strand

_MATTER = {"word-title": "title", "word-subtitle": "subtitle", "word-author": "authors"}
"""Classes of paragraphs that are no text but say what the work is called."""


def source_of(path: str, html: str) -> Source:
    """Markup as the source of a work: its lines stand for paragraphs of the file, it can't be written back."""
    return Source(path, html, derived=True)


def manuscript_of(
    source: Source,
    remarks: Remarks,
    given: Mapping[str, Entry],
    guessed: Mapping[str, Entry],
    pictures: Mapping[str, bytes],
    cover: str = "",
) -> Manuscript:
    """The work that markup describes. What its own title paragraphs say beats `given`, which beats `guessed`."""
    markup = InlineMarkup(remarks)
    reader = HtmlBlocks(source.chars, remarks, markup)
    found = reader.read(Strand.cut(source.chars, 0, len(source.chars)))
    said, found = _matter(_without_idle_ids(found, reader.notes))
    stated = {**given, **said}
    blocks, own, repeated = with_title(found, stated)
    suggested = {**guessed, **own}
    return Manuscript(
        source, tuple(blocks), remarks, reader.notes, stated, suggested, markup.directives, repeated,
        pictures=pictures, cover=cover,
    )  # fmt: skip


def _without_idle_ids(blocks: list[Block], notes: tuple[Note, ...]) -> list[Block]:
    """Programs give every heading an id; only those that a link leads to are kept."""
    every = [*blocks, *(block for note in notes for block in note.blocks)]
    wanted = {
        mark.value[1:] for block in every for text in texts_of(block) for mark in text.marks if mark.kind == "link"
    }
    return [replace(b, id="") if isinstance(b, Heading) and b.id not in wanted else b for b in blocks]


def _matter(blocks: list[Block]) -> tuple[dict[str, Entry], list[Block]]:
    """Title, subtitle and authors in front of the text, and the text."""
    found: dict[str, list[Text]] = {}
    at = 0
    for block in blocks:
        field = _MATTER.get(block.classes[0], "") if isinstance(block, Paragraph) and block.classes else ""
        if not field or not isinstance(block, Paragraph) or (field in found and field != "authors"):
            break
        found.setdefault(field, []).append(block.text)
        at += 1
    entries = {name: Entry(tuple(texts), "markup", texts[0].source_offset(0)) for name, texts in found.items()}
    return entries, blocks[at:]
