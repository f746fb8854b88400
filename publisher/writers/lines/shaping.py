"""Words shaped by HarfBuzz in the very font they are drawn with: how wide they are, and their glyphs. Remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_MOST = 400_000
"""Words remembered for one face."""

_CYRILLIC, _LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[A-Za-z\u00c0-\u024f]")
_SIMPLE = re.compile(
    r"[\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e№₽−]*"
)
"""Characters that are shaped one after the other: nothing invisible, no mark to place."""


class Glyphs(NamedTuple):
    """A word as a PDF shows it; lengths in thousandths of an em.

    Attributes:
        shown: glyph numbers in hexadecimal digits, with the distances that kerning takes away between them.
        rest: what is still to be taken away behind the last glyph.
        used: number, width and text of every glyph.
    """

    shown: str
    rest: float
    used: tuple[tuple[int, int, str], ...]


class Face:
    """A font file with features and a language. Widths are in em."""

    def __init__(self, data: bytes, features: Mapping[str, int], language: str) -> None:
        import uharfbuzz as hb

        face = hb.Face(data)
        self._hb = hb
        self._font: Any = hb.Font(face)
        self._upem: int = face.upem
        self._features = {name: int(value) for name, value in features.items()}
        self._language = language or "en"
        self._script = "Latn" if self._language[:2] in ("en", "de", "fr", "la", "pl", "cs", "it", "es") else "Cyrl"
        self._characters = frozenset(map(chr, face.unicodes))
        self._widths: dict[str, float] = {}
        self._glyphs: dict[str, Glyphs | None] = {}
        self._known: dict[int, tuple[str, int]] = {}
        """Hexadecimal digits and width of every glyph that was used."""

    def knows(self, word: str) -> bool:
        """Whether `word` is set in this face alone, in one script: then its width can be trusted."""
        return bool(
            _SIMPLE.fullmatch(word)
            and self._characters.issuperset(word)
            and not (_CYRILLIC.search(word) and _LATIN.search(word))
        )

    def width(self, word: str) -> float:
        width = self._widths.get(word)
        if width is None:
            if len(self._widths) >= _MOST:
                self._widths.clear()
            width = self._widths[word] = self._shaped(word)
        return width

    def glyphs(self, word: str) -> Glyphs | None:
        """The glyphs of a word; None for one that this face can't set alone, or not on a straight line."""
        try:
            return self._glyphs[word]
        except KeyError:
            if len(self._glyphs) >= _MOST:
                self._glyphs.clear()
            known = self.knows(word) or (word == "\u00a0" and word in self._characters)
            found = self._glyphs[word] = self._drawn(word) if known else None
            return found

    def _drawn(self, word: str) -> Glyphs | None:
        buffer = self._buffer(word)
        infos = [(info.codepoint, info.cluster) for info in buffer.glyph_infos]
        ends = [cluster for _, cluster in infos[1:]] + [len(word)]
        shown, rest, used = "", 0.0, []
        for (number, begin), position, end in zip(infos, buffer.glyph_positions, ends, strict=True):
            x_offset, y_offset, advance, _ = position.position
            if x_offset or y_offset:
                return None
            if number not in self._known:
                width = round(self._font.get_glyph_h_advance(number) * 1000 / self._upem)
                self._known[number] = f"{number:04x}", width
            digits, width = self._known[number]
            used.append((number, width, word[begin:end]))
            if rest >= 1 or rest <= -1:
                shown += f">{int(rest)}<"
                rest -= int(rest)
            shown += digits
            rest += width - advance * 1000 / self._upem
        return Glyphs(shown, rest, tuple(used))

    def _shaped(self, word: str) -> float:
        advance: int = sum(position.x_advance for position in self._buffer(word).glyph_positions)
        return advance / self._upem

    def _buffer(self, word: str) -> Any:
        hb: Any = self._hb
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.direction = "ltr"
        buffer.script = "Latn" if _LATIN.search(word) else self._script
        buffer.language = self._language
        hb.shape(self._font, buffer, self._features)
        return buffer
