"""Words that no line end may divide although they are long enough: acronyms, short compounds, the last word.

WeasyPrint itself would hyphenate «ЮНЕ-СКО» and «Нью-Йо-рк» and leave «-ции.» alone on a last line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

_ACRONYM = re.compile(r"\b[A-ZА-ЯЁІЇЄҐЎӘҒҚҢӨҰҮҺ]{3,}[\w-]*")
_COMPOUND = re.compile(r"\b\w{2,9}-\w{2,9}\b")
"""It may break at its own hyphen."""
_LAST_WORD = re.compile(r"\S*\w\W*$")
_LONGEST = 24
"""Characters; a longer last «word» is an address: it has to break somewhere."""
_WIDE = 0.75
"""Em: the characters of no text are wider than this on the average."""
_SPACES = " \u00a0"


def undivided(text: str) -> list[tuple[int, int]]:
    """Beginnings and ends of the words of a paragraph that get no hyphen, in order, none over another one."""
    spans = [m.span() for m in _COMPOUND.finditer(text)]
    spans += (m.span() for m in _ACRONYM.finditer(text))
    last = _LAST_WORD.search(text, max(0, text.rstrip().rfind(" ")))
    if last and last.end() - last.start() <= _LONGEST:
        spans.append((last.start(), len(text)))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def keep_undivided(line: Any, block: Any) -> None:
    """Part the texts of a line box that WeasyPrint will break, so that it hyphenates none of these words.

    Args:
        block: what contains the line. Running heads are not broken, nor is what surely has room on one line.
    """
    from weasyprint.formatting_structure import boxes

    if line.style["direction"] != "ltr" or isinstance(block, boxes.MarginBox):  # parts are put in order from the left
        return
    texts = list(_texts(line))
    whole = "".join(text.text for _, text in texts)
    if sum(len(text.text) * text.style["font_size"] for _, text in texts) * _WIDE < block.width:
        return
    spans = [(_before_spaces(whole, start), end) for start, end in undivided(whole)]
    at = 0
    for parent, text in texts:
        begin, at = at, at + len(text.text)
        own = [(max(start, begin) - begin, min(end, at) - begin) for start, end in spans if start < at and end > begin]
        if own and text.style["hyphens"] == "auto":
            place = next(number for number, child in enumerate(parent.children) if child is text)
            parent.children = (*parent.children[:place], *_parted(text, own), *parent.children[place + 1 :])


def _texts(box: Any) -> Iterator[tuple[Any, Any]]:
    """Parent and text box of all texts in a line."""
    from weasyprint.formatting_structure import boxes

    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield box, child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from _texts(child)


def _before_spaces(text: str, at: int) -> int:
    """A run that ends with a space is now and then broken too early: Pango leaves the space out of its width."""
    while at and text[at - 1] in _SPACES:
        at -= 1
    return at


def _parted(box: Any, spans: list[tuple[int, int]]) -> Iterator[Any]:
    style = box.style.copy()
    style["hyphens"] = "none"
    borders = sorted({0, len(box.text), *(border for span in spans for border in span)})
    for start, end in pairwise(borders):
        piece = box.copy_with_text(box.text[start:end])
        if any(begin <= start < stop for begin, stop in spans):
            piece.style = style
        piece.leading_collapsible_space &= start == 0
        piece.trailing_collapsible_space &= end == len(box.text)
        yield piece
