"""What the neighbours and the shape of a quotation mark say about its side."""

from __future__ import annotations

from typing import NamedTuple

from publisher.typography.kinds import (
    APOSTROPHE,
    BREAK,
    CLOSE,
    COLON,
    COMMA,
    DASH,
    ELLIPSIS,
    MARK,
    NUMBER,
    OPEN,
    QUOTE,
    RANGE,
    STOP,
    TALK,
)
from publisher.typography.tokens import Block

INFINITY = 1e9
WRONG = 6.0
EITHER, INSIDE, UNCLEAR, SHAPE, INCH = 0.5, 1.5, 2.0, 2.0, 1.2

_OPENS_BEHIND = OPEN | DASH
_CLOSES_BEFORE = COMMA | STOP | COLON | MARK | ELLIPSIS | CLOSE | DASH
_PUNCTUATION = COMMA | STOP | MARK | ELLIPSIS | QUOTE
_NEVER_AFTER_OPENING = COMMA | COLON | MARK | CLOSE


class Costs(NamedTuple):
    """What it costs a mark to open, to close, and to be an inch sign (only behind a digit)."""

    opening: float
    closing: float
    inch: float


_OPENING, _CLOSING = Costs(0.0, WRONG, INFINITY), Costs(WRONG, 0.0, INFINITY)


class Evidence(NamedTuple):
    """Costs of one mark, and its costs while a `„` waits for its `“`.

    `lowers`: whether the mark is such a `„` (1), ends the waiting (-1), or neither (0). `begins`, `ends`: whether it
    stands at the beginning of its paragraph, or at the end with nothing but punctuation behind it.
    """

    usual: Costs
    while_low: Costs
    lowers: int
    begins: bool = False
    ends: bool = False


def evidence(block: Block) -> list[tuple[int, Evidence]]:
    """The quotation marks of a block by their tokens, each with what speaks for its sides."""
    if QUOTE not in block.kinds:
        return []
    return [(i, _evidence(block, i)) for i, kind in enumerate(block.kinds) if kind == QUOTE]


def _evidence(block: Block, i: int) -> Evidence:
    glyph = block.tokens[i]
    usual = _costs(block, i, low_is_open=False)
    while_low = _costs(block, i, low_is_open=True) if glyph == "“" else usual
    lowers = 1 if glyph == "„" else -(glyph in "“”")
    return Evidence(usual, while_low, lowers, block.space[i] == BREAK and i == 0, _ends(block, i))


def _ends(block: Block, i: int) -> bool:
    behind = i + 1
    while behind < block.end and behind <= i + _FARTHEST and block.kind(behind) & _PUNCTUATION:
        behind += 1
    return behind == block.end


def _costs(block: Block, i: int, *, low_is_open: bool) -> Costs:
    if i in block.singles:
        return _OPENING if block.singles[i] == "open" else _CLOSING
    left, left_apart = _left(block, i)
    right, right_apart = _right(block, i)
    may_open = (left_apart or bool(left & _OPENS_BEHIND)) and not right_apart and not right & _NEVER_AFTER_OPENING
    may_close = not left_apart and (right_apart or bool(right & _CLOSES_BEFORE) or not right & TALK)
    if may_open and may_close and right & TALK and not left & TALK:
        may_close = False
    if may_open != may_close:
        opening, closing = (0.0, WRONG) if may_open else (WRONG, 0.0)
    elif may_open:
        opening = closing = EITHER
    elif not left_apart and not right_apart:
        opening = closing = INSIDE
    else:
        opening = closing = UNCLEAR
    glyph, quotes = block.tokens[i], block.language_at(i).quotes
    match glyph:
        case "«" | "„" | "‚" | "<<" | ",,":
            closing += SHAPE
        case "»" | "”" | "‘" | ">>":
            opening += SHAPE
        case "“" if quotes[0][0] == "“" or quotes[1][0] == "“":
            closing += SHAPE
        case "“" if low_is_open or quotes[0][1] == "“":
            opening += SHAPE
    digit = block.kind(i - 1) & (NUMBER | RANGE) and block.tokens[i - 1][-1].isnumeric() and block.is_tight(i)
    is_inch = glyph in ('"', "''") or (glyph == "”" and all("”" not in pair for pair in quotes))
    return Costs(opening, closing, INCH if digit and is_inch else INFINITY)


_THROUGH = QUOTE | APOSTROPHE
_FARTHEST = 8
"""Marks in a row that are looked through; nobody nests deeper, and a million in a row must take linear time."""


def _left(block: Block, i: int) -> tuple[int, bool]:
    """Kind of the token before the mark i, other marks skipped, and whether a space stands between."""
    for at in range(i, i - _FARTHEST, -1):
        if block.space[at]:
            return 0, True
        if not block.kinds[at - 1] & _THROUGH:
            return block.kinds[at - 1], False
    return QUOTE, False


def _right(block: Block, i: int) -> tuple[int, bool]:
    """The same for the token behind it."""
    for at in range(i + 1, i + 1 + _FARTHEST):
        if block.space[at]:
            return 0, True
        if not block.kinds[at] & _THROUGH:
            return block.kinds[at], False
    return QUOTE, False
