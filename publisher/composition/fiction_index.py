"""Indexes of a FictionBook: entries lead to the sections they are about, for nothing smaller can be linked to."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import cast

from publisher.composition.fiction_markup import FictionMarkup
from publisher.composition.index_entries import indexes_of
from publisher.composition.index_links import Places
from publisher.composition.index_pages import IN_COLUMNS
from publisher.composition.index_rows import Ref, Row, id_of, rows_of
from publisher.composition.terms import terms
from publisher.model.edition import Book
from publisher.model.indexing import Index, IndexPlace

_STEP = "\u2003"
"""Before a heading, for each level above it."""


class Sections(Places):
    """Places, each called by its section."""

    def _href(self, place: IndexPlace) -> str:
        markup = cast("FictionMarkup", self.markups[place.entry])
        if not (place.block or place.letters):
            return "" if markup.alone else f"#{markup.title_id}"
        section = markup.section_of(self._in_text(place).block)
        return f"#{section}" if section else ""


def index_sections(book: Book, markups: Sequence[FictionMarkup]) -> str:
    """All indexes of a book, a section each."""
    places = Sections(book, markups, lambda *_: "")
    return "".join(_section(book, index, places) for index in indexes_of(book))


def _section(book: Book, index: Index, places: Sections) -> str:
    words = terms(book.language)
    title = f"<title><p>{escape(words[id_of(index)], quote=False)}</p></title>"
    rows: list[str] = []
    for group in rows_of(index, places.refs):
        rows += [f"<subtitle>{escape(group.head, quote=False)}</subtitle>"] if group.head else []
        rows += [
            _row(row, words["see"], words["see-also"], own_link=index.name not in IN_COLUMNS) for row in group.rows
        ]
    return f'<section id="{id_of(index)}">{title}\n{chr(10).join(rows)}\n</section>\n'


def _row(row: Row, see: str, also: str, *, own_link: bool) -> str:
    heading = escape(row.heading, quote=False) + (f" ({escape(row.note, quote=False)})" if row.note else "")
    if own_link and len(row.refs) == 1:
        return f"<p>{_link(Ref(row.refs[0].href, row.heading))}{heading[len(escape(row.heading, quote=False)) :]}</p>"
    at = f' id="{row.id}"' if row.id else ""
    said = [heading + (": " if row.refs else "") + "".join(_link(ref) + ref.ends for ref in row.refs)]
    for words, others in ((see, row.see), (also, row.also)):
        if others:
            said.append(f"<emphasis>{escape(words, quote=False)}</emphasis> " + "; ".join(map(_link, others)))
    return f"<p{at}>{_STEP * (row.level - 1)}{', '.join(said) if row.refs else ' '.join(said)}</p>"


def _link(ref: Ref) -> str:
    label = escape(ref.label, quote=False)
    return f'<a l:href="{escape(ref.href)}">{label}</a>' if ref.href else label
