"""What stands behind the works of a printed book and is made of all of them, with literal page numbers."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.model.composition import Fragment, RenderedFragment
from publisher.model.edition import Book
from publisher.model.layout import Layout


def compose_back_matter(
    book: Book, layout: Layout, rendered: Sequence[RenderedFragment], starts: Sequence[int]
) -> list[Fragment]:
    """Notes, bibliography and indexes, in the order in which they stand; a leaflet has none.

    Args:
        rendered: the fragments before them.
        starts: printed number of the first page of each.
    """
    return []
