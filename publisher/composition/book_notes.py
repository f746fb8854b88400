"""The notes of all works at the end of the book, each with the page on which it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.composition.inline import quoted
from publisher.composition.templates import html, render
from publisher.composition.terms import terms
from publisher.composition.xhtml import allowed, plain
from publisher.model.composition import CROSS_REFERENCE, Fragment, RenderedFragment
from publisher.model.edition import Book
from publisher.model.layout import Layout

ID = "notes"


def note_id(work: str, number: int) -> str:
    """Id of a note that stands away from its call."""
    return f"{work}-e{number}"


def call_id(work: str, number: int) -> str:
    """Id of the place where a note is called first."""
    return f"{work}-r{number}"


def notes_head(book: Book, layout: Layout) -> Fragment:
    """Their fragment without its pages."""
    return Fragment(ID, "matter", "", book.language, layout.start, terms(book.language)["notes"])


def compose_notes(
    book: Book, layout: Layout, rendered: Sequence[RenderedFragment], starts: Sequence[int]
) -> Fragment | None:
    """Their pages, by works; nothing when no work has notes for the end of the book.

    Args:
        rendered: the fragments before them.
        starts: printed number of the first page of each.
    """
    groups = [_group(piece, start) for piece, start in zip(rendered, starts, strict=True) if piece.facts.endnotes]
    if not groups:
        return None
    head = notes_head(book, layout)
    context = {"id": ID, "language": book.language, "title": head.title, "groups": groups}
    source = render(layout, "notes.html", book.language, context)
    return replace(head, html=allowed(source))


def _group(piece: RenderedFragment, start: int) -> dict[str, object]:
    work, anchors = piece.fragment, piece.facts.anchors
    notes = []
    for number, note in enumerate(piece.facts.endnotes, 1):
        called = call_id(work.id, number)
        notes.append(
            {
                "id": note_id(work.id, number),
                "html": html(note),
                "page": start + anchors[called].page if called in anchors else 0,
                "href": quoted(CROSS_REFERENCE + called),
            }
        )
    return {"title": plain(work.title), "author": plain(work.author), "language": work.language, "notes": notes}
