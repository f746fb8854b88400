"""Edits by the hundred thousand, in columns of numbers: no object is made for one before somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from publisher.typography.engine.answers import Names
from publisher.typography.engine.drafts import RawEdit
from publisher.typography.engine.tables import Flags, Indices

_SURROGATES = "\ud800"
"""From here on a character of 16 bits is not one by itself."""


class Columns(NamedTuple):
    """Edits, sorted: where each begins, how many characters go, and the numbers of what comes and of the rule."""

    start: Indices
    length: Indices
    new: Indices
    code: Indices

    @classmethod
    def joined(cls, parts: Sequence[Columns]) -> Columns:
        """Columns one below the other; at least one of them."""
        return cls(*map(np.concatenate, zip(*parts, strict=True)))

    def where(self, is_wanted: Flags) -> Columns:
        return Columns(*(column[is_wanted] for column in self))


class ColumnEdits:
    """Edits in columns, and the names that their numbers stand for."""

    def __init__(self, columns: Columns, news: Names, codes: Names) -> None:
        self._columns = columns
        self._news = news
        self._codes = codes

    def __len__(self) -> int:
        return len(self._columns.start)

    def rows(self) -> list[RawEdit]:
        """Every edit by itself."""
        return self._rows(self._columns)

    def _rows(self, columns: Columns) -> list[RawEdit]:
        start, length, new, code = columns
        ends = (start + length).tolist()
        return list(zip(start.tolist(), ends, self._news.of(new), self._codes.of(code), strict=True))

    def replaced(self, chars: str) -> tuple[str, list[RawEdit]]:
        """The characters after all edits that put one for one, and the other edits: no place has moved for them."""
        start, length, new, _ = self._columns
        points = np.array(
            [ord(name) if len(name) == 1 and name < _SURROGATES else 0 for name in self._news.names], np.uint32
        )[new]
        is_single = (points > 0) & (length == 1)
        chars = _with_points(chars, start[is_single], points[is_single])
        return chars, self._rows(self._columns.where(~is_single))


def _with_points(chars: str, places: Indices, points: npt.NDArray[np.uint32]) -> str:
    """The characters with others, given by their code points, at some places."""
    try:
        encoding, width = "utf-16-le", "<u2"  # three times as quick as 32 bits
        encoded = bytearray(chars.encode(encoding))
    except UnicodeEncodeError:  # half a pair, which must not become a whole one
        encoded = bytearray()
    if len(encoded) != 2 * len(chars):
        encoding, width = "utf-32-le", "<u4"
        encoded = bytearray(chars.encode(encoding, "surrogatepass"))
    np.frombuffer(encoded, width)[places] = points
    return encoded.decode(encoding, "surrogatepass")
