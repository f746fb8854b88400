"""Breaks between scenes: stars, rules, rare empty lines; what only frames the text or a heading is none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from publisher.model.work import Block, Heading, Paragraph, SceneBreak, Verse
from publisher.readers.plain.journal import Journal
from publisher.readers.plain.lines.rows import ENDED, Shape

_BREAK = re.compile(
    r"\*(?:\s*\*){2,}|[-–—_=~]{3,}|[-–—](?:\s+[-–—]){2,}|[•⁂*](?:\s*[•⁂*]){0,4}|#|[oо0](?:\s+[oо0]){2,}"
)
_MARKS = frozenset("*-–—_=~•⁂#oо0")
_RULE = re.compile(r"[-–—_=~]{3,}")
_RARE = 0.05
"""An empty line between paragraphs means something where fewer than this share of them have one."""


def is_break(chars: str) -> bool:
    """`* * *`, `***`, `- - -`, `-----` and the like, alone in a line."""
    return chars[0] in _MARKS and bool(_BREAK.fullmatch(chars))


def is_rule(chars: str) -> bool:
    """A line drawn with dashes, which may also frame a heading."""
    return bool(_RULE.fullmatch(chars))


def without_frames(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without breaks at both ends, beside headings, or behind another break; those above a poem stay."""
    result: list[Block] = []
    for number, block in enumerate(blocks):
        if isinstance(block, SceneBreak):
            after = next((b for b in blocks[number + 1 : number + 2]), None)
            before = result[-1] if result else None
            titles_poem = isinstance(after, Verse) and not isinstance(before, SceneBreak)
            if not titles_poem and (before is None or isinstance(before, Heading | SceneBreak)):
                continue
        if isinstance(block, Heading):
            while result and isinstance(result[-1], SceneBreak):
                result.pop()
        result.append(block)
    while result and isinstance(result[-1], SceneBreak):
        result.pop()
    return result


def with_pauses(blocks: list[Block], gaps: Mapping[int, int], shape: Shape, journal: Journal) -> list[Block]:
    """Paragraphs behind empty lines get the class `after-gap` where such lines are rare: there they mean a pause.

    `gaps` says for the numbers of paragraphs how many empty lines are before each.
    """
    after = [i for i in gaps if i and isinstance(blocks[i - 1], Paragraph)]
    usual = 1 if shape in (Shape.BLANK, Shape.WRAPPED_BLANK) else 0
    wider = [i for i in after if gaps[i] > usual and _is_pause(blocks[i - 1], blocks[i])]
    if shape is Shape.VERSE or len(wider) > max(1, _RARE * len(after)):
        return blocks
    for index in wider:
        block = blocks[index]
        assert isinstance(block, Paragraph)
        blocks[index] = Paragraph(block.text, (*block.classes, "after-gap"))
    journal.counts["gap"] = len(wider)
    return blocks


def _is_pause(before: Block, block: Block) -> bool:
    """Between two ordinary paragraphs, the first of which is finished."""
    if not isinstance(before, Paragraph) or not isinstance(block, Paragraph) or before.classes or block.classes:
        return False
    return bool(ENDED.search(before.text.chars[-3:])) and before.text.chars[-1] != ":"
