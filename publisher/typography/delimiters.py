"""Keeps edits of a source from making or breaking its Markdown: emphasis, lists and line ends depend on white space.

Between characters of a text there may stand delimiters in its source: `слово *,*`. The book gets `слово,`; the source
must stay as it is, since in `слово*,*` nothing is emphasised. A no-break space may be all that keeps `␣# 5` a text.
"""

from __future__ import annotations

import re
import unicodedata

from publisher.model.text import Edit

_DELIMITERS = "*_~"
_NUMBER = re.compile(r"(?:^|[\r\n])[ \t>]*\d{1,9}$")
_MARKER = re.compile(r"(?:^|[\r\n])[\s>]*(?:#{1,6}|[-*+]|\d{1,9}[.)]|\[[^\[\]\r\n]*\]:)?[\s>]*$|\\$")
_BEGINNINGS, _ENDS = frozenset({"{{", "{%"}), frozenset({"}}", "%}"})
"""Of templates, which are no part of the text: what stands there when a site is built needs the spaces around it."""
_LONGEST_MARKER = 40
"""Characters that are looked back over for the beginning of a line."""


def is_harmless(edit: Edit, chars: str) -> bool:
    """Whether an edit of the source `chars` leaves the delimiters beside it what they are, and makes no list."""
    start, end = edit.start, edit.end
    before, behind = chars[start - 1 : start], chars[end : end + 1]
    if not edit.new and behind in (".", ")") and _NUMBER.search(chars, max(0, start - _LONGEST_MARKER), start):
        return False
    if behind == "[" and ((edit.new[-1:] or before) == "!") != (chars[end - 1 : end] == "!"):
        return False
    if "`" in chars[start:end] and "`" in (before, behind):
        return False
    loses_space = not edit.new.strip(" ") and chars[start:end].isspace()
    if loses_space and not edit.new and (chars[start - 2 : start] in _ENDS or chars[end : end + 2] in _BEGINNINGS):
        return False
    if loses_space and _MARKER.search(chars, max(0, start - _LONGEST_MARKER), start):
        return False
    if before and before in _DELIMITERS:
        first = _run_start(chars, start)
        outside = chars[first - 1 : first]
        if _flanking(outside, chars[start : start + 1]) != _flanking(outside, edit.new[:1] or behind):
            return False
    if behind and behind in _DELIMITERS:
        last = _run_end(chars, end)
        outside = chars[last : last + 1]
        if _flanking(chars[end - 1 : end], outside) != _flanking(edit.new[-1:] or before, outside):
            return False
    return True


def _run_start(chars: str, at: int) -> int:
    """Where the run of one delimiter begins that ends at `at`."""
    mark = chars[at - 1]
    while at and chars[at - 1] == mark:
        at -= 1
    return at


def _run_end(chars: str, at: int) -> int:
    mark = chars[at]
    while at < len(chars) and chars[at] == mark:
        at += 1
    return at


def _flanking(before: str, after: str) -> tuple[bool, ...]:
    """What CommonMark (section 6.2) asks of the neighbours of a run of delimiters, "" for the end of the text."""
    space = before == "" or before.isspace(), after == "" or after.isspace()
    mark = _is_mark(before), _is_mark(after)
    left = not space[1] and (not mark[1] or space[0] or mark[0])
    right = not space[0] and (not mark[0] or space[1] or mark[1])
    return left, right, left and right and mark[0], left and right and mark[1]


def _is_mark(char: str) -> bool:
    return char != "" and unicodedata.category(char)[0] in "PS"
