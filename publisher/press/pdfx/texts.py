"""Where letters come to stand: the text matrix and widths of fonts (ISO 32000-1, 9.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Name

from publisher.model.sheet import Box
from publisher.press.pdfx.matrix import IDENTITY, Matrix, bounds, matrix_of, moved, product

ASCENT, DESCENT = 0.88, -0.25
"""How far letters reach from the baseline, in em: capitals with a breve, letters with a tail."""


@dataclass(slots=True)
class TextState:
    """Parameters of the text state; `mode` is the rendering mode (Tr)."""

    font: str = ""
    size: float = 0.0
    mode: int = 0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class Widths:
    """Advance widths of a font in em, by character code."""

    def __init__(self, font: pikepdf.Object) -> None:
        self.composite = font.get(Name.Subtype) == Name.Type0
        self.unit = 1000.0
        self.widths: dict[int, float] = {}
        if self.composite:
            descendant = font.DescendantFonts[0]
            self.default = float(descendant.get(Name.DW, 1000))
            self._read_composite(list(descendant.get(Name.W, [])))
            return
        descriptor = font.get(Name.FontDescriptor)
        self.default = float(descriptor.get(Name.MissingWidth, 0)) if descriptor is not None else 0.0
        first = int(font.get(Name.FirstChar, 0))
        self.widths = {first + n: float(w) for n, w in enumerate(font.get(Name.Widths, []))}
        if font.get(Name.Subtype) == Name.Type3:
            self.unit = 1 / abs(float(font.FontMatrix[0]) or 1)

    def _read_composite(self, entries: list[Any]) -> None:
        at = 0
        while at + 1 < len(entries):
            first = int(entries[at])
            if isinstance(entries[at + 1], Array):
                self.widths.update({first + n: float(w) for n, w in enumerate(entries[at + 1])})
                at += 2
            else:
                last, width = int(entries[at + 1]), float(entries[at + 2])
                self.widths.update(dict.fromkeys(range(first, min(last, 0xFFFF) + 1), width))
                at += 3

    def codes(self, data: bytes) -> Sequence[int]:
        if not self.composite:
            return data
        return [data[n] << 8 | data[n + 1] for n in range(0, len(data) - 1, 2)]

    def advance(self, data: bytes, state: TextState) -> float:
        """Horizontal movement for a shown string, in text space."""
        total = 0.0
        for code in self.codes(data):
            gap = state.spacing + (state.word_spacing if code == 32 and not self.composite else 0.0)
            total += (self.widths.get(code, self.default) / self.unit * state.size + gap) * state.scale
        return total


@dataclass(slots=True)
class TextPlace:
    """The text matrices between BT and ET."""

    matrix: Matrix = IDENTITY
    line: Matrix = IDENTITY
    fonts: dict[str, Widths] = field(default_factory=dict)

    def operate(self, operator: str, operands: Sequence[Any], state: TextState) -> None:
        """Carry out an operator that positions text."""
        match operator:
            case "BT":
                self.matrix = self.line = IDENTITY
            case "Tm":
                self.matrix = self.line = matrix_of(operands)
            case "Td" | "TD":
                x, y = float(operands[0]), float(operands[1])
                if operator == "TD":
                    state.leading = -y
                self.matrix = self.line = product(moved(x, y), self.line)
            case "T*":
                self.matrix = self.line = product(moved(0, -state.leading), self.line)

    def shown(self, pieces: Sequence[Any], state: TextState, widths: Widths, ctm: Matrix) -> Box:
        """The rectangle of a shown string or array (TJ), in the coordinates of `ctm`; moves on behind it."""
        advance = 0.0
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                advance += widths.advance(bytes(piece), state)
            else:
                advance -= float(piece) / 1000 * state.size * state.scale
        low, high = (state.rise + em * state.size for em in (DESCENT, ASCENT))
        box = bounds(Box(min(0, advance), low, max(0, advance), high), product(self.matrix, ctm))
        self.matrix = product(moved(advance, 0), self.matrix)
        return box
