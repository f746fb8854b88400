"""What stands behind the works of a printed book and is made of all of them, with literal page numbers."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.composition.bibliography import bibliography_head, compose_bibliography, has_bibliography
from publisher.composition.book_notes import compose_notes, notes_head
from publisher.composition.index_pages import compose_indexes, index_head
from publisher.composition.summary import summary_of
from publisher.model.composition import Fragment, RenderedFragment
from publisher.model.edition import Book
from publisher.model.indexing import Index
from publisher.model.layout import Layout


def compose_back_matter(
    book: Book,
    layout: Layout,
    rendered: Sequence[RenderedFragment],
    starts: Sequence[int],
    indexes: Sequence[Index] = (),
) -> list[Fragment]:
    """Notes, bibliography and indexes, in the order in which they stand; a leaflet has none.

    Args:
        rendered: the fragments before them.
        starts: printed number of the first page of each.
        indexes: of the book.
    """
    if book.edition.kind == "leaflet":
        return []
    notes = compose_notes(book, layout, rendered, starts)
    return [
        *([notes] if notes else []),
        *([compose_bibliography(book, layout, rendered, starts)] if has_bibliography(book) else []),
        *compose_indexes(book, layout, indexes, folios_of(rendered, starts)),
    ]


def back_matter_heads(book: Book, layout: Layout, indexes: Sequence[Index], *, notes: bool) -> list[Fragment]:
    """The same before the works are set, without pages. `notes`: notes stand at the end of the book."""
    called = notes and any(summary_of(entry.work).note_calls for entry in book.entries)
    return [
        *([notes_head(book, layout)] if called else []),
        *([bibliography_head(book, layout)] if has_bibliography(book) else []),
        *(index_head(book, index) for index in indexes),
    ]


def folios_of(rendered: Sequence[RenderedFragment], starts: Sequence[int]) -> dict[str, int]:
    """Printed page of every place that links may lead to, by its id."""
    return {
        name: start + anchor.page
        for piece, start in zip(rendered, starts, strict=True)
        for name, anchor in piece.facts.anchors.items()
    }
