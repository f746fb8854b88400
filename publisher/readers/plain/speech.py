"""Paragraphs with a dash or a bullet in front: replies of a dialogue, or items of a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from publisher.model.work import Block, ListBlock, Paragraph
from publisher.readers.plain.journal import Journal
from publisher.readers.plain.settings import TextSettings

_DASHED = re.compile(r"(?P<mark>--|[-–—―])(?P<space>[ \u00a0\t]*)(?=\S)")
_BULLET = re.compile(r"[•·∙▪►*+][ \u00a0\t]+(?=[^\s*])")
_ITEM = re.compile(r"(?:(?:--|[-–—―])[ \u00a0\t]+|[•·∙▪►*+][ \u00a0\t]+)(?=[^\s*])")
_SENTENCE_END = re.compile(r"[.!?…][»”\")\]]*$")
_ITEM_END = re.compile(r"[^.!?…:,—–-]$")
_FEWEST_ITEMS = 3
_LONGEST_ITEM = 120
_PER_THOUSAND = 5
"""Fewer dashes in front of lines are accidents in a text that is long enough."""
_SPEAKER = re.compile(r"(?P<name>[А-ЯЁІЇЄҐA-Z][\w. -]{1,24}?)(?:\s*\([^()]{1,80}\))?\s*[.:]\s+[«\"А-ЯЁA-Z(…]")


def with_lists(blocks: Sequence[Block], settings: TextSettings, journal: Journal) -> list[Block]:
    """Blocks with runs of items as lists, and a decision about dialogues in the journal.

    Three or more adjacent short paragraphs with the same mark in front that do not end as sentences do are a list;
    bullets are one at any rate. Other paragraphs with a dash in front are replies and stay as they are.
    """
    result: list[Block] = []
    index = 0
    while index < len(blocks):
        mark = _mark(blocks[index])
        end = index + 1
        while mark and end < len(blocks) and _mark(blocks[end]) == mark:
            end += 1
        run = [block for block in blocks[index:end] if isinstance(block, Paragraph)]
        if mark and _is_list(run, mark, settings):
            result.append(_list(run))
            journal.counts["list"] += 1
        elif run and result and isinstance(result[-1], ListBlock):
            result += [_without_gap(run[0]), *blocks[index + 1 : end]]
        else:
            result += blocks[index:end]
        index = end
    _decide(result, settings, journal)
    return result


def _without_gap(block: Paragraph) -> Paragraph:
    """Behind a list there is space anyway."""
    return Paragraph(block.text, tuple(name for name in block.classes if name != "after-gap"))


def _mark(block: Block) -> str:
    """The dash or bullet that a paragraph begins with."""
    match = _ITEM.match(block.text.chars) if isinstance(block, Paragraph) else None
    return match[0].strip() if match else ""


def _is_list(run: Sequence[Paragraph], mark: str, settings: TextSettings) -> bool:
    if _BULLET.match(f"{mark} x") and mark not in "*+":
        return len(run) > 1
    if settings.dialogue is not True and mark in "*+":
        return len(run) >= _FEWEST_ITEMS
    if settings.dialogue is True or len(run) < (2 if settings.dialogue is False else _FEWEST_ITEMS):
        return False
    if settings.dialogue is False:
        return True
    chars = [block.text.chars for block in run]
    short = all(len(each) <= _LONGEST_ITEM for each in chars)
    open_ends = sum(bool(_ITEM_END.search(each)) for each in chars[:-1])
    return short and open_ends == len(chars) - 1


def _list(run: Sequence[Paragraph]) -> ListBlock:
    items: list[tuple[Block, ...]] = []
    for block in run:
        match = _ITEM.match(block.text.chars)
        start = match.end() if match else 0
        items.append((Paragraph(block.text.slice(start, len(block.text.chars))),))
    return ListBlock(tuple(items))


def _decide(blocks: Sequence[Block], settings: TextSettings, journal: Journal) -> None:
    """Which habit of dashes the replies follow, and whether names stand in front of them instead, as in a play."""
    paragraphs = [block.text.chars for block in blocks if isinstance(block, Paragraph)]
    habits: Counter[str] = Counter()
    ended = 0
    for chars in paragraphs:
        if match := _DASHED.match(chars):
            habits[f"dash {match['mark']}" if match["space"] else "tight"] += 1
            ended += bool(_SENTENCE_END.search(chars[-4:]))
    total = habits.total()
    figures = {"replies": total, "per-thousand": round(1000 * total / len(paragraphs), 1) if paragraphs else 0}
    figures |= habits
    if total:
        figures["ended"] = round(ended / total, 3)
    speakers = Counter(match["name"] for chars in paragraphs if (match := _SPEAKER.match(chars)))
    recurring = {name: number for name, number in speakers.items() if number > 2}
    is_play = sum(recurring.values()) > max(total, 0.3 * len(paragraphs))
    is_dialogue = total * 1000 >= _PER_THOUSAND * len(paragraphs) and 2 * ended >= total > 0
    if is_play:
        figures |= {"speakers": len(recurring), "speeches": sum(recurring.values())}
    choice = "play" if is_play else "dialogue" if is_dialogue else "none"
    if settings.dialogue != "auto":
        choice = "dialogue" if settings.dialogue else "lists"
    journal.decide("dialogue", choice, figures, settings.origin("dialogue"))
