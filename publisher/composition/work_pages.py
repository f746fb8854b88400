"""The pages of one work: what they depend on besides the work itself, and how they are composed."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from publisher.composition.dates import written_date
from publisher.composition.headline import headline_style
from publisher.composition.inline import names_html
from publisher.composition.page_markup import PageMarkup
from publisher.composition.page_references import with_folios, with_titles
from publisher.composition.templates import html, render
from publisher.composition.verse import verse_room
from publisher.composition.work_matter import closing_lines
from publisher.composition.xhtml import allowed, plain
from publisher.model.composition import Fragment
from publisher.model.frame import WorkFrame, WorkOrder


def compose_work(frame: WorkFrame, order: WorkOrder) -> Fragment:
    """The pages of one work."""
    context = work_context(frame, order)
    source = render(frame.layout, "work.html", frame.language, {**context, "masthead": frame.masthead})
    filled = with_folios(with_titles(source, order.titles), order.folios)
    notes = (
        with_folios(with_titles(note, order.titles), order.folios)
        for note in cast("tuple[str, ...]", context["book_notes"])
    )
    return replace(head_of(frame, order), html=allowed(filled), endnotes=tuple(map(allowed, notes)))


def head_of(frame: WorkFrame, order: WorkOrder) -> Fragment:
    """The fragment without its pages: what follows from the metadata of the work and its place in the book."""
    meta, layout = order.entry.work.metadata, frame.layout
    short = meta.short_title or meta.title
    start = "page" if frame.kind == "leaflet" or layout.work_start == "run-on" else layout.work_start
    if (order.first and frame.kind != "leaflet" and not layout.covers) or frame.bare:
        start = "recto"
    title, author = plain(short.plain), plain(meta.author)
    return Fragment(order.entry.id, "work", "", meta.language, start, title, author, bare=frame.bare)


def work_context(frame: WorkFrame, order: WorkOrder) -> dict[str, object]:
    """What the templates of works may use of one."""
    entry, layout = order.entry, frame.layout
    meta, markup = entry.work.metadata, _markup(frame, order)
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
        "translator_count": len(meta.translators),
        "date": written_date(meta.date, meta.language),
        "epigraph": epigraph,
        "body": html(body),
        "endnotes": [html(note) for note in markup.endnotes] if frame.notes != "book" else [],
        "book_notes": tuple(markup.endnotes) if frame.notes == "book" else (),
        "matter": frame.matter,
        "closing_lines": [
            {"name": line.name, "html": html(line.html)} for line in closing_lines(meta, frame.matter, frame.language)
        ],
        "title_page": frame.matter.title_pages == "each",
        "blank_back": layout.part_back == "blank",
        "has_title_page": frame.has_title_page and not frame.is_collection,
        "is_collection": frame.is_collection,
        "closing": html(frame.closing if order.last else ""),
        **markup.links.context(),
    }


def _markup(frame: WorkFrame, order: WorkOrder) -> PageMarkup:
    layout = frame.layout
    verse = verse_room(layout, frame.families[layout.text_family])
    markup = PageMarkup(order.entry, order.pictures, layout, initial=bool(layout.options.get("initial")), verse=verse)
    markup.others = frame.others
    markup.as_endnotes |= frame.notes != "page"
    markup.for_book = frame.notes == "book"
    return markup
