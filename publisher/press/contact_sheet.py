"""Pages of several documents side by side on one picture, with names above: a contact sheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

WIDTH = 2600
MARGIN = 70
HEIGHT = 540
"""Of a page, in pixels; all pages are as high, whatever their size on paper."""
GAP, BETWEEN, BELOW = 16, 90, 80
"""Pixels between pages, between documents side by side, below a row."""
HEAD = 92
PAGES = 3
GROUND, INK, PALE, EDGE = "#e9e6df", "#1d1d1b", "#6d6a63", "#c9c4b8"


@dataclass(frozen=True, slots=True)
class Specimen:
    """A document: its name, what it is, and its PDF. `has_verso`: its second page is the back of a title page."""

    name: str
    title: str
    pdf: bytes
    has_verso: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    specimen: Specimen
    pages: tuple[Any, ...]
    width: int


def contact_sheet(specimens: Sequence[Specimen], bold: str, regular: str) -> bytes:
    """A PNG of `WIDTH` pixels.

    Args:
        bold, regular: paths of the font files for the names.
    """
    name_font, title_font = ImageFont.truetype(bold, 32), ImageFont.truetype(regular, 24)
    blocks = [_block(specimen, name_font, title_font) for specimen in specimens]
    rows = list(_rows(blocks))
    height = 2 * MARGIN + len(rows) * (HEAD + HEIGHT + BELOW) - BELOW if rows else 2 * MARGIN
    sheet = Image.new("RGB", (WIDTH, height), GROUND)
    draw = ImageDraw.Draw(sheet)
    top = MARGIN
    for row in rows:
        left = MARGIN
        for block in row:
            draw.text((left, top), block.specimen.name, INK, name_font)
            draw.text((left, top + 42), block.specimen.title, PALE, title_font)
            x = left
            for page in block.pages:
                draw.rectangle((x - 1, top + HEAD - 1, x + page.width, top + HEAD + page.height), outline=EDGE)
                sheet.paste(page, (x, top + HEAD))
                x += page.width + GAP
            left += block.width + BETWEEN
        top += HEAD + HEIGHT + BELOW
    out = io.BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()


def _block(specimen: Specimen, name_font: Any, title_font: Any) -> _Block:
    pages = tuple(_pages(specimen))
    words = max(name_font.getlength(specimen.name), title_font.getlength(specimen.title))
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    return _Block(specimen, pages, max(width, int(words)))


def _pages(specimen: Specimen) -> Iterable[Any]:
    """The first pages with something on them, the back of a title page left out."""
    document = pypdfium2.PdfDocument(specimen.pdf)
    try:
        shown = 0
        for number in range(len(document)):
            if shown == PAGES:
                return
            page = document[number]
            if number == 1 and specimen.has_verso:
                continue
            picture = page.render(scale=HEIGHT / page.get_height()).to_pil().convert("RGB")
            if picture.getextrema() == ((255, 255),) * 3:
                continue
            shown += 1
            yield picture
    finally:
        document.close()


def _rows(blocks: Sequence[_Block]) -> Iterable[list[_Block]]:
    """As many blocks in a row as there is room for, in their order."""
    row: list[_Block] = []
    used = 0
    for block in blocks:
        if row and used + BETWEEN + block.width > WIDTH - 2 * MARGIN:
            yield row
            row, used = [], 0
        used += block.width + (BETWEEN if row else 0)
        row.append(block)
    if row:
        yield row
