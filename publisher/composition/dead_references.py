"""References to pages and entries of indexes that lead nowhere, lists without a line, found before anything is set."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.composition.bibliography import has_bibliography
from publisher.composition.index_entries import empty_indexes
from publisher.composition.index_terms import collection_of
from publisher.composition.references import referred_in
from publisher.model.edition import Book
from publisher.model.finding import Finding, Severity


def odd_indexes(book: Book) -> list[Finding]:
    """L116, L117: ranges of an index with one end, headings that lead to none."""
    return collection_of(book).findings if {"names", "subjects", "general"} & set(book.edition.index.indexes) else []


def empty_lists(book: Book) -> Iterator[Finding]:
    """L118: indexes and a bibliography that the edition asks for, and that have nothing to say."""
    wished = book.edition
    if wished.kind == "leaflet":
        return
    for name in (
        *empty_indexes(book),
        *(["bibliography"] if wished.bibliography and not has_bibliography(book) else []),
    ):
        yield Finding("L118", Severity.WARNING, None, {"edition": wished.name, "list": name})


def dead_references(book: Book) -> Iterator[Finding]:
    """L115: what is referred to by page number or title is not in this edition."""
    for _, reference, target in referred_in(book.entries):
        if target is None:
            yield Finding("L115", Severity.WARNING, reference.where, {"target": reference.address[:100]})
