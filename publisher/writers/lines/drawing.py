"""Lines drawn without Pango: the glyphs of their words are known, and so is where every word stands.

WeasyPrint has Pango shape each line once more to draw it, and asks it for every glyph. Here a line is put together from
words that were shaped once in a process. Words stand where the layout has them, to a ten-thousandth of an em; in
WeasyPrint all distances between letters are cut to whole thousandths, which adds up. What isn't plain (decorations,
spaced letters, fonts with pictures, other scripts) is left to WeasyPrint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from publisher.model.fields import drawn
from publisher.writers.lines.boxes import Style, Styles
from publisher.writers.lines.fields import field_of

_SPACES = (" ", "\u00a0")
_SPACE = re.compile("([ \u00a0])")
_FIGURES = "0123456789"


class Pen:
    """Draws the texts of one document."""

    def __init__(self, original: Callable[..., Any]) -> None:
        self.original = original
        self.styles: Styles | None = None
        self.fields: set[int] = set()
        """Numbers of the fields that were drawn so that they can be filled."""
        self.fonts: dict[int, tuple[Any, float] | None] = {}
        """By the identity of a known style: WeasyPrint's font and its size in px; None for one that is not plain."""

    def draw_text(self, stream: Any, textbox: Any, offset_x: float, text_overflow: str, *ellipsis: str) -> None:
        """In the place of WeasyPrint's `draw_text`."""
        if not self._draws(stream, textbox, text_overflow, *ellipsis):
            for box in _one_by_one(textbox):
                self.original(stream, box, offset_x, text_overflow, *ellipsis)

    def _draws(self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str = "none") -> bool:
        style = textbox.style
        if text_overflow != "clip" or block_ellipsis != "none" or style["visibility"] != "visible":
            return False
        if style["font_size"] < 1 or not textbox.text.strip():
            return False
        if self.styles is None:
            self.styles = Styles(style.font_config)
        known = self.styles.of(style)
        found = self._font(stream, known)
        if found is None:
            return False
        font, size = found
        layout = textbox.pango_layout
        spacing = (style["word_spacing"] + layout.justification_spacing) * 1000 / size
        shown = self._with_field(font, known, textbox) or _shown(font, known, layout.text, spacing)
        if shown is None:
            return False
        if repeated := getattr(textbox, "repeated", None):
            count, dot = repeated
            shown = _repeated(known, dot, count, textbox.width * 1000 / size)
        stream.set_color(style["color"])
        stream.begin_text()
        scale = getattr(textbox, "expanded", None) or 1
        stream.set_text_matrix(scale, 0, 0, -1, textbox.position_x, textbox.position_y + textbox.baseline)
        stream.set_font_size(font.hash, size)
        stream.show_text(shown)
        stream.end_text()
        return True

    def _with_field(self, font: Any, known: Style, textbox: Any) -> str | None:
        """What TJ gets for a field with space before it; None for any other text."""
        found, face = field_of(textbox), known.face
        figures = [face.glyphs(figure) for figure in _FIGURES] if found else []
        shown = [glyphs.shown for glyphs in figures if glyphs and len(glyphs.numbers) == 1]
        if found is None or len(shown) < len(figures):
            return None
        number, room = found
        _tell(font, known, frozenset().union(*(glyphs.numbers for glyphs in figures if glyphs)))
        self.fields.add(number)
        space = textbox.width / known.size - room * face.width(_FIGURES[0])
        return f"{-1000 * space:.1f}" + drawn(number, room, [1000 * face.width(figure) for figure in _FIGURES], shown)

    def _font(self, stream: Any, known: Style) -> tuple[Any, float] | None:
        key = id(known)
        if key not in self.fonts:
            self.fonts[key] = None
            if known.direct and not known.letter:
                font, size = stream.add_font(known.font.pango)
                if not (font.bitmap or font.png or font.svg or font.colr):
                    self.fonts[key] = font, size
        return self.fonts[key]


def _shown(font: Any, known: Style, text: str, spacing: float) -> str | None:
    """What the operator TJ gets; `spacing`: what is added to spaces, in thousandths of an em."""
    glyphs_of, told = known.face.glyphs, _told(font)
    parts, rest = ["<"], 0.0
    gaps: dict[tuple[str, float], tuple[str, float]] = {}  # nearly all of a line are alike
    for token in _SPACE.split(text):
        if not token:
            continue
        glyphs = glyphs_of(token)
        if glyphs is None:
            return None
        shown, behind, numbers = glyphs
        if not numbers <= told:
            _tell(font, known, numbers - told)
        if token in _SPACES:
            gap = gaps.get((token, rest))
            if gap is None:
                gap = gaps[token, rest] = _gap(shown, rest, behind, spacing)
            shown, rest = gap
        else:
            rest += behind
        parts.append(shown)
    parts.append(">")
    return "".join(parts)


def _gap(shown: str, rest: float, behind: float, spacing: float) -> tuple[str, float]:
    """A space in the middle of what is added to it, since programs that read the text look at gaps; what of the `rest`
    is left.
    """
    before = round(rest - spacing / 2, 1)
    after = round(rest + behind - spacing - before, 1)
    return f"{_moved(before)}{shown}{_moved(after)}", rest + (behind - spacing - before - after)


def _told(font: Any) -> set[int]:
    """The glyphs that a font of WeasyPrint knows of."""
    return font.__dict__.setdefault("told", set())  # type: ignore[no-any-return]


def _tell(font: Any, known: Style, numbers: frozenset[int]) -> None:
    for number in sorted(numbers):
        width, chars = known.face.used[number]
        font.widths.setdefault(number, width)
        font.to_unicode.setdefault(number, chars)
    _told(font).update(numbers)


def _repeated(known: Style, text: str, count: int, width: float) -> str:
    """A word shown `count` times in a `width` of so many thousandths of an em, not kerned with itself."""
    glyphs = known.face.glyphs(text)
    assert glyphs  # `_shown` had some
    between = _moved(round(known.face.width(text) * 1000 + glyphs.rest - width / count, 2))
    return f"<{between.join([glyphs.shown] * count)}>"


def _one_by_one(textbox: Any) -> Iterator[Any]:
    """The box itself; of a text that is repeated, a box for each time, the last one first, as WeasyPrint has them."""
    count, text = getattr(textbox, "repeated", (1, textbox.text))
    if count == 1:
        yield textbox
        return
    for number in reversed(range(count)):
        box = textbox.copy_with_text(text)
        box.width = textbox.width / count
        box.position_x += number * box.width
        yield box


@lru_cache(maxsize=10_000)
def _moved(taken: float) -> str:
    """What moves the next glyph to the left by thousandths of an em."""
    return f">{taken:.1f}<".replace(".0<", "<") if taken else ""
