"""In which language a passage is: what its marks say, else the work's, or English when it is in Latin script.

Languages in one script are never guessed: Ukrainian or Kazakh has to be stated, by the work or by a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.model.text import Mark, Text
from publisher.typography.languages import Language, language
from publisher.typography.tokens import Span

FEWEST = 3
"""Words in Latin script that make a passage."""
TIMES = 3
"""In a Latin passage there are more than so many Latin words to every other one: «Роман "The Great Gatsby"» is none."""
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_WORD = re.compile(
    r"(\([ \u00a0]?(?:[cCсСrR]|tm|TM)[ \u00a0]?\)|(?<=\d)[ \u00a0]?[xх][ \u00a0]?(?=\d))"
    rf"|([\u0370-\u1fff]+)|[{_LATIN}]+(?:['’][{_LATIN}]+)*"
)
"""A word in Latin script; first, letters that stand for a sign, and words in another script."""


def stated(text: Text) -> Language | None:
    """The language of a passage, when a mark over the whole of it names one; the innermost counts."""
    whole = [mark for mark in _languages(text) if _covers(mark, text)]
    return language(whole[-1].value) if whole else None


def spans(text: Text) -> list[Span]:
    """What is in another language than the passage itself, the innermost last."""
    inner = [mark for mark in _languages(text) if not _covers(mark, text)]
    return [(m.start, m.end, language(m.value)) for m in sorted(inner, key=lambda m: m.start - m.end)]


def is_latin(chars: str) -> bool:
    """Whether a passage is in Latin script, words in another one aside; it does not begin with one of these."""
    latin = other = 0
    for match in _WORD.finditer(chars):
        if match[2]:
            other += 1
            if not latin:
                return False
        elif not match[1]:
            latin += 1
    return latin >= FEWEST and latin > TIMES * other


def _languages(text: Text) -> Iterator[Mark]:
    return (mark for mark in text.marks if mark.kind == "language" and mark.start < mark.end)


def _covers(mark: Mark, text: Text) -> bool:
    return mark.start == 0 and mark.end >= len(text.chars.rstrip())
