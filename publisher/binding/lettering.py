"""Real text drawn onto finished pages: shaped by HarfBuzz in the faces of the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import uharfbuzz as hb

from publisher.model.layout import Face


@dataclass(frozen=True, slots=True)
class Word:
    """A shaped line: the operand of TJ and its width, both at size 1 (widths in em)."""

    operand: str
    width: float


class Lettering:
    """One face of a book and its glyphs in use, with the text that each stands for."""

    def __init__(self, face: Face) -> None:
        self.declared = face
        self.face = hb.Face(hb.Blob.from_file_path(face.path))
        self.font = hb.Font(self.face)
        self.upem: int = self.face.upem
        self.used: dict[int, str] = {}
        self._natural: dict[int, int] = {}

    def use(self, glyphs: Mapping[int, str]) -> None:
        """Note glyphs in use. One that stands for several texts stands for the first in order: a space is one, not a
        no-break space, and a hyphen is no soft hyphen.
        """
        used = self.used
        for glyph, text in glyphs.items():
            known = used.get(glyph)
            if not known or (text and text < known):
                used[glyph] = text

    def shape(self, text: str, features: tuple[str, ...] = (), tracking: float = 0.0) -> Word:
        """Shape one line.

        Args:
            features: OpenType tags to switch on.
            tracking: em added behind every glyph but the last.
        """
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.font, buffer, dict.fromkeys(features, True))
        shaped = [(info.codepoint, info.cluster) for info in buffer.glyph_infos]
        advances = [position.x_advance for position in buffer.glyph_positions]
        starts = [*sorted({cluster for _, cluster in shaped}), len(text)]
        ends = dict(pairwise(starts))
        self.use({glyph: text[cluster : ends[cluster]] for glyph, cluster in reversed(shaped)})
        pieces: list[str] = []
        between = round(tracking * self.upem, 6)
        for index, ((glyph, _), advance) in enumerate(zip(shaped, advances, strict=True), 1):
            pieces.append(f"<{glyph:04x}>")
            if kern := self.natural(glyph) - advance - (between if index < len(shaped) else 0.0):
                pieces.append(f"{kern * 1000 / self.upem:.2f}")
        width = sum(advances) / self.upem + tracking * max(len(shaped) - 1, 0)
        return Word("[" + " ".join(pieces) + "]", width)

    def natural(self, glyph: int) -> int:
        """How wide a glyph is by itself, in units of the font."""
        width = self._natural.get(glyph)
        if width is None:
            width = self._natural[glyph] = self.font.get_glyph_h_advance(glyph)
        return width
