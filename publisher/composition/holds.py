"""What a line end may not divide, prepared on the Text just before it becomes HTML for a page: ranges.

Words are held together by whoever hyphenates them (`writers.lines.undivided`). And where an element begins behind a
space, WeasyPrint 70 now and then breaks the line before it after its first word
(Pango leaves the last space of a run out of the width, WeasyPrint counts it): so no run may end with one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from publisher.model.text import Mark, Text

NO_WRAP = "nowrap"
SPACES = " \u00a0"
DASH = "dash"
"""Class of the span over the dash of a line of dialogue and its space, which does not stretch when lines are filled."""
DIALOGUE = "—\u00a0"

_SECOND_HALF = re.compile(r"(?<=[0-9IVXLCDM])–(?:[IVXLCDM]{1,6}|\d{1,6})\b")
"""Of a range: a line may break behind an en dash. The span begins at the dash, so that it holds no space."""


def hold_together(text: Text) -> Text:
    """`text` with marks over the second halves of ranges, and over the dash of a dialogue."""
    marks = list(text.marks)
    marks += [Mark(m.start(), m.end(), "span", NO_WRAP) for m in _SECOND_HALF.finditer(text.chars)]
    if text.chars.startswith(DIALOGUE):
        marks.append(Mark(0, len(DIALOGUE), "span", DASH))
    return replace(text, marks=tuple(marks))


def clear_of_spaces(text: Text) -> Text:
    """`text` with no mark that begins or ends just behind a space, but for the one behind the dash of a dialogue."""
    least = len(DIALOGUE) if text.chars.startswith(DIALOGUE) else 0
    return replace(text, marks=tuple(_moved(mark, text.chars, least) for mark in text.marks))


def _moved(mark: Mark, chars: str, least: int) -> Mark:
    """The mark with its borders in front of spaces instead of behind them. A line through a space would be seen, a
    picture with a space is none.
    """
    if mark.start == mark.end or mark.kind in ("strike", "image"):
        return mark
    start, end = _before_spaces(chars, mark.start, least), _before_spaces(chars, mark.end, least)
    return replace(mark, start=start, end=end) if start < end else mark


def _before_spaces(chars: str, at: int, least: int) -> int:
    while at > least and chars[at - 1] in SPACES:
        at -= 1
    return at
