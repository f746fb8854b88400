"""Lines that begin with a dash: replies of a dialogue, and who is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from publisher.model.text import Text
from publisher.model.work import Block, Paragraph
from publisher.readers.strand import split

if TYPE_CHECKING:
    from publisher.readers.markdown_text import Passage

_REPLY = re.compile(r"[—–][ \u00a0\t]")
_NEW_REPLY = re.compile(r"[—–][ \u00a0\t]+[«„\"(…]*[A-ZА-ЯЁІЇЄҐЎҚҒҢӨҰҮӘҺ0-9]")
_SENTENCE_END = re.compile(r"[.!?…:;»”\"][)\]»”\"]*$")
_SIGNATURE = re.compile(r"(?:[—–]|--)[ \u00a0\t]*(?=\S)")
_LONGEST_SIGNATURE = 120


def replies(passage: Passage) -> list[Text]:
    """A paragraph of replies on lines of their own is one paragraph a reply, every other one stays whole.

    The first line must begin with a dash. A further line is a new reply when the line before ends a sentence and
    a capital follows the dash; one of the two is enough when all lines begin with a dash. (A dash may also have come
    to the front by wrapping.)
    """
    if not passage.line_ends or not _REPLY.match(passage.text.chars) or "\n" in passage.text.chars:
        return [passage.text]
    lines = passage.lines()
    all_replies = all(_REPLY.match(line.chars) for line in lines)
    cuts: list[int] = []
    for end, (before, line) in zip(passage.line_ends, pairwise(lines), strict=True):
        ended = bool(_SENTENCE_END.search(before.chars[-6:]))
        capital = bool(_NEW_REPLY.match(line.chars))
        if (ended and capital) or (all_replies and (ended or capital)):
            cuts.append(end)
    return split(passage.text, cuts)


def attribution_of(blocks: list[Block], lines: Sequence[Text]) -> tuple[list[Block], Text | None]:
    """The blocks of a quotation without its signature, and the signature without its dash.

    A signature is the last paragraph, or the last of `lines` of the last paragraph, when it begins with a dash,
    is short, and no paragraph or line before it begins with a dash (that would be a dialogue).
    """
    last = blocks[-1] if blocks else None
    if not isinstance(last, Paragraph):
        return blocks, None
    if any(isinstance(block, Paragraph) and _SIGNATURE.match(block.text.chars) for block in blocks[:-1]):
        return blocks, None
    if len(blocks) > 1 and (signature := _signature(last.text)):
        return blocks[:-1], signature
    if len(lines) > 1 and not _SIGNATURE.match(lines[0].chars) and (signature := _signature(lines[-1])):
        rest = last.text.slice(0, len(last.text.chars) - len(lines[-1].chars) - 1)
        return [*blocks[:-1], Paragraph(rest, last.classes)], signature
    return blocks, None


def _signature(text: Text) -> Text | None:
    dash = _SIGNATURE.match(text.chars)
    if not dash or len(text.chars) > _LONGEST_SIGNATURE or "\n" in text.chars:
        return None
    return text.slice(dash.end(), len(text.chars))
