"""How wide words are: shaped by HarfBuzz in the very font they are drawn with, remembered by word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_MOST = 400_000
"""Words remembered for one face."""

_CYRILLIC, _LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[A-Za-z\u00c0-\u024f]")
_SIMPLE = re.compile(
    r"[\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e№₽−]*"
)
"""Characters that are shaped one after the other: nothing invisible, no mark to place."""


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

    def _shaped(self, word: str) -> float:
        hb: Any = self._hb
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.direction = "ltr"
        buffer.script = "Latn" if _LATIN.search(word) else self._script
        buffer.language = self._language
        hb.shape(self._font, buffer, self._features)
        advance: int = sum(position.x_advance for position in buffer.glyph_positions)
        return advance / self._upem
