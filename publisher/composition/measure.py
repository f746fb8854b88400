"""How much room words take, before they are set: shaped by HarfBuzz in the face that will be used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from publisher.model.layout import Face

_BREAKS = re.compile(r"[ \n]+")


@lru_cache(maxsize=16)
def _font(path: str) -> tuple[Any, int]:
    import uharfbuzz as hb

    face = hb.Face(hb.Blob.from_file_path(path))
    return hb.Font(face), face.upem


def width_of(words: str, face: Face) -> float:
    """Width in em."""
    import uharfbuzz as hb

    font, upem = _font(face.path)
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return float(sum(position.x_advance for position in buffer.glyph_positions)) / upem


def metrics_of(face: Face) -> tuple[float, float]:
    """In em: the height of capitals, and how far the baseline lies below the middle of a line of this face."""
    font, upem = _font(face.path)
    extents = font.get_font_extents("ltr")
    box = font.get_glyph_extents(font.get_nominal_glyph(ord("Н")) or 0)
    return box.y_bearing / upem, (extents.ascender + extents.descender) / 2 / upem


def shaped(words: str, path: str, language: str) -> tuple[int, ...]:
    """The glyphs of words in a language: fonts have local forms of letters (`locl`)."""
    import uharfbuzz as hb

    font, _ = _font(path)
    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    buffer.language = language
    hb.shape(font, buffer)
    return tuple(info.codepoint for info in buffer.glyph_infos)


def outline_of(char: str, face: Face) -> tuple[str, tuple[float, float, float, float]] | None:
    """The outline of a character as an SVG path (y downwards) and its box: left, top, right, bottom; in font units.

    None when the face lacks the character or shows nothing for it.
    """
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    with TTFont(face.path) as font:
        glyphs, name = font.getGlyphSet(), font.getBestCmap().get(ord(char))
        if name is None:
            return None
        box, path = BoundsPen(glyphs), SVGPathPen(glyphs, ntos=lambda value: f"{value:.0f}")
        glyphs[name].draw(box)
        glyphs[name].draw(TransformPen(path, (1, 0, 0, -1, 0, 0)))
    if box.bounds is None:
        return None
    left, bottom, right, top = box.bounds
    return str(path.getCommands()), (left, -top, right, -bottom)


def lines_of(words: str, face: Face, room: float) -> int:
    """Lines that `words` take when no word is divided and a line has `room` em; 0 if a word is wider than that.

    Words joined by a no-break space are one.
    """
    space = width_of(" ", face)
    count, used = 1, -space
    for word in filter(None, _BREAKS.split(words)):
        width = width_of(word, face)
        if width > room:
            return 0
        if used + space + width > room:
            count, used = count + 1, -space
        used += space + width
    return count


def largest_size(words: str, face: Face, room: tuple[float, float], leading: float, sizes: Iterable[float]) -> float:
    """The first of `sizes` (falling, in points) at which `words` fit into width × height; the last if none does.

    Args:
        room: in points; leading: of a line, in em.
    """
    width, height = room
    size = 0.0
    for size in sizes:
        lines = lines_of(words, face, width / size)
        if lines and lines * leading * size <= height:
            return size
    return size
