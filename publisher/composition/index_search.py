"""Words of an index found in the texts by the forms that an edition lists: whole words, declared forms only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.model.indexing import Register
from publisher.model.passages import passages
from publisher.model.text import Text
from publisher.model.work import Work

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
"""A word with its inner hyphens: «Йорк» is not found in «Нью-Йорк»."""

_BETWEEN = re.compile(r"[.\s\u00a0]{1,4}")
"""What may stand between the words of a form: spaces, the full stop of an initial."""


@dataclass(frozen=True, slots=True)
class Form:
    """The words of a form, and the heading it is listed under."""

    words: tuple[str, ...]
    register: Register
    heading: str


class FormFinder:
    """Looks for many forms at once, in the time of one pass over a text."""

    def __init__(self, forms: Mapping[Register, Mapping[str, Sequence[str]]]) -> None:
        self._by_first: dict[str, list[Form]] = {}
        for register, headings in forms.items():
            for heading, listed in headings.items():
                for words in {tuple(_WORD.findall(form)) for form in listed} - {()}:
                    self._by_first.setdefault(words[0], []).append(Form(words, register, heading))
        for found in self._by_first.values():
            found.sort(key=lambda form: (-len(form.words), form.heading, form.register))

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def find(self, work: Work) -> Iterator[tuple[Form, int, int]]:
        """Every form in a work, with its passage and the letters and digits before it; the longer of two."""
        for number, passage in enumerate(passages(work)):
            if isinstance(passage, Text):
                counted = at = 0
                for form, start in self._in(passage.chars):
                    counted += sum(map(str.isalnum, passage.chars[at:start]))
                    at = start
                    yield form, number, counted

    def _in(self, chars: str) -> Iterator[tuple[Form, int]]:
        end = 0
        for first in _WORD.finditer(chars):
            if first.start() < end or first[0] not in self._by_first:
                continue
            for form in self._by_first[first[0]]:
                if (reached := _matched(form.words, chars, first.end())) >= 0:
                    yield form, first.start()
                    end = reached
                    break


def _matched(words: Sequence[str], chars: str, at: int) -> int:
    """Where a form ends whose first word ends at `at`, or -1."""
    for word in words[1:]:
        between = _BETWEEN.match(chars, at)
        found = _WORD.match(chars, between.end()) if between else None
        if found is None or found[0] != word:
            return -1
        at = found.end()
    return at
