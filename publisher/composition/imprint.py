"""Выходные сведения on paper: the last page of a book, the last lines of a leaflet. Page counts are facts by now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from html import escape

from publisher.composition.barcode import ean13_html
from publisher.composition.pages import book_context
from publisher.composition.templates import html, render
from publisher.composition.xhtml import allowed
from publisher.model.composition import Fragment
from publisher.model.edition import Book
from publisher.model.formats import MM, conventional_sheets, sheet_of
from publisher.model.identifiers import ean_of_isbn, ean_of_issn
from publisher.model.layout import Family, Layout

_UNDER_BARS = ("Pub Sans", "Pub Mono")
"""Families for the digits of a barcode, if the layout has them."""
_POINT = ("en",)
"""Languages whose decimals stand behind a point."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Of a finished book: its pages (this one included), its учётно-издательские листы."""

    pages: int
    volume: Decimal


def compose_imprint(book: Book, layout: Layout, families: Mapping[str, Family], extent: Extent) -> Fragment:
    """The last page of a book."""
    context = book_context(book) | release_data(book, layout, families, extent)
    wanted = book.edition.imprint.barcode
    shown = wanted in ("imprint", "both") or (wanted == "auto" and not book.edition.has_cover)
    context["barcode"] = html(barcode(book, layout, 0.8)) if shown else ""
    return Fragment(
        "imprint", "imprint", allowed(render(layout, "imprint.html", book.language, context)), book.language
    )


def leaflet_imprint(book: Book, layout: Layout, families: Mapping[str, Family], extent: Extent) -> str:
    """HTML of the lines at the end of a leaflet."""
    context = book_context(book) | release_data(book, layout, families, extent)
    return allowed(render(layout, "leaflet-imprint.html", book.language, context))


def leaflet_has_imprint(book: Book) -> bool:
    return book.edition.imprint.on_leaflet or book.edition.imprint.election is not None


def release_data(book: Book, layout: Layout, families: Mapping[str, Family], extent: Extent) -> dict[str, object]:
    """Выпускные данные that are counted or come from the layout: format, sheets, typeface."""
    width, height = (f"{side / MM:.0f}" for side in (layout.trim.width, layout.trim.height))
    sheet = book.edition.imprint.sheet or layout.sheet or sheet_of(layout.trim)
    return {
        "typeface": families[layout.text_family].typeface,
        "pages": extent.pages,
        "trim": f"{width}×{height}",
        "sheet": str(sheet) if sheet else "",
        "sheets": decimals(conventional_sheets(extent.pages, layout.trim, sheet), book.language),
        "volume": decimals(extent.volume, book.language),
    }


def decimals(number: Decimal, language: str) -> str:
    """Two decimals, rounded as imprints are; never 0,00."""
    chars = str(max(number.quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal("0.01")))
    return chars if language.partition("-")[0] in _POINT else chars.replace(".", ",")


def barcode(book: Book, layout: Layout, scale: float) -> str:
    """HTML of EAN-13 for the ISBN or ISSN; empty without one."""
    imprint = book.edition.imprint
    family = next((name for name in _UNDER_BARS if name in layout.families), layout.text_family)
    if digits := ean_of_isbn(imprint.isbn):
        return ean13_html(digits, _named("ISBN", imprint.isbn), family, scale)
    if digits := ean_of_issn(imprint.issn):
        return ean13_html(digits, _named("ISSN", imprint.issn), family, scale)
    return ""


def _named(name: str, number: str) -> str:
    number = number.strip()
    return escape(number if number.upper().startswith(name) else f"{name} {number}")
