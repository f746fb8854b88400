"""Indexes where there are no pages: entries lead to places, called by the page of the printed edition if it is known,
else by the work or chapter they are in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from publisher.composition.index_pages import IN_COLUMNS
from publisher.composition.index_rows import Group, Ref, Row, id_of, rows_of
from publisher.composition.inline import quoted
from publisher.composition.labels import label_of
from publisher.composition.linked import LinkedMarkup
from publisher.composition.summary import summary_of
from publisher.composition.terms import terms
from publisher.composition.xhtml import plain
from publisher.model.composition import PrintedPage
from publisher.model.edition import Book
from publisher.model.indexing import Index, IndexPlace, Mention, NoteCall
from publisher.model.passages import numbers
from publisher.model.work import Heading

Address = Callable[[LinkedMarkup, str], str]
"""Markup of a work and an id in it → the address that leads there; empty where there is none."""


class Places:
    """What the places of a book are called, and where they are."""

    def __init__(
        self, book: Book, markups: Sequence[LinkedMarkup], address: Address, printed: Sequence[PrintedPage] = ()
    ) -> None:
        self.alone = not book.is_collection
        self.untitled = terms(book.language)["untitled"]
        self.markups = {markup.entry.id: markup for markup in markups}
        self.address = address
        self._rank = {entry: rank for rank, entry in enumerate(self.markups)}
        self._sections: dict[str, list[tuple[int, str]]] = {}
        self._calls: dict[str, dict[int, NoteCall]] = {}
        self._pages: dict[str, list[PrintedPage]] = {}
        for page in sorted(printed, key=lambda p: (p.piece, p.block, p.letters)):
            self._pages.setdefault(page.piece, []).append(page)
        self._begins = {piece: [(page.block, page.letters) for page in of] for piece, of in self._pages.items()}

    def refs(self, mentions: Sequence[Mention]) -> list[Ref]:
        """Links to places: one for each page, or one for each section with numbers for what follows in it."""
        found = sorted({m.place: m for m in mentions}.values(), key=lambda m: (self._order(m.place), m.until is None))
        by_page = [(self._label(mention), self._href(mention.place)) for mention in found]
        if all(label for label, _ in by_page):
            once = [next(same) for _, same in groupby(by_page, key=lambda ref: ref[0])]
            return [Ref(href, label, ", " if n < len(once) else "") for n, (label, href) in enumerate(once, 1)]
        return list(self._by_section(found))

    def _by_section(self, mentions: Sequence[Mention]) -> Iterator[Ref]:
        sections = [
            (label, [*same]) for label, same in groupby(mentions, key=lambda mention: self._section(mention.place))
        ]
        for at, (label, same) in enumerate(sections, 1):
            links = list(dict.fromkeys(self._href(mention.place) for mention in same))
            for number, href in enumerate(links, 1):
                ends = ", " if number < len(links) else "; " if at < len(sections) else ""
                yield Ref(href, label if number == 1 and label else str(number), ends)

    def _href(self, place: IndexPlace) -> str:
        markup = self.markups[place.entry]
        return self.address(markup, place.id if place.block or place.letters else markup.title_id)

    def _order(self, place: IndexPlace) -> tuple[int, int, int]:
        return self._rank[place.entry], place.block, place.letters

    def _label(self, mention: Mention) -> str:
        first = self._page(mention.place)
        last = self._page(mention.until) if mention.until else first
        return first if first == last or not last else f"{first}–{last}"

    def _page(self, place: IndexPlace) -> str:
        """The printed page of a place; a note stands on that of its first call."""
        pages = self._pages.get(place.entry, ())
        place = self._in_text(place)
        at = bisect_right(self._begins.get(place.entry, []), (place.block, place.letters))
        return pages[max(at - 1, 0)].label if pages else ""

    def _called_in(self, entry: str) -> Mapping[int, NoteCall]:
        """Passages of notes → where these are called."""
        if entry not in self._calls:
            self._calls[entry] = {call.passage: call for call in summary_of(self.markups[entry].entry.work).note_calls}
        return self._calls[entry]

    def _in_text(self, place: IndexPlace) -> IndexPlace:
        """The place itself, or that where the note is called in which it is."""
        call = self._called_in(place.entry).get(place.block)
        return place._replace(block=call.block, letters=call.letters) if call else place

    def _section(self, place: IndexPlace) -> str:
        """The title of the work; in a book of one work the heading above the place."""
        work = self.markups[place.entry].entry.work
        if not self.alone:
            short = work.metadata.short_title or work.metadata.title
            return plain(short.plain) or self.untitled
        if place.entry not in self._sections:
            order = numbers(work)
            self._sections[place.entry] = [
                (order[id(block.text)], plain(label_of(block))) for block in work.blocks if isinstance(block, Heading)
            ]
        block = self._in_text(place).block
        return next((label for start, label in reversed(self._sections[place.entry]) if start <= block), "")


def index_section(book: Book, index: Index, places: Places, semantics: str) -> str:
    """An index as a section of XHTML. `semantics`: attributes that say what it is."""
    title = terms(book.language)[f"index-{index.name}"]
    body = "\n".join(
        _group(group, book.language, in_columns=index.name in IN_COLUMNS) for group in rows_of(index, places.refs)
    )
    heading = f'<h1 id="{id_of(index)}">{escape(title, quote=False)}</h1>'
    return f'<section {semantics} class="index" aria-labelledby="{id_of(index)}">\n{heading}\n{body}\n</section>'


def _group(group: Group, language: str, *, in_columns: bool) -> str:
    head = f"<h2>{escape(group.head, quote=False)}</h2>\n" if group.head else ""
    html: list[str] = []
    depth = 0
    for row in group.rows:
        html.append("<ul>\n" * (row.level - depth) or "</li>\n" + "</ul>\n</li>\n" * (depth - row.level))
        depth = row.level
        html.append(_entry(row, terms(language)) if in_columns else _line(row))
    return head + "".join(html) + "</li>\n" + "</ul>\n</li>\n" * (depth - 1) + "</ul>"


def _line(row: Row) -> str:
    """An entry that leads to one place is its own link."""
    words = escape(row.heading, quote=False) + (f" ({escape(row.note, quote=False)})" if row.note else "")
    if len(row.refs) == 1 and row.refs[0].href:
        return f'<li><a href="{quoted(row.refs[0].href)}">{words}</a>'
    return f"<li>{words} {_links(row.refs)}"


def _entry(row: Row, words: Mapping[str, str]) -> str:
    at = f' id="{row.id}"' if row.id else ""
    html = f"<li{at}>{escape(row.heading, quote=False)}"
    html += f" {_links(row.refs)}" if row.refs else ""
    for key, others, before in (("see", row.see, ","), ("see-also", row.also, ";")):
        if others:
            apart = before if row.refs or (key == "see-also" and row.see) else ""
            html += f"{apart} <em>{escape(words[key], quote=False)}</em> " + "; ".join(map(_link, others))
    return html


def _links(refs: Sequence[Ref]) -> str:
    return "".join(_link(ref) + ref.ends for ref in refs)


def _link(ref: Ref) -> str:
    label = escape(ref.label, quote=False)
    return f'<a href="{quoted(ref.href)}">{label}</a>' if ref.href else label
