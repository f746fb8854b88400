"""Packages by hand: docx, odt and epub of a few lines, for tests to read and to break."""

# ruff: noqa: E501  XML is not wrapped

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = f"{R}/"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def para(content: str, style: str = "", more: str = "") -> str:
    """A paragraph; plain words become a run."""
    runs = content if content.startswith("<") else run(content)
    stated = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{stated}{more}</w:pPr>{runs}</w:p>"


def run(chars: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{chars}</w:t></w:r>'


STYLES = {
    "1": "heading 1", "2": "heading 2", "a3": "Title", "a4": "Автор", "ep": "Эпиграф", "epa": "Автор эпиграфа",
    "st": "Стих", "q": "Quote", "cap": "caption", "toc1": "toc 1",
}  # fmt: skip


def docx_parts(
    body: str, notes: str = "", endnotes: str = "", pictures: Mapping[str, bytes] | None = None
) -> dict[str, str | bytes]:
    """The parts of a document with the styles above; `my` is based on heading 1, `strong` is a bold character style."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in STYLES.items()
    )
    styles += '<w:style w:type="paragraph" w:styleId="my"><w:name w:val="Мой"/><w:basedOn w:val="1"/></w:style>'
    styles += '<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    relations = "".join(
        f'<Relationship Id="{id}" Type="{_KIND}image" Target="media/{id}.png"/>' for id in pictures or {}
    )
    relations += (
        f'<Relationship Id="link" Type="{_KIND}hyperlink" Target="https://example.org/" TargetMode="External"/>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_KIND}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {_SPACES}><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f"<w:styles {_SPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_SPACES}>{numbering}</w:numbering>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELS}">{relations}</Relationships>',
        "word/footnotes.xml": f"<w:footnotes {_SPACES}>{notes}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {_SPACES}>{endnotes}</w:endnotes>",
        "docProps/core.xml": '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Из свойств</dc:title><dc:creator>Имя</dc:creator></c>',
    }
    return parts | {f"word/media/{id}.png": data for id, data in (pictures or {}).items()}


def docx(body: str, notes: str = "", endnotes: str = "", pictures: Mapping[str, bytes] | None = None) -> bytes:
    return packed(docx_parts(body, notes, endnotes, pictures))


_ODT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("meta", "meta"),
    )
)  # fmt: skip


def odt_parts(body: str, pictures: Mapping[str, bytes] | None = None) -> dict[str, str | bytes]:
    """`T1` is bold, `T2` italic; `P1` is based on «Эпиграф», `L1` counts."""
    automatic = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Ep"/>'
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>'
    )
    styles = (
        '<style:style style:name="Ep" style:display-name="Эпиграф" style:family="paragraph"/>'
        '<style:style style:name="Стих" style:family="paragraph"/>'
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": (
            f'<office:document-content {_ODT} xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>{automatic}'
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        ),
        "styles.xml": f"<office:document-styles {_ODT}><office:styles>{styles}</office:styles></office:document-styles>",
        "meta.xml": f'<office:document-meta {_ODT} xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Из свойств</dc:title></office:document-meta>',
        "META-INF/manifest.xml": "<manifest/>",
    }
    return parts | {f"Pictures/{name}": data for name, data in (pictures or {}).items()}


def odt(body: str, pictures: Mapping[str, bytes] | None = None) -> bytes:
    return packed(odt_parts(body, pictures))


def epub_parts(
    documents: Mapping[str, str], metadata: str = "", pictures: Mapping[str, bytes] | None = None
) -> dict[str, str | bytes]:
    """Bodies by name of file (`a.xhtml`), in the order of the spine."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(documents)
    )
    items += "".join(f'<item id="p{n}" href="{name}" media-type="image/png"/>' for n, name in enumerate(pictures or {}))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(documents)))
    stated = metadata or "<dc:title>Книга</dc:title><dc:creator>Антон Чехов</dc:creator><dc:language>ru</dc:language>"
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="EPUB/book.opf"/></rootfiles></container>'
        ),
        "EPUB/book.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"{stated}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
        ),
    }
    for name, body in documents.items():
        parts[f"EPUB/{name}"] = (
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops" lang="ru"><head><title>т</title></head><body>{body}</body></html>'
        )
    return parts | {f"EPUB/{name}": data for name, data in (pictures or {}).items()}


def epub(documents: Mapping[str, str], metadata: str = "", pictures: Mapping[str, bytes] | None = None) -> bytes:
    return packed(epub_parts(documents, metadata, pictures))
