"""What a line end may not divide: acronyms, compounds, the last word of a paragraph.

WeasyPrint hyphenates «ЮНЕ-СКО» and «Нью-Йо-рк» and leaves «-ции.» alone on a last line; a `nohyphen` span forbids it.
The marks are added to the Text just before it becomes HTML for a page.
"""

from __future__ import annotations

import re
from dataclasses import replace

from publisher.model.text import Mark, Text

NO_HYPHEN = "nohyphen"

_ACRONYM = re.compile(r"\b[A-ZА-ЯЁІЇЄҐЎӘҒҚҢӨҰҮҺ]{3,}[\w-]*")
_COMPOUND = re.compile(r"\b\w{2,9}-\w{2,9}\b")
_LAST_WORD = re.compile(r"\S*\w\W*$")


def hold_together(text: Text) -> Text:
    """`text` with marks over the words that may not be hyphenated. Compounds may break at their own hyphen."""
    spans = {m.span() for pattern in (_ACRONYM, _COMPOUND) for m in pattern.finditer(text.chars)}
    last = _LAST_WORD.search(text.chars)
    if last and last.end() - last.start() <= 24:  # a longer «word» is an address: it has to break somewhere
        spans.add((last.start(), len(text.chars)))
    marks = [Mark(start, end, "span", NO_HYPHEN) for start, end in _joined(spans)]
    return replace(text, marks=(*text.marks, *marks))


def _joined(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
