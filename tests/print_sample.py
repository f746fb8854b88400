"""A small file that a print shop would take, made by hand, as PDF/X-1a:2001 and PDF/X-4: the tests break it."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pages import ROOT
from pikepdf import Array, Dictionary, Name, String

from publisher.data import folder

MM = 72 / 25.4
TRIM = (148 * MM, 210 * MM)
BLEED = 3 * MM
WORDS = "Спусковые полосы"
PAGES = 4
_DATE, _XMP_DATE = "D:20260102030405Z", "2026-01-02T03:04:05Z"
_FONT = ROOT / "fonts" / "golos-text" / "GolosText_400Regular.ttf"


@cache
def good(standard: str = "PDF/X-1a:2001") -> bytes:
    """The file; `standard` may be `PDF/X-4` as well."""
    pdf = pikepdf.new()
    font, codes = _font(pdf)
    picture = _picture(pdf)
    overprint = pdf.make_indirect(Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1))
    resources = Dictionary(
        Font=Dictionary(F=font), XObject=Dictionary(Picture=picture), ExtGState=Dictionary(Over=overprint)
    )
    media = [0, 0, *(round(side + 2 * BLEED, 4) for side in TRIM)]
    trim = [round(v, 4) for v in (BLEED, BLEED, BLEED + TRIM[0], BLEED + TRIM[1])]
    for _ in range(PAGES):
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array(media),
            BleedBox=Array(media),
            TrimBox=Array(trim),
            Resources=resources,
            Contents=pdf.make_stream(content(codes)),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return saved(_identified(pdf, standard), standard)


def content(codes: bytes) -> bytes:
    """A tint over all the bleed, a line of text that overprints, a rule, a picture of 1 inch."""
    width, height = (side + 2 * BLEED for side in TRIM)
    return b"\n".join(
        [
            b"q 0 0 0.12 0 k 0 0 %.4f %.4f re f Q" % (width, height),
            b"q /Over gs 0 0 0 1 k BT /F 11 Tf 60 400 Td <%s> Tj ET Q" % codes.hex().encode(),
            b"q /Over gs 0 0 0 1 K 0.5 w 60 380 m 300 380 l S Q",
            b"q 72 0 0 72 60 280 cm /Picture Do Q",
        ]
    )


def saved(pdf: pikepdf.Pdf, standard: str) -> bytes:
    out = io.BytesIO()
    old = standard.startswith("PDF/X-1")
    pdf.save(
        out,
        force_version="1.3" if old else "1.6",
        object_stream_mode=pikepdf.ObjectStreamMode.disable if old else pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        compress_streams=False,
        fix_metadata_version=False,
    )
    return out.getvalue()


def _font(pdf: pikepdf.Pdf) -> tuple[Any, bytes]:
    """A subset of one of our faces, as a composite font, and the codes of `WORDS`."""
    options = subset.Options(notdef_outline=True, drop_tables=["GSUB", "GPOS", "GDEF", "name", "OS/2"])
    face = TTFont(_FONT)
    cutter = subset.Subsetter(options)
    cutter.populate(text=WORDS)
    cutter.subset(face)
    glyphs = [face.getGlyphID(face.getBestCmap()[ord(letter)]) for letter in WORDS]
    del face["cmap"]
    out = io.BytesIO()
    face.save(out)
    per_em = face["head"].unitsPerEm
    advances = [round(face["hmtx"][name][0] * 1000 / per_em, 2) for name in face.getGlyphOrder()]
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/AAAAAA+GolosText"),
            Flags=4,
            FontBBox=Array([-200, -250, 1200, 950]),
            ItalicAngle=0,
            Ascent=930,
            Descent=-240,
            CapHeight=700,
            StemV=80,
            FontFile2=pdf.make_stream(out.getvalue()),
        )
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/AAAAAA+GolosText"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=descriptor,
        DW=0,
        W=Array([0, Array(advances)]),
        CIDToGIDMap=Name.Identity,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/AAAAAA+GolosText"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_stream(b"/CIDInit /ProcSet findresource begin end"),
    )
    return pdf.make_indirect(font), b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)


def _picture(pdf: pikepdf.Pdf) -> Any:
    """300 × 300 pixels in CMYK, 180 % of ink at most."""
    row = b"".join(bytes([x % 100, 60, 2 * x % 200, 40]) for x in range(300))
    stream = pdf.make_stream(row * 300)
    stream.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=300,
        Height=300,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceCMYK,
    )
    return stream


def _identified(pdf: pikepdf.Pdf, standard: str) -> pikepdf.Pdf:
    """Output intent, document information, XMP."""
    icc = pdf.make_stream((folder("icc") / "IFRA26_newsprint.icc").read_bytes())
    icc.stream_dict = Dictionary(N=4)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String("FOGRA39"),
        OutputCondition=String("Coated FOGRA39 (ISO 12647-2:2004)"),
        RegistryName=String("http://www.color.org"),
        Info=String("Coated FOGRA39 (ISO 12647-2:2004)"),
        DestOutputProfile=icc,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    info = {
        "Title": "Спуск полос",
        "Creator": "publisher",
        "Producer": "publisher",
        "CreationDate": _DATE,
        "ModDate": _DATE,
    }
    if standard.startswith("PDF/X-1"):
        info |= {"GTS_PDFXVersion": "PDF/X-1:2001", "GTS_PDFXConformance": "PDF/X-1a:2001"}
    strings = {f"/{key}": String(value) for key, value in info.items()}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(strings | {"/Trapped": Name("/False")}))
    xmp = XMP if standard == "PDF/X-4" else XMP.replace("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", "")
    metadata = pdf.make_stream(xmp.encode())
    metadata.stream_dict = Dictionary(Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = metadata
    return pdf


XMP = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Спуск полос</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>publisher</xmp:CreatorTool><pdf:Producer>publisher</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<xmp:CreateDate>{_XMP_DATE}</xmp:CreateDate><xmp:ModifyDate>{_XMP_DATE}</xmp:ModifyDate>
<xmp:MetadataDate>{_XMP_DATE}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
