"""Fonts that PDF before 1.6 does not know: OpenType with PostScript outlines goes in as bare CFF."""

from __future__ import annotations

import struct

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.model.errors import BuildError


def needs_cff(font: pikepdf.Object) -> bool:
    """Whether the font is embedded as a whole OpenType file."""
    descriptor = _descriptor(font)
    file = descriptor.get("/FontFile3") if descriptor is not None else None
    return file is not None and file.get("/Subtype") == Name.OpenType


def _descriptor(font: pikepdf.Object) -> pikepdf.Object | None:
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    return holder.get("/FontDescriptor")


def embedded_as_cff(pdf: pikepdf.Pdf, font: pikepdf.Object) -> pikepdf.Object:
    """The same composite font with the table `CFF ` alone in the place of the OpenType file."""
    made = Dictionary(dict(font.items()))
    descendant = Dictionary(dict(font.DescendantFonts[0].items()))
    descriptor = Dictionary(dict(descendant.FontDescriptor.items()))
    cff = _table(descriptor.FontFile3.read_bytes(), b"CFF ")
    descriptor.FontFile3 = pdf.make_stream(cff, Subtype=Name.CIDFontType0C)
    descendant.FontDescriptor = pdf.make_indirect(descriptor)
    descendant.Subtype = Name.CIDFontType0
    if "/CIDToGIDMap" in descendant:
        del descendant["/CIDToGIDMap"]
    made.DescendantFonts = Array([pdf.make_indirect(descendant)])
    return pdf.make_indirect(made)


def _table(data: bytes, wanted: bytes) -> bytes:
    """A table of an sfnt file, by its directory (ISO/IEC 14496-22, 4.5.1).

    Raises:
        BuildError: X102, there is none: no font that PDF of this version could hold.
    """
    count = int.from_bytes(data[4:6], "big")
    for number in range(min(count, (len(data) - 12) // 16)):
        tag, _, offset, length = struct.unpack(">4s3I", data[12 + 16 * number : 28 + 16 * number])
        if tag == wanted:
            return data[offset : offset + length]
    raise BuildError("X102", {"what": f"OpenType, {wanted.decode()}"})
