"""The contents of a printed book. Page numbers are fields: a page more or less changes nothing else in the contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.composition.inline import quoted
from publisher.composition.summary import summary_of
from publisher.composition.templates import render
from publisher.composition.terms import terms
from publisher.composition.xhtml import allowed, plain
from publisher.model.composition import CROSS_REFERENCE, ContentsLine, Fragment, RenderedFragment
from publisher.model.edition import Book, Entry
from publisher.model.fields import MARK, marked
from publisher.model.layout import Layout


class _PageNumber(int):
    """A page number that a template shows as a field. Whatever else it does with it, it has the number itself."""

    field: str

    def __str__(self) -> str:
        return self.field


def compose_contents(
    book: Book, layout: Layout, lines: Sequence[ContentsLine], *, with_numbers: bool = False
) -> Fragment:
    """The pages of the contents.

    Args:
        with_numbers: the numbers of the pages stand in the text as they are; else there are fields for them, all as
            wide as the widest one needs: leaders end under each other.
    """
    figures = max((len(str(max(line.page, number))) for number, line in enumerate(lines)), default=1)
    rows = [
        {
            "title": line.title.replace(MARK, ""),
            "author": line.author.replace(MARK, "") if book.is_collection else "",
            "level": line.level,
            "kind": line.kind,
            "page": line.page if with_numbers else _page_number(line.page, number, figures),
            "href": quoted(CROSS_REFERENCE + line.target),
        }
        for number, line in enumerate(lines)
    ]
    source = render(layout, "contents.html", book.language, {"lines": rows, "language": book.language})
    numbers = () if with_numbers else tuple(line.page for line in lines)
    title = terms(book.language)["contents"]
    return Fragment("contents", "contents", allowed(source), book.language, title=title, numbers=numbers)


def _page_number(page: int, number: int, figures: int) -> _PageNumber:
    made = _PageNumber(page)
    made.field = marked(number, figures)
    return made


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
