"""What stands with a work: which of it, and what is said at the end of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any, NamedTuple

from publisher.composition.citations import linked, printed_from
from publisher.composition.dates import written_date
from publisher.composition.inline import names_html, quoted
from publisher.composition.links import bare_address, breakable
from publisher.composition.terms import terms
from publisher.composition.xhtml import plain
from publisher.model.collection import Matter, NotesPlace
from publisher.model.edition import Edition
from publisher.model.layout import Layout
from publisher.model.work import Metadata


class Closing(NamedTuple):
    """A line behind the text of a work: which, and its HTML."""

    name: str
    html: str


def matter_of(edition: Edition, layout: Layout | None, *, is_collection: bool) -> Matter:
    """What stands with every work, by the edition or else by the layout.

    A work alone has its date on the title page of the book or, in a leaflet, above the text. Without a layout the
    edition alone decides.
    """
    said: dict[str, Any] = {**(layout.matter if layout else {}), **edition.matter}
    matter = Matter(**said)
    if edition.kind == "leaflet":
        matter = replace(matter, title_pages="none")
    if is_collection:
        return matter
    has_title_page = edition.kind != "leaflet" or bool(layout and layout.covers)
    return replace(matter, date="none" if has_title_page else "title", title_pages="none")


def notes_place(edition: Edition, layout: Layout) -> NotesPlace:
    """Where notes are printed: a leaflet has no end of the book."""
    place = edition.notes or ("work" if layout.notes == "end" else "page")
    return "work" if place == "book" and edition.kind == "leaflet" else place


def closing_lines(meta: Metadata, matter: Matter, language: str) -> Iterator[Closing]:
    """Date, translators, source and rights where they stand at the end of the text.

    Args:
        language: of the book, which speaks here; the date is written in that of the work.
    """
    said: Mapping[str, str] = {
        "date": escape(written_date(meta.date, meta.language), quote=False),
        "translators": _translators(meta, language),
        "source": linked(printed_from(meta, language), address_html),
        "rights": _rights(meta),
    }
    yield from (Closing(name, html) for name, html in said.items() if html and name in matter.at_end)


def _translators(meta: Metadata, language: str) -> str:
    words = terms(language)
    label = words["translated-by" if len(meta.translators) == 1 else "translated-by-plural"]
    return f"{escape(label, quote=False)}: {names_html(meta.translators)}" if meta.translators else ""


def _rights(meta: Metadata) -> str:
    """The holder of the rights behind ©; a licence or a sentence as it is."""
    said = plain(meta.rights)
    bare = bool(said) and not said.startswith(("©", "(c)", "(C)", "CC", "http")) and any(c.isdigit() for c in said)
    return linked(f"© {said}" if bare else said, address_html)


def address_html(address: str) -> str:
    """An address as a link that may be divided."""
    shown = breakable(bare_address(address))
    return f'<a class="address" href="{quoted(address)}">{shown}</a>'
