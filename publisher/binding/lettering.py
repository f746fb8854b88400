"""Real text drawn onto finished pages: shaped by HarfBuzz, embedded as a subset TrueType font with its Unicode map."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from hashlib import sha256

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name

from publisher.model.layout import Face

_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Publisher-UCS def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n{blocks}endcmap end end"
)
_BLOCK = 100
"""A CMap holds at most 100 entries in a block."""


@dataclass(frozen=True, slots=True)
class Word:
    """A shaped line: the operand of TJ and its width, both at size 1 (widths in em)."""

    operand: str
    width: float


class Lettering:
    """One face used for furniture. Shape everything first, then `embed` the glyphs that were used."""

    def __init__(self, face: Face) -> None:
        self.declared = face
        self.face = hb.Face(hb.Blob.from_file_path(face.path))
        self.font = hb.Font(self.face)
        self.upem: int = self.face.upem
        self.used: dict[int, str] = {}

    def shape(self, text: str, features: tuple[str, ...] = (), tracking: float = 0.0) -> Word:
        """Shape one line.

        Args:
            features: OpenType tags to switch on.
            tracking: em added behind every glyph but the last.
        """
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.font, buffer, dict.fromkeys(features, True))
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = [*sorted({info.cluster for info in infos}), len(text)]
        pieces: list[str] = []
        width = 0.0
        for index, (info, position) in enumerate(zip(infos, positions, strict=True)):
            glyph = info.codepoint
            end = starts[starts.index(info.cluster) + 1]
            self.used.setdefault(glyph, text[info.cluster : end])
            extra = tracking if index + 1 < len(infos) else 0.0
            advance = position.x_advance / self.upem + extra
            natural = self.font.get_glyph_h_advance(glyph) / self.upem
            pieces.append(f"<{glyph:04x}>")
            if abs(advance - natural) > 1e-6:
                pieces.append(f"{(natural - advance) * 1000:.2f}")
            width += advance
        return Word("[" + " ".join(pieces) + "]", width)

    def embed(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The font object with the glyphs shaped so far."""
        data = self._subset()
        tag = "".join(chr(65 + byte % 26) for byte in sha256(data).digest()[:6])
        style = f"-{self.declared.weight}{'-Italic' if self.declared.italic else ''}"
        name = Name(f"/{tag}+{self.declared.family.replace(' ', '-')}{style}")
        widths = Array()
        for glyph in sorted(self.used):
            widths.append(glyph)
            widths.append(Array([round(self._em(self.font.get_glyph_h_advance(glyph)))]))
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            CIDToGIDMap=Name.Identity,
            W=widths,
            DW=1000,
            FontDescriptor=pdf.make_indirect(self._descriptor(pdf, name, data)),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_stream(self._to_unicode().encode()),
            )
        )

    def _em(self, units: float) -> float:
        return units * 1000 / self.upem

    def _subset(self) -> bytes:
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(self.used)
        tables = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
        tables.update(hb_tag(tag) for tag in ("GSUB", "GPOS", "GDEF", "kern", "DSIG", "STAT"))
        data: bytes = hb.subset(self.face, wanted).blob.data
        return data

    def _descriptor(self, pdf: pikepdf.Pdf, name: Name, data: bytes) -> Dictionary:
        extents = self.font.get_font_extents("ltr")
        box = struct.unpack(">4h", self.face.reference_table("head").data[36:44])
        angle = struct.unpack(">i", self.face.reference_table("post").data[4:8])[0] / 65536
        return Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=4 | (64 if self.declared.italic else 0),
            FontBBox=Array([round(self._em(v)) for v in box]),
            ItalicAngle=round(angle, 2),
            Ascent=round(self._em(extents.ascender)),
            Descent=round(self._em(extents.descender)),
            CapHeight=round(self._em(self._cap_height())),
            StemV=80 if self.declared.weight < 600 else 120,
            FontFile2=pdf.make_stream(data, Length1=len(data)),
        )

    def _cap_height(self) -> float:
        glyph = self.font.get_nominal_glyph(ord("Н")) or 0
        extents = self.font.get_glyph_extents(glyph)
        return float(extents.y_bearing) if extents else 0.7 * self.upem

    def _to_unicode(self) -> str:
        entries = [
            f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(self.used.items())
        ]
        blocks = "".join(
            f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
            for part in (entries[i : i + _BLOCK] for i in range(0, len(entries), _BLOCK))
        )
        return _TO_UNICODE.format(blocks=blocks)


def hb_tag(tag: str) -> int:
    """An OpenType table tag as HarfBuzz's number."""
    return int.from_bytes(tag.encode("ascii"), "big")
