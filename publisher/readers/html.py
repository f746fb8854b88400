"""HTML: the safe subset — headings, paragraphs, lists, quotations, tables, figures, inline markup."""

from __future__ import annotations

from publisher.model.text import Text
from publisher.readers.encoding import decode
from publisher.readers.headings import with_title
from publisher.readers.html_blocks import HtmlBlocks
from publisher.readers.html_marks import InlineMarkup
from publisher.readers.html_scan import Data, Entity, Tag, scan
from publisher.readers.manuscript import Entry, Manuscript
from publisher.readers.remarks import Remarks
from publisher.readers.strand import Strand, TextBuilder

_META = {
    "author": "authors", "dc.creator": "authors", "description": "description", "keywords": "tags",
    "date": "date", "dc.date": "date", "article:published_time": "date",
}  # fmt: skip


def read_html(path: str, data: bytes) -> Manuscript:
    """Read an HTML file; the declared encoding is not believed, the letters decide.

    Raises:
        SourceError: undecodable (S102–S106), nested too deep (S109).
    """
    source = decode(path, data).value
    remarks = Remarks(source)
    markup = InlineMarkup(remarks)
    strand = Strand.cut(source.chars, 0, len(source.chars))
    given = _head(source.chars, strand)
    reader = HtmlBlocks(source.chars, remarks, markup)
    blocks, guessed, repeated = with_title(reader.read(strand), given)
    if title := _title(source.chars, strand):
        if "title" in guessed:
            repeated = (*repeated, title.value)
        else:
            guessed["title"] = title
    return Manuscript(source, tuple(blocks), remarks, reader.notes, given, guessed, markup.directives, repeated)


def _head(chars: str, strand: Strand) -> dict[str, Entry]:
    """What `<html lang>` and `<meta name=…>` state."""
    given: dict[str, Entry] = {}
    for piece in scan(strand.chars):
        if not isinstance(piece, Tag):
            continue
        if piece.name == "body":
            break
        if piece.name == "html" and piece.attributes.get("lang"):
            given["language"] = Entry((Text(piece.attributes["lang"]),), "markup", strand.offset(piece.start))
        if piece.name == "meta":
            name = piece.attributes.get("name", piece.attributes.get("property", "")).lower()
            content = piece.attributes.get("content", "").strip()
            field = _META.get(name)
            if field and content and field not in given:
                values = content.split(",") if field == "tags" else [content]
                texts = tuple(Text(value.strip()) for value in values if value.strip())
                given[field] = Entry(texts, "markup", strand.offset(piece.start))
    return given


def _title(chars: str, strand: Strand) -> Entry | None:
    """The content of `<title>`: the heading of the text itself is better, this is better than the file's name."""
    builder: TextBuilder | None = None
    for piece in scan(strand.chars):
        if isinstance(piece, Tag) and piece.name == "title":
            if piece.closing and builder:
                text = builder.text()
                return Entry((text,), "markup", text.source_offset(0)) if text else None
            builder = TextBuilder(chars)
        elif builder and isinstance(piece, Data):
            builder.copy(strand, piece.start, piece.end)
        elif builder and isinstance(piece, Entity):
            builder.put(piece.chars, strand.offset(piece.start), strand.offset(piece.end - 1) + 1)
    return None
