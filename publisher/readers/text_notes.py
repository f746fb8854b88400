"""Notes of plain text: `[1]` in the text, `[1] …` in a list at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publisher.model.text import Edit, Mark, Text
from publisher.model.work import Block, Heading, Note, Paragraph, Quotation, SceneBreak
from publisher.readers.remarks import Remarks

_DEFINITION = re.compile(r"\[(\d{1,4})\][ \u00a0\t]*(?=\S)")
_REFERENCE = re.compile(r"[ \u00a0]?\[(\d{1,4})\]")
_CODE = "S2"
_LIST_TITLE = re.compile(r"(?:примечания|сноски|примечание)\.?:?", re.IGNORECASE)


def with_notes(blocks: Sequence[Block], remarks: Remarks) -> tuple[list[Block], tuple[Note, ...]]:
    """Blocks with note marks for `[1]`, and the notes; unchanged when no list of notes stands at the end."""
    start = _list_start(blocks)
    if start is None:
        return list(blocks), ()
    notes: dict[str, list[Block]] = {}
    label = ""
    for block in blocks[start:]:
        assert isinstance(block, Paragraph)
        if match := _DEFINITION.match(block.text.chars):
            label = match[1]
            block = Paragraph(block.text.slice(match.end(), len(block.text.chars)))  # noqa: PLW2901
        notes.setdefault(label, []).append(block)
    body = list(blocks[:start])
    while body and (isinstance(body[-1], SceneBreak) or _is_list_title(body[-1])):
        body.pop()
    referred: set[str] = set()
    marked = [_marked(block, notes, referred) for block in body]
    for number, parts in notes.items():
        first = parts[0]
        if number not in referred and isinstance(first, Paragraph):
            remarks.warn("S208", first.text.source_offset(0) or 0, note=number)
    return marked, tuple(Note(number, tuple(parts)) for number, parts in notes.items())


def _is_list_title(block: Block) -> bool:
    return isinstance(block, Heading | Paragraph) and bool(_LIST_TITLE.fullmatch(block.text.chars))


def _list_start(blocks: Sequence[Block]) -> int | None:
    """Where the last stretch of paragraphs begins with a definition whose number the text before refers to."""
    tail = len(blocks)
    while tail and isinstance(blocks[tail - 1], Paragraph):
        tail -= 1
    definitions = [(i, _definition(blocks[i])) for i in range(tail, len(blocks)) if _definition(blocks[i])]
    if not definitions:
        return None
    start = definitions[0][0]
    wanted = {number for _, number in definitions}
    if len(wanted) < len(definitions):
        return None
    used = {m[1] for block in blocks[:start] for text in _texts(block) for m in _REFERENCE.finditer(text.chars)}
    return start if used & wanted else None


def _definition(block: Block) -> str:
    match = _DEFINITION.match(block.text.chars) if isinstance(block, Paragraph) else None
    return match[1] if match else ""


def _texts(block: Block) -> list[Text]:
    if isinstance(block, Quotation):
        return [text for inner in block.blocks for text in _texts(inner)]
    return [block.text] if isinstance(block, Paragraph | Heading) else []


def _marked(block: Block, notes: dict[str, list[Block]], referred: set[str]) -> Block:
    if isinstance(block, Paragraph | Heading):
        return replace(block, text=_anchored(block.text, notes, referred))
    if isinstance(block, Quotation):
        return replace(block, blocks=tuple(_marked(inner, notes, referred) for inner in block.blocks))
    return block


def _anchored(text: Text, notes: dict[str, list[Block]], referred: set[str]) -> Text:
    """`[1]` and the blank before it go, the note's anchor comes."""
    edits: list[Edit] = []
    anchors: list[Mark] = []
    gone = 0
    for match in _REFERENCE.finditer(text.chars):
        if match[1] in notes:
            edits.append(Edit(match.start(), match.end(), "", _CODE))
            anchors.append(Mark(match.start() - gone, match.start() - gone, "note", match[1]))
            gone += match.end() - match.start()
            referred.add(match[1])
    if not edits:
        return text
    shorter = text.apply(edits)
    return replace(shorter, marks=tuple(sorted((*shorter.marks, *anchors), key=lambda m: (m.start, -m.end))))
