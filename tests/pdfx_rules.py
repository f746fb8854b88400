"""The testable rules of PDF/X, written a second time and apart from `publisher.preflight`: what one of them overlooks
the other may find. Sources: Kodak's "Technical characteristics of PDF/X-1a", PDFlib 8 (tables 10.2, 10.3), callas.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

PROCESS = {"/DeviceCMYK", "/DeviceGray", "/Pattern"}
COLOUR_OPERATORS = {"rg": "/DeviceRGB", "g": "/DeviceGray", "k": "/DeviceCMYK"}


def faults(data: bytes, standard: str) -> list[str]:
    """What keeps a file from being `standard`; an empty list when nothing does."""
    pdf = pikepdf.open(BytesIO(data))
    found = [*_file(pdf, data, standard), *_intent(pdf), *_words(pdf, standard)]
    for number, page in enumerate(pdf.pages, 1):
        found += [f"page {number}: {fault}" for fault in (*_boxes(page), *_page(page, x1a=standard != "PDF/X-4"))]
    return found


def _file(pdf: pikepdf.Pdf, data: bytes, standard: str) -> Iterator[str]:
    versions = {"PDF/X-1a:2001": "1.3", "PDF/X-1a:2003": "1.4", "PDF/X-4": "1.6"}
    if pdf.pdf_version != versions[standard]:
        yield f"version {pdf.pdf_version}"
    if pdf.is_encrypted or "/ID" not in pdf.trailer:
        yield "encrypted or without ID"
    if pdf.pdf_version < "1.5" and (b"/ObjStm" in data or b"/XRef" in data):
        yield "object streams"
    for key in ("/AA", "/OpenAction", "/Names", "/AcroForm", "/OCProperties", "/StructTreeRoot"):
        if key in pdf.Root:
            yield key
    for obj in pdf.objects:
        if isinstance(obj, Dictionary | Stream) and any(key in obj for key in ("/JS", "/OPI", "/SeparationInfo")):
            yield "script, OPI or separation"
        if isinstance(obj, Stream) and ("/F" in obj or "LZW" in str(obj.get("/Filter", ""))):
            yield "external or LZW stream"


def _intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = list(pdf.Root.get("/OutputIntents", []))
    if len(intents) != 1 or intents[0].S != Name.GTS_PDFX:
        yield "intents"
        return
    intent = intents[0]
    if not str(intent.get("/OutputConditionIdentifier", "")) or not str(intent.get("/Info", "")):
        yield "identifier or Info"
    profile = intent.get("/DestOutputProfile")
    if profile is None:
        if "/RegistryName" not in intent:
            yield "neither profile nor registry"
    else:
        header = profile.read_bytes()[:128]
        if header[12:20] != b"prtrCMYK" or profile.N != 4:
            yield "no output profile"


def _words(pdf: pikepdf.Pdf, standard: str) -> Iterator[str]:
    info, packet = pdf.docinfo, pdf.Root.Metadata.read_bytes().decode()
    for key in ("/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"):
        if not str(info.get(key, "")):
            yield f"Info {key}"
    if info.get("/Trapped") not in (Name("/True"), Name("/False")):
        yield "Trapped"
    if "/Filter" in pdf.Root.Metadata:
        yield "metadata compressed"
    wanted = {
        "PDF/X-1a:2001": [("/GTS_PDFXVersion", "PDF/X-1:2001"), ("/GTS_PDFXConformance", "PDF/X-1a:2001")],
        "PDF/X-1a:2003": [("/GTS_PDFXVersion", "PDF/X-1a:2003")],
        "PDF/X-4": [],
    }[standard]
    for key, value in wanted:
        if str(info.get(key, "")) != value or f":{key[1:]}>{value}<" not in packet:
            yield f"{key} {info.get(key, '')}"
    if standard == "PDF/X-4" and "pdfxid:GTS_PDFXVersion>PDF/X-4<" not in packet:
        yield "pdfxid"
    for tag in ("DocumentID", "VersionID", "RenditionClass", "MetadataDate", "CreateDate", "ModifyDate", "Trapped"):
        if f":{tag}>" not in packet:
            yield f"XMP {tag}"


def _boxes(page: pikepdf.Page) -> Iterator[str]:
    obj = page.obj
    if "/TrimBox" not in obj or "/ArtBox" in obj:
        yield "TrimBox"
        return
    media, bleed, trim = ([float(v) for v in obj[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
    if media[:2] != [0, 0]:
        yield "origin"
    for outer, inner in ((media, bleed), (bleed, trim)):
        if any(o > i + 1e-3 for o, i in zip(outer[:2], inner[:2], strict=True)) or any(
            o < i - 1e-3 for o, i in zip(outer[2:], inner[2:], strict=True)
        ):
            yield "boxes are not nested"
    if "/Annots" in obj or "/AA" in obj or "/CropBox" in obj:
        yield "annotations, actions or CropBox"


def _page(page: pikepdf.Page, *, x1a: bool) -> Iterator[str]:
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, Any]] = [(page.obj, page.obj.Resources)]
    if "/Group" in page.obj:
        yield from ("Group",) if x1a else _group(page.obj.Group)
    while waiting:
        stream, resources = waiting.pop()
        yield from _content(stream, resources)
        for state in _entries(resources, "/ExtGState"):
            yield from _state(state, x1a=x1a)
        for font in _entries(resources, "/Font"):
            yield from _font(font)
        for space in _entries(resources, "/ColorSpace"):
            yield from _space(space)
        for shading in _entries(resources, "/Shading"):
            yield from _space(shading.ColorSpace)
        for entry in (*_entries(resources, "/XObject"), *_entries(resources, "/Pattern")):
            if entry.objgen in seen:
                continue
            seen.add(entry.objgen)
            if entry.get("/Subtype") == Name.Image:
                yield from _image(entry, x1a=x1a)
            elif isinstance(entry, Stream):
                if "/Group" in entry:
                    yield from ("Group",) if x1a else _group(entry.Group)
                waiting.append((entry, entry.Resources))
            else:
                yield from _space(entry.Shading.ColorSpace)


def _entries(resources: Any, kind: str) -> list[Any]:
    return [entry for _, entry in resources.get(kind, Dictionary()).items()]


def _content(stream: Any, resources: Any) -> Iterator[str]:
    depth = 0
    kinds = {"Do": "/XObject", "gs": "/ExtGState", "Tf": "/Font", "sh": "/Shading"}
    for instruction in pikepdf.parse_content_stream(stream):
        operator = str(instruction.operator)
        depth += {"q": 1, "Q": -1}.get(operator, 0)
        if depth < 0:
            yield "Q without q"
        if operator in kinds and str(instruction.operands[0]) not in resources.get(kinds[operator], Dictionary()):
            yield f"{operator} {instruction.operands[0]}"
        if COLOUR_OPERATORS.get(operator.lower()) == "/DeviceRGB":
            yield "RGB"
        if operator.lower() == "cs":
            name = str(instruction.operands[0])
            yield from _space(instruction.operands[0] if name in PROCESS else resources.ColorSpace[name])
        if operator == "BI":
            yield "inline image"
    if depth:
        yield "q without Q"


def _space(space: Any) -> Iterator[str]:
    if not isinstance(space, Array):
        if str(space) not in PROCESS:
            yield f"colour space {space}"
    elif space[0] in (Name.Separation, Name.DeviceN):
        yield from _space(space[2])
    elif space[0] == Name.Indexed:
        yield from _space(space[1])
    else:
        yield f"colour space {space[0]}"


def _state(state: Any, *, x1a: bool) -> Iterator[str]:
    if any(key in state for key in ("/TR", "/TR2", "/HTP", "/HT")):
        yield "transfer or halftone"
    if x1a and (
        isinstance(state.get("/SMask"), Dictionary)
        or str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible")
        or float(state.get("/ca", 1)) != 1
        or float(state.get("/CA", 1)) != 1
    ):
        yield "transparency"


def _group(group: Any) -> Iterator[str]:
    if str(group.get("/CS", "/DeviceCMYK")) not in PROCESS:
        yield f"group in {group.CS}"


def _image(image: Any, *, x1a: bool) -> Iterator[str]:
    if not image.get("/ImageMask", False):
        yield from _space(image.ColorSpace)
    if x1a and "/SMask" in image:
        yield "soft mask"
    if x1a and any(name in str(image.get("/Filter", "")) for name in ("JPX", "JBIG2")):
        yield "JPX or JBIG2"
    if x1a and image.get("/BitsPerComponent") == 16:
        yield "16 bits"


def _font(font: Any) -> Iterator[str]:
    if font.get("/Subtype") == Name.Type3:
        return
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor", Dictionary())
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"font {font.get('/BaseFont')} is not embedded"
