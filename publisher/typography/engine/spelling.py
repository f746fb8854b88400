"""Text written as shapes with notes: what every chunk is, and where the words are that somebody wants to count.

One look-up a chunk is most of what the cleanup of a known language costs, so all chunks of a sheet are looked up at
once. A character of Cyrillic typography takes a byte, a chunk of up to 16 of them two numbers of 64 bits, and these are
the key of a table. Longer chunks and those in other scripts are looked up by themselves. Who has another question about
every word of a manuscript asks it here, once a spelling, and gets the answers with the shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from publisher.typography.engine.shapes import Shapes
from publisher.typography.engine.tables import Flags, Indices, Numbers, Table, Words
from publisher.typography.kinds import REMEMBERED

_NOTED = np.uint32(1 << 24)
"""Stands above the shape of a chunk that is noted. No shape is as large."""
_SHAPE = np.uint32((1 << 24) - 1)
_HALF_KEY, _KEY = 8, 16
"""Bytes."""
_SPACE, _FIRST, _OTHER = 1, 2, 255
"""Bytes: 0 is nothing, the usual characters begin with the second."""
_USUAL = (
    "".join(map(chr, (1, 2, 9, 10, *range(33, 127), *range(0x400, 0x460))))
    + "ѢѣѲѳѴѵҐґҒғҖҗҚқҢңҮүҰұҺһӘәӨө"
    + "\u00a0\u202f\u00ad\u0301«»„“”‚‘’…–—−№§°×·•"
)
"""The characters that most chunks are written with, of which there may be 253."""


class Spelled(NamedTuple):
    """The chunks of a text: where they start and stop, their shapes as numbers, and which of them are noted."""

    starts: Indices
    stops: Indices
    shapes: Numbers
    noted: Indices


class Spelling:
    """Tells the chunks of a text, their shapes and their notes."""

    def __init__(self, shapes: Shapes, noted: Callable[[Sequence[str]], set[str]] | None = None) -> None:
        """`noted`: tells which of some chunks are."""
        self.shapes = shapes
        self.noted = noted
        self._table = Table()
        self._others: dict[str, int] = {}

    def spelled(self, chars: str) -> Spelled:
        """All chunks of `chars`: what stands between two spaces, or nothing."""
        codes = _codes(chars)
        spaces = np.flatnonzero(codes == _SPACE)
        starts = np.concatenate(([0], spaces + 1))
        stops = np.append(spaces, len(chars))
        low, high = _keys(codes, starts, stops)
        is_other = stops - starts > _KEY
        if found := np.flatnonzero(codes == _OTHER).tolist():
            is_other[np.searchsorted(starts, found, "right") - 1] = True
        numbers = self._table.find(low, high)
        numbers[is_other] = 0
        unknown = np.flatnonzero(numbers == 0)
        if unknown.size:
            chunks = [chars[a:b] for a, b in zip(starts[unknown].tolist(), stops[unknown].tolist(), strict=True)]
            numbers[unknown] = self._asked(chunks, low[unknown], high[unknown], is_other[unknown])
        return Spelled(starts, stops, numbers & _SHAPE, np.flatnonzero(numbers & _NOTED))

    def _asked(self, chunks: Sequence[str], low: Words, high: Words, is_other: Flags) -> Numbers:
        """The numbers of chunks that the table does not tell, which is told those it can."""
        others = self._others
        if len(self._table) + len(others) > REMEMBERED:
            self._table.clear()
            others.clear()
        first = {chunk: i for i, chunk in enumerate(chunks) if chunk not in others}
        answers = dict(zip(first, self._answers(list(first)), strict=True))
        places = np.fromiter(first.values(), np.intp, len(first))
        learnt = np.fromiter(answers.values(), np.uint32, len(first))
        usual = ~is_other[places]
        self._table.add(low[places[usual]], high[places[usual]], learnt[usual])
        answers |= {chunk: others[chunk] for chunk in chunks if chunk in others}
        others |= {chunk: answers[chunk] for chunk, i in first.items() if is_other[i]}
        return np.fromiter(map(answers.__getitem__, chunks), np.uint32, len(chunks))

    def _answers(self, chunks: Sequence[str]) -> list[int]:
        """What each chunk is: its shape, and the note."""
        noted = self.noted(chunks) if self.noted else ()
        note = int(_NOTED)
        shapes = self.shapes.spelled(chunks)
        return [ord(shape) + note * (chunk in noted) for chunk, shape in zip(chunks, shapes, strict=True)]


def _codes(chars: str) -> npt.NDArray[np.uint8]:
    """A byte for every character, and as many for nothing as a key has."""
    points = np.frombuffer(chars.encode("utf-32-le", "surrogatepass"), "<u4")
    codes = np.zeros(len(points) + _KEY, np.uint8)
    _CODES.take(points, out=codes[: len(points)], mode="clip")
    return codes


def _keys(codes: npt.NDArray[np.uint8], starts: Indices, stops: Indices) -> tuple[Words, Words]:
    """The first eight characters of each chunk as a number, and the next eight."""
    words = np.ndarray(len(codes) - _HALF_KEY + 1, "<u8", codes.data, strides=(1,))
    lengths = stops - starts
    low = words[starts] & _MASKS.take(lengths, mode="clip")
    high = words.take(starts + _HALF_KEY, mode="clip") & _MASKS.take(lengths - _HALF_KEY, mode="clip")
    return low, high


def _code_table() -> npt.NDArray[np.uint8]:
    """The byte for each character of the Basic Multilingual Plane; the last of these is none."""
    codes = np.full(1 << 16, _OTHER, np.uint8)
    codes[ord(" ")] = _SPACE
    codes[[ord(char) for char in _USUAL]] = range(_FIRST, _FIRST + len(_USUAL))
    return codes


_CODES = _code_table()
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(_HALF_KEY + 1)], np.uint64)
"""What is left of a number of which only so many bytes belong to the chunk."""
