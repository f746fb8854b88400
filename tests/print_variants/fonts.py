"""Faults of fonts and text."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from print_variants.base import add_content, own_resources, the_font, variant


@variant("P301")
def helvetica(pdf: pikepdf.Pdf) -> None:
    own_resources(pdf).Font.New = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    add_content(pdf, b"q /Over gs 0 0 0 1 k BT /New 10 Tf 60 200 Td (Trim) Tj ET Q")


@variant("P302")
def broken_font(pdf: pikepdf.Pdf) -> None:
    descriptor = the_font(pdf).DescendantFonts[0].FontDescriptor
    descriptor[Name.FontFile2] = pdf.make_stream(descriptor.FontFile2.read_bytes()[:300])


@variant("P303")
def wrong_widths(pdf: pikepdf.Pdf) -> None:
    descendant = the_font(pdf).DescendantFonts[0]
    widths = [float(width) for width in descendant.W[1]]
    descendant.W = Array([0, Array([width + 50 for width in widths])])


@variant("P304")
def notdef(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q /Over gs 0 0 0 1 k BT /F 10 Tf 60 200 Td <0000> Tj ET Q")


@variant("P304")
def beyond_the_font(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q /Over gs 0 0 0 1 k BT /F 10 Tf 60 200 Td <0FFF> Tj ET Q")


@variant("P305", "P306")
def type_3(pdf: pikepdf.Pdf) -> None:
    glyph = pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")
    own_resources(pdf).Font.New = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 500, 500]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=glyph),
            Encoding=Dictionary(Differences=Array([97, Name.a])),
            FirstChar=97,
            LastChar=97,
            Widths=Array([500]),
            Resources=Dictionary(),
        )
    )
    add_content(pdf, b"q /Over gs 0 0 0 1 k BT /New 10 Tf 60 200 Td (a) Tj ET Q")


@variant("P306")
def no_unicode(pdf: pikepdf.Pdf) -> None:
    del the_font(pdf)[Name.ToUnicode]


@variant("P307")
def tiny_type(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, old=b"/F 11 Tf", new=b"/F 4 Tf")


@variant("P308")
def invisible(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q /Over gs 0 0 0 1 k BT 3 Tr /F 10 Tf 60 200 Td <0001> Tj ET Q")
