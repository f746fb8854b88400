"""Which glyph a quotation mark gets, where its depth alone does not tell: in spans of another language, among single
marks, and inside a quotation that is wholly in Latin script.

A quotation that opens inside a span takes the marks of the span's language, counted from the first level; so does one
inside a quotation in Latin script. Where the marks of the second level are ‘ ’, levels alternate, and single marks of
the author stay single; a double mark becomes single only if it would be read as one again.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.typography.kinds import CYRILLIC, WORD
from publisher.typography.languages import Language, language
from publisher.typography.singles import Row, paired
from publisher.typography.tokens import Block

FOREIGN_WORDS = 3
"""Latin words outside of inner marks that make a quotation a foreign one."""
_TYPED = frozenset("«»„“”")
"""Marks that an author chose for a foreign quotation."""


@dataclass(slots=True)
class _Quotation:
    """A quotation that is open: its depth, what it is in, and its level there."""

    opening: int
    depth: int
    language: Language
    level: int
    is_single: bool


def shape_marks(block: Block) -> None:
    """Put into `block.shapes` the glyph of every mark whose depth alone does not tell it."""
    if not (block.languages or block.singles or _may_differ(block)):
        return
    ends = _partners(block)
    inside: dict[int, _Quotation] = {}
    stack: list[_Quotation] = []
    for i, (side, depth) in sorted(block.sides.items()):
        while stack and (stack[-1].depth >= depth if side == "open" else stack[-1].depth > depth):
            stack.pop()
        if side == "open":
            inside[i] = _opened(block, i, depth, stack[-1] if stack else None, ends)
            stack.append(inside[i])
        elif side == "close":
            is_partner = bool(stack) and stack[-1].depth == depth
            inside[i] = stack.pop() if is_partner else _opened(block, i, depth, None, ends)
    _keep_doubles(block, inside)
    for i, quotation in inside.items():
        glyph = _glyph(block, i, quotation)
        if glyph is not None:
            block.shapes[i] = glyph


def _may_differ(block: Block) -> bool:
    deepest = block.language.first_single
    return any(depth and (depth >= deepest or side == "open") for side, depth in block.sides.values())


def _partners(block: Block) -> dict[int, int]:
    """Opening mark → its closing mark, within the block."""
    partners: dict[int, int] = {}
    stack: list[tuple[int, int]] = []
    for i, (side, depth) in sorted(block.sides.items()):
        while stack and (stack[-1][0] >= depth if side == "open" else stack[-1][0] > depth):
            stack.pop()
        if side == "open":
            stack.append((depth, i))
        elif side == "close" and stack and stack[-1][0] == depth:
            partners[stack.pop()[1]] = i
    return partners


def _opened(block: Block, i: int, depth: int, outer: _Quotation | None, ends: dict[int, int]) -> _Quotation:
    its_language, level = block.language_at(i), depth
    if its_language is not block.language:
        level = outer.level + 1 if outer and outer.language is its_language else 0
    elif outer and outer.language is not block.language and not block.languages:
        its_language, level = outer.language, outer.level + 1
    elif outer and not its_language.is_latin and outer.depth == 0 and _is_foreign(block, outer.opening, ends):
        its_language, level = language("en"), 0
    is_single = i in block.singles
    if not is_single and its_language.single_marks[0] and its_language is block.language_at(i):
        is_single = not outer.is_single if outer and outer.language is its_language else level % 2 == 1
    return _Quotation(i, depth, its_language, level, is_single)


def _is_foreign(block: Block, opening: int, ends: dict[int, int]) -> bool:
    """Whether a quotation holds at least three words outside of inner marks, all in Latin script."""
    if opening not in ends:
        return False
    words = nested = 0
    for at in range(opening + 1, ends[opening]):
        if block.kinds[at] & CYRILLIC:
            return False
        side = block.sides.get(at, ("", 0))[0]
        nested += (side == "open") - (side == "close")
        words += bool(block.kinds[at] & WORD and not nested)
    return words >= FOREIGN_WORDS


def _keep_doubles(block: Block, inside: dict[int, _Quotation]) -> None:
    """Leave all double marks double unless every one that is to become single would be read as a single one again."""
    raised = {i for i, q in inside.items() if q.is_single and i not in block.singles}
    if not raised:
        return
    wanted = block.singles | {i: block.sides[i][0] for i in raised}
    opening = {i for i, side in wanted.items() if side == "open"}
    languages = block.languages or [block.language] * len(block.tokens)
    row = Row(block.tokens, block.kinds, block.space, languages)
    if paired(row, as_opening=opening, as_closing=wanted.keys() - opening) != wanted:
        for i in raised:
            inside[i].is_single = False


def _glyph(block: Block, i: int, quotation: _Quotation) -> str | None:
    """None: the glyph of its depth in the block's language."""
    side = block.sides[i][0] == "close"
    if quotation.language is not block.language_at(i) and block.tokens[i] in _TYPED:
        return block.tokens[i]
    if quotation.language.single_marks[0]:
        return quotation.language.quotes[quotation.is_single][side]
    if quotation.language is block.language and quotation.level == block.sides[i][1]:
        return None
    return quotation.language.quotes[min(quotation.level, 2)][side]
