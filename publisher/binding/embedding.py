"""A face cut down to its glyphs in use, embedded once, with its Unicode map (ISO 32000-1, 9.7 and 9.10)."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from hashlib import sha256

import uharfbuzz as hb

from publisher.binding.lettering import Lettering
from publisher.binding.pdf_file import PdfFile, numbers

_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Publisher-UCS def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n{blocks}endcmap end end"
)
_BLOCK = 100
"""A CMap holds at most 100 entries in a block."""

_NOT_FOR_DRAWING = ("GSUB", "GPOS", "GDEF", "kern", "DSIG", "STAT")


def embed(file: PdfFile, lettering: Lettering, fonts: Mapping[int, int]) -> None:
    """Write the font objects of a face with everything that belongs to them. Codes are glyph numbers of the font file.

    Args:
        fonts: reading → number of its font object.
    """
    data = _subset(lettering)
    is_cff = data.startswith(b"OTTO")
    face = lettering.declared
    tag = "".join(chr(65 + byte % 26) for byte in sha256(data).digest()[:6])
    style = f"-{face.weight}{'-Italic' if face.italic else ''}"
    name = f"/{tag}+{_name(face.family)}{style}".encode()
    program = (
        b"/FontFile3 %d 0 R" % file.add_packed(b"/Subtype/OpenType", data)
        if is_cff
        else b"/FontFile2 %d 0 R" % file.add_packed(b"/Length1 %d" % len(data), data)
    )
    descriptor = file.add(_descriptor(lettering, name, program))
    widths = b" ".join([b"%d[%s]" % (first, b" ".join(row)) for first, row in _rows(lettering)])
    descendant = file.add(
        b"<</Type/Font/Subtype/%s/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"%s/W[%s]/DW 1000/FontDescriptor %d 0 R>>"
        % (
            b"CIDFontType0" if is_cff else b"CIDFontType2",
            name,
            b"" if is_cff else b"/CIDToGIDMap/Identity",
            widths,
            descriptor,
        )
    )
    for reading, number in fonts.items():
        to_unicode = file.add_packed(b"", _to_unicode(lettering.readings[reading]).encode())
        file.add(
            b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (name, descendant, to_unicode),
            number,
        )


def _name(family: str) -> str:
    """A family in a PostScript name: letters and digits of ASCII, hyphens."""
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in family)


def _em(lettering: Lettering, units: float) -> int:
    return round(units * 1000 / lettering.upem)


def _rows(lettering: Lettering) -> Iterable[tuple[int, list[bytes]]]:
    """First glyph of each run without gaps, and the widths of the run in thousandths of an em."""
    first, row = 0, list[bytes]()
    for glyph in lettering.used:
        if row and glyph != first + len(row):
            yield first, row
            row = []
        first = first if row else glyph
        row.append(b"%d" % _em(lettering, lettering.font.get_glyph_h_advance(glyph)))
    if row:
        yield first, row


def _subset(lettering: Lettering) -> bytes:
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(lettering.used)
    tables = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    tables.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _NOT_FOR_DRAWING)
    return bytes(hb.subset(lettering.face, wanted).blob.data)


def _descriptor(lettering: Lettering, name: bytes, program: bytes) -> bytes:
    face, font = lettering.declared, lettering.font
    extents = font.get_font_extents("ltr")
    box = struct.unpack(">4h", lettering.face.reference_table("head").data[36:44])
    angle = struct.unpack(">i", lettering.face.reference_table("post").data[4:8])[0] / 65536
    return b"<</Type/FontDescriptor/FontName%s/Flags %d/FontBBox%s/ItalicAngle %.2f/Ascent %d/Descent %d" % (
        name,
        4 | (64 if face.italic else 0),
        numbers([_em(lettering, value) for value in box]),
        angle,
        _em(lettering, extents.ascender),
        _em(lettering, extents.descender),
    ) + b"/CapHeight %d/StemV %d%s>>" % (
        _em(lettering, _cap_height(lettering)),
        80 if face.weight < 600 else 120,
        program,
    )


def _cap_height(lettering: Lettering) -> float:
    glyph = lettering.font.get_nominal_glyph(ord("Н")) or 0
    extents = lettering.font.get_glyph_extents(glyph)
    return float(extents.y_bearing) if extents else 0.7 * lettering.upem


def _to_unicode(reading: Mapping[int, str]) -> str:
    entries = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(reading.items()) if text
    ]
    blocks = "".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
        for part in (entries[i : i + _BLOCK] for i in range(0, len(entries), _BLOCK))
    )
    return _TO_UNICODE.format(blocks=blocks)
