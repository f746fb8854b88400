"""Chunks written as shapes with notes: where the words are that somebody wants to count.

One look-up a chunk is most of what the cleanup of a known language costs. Who has another question about every word
of a manuscript asks it here, once a spelling, and gets the answers with the shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from publisher.typography.engine.shapes import Shapes
from publisher.typography.kinds import REMEMBERED

NOTE = "\x06"
"""Stands behind the shape of a chunk that is noted. No shape is this character."""


class Spelling(dict[str, str]):
    """Chunk → its shape, and `NOTE` behind it if the chunk is noted."""

    def __init__(self, shapes: Shapes, noted: Callable[[Sequence[str]], set[str]]) -> None:
        """`noted`: tells which of some chunks are."""
        super().__init__()
        self.shapes = shapes
        self.noted = noted

    def spelled(self, chunks: Sequence[str]) -> list[str]:
        """The shape of every chunk, with its note."""
        try:
            return list(map(self.__getitem__, chunks))
        except KeyError:
            if len(self) > REMEMBERED:
                self.clear()
            self._learn([chunk for chunk in set(chunks) if chunk not in self])
            return list(map(self.__getitem__, chunks))

    def _learn(self, chunks: Sequence[str]) -> None:
        noted = self.noted(chunks)
        for chunk, shape in zip(chunks, self.shapes.spelled(chunks), strict=True):
            self[chunk] = shape + NOTE if chunk in noted else shape


def without_notes(spelled: Sequence[str]) -> tuple[str, list[int]]:
    """The shapes alone, a character each, and the numbers of the chunks that are noted."""
    shapes = "".join(spelled)
    if NOTE not in shapes:
        return shapes, []
    *parts, last = shapes.split(NOTE)
    return "".join((*parts, last)), [end - 1 for end in accumulate(map(len, parts))]
