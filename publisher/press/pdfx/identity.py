"""What makes a PDF a PDF/X: output intent, document information, XMP (ISO 15930-1, -4, -7; prepressure's summaries)."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.model.document import DocumentInfo
from publisher.model.press import PrintCondition, ShopProfile

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
{lines}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def identify(pdf: pikepdf.Pdf, profile: ShopProfile, info: DocumentInfo, origin: bytes) -> None:
    """Write intent, information and XMP into the document.

    Args:
        info: `created` must be set: PDF/X wants a date.
        origin: what the document was made from; gives it its lasting id.
    """
    keys = _conformance(profile)
    creator = info.producer
    stamp = f"D:{''.join(c for c in info.created if c.isdigit())}Z"
    facts = {
        "Title": info.title or "—",
        "Author": info.author,
        "Subject": info.subject,
        "Keywords": info.keywords,
        "Creator": creator,
        "Producer": info.producer,
        "CreationDate": stamp,
        "ModDate": stamp,
        **{key: value for key, value in keys.items() if profile.flavour == "x1a"},
    }
    table = Dictionary({f"/{key}": pikepdf.String(value) for key, value in facts.items() if value})
    table.Trapped = Name("/False")
    pdf.docinfo = pdf.make_indirect(table)
    packet = _XMP.format(lines="\n".join(_properties(info, keys, creator, origin)))
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    if profile.flavour != "pdf" and profile.condition is not None:
        pdf.Root.OutputIntents = Array([_intent(pdf, profile.condition, embedded=profile.embed_icc)])


def _conformance(profile: ShopProfile) -> dict[str, str]:
    if profile.flavour == "pdf":
        return {}
    if profile.standard == "PDF/X-1a:2001":
        return {"GTS_PDFXVersion": "PDF/X-1:2001", "GTS_PDFXConformance": "PDF/X-1a:2001"}
    return {"GTS_PDFXVersion": profile.standard}


def _properties(info: DocumentInfo, keys: dict[str, str], creator: str, origin: bytes) -> list[str]:
    def alternative(tag: str, words: str) -> str:
        return f'<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt></{tag}>'

    document = sha256(origin).hexdigest()
    uuid = "-".join((document[:8], document[8:12], f"5{document[13:16]}", f"8{document[17:20]}", document[20:32]))
    simple = {
        "xmp:CreatorTool": creator,
        "xmp:CreateDate": info.created,
        "xmp:ModifyDate": info.created,
        "xmp:MetadataDate": info.created,
        "xmpMM:DocumentID": f"uuid:{uuid}",
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
        "pdf:Producer": info.producer,
        "pdf:Keywords": info.keywords,
        "pdf:Trapped": "False",
    }
    space = "pdfxid" if keys.get("GTS_PDFXVersion") == "PDF/X-4" else "pdfx"
    simple |= {f"{space}:{key}": value for key, value in keys.items()}
    lines = ["<dc:format>application/pdf</dc:format>", alternative("dc:title", info.title or "—")]
    if info.author:
        lines.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(info.author)}</rdf:li></rdf:Seq></dc:creator>")
    if info.subject:
        lines.append(alternative("dc:description", info.subject))
    return [*lines, *(f"<{tag}>{escape(value)}</{tag}>" for tag, value in simple.items() if value)]


def _intent(pdf: pikepdf.Pdf, condition: PrintCondition, *, embedded: bool) -> pikepdf.Object:
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=pikepdf.String(condition.identifier),
        OutputCondition=pikepdf.String(condition.name),
        Info=pikepdf.String(condition.name),
    )
    if condition.registry:
        intent.RegistryName = pikepdf.String(condition.registry)
    if embedded:
        profile = pdf.make_stream(Path(condition.icc).read_bytes(), N=4, Alternate=Name.DeviceCMYK)
        intent.DestOutputProfile = profile
    return pdf.make_indirect(intent)
