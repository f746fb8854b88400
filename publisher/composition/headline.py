"""Titles as large as their place allows: the size, and the measure that makes their lines equally long."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import ceil

from publisher.composition.measure import width_of
from publisher.composition.optics import by_sense
from publisher.composition.xhtml import allowed
from publisher.model.layout import Face, Family, Headline, Layout
from publisher.model.text import Text

_SLACK = 1.005
"""Room that is left beside the longest line: rounding must not turn its last word over."""
_FULLNESS = 0.5
"""How much lines that fill the measure count beside larger letters."""


def headline_style(title: Text, wish: Headline | None, layout: Layout, families: Mapping[str, Family]) -> str:
    """Custom properties for the element that holds the title: `--headline` (the size), `--headline-line` (its leading;
    all lines together are whole lines of text), `--headline-measure`, and `--headline-wrap`: whether a word has to be
    broken (where none has, WeasyPrint must not: it may do so instead of breaking at an element). Empty without a wish.
    """
    if wish is None or not title.plain.strip():
        return ""
    family = families[wish.family or layout.text_family]
    weights = (wish.weight, 700) if wish.weight > 400 else (wish.weight,)
    face = next((face for face in map(family.face, weights) if face), family.faces[0])
    chars = allowed(by_sense(title).plain)
    words = re.split(r"[ \n]+", (chars.upper() if wish.capitals else chars).strip())
    room = (layout.trim.width - layout.margins.inner - layout.margins.outer) * wish.width
    widths = [width_of(word, face) for word in words]
    size, lines, measure = fitted(widths, _space(face, wish), wish, room)
    line = layout.typesetting.line
    leading = max(ceil(round(lines * size * wish.leading / line, 4)), 1) * line / lines
    wrap = "normal" if max(widths) * size <= measure else "break-word"
    return (
        f"--headline: {size:.2f}pt; --headline-line: {leading:.3f}pt; --headline-measure: {measure:.2f}pt;"
        f" --headline-wrap: {wrap}"
    )


def _space(face: Face, wish: Headline) -> float:
    return width_of(" ", face) + wish.tracking


def fitted(words: Sequence[float], space: float, wish: Headline, room: float) -> tuple[float, int, float]:
    """Size in pt, number of lines and measure in pt of a title that is set as large as width and height allow.

    Args:
        words: their widths in em.
        space: between words, in em.
        room: width of the text area in pt.
    """
    best, merit = (0.0, 1, room), 0.0
    for lines in range(1, len(words) + 1):
        width = narrowest(words, space, lines)
        size = min(room / (width * _SLACK) if width else wish.most, wish.height / (lines * wish.leading), wish.most)
        measure = min(width * size * _SLACK, room)
        if size * (measure / room) ** _FULLNESS > merit:
            best, merit = (size, lines, measure), size * (measure / room) ** _FULLNESS
    if best[0] >= wish.least:
        return best
    lines = _lines(words, space, room / wish.least)
    width = narrowest(words, space, lines)
    return wish.least, lines, min(max(width * wish.least * _SLACK, 0.0), room) or room


def narrowest(words: Sequence[float], space: float, lines: int) -> float:
    """The narrowest measure in em in which the words take no more than so many lines: these come out alike."""
    least, most = max(words, default=0.0), sum(words) + space * len(words)
    while most - least > 0.01:
        middle = (least + most) / 2
        if _lines(words, space, middle) <= lines:
            most = middle
        else:
            least = middle
    return most if words else 0.0


def _lines(words: Sequence[float], space: float, measure: float) -> int:
    """Lines that the words take; one that is wider than the measure is broken into several."""
    count, used = 1, 0.0
    for width in words:
        if used and used + space + width > measure:
            count, used = count + 1, 0.0
        used += (space if used else 0.0) + width
        if width > measure > 0:
            count += ceil(width / measure) - 1
            used = width % measure
    return count
