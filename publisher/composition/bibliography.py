"""The list of what the works of a book are taken from: sorted, each book once, with the works from it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.composition.citations import entry_line, linked
from publisher.composition.collation import collation_key
from publisher.composition.inline import quoted
from publisher.composition.terms import terms
from publisher.composition.work_matter import address_html
from publisher.composition.xhtml import allowed
from publisher.model.composition import CROSS_REFERENCE, Fragment, RenderedFragment
from publisher.model.edition import Book, Entry
from publisher.model.layout import Layout
from publisher.model.selection import folded

ID = "bibliography"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A line of the bibliography, plain characters, and the works that are taken from it, in the order of the book."""

    line: str
    works: tuple[Entry, ...]


def sources_of(book: Book) -> tuple[SourceEntry, ...]:
    """The bibliography of a book: Cyrillic first, as Russian lists have it; empty where no work says anything."""
    found: dict[str, tuple[str, list[Entry]]] = {}
    for entry in book.entries:
        if line := entry_line(entry.work.metadata, book.language):
            found.setdefault(folded(line), (line, []))[1].append(entry)
    entries = (SourceEntry(line, tuple(works)) for line, works in found.values())
    return tuple(sorted(entries, key=lambda source: (_is_foreign(source.line), collation_key(source.line))))


def has_bibliography(book: Book) -> bool:
    return book.edition.bibliography and book.edition.kind != "leaflet" and bool(sources_of(book))


def bibliography_head(book: Book, layout: Layout) -> Fragment:
    """Its fragment without its pages."""
    return Fragment(ID, "matter", "", book.language, layout.start, terms(book.language)["bibliography"])


def compose_bibliography(
    book: Book, layout: Layout, rendered: Sequence[RenderedFragment], starts: Sequence[int]
) -> Fragment:
    """Its pages, with the printed pages of the works.

    Args:
        rendered: the fragments of the works among others.
        starts: printed number of the first page of each.
    """
    from publisher.composition.templates import html, render  # late: screens need no Jinja2

    pages: Mapping[str, tuple[int, int]] = {
        piece.fragment.id: (start, start + piece.facts.pages - 1) for piece, start in zip(rendered, starts, strict=True)
    }
    head = bibliography_head(book, layout)
    rows = [
        {
            "line": html(linked(source.line, address_html)),
            "works": [
                {"href": quoted(f"{CROSS_REFERENCE}{work.id}-title"), "pages": _range(*pages[work.id])}
                for work in source.works
                if work.id in pages
            ],
        }
        for source in sources_of(book)
    ]
    context = {"id": ID, "language": book.language, "title": head.title, "sources": rows}
    source = render(layout, "bibliography.html", book.language, context)
    return replace(head, html=allowed(source))


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _is_foreign(line: str) -> bool:
    """Whether the first letter is not Cyrillic."""
    first = next((char for char in line if char.isalpha()), "")
    return bool(first) and not unicodedata.name(first, "").startswith("CYRILLIC")
