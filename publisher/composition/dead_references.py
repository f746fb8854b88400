"""References to pages that lead nowhere, found before anything is set."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.composition.references import referred_in
from publisher.model.edition import Book
from publisher.model.finding import Finding, Severity


def dead_references(book: Book) -> Iterator[Finding]:
    """L115: what is referred to by page number or title is not in this edition."""
    for _, reference, target in referred_in(book.entries):
        if target is None:
            yield Finding("L115", Severity.WARNING, reference.where, {"target": reference.address[:100]})
