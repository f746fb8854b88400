"""What a book says of itself: the information dictionary and XMP metadata, alike (ISO 32000-1, 14.3)."""

from __future__ import annotations

from collections.abc import Iterable

import pikepdf

from publisher.binding.pdf_file import PdfFile
from publisher.model.document import DocumentInfo


def describe(file: PdfFile, info: DocumentInfo) -> tuple[int, int]:
    """Write both; the numbers of the information dictionary and of the metadata stream."""
    pdf = pikepdf.new()
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as xmp:
        for key, value in _xmp(info):
            if value:
                xmp[key] = value
    metadata = file.add_stream(b"/Type/Metadata/Subtype/XML", pdf.Root.Metadata.read_bytes())
    return file.add(pdf.docinfo.unparse(resolved=True)), metadata


def _xmp(info: DocumentInfo) -> Iterable[tuple[str, object]]:
    yield "dc:title", info.title
    yield "dc:creator", [info.author] if info.author else []
    yield "dc:description", info.subject
    yield "dc:language", {info.language}
    yield "pdf:Keywords", info.keywords
    yield "pdf:Producer", info.producer
    yield "xmp:CreatorTool", info.producer
    yield "xmp:CreateDate", info.created
    yield "xmp:ModifyDate", info.created
