"""What stands behind the works of a printed book and is made of all of them, with literal page numbers."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.composition.bibliography import compose_bibliography, has_bibliography
from publisher.composition.book_notes import compose_notes
from publisher.composition.index_pages import compose_indexes
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


def folios_of(rendered: Sequence[RenderedFragment], starts: Sequence[int]) -> dict[str, int]:
    """Printed page of every place that links may lead to, by its id."""
    return {
        name: start + anchor.page
        for piece, start in zip(rendered, starts, strict=True)
        for name, anchor in piece.facts.anchors.items()
    }
