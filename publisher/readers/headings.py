"""Levels of headings, and the one heading that is the work's title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.model.text import Text
from publisher.model.work import Block, Heading, SceneBreak
from publisher.readers.manuscript import Entries, Entry


def with_title(blocks: Sequence[Block], given: Entries) -> tuple[list[Block], dict[str, Entry], tuple[Text, ...]]:
    """Blocks without the heading that only says the title, their levels counted from 1.

    And the title it says, when nobody else does; or else the heading itself, because it says the title again.

    The first block is the title when it is a heading equal to the given title, or when no title is given and it
    is the only heading of its (highest) level, or another heading follows at once.
    """
    rest = list(blocks)
    guessed: dict[str, Entry] = {}
    first = rest[0] if rest else None
    if isinstance(first, Heading):
        levels = [block.level for block in rest if isinstance(block, Heading)]
        if "title" in given:
            is_title = _skeleton(first.text.chars) == _skeleton(given["title"].value.chars)
        else:
            alone = first.level == min(levels) and levels.count(first.level) == 1
            is_title = alone or (len(rest) > 1 and isinstance(rest[1], Heading) and rest[1].level >= first.level)
        if is_title:
            rest = rest[1:]
            if "title" in given:
                return normalized(rest), guessed, (first.text,)
            guessed["title"] = Entry((first.text,), "heading", first.text.source_offset(0))
    return normalized(rest), guessed, ()


def normalized(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, the highest level of heading being 1 and none below 6."""
    divisions = [level for block in blocks if (level := _opened(block))]
    levels = divisions or [block.level for block in blocks if isinstance(block, Heading)]
    shift = min(levels, default=1) - 1
    return [_raised(block, shift) for block in blocks]


def _opened(block: Block) -> int:
    """The level of the division that begins here; 0 for none."""
    if isinstance(block, SceneBreak) or (isinstance(block, Heading) and not block.subtitle):
        return block.level
    return 0


def _raised(block: Block, shift: int) -> Block:
    if isinstance(block, Heading | SceneBreak) and block.level:
        return replace(block, level=max(min(block.level - shift, 6), 1))
    return block


def _skeleton(chars: str) -> str:
    return "".join(char for char in chars.casefold() if char.isalnum())
