"""Text: where it stands, how large, with which codes. The other half of the content interpreter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from publisher.model.facts import Ink, Rect, Space
from publisher.preflight.probes.lexer import LINE, Glyphs
from publisher.preflight.probes.spaces import CMYK
from publisher.preflight.probes.state import IDENTITY, Matrix, State, product, spread

if TYPE_CHECKING:
    from publisher.preflight.probes.fonts import UsedFont

INVISIBLE, CLIP_ONLY = 3, 7
_STROKED = (1, 2, 5, 6)
_Saved = tuple[Matrix, Matrix]


class Lettering:
    """Text matrix and line matrix, and the operators that show text (ISO 32000-1, 9.4)."""

    ACTIONS: ClassVar[dict[bytes, Any]] = {}
    state: State

    def __init__(self) -> None:
        self.matrix = self.line_matrix = IDENTITY

    if TYPE_CHECKING:

        def paint(
            self, kind: str, rect: Rect, ink: Ink, *, stroking: bool = False, size: float = 0.0, solid: bool = False
        ) -> None: ...

        def font(self, operands: list[Any]) -> None: ...

        def device(self, operands: list[Any], space: Space, stroking: bool) -> None: ...

        def settings(self, operands: list[Any]) -> None: ...

        def note(self, code: str, detail: str = "") -> None: ...

        def glyphs(self, font: UsedFont, matrix: Matrix, rect: Rect) -> None: ...

        def weight(self) -> float: ...

        def tile(self, pattern: Any, rect: Rect) -> None: ...

    def suspended(self) -> _Saved:
        return self.matrix, self.line_matrix

    def resumed(self, saved: _Saved) -> None:
        self.matrix, self.line_matrix = saved

    def begin(self, _: list[Any]) -> None:
        self.matrix = self.line_matrix = IDENTITY

    def end_text(self, _: list[Any]) -> None:
        pass

    def place(self, operands: list[Any]) -> None:
        a, b, c, d, e, f = (value + 0.0 for value in operands[-6:])
        self.matrix = self.line_matrix = (a, b, c, d, e, f)

    def advance(self, operands: list[Any]) -> None:
        x, y = operands[-2:]
        a, b, c, d, e, f = self.line_matrix
        self.matrix = self.line_matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def advance_leading(self, operands: list[Any]) -> None:
        self.state.leading = -operands[-1]
        self.advance(operands)

    def next_line(self, _: list[Any]) -> None:
        self.advance([0.0, -self.state.leading])

    def show(self, operands: list[Any]) -> None:
        self._show([operands[-1]])

    def show_array(self, operands: list[Any]) -> None:
        parts = operands[-1]
        if isinstance(parts, Glyphs):
            self._show_glyphs(parts)
        else:
            self._show(parts)

    def show_whole_line(self, operands: list[Any]) -> None:
        """A text object of one line."""
        (a, b, c, d, e, f), label, size, ink, settings, glyphs = operands
        self.matrix = self.line_matrix = (a, b, c, d, e, f)
        self.font([label, size])
        if ink:
            self.device(ink, CMYK, False)
        if settings:
            self.settings([settings])
        self._show_glyphs(glyphs)

    def _show_glyphs(self, glyphs: Glyphs) -> None:
        """The same as `_show` for an array that was read at once."""
        state, font = self.state, self.state.font
        if font is None or font.vertical or state.word_spacing:
            self._show([glyphs.chars, glyphs.shift])
            return
        codes = font.split(glyphs.chars)
        font.codes.update(codes)
        length = (sum(map(font.widths.__getitem__, codes)) * font.scale - glyphs.shift / 1000) * state.size
        length = (length + len(codes) * state.spacing) * state.scale
        if codes:
            self._mark(length, font)
        a, b, c, d, e, f = self.matrix
        self.matrix = (a, b, c, d, e + length * a, f + length * b)

    def show_line(self, operands: list[Any]) -> None:
        self.next_line([])
        self._show([operands[-1]])

    def show_spaced(self, operands: list[Any]) -> None:
        self.state.word_spacing, self.state.spacing = operands[-3] + 0.0, operands[-2] + 0.0
        self.show_line(operands)

    def _show(self, parts: list[Any]) -> None:
        state, font = self.state, self.state.font
        if font is None:
            self.note("P109", "Tf")
            return
        length, shown = 0.0, 0
        for part in parts:
            if isinstance(part, float):
                length -= part / 1000 * state.size
                continue
            codes = font.split(part)
            font.codes.update(codes)
            count = len(part) // 2 if font.wide else len(part)
            length += font.width(codes) * state.size + count * state.spacing
            if state.word_spacing and not font.wide:
                length += part.count(b" ") * state.word_spacing
            shown += count
        length *= 1.0 if font.vertical else state.scale
        if shown:
            self._mark(length, font)
        a, b, c, d, e, f = self.matrix
        if font.vertical:
            self.matrix = (a, b, c, d, e - length * c, f - length * d)
        else:
            self.matrix = (a, b, c, d, e + length * a, f + length * b)

    def _mark(self, length: float, font: UsedFont) -> None:
        state = self.state
        if self._mark_upright(length, font):
            return
        matrix = product(self.matrix, state.ctm)
        if font.vertical:
            half = state.size / 2
            rect = spread(matrix, -half, -length, half, 0)
        else:
            low, high = font.descent * state.size + state.rise, font.ascent * state.size + state.rise
            rect = spread(matrix, 0, low, length, high)
        size = abs(state.size) * (matrix[2] * matrix[2] + matrix[3] * matrix[3]) ** 0.5
        if font.kind == "Type3":
            size *= 1000 * font.scale
            self.glyphs(font, matrix, rect)
        render = state.render
        if render == CLIP_ONLY:
            return
        if render not in (1, 5):
            self.paint("text", rect, state.fill, size=size)
            if state.fill_pattern is not None:
                self.tile(state.fill_pattern, rect)
        if render in _STROKED:
            if render in (1, 5):
                self.paint("text", rect, state.stroke, stroking=True, size=size)
            self.paint("stroke", rect, state.stroke, stroking=True, size=self.weight())

    def _mark_upright(self, length: float, font: UsedFont) -> bool:
        """`_mark` for what nearly all text is: filled, horizontal, not turned. False: it is something else."""
        state = self.state
        a, b, c, d, e, f = self.matrix
        across, up, lean, down, x, y = state.ctm
        turned = b or c or up or lean
        if turned or state.render or state.fill_pattern is not None or font.vertical or font.kind == "Type3":
            return False
        left, base, size = e * across + x, f * down + y, state.size
        right, height = left + length * a * across, d * down
        low = base + (font.descent * size + state.rise) * height
        high = base + (font.ascent * size + state.rise) * height
        if left > right:
            left, right = right, left
        if low > high:
            low, high = high, low
        if not -1e9 < left + right + low + high < 1e9:
            return False
        self.paint("text", Rect(left, low, right, high), state.fill, size=abs(size * height))
        return True

    def set_spacing(self, operands: list[Any]) -> None:
        self.state.spacing = operands[-1] + 0.0

    def set_word_spacing(self, operands: list[Any]) -> None:
        self.state.word_spacing = operands[-1] + 0.0

    def set_scale(self, operands: list[Any]) -> None:
        self.state.scale = operands[-1] / 100

    def set_leading(self, operands: list[Any]) -> None:
        self.state.leading = operands[-1] + 0.0

    def set_rise(self, operands: list[Any]) -> None:
        self.state.rise = operands[-1] + 0.0

    def set_render(self, operands: list[Any]) -> None:
        self.state.render = int(operands[-1])


Lettering.ACTIONS = {
    LINE: Lettering.show_whole_line,
    b"BT": Lettering.begin,
    b"ET": Lettering.end_text,
    b"Tm": Lettering.place,
    b"Td": Lettering.advance,
    b"TD": Lettering.advance_leading,
    b"T*": Lettering.next_line,
    b"Tj": Lettering.show,
    b"TJ": Lettering.show_array,
    b"'": Lettering.show_line,
    b'"': Lettering.show_spaced,
    b"Tc": Lettering.set_spacing,
    b"Tw": Lettering.set_word_spacing,
    b"Tz": Lettering.set_scale,
    b"TL": Lettering.set_leading,
    b"Ts": Lettering.set_rise,
    b"Tr": Lettering.set_render,
}
