"""Indexes on paper: pages behind the works, with literal page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publisher.composition.index_folios import Pages, folded
from publisher.composition.index_rows import Ref, id_of, mentions_in, rows_of
from publisher.composition.inline import quoted
from publisher.composition.terms import terms
from publisher.composition.xhtml import allowed
from publisher.model.composition import CROSS_REFERENCE, Fragment
from publisher.model.edition import Book
from publisher.model.indexing import Index, IndexPlace, Mention
from publisher.model.layout import Layout

IN_COLUMNS = frozenset({"names", "subjects", "general"})
"""Short words with many numbers; titles and lines of verse have one number each, at the right edge."""


def places_in(indexes: Sequence[Index]) -> dict[str, list[IndexPlace]]:
    """The places that indexes lead to, by the work they are in."""
    found: dict[str, dict[IndexPlace, None]] = {}
    for index in indexes:
        for mention in mentions_in(index):
            for place in mention:
                if place:
                    found.setdefault(place.entry, {})[place] = None
    return {entry: list(places) for entry, places in found.items()}


def index_head(book: Book, index: Index) -> Fragment:
    """The fragment of an index without its pages."""
    title = terms(book.language)[f"index-{index.name}"]
    return Fragment(id_of(index), "matter", "", book.language, title=title)


def compose_indexes(
    book: Book, layout: Layout, indexes: Sequence[Index], folios: Mapping[str, int]
) -> Iterator[Fragment]:
    """The pages of indexes.

    Args:
        folios: printed page of every place, by its id.
    """

    from publisher.composition.templates import render  # late: screens need no Jinja2

    def refs(mentions: Sequence[Mention]) -> list[Ref]:
        found = folded(_pages(mentions, folios))
        labels = [Ref(quoted(CROSS_REFERENCE + pages.target), pages.label) for pages in found]
        return _apart(labels)

    for index in indexes:
        head = index_head(book, index)
        context = {
            "id": head.id,
            "title": head.title,
            "plain_title": head.title,
            "in_columns": index.name in IN_COLUMNS,
            "dated": index.name == "chronology",
            "groups": rows_of(index, refs),
            "language": book.language,
        }
        source = render(layout, "index.html", book.language, context)
        yield replace(head, html=allowed(source))


def _pages(mentions: Sequence[Mention], folios: Mapping[str, int]) -> Iterator[Pages]:
    for place, until in mentions:
        if (first := folios.get(place.id)) is not None:
            last = folios.get(until.id, first) if until else first
            yield Pages(first, max(first, last), place.id)


def _apart(refs: Sequence[Ref]) -> list[Ref]:
    """Numbers with what stands round them: the last two hang together, a single one with its heading, so that none is
    alone on the last line.
    """
    last = len(refs) - 1
    return [
        Ref(ref.href, ref.label, "," if number < last else "", "\u00a0" if number == last else " ")
        for number, ref in enumerate(refs)
    ]
