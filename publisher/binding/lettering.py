"""Real text drawn onto finished pages: shaped by HarfBuzz in the faces of the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import uharfbuzz as hb

from publisher.model.layout import Face

SAME = {0xA0: " ", 0xAD: "-", 0x2010: "-", 0x2011: "-"}
"""Characters that share the glyph of another one, which readers of a PDF look for."""


@dataclass(frozen=True, slots=True)
class Word:
    """A shaped line: the operand of TJ and its width, both at size 1 (widths in em)."""

    operand: str
    width: float


class Lettering:
    """One face of a book and its glyphs in use.

    `readings`: which text glyphs stand for. A small capital is a letter here and a capital there; whoever reads it as
    others do shares their reading. The first one is that of the furniture.
    """

    def __init__(self, face: Face) -> None:
        self.declared = face
        self.face = hb.Face(hb.Blob.from_file_path(face.path))
        self.font = hb.Font(self.face)
        self.upem: int = self.face.upem
        self.readings: list[dict[int, str]] = [{}]
        self._natural: dict[int, int] = {}
        self._pairs: dict[tuple[str, tuple[str, ...]], list[tuple[int, int]]] = {}

    @property
    def used(self) -> list[int]:
        """All glyphs in use, in order."""
        return sorted(set().union(*self.readings))

    def read_as(self, glyphs: Mapping[int, str]) -> int:
        """Note glyphs that are drawn elsewhere; the number of the reading that has them."""
        for number, known in enumerate(self.readings):
            joined = {**known, **glyphs}
            if joined == {**glyphs, **known}:
                self.readings[number] = joined
                return number
        self.readings.append(dict(glyphs))
        return len(self.readings) - 1

    def shape(self, text: str, features: tuple[str, ...] = (), tracking: float = 0.0) -> Word:
        """Shape one line.

        Args:
            features: OpenType tags to switch on.
            tracking: em added behind every glyph but the last.
        """
        shaped = self._number(text, features) if text.isdecimal() else None
        shaped = shaped or self._shaped(text, features)
        behind = [*([tracking * self.upem] * (len(shaped) - 1)), 0.0]
        shown: list[str] = []
        for (glyph, advance), extra in zip(shaped, behind, strict=False):
            kern = self.natural(glyph) - advance - extra
            shown.append(f"{glyph:04x}>{kern * 1000 / self.upem:.2f}<" if abs(kern) > 1e-3 else f"{glyph:04x}")
        width = sum(advance for _, advance in shaped) / self.upem + tracking * max(len(shaped) - 1, 0)
        return Word(f"[<{''.join(shown)}>]", width)

    def _shaped(self, text: str, features: tuple[str, ...]) -> list[tuple[int, int]]:
        """Glyphs with their advances."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.font, buffer, dict.fromkeys(features, True))
        infos = buffer.glyph_infos
        self._note(text, [(info.codepoint, info.cluster) for info in infos])
        positions = buffer.glyph_positions
        return [(info.codepoint, position.x_advance) for info, position in zip(infos, positions, strict=True)]

    def _number(self, text: str, features: tuple[str, ...]) -> list[tuple[int, int]] | None:
        """The same for a number, put together from pairs of figures: a book has as many of them as pages. None where
        two figures are not two glyphs.
        """
        made: list[tuple[int, int]] = []
        for pair in (*map("".join, pairwise(text)), text[-1]):
            key = pair, features
            if key not in self._pairs:
                self._pairs[key] = self._shaped(pair, features)
            if len(self._pairs[key]) != len(pair):
                return None
            made.append(self._pairs[key][0])
        return made

    def _note(self, text: str, shaped: Sequence[tuple[int, int]]) -> None:
        """Which part of a text new glyphs stand for; each comes with the place where its part begins."""
        reading = self.readings[0]
        if all(glyph in reading for glyph, _ in shaped):
            return
        ends = dict(pairwise([*sorted({start for _, start in shaped}), len(text)]))
        for glyph, start in shaped:
            reading.setdefault(glyph, text[start : ends[start]].translate(SAME))

    def natural(self, glyph: int) -> int:
        """How wide a glyph is by itself, in units of the font."""
        width = self._natural.get(glyph)
        if width is None:
            width = self._natural[glyph] = self.font.get_glyph_h_advance(glyph)
        return width
