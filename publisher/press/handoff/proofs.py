"""Pictures of finished pages, for a look at what is where: they tell nothing of colour."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2

PPI = 100


def proofs(data: bytes, part: str) -> Iterator[tuple[str, bytes]]:
    """(name, JPEG) of every page as it will be trimmed, at 100 pixels an inch."""
    document = pypdfium2.PdfDocument(data)
    try:
        digits = max(2, len(str(len(document))))
        for number in range(len(document)):
            page = document[number]
            page.set_cropbox(*page.get_trimbox())
            picture = page.render(scale=PPI / 72).to_pil().convert("RGB")
            out = io.BytesIO()
            picture.save(out, "JPEG", quality=85, optimize=True, dpi=(PPI, PPI))
            yield f"proofs/{part}_{number + 1:0{digits}}.jpg", out.getvalue()
            page.close()
    finally:
        document.close()
