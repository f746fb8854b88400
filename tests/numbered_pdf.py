"""PDFs whose pages say their number, and what stands where on imposed sheets."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from publisher.model.imposition import Imposition, Plan, SheetWords
from publisher.model.sheet import Box
from publisher.press.place import Imposed, impose
from publisher.press.source_pages import SourcePage, read_pages

PLAIN = Imposition(marks=frozenset())


@lru_cache(maxsize=80)
def numbered_pdf(
    pages: int, width: float = 144, height: float = 216, bleed: float = 0.0, version: str = "1.7"
) -> bytes:
    """Pages of `width` × `height` pt with their number in the middle; artwork fills the bleed."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    resources = pdf.make_indirect(Dictionary(Font=Dictionary(F=font)))
    for number in range(1, pages + 1):
        pdf.add_blank_page(page_size=(width + 2 * bleed, height + 2 * bleed))
        page = pdf.pages[-1].obj
        if bleed:
            page.TrimBox = Array([bleed, bleed, bleed + width, bleed + height])
            page.BleedBox = Array([0, 0, width + 2 * bleed, height + 2 * bleed])
        page.Resources = resources
        hue = 0.2 + 0.6 * (number % 7) / 7
        page.Contents = pdf.make_stream(
            f"{hue:.3f} .9 .6 rg 0 0 {width + 2 * bleed} {height + 2 * bleed} re f "
            f"0 g {bleed + 10} {bleed + 20} 30 40 re f "
            f"BT /F 24 Tf {bleed + width / 2 - 14} {bleed + height / 2} Td ({number}) Tj ET".encode()
        )
    data = BytesIO()
    pdf.save(data, force_version=version, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return data.getvalue()


def folios(imposed: bytes, columns: int, rows: int) -> list[list[list[str]]]:
    """What every side says, row by row, cell by cell; the cells divide the TrimBox evenly."""
    sides = []
    document = pypdfium2.PdfDocument(imposed)
    for page in document:
        left, bottom, right, top = page.get_trimbox()
        width, height = (right - left) / columns, (top - bottom) / rows
        text = page.get_textpage()
        sides.append(
            [
                [
                    text.get_text_bounded(
                        left + c * width, top - (r + 1) * height, left + (c + 1) * width, top - r * height
                    ).strip()
                    for c in range(columns)
                ]
                for r in range(rows)
            ]
        )
    document.close()
    return sides


def planned_folios(plan: Plan) -> list[list[list[str]]]:
    """What every side should say; a number that stands head down is read from its end."""
    return [
        [[_shown(slot.page, plan.pages) for slot in row] for row in plan.grid(slots)]
        for sheet in plan.sheets
        for _, slots in sheet.sides
    ]


def _shown(page: int, pages: int) -> str:
    return str(page) if page <= pages else ""


def picture(pdf: bytes, page: int, box: Box | None = None, scale: float = 1.0) -> Image.Image:
    """A page, or a box of it, as pixels: `scale` pixels a point."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    height = sheet.get_height()
    whole = sheet.render(scale=scale).to_pil().convert("RGB")
    document.close()
    if box is None:
        return whole
    edges = (box.left, height - box.top, box.right, height - box.bottom)
    return whole.crop(tuple(round(edge * scale) for edge in edges))


def imposed(data: bytes, asked: Imposition = PLAIN) -> Imposed:
    return impose(data, asked, "book.pdf", SheetWords()).value


def difference(first: Image.Image, second: Image.Image) -> int:
    """The largest difference of two pictures of one size, 0 to 255."""
    assert first.size == second.size
    return max(high for _, high in ImageChops.difference(first, second).getextrema())


def codes(data: bytes, asked: Imposition) -> list[str]:
    return [f.code for f in impose(data, asked, "book.pdf", SheetWords()).findings]


def pages_of(source: bytes) -> list[SourcePage]:
    """The pages of a document as imposition sees them."""
    return read_pages(pikepdf.open(BytesIO(source)), "")
