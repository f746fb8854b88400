"""The front of a cover as a picture: for e-books, shelves and web pages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 1600
"""Pixels: what every store takes (docs/ebooks.md); the height follows from the page, 2,270 for A5."""
QUALITY = 88
_FLAT = 1 << 14
"""Colours. A picture with no more is drawn: as it is, it packs well; one with more is a photograph, and gets 256."""


class Front(NamedTuple):
    """The same picture twice: stores want JPEG, flat colours look cleaner as PNG."""

    jpeg: bytes
    png: bytes


def front_pictures(pdf: bytes) -> Front:
    """The first page of a PDF, trimmed, 1600 pixels wide."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        page.set_cropbox(*page.get_trimbox())
        picture = page.render(scale=WIDTH / page.get_width()).to_pil()
    finally:
        document.close()
    return _saved(picture)


def front_of_picture(data: bytes) -> Front:
    """A picture that is a cover already, made smaller where it is larger than stores take."""
    from PIL.Image import open as opened

    with opened(io.BytesIO(data)) as picture:
        picture.thumbnail((WIDTH, 2 * WIDTH))
        return _saved(picture)


def _saved(picture: Image) -> Front:
    picture = picture.convert("RGB")
    jpeg, png = io.BytesIO(), io.BytesIO()
    picture.save(jpeg, "JPEG", quality=QUALITY, optimize=True, subsampling=0)
    if picture.getcolors(_FLAT):
        picture.save(png, "PNG", compress_level=6)
    else:
        picture.quantize(256).save(png, "PNG", optimize=True)
    return Front(jpeg.getvalue(), png.getvalue())
