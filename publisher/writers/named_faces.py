"""Pages of a fragment name the faces they are set in: to cut each down, and pack it, took a twelfth of their time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from publisher.model.composition import Resource
from publisher.model.named_face import named

_CHANGED = frozenset({"fvar", "CBDT", "CBLC", "EBDT", "EBLC", "SVG ", "COLR"})
"""Tables of files of which only a part gets into a PDF, or an instance."""


@contextmanager
def named_faces(resources: Sequence[Resource]) -> Iterator[None]:
    """Within, WeasyPrint embeds no font file that is among `resources` and has all characters asked for."""
    from weasyprint.pdf import fonts

    known = {resource.digest for resource in resources if resource.media_type.startswith("font/")}
    original = fonts.Font.clean

    def clean(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
        whole = bool(known and to_unicode) and not font.missing and not font.index and _CHANGED.isdisjoint(font.tables)
        digest = sha256(font.file_content).hexdigest() if whole else ""
        if digest in known:
            font.file_content = named(digest)
        else:
            original(font, to_unicode, hinting)

    fonts.Font.clean = clean
    try:
        yield
    finally:
        fonts.Font.clean = original
