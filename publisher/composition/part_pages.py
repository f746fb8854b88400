"""Parts of a book on paper: a page for the title of each, and where its works begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from publisher.composition.headline import headline_style
from publisher.composition.inline import inline
from publisher.composition.optics import by_sense, hanging
from publisher.composition.templates import html, render
from publisher.composition.xhtml import allowed, plain
from publisher.model.composition import Fragment, RenderedFragment
from publisher.model.edition import Book, Part
from publisher.model.layout import Family, Layout

Work = TypeVar("Work")


def with_parts(
    book: Book, layout: Layout, families: Mapping[str, Family], works: Sequence[Work]
) -> Iterator[Work | Fragment]:
    """What is to be set of a book: its works, one for each entry, each part behind the page with its title."""
    for entry, work in zip(book.entries, works, strict=True):
        if part := book.opens(entry):
            yield compose_part(book, part, layout, families)
        yield work


def in_parts(book: Book, layout: Layout, pieces: Sequence[RenderedFragment]) -> list[RenderedFragment]:
    """Works, set, with the parts that they belong to: no page of a work depends on that.

    Behind a title page with a blank back the first work begins on the next recto.
    """
    of_work = {entry: part for part in book.parts for entry in part.entries}
    on_recto = layout.part_start == "recto" and layout.part_back == "blank"
    placed: list[RenderedFragment] = []
    for piece in pieces:
        work = piece.fragment
        if part := of_work.get(work.id):
            opens = on_recto and part.entries[0] == work.id
            work = replace(work, part=plain(part.title.plain), level=2, start="recto" if opens else work.start)
        placed.append(piece.changed(fragment=work))
    return placed


def compose_part(book: Book, part: Part, layout: Layout, families: Mapping[str, Family]) -> Fragment:
    """The page with the title of a part."""
    context = {
        "id": part.id,
        "language": book.language,
        "title": html(inline(hanging(by_sense(part.title)))),
        "plain_title": part.title.plain,
        "headline": headline_style(part.title, layout.headline, layout, families),
        "subtitle": html(inline(by_sense(part.subtitle))) if part.subtitle else "",
        "epigraph": html(inline(hanging(part.epigraph))) if part.epigraph else "",
    }
    source = render(layout, "part.html", book.language, context)
    title = plain(part.title.plain)
    return Fragment(part.id, "part", allowed(source), book.language, layout.part_start, title, part=title)
