"""Which faces a set document really used. WeasyPrint takes another face or another family without a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from publisher.model.composition import Resource

Key = tuple[str, int, bool]
"""Family, weight, italic."""

_FACE = re.compile(
    r'@font-face\s*{\s*font-family:\s*"([^"]+)";\s*font-weight:\s*(\d+);\s*font-style:\s*(\w+);\s*src:\s*url\("([^"]+)"\)'
)
NO_GLYPH_NEEDED = frozenset("\n\t\u00a0\u00ad\u200b\u2002\u2003\u2009\u200a\u2028\u202f\u2060\ufeff")


def declared_faces(stylesheet: str, resources: Sequence[Resource]) -> dict[Key, str]:
    """The faces that a stylesheet declares, with the paths of their files."""
    paths = {resource.url: resource.path for resource in resources}
    return {(m[1], int(m[2]), m[3] == "italic"): paths.get(m[4], "") for m in _FACE.finditer(stylesheet)}


def face_remarks(document: Any, stylesheet: str, resources: Sequence[Resource]) -> Iterator[tuple[str, str]]:
    """B204: text asks for a face that does not exist. B205: its face lacks characters, another family lent them."""
    faces = declared_faces(stylesheet, resources)
    for key, chars in sorted(_used(document).items()):
        family, weight, italic = key
        name = f"{family} {weight}{' italic' if italic else ''}"
        if key not in faces:
            yield "B204", name
        elif missing := chars - characters(faces[key]) - NO_GLYPH_NEEDED:
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
def characters(path: str) -> frozenset[str]:
    """What a font file has glyphs for."""
    import uharfbuzz

    return frozenset(map(chr, uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)).unicodes))


@cache
def advances(path: str) -> Mapping[str, float]:
    """Character → width of its glyph in em, without kerning; 0 for what the font file lacks."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
    font, upem = uharfbuzz.Font(face), face.upem

    def width(char: str) -> float:
        glyph = font.get_nominal_glyph(ord(char))
        return float(font.get_glyph_h_advance(glyph)) / upem if glyph else 0.0

    return _Measured(width)


class _Measured(dict[str, float]):
    """Filled as it is asked."""

    def __init__(self, measure: Callable[[str], float]) -> None:
        super().__init__()
        self.measure = measure

    def __missing__(self, char: str) -> float:
        width = self[char] = self.measure(char)
        return width
