from __future__ import annotations

import struct
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from press_stage import finished, first_page, profile

from publisher.model.errors import BuildError


def opentype(**tables: bytes) -> bytes:
    """A font file with nothing but a directory and tables."""
    offset = 12 + 16 * len(tables)
    entries, bodies = b"", b""
    for tag, body in tables.items():
        entries += struct.pack(">4s3I", tag.encode().ljust(4), 0, offset + len(bodies), len(body))
        bodies += body
    return b"OTTO" + struct.pack(">4H", len(tables), 0, 0, 0) + entries + bodies


def with_font(data: bytes) -> Any:
    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        descriptor = Dictionary(FontName=Name.T, FontFile3=pdf.make_stream(data, Subtype=Name.OpenType))
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType0, CIDToGIDMap=Name.Identity, FontDescriptor=descriptor
        )
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([descendant])
        )
        form = pdf.make_stream(
            b"BT /T 9 Tf <0001> Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9])
        )
        form.Resources = Dictionary(Font=Dictionary(T=pdf.make_indirect(font)))
        return Dictionary(XObject=Dictionary(G=form))

    return resources


def used_font(data: bytes, name: str = "offset-coated") -> Any:
    made = first_page(finished("/G Do", profile(name), resources=with_font(data)))
    return made.obj.Resources.XObject.G.Resources.Font.T.DescendantFonts[0]


def test_pdf_before_1_6_gets_the_outlines_alone() -> None:
    font = used_font(opentype(GSUB=b"rules", **{"CFF ": b"outlines", "cmap": b"map"}))
    assert str(font.FontDescriptor.FontFile3.Subtype) == "/CIDFontType0C"
    assert font.FontDescriptor.FontFile3.read_bytes() == b"outlines"
    assert "/CIDToGIDMap" not in font


def test_pdf_x_4_takes_the_font_as_it_is() -> None:
    data = opentype(**{"CFF ": b"outlines"})
    font = used_font(data, "digital")
    assert str(font.FontDescriptor.FontFile3.Subtype) == "/OpenType"
    assert font.FontDescriptor.FontFile3.read_bytes() == data


@pytest.mark.parametrize("data", [b"", b"OTTO", opentype(glyf=b"x"), opentype(glyf=b"x")[:20]])
def test_a_font_without_such_outlines_is_an_error(data: bytes) -> None:
    with pytest.raises(BuildError) as caught:
        used_font(data)
    assert caught.value.code == "X102"
