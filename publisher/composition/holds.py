"""What a line end may not divide (words, ranges), prepared on the Text just before it becomes HTML for a page.

WeasyPrint hyphenates «ЮНЕ-СКО» and «Нью-Йо-рк» and leaves «-ции.» alone on a last line; a `nohyphen` span forbids it.
And where an element begins behind a space, WeasyPrint 70 now and then breaks the line before it after its first word
(Pango leaves the last space of a run out of the width, WeasyPrint counts it): so no run of characters may end with one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from publisher.model.text import Mark, Text

NO_HYPHEN = "nohyphen"
NO_WRAP = "nowrap"
SPACES = " \u00a0"
DASH = "dash"
"""Class of the span over the dash of a line of dialogue and its space, which does not stretch when lines are filled."""
DIALOGUE = "—\u00a0"

_ACRONYM = re.compile(r"\b[A-ZА-ЯЁІЇЄҐЎӘҒҚҢӨҰҮҺ]{3,}[\w-]*")
_COMPOUND = re.compile(r"\b\w{2,9}-\w{2,9}\b")
_SECOND_HALF = re.compile(r"(?<=[0-9IVXLCDM])–(?:[IVXLCDM]{1,6}|\d{1,6})\b")
"""Of a range: a line may break behind an en dash. The span begins at the dash, so that it holds no space."""
_LAST_WORD = re.compile(r"\S*\w\W*$")


def hold_together(text: Text) -> Text:
    """`text` with marks over the words that may not be hyphenated. Compounds may break at their own hyphen."""
    spans = {m.span() for pattern in (_ACRONYM, _COMPOUND) for m in pattern.finditer(text.chars)}
    last = _LAST_WORD.search(text.chars)
    if last and last.end() - last.start() <= 24:  # a longer «word» is an address: it has to break somewhere
        spans.add((last.start(), len(text.chars)))
    marks = [*text.marks, *(Mark(start, end, "span", NO_HYPHEN) for start, end in _joined(spans))]
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


def _joined(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
