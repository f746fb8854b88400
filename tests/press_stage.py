"""Small pages made by hand, and what the press makes of them."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.builder.profiles import load_profile
from publisher.data import folder
from publisher.model.document import DocumentInfo
from publisher.model.press import InkColour, Rgb, ShopProfile
from publisher.press.pdfx.finish import PressResult, finish

INFO = DocumentInfo("Проба", "Иван Пробин", "", "", "ru", "publisher 0.1.0", "2026-01-02T03:04:05Z")


def profile(name: str = "offset-coated", **changes: object) -> ShopProfile:
    return replace(load_profile(name, [folder("profiles")]), **changes)  # type: ignore[arg-type]


def document(*contents: str, resources: Any = None, trim: tuple[float, float] = (100, 200)) -> bytes:
    """A PDF with a page for each content; resources may be a function of the document."""
    pdf = pikepdf.new()
    shared = resources(pdf) if callable(resources) else resources or Dictionary()
    shared.Font = Dictionary(F=_font(pdf))
    for content in contents:
        page = pdf.add_blank_page(page_size=trim)
        page.obj.MediaBox = Array([-30, -30, trim[0] + 30, trim[1] + 30])
        page.obj.TrimBox = Array([0, 0, *trim])
        page.obj.Resources = shared
        page.obj.Contents = pdf.make_stream(content.encode())
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Every character is half an em wide; nothing of it is ever drawn."""
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.F, FontFile2=pdf.make_stream(b"", Length1=0))
    descendant = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, DW=500, FontDescriptor=descriptor)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([descendant])
        )
    )


def finished(
    content: str,
    shop: ShopProfile | None = None,
    *,
    resources: Any = None,
    table: dict[Rgb, InkColour] | None = None,
) -> PressResult:
    return finish(document(content, resources=resources), shop or profile(), table or {}, INFO, name="proba")


_OPEN: list[pikepdf.Pdf] = []


def first_page(made: PressResult) -> pikepdf.Page:
    _OPEN[:] = [*_OPEN[-3:], pikepdf.open(BytesIO(made.data))]  # a page dies with its document
    return _OPEN[-1].pages[0]


def painted(
    content: str,
    shop: ShopProfile | None = None,
    *,
    resources: Any = None,
    table: dict[Rgb, InkColour] | None = None,
) -> list[str]:
    """The operators of the page, one a line, without those around it that place it."""
    page = first_page(finished(content, shop, resources=resources, table=table))
    return lines(page.obj)[5:-1]


def lines(stream: Any) -> list[str]:
    return [
        " ".join([*(_shown(v) for v in instruction.operands), str(instruction.operator)])
        for instruction in pikepdf.parse_content_stream(stream)
    ]


def _shown(operand: Any) -> str:
    return operand.unparse().decode() if isinstance(operand, pikepdf.Object) else f"{float(operand):g}"


def states(**tables: dict[str, Any]) -> Dictionary:
    """Resources with graphics states by name."""
    return Dictionary(ExtGState=Dictionary({f"/{name}": Dictionary(table) for name, table in tables.items()}))
