"""Which faces a set document really used. WeasyPrint takes another face or another family without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from publisher.model.composition import Resource

Key = tuple[str, int, bool]
"""Family, weight, italic."""

_FACE = re.compile(
    r'@font-face\s*{\s*font-family:\s*"([^"]+)";\s*font-weight:\s*(\d+);\s*font-style:\s*(\w+);\s*src:\s*url\("([^"]+)"\)'
)
_NO_GLYPH_NEEDED = frozenset("\n\t\u00a0\u00ad\u200b\u2002\u2003\u2009\u200a\u2028\u202f\u2060\ufeff")


def face_remarks(document: Any, stylesheet: str, resources: Sequence[Resource]) -> Iterator[tuple[str, str]]:
    """B204: text asks for a face that does not exist. B205: its face lacks characters, another family lent them."""
    paths = {resource.url: resource.path for resource in resources}
    faces = {(m[1], int(m[2]), m[3] == "italic"): paths.get(m[4], "") for m in _FACE.finditer(stylesheet)}
    for key, chars in sorted(_used(document).items()):
        family, weight, italic = key
        name = f"{family} {weight}{' italic' if italic else ''}"
        if key not in faces:
            yield "B204", name
        elif missing := chars - _characters(faces[key]) - _NO_GLYPH_NEEDED:
            yield "B205", f"{name}: {''.join(sorted(missing))[:40]}"


def _used(document: Any) -> Mapping[Key, set[str]]:
    """The characters set in each face that the style asked for."""
    used: dict[Key, set[str]] = {}
    for page in document.pages:
        for box in page._page_box.descendants():
            text = getattr(box, "text", "")
            if isinstance(text, str) and text.strip():
                style = box.style
                key = (style["font_family"][0], int(style["font_weight"]), style["font_style"] != "normal")
                used.setdefault(key, set()).update(text)
    return used


@cache
def _characters(path: str) -> frozenset[str]:
    import uharfbuzz

    return frozenset(map(chr, uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)).unicodes))
