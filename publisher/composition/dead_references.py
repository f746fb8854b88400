"""References to pages and entries of indexes that lead nowhere, found before anything is set."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.composition.index_terms import collection_of
from publisher.composition.references import referred_in
from publisher.model.edition import Book
from publisher.model.finding import Finding, Severity


def odd_indexes(book: Book) -> list[Finding]:
    """L116, L117: ranges of an index with one end, headings that lead to none."""
    return collection_of(book).findings if {"names", "subjects", "general"} & set(book.edition.index.indexes) else []


def dead_references(book: Book) -> Iterator[Finding]:
    """L115: what is referred to by page number or title is not in this edition."""
    for _, reference, target in referred_in(book.entries):
        if target is None:
            yield Finding("L115", Severity.WARNING, reference.where, {"target": reference.address[:100]})
