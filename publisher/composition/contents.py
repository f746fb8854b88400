"""The contents of a printed book, with literal page numbers: they are facts by now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.composition.inline import quoted
from publisher.composition.summary import summary_of
from publisher.composition.templates import render
from publisher.composition.terms import terms
from publisher.composition.xhtml import allowed, plain
from publisher.model.composition import CROSS_REFERENCE, ContentsLine, Fragment, RenderedFragment
from publisher.model.edition import Book, Entry
from publisher.model.layout import Layout


def compose_contents(book: Book, layout: Layout, lines: Sequence[ContentsLine]) -> Fragment:
    """The pages of the contents."""
    rows = [
        {
            "title": line.title,
            "author": line.author if book.is_collection else "",
            "level": line.level,
            "kind": line.kind,
            "page": line.page,
            "href": quoted(CROSS_REFERENCE + line.target),
        }
        for line in lines
    ]
    source = render(layout, "contents.html", book.language, {"lines": rows, "language": book.language})
    return Fragment("contents", "contents", allowed(source), book.language, title=terms(book.language)["contents"])


def contents_lines(book: Book, rendered: Sequence[RenderedFragment], starts: Sequence[int]) -> tuple[ContentsLine, ...]:
    """Parts and works of a collection, or the headings (two highest levels) of a single work, then what follows the
    works, with their printed pages. The works of a part stand one level below it.

    Args:
        starts: printed number of the first page of each fragment.
    """
    entries = {entry.id: entry for entry in book.entries}
    lines: list[ContentsLine] = []
    for piece, start in zip(rendered, starts, strict=True):
        fragment, entry = piece.fragment, entries.get(piece.fragment.id)
        if fragment.role in ("part", "matter"):
            lines.append(ContentsLine(fragment.title, "", 1, start, fragment.id, fragment.role))
        elif entry and book.is_collection:
            meta = entry.work.metadata
            title = allowed(meta.title.plain) or terms(meta.language)["untitled"]
            lines.append(ContentsLine(title, allowed(meta.author), fragment.level, start, f"{entry.id}-title"))
        elif entry:
            lines += _headings(entry, piece, start)
    return tuple(lines)


def _headings(entry: Entry, piece: RenderedFragment, start: int) -> Iterator[ContentsLine]:
    headings = summary_of(entry.work).headings
    levels = sorted({h.level for h in headings if plain(h.label)})[:2]
    for number, heading in enumerate(headings, 1):
        target = f"{entry.id}-h{number}"
        anchor = piece.facts.anchors.get(target)
        label = allowed(heading.label)
        if heading.level in levels and anchor and label:
            yield ContentsLine(label, "", levels.index(heading.level) + 1, start + anchor.page, target, "heading")
