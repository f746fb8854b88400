"""What the eye wants at the edges of a passage: hanging quotation marks, initials, headings that break by sense."""

from __future__ import annotations

import re
from dataclasses import replace

from publisher.model.text import LINE_BREAK, Mark, Text

HANG = "hang"
INITIAL = "initial"
BEFORE = "before"
"""Classes of spans: a mark that hangs before the edge; an initial; the quotation mark or dash before it."""

_OPENING = re.compile(r"[«„“‘]")
_INITIAL = re.compile(r"(?P<before>[«„“(]|—[\u00a0 ]|)(?P<letter>[^\W\d_][\u0300-\u036f]?)")
_SHORT = re.compile(r"(?<![^\s«„(])([^\W\d_]{1,3}) (?=\S)")
"""A word of up to three letters: a preposition or conjunction that does not end a line of a heading."""
_LAST = re.compile(r" (?=\S{1,8}$)")
_GLUED = 22
"""Characters; a longer chain of words held together could not be set in a narrow column."""


def hanging(text: Text) -> Text:
    """`text` with its opening quotation mark as a span of its own, which the stylesheet may hang out."""
    found = _OPENING.match(text.chars)
    return _spanned(text, (Mark(0, 1, "span", HANG),)) if found else text


def with_initial(text: Text, least: int) -> Text | None:
    """`text` with its first letter as an initial, with what stands before it; None if it does not begin with one.

    Args:
        least: characters; a text shorter than that gets none, as it would not fill the lines beside it.
    """
    found = _INITIAL.match(text.chars)
    if found is None or len(text.chars) < least:
        return None
    marks = [Mark(0, found.end(), "span", INITIAL)]
    if found["before"]:
        marks.append(Mark(0, found.end("before"), "span", BEFORE))
    return _spanned(text, tuple(marks))


def by_sense(text: Text) -> Text:
    """A heading whose lines don't end in a preposition, and whose last line is no short word.

    Spaces become no-break ones: the number of characters stays the same, marks keep their places.
    """
    chars = _SHORT.sub("\\1\u00a0", text.chars)
    lines = [_LAST.sub("\u00a0", line) for line in chars.split(LINE_BREAK)]
    chars = LINE_BREAK.join(lines)
    longest = max((len(chain) for chain in re.split(r"[\s]", chars.replace("\u00a0", "_"))), default=0)
    return replace(text, chars=chars) if longest <= _GLUED else text


def _spanned(text: Text, marks: tuple[Mark, ...]) -> Text:
    return replace(text, marks=(*marks, *text.marks))
