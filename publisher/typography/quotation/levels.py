"""Which glyph a quotation mark gets, where its depth alone does not tell: in spans of another language, among single
marks, and inside a quotation that is wholly in Latin script.

A quotation that opens inside a span takes the marks of the span's language, counted from the first level; so does one
inside a quotation in Latin script. Where the marks of the second level are ‘ ’, levels alternate, and single marks of
the author stay single; a double mark becomes single only if it would be read as one again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from publisher.typography.kinds import APOSTROPHE, CYRILLIC, WORD
from publisher.typography.languages import Language, language
from publisher.typography.singles import paired
from publisher.typography.tokens import Block

FOREIGN_WORDS = 3
"""Latin words outside of inner marks that make a quotation a foreign one."""
_DEEPEST = 2
_TYPED = frozenset("«»„“”")
"""Marks that an author chose for a foreign quotation."""


@dataclass(slots=True)
class _Quotation:
    """A quotation: its opening mark and depth, the language of its marks, and its level there.

    `is_inside`: its language is that of the quotation around it, which nobody has marked. `is_single`: its mark is.
    """

    opening: int
    depth: int
    language: Language
    level: int
    is_inside: bool
    is_single: bool


def shape_marks(block: Block) -> None:
    """Put into `block.shapes` the glyph of every mark whose depth alone does not tell it."""
    if not (block.languages or block.singles or _may_differ(block)):
        return
    closings = _partners(block)
    openings = {closing: opening for opening, closing in closings.items()}
    found: dict[int, _Quotation] = {}
    stack: list[_Quotation] = []
    for i, side, depth in _marks(block):
        while stack and stack[-1].depth >= depth:
            stack.pop()
        if side == "open":
            found[i] = _opened(block, i, depth, stack[-1] if stack else None, closings)
            stack.append(found[i])
        else:
            partner = found[openings[i]] if i in openings else None
            found[i] = _closed(block, i, depth, partner)
    _keep_doubles(block, found)
    _keep_low_doubles(block, found)
    for i, quotation in found.items():
        glyph = _glyph(block, i, quotation)
        if glyph is not None:
            block.shapes[i] = glyph


def _may_differ(block: Block) -> bool:
    deepest = block.language.first_single
    return any(depth and (depth >= deepest or side == "open") for side, depth in block.sides.values())


def _marks(block: Block) -> list[tuple[int, str, int]]:
    """Token, side and depth of all marks but inch signs, in order."""
    return [(i, side, depth) for i, (side, depth) in sorted(block.sides.items()) if side != "inch"]


def _partners(block: Block) -> dict[int, int]:
    """Opening mark → its closing mark, within the block."""
    partners: dict[int, int] = {}
    stack: list[tuple[int, int]] = []
    for i, side, depth in _marks(block):
        while stack and stack[-1][0] > depth - (side == "open"):
            stack.pop()
        if side == "open":
            stack.append((depth, i))
        elif stack and stack[-1][0] == depth:
            partners[stack.pop()[1]] = i
    return partners


def _opened(block: Block, i: int, depth: int, outer: _Quotation | None, closings: dict[int, int]) -> _Quotation:
    its_language, level = block.language_at(i), depth
    if its_language is not block.language:
        level = outer.level + 1 if outer and outer.language is its_language else 0
    elif outer and outer.language is not its_language and outer.is_inside:
        its_language, level = outer.language, outer.level + 1
    elif outer and depth == 1 and not its_language.is_latin and _is_foreign(block, outer.opening, closings):
        its_language, level = language("en"), 0
    quotation = _Quotation(i, depth, its_language, level, its_language is not block.language_at(i), i in block.singles)
    closing = closings.get(i)
    may_change = closing is not None and not {i, closing} & block.singles.keys() and not quotation.is_inside
    if may_change and its_language.single_marks[0] and block.language_at(closing or i) is its_language:
        is_nested = outer is not None and outer.language is its_language
        quotation.is_single = not outer.is_single if outer and is_nested else level % 2 == 1
    return quotation


def _closed(block: Block, i: int, depth: int, partner: _Quotation | None) -> _Quotation:
    its_language = block.language_at(i)
    if partner and (partner.is_inside or partner.language is its_language):
        is_single = i in block.singles or (partner.is_single and partner.opening not in block.singles)
        return replace(partner, is_single=is_single)
    level = depth if its_language is block.language else 0
    return _Quotation(i, depth, its_language, level, is_inside=False, is_single=i in block.singles)


def _is_foreign(block: Block, opening: int, closings: dict[int, int]) -> bool:
    """Whether a quotation holds at least three words outside of inner marks, all in Latin script."""
    if opening not in closings:
        return False
    words = nested = 0
    for at in range(opening + 1, closings[opening]):
        if block.kinds[at] & CYRILLIC:
            return False
        side = block.sides.get(at, ("", 0))[0]
        nested += (side == "open") - (side == "close")
        words += bool(block.kinds[at] & WORD and not nested)
    return words >= FOREIGN_WORDS


def _keep_doubles(block: Block, found: dict[int, _Quotation]) -> None:
    """Leave all double marks double unless every one that is to become single would be read as a single one again."""
    raised = {i for i, quotation in found.items() if quotation.is_single and i not in block.singles}
    if not raised:
        return
    wanted = block.singles | {i: block.sides[i][0] for i in raised}
    row = block.row
    tokens = ["’" if row.is_apostrophe(i) else token for i, token in enumerate(row.tokens)]
    for i, side in wanted.items():
        tokens[i] = found[i].language.quotes[1][side == "close"]
    if paired(row._replace(tokens=tokens), also=wanted) != wanted:
        for i in raised:
            found[i].is_single = False


def _keep_low_doubles(block: Block, found: dict[int, _Quotation]) -> None:
    """Leave marks of a level that has ‚ ‘ to the level above, unless they would be read as the same pairs again."""
    low = {i for i, q in found.items() if q.language.quotes[min(q.level, _DEEPEST)][0] == "‚"}
    if not low:
        return
    waiting = 0
    read = set()
    for i, token in enumerate(block.tokens):
        if i in low and block.sides[i][0] == "open":
            waiting += 1
            read.add(i)
        elif waiting and (i in low or (token == "‘" and block.kinds[i] & APOSTROPHE)):
            waiting -= 1
            read.add(i)
    if read != low or waiting:
        for i in low:
            found[i].level = min(found[i].level, _DEEPEST) - 1


def _glyph(block: Block, i: int, quotation: _Quotation) -> str | None:
    """None: the glyph of its depth in the block's language."""
    side = block.sides[i][0] == "close"
    if quotation.is_inside and block.tokens[i] in _TYPED:
        return block.tokens[i]
    if quotation.language.single_marks[0]:
        return quotation.language.quotes[quotation.is_single][side]
    if quotation.language is block.language and quotation.level == block.sides[i][1]:
        return None
    return quotation.language.quotes[min(quotation.level, _DEEPEST)][side]
