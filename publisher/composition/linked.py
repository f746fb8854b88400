"""Markup for screens: notes are called by a link and lead back by one, links never stand inside links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote, urlsplit

from publisher.composition.inline import language_tag, quoted
from publisher.composition.markup import SCHEMES, Markup, Pictures
from publisher.composition.places import with_targets
from publisher.composition.spelled import spelled
from publisher.composition.terms import terms
from publisher.composition.widths import wanted_width
from publisher.composition.xhtml import allowed
from publisher.model.edition import Entry
from publisher.model.indexing import IndexPlace
from publisher.model.passages import numbers
from publisher.model.press import MM
from publisher.model.text import Mark, Text
from publisher.model.work import Block, Figure, Heading, Note, Paragraph, Quotation, Table, texts_of

MEASURE = 110 * MM
"""Width of the text in a book that stands in for the screen when an author gives a width in millimetres."""

_HOST = re.compile(r"\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*\.?(?::(?P<port>\d{1,5}))?")
_MAILBOX = re.compile(r"[^\s@]+@[\w.-]+|\+?[\d(). -]+")
_KEPT_IN_ADDRESSES = "%:/?@!$&'()*+,;=~-._"


class LinkedMarkup(Markup):
    """Notes are numbered through the work: those of the title matter first, those called by notes last.

    A subclass says how notes look. `called` holds the notes called since it was
    last emptied.
    """

    EPIGRAPH = 'role="doc-epigraph"'
    """Attributes of an epigraph."""

    def __init__(self, entry: Entry, pictures: Pictures, language: str) -> None:
        """`language` stands in where the work's own is no BCP 47 tag. `others` is filled when all works are known."""
        super().__init__(entry, pictures)
        self.language = language_tag(entry.work.metadata.language, language)
        self.terms = terms(self.language)
        self.called: dict[str, Note] = {}
        self._calls: dict[str, int] = {}
        self._set: set[str] = set()
        self._in_note = False
        self.wanted: dict[int, list[IndexPlace]] = {}
        self._passages: dict[int, int] = {}
        self.want(place.of(entry.id) for place in self.places.values())

    def _number_all(self) -> None:
        """Those that the title matter calls come first, those that notes call last."""
        for text in calling_texts(self.entry):
            if text.marks:
                self._number_notes(text)
        done = 0
        while done < len(self.numbers):
            fresh = list(self.numbers)[done:]
            done = len(self.numbers)
            for text in (t for note_id in fresh for b in self.notes[note_id].blocks for t in texts_of(b)):
                self._number_notes(text)

    def call_id(self, note: Note, number: int) -> str:
        """Id for the next call of a note; the way back leads to the first one, `…-ref`."""
        self._calls[note.id] = count = self._calls.get(note.id, 0) + 1
        self.called.setdefault(note.id, note)
        return f"{self.note_id(number)}-ref" + (f"-{count}" if count > 1 else "")

    def called_in_turn(self) -> Iterator[Note]:
        """Notes called and not yet set, each once; those that they call themselves follow."""
        while fresh := [note for note in self.called.values() if note.id not in self._set]:
            for note in fresh:
                self._set.add(note.id)
                yield note

    def note_body(self, note: Note, back: str) -> str:
        """The blocks of a note; `back`, its number with the way back, stands in its first paragraph."""
        self._in_note = True
        first, *rest = note.blocks or (Paragraph(Text("")),)
        if isinstance(first, Paragraph):
            html = f"<p>{back} {self.running(first.text)}</p>"
        else:
            html = f"<p>{back}</p>\n{self.block(first)}"
        html = "\n".join([html, *map(self.block, rest)])
        self._in_note = False
        return html

    def figure_style(self, block: Figure) -> str:
        """Screens differ: a width in millimetres becomes its share of a book's measure."""
        wanted = wanted_width(block.width, MEASURE)
        return f"width: {min(100 * wanted / MEASURE, 100):.4g}%" if wanted else ""

    def text(self, text: Text) -> str:
        return super().text(self.completed(text))

    def completed(self, text: Text) -> Text:
        """A text with the places that links lead to, with titles for page numbers, and no link inside another."""
        places = self.wanted.pop(self._passages.get(id(text), -1), ()) if self.wanted else ()
        placed = with_targets(self.with_pages(text), places)
        if not placed.marks:
            return placed
        return without_nested_links(spelled(placed, lambda address: self.referred(address)[1], self.language))

    def target(self, name: str) -> str:
        return f'<span id="{quoted(name)}"></span>'

    def wanted_in(self, text: Text) -> Iterator[str]:
        """Ids of the places in a text that links lead to."""
        return (place.id for place in self.wanted.get(self._passages.get(id(text), -1), ()))

    def with_pages(self, text: Text) -> Text:
        """A text with marks where printed pages begin."""
        return text

    def want(self, places: Iterable[IndexPlace]) -> None:
        """Links will lead to these places, too; those of other works don't matter."""
        for place in places:
            if place.entry == self.entry.id and place not in (known := self.wanted.setdefault(place.block, [])):
                known.append(place)
        self._passages = numbers(self.entry.work) if self.wanted else {}

    def heading(self, block: Heading) -> str:
        """A heading inside a note is no division of the work."""
        return f'<p class="subtitle">{self.text(block.text)}</p>' if self._in_note else super().heading(block)

    def href(self, address: str) -> str:
        href = super().href(address)
        return clean_address(href) if urlsplit(href).scheme in SCHEMES else href

    def epigraph(self, text: Text) -> str:
        """The epigraph of the whole work."""
        return f'<blockquote class="epigraph" {self.EPIGRAPH}><p>{self.running(text)}</p></blockquote>'

    def block(self, block: Block) -> str:
        html = super().block(block)
        if isinstance(block, Quotation) and block.kind == "epigraph":
            return html.replace("<blockquote ", f"<blockquote {self.EPIGRAPH} ", 1)
        return html

    def _table(self, block: Table) -> str:
        """Wide tables scroll inside their own box."""
        return f'<div class="table">{super()._table(block)}</div>'


def calling_texts(entry: Entry) -> Iterator[Text]:
    """The texts of a work in the order in which a reader meets them, without its notes."""
    meta = entry.work.metadata
    yield from (text for text in (meta.title, meta.subtitle, meta.epigraph) if text)
    for block in entry.work.blocks:
        yield from texts_of(block)


def without_nested_links(text: Text) -> Text:
    """`text` with every link ended before a note's call inside it and before the next link."""
    links = sorted((m for m in text.marks if m.kind == "link" and m.start < m.end), key=lambda m: (m.start, -m.end))
    if not links:
        return text
    calls = sorted(m.start for m in text.marks if m.kind == "note")
    others = [m for m in text.marks if m.kind != "link"]
    apart: list[Mark] = []
    free = 0
    for link in links:
        start = max(link.start, free)
        if start < link.end:
            free = link.end
            apart += _divided(replace(link, start=start), calls)
    return replace(text, marks=tuple(sorted([*apart, *others], key=lambda m: (m.start, -m.end))))


def _divided(link: Mark, calls: Iterable[int]) -> Iterator[Mark]:
    for call in calls:
        if link.start < call < link.end:
            yield replace(link, end=call)
            link = replace(link, start=call)
    yield link


def clean_address(address: str) -> str:
    """An address as the URL standard wants it, or nothing when it can't be one. Letters of all scripts stay."""
    address = allowed(address).strip()
    parts = urlsplit(address)
    if parts.scheme.lower() in ("http", "https"):
        host = _HOST.fullmatch(parts.netloc)
        fits = bool(host) and int((host and host["port"]) or 0) < 65536
    else:
        fits = bool(_MAILBOX.fullmatch(parts.path))
    if not fits:
        return ""
    lone_percent = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address)
    page, mark, fragment = lone_percent.partition("#")
    return _quoted(page) + mark + _quoted(fragment)


def _quoted(part: str) -> str:
    return "".join(c if c.isalnum() else quote(c, safe=_KEPT_IN_ADDRESSES) for c in part)
