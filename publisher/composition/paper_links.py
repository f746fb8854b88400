"""What becomes of a work's links on paper: a note, a number and a list, or a number and codes to scan."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urlsplit

from publisher.composition.inline import quoted
from publisher.composition.links import Link, LinkRegister, ascii_address, bare_address, breakable, short_address
from publisher.composition.markup import SCHEMES
from publisher.composition.qr import LARGEST, Code, qr_code, svg
from publisher.composition.templates import html
from publisher.model.edition import Book
from publisher.model.finding import Finding, Place, Severity
from publisher.model.layout import Layout
from publisher.model.passages import ADDED
from publisher.model.press import MM
from publisher.model.text import Mark
from publisher.model.work import texts

GAP = 6.0
"""Millimetres between two codes, their quiet zones not counted."""

CELL = 31.0
"""Millimetres: an address below a code needs so much to look like one."""

NEAR = 12.0
"""Points: text of this size is held in the hand. Larger text is read from afar, and codes grow with it."""


class PaperLinks:
    """The links of one work in one layout, numbered as the text calls them."""

    def __init__(self, layout: Layout, work_id: str) -> None:
        self.mode = str(layout.options.get("links", "footnote"))
        self.register = LinkRegister()
        self.work_id = work_id
        self.room = column_width(layout) / MM
        self.scale = max(layout.typesetting.size / NEAR, 1.0)

    @property
    def are_numbered(self) -> bool:
        """Whether the text calls links by number: `list` and `qr`."""
        return self.mode in ("list", "qr")

    def says_enough(self, href: str, shown: str) -> bool:
        """Whether a reader of the page needs nothing besides `shown`: the address itself, or no address at all.

        A code is also there for an address that is printed: it spares typing.
        """
        if self.mode == "none" or urlsplit(href).scheme.lower() not in SCHEMES:
            return True
        return self.mode != "qr" and shown.strip() in (href, href.rstrip("/"), bare_address(href))

    def call(self, href: str, mark: Mark, shown: str) -> str:
        """`[3]` behind the words of a link: square brackets (ГОСТ Р 7.0.5); notes are called by raised figures.

        The space belongs to the element: WeasyPrint would break the line behind it otherwise.
        """
        number = self.register.number(href, mark.title, shown)
        return f'<a class="link-call" {ADDED}="1" href="#{self._id(number)}">\u00a0[{number}]</a>'

    def _id(self, number: int) -> str:
        return f"{self.work_id}-l{number}"

    def context(self) -> dict[str, object]:
        """For the template `links.html`: `links` as a list, `link_rows` as rows of codes."""
        entries = [self._entry(link) for link in self.register]
        if self.mode != "qr":
            return {"links": entries, "link_rows": []}
        codes = {link.number: code for link in self.register if (code := readable(link.address, self.room))}
        with_code = [entry for entry in entries if entry["number"] in codes]
        sides = {number: min(code.black_side * self.scale, self.room) for number, code in codes.items()}
        across = max(int((self.room + GAP) / (max([CELL * self.scale, *sides.values()]) + GAP)), 1)
        quiet = {number: code.quiet(sides[number]) for number, code in codes.items()}
        most = max(quiet.values(), default=0.0)
        for entry in with_code:
            number = entry["number"]
            drawing = svg(codes[number], sides[number], quoted(entry["plain"]))
            entry |= {"code": html(drawing), "address": html(breakable(short_address(entry["href"])))}
            entry |= {"quiet": f"{quiet[number]:.3f}mm", "apart": f"{most - quiet[number]:.3f}mm"}
        gaps = [None] * (-len(with_code) % across)
        cells = [*with_code, *gaps]
        rows = [cells[at : at + across] for at in range(0, len(cells), across)]
        return {"links": [entry for entry in entries if entry["number"] not in codes], "link_rows": rows}

    def _entry(self, link: Link) -> dict[str, Any]:
        shown = bare_address(link.address)
        return {
            "id": self._id(link.number),
            "number": link.number,
            "title": link.title,
            "words": link.words,
            "href": link.address,
            "plain": shown,
            "address": html(breakable(shown)),
        }


def column_width(layout: Layout) -> float:
    """Width of a column of text in pt."""
    setting = layout.typesetting
    text = layout.trim.width - layout.margins.inner - layout.margins.outer
    return (text - (setting.columns - 1) * setting.gutter) / setting.columns


def readable(address: str, room: float) -> Code | None:
    """The code for an address, if a column of `room` mm can hold one that a camera reads."""
    code = qr_code(ascii_address(address))
    return code if code and code.black_side <= min(LARGEST, room) else None


def unreadable_links(book: Book, layout: Layout) -> Iterator[Finding]:
    """L106: addresses too long for a code; they are printed in full."""
    if layout.options.get("links") != "qr":
        return
    room = column_width(layout) / MM
    for entry in book.entries:
        told: set[str] = set()
        for text in texts(entry.work):
            for mark in text.marks:
                scheme = mark.value.split(":", 1)[0].lower()
                if mark.kind != "link" or scheme not in SCHEMES or mark.value in told or readable(mark.value, room):
                    continue
                told.add(mark.value)
                offset = text.source_offset(mark.start)
                source = entry.work.source
                place = (
                    source.place(offset) if source and offset is not None else Place(source.path) if source else None
                )
                code = qr_code(ascii_address(mark.value))
                needs = f"{code.black_side:.0f}" if code else "> 62"
                params = {"address": escape(mark.value[:60], quote=False), "length": len(ascii_address(mark.value))}
                params |= {"needs": needs, "room": f"{min(LARGEST, room):.0f}"}
                yield Finding("L106", Severity.WARNING, place, params)
