"""Small pictures of pages, to draw boxes and findings on. Colours as on a screen: for looking, not for measuring."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pypdfium2

from publisher.model.facts import Facts, Rect

WIDEST = 520
"""Pixels of the longer side."""


def thumbnails(data: bytes, facts: Facts, pages: Iterable[int]) -> dict[int, bytes]:
    """JPEG by page number: the whole MediaBox, unrotated. A page that can't be drawn is left out."""
    found: dict[int, bytes] = {}
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return found
    boxes = {page.number: page.media for page in facts.pages}
    for number in pages:
        try:
            found[number] = _drawn(document, number, boxes[number])
        except (pypdfium2.PdfiumError, ValueError, KeyError):
            continue
    document.close()
    return found


def _drawn(document: pypdfium2.PdfDocument, number: int, media: Rect) -> bytes:
    page = document[number - 1]
    page.set_rotation(0)
    page.set_cropbox(*media)
    shown = max(*page.get_size(), 1.0)  # a MediaBox without a size is taken for Letter
    bitmap = page.render(scale=WIDEST / shown, may_draw_forms=False)
    out = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(out, "JPEG", quality=72, optimize=True)
    page.close()
    return out.getvalue()
