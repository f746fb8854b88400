"""Words as outlines: what stands in the slug needs no font in the file, which every PDF/X asks to be embedded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import uharfbuzz as hb

from publisher.data import folder

_FACE = ("golos-text", "GolosText_500Medium.ttf")


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of words: path operators at size 1 from the origin on the baseline, and its width in em."""

    operators: str
    width: float


class Pen:
    """Draws words with one face."""

    def __init__(self, path: str) -> None:
        face = hb.Face(hb.Blob.from_file_path(path))
        self.font = hb.Font(face)
        self.upem: int = face.upem
        self._glyphs: dict[int, str] = {}
        self._functions = _draw_functions()

    def outline(self, words: str) -> Outline:
        """Characters that the face lacks come out as question marks."""
        known = "".join(c if self.font.get_nominal_glyph(ord(c)) else "?" for c in words)
        if not known:
            return Outline("", 0.0)
        buffer = hb.Buffer()
        buffer.add_str(known)
        buffer.guess_segment_properties()
        hb.shape(self.font, buffer)
        parts: list[str] = []
        x = 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if path := self._glyph(info.codepoint):
                parts.append(f"q 1 0 0 1 {(x + position.x_offset) / self.upem:.3f} 0 cm {path} f Q")
            x += position.x_advance
        return Outline(" ".join(parts), x / self.upem)

    def _glyph(self, glyph: int) -> str:
        if glyph not in self._glyphs:
            path = _Path(self.upem)
            self.font.draw_glyph(glyph, self._functions, path)
            self._glyphs[glyph] = " ".join(path.operators)
        return self._glyphs[glyph]


class _Path:
    """What HarfBuzz draws, as operators of PDF; coordinates become em."""

    def __init__(self, upem: int) -> None:
        self.upem = upem
        self.operators: list[str] = []

    def add(self, operator: str, *coordinates: float) -> None:
        self.operators.append(" ".join([*(_short(value / self.upem) for value in coordinates), operator]))


def _short(value: float) -> str:
    """Thousandths of an em: nobody sees less in a slug."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _draw_functions() -> hb.DrawFuncs:
    """Quadratic curves are not asked for: HarfBuzz turns them into cubic ones."""
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, path: path.add("m", x, y))
    functions.set_line_to_func(lambda x, y, path: path.add("l", x, y))
    functions.set_cubic_to_func(lambda a, b, c, d, x, y, path: path.add("c", a, b, c, d, x, y))
    functions.set_close_path_func(lambda path: path.add("h"))
    return functions


@cache
def slug_pen() -> Pen:
    """The pen for slugs: our sans serif of text, with Cyrillic."""
    return Pen(str(folder("fonts").joinpath(*_FACE)))
