"""Fields: places on finished pages for numbers that are only known when the book is bound.

A field has room for so many noughts; a number stands flush right in it. In HTML it is its own number behind a mark that
no text of a book contains. In the content of a page a comment in front of the noughts tells what belongs there and what
figures look like: `%field NUMBER NOUGHTS ADVANCES GLYPHS`, for the figures 0 to 9 their advances in thousandths of an
em, between commas, and their glyphs in four hexadecimal digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MARK = "\u2063"
"""INVISIBLE SEPARATOR. It takes no room, and needs no glyph."""

MARKED = re.compile(f"{MARK}([0-9]+)")

_DRAWN = re.compile(rb"%field ([0-9]+) ([0-9]+) ([0-9.,]+) ([0-9a-f]{40})\n<[0-9a-f]+>")


def marked(number: int, figures: int) -> str:
    """The field with this number, counted from 0, as a text that has as many figures as it has room for."""
    return f"{MARK}{number:0{figures}d}"


def drawn(number: int, room: int, advances: Sequence[float], glyphs: Sequence[str]) -> str:
    """The field as a part of the operand of TJ, between strings.

    Args:
        room: for so many noughts.
        advances: of the figures 0 to 9 in thousandths of an em; their `glyphs`: four hexadecimal digits each.
    """
    told = ",".join(f"{advance:.2f}" for advance in advances)
    return f"%field {number} {room} {told} {''.join(glyphs)}\n<{glyphs[0] * room}>"


def filled(content: bytes, numbers: Sequence[int]) -> bytes:
    """The content of a page with a number in each field; one that there is no number for keeps its noughts.

    Args:
        numbers: what comes into each field.
    """

    def fill(found: re.Match[bytes]) -> bytes:
        if (number := int(found[1])) >= len(numbers):
            return found[0]
        figures = [int(figure) for figure in str(numbers[number])]
        advances = [float(advance) for advance in found[3].split(b",")]
        free = int(found[2]) * advances[0] - sum(advances[figure] for figure in figures)
        glyphs = b"".join(found[4][4 * figure : 4 * figure + 4] for figure in figures)
        return (b" %.2f" % -free if free else b"") + b"<%s>" % glyphs

    return _DRAWN.sub(fill, content)
