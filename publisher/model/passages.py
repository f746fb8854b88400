"""Every passage of a work by number, and the way from a place on a page back into the manuscript.

Composition writes the number of a passage on its element (`data-b="17"`), the writer tells for every line its passage
and how many letters and digits of it stand before. Both count alike, whatever becomes of spaces, hyphens and quotes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from publisher.model.finding import Place
from publisher.model.text import Text
from publisher.model.work import Block, Code, ListBlock, Quotation, Work, texts_of

BLOCK = "data-b"
"""Attribute of an element that holds a passage: its number."""

ADDED = "data-added"
"""Attribute of an element inside a passage that no manuscript has: the number of a note, an address."""

_SURE = 12
"""Letters that have to agree before a place is taken for right."""
_SAID = re.compile(r"[^\W_]+")
"""Letters and digits: what `str.isalnum` takes for such."""


def passages(work: Work) -> tuple[Text | Code, ...]:
    """Title, subtitle, epigraph, then everything in reading order, then the notes. The index is the number.

    It depends on the work alone, not on a layout or on the order in which notes are called.
    """
    meta = work.metadata
    return (
        meta.title,
        meta.subtitle or Text(""),
        meta.epigraph or Text(""),
        *_of(work.blocks),
        *(passage for note in work.notes for passage in _of(note.blocks)),
    )


def _of(blocks: Iterable[Block]) -> Iterator[Text | Code]:
    for block in blocks:
        match block:
            case Code():
                yield block
            case ListBlock(items=items):
                for item in items:
                    yield from _of(item)
            case Quotation(blocks=inner, attribution=attribution):
                yield from _of(inner)
                if attribution:
                    yield attribution
            case _:
                yield from texts_of(block)


def numbers(work: Work) -> dict[int, int]:
    """`id()` of every passage → its number. Holds while the work does."""
    found: dict[int, int] = {}
    for number, passage in enumerate(passages(work)):
        found.setdefault(id(passage), number)
    return found


class Manuscript:
    """The way from passages back into the file of a work."""

    def __init__(self, work: Work) -> None:
        self.source = work.source
        self.passages = passages(work)
        self._read = -1, _Reading(Text(""))

    def place(self, number: int, letters: int, words: str = "") -> Place | None:
        """Where the letter of passage `number` stands that has so many letters and digits before it.

        Args:
            words: what is printed from there on. If the manuscript says something else at that place (a layout has
                added words of its own), the nearest place is taken where it says this.

        Returns:
            The path alone when the passage came from somewhere else than the file; None when there is no file.
        """
        if self.source is None:
            return None
        passage = self.passages[number] if 0 <= number < len(self.passages) else None
        if not isinstance(passage, Text):
            return Place(self.source.path)
        if self._read[0] != number:
            self._read = number, _Reading(passage)
        offset = self._read[1].source_offset(letters, words)
        return Place(self.source.path) if offset is None else self.source.place(offset)


class _Reading:
    """A passage made ready for questions: a page may ask several about one."""

    def __init__(self, passage: Text) -> None:
        words = [found.span() for found in _SAID.finditer(passage.chars)]
        self.said = "".join(passage.chars[start:end] for start, end in words).lower()
        self.starts = [start for start, _ in words] or [0]
        self.before = [0, *accumulate(end - start for start, end in words)]
        """Letters before each word, and in all of them."""
        self.runs = tuple(passage.origin)
        self.run_starts = [run.start for run in self.runs]

    def source_offset(self, letters: int, words: str) -> int | None:
        """As `Text.source_offset` for the letter that has so many before it, or else the last one."""
        letters = min(_nearest(self.said, letters, words), max(0, self.before[-1] - 1))
        word = max(0, min(bisect_right(self.before, letters), len(self.starts)) - 1)
        at = self.starts[word] + letters - self.before[word]
        if not self.runs:
            return None
        run = self.runs[max(0, bisect_right(self.run_starts, at) - 1)]
        return run.source if run.is_atom or run.start > at else run.source + min(at, run.end) - run.start


def _nearest(said: str, letters: int, words: str) -> int:
    wanted = "".join(_SAID.findall(words))[:_SURE].lower()
    if not wanted or said.startswith(wanted, letters):
        return letters
    before, behind = said.rfind(wanted, 0, letters + len(wanted)), said.find(wanted, letters)
    return min((place for place in (before, behind) if place >= 0), key=lambda p: abs(p - letters), default=letters)
