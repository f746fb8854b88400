"""The pages of one work: what they depend on besides the work itself, and how they are composed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.composition.dates import written_date
from publisher.composition.headline import headline_style
from publisher.composition.inline import names_html
from publisher.composition.markup import Pictures
from publisher.composition.page_markup import PageMarkup
from publisher.composition.templates import html, render
from publisher.composition.verse import verse_room
from publisher.composition.xhtml import allowed, plain
from publisher.model.composition import Fragment
from publisher.model.edition import Entry, Kind
from publisher.model.layout import Family, Layout


@dataclass(frozen=True, slots=True)
class WorkFrame:
    """All that the pages of a work depend on besides the work: the same for every work of a book.

    Whatever a page shows of the book has to come from here: what is not named here may change without any page of a
    work being set again.

    Args:
        language: of the book, for the words of templates.
        masthead: what a newspaper says of itself at its head.
        others: addresses of the works of the book and their headings, see `Markup`.
        closing: HTML behind the last work: the imprint of a leaflet.
    """

    kind: Kind
    language: str
    is_collection: bool
    has_title_page: bool
    layout: Layout
    families: Mapping[str, Family]
    masthead: Mapping[str, str]
    others: Mapping[str, str] = field(default_factory=dict)
    closing: str = ""


def compose_work(frame: WorkFrame, entry: Entry, pictures: Pictures, *, first: bool, last: bool) -> Fragment:
    """The pages of one work; `first` and `last`: it opens or closes the book."""
    meta, layout = entry.work.metadata, frame.layout
    context = work_context(frame, entry, pictures, last=last)
    source = render(layout, "work.html", frame.language, {**context, "masthead": frame.masthead})
    short = meta.short_title or meta.title
    start = "page" if frame.kind == "leaflet" or layout.work_start == "run-on" else layout.work_start
    if first and frame.kind != "leaflet" and not layout.covers:
        start = "recto"
    return Fragment(entry.id, "work", allowed(source), meta.language, start, plain(short.plain), plain(meta.author))


def work_context(frame: WorkFrame, entry: Entry, pictures: Pictures, *, last: bool) -> dict[str, object]:
    """What the templates of works may use of one."""
    meta, layout = entry.work.metadata, frame.layout
    markup = _markup(frame, entry, pictures)
    title, subtitle, epigraph = (  # before the body: their notes come first
        html(markup.marked(text)) if text else "" for text in (meta.title, meta.subtitle, meta.epigraph)
    )
    body = markup.blocks(entry.work.blocks)
    return {
        "id": entry.id,
        "title_id": markup.title_id,
        "language": meta.language,
        "title": title,
        "plain_title": meta.title.plain,
        "headline": headline_style(meta.title, None if layout.covers else layout.headline, layout, frame.families),
        "subtitle": subtitle,
        "author": html(names_html(meta.authors)),
        "translators": html(names_html(meta.translators)),
        "date": written_date(meta.date, meta.language),
        "epigraph": epigraph,
        "body": html(body),
        "endnotes": [html(note) for note in markup.endnotes] if markup.as_endnotes else [],
        "has_title_page": frame.has_title_page and not frame.is_collection,
        "is_collection": frame.is_collection,
        "closing": html(frame.closing if last else ""),
        **markup.links.context(),
    }


def _markup(frame: WorkFrame, entry: Entry, pictures: Pictures) -> PageMarkup:
    layout = frame.layout
    verse = verse_room(layout, frame.families[layout.text_family])
    markup = PageMarkup(entry, pictures, layout, initial=bool(layout.options.get("initial")), verse=verse)
    markup.others = frame.others
    markup.as_endnotes |= layout.notes == "end"
    return markup
